//! Sums and moments in f64, in a fixed order: eight interleaved sums, then their sum. NaN and infinity pass through.

use super::math::widen;
use wide::{f32x4, f64x2};

/// Mean and spread of a set of numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Moments {
    /// How many numbers.
    pub count: usize,
    /// `sum x / count`; 0 of an empty set.
    pub mean: f64,
    /// The biased standard deviation, `sqrt(sum (x - mean)² / count)`.
    pub std: f64,
    /// The root mean square, `sqrt(sum x² / count)`.
    pub rms: f64,
}

const LANES: usize = 8;

/// `sum f(x)`.
#[inline(always)]
fn sum_of(x: &[f32], f: impl Fn(f64) -> f64) -> f64 {
    let mut lanes = [0.0f64; LANES];
    let blocks = x.chunks_exact(LANES);
    let rest = blocks.remainder();
    for block in blocks {
        for (lane, value) in lanes.iter_mut().zip(block) {
            *lane += f(f64::from(*value));
        }
    }
    for (lane, value) in lanes.iter_mut().zip(rest) {
        *lane += f(f64::from(*value));
    }
    let [a, b, c, d, e, f, g, h] = lanes;
    ((a + b) + (c + d)) + ((e + f) + (g + h))
}

/// `sum x`.
pub fn sum(x: &[f32]) -> f64 {
    sum_of(x, |x| x)
}

/// `sum x²`.
pub fn sum_squares(x: &[f32]) -> f64 {
    sum_of(x, |x| x * x)
}

/// `sum x / len`; 0 of an empty slice.
pub fn mean(x: &[f32]) -> f64 {
    sum(x) / (x.len().max(1)) as f64
}

impl Moments {
    /// The moments of `x`, in two passes: the mean first.
    pub fn of(x: &[f32]) -> Moments {
        let count = x.len().max(1) as f64;
        let mean = sum(x) / count;
        let variance = sum_of(x, |x| (x - mean) * (x - mean)) / count;
        Moments { count: x.len(), mean, std: variance.sqrt(), rms: (variance + mean * mean).sqrt() }
    }
}

/// The sum of each of four rows of equal length, in their order, side by side: one alone waits for each of its additions.
/// To the bit what `row.iter().sum::<f64>()` gives.
#[inline(always)]
pub fn sum_rows(rows: [&[f32]; 4]) -> [f64; 4] {
    let mut totals = [f64x2::splat(-0.0); 2];
    let rows = rows.map(|row| row[..rows[0].len()].as_chunks::<4>());
    for i in 0..rows[0].0.len() {
        for column in f32x4::transpose(rows.map(|(fours, _)| f32x4::new(fours[i]))) {
            let [low, high] = widen(column);
            (totals[0], totals[1]) = (totals[0] + low, totals[1] + high);
        }
    }
    let [[a, b], [c, d]] = totals.map(|pair| pair.to_array());
    let mut totals = [a, b, c, d];
    for (total, (_, rest)) in totals.iter_mut().zip(rows) {
        rest.iter().for_each(|&x| *total += f64::from(x));
    }
    totals
}

/// `out[j] += sum_i x[i][j]` for `x: [rows, out.len()]`, each in the order of i, in f32: the gradient of a bias.
pub fn add_columns(x: &[f32], out: &mut [f32]) {
    let columns = out.len();
    let mut column = 0;
    column = strips::<16>(x, column, out);
    column = strips::<4>(x, column, out);
    column = strips::<2>(x, column, out);
    strips::<1>(x, column, out);
    debug_assert!(columns == 0 || x.len().is_multiple_of(columns), "{} numbers in rows of {columns}", x.len());
}

/// Takes `WIDTH` columns at a time, from `column` on as far as they go, and says where it stopped: their sums stay in
/// registers.
#[inline(always)]
fn strips<const WIDTH: usize>(x: &[f32], mut column: usize, out: &mut [f32]) -> usize {
    let columns = out.len();
    while let Some(sums) = out.get_mut(column..).and_then(|rest| rest.first_chunk_mut::<WIDTH>()) {
        let mut totals = *sums;
        let mut at = column;
        while let Some(row) = x.get(at..).and_then(|rest| rest.first_chunk::<WIDTH>()) {
            totals.iter_mut().zip(row).for_each(|(total, x)| *total += x);
            at += columns;
        }
        *sums = totals;
        column += WIDTH;
    }
    column
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_of_a_small_set() {
        let m = Moments::of(&[1.0, 2.0, 3.0, 4.0]);
        assert_eq!((m.count, m.mean), (4, 2.5));
        assert!((m.std - 1.25f64.sqrt()).abs() < 1e-15 && (m.rms - 7.5f64.sqrt()).abs() < 1e-15);
        assert_eq!(Moments::of(&[]), Moments::default());
    }

    #[test]
    fn a_large_offset_does_not_drown_the_spread() {
        let x: Vec<f32> = (0..1000).map(|i| 1e6 + (i % 2) as f32).collect();
        assert!((Moments::of(&x).std - 0.5).abs() < 1e-9);
    }

    #[test]
    fn nan_and_infinity_are_not_dropped() {
        assert!(mean(&[1.0, f32::NAN]).is_nan());
        assert_eq!(mean(&[1.0, f32::INFINITY]), f64::INFINITY);
    }

    #[test]
    fn rows_side_by_side_have_the_bits_of_one_after_the_other() {
        for len in [0, 1, 3, 4, 7, 64, 65] {
            let x: Vec<f32> = (0..4 * len).map(|i| libm::sinf(i as f32) * 1e3).chain([f32::INFINITY, -0.0]).collect();
            let rows = [&x[..len], &x[len..2 * len], &x[2 * len + 2..3 * len + 2], &[-0.0; 65][..len]];
            let plain = rows.map(|row| row.iter().map(|&x| f64::from(x)).sum::<f64>().to_bits());
            assert_eq!(sum_rows(rows).map(f64::to_bits), plain, "{len}");
        }
    }

    #[test]
    fn columns_are_added() {
        let mut out = [1.0, 0.0, 0.0];
        add_columns(&[1.0, 2.0, 3.0, 10.0, 20.0, 30.0], &mut out);
        assert_eq!(out, [12.0, 22.0, 33.0]);
    }
}
