//! `tanh`: a rational approximation of degree 13 over 6, exactly ±1 from 9.02 on. Off by less than 7 units in the last place,
//! but under 2.4e-36 by up to 105: there the numerator is no normal number.

use super::{abs, all, clamp, coefficients, horner, load_part, select, store_part};
use std::hint::black_box;
use wide::f32x4;

/// Where the approximation ends: over it `x` is held here.
const EDGE: f32 = 7.905_311;

/// Under it the powers of x are too small to show. Those of a much smaller x are no normal numbers, with which a processor takes a
/// hundred times as long: they are taken of this one.
const LEAST: f32 = 9.313_226e-10;

/// The constants, each four times, read from memory as [`polynomial`](super::polynomial) reads its own.
struct Constants {
    p: [f32x4; 7],
    q: [f32x4; 4],
    edge: f32x4,
    minus_edge: f32x4,
    inverse_edge: f32x4,
    one_from: f32x4,
    least: f32x4,
}

static CONSTANTS: Constants = Constants {
    p: coefficients([
        4.893_524_6e-3,
        6.372_619_3e-4,
        1.485_722_4e-5,
        5.122_297e-8,
        -8.604_672e-11,
        2.000_187_9e-13,
        -2.760_768_5e-16,
    ]),
    q: coefficients([4.893_525_3e-3, 2.268_434_7e-3, 1.185_347_1e-4, 1.198_258_4e-6]),
    edge: all(EDGE),
    minus_edge: all(-EDGE),
    inverse_edge: all(1.0 / EDGE),
    one_from: all(9.02),
    least: all(LEAST),
};

impl Constants {
    #[inline(always)]
    fn held(&self, x: f32x4) -> f32x4 {
        clamp(x, self.minus_edge, self.edge)
    }

    /// `tanh` of what is held.
    #[inline(always)]
    fn near(&self, held: f32x4) -> f32x4 {
        let of = abs(held).fast_max(self.least);
        let z = of * of;
        held * horner(z, &self.p) / horner(z, &self.q)
    }

    /// `y`, or ±1 where x is far out: there `held` is the edge, and times its inverse an exact 1.
    #[inline(always)]
    fn far(&self, x: f32x4, held: f32x4, y: f32x4) -> f32x4 {
        select(abs(x).simd_gt(self.one_from), held * self.inverse_edge, y)
    }

    #[inline(always)]
    fn tanh(&self, x: f32x4) -> f32x4 {
        let held = self.held(x);
        self.far(x, held, self.near(held))
    }
}

/// `tanh x`.
#[inline(always)]
pub fn tanh(x: f32x4) -> f32x4 {
    CONSTANTS.tanh(x)
}

/// `y = tanh x`.
pub fn tanh_slice(x: &[f32], y: &mut [f32]) {
    assert_eq!(x.len(), y.len(), "tanh of {} into {}", x.len(), y.len());
    let constants = black_box(&CONSTANTS);
    let ((xs, x), (ys, y)) = (x.as_chunks::<16>(), y.as_chunks_mut::<16>());
    for (x, y) in xs.iter().zip(ys) {
        sixteen(constants, x, y);
    }
    let ((xs, x), (ys, y)) = (x.as_chunks::<4>(), y.as_chunks_mut::<4>());
    for (x, y) in xs.iter().zip(ys) {
        *y = constants.tanh(f32x4::new(*x)).to_array();
    }
    if !x.is_empty() {
        store_part(constants.tanh(load_part(x)), y);
    }
}

/// Four vectors, which as a rule all lie within the edges: one question for them.
#[inline(always)]
fn sixteen(constants: &Constants, x: &[f32; 16], y: &mut [f32; 16]) {
    let x: [f32x4; 4] = std::array::from_fn(|v| f32x4::new(std::array::from_fn(|i| x[4 * v + i])));
    let mut out = f32x4::ZERO;
    for (x, y) in x.iter().zip(y.as_chunks_mut::<4>().0) {
        let held = constants.held(*x);
        *y = constants.near(held).to_array();
        out |= held.simd_ne(*x);
    }
    if out.any() {
        for (x, y) in x.iter().zip(y.as_chunks_mut::<4>().0) {
            *y = constants.far(*x, constants.held(*x), f32x4::new(*y)).to_array();
        }
    }
}
