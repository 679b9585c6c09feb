//! Sums along rows and down columns at once, for statistics and parameters that lie across one another.

use super::sums::{DEPTH, add_across, first_lane};
use super::tile::{FOUR, Operands, load4};
use crate::reduce::{Row, Rows};
use wide::f32x4;

/// Where the sums down the columns go.
pub struct Columns<'a> {
    /// The sums.
    pub sums: [&'a mut [f64]; 2],
    /// Which of them is that of a row's first column.
    pub at: fn(&Row) -> usize,
    /// Room for their f32 parts.
    pub short: &'a mut [Vec<f32>; 2],
}

/// Two sums along each row, given to `to_row`, and two down each column, added to `columns`. `term` sees four cells of
/// each cube, and their values.
#[inline(always)]
pub fn sum_both<
    const CUBES: usize,
    const STATS: usize,
    const PARAMS: usize,
    const STAT_MOVES: bool,
    const PARAM_MOVES: bool,
>(
    rows: Rows,
    operands: Operands<CUBES, STATS, PARAMS, STAT_MOVES, PARAM_MOVES>,
    term: impl Fn([f32x4; CUBES], [f32x4; STATS], [f32x4; PARAMS]) -> [[f32x4; 2]; 2],
    mut to_row: impl FnMut(Row, [f64; 2]),
    columns: Columns,
) {
    let (len, runs) = (rows.len, rows.runs());
    let (count, step) = (runs.count, runs.step.still(STAT_MOVES, PARAM_MOVES));
    let Columns { mut sums, at, short } = columns;
    let mut short = short.each_mut().map(|short| {
        short.clear();
        short.resize(len, 0.0);
        &mut short[..]
    });
    for first in runs {
        let row = |i| first.after(i, step);
        for from in (0..count).step_by(DEPTH) {
            let to = count.min(from + DEPTH);
            let pairs = to - (to - from) % 2;
            for i in (from..pairs).step_by(2) {
                sum_tile(operands, [row(i), row(i + 1)], len, &term, &mut to_row, &mut short);
            }
            for i in pairs..to {
                sum_tile(operands, [row(i)], len, &term, &mut to_row, &mut short);
            }
            for (sums, short) in sums.iter_mut().zip(short.iter_mut()) {
                let sums = &mut sums[at(&first)..][..len];
                sums.iter_mut().zip(short.iter()).for_each(|(sum, short)| *sum += f64::from(*short));
                short.fill(0.0);
            }
        }
    }
}

#[inline(always)]
fn sum_tile<
    const CUBES: usize,
    const STATS: usize,
    const PARAMS: usize,
    const ROWS: usize,
    const STAT_MOVES: bool,
    const PARAM_MOVES: bool,
>(
    operands: Operands<CUBES, STATS, PARAMS, STAT_MOVES, PARAM_MOVES>,
    rows: [Row; ROWS],
    len: usize,
    term: &impl Fn([f32x4; CUBES], [f32x4; STATS], [f32x4; PARAMS]) -> [[f32x4; 2]; 2],
    to_row: &mut impl FnMut(Row, [f64; 2]),
    short: &mut [&mut [f32]; 2],
) {
    let tile = operands.tile(rows, len);
    let short = short.each_mut().map(|short| &mut short[..len]);
    // Of two rows the first sums and the second ones.
    let mut totals = [0.0; FOUR];
    for from in (0..len / FOUR).step_by(DEPTH) {
        let mut chains = [[f32x4::ZERO; 2]; 2];
        for i in from..(len / FOUR).min(from + DEPTH) {
            let mut down = [f32x4::ZERO; 2];
            for r in 0..ROWS {
                let (cells, stats, params) = tile.load4(r, i);
                let [along, terms] = term(cells, stats, params);
                for k in 0..2 {
                    chains[k][r] += along[k];
                    down[k] = if r == 0 { terms[k] } else { down[k] + terms[k] };
                }
            }
            for k in 0..2 {
                short[k].as_chunks_mut::<FOUR>().0[i] = (load4(short[k], i) + down[k]).to_array();
            }
        }
        let [[a, b], [c, d]] = chains;
        add_across(&mut totals, [a, b, c, d]);
    }
    for r in 0..ROWS {
        let mut sums = [totals[r], totals[2 + r]];
        for i in len / FOUR * FOUR..len {
            let (cells, stats, params) = tile.load1(r, i);
            let [along, terms] = term(cells, stats, params);
            for k in 0..2 {
                sums[k] += first_lane(along[k]);
                short[k][i] += terms[k].to_array()[0];
            }
        }
        to_row(rows[r], sums);
    }
}
