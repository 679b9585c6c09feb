//! Optimizers: SGD, momentum, RMSprop, Adam, Adagrad.

use wide::f32x4;

use super::kernel::math::{load_part, store_part};

/// How a gradient becomes a change of the parameters, as PyTorch defines each.
///
/// Where a g² is kept, the g of that optimizer is `max(-2^63, min(g, 2^63))` if it is finite, and a sum of g² ends at the largest
/// f32: an infinite mean square would divide every later gradient to 0 (PyTorch's does). Smaller gradients, and infinity and
/// NaN, are taken as they are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Optimizer {
    /// `p -= lr g`.
    Sgd {
        /// Learning rate.
        lr: f32,
    },
    /// `m = momentum m + g; p -= lr m` (Polyak 1964).
    Momentum {
        /// Learning rate.
        lr: f32,
        /// The share of the last move that is kept.
        momentum: f32,
    },
    /// `v = alpha v + (1 - alpha) g²; p -= lr g / (sqrt(v) + eps)` (Hinton 2012), or with momentum on that quotient.
    Rmsprop {
        /// Learning rate.
        lr: f32,
        /// The share of the mean square that is kept.
        alpha: f32,
        /// Added to the root.
        eps: f32,
        /// `m = momentum m + g / (sqrt(v) + eps); p -= lr m`; 0 for none.
        momentum: f32,
    },
    /// Both moments, corrected for their start at 0 (Kingma & Ba 2015, algorithm 1).
    Adam {
        /// Learning rate.
        lr: f32,
        /// The share of the mean that is kept.
        beta1: f32,
        /// The share of the mean square that is kept.
        beta2: f32,
        /// Added to the root.
        eps: f32,
    },
    /// `v = min(v + g², 2^128 (1 - 2^-24)); p -= lr g / (sqrt(v) + eps)` (Duchi et al. 2011).
    Adagrad {
        /// Learning rate.
        lr: f32,
        /// Added to the root.
        eps: f32,
    },
}

impl Optimizer {
    /// Plain gradient descent.
    pub fn sgd(lr: f32) -> Optimizer {
        Optimizer::Sgd { lr }
    }

    /// Momentum 0.9.
    pub fn momentum(lr: f32) -> Optimizer {
        Optimizer::Momentum { lr, momentum: 0.9 }
    }

    /// Alpha 0.99, eps 1e-8.
    pub fn rmsprop(lr: f32) -> Optimizer {
        Optimizer::Rmsprop { lr, alpha: 0.99, eps: 1e-8, momentum: 0.0 }
    }

    /// Betas 0.9 and 0.999, eps 1e-8.
    pub fn adam(lr: f32) -> Optimizer {
        Optimizer::Adam { lr, beta1: 0.9, beta2: 0.999, eps: 1e-8 }
    }

    /// Whether squares of gradients are kept.
    fn squares(&self) -> bool {
        !matches!(self, Optimizer::Sgd { .. } | Optimizer::Momentum { .. })
    }

    /// How many state buffers a parameter needs.
    pub fn states(&self) -> usize {
        match self {
            Optimizer::Sgd { .. } => 0,
            Optimizer::Momentum { .. } | Optimizer::Adagrad { .. } => 1,
            Optimizer::Rmsprop { momentum, .. } => 1 + usize::from(*momentum != 0.0),
            Optimizer::Adam { .. } => 2,
        }
    }
}

/// One trained array: values, gradient, the optimizer's state, and the length of the last move.
#[derive(Clone, Debug, PartialEq)]
pub struct Param {
    /// `weight`, `bias`, `g`, `v`, `gamma` or `beta`.
    pub name: &'static str,
    /// `[out, in, kh, kw]`, or `[features, 1, 1, 1]`.
    pub shape: [usize; 4],
    /// The numbers.
    pub value: Vec<f32>,
    /// The gradient of the loss with respect to them.
    pub grad: Vec<f32>,
    /// `sum (p_new - p_old)²` of the last update.
    pub update_square: f64,
    /// First moment, second moment: made at the first update that needs them.
    state: [Vec<f32>; 2],
}

impl Param {
    /// A parameter of this shape, every value the same.
    pub fn new(name: &'static str, shape: [usize; 4], value: f32) -> Param {
        let size = shape.iter().product();
        let state = [Vec::new(), Vec::new()];
        Param { name, shape, value: vec![value; size], grad: vec![0.0; size], update_square: 0.0, state }
    }

    /// Length of the last update over the length of the values; NaN where the values are all 0.
    pub fn update_ratio(&self) -> f64 {
        let square = super::kernel::sum::sum_squares(&self.value);
        if square == 0.0 { f64::NAN } else { (self.update_square / square).sqrt() }
    }

    /// One update; `step` counts from 1 (Adam's correction needs it).
    pub fn update(&mut self, optimizer: &Optimizer, step: u32) {
        for state in &mut self.state[..optimizer.states()] {
            if state.len() != self.value.len() {
                state.clear();
                state.resize(self.value.len(), 0.0);
            }
        }
        let [first, second] = &mut self.state;
        let held = if optimizer.squares() { held(&self.grad) } else { None };
        let (value, grad) = (&mut self.value, held.as_ref().unwrap_or(&self.grad));
        let all = f32x4::splat;
        self.update_square = match *optimizer {
            Optimizer::Sgd { lr } => each(value, grad, [], |g, []| all(lr) * g),
            Optimizer::Momentum { lr, momentum } => each(value, grad, [first], |g, [m]| {
                *m = all(momentum) * *m + g;
                all(lr) * *m
            }),
            Optimizer::Rmsprop { lr, alpha, eps, momentum: 0.0 } => each(value, grad, [first], |g, [v]| {
                *v = all(alpha) * *v + all(1.0 - alpha) * (g * g);
                all(lr) * (g / (v.sqrt() + all(eps)))
            }),
            Optimizer::Rmsprop { lr, alpha, eps, momentum } => each(value, grad, [first, second], |g, [v, m]| {
                *v = all(alpha) * *v + all(1.0 - alpha) * (g * g);
                *m = all(momentum) * *m + g / (v.sqrt() + all(eps));
                all(lr) * *m
            }),
            Optimizer::Adam { lr, beta1, beta2, eps } => {
                let (left1, left2) = (left_over(beta1, step), left_over(beta2, step));
                let rate = (f64::from(lr) / left1) as f32;
                let root = (1.0 / left2.sqrt()) as f32;
                each(value, grad, [first, second], |g, [m, v]| {
                    *m = all(beta1) * *m + all(1.0 - beta1) * g;
                    *v = all(beta2) * *v + all(1.0 - beta2) * (g * g);
                    all(rate) * *m / (v.sqrt() * all(root) + all(eps))
                })
            }
            Optimizer::Adagrad { lr, eps } => each(value, grad, [first], |g, [v]| {
                // Of NaN a machine may make either; the move is NaN.
                *v = (*v + g * g).fast_min(all(f32::MAX));
                all(lr) * g / (v.sqrt() + all(eps))
            }),
        };
    }
}

/// The largest gradient whose square is kept: 2^63, so that a mean of squares is under a quarter of the largest f32.
const LARGEST: f32 = 9_223_372_036_854_775_808.0;

/// `grad` with every finite element between `-LARGEST` and `LARGEST`; `None` where they are.
fn held(grad: &[f32]) -> Option<Vec<f32>> {
    // As a rule all are under 2, and no exponent has its upper bit: one operation for each tells.
    if grad.iter().fold(0, |bits, g| bits | g.to_bits()) & 0x4000_0000 == 0 {
        return None;
    }
    let huge = |g: f32| g.abs() > LARGEST && g.is_finite();
    let hold = |g: f32| if huge(g) { LARGEST.copysign(g) } else { g };
    grad.iter().any(|&g| huge(g)).then(|| grad.iter().map(|&g| hold(g)).collect())
}

/// `1 - beta^step` of the f32 that beta is: the update's own `1 - beta` is taken from the same.
fn left_over(beta: f32, step: u32) -> f64 {
    1.0 - libm::pow(f64::from(beta), f64::from(step))
}

/// `p -= f(g, states)` over all elements, and the sum of the squares of what was really taken off.
#[inline(always)]
fn each<const S: usize>(
    value: &mut [f32],
    grad: &[f32],
    states: [&mut Vec<f32>; S],
    f: impl Fn(f32x4, &mut [f32x4; S]) -> f32x4,
) -> f64 {
    let (values, value) = value.as_chunks_mut::<4>();
    let (grads, grad) = grad.as_chunks::<4>();
    let mut states = states.map(|state| state.as_chunks_mut::<4>());
    let mut squares = 0.0f64;
    // A block's squares are added in f32, the blocks in f64. The first block is the first quad alone.
    let mut total = f32x4::ZERO;
    for (at, (p, g)) in values.iter_mut().zip(grads).enumerate() {
        let old = f32x4::new(*p);
        let mut state = std::array::from_fn(|s| f32x4::new(states[s].0[at]));
        let new = old - f(f32x4::new(*g), &mut state);
        *p = new.to_array();
        for (kept, state) in states.iter_mut().zip(state) {
            kept.0[at] = state.to_array();
        }
        let moved = new - old;
        total += moved * moved;
        if at.is_multiple_of(BLOCK) {
            squares += across(total);
            total = f32x4::ZERO;
        }
    }
    if !value.is_empty() {
        let old = load_part(value);
        let mut state = states.each_ref().map(|state| load_part(state.1));
        let new = old - f(load_part(grad), &mut state);
        store_part(new, value);
        for (kept, state) in states.iter_mut().zip(state) {
            store_part(state, kept.1);
        }
        let moved = new - old;
        total += moved * moved;
    }
    squares + across(total)
}

/// Quads whose squares are added in f32.
const BLOCK: usize = 64;

fn across(x: f32x4) -> f64 {
    let [a, b, c, d] = x.to_array().map(f64::from);
    (a + b) + (c + d)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn param(value: &[f32]) -> Param {
        let mut p = Param::new("weight", [value.len(), 1, 1, 1], 0.0);
        p.value.copy_from_slice(value);
        p
    }

    const ALL: [Optimizer; 5] = [
        Optimizer::Sgd { lr: 0.1 },
        Optimizer::Momentum { lr: 0.1, momentum: 0.9 },
        Optimizer::Rmsprop { lr: 0.1, alpha: 0.99, eps: 1e-8, momentum: 0.9 },
        Optimizer::Adam { lr: 0.1, beta1: 0.9, beta2: 0.999, eps: 1e-8 },
        Optimizer::Adagrad { lr: 0.1, eps: 1e-10 },
    ];

    #[test]
    fn every_optimizer_goes_down_a_bowl() {
        for optimizer in ALL {
            let mut p = param(&[1.0, -2.0, 3.0, 4.0, -5.0]);
            for step in 1..=2000 {
                p.grad = p.value.clone();
                p.update(&optimizer, step);
            }
            let left = p.value.iter().fold(0.0f32, |worst, x| worst.max(x.abs()));
            assert!(left < 0.2, "{optimizer:?} leaves {:?}", p.value);
        }
    }

    #[test]
    fn a_zero_gradient_moves_nothing() {
        for optimizer in ALL {
            let mut p = param(&[1.0; 7]);
            p.update(&optimizer, 1);
            assert_eq!((p.value.as_slice(), p.update_square), ([1.0; 7].as_slice(), 0.0), "{optimizer:?}");
        }
    }

    #[test]
    fn the_first_step_of_adam_is_the_learning_rate() {
        let mut p = param(&[0.0; 3]);
        p.grad = vec![5.0, -0.01, 1e3];
        p.update(&Optimizer::adam(0.01), 1);
        for (value, want) in p.value.iter().zip([-0.01f32, 0.01, -0.01]) {
            assert!((value - want).abs() < 1e-7, "{value} for {want}");
        }
    }

    /// Adam and RMSprop as PyTorch where its g² is finite: 0.940 and 0.900 after 2000 further steps of gradient 1.
    #[test]
    fn one_huge_gradient_does_not_stop_a_parameter() {
        let [adam, rmsprop] = [Optimizer::adam(0.01), Optimizer::rmsprop(0.01)];
        let slow = Optimizer::Rmsprop { lr: 0.01, alpha: 0.99, eps: 1e-8, momentum: 0.5 };
        let adagrad = Optimizer::Adagrad { lr: 0.01, eps: 1e-10 };
        for (optimizer, after, recovers) in
            [(adam, 0.94, 120_000), (rmsprop, 0.9, 12_000), (slow, 0.8, 12_000), (adagrad, 0.99, 0)]
        {
            for huge in [2e19, 6e20, 1e30, f32::MAX] {
                // A quad and a single one.
                let mut p = param(&[1.0; 5]);
                let mut run = |steps: std::ops::RangeInclusive<u32>, grad: f32| {
                    for step in steps {
                        p.grad.fill(grad);
                        p.update(&optimizer, step);
                    }
                    p.value.clone()
                };
                run(1..=1, huge);
                let first = run(2..=2001, 1.0);
                assert!(first.iter().all(|p| (p - after).abs() < 1.5e-3), "{optimizer:?} {huge:e}: {first:?}");
                if recovers > 0 {
                    let later = run(2002..=2001 + recovers, 1.0);
                    assert!(later.iter().all(|p| *p < after - 1.0), "{optimizer:?} {huge:e}: {later:?}");
                }
            }
        }
    }

    #[test]
    fn many_huge_gradients_fill_no_sum_and_infinity_stays() {
        for optimizer in ALL.into_iter().filter(|optimizer| !matches!(optimizer, Optimizer::Sgd { .. })) {
            let mut p = param(&[1.0; 5]);
            for (step, grad) in
                [(1, f32::MAX), (2, f32::MAX), (3, f32::MAX)].into_iter().chain((4..100).map(|s| (s, 1e30)))
            {
                p.grad.fill(grad);
                let before = p.value.clone();
                p.update(&optimizer, step);
                let moved = p.value.iter().zip(before).all(|(now, before)| *now < before);
                assert!(
                    moved || matches!(optimizer, Optimizer::Momentum { .. }),
                    "{optimizer:?}, {step}: {:?}",
                    p.value
                );
            }
            p.grad.fill(f32::INFINITY);
            p.update(&optimizer, 100);
            assert!(p.value.iter().all(|p| !p.is_finite()), "{optimizer:?}: {:?}", p.value);
        }
    }

    #[test]
    fn the_length_of_a_move_is_measured() {
        let mut p = param(&[3.0, 4.0]);
        p.grad = vec![1.0, 1.0];
        p.update(&Optimizer::sgd(0.5), 1);
        assert_eq!(p.update_square, 0.5);
        assert!((p.update_ratio() - (0.5f64 / 18.5).sqrt()).abs() < 1e-12);
        assert!(param(&[0.0, 0.0]).update_ratio().is_nan());
    }
}
