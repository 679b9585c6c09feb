//! The gradient of a normalization, for every method at once.

use super::kernel::{self, One, Sum, SumMany, SumOne};
use super::{Input, Normalization, Stats, or, refill};
use crate::nn::reduce::Row;

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
    sums.add(norm, shape, x, dy, gamma, stats);
    for (gradient, sum) in [dbeta, dgamma].into_iter().zip(&sums.param) {
        gradient.iter_mut().zip(sum).for_each(|(gradient, &sum)| *gradient = sum as f32);
    }
    sums.average(norm, stats, norm.reduction.cells_per_stat(shape));
    let rows = norm.rows(shape);
    let (len, stat_moves, param_moves) = (rows.len, rows.stat_moves, rows.param_moves);
    for Row { start, stat: s, param: p } in rows {
        let (x, dy, dx) = (&x[start..][..len], &dy[start..][..len], &mut dx[start..][..len]);
        let gamma = &gamma[p..];
        let stat = [&stats.high[s..], &stats.low[s..], &stats.inv[s..], &sums.mean[0][s..], &sums.mean[1][s..]];
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

    /// Both sums, per parameter and per statistic. Where a row has one gamma, the second follow from the first.
    fn add(&mut self, norm: &Normalization, shape: [usize; 4], x: &[f32], dy: &[f32], gamma: &[f32], stats: &Stats) {
        let rows = norm.rows(shape);
        let (len, stat_moves, param_moves, paired) = (rows.len, rows.stat_moves, rows.param_moves, rows.paired);
        for Row { start, stat: s, param: p } in rows {
            let (x, dy) = (&x[start..][..len], &dy[start..][..len]);
            let stat = [&stats.high[s..], &stats.low[s..], &stats.inv[s..]];
            let row = Cells { x, dy, stat, stat_moves };
            row.add(One::new(&[1.0]), param_moves, &mut self.param, p, |sums| {
                if !param_moves && !stat_moves && !paired {
                    self.stat[0][s] += gamma[p] as f64 * sums[0];
                    self.stat[1][s] += gamma[p] as f64 * sums[1];
                }
            });
            if !paired && param_moves {
                row.add(&gamma[p..], stat_moves, &mut self.stat, s, |_| ());
            } else if !paired && stat_moves {
                row.add(One::new(&gamma[p..]), stat_moves, &mut self.stat, s, |_| ());
            }
        }
        if paired {
            for (stat, param) in self.stat.iter_mut().zip(&self.param) {
                stat.iter_mut().zip(param).zip(gamma).for_each(|((stat, &sum), &gamma)| *stat = gamma as f64 * sum);
            }
        }
    }

    fn average(&mut self, norm: &Normalization, stats: &Stats, cells: usize) {
        let used = [norm.centre && !stats.fixed, norm.scale && !stats.fixed];
        for ((mean, sum), used) in self.mean.iter_mut().zip(&self.stat).zip(used) {
            mean.clear();
            mean.extend(sum.iter().map(|&sum| if used { (sum / cells as f64) as f32 } else { 0.0 }));
        }
    }
}

/// One row and its statistics.
struct Cells<'a> {
    x: &'a [f32],
    dy: &'a [f32],
    stat: [&'a [f32]; 3],
    stat_moves: bool,
}

impl Cells<'_> {
    /// Adds the two sums of the row to `sums[..][at..]`, cell by cell if `many`; else `each_row` sees the row's own.
    fn add<P: kernel::Each>(
        &self,
        gamma: P,
        many: bool,
        sums: &mut [Vec<f64>; 2],
        at: usize,
        each_row: impl FnOnce([f64; 2]),
    ) {
        let [first, second] = sums;
        if many {
            let (first, second) = (&mut first[at..][..self.x.len()], &mut second[at..][..self.x.len()]);
            self.sum(gamma, &mut SumMany(first), &mut SumMany(second));
        } else {
            let mut row = [SumOne::default(), SumOne::default()];
            let [a, b] = &mut row;
            self.sum(gamma, a, b);
            let totals = [a.total(), b.total()];
            first[at] += totals[0];
            second[at] += totals[1];
            each_row(totals);
        }
    }

    #[inline(always)]
    fn sum<P: kernel::Each, A: Sum>(&self, gamma: P, first: &mut A, second: &mut A) {
        let Cells { x, dy, stat, stat_moves } = *self;
        match stat_moves {
            true => kernel::gradient_sums(x, dy, stat, gamma, first, second),
            false => kernel::gradient_sums(x, dy, stat.map(One::new), gamma, first, second),
        }
    }
}
