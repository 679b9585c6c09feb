//! The definition of every normalization, to be read: plain f64, one cell after another, no rows, no registers. The fast
//! path beside it is tested against this.

use super::{Affine, Normalization};
use crate::reduce::Axis;

/// `y = gamma * x_hat + beta`, `x_hat = (x - mean) / sqrt(var + eps)`, where mean and variance are those of the cells that
/// share a statistic. `gamma` and `beta` are empty where the method has none.
///
/// ```
/// use unit_variance_nn::norm::{LayerAxes, Norm, definition};
/// let x = [1.0, 10.0, 3.0, 30.0]; // two examples of two units: batch norm compares examples, layer norm units
/// let [batch, layer] = [Norm::Batch, Norm::Layer].map(|norm| norm.activation(1, LayerAxes::Chw).expect("acts on x"));
/// let signs = |y: Vec<f64>| y.iter().map(|y| y.round()).collect::<Vec<f64>>();
/// assert_eq!(signs(definition(&batch, [2, 2, 1, 1], &x, &[1.0; 2], &[0.0; 2])), [-1.0, -1.0, 1.0, 1.0]);
/// assert_eq!(signs(definition(&layer, [2, 2, 1, 1], &x, &[1.0; 2], &[0.0; 2])), [-1.0, 1.0, -1.0, 1.0]);
/// ```
pub fn definition(norm: &Normalization, shape: [usize; 4], x: &[f64], gamma: &[f64], beta: &[f64]) -> Vec<f64> {
    let cells = cells(shape);
    let stat: Vec<usize> = cells.iter().map(|at| norm.reduction.stat_of(shape, *at)).collect();
    let average = |value: &dyn Fn(usize) -> f64| {
        let (mut sum, count) = (vec![0.0; norm.reduction.stat_count(shape)], norm.reduction.cells_per_stat(shape));
        stat.iter().enumerate().for_each(|(i, s)| sum[*s] += value(i));
        sum.iter_mut().for_each(|sum| *sum /= count as f64);
        sum
    };
    let mean = if norm.centre { average(&|i| x[i]) } else { vec![0.0; x.len()] };
    let var = average(&|i| (x[i] - mean[stat[i]]).powi(2));
    let std = |s: usize| if norm.scale { (var[s] + norm.eps).sqrt() } else { 1.0 };
    let x_hat = |i: usize| (x[i] - mean[stat[i]]) / std(stat[i]);
    let affine = |i: usize| param_of(norm, shape, cells[i]);
    let gamma = |i: usize| if gamma.is_empty() { 1.0 } else { gamma[affine(i)] };
    let beta = |i: usize| if beta.is_empty() { 0.0 } else { beta[affine(i)] };
    (0..x.len()).map(|i| gamma(i) * x_hat(i) + beta(i)).collect()
}

/// `[n, c, h, w]` of every cell, as they lie in memory.
fn cells([n, c, h, w]: [usize; 4]) -> Vec<[usize; 4]> {
    (0..n * c * h * w).map(|i| [i / (c * h * w), i / (h * w) % c, i / w % h, i % w]).collect()
}

/// The gamma and the beta of a cell.
fn param_of(norm: &Normalization, shape: [usize; 4], at: [usize; 4]) -> usize {
    match norm.affine {
        Affine::None => 0,
        Affine::PerChannel => at[1],
        Affine::PerElement => {
            let reduced = (0..4).filter(|axis| norm.reduction.axes.contains(Axis::ALL[*axis]));
            reduced.fold(0, |place, axis| place * shape[axis] + at[axis])
        }
    }
}
