//! Both passes in f64, cell by cell: for values that leave f32 on the way although the result is one, such as the square of
//! 1e30 or the inverse of a standard deviation of 1e-40. Much slower than the rows beside it, and hardly ever taken.

use super::HUGE_GAMMA;
use super::stats::Stats;
use crate::reduce::Rows;

/// What every cell reads beside its own value.
#[derive(Clone, Copy)]
pub struct Exact<'a> {
    /// The statistics.
    pub stats: &'a Stats,
    /// Scale per parameter.
    pub gamma: &'a [f32],
}

/// A cell: where it lies, its statistic and its parameter.
fn each_cell(rows: Rows, mut visit: impl FnMut([usize; 3])) {
    let (len, [stat, param]) = (rows.len, [rows.stat_moves, rows.param_moves].map(usize::from));
    for row in rows {
        (0..len).for_each(|i| visit([row.start + i, row.stat + i * stat, row.param + i * param]));
    }
}

impl Exact<'_> {
    fn x_hat(&self, x: f32, stat: usize) -> f64 {
        (f64::from(x) - self.stats.mean[stat]) * self.stats.inv_std[stat]
    }

    fn gamma(&self, param: usize) -> f64 {
        f64::from(self.gamma[param])
    }

    /// `y = x_hat * gamma + beta` of the cells whose statistic or gamma leaves f32.
    pub fn forward(&self, rows: Rows, x: &[f32], beta: &[f32], y: &mut [f32]) {
        each_cell(rows, |[at, stat, param]| {
            if self.stats.leaves_f32(stat) || self.gamma[param].abs() > HUGE_GAMMA {
                y[at] = (self.x_hat(x[at], stat) * self.gamma(param) + f64::from(beta[param])) as f32;
            }
        });
    }

    /// Adds the sums of `d = dy * gamma` and of `d * x_hat` per statistic, of `dy` and of `dy * x_hat` per parameter.
    pub fn sums(&self, rows: Rows, [x, dy]: [&[f32]; 2], stats: &mut [Vec<f64>; 2], params: &mut [Vec<f64>; 2]) {
        each_cell(rows, |[at, stat, param]| {
            let terms = [1.0, self.x_hat(x[at], stat)].map(|factor| f64::from(dy[at]) * factor);
            for i in 0..2 {
                stats[i][stat] += terms[i] * self.gamma(param);
                params[i][param] += terms[i];
            }
        });
    }

    /// `dx = inv_std * (dy * gamma - mean - x_hat * turn)` of the cells whose statistic has `means`: `mean` and `turn`.
    pub fn backward(
        &self,
        rows: Rows,
        [x, dy]: [&[f32]; 2],
        means: impl Fn(usize) -> Option<[f64; 2]>,
        dx: &mut [f32],
    ) {
        each_cell(rows, |[at, stat, param]| {
            if let Some([mean, turn]) = means(stat) {
                let left = f64::from(dy[at]) * self.gamma(param) - mean - self.x_hat(x[at], stat) * turn;
                dx[at] = (self.stats.inv_std[stat] * left) as f32;
            }
        });
    }
}
