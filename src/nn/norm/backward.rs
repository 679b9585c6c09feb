//! The gradient of a normalization, for every method at once.

use super::exact::Exact;
use super::kernel;
use super::stats::{clear_resize, reserve};
use super::sum_both::{Columns, sum_both};
use super::sums::{DEPTH, sum_columns, sum_rows};
use super::tile::Operands;
use super::{Input, Normalization, Stats, or_default, single};
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

/// The sums of the backward pass, in buffers that are made once.
#[derive(Clone, Debug, Default)]
pub struct Workspace {
    // Per parameter: sum of dy, and of dy * x_hat.
    param: [Vec<f64>; 2],
    // Per statistic: sum of d = dy * gamma, and of d * (x - mean_hi).
    stat: [Vec<f64>; 2],
    // In f64 throughout: sum of d, and of d * x_hat.
    exact: [Vec<f64>; 2],
    // Per statistic: what the map subtracts from d is (x - mean_hi) * slope + level.
    slope: Vec<f32>,
    level: Vec<f32>,
    short: [Vec<f32>; 2],
}

/// The gradient through [`super::forward`], whose `stats` it reads, for the upstream gradient `dy`.
///
/// With `d = dy * gamma` and means over each statistic: `dx = (d - mean(d) - x_hat * mean(d * x_hat)) * inv_std`,
/// `dgamma = sum(dy * x_hat)`, `dbeta = sum(dy)` (Ioffe & Szegedy 2015, section 3). Without `centre` the first mean
/// goes, without `scale` the second; with running statistics both.
///
/// Sums are of f32 terms. Where these overflow or vanish, and where the forward pass was in f64, the gradient is too.
// A gate to the part of the program that is loaded later (`split`).
#[inline(never)]
pub fn backward(
    norm: &Normalization,
    input: Input,
    stats: &Stats,
    dy: &[f32],
    workspace: &mut Workspace,
    out: Gradients,
) {
    let Input { shape, x, gamma, .. } = input;
    let Gradients { dx, dgamma, dbeta } = out;
    assert_eq!((dy.len(), dx.len()), (x.len(), x.len()), "dy and dx must fill the shape {shape:?}");
    let gamma = or_default(gamma, &stats.ones);
    if stats.single {
        if workspace.single(dy, gamma, dx) {
            return workspace.write(dgamma, dbeta);
        }
        // A gradient that is no ordinary number, hardly ever: the statistics that were not kept, and the general way.
        let mut kept = Stats { ones: stats.ones.clone(), ..Stats::default() };
        kept.measure(norm.reduction, [norm.centre, norm.scale], norm.eps, shape, x);
        kept.prepare(norm);
        return backward(norm, input, &kept, dy, workspace, Gradients { dx, dgamma, dbeta });
    }
    let counts = [stats.mean.len(), norm.reduction.param_count(shape, norm.affine).max(1)];
    workspace.reset(counts);
    let rows = norm.rows(shape);
    // Without a scale there is no gamma, and the gradient does not depend on x.
    let mean_only = !norm.scale && rows.paired;
    if mean_only {
        add_means(rows.clone(), dy, workspace);
    } else {
        Pass { rows: rows.clone(), x, dy, gamma, stats }.add(workspace);
    }
    let part = 1.0 / norm.reduction.cells_per_stat(shape) as f64;
    let parts = [norm.centre, norm.scale].map(|used| if used && !stats.fixed { part } else { 0.0 });
    workspace.average(stats, parts);
    if mean_only {
        kernel::backward_mean(rows.clone(), dy, &workspace.level, dx);
    } else {
        let lines = [&stats.mean_hi[..], &stats.inv_std_f32, &workspace.slope, &workspace.level];
        kernel::backward(rows.clone(), [x, dy], lines, [gamma], dx);
    }
    if !workspace.hold(norm, stats) {
        let exact = Exact { stats, gamma };
        let Workspace { param, stat, exact: sums, .. } = workspace;
        param.iter_mut().for_each(|sum| sum.fill(0.0));
        sums.iter_mut().for_each(|sum| sum.fill(0.0));
        exact.sums(rows.clone(), [x, dy], sums, param);
        let mean = |i: usize, at: usize| if parts[i] == 0.0 { 0.0 } else { sums[i][at] * parts[i] };
        let means = |at: usize| (!held(norm, stats, stat, at)).then(|| [mean(0, at), mean(1, at)]);
        exact.backward(rows, [x, dy], means, dx);
    }
    workspace.write(dgamma, dbeta);
}

/// Whether f32 held all of this statistic: no term of its sums overflowed, or vanished where the result would show it.
fn held(norm: &Normalization, stats: &Stats, sums: &[Vec<f64>; 2], at: usize) -> bool {
    let ([first, second], var, inv_std) = (sums.each_ref().map(|sum| sum[at]), stats.var[at], stats.inv_std[at]);
    // Where both sums are 0 dy is, as a rule; else f32 lost what a tiny standard deviation makes large again.
    let tiny = (second.abs() < 1e-30) & ((second != 0.0) | (first != 0.0) | (inv_std > 3e3));
    let shows = norm.scale & (var * inv_std * inv_std > 1e-8);
    !stats.leaves_f32(at) & (first.abs() < 1e35) & (second.abs() < 1e35) & !(tiny & shows)
}

impl Workspace {
    fn reset(&mut self, [stats, params]: [usize; 2]) {
        self.stat.iter_mut().for_each(|sum| clear_resize(sum, stats, 0.0));
        // Room only: hardly ever filled.
        self.exact.iter_mut().filter(|sum| sum.len() != stats).for_each(|sum| clear_resize(sum, stats, 0.0));
        self.param.iter_mut().for_each(|sum| clear_resize(sum, params, 0.0));
    }

    /// The gradients of statistics that are `single`, if `dy` is ordinary too.
    fn single(&mut self, dy: &[f32], gamma: &[f32], dx: &mut [f32]) -> bool {
        // Room for the general way from the first step on.
        let Workspace { stat: [stat0, stat1], exact: [exact0, exact1], slope, level, .. } = self;
        [stat0, stat1, exact0, exact1].into_iter().for_each(|sums| reserve(sums, dy.len()));
        [slope, level].into_iter().for_each(|line| reserve(line, dy.len()));
        self.param.iter_mut().for_each(|sum| clear_resize(sum, gamma.len(), 0.0));
        single::backward(dy, gamma, &mut self.param[0], dx)
    }

    /// The gradients of beta and gamma.
    fn write(&self, dgamma: &mut [f32], dbeta: &mut [f32]) {
        for (gradient, sum) in [dbeta, dgamma].into_iter().zip(&self.param) {
            gradient.iter_mut().zip(sum).for_each(|(gradient, &sum)| *gradient = sum as f32);
        }
    }

    /// Whether f32 held all statistics and parameters.
    fn hold(&self, norm: &Normalization, stats: &Stats) -> bool {
        let [first, second] = &self.stat;
        // As a rule no sum is tiny.
        let ordinary = |a: f64, b: f64| (a.abs() < 1e35) & (b.abs() < 1e35) & (b.abs() > 1e-30);
        let all = first.iter().zip(second).fold(!stats.leave_f32, |all, (&a, &b)| all & ordinary(a, b));
        let all = all || (0..first.len()).all(|at| held(norm, stats, &self.stat, at));
        self.param.iter().flatten().fold(all, |all, sum| all & (sum.abs() < 1e35))
    }

    /// `mean(d) + x_hat * mean(d * x_hat)` as a line in `x - mean_hi`; `parts` make the means, 0 where there is none.
    fn average(&mut self, stats: &Stats, parts: [f64; 2]) {
        let Workspace { stat: [first, second], slope, level, .. } = self;
        clear_resize(slope, first.len(), 0.0);
        clear_resize(level, first.len(), 0.0);
        let lines = slope.iter_mut().zip(level.iter_mut()).zip(stats.inv_std.iter().zip(&stats.mean_lo_scaled));
        for ((first, second), ((slope, level), (inv_std, &mean_lo))) in first.iter().zip(second.iter()).zip(lines) {
            let mean_lo = f64::from(mean_lo);
            let mean = if parts[0] == 0.0 { 0.0 } else { first * parts[0] };
            let turn = if parts[1] == 0.0 { 0.0 } else { (inv_std * second + mean_lo * first) * parts[1] };
            *slope = (inv_std * turn) as f32;
            *level = (mean + mean_lo * turn) as f32;
        }
    }
}

/// The sums of `dy`, where every statistic has the one parameter of its own number.
fn add_means(rows: Rows, dy: &[f32], Workspace { param: [param, _], stat: [stat, _], .. }: &mut Workspace) {
    let term = |[dy]: [f32x4; 1], []: [f32x4; 0], []: [f32x4; 0]| [dy];
    if rows.stat_moves {
        let operands = Operands::<_, _, _, true, true> { cubes: [dy], stats: [], params: [] };
        sum_columns::<DEPTH, _, _, _, _, _, _>(rows, operands, term, [stat], |row| row.stat);
    } else {
        let operands = Operands::<_, _, _, false, false> { cubes: [dy], stats: [], params: [] };
        sum_rows::<DEPTH, _, _, _, _, _, _>(rows, operands, |_| true, term, |row, [sum]| stat[row.stat] += sum);
    }
    param.copy_from_slice(stat);
}

/// What the sums are made of.
struct Pass<'a> {
    rows: Rows,
    x: &'a [f32],
    dy: &'a [f32],
    gamma: &'a [f32],
    stats: &'a Stats,
}

impl Pass<'_> {
    /// Both sums, per parameter and per statistic.
    fn add(self, workspace: &mut Workspace) {
        match (self.rows.stat_moves, self.rows.param_moves) {
            (false, false) => self.rows_alone(workspace),
            (true, true) if self.rows.paired => self.columns_alone(workspace),
            (false, true) => self.rows_of_stats(workspace),
            (true, false) => self.rows_of_params(workspace),
            (true, true) => self.cells(workspace),
        }
    }

    /// Rows of one statistic and one gamma.
    fn rows_alone(self, Workspace { param, stat, .. }: &mut Workspace) {
        let Pass { rows, x, dy, gamma, stats } = self;
        let operands = Operands::<_, _, _, false, false> { cubes: [x, dy], stats: [&stats.mean_hi], params: [] };
        sum_rows::<DEPTH, _, _, _, _, _, _>(
            rows,
            operands,
            |_| true,
            |[x, dy], [mean_hi], []| [dy, dy * (x - mean_hi)],
            |row, sums| {
                let hat = stats.hat(row.stat, sums);
                for i in 0..2 {
                    stat[i][row.stat] += f64::from(gamma[row.param]) * sums[i];
                    param[i][row.param] += hat[i];
                }
            },
        );
    }

    /// Columns of one statistic and one gamma.
    fn columns_alone(self, Workspace { param, stat, .. }: &mut Workspace) {
        let Pass { rows, x, dy, gamma, stats } = self;
        let operands = Operands::<_, _, _, true, true> { cubes: [x, dy], stats: [&stats.mean_hi], params: [] };
        sum_columns::<DEPTH, _, _, _, _, _, _>(
            rows,
            operands,
            |[x, dy], [mean_hi], []| [dy, dy * (x - mean_hi)],
            both(stat),
            |row| row.stat,
        );
        for s in 0..stats.mean.len() {
            let hat = stats.hat(s, [stat[0][s], stat[1][s]]);
            for i in 0..2 {
                param[i][s] = hat[i];
                stat[i][s] *= f64::from(gamma[s]);
            }
        }
    }

    /// Rows of one statistic, columns of one gamma.
    fn rows_of_stats(self, Workspace { param, stat, short, .. }: &mut Workspace) {
        let Pass { rows, x, dy, gamma, stats: Stats { mean_hi, inv_std_f32, mean_lo_scaled, .. } } = self;
        let operands = Operands::<_, _, _, false, true> {
            cubes: [x, dy],
            stats: [mean_hi, inv_std_f32, mean_lo_scaled],
            params: [gamma],
        };
        let to_row = |row: Row, sums: [f64; 2]| (0..2).for_each(|i| stat[i][row.stat] += sums[i]);
        let columns = Columns { sums: both(param), at: |row| row.param, short };
        sum_both(rows, operands, terms, to_row, columns);
    }

    /// Rows of one gamma, columns of one statistic.
    fn rows_of_params(self, Workspace { param, stat, short, .. }: &mut Workspace) {
        let Pass { rows, x, dy, gamma, stats: Stats { mean_hi, inv_std_f32, mean_lo_scaled, .. } } = self;
        let operands = Operands::<_, _, _, true, false> {
            cubes: [x, dy],
            stats: [mean_hi, inv_std_f32, mean_lo_scaled],
            params: [gamma],
        };
        let to_row = |row: Row, sums: [f64; 2]| (0..2).for_each(|i| param[i][row.param] += sums[i]);
        let columns = Columns { sums: both(stat), at: |row| row.stat, short };
        let swapped = |cells, stats, gamma| {
            let [stat, param] = terms(cells, stats, gamma);
            [param, stat]
        };
        sum_both(rows, operands, swapped, to_row, columns);
    }

    /// Every cell its own statistic and parameter, in different orders (one cell per statistic): cell by cell.
    fn cells(self, Workspace { param, stat, .. }: &mut Workspace) {
        let Pass { rows, x, dy, gamma, stats } = self;
        let len = rows.len;
        for row in rows {
            for i in 0..len {
                let (at, s, p) = (row.start + i, row.stat + i, row.param + i);
                let [dy, distance] = [dy[at], x[at] - stats.mean_hi[s]].map(f64::from);
                stat[0][s] += dy * f64::from(gamma[p]);
                stat[1][s] += dy * f64::from(gamma[p]) * distance;
                param[0][p] += dy;
                param[1][p] += dy * (distance * stats.inv_std[s] + f64::from(stats.mean_lo_scaled[s]));
            }
        }
    }
}

/// For the statistic `d` and `d * (x - mean_hi)`, for the parameter `dy` and `dy * x_hat`.
#[inline(always)]
fn terms([x, dy]: [f32x4; 2], [mean_hi, inv_std, mean_lo_scaled]: [f32x4; 3], [gamma]: [f32x4; 1]) -> [[f32x4; 2]; 2] {
    let (d, distance) = (dy * gamma, x - mean_hi);
    [[d, d * distance], [dy, dy * (distance * inv_std + mean_lo_scaled)]]
}

fn both(sums: &mut [Vec<f64>; 2]) -> [&mut [f64]; 2] {
    sums.each_mut().map(|sum| &mut sum[..])
}
