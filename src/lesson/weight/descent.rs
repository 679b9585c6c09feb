//! Steps down the cost, in `w` and in `g` and `v`. What `g` and `v` are given is what the engine's weight normalization gives.

use super::Cost;
use nn::weight_norm::{self, Gradients, PER_OUTPUT};

/// One unit with two inputs.
const SHAPE: [usize; 4] = [1, 2, 1, 1];

/// A point of a descent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// The weights.
    pub w: [f32; 2],
    /// Their cost.
    pub cost: f64,
    /// The length of `v`; that of `w` where there is no `v`.
    pub v_length: f64,
    /// The gradients there.
    pub split: Split,
}

/// A gradient, and what of it goes to the length and to the direction.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Split {
    /// With respect to `w`.
    pub dw: [f32; 2],
    /// With respect to `g`: the part of `dw` along `v`.
    pub dg: f32,
    /// With respect to `v`: the part across, times `g / ||v||`.
    pub dv: [f32; 2],
    /// `v` itself.
    pub v: [f32; 2],
}

impl Split {
    /// The cosine between `v` and its gradient: 0 up to rounding.
    pub fn cosine(&self) -> f64 {
        let [v, dv] = [self.v, self.dv].map(|pair| pair.map(f64::from));
        let size = length(v) * length(dv);
        if size == 0.0 { 0.0 } else { (v[0] * dv[0] + v[1] * dv[1]) / size }
    }
}

/// The length of a pair.
pub fn length([a, b]: [f64; 2]) -> f64 {
    libm::hypot(a, b)
}

/// The weights of `g` and `v`, the cost there, and the gradients of all three.
pub fn at(cost: &mut Cost, g: f32, v: [f32; 2]) -> Step {
    let (mut lengths, mut sums) = (Vec::new(), Vec::new());
    let (mut w, mut dg) = ([0.0; 2], [0.0; 1]);
    weight_norm::forward(PER_OUTPUT, SHAPE, &[g], &v, &mut lengths, &mut w);
    let (value, dw) = cost.at(w);
    let mut dv = dw;
    let out = Gradients { dg: &mut dg, dv: &mut dv };
    weight_norm::backward(PER_OUTPUT, SHAPE, (&[g], &v), &lengths, &mut sums, out);
    Step { w, cost: value, v_length: lengths[0], split: Split { dw, dg: dg[0], dv, v } }
}

/// Plain steps, the start first.
pub fn plain(cost: &mut Cost, start: [f32; 2], lr: f32, steps: u32) -> Vec<Step> {
    let mut w = start;
    let mut path = Vec::with_capacity(steps as usize + 1);
    for _ in 0..=steps {
        let step = at(cost, length(w.map(f64::from)) as f32, w);
        path.push(Step { w, ..step });
        w = [0, 1].map(|i| w[i] - lr * step.split.dw[i]);
    }
    path
}

/// Steps in `g` and `v`, the start first.
pub fn normed(cost: &mut Cost, (mut g, mut v): (f32, [f32; 2]), lr: f32, steps: u32) -> Vec<Step> {
    let mut path = Vec::with_capacity(steps as usize + 1);
    for _ in 0..=steps {
        let step = at(cost, g, v);
        path.push(step);
        g -= lr * step.split.dg;
        v = [0, 1].map(|i| v[i] - lr * step.split.dv[i]);
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    const STARTS: [(f32, [f32; 2]); 4] =
        [(3.0, [0.94, -0.34]), (0.5, [-2.0, 0.1]), (4.0, [0.01, 0.02]), (2.0, [30.0, -40.0])];

    #[test]
    fn the_gradient_of_v_is_at_a_right_angle_to_v() {
        let mut cost = Cost::new();
        for (g, v) in STARTS {
            let split = at(&mut cost, g, v).split;
            println!("g {g}, v {v:?}: {}", split.cosine());
            assert!(split.cosine().abs() < 1e-5, "{}", split.cosine());
        }
    }

    #[test]
    fn the_gradients_of_g_and_v_are_those_of_finite_differences() {
        let mut cost = Cost::new();
        for (g, v) in STARTS {
            let split = at(&mut cost, g, v).split;
            let size = length(v.map(f64::from)) as f32;
            let mut slope = |dg: f32, dv: [f32; 2]| {
                let there = |by: f32| (g + by * dg, [v[0] + by * dv[0], v[1] + by * dv[1]]);
                let costs = [1.0, -1.0].map(there).map(|(g, v)| at(&mut cost, g, v).cost);
                costs[0] - costs[1]
            };
            let by_g = slope(0.01, [0.0; 2]) / 0.02;
            assert!((by_g - f64::from(split.dg)).abs() < 1e-3, "{by_g} {}", split.dg);
            for i in 0..2 {
                let mut by = [0.0; 2];
                by[i] = 0.01 * size;
                let by_v = slope(0.0, by) / f64::from(0.02 * size);
                let scale = length(split.dv.map(f64::from)).max(0.05);
                assert!((by_v - f64::from(split.dv[i])).abs() < 5e-3 * scale, "{by_v} {}", split.dv[i]);
            }
        }
    }

    #[test]
    fn v_grows_with_every_step_by_what_pythagoras_says() {
        let mut cost = Cost::new();
        for lr in [0.1, 3.0, 30.0] {
            let path = normed(&mut cost, (3.0, [0.94, -0.34]), lr, 100);
            for pair in path.windows(2) {
                let [before, after] = [pair[0].v_length, pair[1].v_length];
                let across = f64::from(lr) * length(pair[0].split.dv.map(f64::from));
                assert!(after >= before * (1.0 - 1e-7), "{before} {after}");
                assert!((after / length([before, across]) - 1.0).abs() < 1e-5, "{after}");
            }
        }
    }
}
