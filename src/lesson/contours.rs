//! What unscaled inputs do to the cost: a linear unit with two weights and a bias judges used cars by squared error. Its cost is
//! a bowl; how round it is, how fast descent may go, and how far the decision line swings follow from its Hessian, and are
//! run.

mod state;

pub use crate::contours_spec::{ContoursSpec, RATE};
pub use state::{Contours, Found};

use crate::choice::{DataSet, Scaling};
use crate::data::{Scaler, load};

/// The scalings that are compared.
pub const SCALINGS: [Scaling; 3] = [Scaling::Raw, Scaling::MinMax, Scaling::Standard];
/// Descent is followed for so many steps at most.
pub const MOST: u32 = 1_000_000;
/// Points of a path that are shown.
const SHOWN: usize = 60;
/// It has arrived where so much of the excess cost is left.
const NEAR: f64 = 0.01;

/// The mean squared error `E[(w·x + b - y)²] / 2` of a linear unit, `y` being -1 or 1, as a quadratic in `(w1, w2, b)`.
#[derive(Clone, Debug, PartialEq)]
pub struct Bowl {
    /// Second derivatives: `E[z zᵀ]` with `z = (x1, x2, 1)`.
    pub hessian: [[f64; 3]; 3],
    /// `E[z y]`.
    slope: [f64; 3],
    /// Where the cost is least.
    pub minimum: [f64; 3],
    /// Smallest and largest eigenvalue of the Hessian.
    pub eigenvalues: (f64, f64),
    /// How a column is scaled: `scaled = (x - shift) factor`.
    scale: [(f64, f64); 2],
}

/// A run of gradient descent from zero.
#[derive(Clone, Debug, PartialEq)]
pub struct Descent {
    /// The first weights that it went through, and the excess cost there as a share of that at the start.
    pub path: Vec<([f64; 2], f64)>,
    /// Steps until a hundredth of the excess cost was left; `None` where it never was.
    pub steps: Option<u32>,
}

impl Bowl {
    /// The cost of the training part of the used cars.
    pub fn new(scaling: Scaling, seed: u32) -> Self {
        let data = load(DataSet::Units, seed);
        let scaler = Scaler::fit(data.x.view(), &data.train, scaling, false);
        let (mut hessian, mut slope) = ([[0.0; 3]; 3], [0.0; 3]);
        let n = data.train.len() as f64;
        for row in &data.train {
            let mut x = [0.0; 2];
            scaler.apply(data.x.row(*row as usize).iter().copied(), &mut x);
            let z = [f64::from(x[0]), f64::from(x[1]), 1.0];
            let y = if data.labels[*row as usize] == 1 { 1.0 } else { -1.0 };
            for i in 0..3 {
                slope[i] += z[i] * y / n;
                (0..3).for_each(|j| hessian[i][j] += z[i] * z[j] / n);
            }
        }
        let scale = [0, 1].map(|i| (f64::from(scaler.shift[i]), f64::from(scaler.factor[i])));
        Self { minimum: solved(hessian, slope), eigenvalues: eigenvalues(hessian), hessian, slope, scale }
    }

    /// The largest rate at which descent does not diverge: `2 / λ_max`.
    pub fn largest_rate(&self) -> f64 {
        2.0 / self.eigenvalues.1
    }

    /// The condition number `λ_max / λ_min`.
    pub fn condition(&self) -> f64 {
        self.eigenvalues.1 / self.eigenvalues.0
    }

    /// The cost above the least one.
    pub fn excess(&self, w: [f64; 3]) -> f64 {
        let d = [0, 1, 2].map(|i| w[i] - self.minimum[i]);
        let product: f64 = (0..3).map(|i| d[i] * (0..3).map(|j| self.hessian[i][j] * d[j]).sum::<f64>()).sum();
        product / 2.0
    }

    /// Descends from zero at a rate, to the end.
    pub fn descend(&self, rate: f64) -> Descent {
        let mut walk = Walk::new(self, rate);
        while walk.go(self, MOST) {}
        walk.descent
    }

    /// The points of the contour at an excess cost, for each pair of weights at its best bias: an ellipse.
    pub fn contour(&self, excess: f64) -> Vec<[f64; 2]> {
        let [a, b, c] = self.flat();
        // Cholesky: (a b; b c) = L Lᵀ; points w = minimum + sqrt(2 excess) L^-T u with |u| = 1.
        let (l11, l21) = (a.sqrt(), b / a.sqrt());
        let l22 = (c - l21 * l21).sqrt();
        let radius = (2.0 * excess).sqrt();
        let point = |k: u32| {
            let angle = std::f64::consts::TAU * f64::from(k) / 96.0;
            let (u1, u2) = (libm::cos(angle), libm::sin(angle));
            let d2 = u2 / l22;
            let d1 = (u1 - l21 * d2) / l11;
            [self.minimum[0] + radius * d1, self.minimum[1] + radius * d2]
        };
        (0..=96).map(point).collect()
    }

    /// The Hessian of the two weights with the bias at its best: the covariance of the inputs.
    fn flat(&self) -> [f64; 3] {
        let h = &self.hessian;
        let covariance = |i: usize, j: usize| h[i][j] - h[i][2] * h[j][2] / h[2][2];
        [covariance(0, 0), covariance(0, 1), covariance(1, 1)]
    }

    /// The decision line `w·x + b = 0` in the data's own units, as `(a1, a2, c)` with `a1 x1 + a2 x2 + c = 0`, where the
    /// second weight, that of the kilometres, is moved from its best by `nudge`.
    pub fn line(&self, nudge: f64) -> [f64; 3] {
        let [w1, w2, b] = self.minimum;
        let w = [w1, w2 + nudge];
        let a = [0, 1].map(|i| w[i] * self.scale[i].1);
        [a[0], a[1], b - a[0] * self.scale[0].0 - a[1] * self.scale[1].0]
    }

    /// How far the line turns for it, in degrees, on a picture of 50 years by 200,000 kilometres.
    pub fn swing(&self, nudge: f64) -> f64 {
        let direction =
            |line: [f64; 3]| libm::atan2(line[1] * crate::contours_spec::FAR, line[0] * crate::contours_spec::OLD);
        let turned = (direction(self.line(nudge)) - direction(self.line(0.0))).to_degrees().abs();
        turned.min(360.0 - turned)
    }
}

/// A descent under way.
#[derive(Clone, Debug, PartialEq)]
pub struct Walk {
    /// What is known of it.
    pub descent: Descent,
    rate: f64,
    start: f64,
    w: [f64; 3],
    step: u32,
    is_over: bool,
}

impl Walk {
    /// From zero, at a rate.
    pub fn new(bowl: &Bowl, rate: f64) -> Self {
        let descent = Descent { path: Vec::new(), steps: None };
        Self { descent, rate, start: bowl.excess([0.0; 3]), w: [0.0; 3], step: 0, is_over: false }
    }

    /// Takes up to so many steps; says whether there are more to take.
    pub fn go(&mut self, bowl: &Bowl, steps: u32) -> bool {
        for _ in 0..steps {
            if self.is_over {
                break;
            }
            let left = bowl.excess(self.w) / self.start;
            let Descent { path, steps: arrived } = &mut self.descent;
            if path.len() < SHOWN {
                path.push(([self.w[0], self.w[1]], left));
            }
            if arrived.is_none() && left <= NEAR {
                *arrived = Some(self.step);
            }
            // It has diverged, or it has arrived and been drawn, or it never will.
            self.is_over = left > 1e6 || arrived.is_some() && path.len() == SHOWN || self.step == MOST;
            let w = self.w;
            let gradient = [0, 1, 2].map(|i| (0..3).map(|j| bowl.hessian[i][j] * w[j]).sum::<f64>() - bowl.slope[i]);
            (0..3).for_each(|i| self.w[i] -= self.rate * gradient[i]);
            self.step += 1;
        }
        !self.is_over
    }
}

/// The solution of a symmetric 3 x 3 system, by elimination.
fn solved(mut m: [[f64; 3]; 3], mut right: [f64; 3]) -> [f64; 3] {
    for i in 0..3 {
        for j in i + 1..3 {
            let factor = m[j][i] / m[i][i];
            (i..3).for_each(|k| m[j][k] -= factor * m[i][k]);
            right[j] -= factor * right[i];
        }
    }
    let mut x = [0.0; 3];
    for i in (0..3).rev() {
        let known: f64 = (i + 1..3).map(|k| m[i][k] * x[k]).sum();
        x[i] = (right[i] - known) / m[i][i];
    }
    x
}

/// Smallest and largest eigenvalue of a symmetric matrix, by Jacobi's rotations.
fn eigenvalues(mut m: [[f64; 3]; 3]) -> (f64, f64) {
    for _ in 0..24 {
        for (p, q) in [(0, 1), (0, 2), (1, 2)] {
            if m[p][q] == 0.0 {
                continue;
            }
            let theta = 0.5 * libm::atan2(2.0 * m[p][q], m[q][q] - m[p][p]);
            let (s, c) = (libm::sin(theta), libm::cos(theta));
            for k in 0..3 {
                let (a, b) = (m[k][p], m[k][q]);
                (m[k][p], m[k][q]) = (c * a - s * b, s * a + c * b);
            }
            for k in 0..3 {
                let (a, b) = (m[p][k], m[q][k]);
                (m[p][k], m[q][k]) = (c * a - s * b, s * a + c * b);
            }
        }
    }
    let values = [m[0][0], m[1][1], m[2][2]];
    (values.into_iter().fold(f64::INFINITY, f64::min), values.into_iter().fold(0.0, f64::max))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eigenvalues_and_solutions_are_right() {
        let m = [[2.0, 1.0, 0.0], [1.0, 2.0, 0.0], [0.0, 0.0, 5.0]];
        let (low, high) = eigenvalues(m);
        assert!((low - 1.0).abs() < 1e-12 && (high - 5.0).abs() < 1e-12, "{low} {high}");
        let x = solved(m, [3.0, 3.0, 10.0]);
        assert!(x.iter().zip([1.0, 1.0, 2.0]).all(|(a, b)| (a - b).abs() < 1e-12), "{x:?}");
    }

    /// The stated largest rate is the largest: a little below it descent arrives, a little above it the cost explodes.
    #[test]
    fn below_the_largest_rate_descent_converges_and_above_it_it_does_not() {
        for scaling in SCALINGS {
            let bowl = Bowl::new(scaling, 1);
            let below = bowl.descend(0.95 * bowl.largest_rate());
            let above = bowl.descend(1.05 * bowl.largest_rate());
            println!(
                "{scaling:?} {:.3e} {:.3e} {:?} {:?}",
                bowl.condition(),
                bowl.largest_rate(),
                below.steps,
                above.steps
            );
            assert_eq!(above.steps, None, "{scaling:?}");
            assert!(below.path.windows(2).all(|pair| pair[1].1 <= pair[0].1 * (1.0 + 1e-9)), "{scaling:?}");
            assert_eq!(below.steps.is_none(), scaling == Scaling::Raw, "{scaling:?}: {:?}", below.steps);
        }
    }

    #[test]
    fn contours_are_where_the_cost_is_what_they_say() {
        for scaling in SCALINGS {
            let bowl = Bowl::new(scaling, 1);
            for [w1, w2] in bowl.contour(0.2) {
                let [h1, h2, h3] = bowl.hessian[2];
                let d = [w1 - bowl.minimum[0], w2 - bowl.minimum[1]];
                let bias = bowl.minimum[2] - (h1 * d[0] + h2 * d[1]) / h3;
                assert!((bowl.excess([w1, w2, bias]) / 0.2 - 1.0).abs() < 1e-4, "{scaling:?}");
            }
        }
    }

    /// One line for all scalings, until one weight is moved by a hundredth.
    #[test]
    fn the_line_is_the_same_and_a_nudge_swings_the_unscaled_one_most() {
        let bowls = SCALINGS.map(|scaling| Bowl::new(scaling, 1));
        let slope = |bowl: &Bowl| bowl.line(0.0)[0] / bowl.line(0.0)[1];
        assert!(bowls.iter().all(|bowl| (slope(bowl) / slope(&bowls[0]) - 1.0).abs() < 1e-3));
        let [raw, min_max, standard] = bowls.each_ref().map(|bowl| bowl.swing(0.01));
        println!("{raw} {min_max} {standard}");
        assert!(raw > 30.0 && min_max < 1.0 && standard < 1.0, "{raw} {min_max} {standard}");
    }
}
