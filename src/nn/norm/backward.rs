//! The gradient of a normalization, for every method at once.

use super::kernel::{self, One};
use super::stats::refill;
use super::sums::{Columns, over_row};
use super::{Input, Normalization, Stats, or};
use crate::reduce::{Row, Rows};
use wide::f32x4;

/// Where the backward pass writes: `dx: [N, C, H, W]`, `dgamma` and `dbeta` as long as `gamma` and `beta`.
#[derive(Debug)]
pub struct Gradients<'a> {
    /// Gradient of the loss with respect to `x`.
    pub dx: &'a mut [f32],
    /// Gradient with respect to gamma, or empty.
    pub dgamma: &'a mut [f32],
    /// Gradient with respect to beta, or empty.
    pub dbeta: &'a mut [f32],
}

/// The sums of the backward pass: buffers that are made once.
#[derive(Clone, Debug, Default)]
pub struct Sums {
    // Per parameter: sum of dy, and of dy * x_hat.
    param: [Vec<f64>; 2],
    // Per statistic: sum of dy * gamma, and of dy * gamma * x_hat; then their means in f32.
    stat: [Vec<f64>; 2],
    mean: [Vec<f32>; 2],
    short: [Vec<f32>; 2],
}

/// The gradient through [`super::forward`], whose `stats` it reads, for the upstream gradient `dy`.
///
/// With `d = dy * gamma` and means over each statistic: `dx = (d - mean(d) - x_hat * mean(d * x_hat)) * inv_std`,
/// `dgamma = sum(dy * x_hat)`, `dbeta = sum(dy)` (Ioffe & Szegedy 2015, section 3). Without `centre` the first mean
/// goes, without `scale` the second; with running statistics both.
pub fn backward(norm: &Normalization, input: Input, stats: &Stats, dy: &[f32], sums: &mut Sums, out: Gradients) {
    let Input { shape, x, gamma, .. } = input;
    let Gradients { dx, dgamma, dbeta } = out;
    assert_eq!((dy.len(), dx.len()), (x.len(), x.len()), "dy and dx must fill the shape {shape:?}");
    let gamma = or(gamma, &stats.ones);
    sums.reset(stats.mean.len(), norm.reduction.param_count(shape, norm.affine).max(1));
    Pass { rows: norm.rows(shape), x, dy, gamma, stats }.add(sums);
    for (gradient, sum) in [dbeta, dgamma].into_iter().zip(&sums.param) {
        gradient.iter_mut().zip(sum).for_each(|(gradient, &sum)| *gradient = sum as f32);
    }
    sums.average(norm, stats, norm.reduction.cells_per_stat(shape));
    let rows = norm.rows(shape);
    let (len, stat_moves, param_moves) = (rows.len, rows.stat_moves, rows.param_moves);
    for Row { start, stat: s, param: p } in rows {
        let (x, dy, dx) = (&x[start..][..len], &dy[start..][..len], &mut dx[start..][..len]);
        let gamma = &gamma[p..];
        let stat = [&stats.high[s..], &stats.inv[s..], &stats.shift[s..], &sums.mean[0][s..], &sums.mean[1][s..]];
        match (stat_moves, param_moves) {
            (false, false) => kernel::backward(x, dy, stat.map(One::new), One::new(gamma), dx),
            (false, true) => kernel::backward(x, dy, stat.map(One::new), gamma, dx),
            (true, false) => kernel::backward(x, dy, stat, One::new(gamma), dx),
            (true, true) => kernel::backward(x, dy, stat, gamma, dx),
        }
    }
}

impl Sums {
    fn reset(&mut self, stats: usize, params: usize) {
        self.stat.iter_mut().for_each(|sum| refill(sum, stats, 0.0));
        self.param.iter_mut().for_each(|sum| refill(sum, params, 0.0));
    }

    fn average(&mut self, norm: &Normalization, stats: &Stats, cells: usize) {
        let used = [norm.centre && !stats.fixed, norm.scale && !stats.fixed];
        for ((mean, sum), used) in self.mean.iter_mut().zip(&self.stat).zip(used) {
            mean.clear();
            mean.extend(sum.iter().map(|&sum| if used { (sum / cells as f64) as f32 } else { 0.0 }));
        }
    }
}

/// What the sums are made of.
struct Pass<'a> {
    rows: Rows,
    x: &'a [f32],
    dy: &'a [f32],
    gamma: &'a [f32],
    stats: &'a Stats,
}

impl<'a> Pass<'a> {
    /// Both sums, per parameter and per statistic. Where each statistic has one gamma, the second follow from the first.
    fn add(&self, sums: &mut Sums) {
        let Sums { param, stat, short, .. } = sums;
        match (self.rows.stat_moves, self.rows.param_moves) {
            (false, false) => self.plain_rows(param, stat),
            (false, true) => {
                self.columns_of_params(param, short);
                self.weighted_rows(stat);
            }
            (true, true) if self.rows.paired => self.columns_of_stats(|_| f32x4::ONE, param, short),
            (true, false) => {
                self.rows_across_stats(param);
                self.columns_of_stats(|row| f32x4::splat(self.gamma[row.param]), stat, short);
            }
            (true, true) => self.cells(param, stat),
        }
        if self.rows.paired {
            for (stat, param) in stat.iter_mut().zip(param) {
                stat.iter_mut()
                    .zip(param)
                    .zip(self.gamma)
                    .for_each(|((stat, sum), gamma)| *stat = f64::from(*gamma) * *sum);
            }
        }
    }

    fn stat(&self, row: &Row) -> [&'a [f32]; 3] {
        let Stats { high, inv, shift, .. } = self.stats;
        [&high[row.stat..], &inv[row.stat..], &shift[row.stat..]]
    }

    /// The row's cells of x and of dy.
    fn cells_of(&self, row: &Row) -> [&'a [f32]; 2] {
        [self.x, self.dy].map(|cells| &cells[row.start..][..self.rows.len])
    }

    /// Rows of one statistic and one gamma: the statistic's sums are gamma times the parameter's.
    fn plain_rows(&self, param: &mut [Vec<f64>; 2], stat: &mut [Vec<f64>; 2]) {
        for row in self.rows.clone() {
            let [high, inv, shift] = self.stat(&row).map(|values| values[0]);
            let (high, inv) = (f32x4::splat(high), f32x4::splat(inv));
            let [first, second] = over_row(self.cells_of(&row), |[x, dy]| [dy, dy * ((x - high) * inv)]);
            let (sums, gamma) = ([first, second + f64::from(shift) * first], f64::from(self.gamma[row.param]));
            for ((param, stat), sum) in param.iter_mut().zip(stat.iter_mut()).zip(sums) {
                param[row.param] += sum;
                stat[row.stat] += gamma * sum;
            }
        }
    }

    /// Rows of one statistic and a gamma for every cell: the statistic's sums.
    fn weighted_rows(&self, stat: &mut [Vec<f64>; 2]) {
        for row in self.rows.clone() {
            let [high, inv, shift] = self.stat(&row).map(|values| values[0]);
            let (high, inv) = (f32x4::splat(high), f32x4::splat(inv));
            let ([x, dy], gamma) = (self.cells_of(&row), &self.gamma[row.param..][..self.rows.len]);
            let [first, second] = over_row([x, dy, gamma], |[x, dy, gamma]| {
                let d = dy * gamma;
                [d, d * ((x - high) * inv)]
            });
            stat[0][row.stat] += first;
            stat[1][row.stat] += second + f64::from(shift) * first;
        }
    }

    /// Rows of one gamma and a statistic for every cell: the parameter's sums.
    fn rows_across_stats(&self, param: &mut [Vec<f64>; 2]) {
        for row in self.rows.clone() {
            let [high, inv, shift] = self.stat(&row).map(|values| &values[..self.rows.len]);
            let [x, dy] = self.cells_of(&row);
            let [first, second] =
                over_row([x, dy, high, inv, shift], |[x, dy, high, inv, shift]| [dy, dy * ((x - high) * inv + shift)]);
            param[0][row.param] += first;
            param[1][row.param] += second;
        }
    }

    /// Columns of rows that have one statistic each: the parameters' sums.
    fn columns_of_params(&self, [first, second]: &mut [Vec<f64>; 2], short: &mut [Vec<f32>; 2]) {
        let columns = Columns { rows: self.rows.clone(), at: |row| row.param, inputs: [self.x, self.dy], shared: [] };
        let Stats { high, inv, shift, .. } = self.stats;
        columns.add([first, second], short, |row, [x, dy], []| {
            let [high, inv, shift] = [high, inv, shift].map(|values| f32x4::splat(values[row.stat]));
            [dy, dy * ((x - high) * inv + shift)]
        });
    }

    /// Columns of rows whose every cell has its own statistic: the sums of `dy * gamma`, one gamma a row.
    fn columns_of_stats(
        &self,
        gamma: impl Fn(&Row) -> f32x4,
        [first, second]: &mut [Vec<f64>; 2],
        short: &mut [Vec<f32>; 2],
    ) {
        let Stats { high, inv, shift, .. } = self.stats;
        let (rows, inputs) = (self.rows.clone(), [self.x, self.dy]);
        let columns = Columns { rows, at: |row| row.stat, inputs, shared: [high, inv, shift] };
        columns.add([first, second], short, |row, [x, dy], [high, inv, shift]| {
            let d = dy * gamma(row);
            [d, d * ((x - high) * inv + shift)]
        });
    }

    /// Every cell its own statistic and parameter, in different orders (one cell per statistic): cell by cell.
    fn cells(&self, param: &mut [Vec<f64>; 2], stat: &mut [Vec<f64>; 2]) {
        for row in self.rows.clone() {
            let ([high, inv, shift], [x, dy]) = (self.stat(&row), self.cells_of(&row));
            for i in 0..self.rows.len {
                let d = [dy[i], dy[i] * ((x[i] - high[i]) * inv[i] + shift[i])].map(f64::from);
                for ((param, stat), d) in param.iter_mut().zip(stat.iter_mut()).zip(d) {
                    param[row.param + i] += d;
                    stat[row.stat + i] += d * f64::from(self.gamma[row.param + i]);
                }
            }
        }
    }
}
