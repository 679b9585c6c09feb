//! A cube as rows of memory, and rows as runs: the order in which normalization reads it.

use super::strides;

/// One row of memory: `start..start + len` of the cube. Also what is added to come from one row to another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Row {
    /// The first cell.
    pub start: usize,
    /// The statistic of the first cell.
    pub stat: usize,
    /// The parameter of the first cell.
    pub param: usize,
}

impl Row {
    /// The row `times` steps further.
    pub fn after(self, times: usize, step: Row) -> Row {
        let Row { start, stat, param } = self;
        Row { start: start + times * step.start, stat: stat + times * step.stat, param: param + times * step.param }
    }

    /// The step of a run, without what moves along its rows, which is the same in all of them: so the compiler sees it.
    pub fn still(self, stat_moves: bool, param_moves: bool) -> Row {
        let still = |step: usize, moves: bool| if moves { 0 } else { step };
        Row { start: self.start, stat: still(self.stat, stat_moves), param: still(self.param, param_moves) }
    }
}

/// Iterates over the rows of a cube in memory order, see [`super::Reduction::rows`].
#[derive(Clone, Debug)]
pub struct Rows {
    /// Cells in every row.
    pub len: usize,
    /// Whether the statistic advances from cell to cell of a row (else the row has one).
    pub stat_moves: bool,
    /// Whether the parameter advances from cell to cell of a row.
    pub param_moves: bool,
    /// Whether every statistic has the one parameter of its own number, as in batch normalization.
    pub paired: bool,
    outer: [AxisWalk; 4],
    left: usize,
    next: Row,
}

/// Iterates over the first rows of runs: together the runs hold every row once.
#[derive(Clone, Debug)]
pub struct Runs {
    /// Rows in every run.
    pub count: usize,
    /// From each row of a run to the next.
    pub step: Row,
    firsts: Rows,
}

#[derive(Clone, Copy, Debug)]
struct AxisWalk {
    len: usize,
    step: Row,
    at: usize,
}

impl Rows {
    /// Of a cube of `lens` whose statistic and parameter advance by `stats` and `params` along its axes.
    pub(super) fn new(lens: [usize; 5], stats: [usize; 5], params: [usize; 5]) -> Rows {
        let starts = strides(lens, [true; 5]);
        let unit = AxisWalk { len: 1, step: Row { start: 0, stat: 0, param: 0 }, at: 0 };
        let mut merged = [unit; 5];
        let mut used = 0;
        for (i, &len) in lens.iter().enumerate().filter(|&(_, &len)| len != 1) {
            let step = Row { start: starts[i], stat: stats[i], param: params[i] };
            let joins = |outer: &AxisWalk| outer.step.stat == step.stat * len && outer.step.param == step.param * len;
            match merged[..used].last_mut().filter(|outer| joins(outer)) {
                Some(outer) => *outer = AxisWalk { len: outer.len * len, step, at: 0 },
                None => {
                    merged[used] = AxisWalk { len, step, at: 0 };
                    used += 1;
                }
            }
        }
        let inner = merged[used.saturating_sub(1)];
        let mut outer = [unit; 4];
        let loops = used.saturating_sub(1);
        outer[4 - loops..].copy_from_slice(&merged[..loops]);
        Rows {
            len: inner.len,
            stat_moves: inner.step.stat == 1,
            param_moves: inner.step.param == 1,
            paired: merged[..used].iter().all(|axis| axis.step.stat == axis.step.param),
            outer,
            left: if inner.len == 0 { 0 } else { outer.iter().map(|axis| axis.len).product() },
            next: Row { start: 0, stat: 0, param: 0 },
        }
    }

    /// The same rows in runs. What advances from cell to cell of a row is the same for all rows of a run, so that each of
    /// its columns has one: the innermost such axis of four or more rows, else the longest; else each row for itself.
    pub fn runs(mut self) -> Runs {
        let (stat_moves, param_moves) = (self.stat_moves, self.param_moves);
        let whole = |step: Row| !(stat_moves && step.stat > 0 || param_moves && step.param > 0);
        let axes = self.outer.iter_mut().filter(|axis| whole(axis.step));
        let Some(axis) = axes.max_by_key(|axis| axis.len.min(4)) else {
            return Runs { count: 1, step: self.next, firsts: self };
        };
        let AxisWalk { len: count, step, .. } = std::mem::replace(axis, AxisWalk { len: 1, ..*axis });
        self.left /= count.max(1);
        Runs { count, step, firsts: self }
    }
}

impl Iterator for Rows {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        self.left = self.left.checked_sub(1)?;
        let row = self.next;
        for axis in self.outer.iter_mut().rev() {
            axis.at += 1;
            self.next = self.next.after(1, axis.step);
            if axis.at < axis.len {
                break;
            }
            let Row { start, stat, param } = axis.step;
            self.next.start -= start * axis.len;
            self.next.stat -= stat * axis.len;
            self.next.param -= param * axis.len;
            axis.at = 0;
        }
        Some(row)
    }
}

impl Iterator for Runs {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        self.firsts.next()
    }
}
