//! Weight normalization, `w = g v / ||v||` (Salimans & Kingma 2016, section 2), over a [`Reduction`] of the weight cube
//! `[O, I, KH, KW]`. There is no eps: a zero `v` has no direction, and NaN says so.

use super::kernel::math::{load_part, narrow, store_part, widen};
use super::norm::Stats;
use super::reduce::{Affine, Axis, Reduction, Row};
use std::ops::Range;
use wide::{f32x4, f64x2};

/// One norm per output unit: PyTorch's `dim = 0`, and what the lesson uses.
pub const PER_OUTPUT: Reduction = Reduction::over(&[Axis::C, Axis::H, Axis::W]);
/// One norm per input unit: `dim = 1`.
pub const PER_INPUT: Reduction = Reduction::over(&[Axis::N, Axis::H, Axis::W]);
/// One norm for the whole tensor: `dim = None`.
pub const WHOLE: Reduction = Reduction::over(&Axis::ALL);

/// Writes `w = g v / ||v||` and keeps the lengths `||v||`, one per statistic as `g` is; `v`, `w` have `shape`.
///
/// ```
/// use unit_variance_nn::weight_norm::{PER_OUTPUT, forward};
/// let (mut lengths, mut w) = (Vec::new(), [0.0; 2]);
/// forward(PER_OUTPUT, [1, 2, 1, 1], &[10.0], &[3.0, 4.0], &mut lengths, &mut w);
/// assert_eq!((lengths[0], w), (5.0, [6.0, 8.0]));
/// ```
// A gate to the part of the program that is loaded later (`split`).
#[inline(never)]
pub fn forward(over: Reduction, shape: [usize; 4], g: &[f32], v: &[f32], lengths: &mut Vec<f64>, w: &mut [f32]) {
    assert_eq!((v.len(), g.len()), (shape.iter().product(), over.stat_count(shape)), "v and g for weights {shape:?}");
    sum_products(over, shape, v, v, lengths);
    lengths.iter_mut().for_each(|sum| *sum = sum.sqrt());
    each_piece(over, shape, |cells, stat| {
        let scale = f64x2::splat(f64::from(g[stat]) / lengths[stat]);
        map_wide(&v[cells.clone()], &mut w[cells], |v, _| scale * v);
    });
}

/// Where the backward pass writes, as long as `g` and `v`.
#[derive(Debug)]
pub struct Gradients<'a> {
    /// Gradient with respect to `g`.
    pub dg: &'a mut [f32],
    /// In: the gradient `dw` with respect to `w`. Out: that with respect to `v`, orthogonal to `v` within each statistic.
    pub dv: &'a mut [f32],
}

/// `dg = dw . v / ||v||`, `dv = g / ||v|| * (dw - dg v / ||v||)` (Salimans & Kingma 2016, equation 3); `sums` is scratch.
// A gate to the part of the program that is loaded later (`split`).
#[inline(never)]
pub fn backward(
    over: Reduction,
    shape: [usize; 4],
    (g, v): (&[f32], &[f32]),
    lengths: &[f64],
    sums: &mut Vec<f64>,
    Gradients { dg, dv }: Gradients,
) {
    sum_products(over, shape, v, dv, sums);
    for ((dg, sum), length) in dg.iter_mut().zip(sums.iter_mut()).zip(lengths) {
        *sum /= length;
        *dg = *sum as f32;
    }
    each_piece(over, shape, |cells, stat| {
        let [along, scale] = [sums[stat], f64::from(g[stat])].map(|value| f64x2::splat(value / lengths[stat]));
        map_wide(&v[cells.clone()], &mut dv[cells], |v, dw| scale * (dw - along * v));
    });
}

/// Data-dependent start (Salimans & Kingma 2016, section 3): from the outputs `t` of one batch, `[N, C, H, W]`, computed
/// with `g = 1` and no bias, sets `g = target_std / std(t)` and `bias = -g mean(t)` per channel, so that every unit starts
/// with mean 0 and standard deviation `target_std` (the paper: 1). A channel that has no spread, or so little that g or bias
/// would be no f32, cannot: it is left as it is, `g = 1` and `bias = 0`.
pub fn data_init(shape: [usize; 4], t: &[f32], target_std: f64, g: &mut [f32], bias: &mut [f32]) {
    let mut stats = Stats::default();
    stats.measure_centred(Reduction::over(&[Axis::N, Axis::H, Axis::W]), shape, t);
    for (i, (g, bias)) in g.iter_mut().zip(bias).enumerate() {
        let (mean, std) = (stats.mean[i], stats.var[i].sqrt());
        [*g, *bias] = [target_std / std, -target_std * mean / std].map(|value| value as f32);
        // NaN is not replaced; it is 0 / 0 where there is neither spread nor mean.
        if std == 0.0 || g.is_infinite() || bias.is_infinite() {
            [*g, *bias] = [1.0, 0.0];
        }
    }
}

/// Every run of neighbouring cells that share a statistic, with its number.
fn each_piece(over: Reduction, shape: [usize; 4], mut visit: impl FnMut(Range<usize>, usize)) {
    let rows = over.rows(shape, Affine::None);
    let (len, moves) = (rows.len, rows.stat_moves);
    for Row { start, stat, .. } in rows {
        if moves {
            (0..len).for_each(|i| visit(start + i..start + i + 1, stat + i));
        } else {
            visit(start..start + len, stat);
        }
    }
}

/// `y = f(x, y)` in f64, cell by cell.
#[inline(always)]
fn map_wide(x: &[f32], y: &mut [f32], f: impl Fn(f64x2, f64x2) -> f64x2) {
    let four = |x: f32x4, y: f32x4| {
        let ([x0, x1], [y0, y1]) = (widen(x), widen(y));
        narrow([f(x0, y0), f(x1, y1)])
    };
    let ((xs, x), (ys, y)) = (x.as_chunks::<4>(), y.as_chunks_mut::<4>());
    for (x, y) in xs.iter().zip(ys) {
        *y = four(f32x4::new(*x), f32x4::new(*y)).to_array();
    }
    if !x.is_empty() {
        store_part(four(load_part(x), load_part(y)), y);
    }
}

/// Rows whose sums are made side by side: one alone waits for each of its additions.
const SIDE: usize = 4;

/// `sums[stat] = sum of a * b` over the statistic's cells, in their order.
fn sum_products(over: Reduction, shape: [usize; 4], a: &[f32], b: &[f32], sums: &mut Vec<f64>) {
    sums.clear();
    sums.resize(over.stat_count(shape), 0.0);
    let rows = over.rows(shape, Affine::None);
    let (len, runs) = (rows.len, rows.clone().runs());
    let (count, step) = (runs.count, runs.step);
    if rows.stat_moves || step.stat != 1 {
        each_piece(over, shape, |cells, stat| {
            a[cells.clone()].iter().zip(&b[cells]).for_each(|(&a, &b)| sums[stat] += f64::from(a) * f64::from(b));
        });
        return;
    }
    for first in runs {
        for i in (0..count).step_by(SIDE) {
            // Where fewer are left the last one stands in for the others.
            let side: [Row; SIDE] = std::array::from_fn(|r| first.after((i + r).min(count - 1), step));
            let start = side.map(|row| sums[row.stat]);
            let found = add_dots(start, [a, b].map(|all| side.map(|row| &all[row.start..][..len])));
            side.iter().zip(found).for_each(|(row, sum)| sums[row.stat] = sum);
        }
    }
}

/// `sums` and the products of two times as many rows, each in order.
#[inline(always)]
fn add_dots(sums: [f64; SIDE], [a, b]: [[&[f32]; SIDE]; 2]) -> [f64; SIDE] {
    let len = a[0].len();
    let mut totals = pairs(sums);
    for i in 0..len / 4 {
        let four = |x: &[f32]| widen(f32x4::new(x.as_chunks::<4>().0[i]));
        let products: [[f64x2; 2]; SIDE] = std::array::from_fn(|r| {
            let ([a, c], [b, d]) = (four(a[r]), four(b[r]));
            [a * b, c * d]
        });
        for (pair, total) in totals.iter_mut().enumerate() {
            for half in 0..2 {
                let turned = f64x2::transpose([products[2 * pair][half], products[2 * pair + 1][half]]);
                turned.into_iter().for_each(|product| *total += product);
            }
        }
    }
    for i in len / 4 * 4..len {
        let products = pairs(std::array::from_fn(|r| f64::from(a[r][i]) * f64::from(b[r][i])));
        totals.iter_mut().zip(products).for_each(|(total, product)| *total += product);
    }
    std::array::from_fn(|r| totals[r / 2].to_array()[r % 2])
}

fn pairs(x: [f64; SIDE]) -> [f64x2; SIDE / 2] {
    std::array::from_fn(|pair| f64x2::new([x[2 * pair], x[2 * pair + 1]]))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHAPE: [usize; 4] = [3, 2, 2, 2];

    fn inputs(over: Reduction) -> (Vec<f32>, Vec<f32>, Vec<f32>) {
        let wave = |k: f32, len: usize| (0..len).map(|i| libm::sinf(k * i as f32 + k)).collect();
        (wave(1.7, over.stat_count(SHAPE)), wave(0.9, 24), wave(2.3, 24))
    }

    fn gradients(over: Reduction, g: &[f32], v: &[f32], dw: &[f32]) -> (Vec<f32>, Vec<f32>) {
        let (mut lengths, mut w, mut sums) = (Vec::new(), vec![0.0; v.len()], Vec::new());
        forward(over, SHAPE, g, v, &mut lengths, &mut w);
        let (mut dg, mut dv) = (vec![0.0; g.len()], dw.to_vec());
        let out = Gradients { dg: &mut dg, dv: &mut dv };
        backward(over, SHAPE, (g, v), &lengths, &mut sums, out);
        (dg, dv)
    }

    #[test]
    fn gradients_agree_with_finite_differences_for_every_dim() {
        for over in [PER_OUTPUT, PER_INPUT, WHOLE] {
            let (g, v, dw) = inputs(over);
            let at = |i: usize| [i / 8, i / 4 % 2, i / 2 % 2, i % 2];
            let loss = |g: &[f64], v: &[f64]| {
                let mut squares = vec![0.0; g.len()];
                v.iter().enumerate().for_each(|(i, v)| squares[over.stat_of(SHAPE, at(i))] += v * v);
                let w = |i: usize| g[over.stat_of(SHAPE, at(i))] * v[i] / squares[over.stat_of(SHAPE, at(i))].sqrt();
                (0..v.len()).map(|i| dw[i] as f64 * w(i)).sum::<f64>()
            };
            let wide = |values: &[f32]| values.iter().map(|&v| v as f64).collect::<Vec<f64>>();
            let (dg, dv) = gradients(over, &g, &v, &dw);
            let slope = |which: usize, i: usize| {
                let nudged = [1e-6, -1e-6].map(|step| {
                    let mut inputs = [wide(&g), wide(&v)];
                    inputs[which][i] += step;
                    loss(&inputs[0], &inputs[1])
                });
                (nudged[0] - nudged[1]) / 2e-6
            };
            assert!(dg.iter().enumerate().all(|(i, &dg)| (dg as f64 - slope(0, i)).abs() < 1e-6));
            assert!(dv.iter().enumerate().all(|(i, &dv)| (dv as f64 - slope(1, i)).abs() < 1e-6));
        }
    }

    #[test]
    fn the_gradient_of_v_is_orthogonal_to_v() {
        let (g, v, dw) = inputs(PER_OUTPUT);
        let (_, dv) = gradients(PER_OUTPUT, &g, &v, &dw);
        for unit in 0..3 {
            let dot: f32 = (0..8).map(|i| v[unit * 8 + i] * dv[unit * 8 + i]).sum();
            assert!(dot.abs() < 1e-6, "{dot}");
        }
    }

    #[test]
    fn data_init_starts_every_unit_with_mean_0_and_variance_1() {
        let t: Vec<f32> = (0..24).map(|i| libm::sinf(i as f32) * 3.0 + i as f32).collect();
        let (mut g, mut bias) = ([0.0; 2], [0.0; 2]);
        data_init([4, 2, 3, 1], &t, 1.0, &mut g, &mut bias);
        for unit in 0..2 {
            let y: Vec<f32> = (0..24).filter(|i| i / 3 % 2 == unit).map(|i| t[i] * g[unit] + bias[unit]).collect();
            let mean = y.iter().sum::<f32>() / 12.0;
            let var = y.iter().map(|y| (y - mean) * (y - mean)).sum::<f32>() / 12.0;
            assert!(mean.abs() < 1e-6 && (var - 1.0).abs() < 1e-6, "{mean} {var}");
        }
    }

    #[test]
    fn data_init_of_channels_without_a_spread_is_finite_and_nan_stays() {
        let pair = |t: [f32; 2]| t.to_vec();
        for t in [pair([3.0, 3.0]), pair([0.0, 0.0]), pair([1e-45, 0.0]), pair([7.0, -2.0]), pair([3e38, 2.9e38])] {
            // Two examples of one channel, and one example of two.
            for (shape, channels) in [([2, 1, 1, 1], 1), ([1, 2, 1, 1], 2)] {
                let (mut g, mut bias) = (vec![9.0; channels], vec![9.0; channels]);
                data_init(shape, &t, 1.0, &mut g, &mut bias);
                let constant = channels == 2 || t[0] == t[1] || t[0] < 1e-38;
                assert!(!constant || g.iter().zip(&bias).all(|start| start == (&1.0, &0.0)), "{t:?}: {g:?} {bias:?}");
                for (i, &t) in t.iter().enumerate().filter(|_| !constant) {
                    let y = t * g[i % channels] + bias[i % channels];
                    assert!((y.abs() - 1.0).abs() < 1e-6 + 1e-6 * bias[i % channels].abs(), "{t} to {y}, {shape:?}");
                }
            }
        }
        let (mut g, mut bias) = ([9.0], [9.0]);
        data_init([2, 1, 1, 1], &[1.0, f32::NAN], 1.0, &mut g, &mut bias);
        assert!(g[0].is_nan() && bias[0].is_nan());
    }
}
