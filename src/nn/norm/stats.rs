//! The statistics of a batch and the running ones.

use super::{Affine, Normalization, sums};
use crate::reduce::Reduction;

/// The statistics that the last forward used, one entry per statistic. Where the statistics are the cells themselves, they are
/// not written down as a rule: see [`Stats::moments`].
#[derive(Clone, Debug, Default)]
pub struct Stats {
    /// The mean; 0 where the method does not centre.
    pub mean: Vec<f64>,
    /// The biased variance about `mean`; 1 where the method does not scale.
    pub var: Vec<f64>,
    /// `1 / sqrt(var + eps)`; 1 where the method does not scale.
    pub inv_std: Vec<f64>,
    /// Whether these were running statistics, which do not depend on `x`.
    pub fixed: bool,
    // The same for the f32 rows: the mean in two parts, x_hat = (x - mean_hi) * inv_std_f32 + mean_lo_scaled, keeps the
    // digits that an offset of 1e4 would cost.
    pub(super) mean_hi: Vec<f32>,
    pub(super) inv_std_f32: Vec<f32>,
    pub(super) mean_lo_scaled: Vec<f32>,
    pub(super) ones: Vec<f32>,
    pub(super) zeros: Vec<f32>,
    // Whether some statistic `leaves_f32`.
    pub(super) leave_f32: bool,
    // Whether each is of one cell, an ordinary number: see `single`. Then there are none.
    pub(super) single: bool,
    // Sums of a second look.
    pub(super) again: [Vec<f64>; 2],
}

impl Stats {
    /// The mean and biased variance of every statistic of `x`, and nothing else.
    pub fn measure_centred(&mut self, reduction: Reduction, shape: [usize; 4], x: &[f32]) {
        self.measure(reduction, [true, true], 0.0, shape, x);
    }

    /// Sums of x and of x², whose difference is the variance; where the mean is so far from 0 that this costs digits,
    /// again about the mean, whose own remaining distance corrects it (Chan, Golub & LeVeque 1983, equation 1.7). What
    /// f32 cannot hold is summed again in f64. Each statistic for itself: it does not depend on what it is measured beside.
    pub(super) fn measure(
        &mut self,
        reduction: Reduction,
        [centre, scale]: [bool; 2],
        eps: f64,
        shape: [usize; 4],
        x: &[f32],
    ) {
        let (count, cells) = (reduction.stat_count(shape), reduction.cells_per_stat(shape) as f64);
        let rows = reduction.rows(shape, Affine::None);
        let parts = [if centre { 1.0 / cells } else { 0.0 }, 1.0 / cells];
        let Stats { mean, var, again, mean_hi, .. } = self;
        [&mut *mean, &mut *var].into_iter().for_each(|sum| clear_resize(sum, count, 0.0));
        // Room for a second look from the first step on.
        again.iter_mut().filter(|sum| sum.len() != count).for_each(|sum| clear_resize(sum, count, 0.0));
        sums::about_zero(rows.clone(), x, [mean, var]);
        mean.iter_mut().zip(var.iter_mut()).for_each(|(mean, var)| [*mean, *var] = moments(0.0, [*mean, *var], parts));
        if any(mean, var, far) {
            again.iter_mut().for_each(|sum| sum.fill(0.0));
            mean_hi.clear();
            mean_hi.extend(mean.iter().map(|&mean| mean as f32));
            let again_of = |stat: usize| far(mean[stat], var[stat]);
            sums::about(rows.clone(), x, mean_hi, again.each_mut().map(|sum| &mut sum[..]), again_of);
            for (stat, (mean, var)) in mean.iter_mut().zip(var.iter_mut()).enumerate() {
                if far(*mean, *var) {
                    [*mean, *var] = moments(f64::from(mean_hi[stat]), again.each_ref().map(|sum| sum[stat]), parts);
                }
            }
        }
        let lost = |mean, var| lost(mean, var, eps);
        if any(mean, var, lost) {
            again.iter_mut().for_each(|sum| sum.fill(0.0));
            let [sums, squares] = again;
            sums::exact_sums(rows.clone(), x, sums);
            sums.iter_mut().for_each(|sum| *sum = if centre { *sum / cells } else { 0.0 });
            sums::exact_squares(rows, x, sums, squares);
            for (stat, (mean, var)) in mean.iter_mut().zip(var.iter_mut()).enumerate() {
                if lost(*mean, *var) {
                    [*mean, *var] = [sums[stat], squares[stat] / cells];
                }
            }
        }
        if !scale {
            clear_resize(var, count, 1.0);
        }
    }

    /// Mean and variance of every statistic of `x`, of which these are the statistics.
    pub fn moments(self, x: &[f32]) -> [Vec<f64>; 2] {
        if self.single {
            return [x.iter().map(|&x| f64::from(x)).collect(), vec![0.0; x.len()]];
        }
        [self.mean, self.var]
    }

    /// From the sums of `d` and of `d * (x - mean_hi)` to those of `d` and of `d * x_hat`.
    pub(super) fn hat(&self, stat: usize, [first, second]: [f64; 2]) -> [f64; 2] {
        [first, self.inv_std[stat] * second + f64::from(self.mean_lo_scaled[stat]) * first]
    }

    /// Whether this statistic is so far from 1 that f32 may not hold it, its inverse, or the distance of a cell.
    pub(super) fn leaves_f32(&self, stat: usize) -> bool {
        leaves_f32(self.mean[stat], self.inv_std[stat])
    }

    /// What stands for gamma and beta where there are none.
    pub(super) fn prepare_params(&mut self, params: usize) {
        clear_resize(&mut self.ones, params, 1.0);
        clear_resize(&mut self.zeros, params, 0.0);
    }

    /// No statistics, and room for `count`.
    pub(super) fn clear(&mut self, count: usize) {
        let Stats { mean, var, inv_std, again: [sums, squares], mean_hi, inv_std_f32, mean_lo_scaled, .. } = self;
        [&mut *mean, var, inv_std].into_iter().for_each(|line| line.clear());
        [mean, var, inv_std, sums, squares].into_iter().for_each(|line| reserve(line, count));
        [mean_hi, inv_std_f32, mean_lo_scaled].into_iter().for_each(|line| reserve(line, count));
    }

    /// The f32 values that the rows read.
    pub(super) fn prepare(&mut self, norm: &Normalization) {
        let Stats { mean, var, inv_std, mean_hi, inv_std_f32, mean_lo_scaled, .. } = self;
        clear_resize(inv_std, var.len(), 1.0);
        if norm.scale {
            inv_std.iter_mut().zip(var).for_each(|(inv, var)| *inv = 1.0 / (*var + norm.eps).sqrt());
        }
        self.leave_f32 = any(mean, inv_std, leaves_f32);
        mean_hi.clear();
        mean_hi.extend(mean.iter().map(|&mean| mean as f32));
        inv_std_f32.clear();
        inv_std_f32.extend(inv_std.iter().map(|&inv_std| inv_std as f32));
        mean_lo_scaled.clear();
        let low = mean.iter().zip(mean_hi.iter()).map(|(mean, &mean_hi)| f64::from(mean_hi) - mean);
        mean_lo_scaled.extend(low.zip(inv_std.iter()).map(|(low, inv)| (low * inv) as f32));
    }
}

/// Whether any statistic does. Without a short cut, so that several are looked at at once.
fn any(mean: &[f64], other: &[f64], holds: impl Fn(f64, f64) -> bool) -> bool {
    mean.iter().zip(other).fold(false, |any, (&mean, &other)| any | holds(mean, other))
}

fn leaves_f32(mean: f64, inv_std: f64) -> bool {
    !((mean.abs() < 1e30) & (inv_std > 1e-30) & (inv_std < 1e30))
}

/// Mean and variance from the sums of `x - centre` and of its square; `parts` make them means, 0 where there is none.
#[inline(always)]
fn moments(centre: f64, [sum, squares]: [f64; 2], parts: [f64; 2]) -> [f64; 2] {
    let left = sum * parts[0];
    let square = squares * parts[1] - left * left;
    [centre + left, if square < 0.0 { 0.0 } else { square }]
}

/// Whether the mean is so far from 0 that sums about 0 cost digits of the variance.
fn far(mean: f64, var: f64) -> bool {
    mean * mean > FAR * var
}

/// The largest mean² over the variance for which sums about 0 stand. The sum of squares is `1 + mean²/var` times as large as
/// the variance, and so is what it is off by: at most 10^-6 of itself (`DEPTH`), where many cells are equal.
const FAR: f64 = 0.5;

/// Whether f32 squares overflowed, or vanished where nothing else keeps the variance from 0.
fn lost(mean: f64, var: f64, eps: f64) -> bool {
    !mean.is_finite() | !var.is_finite() | ((var < 1e-30) & (eps < 1e-20))
}

/// Running statistics of the methods that need them in evaluation.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Running {
    /// Starts at 0.
    pub mean: Vec<f64>,
    /// Starts at 1; takes the unbiased variance.
    pub var: Vec<f64>,
    /// Batches seen.
    pub batches: u64,
}

impl Running {
    /// Mean 0, variance 1 for every statistic; empty where the method keeps none.
    pub fn new(norm: &Normalization, shape: [usize; 4]) -> Running {
        let count = if norm.running { norm.reduction.stat_count(shape) } else { 0 };
        Running { mean: vec![0.0; count], var: vec![1.0; count], batches: 0 }
    }

    /// `running = (1 - momentum) running + momentum batch`, with the variance unbiased by `cells / (cells - 1)`.
    pub(super) fn update(&mut self, norm: &Normalization, stats: &Stats, cells: usize) {
        self.batches += 1;
        let momentum = norm.momentum.unwrap_or(1.0 / self.batches as f64);
        let unbias = cells as f64 / (cells.max(2) - 1) as f64;
        for (running, batch) in self.mean.iter_mut().zip(&stats.mean) {
            *running = (1.0 - momentum) * *running + momentum * batch;
        }
        if norm.scale {
            for (running, batch) in self.var.iter_mut().zip(&stats.var) {
                *running = (1.0 - momentum) * *running + momentum * (batch * unbias);
            }
        }
    }
}

/// Room for `len`.
pub(super) fn reserve<T>(buffer: &mut Vec<T>, len: usize) {
    buffer.reserve(len.saturating_sub(buffer.len()));
}

pub(super) fn clear_resize<T: Clone>(buffer: &mut Vec<T>, len: usize, value: T) {
    buffer.clear();
    buffer.resize(len, value);
}
