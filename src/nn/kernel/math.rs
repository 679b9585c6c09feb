//! Vector exp, ln, tanh, sigmoid and the normal distribution: our own polynomials, since the platforms' differ in bits.
//!
//! NaN in gives NaN out; infinities give the limits. Only + - * / and bit operations, so native and wasm agree.

mod normal;
mod tanh;

pub use normal::{gelu, gelu_both_slice, gelu_slice, normal, product_to_limit};
use std::hint::black_box;
pub use tanh::{tanh, tanh_slice};
use wide::bytemuck::cast;
use wide::{f32x4, f64x2, u32x4};

const LOG2_E: f32 = std::f32::consts::LOG2_E;
/// ln 2 in two parts; the first has few bits, so that its multiples are exact (Cody & Waite 1980).
const LN2_HIGH: f32 = 0.693_359_375;
const LN2_LOW: f32 = -2.121_944_4e-4;
/// 1.5 * 2^23: adding it rounds to an integer, which then stands in the low bits.
const ROUNDER: f32 = 12_582_912.0;

/// The same number four times.
const fn all(x: f32) -> f32x4 {
    f32x4::new([x; 4])
}

/// Coefficients as [`polynomial`] takes them.
const fn coefficients<const K: usize>(c: [f32; K]) -> [f32x4; K] {
    let mut vectors = [all(0.0); K];
    let mut i = 0;
    while i < K {
        vectors[i] = all(c[i]);
        i += 1;
    }
    vectors
}

/// `sum_i c[i] x^i` by Horner's rule.
///
/// The coefficients are read from memory, behind the optimizer's back: an engine for WebAssembly builds a constant vector
/// afresh at each use, from two halves, which takes longer than the arithmetic.
#[inline(always)]
fn polynomial<const K: usize>(x: f32x4, c: &'static [f32x4; K]) -> f32x4 {
    horner(x, black_box(c))
}

#[inline(always)]
fn horner<const K: usize>(x: f32x4, c: &[f32x4; K]) -> f32x4 {
    let mut sum = c[K - 1];
    for i in (0..K - 1).rev() {
        sum = sum * x + c[i];
    }
    sum
}

#[inline(always)]
fn bits(x: f32x4) -> u32x4 {
    cast(x)
}

#[inline(always)]
fn floats(x: u32x4) -> f32x4 {
    cast(x)
}

/// `x << by`, lane by lane. Off wasm the vectors' own shift reads its count from memory where it was just written in two halves,
/// and waits for it a dozen cycles.
#[inline(always)]
fn left(x: u32x4, by: u32) -> u32x4 {
    if cfg!(target_arch = "wasm32") { x << by } else { u32x4::new(x.to_array().map(|lane| lane << by)) }
}

/// `x >> by` in the same way.
#[inline(always)]
fn right(x: u32x4, by: u32) -> u32x4 {
    if cfg!(target_arch = "wasm32") { x >> by } else { u32x4::new(x.to_array().map(|lane| lane >> by)) }
}

/// `mask ? a : b`, lane by lane.
#[inline(always)]
pub fn select(mask: f32x4, a: f32x4, b: f32x4) -> f32x4 {
    mask.bitselect(a, b)
}

/// `|x|`.
#[inline(always)]
pub fn abs(x: f32x4) -> f32x4 {
    floats(bits(x) & u32x4::splat(0x7fff_ffff))
}

/// `x` held between `low` and `high`; NaN stays.
#[inline(always)]
fn clamp(x: f32x4, low: f32x4, high: f32x4) -> f32x4 {
    // One instruction each. Where neither operand is smaller, the two machines give the other one of them.
    if cfg!(target_arch = "wasm32") { x.fast_min(high).fast_max(low) } else { low.fast_max(high.fast_min(x)) }
}

/// What the exponential reads, each four times, from memory as [`polynomial`] reads its own.
struct Exp {
    c: [f32x4; 6],
    log2_e: f32x4,
    rounder: f32x4,
    ln2_high: f32x4,
    ln2_low: f32x4,
    one: f32x4,
    lowest: f32x4,
    highest: f32x4,
}

const EXP: Exp = Exp {
    c: coefficients([0.5, 1.666_666_5e-1, 4.166_579_6e-2, 8.333_452e-3, 1.398_199_9e-3, 1.987_569_1e-4]),
    log2_e: all(LOG2_E),
    rounder: all(ROUNDER),
    ln2_high: all(LN2_HIGH),
    ln2_low: all(LN2_LOW),
    one: all(1.0),
    lowest: all(-104.0),
    highest: all(89.0),
};

static EXP_CONSTANTS: Exp = EXP;

impl Exp {
    /// `x = n ln 2 + r`: `e^r`, and n as [`ROUNDER`] plus it.
    #[inline(always)]
    fn reduced(&self, x: f32x4) -> (f32x4, u32x4) {
        let shifted = x * self.log2_e + self.rounder;
        let n = shifted - self.rounder;
        let r = x - n * self.ln2_high - n * self.ln2_low;
        (horner(r, &self.c) * (r * r) + r + self.one, bits(shifted))
    }

    /// `e^x`.
    #[inline(always)]
    fn of(&self, x: f32x4) -> f32x4 {
        let (mantissa, n) = self.reduced(clamp(x, self.lowest, self.highest));
        // 2^n in two halves: n reaches -150 and 128, where one factor would not be a normal number. The bits of n carry
        // the rounder's 2^22; 2048 more makes the halving exact for negative n.
        let n = n - u32x4::splat(ROUNDER.to_bits() - 2048);
        let first = right(n, 1);
        let second = n - first;
        let scale = |half: u32x4| floats(left(half + u32x4::splat(127) - u32x4::splat(1024), 23));
        mantissa * scale(first) * scale(second)
    }

    /// The same from -86 to 88, where `e^x` and its power of two are normal numbers.
    #[inline(always)]
    fn near(&self, x: f32x4) -> f32x4 {
        let (mantissa, n) = self.reduced(x);
        mantissa * floats(left(n + u32x4::splat(127u32.wrapping_sub(ROUNDER.to_bits())), 23))
    }
}

/// `e^x`. Subnormal results included; over 88.73 infinity, under -104 zero.
#[inline(always)]
pub fn exp(x: f32x4) -> f32x4 {
    black_box(&EXP_CONSTANTS).of(x)
}

/// The natural logarithm. 0 gives -infinity, negative numbers NaN.
#[inline(always)]
pub fn ln(x: f32x4) -> f32x4 {
    let tiny = x.simd_lt(f32x4::splat(f32::MIN_POSITIVE));
    let scaled = select(tiny, x * f32x4::splat(8_388_608.0), x);
    let y = ln_normal(scaled, select(tiny, f32x4::splat(23.0), f32x4::ZERO));
    let y = select(x.simd_eq(f32x4::ZERO), f32x4::splat(f32::NEG_INFINITY), y);
    let y = select(x.simd_eq(f32x4::splat(f32::INFINITY)), x, y);
    select(x.simd_ge(f32x4::ZERO), y, f32x4::splat(f32::NAN))
}

/// `ln x - lower ln 2` for positive normal numbers.
#[inline(always)]
fn ln_normal(x: f32x4, lower: f32x4) -> f32x4 {
    // Mantissa in [sqrt(1/2), sqrt(2)): the exponent is counted from there.
    let offset = u32x4::splat(0x3f80_0000 - 0x3f35_04f3);
    let moved = bits(x) + offset;
    let exponent = f32x4::from_i32x4(cast(right(moved, 23) - u32x4::splat(127)));
    let exponent = exponent - lower;
    let m = floats((moved & u32x4::splat(0x007f_ffff)) + u32x4::splat(0x3f35_04f3)) - f32x4::splat(1.0);
    let z = m * m;
    let p = polynomial(
        m,
        &const {
            coefficients([
                3.333_333e-1,
                -2.499_999_4e-1,
                2.000_071_5e-1,
                -1.666_805_8e-1,
                1.424_932_3e-1,
                -1.242_014_1e-1,
                1.167_699_9e-1,
                -1.151_461e-1,
                7.037_683_6e-2,
            ])
        },
    );
    let y = p * m * z + exponent * f32x4::splat(LN2_LOW) - z * f32x4::splat(0.5);
    m + y + exponent * f32x4::splat(LN2_HIGH)
}

/// `1 / (1 + e^-x)`, accurate in both tails.
#[inline(always)]
pub fn sigmoid(x: f32x4) -> f32x4 {
    let one = f32x4::splat(1.0);
    let e = exp(-abs(x));
    select(x.simd_lt(f32x4::ZERO), e, one) / (one + e)
}

/// `e^x - 1`, accurate near 0 (Kahan's correction).
#[inline(always)]
pub fn exp_m1(x: f32x4) -> f32x4 {
    let u = exp(x);
    let less = u - f32x4::splat(1.0);
    let corrected = less * x / ln(u);
    let y = select(less.simd_eq(f32x4::ZERO), x, corrected);
    // Far from 0 the plain difference is right, and x / ln(u) is not a number at the ends.
    select(abs(x).simd_gt(f32x4::splat(15.0)), less, y)
}

/// `ln(1 + x)` for x >= 0, accurate near 0.
#[inline(always)]
pub fn ln_1p(x: f32x4) -> f32x4 {
    let u = f32x4::splat(1.0) + x;
    let grown = u - f32x4::splat(1.0);
    // u is 1 or more: of ln's special cases only infinity is left, and NaN, which x brings back.
    let corrected = ln_normal(u, f32x4::ZERO) * x / grown;
    let y = select(grown.simd_eq(f32x4::ZERO), x, corrected);
    select(x.simd_eq(f32x4::splat(f32::INFINITY)), x, y)
}

/// `y = f(x)` over slices, four at a time.
#[inline(always)]
pub fn map(x: &[f32], y: &mut [f32], f: impl Fn(f32x4) -> f32x4) {
    assert_eq!(x.len(), y.len(), "map of {} into {}", x.len(), y.len());
    let (mut xs, mut ys) = (x.chunks_exact(4), y.chunks_exact_mut(4));
    for (x, y) in (&mut xs).zip(&mut ys) {
        y.copy_from_slice(f(load(x)).as_array());
    }
    let (x, y) = (xs.remainder(), ys.into_remainder());
    if !x.is_empty() {
        store_part(f(load_part(x)), y);
    }
}

/// `z = f(x, y)` over slices, four at a time.
#[inline(always)]
pub fn map2(x: &[f32], y: &[f32], z: &mut [f32], mut f: impl FnMut(f32x4, f32x4) -> f32x4) {
    assert!(x.len() == z.len() && y.len() == z.len(), "map of {}, {} into {}", x.len(), y.len(), z.len());
    let (mut xs, mut ys, mut zs) = (x.chunks_exact(4), y.chunks_exact(4), z.chunks_exact_mut(4));
    for ((x, y), z) in (&mut xs).zip(&mut ys).zip(&mut zs) {
        z.copy_from_slice(f(load(x), load(y)).as_array());
    }
    let (x, y, z) = (xs.remainder(), ys.remainder(), zs.into_remainder());
    if !x.is_empty() {
        store_part(f(load_part(x), load_part(y)), z);
    }
}

/// Four numbers; the slice has exactly four.
#[inline(always)]
pub fn load(x: &[f32]) -> f32x4 {
    f32x4::new([x[0], x[1], x[2], x[3]])
}

/// Fewer than four numbers, the rest 0.
#[inline(always)]
pub fn load_part(x: &[f32]) -> f32x4 {
    let at = |i: usize| x.get(i).copied().unwrap_or(0.0);
    f32x4::new([at(0), at(1), at(2), at(3)])
}

/// Writes the first numbers of `x`, as many as `y` has, at most four.
#[inline(always)]
pub fn store_part(x: f32x4, y: &mut [f32]) {
    // Spelled out: a copy of unknown length is a call, which costs more than the arithmetic around it.
    let [a, b, c, d] = x.to_array();
    match y {
        [y0, y1, y2, y3] => (*y0, *y1, *y2, *y3) = (a, b, c, d),
        [y0, y1, y2] => (*y0, *y1, *y2) = (a, b, c),
        [y0, y1] => (*y0, *y1) = (a, b),
        [y0] => *y0 = a,
        _ => {}
    }
}

/// The same numbers in f64.
#[inline(always)]
pub fn widen(x: f32x4) -> [f64x2; 2] {
    let [a, b, c, d] = x.to_array().map(f64::from);
    [f64x2::new([a, b]), f64x2::new([c, d])]
}

/// Numbers rounded to f32.
#[cfg(not(target_arch = "wasm32"))]
#[inline(always)]
pub fn narrow(x: [f64x2; 2]) -> f32x4 {
    let [[a, b], [c, d]] = x.map(|x| x.to_array().map(|x| x as f32));
    f32x4::new([a, b, c, d])
}

/// Numbers rounded to f32, two by an instruction. The compiler takes it apart unless what is 0 in its result is used: so the
/// halves are put together by an exclusive or.
#[cfg(target_arch = "wasm32")]
#[inline(always)]
pub fn narrow(x: [f64x2; 2]) -> f32x4 {
    use std::arch::wasm32::{f32x4_demote_f64x2_zero, f64x2, i32x4_shuffle, u32x4_extract_lane, v128_xor};
    let [low, high] = x.map(|x| x.to_array()).map(|[a, b]| f32x4_demote_f64x2_zero(f64x2(a, b)));
    let x = v128_xor(low, i32x4_shuffle::<2, 3, 0, 1>(high, high));
    floats(u32x4::new([
        u32x4_extract_lane::<0>(x),
        u32x4_extract_lane::<1>(x),
        u32x4_extract_lane::<2>(x),
        u32x4_extract_lane::<3>(x),
    ]))
}

/// `y = e^x`.
pub fn exp_slice(x: &[f32], y: &mut [f32]) {
    map(x, y, exp);
}

/// `y = ln x`.
pub fn ln_slice(x: &[f32], y: &mut [f32]) {
    map(x, y, ln);
}

/// `y = sigmoid x`.
pub fn sigmoid_slice(x: &[f32], y: &mut [f32]) {
    map(x, y, sigmoid);
}

#[cfg(test)]
mod tests;
