//! The normal distribution function and density, and GELU, which is made of them.

use super::{EXP, Exp, abs, all, coefficients, horner, load_part, select, store_part};
use std::hint::black_box;
use wide::f32x4;

/// The constants, each four times, read from memory as [`polynomial`](super::polynomial) reads its own.
struct Constants {
    exp: Exp,
    c: [f32x4; 9],
    bend: f32x4,
    half: f32x4,
    one: f32x4,
    density: f32x4,
    near: f32x4,
}

static CONSTANTS: Constants = Constants {
    exp: EXP,
    c: coefficients([
        0.141_042_94,
        0.141_192_43,
        0.121_517_22,
        0.101_480_15,
        -0.013_635_03,
        0.139_500_06,
        -0.244_006_71,
        0.142_483_49,
        -0.029_574_571,
    ]),
    bend: all(0.5 * std::f32::consts::FRAC_1_SQRT_2),
    half: all(0.5),
    one: all(1.0),
    density: all(0.398_942_28),
    // The exponential is over e^-86.
    near: all(13.0),
};

impl Constants {
    /// Phi(x) and `e^(-x² / 2)`, of which its tails are made.
    #[inline(always)]
    fn share(&self, x: f32x4, exp: impl Fn(&Exp, f32x4) -> f32x4) -> (f32x4, f32x4) {
        let bell = exp(&self.exp, -(x * x * self.half));
        let t = self.one / (self.one + abs(x) * self.bend);
        let tail = bell * (t * horner(t, &self.c));
        (select(x.simd_lt(f32x4::ZERO), tail, self.one - tail), bell)
    }

    /// Phi(x) and phi(x).
    #[inline(always)]
    fn both(&self, x: f32x4, exp: impl Fn(&Exp, f32x4) -> f32x4) -> (f32x4, f32x4) {
        let (share, bell) = self.share(x, exp);
        (share, bell * self.density)
    }

    /// Whether no exponential of these leaves the normal numbers: then no share is 0.
    #[inline(always)]
    fn all_near(&self, x: &[f32x4; 2]) -> bool {
        x.iter().fold(f32x4::ZERO, |far, x| far | !abs(*x).simd_lt(self.near)).none()
    }
}

/// `x share`, where `share` falls to 0 faster than x grows: 0 far on the left, also where x is infinite.
#[inline(always)]
pub fn product_to_limit(x: f32x4, share: f32x4) -> f32x4 {
    select(share.simd_eq(f32x4::ZERO), f32x4::ZERO, x * share)
}

/// The normal distribution function and the normal density at x, as `(Phi(x), phi(x))`.
///
/// `Phi(-|x|) = e^(-x² / 2) t Q(t)` with `t = 1 / (1 + |x| / sqrt 8)`, the form of Hastings 1955 (Abramowitz & Stegun 1964,
/// 7.1.26), here with a Q of degree 8: a minimax fit of Phi's own relative error up to |x| = 14.5, where it is 4.4e-8. So one
/// exponential serves Phi and phi. In f32 Phi is off by up to 4.5e-7 of itself for x >= -1, 7e-7 from -3 on, 1.5e-6 from -6 on,
/// and 5e-6 down to -12.9, under which it is no normal number: the exponential makes a relative error of the rounding of its
/// argument.
#[inline(always)]
pub fn normal(x: f32x4) -> (f32x4, f32x4) {
    black_box(&CONSTANTS).both(x, Exp::of)
}

/// `x Phi(x)` and its derivative `Phi(x) + x phi(x)`, wherever x is.
// A function of its own: what is far is rare, and every other way has this one behind it.
#[inline(never)]
pub fn gelu(x: f32x4) -> [f32x4; 2] {
    let (share, density) = normal(x);
    [product_to_limit(x, share), share + product_to_limit(x, density)]
}

/// `y = x Phi(x)`.
pub fn gelu_slice(x: &[f32], y: &mut [f32]) {
    map_eights(x, [y], |constants, x| [x * constants.share(x, Exp::near).0], |x| [gelu(x)[0]]);
}

/// The same and its derivative at once: they share the distribution function.
pub fn gelu_both_slice(x: &[f32], y: &mut [f32], slope: &mut [f32]) {
    let near = |constants: &Constants, x| {
        let (share, density) = constants.both(x, Exp::near);
        [x * share, share + x * density]
    };
    map_eights(x, [y, slope], near, gelu);
}

/// Writes what `f` makes of every x, and `near` of eight that are all near: the same to the bit, and faster.
#[inline(always)]
fn map_eights<const OUT: usize>(
    x: &[f32],
    out: [&mut [f32]; OUT],
    near: impl Fn(&Constants, f32x4) -> [f32x4; OUT],
    f: impl Fn(f32x4) -> [f32x4; OUT],
) {
    let constants = black_box(&CONSTANTS);
    let mut out = out.map(|out| &mut out[..x.len()]);
    let (eights, rest) = x.as_chunks::<8>();
    for (at, eight) in eights.iter().enumerate() {
        let x: [f32x4; 2] = std::array::from_fn(|v| f32x4::new(std::array::from_fn(|i| eight[4 * v + i])));
        let found = if constants.all_near(&x) { x.map(|x| near(constants, x)) } else { x.map(&f) };
        for (k, out) in out.iter_mut().enumerate() {
            out.as_chunks_mut::<8>().0[at] = std::array::from_fn(|i| found[i / 4][k].to_array()[i % 4]);
        }
    }
    for (at, four) in rest.chunks(4).enumerate() {
        let found = f(load_part(four));
        for (k, out) in out.iter_mut().enumerate() {
            store_part(found[k], &mut out[8 * eights.len() + 4 * at..][..four.len()]);
        }
    }
}
