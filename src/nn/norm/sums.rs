//! Sums over the cells of rows and of columns, in an order that is fixed here: short f32 sums side by side, added up in
//! f64.

use super::tile::{FOUR, Operands};
use crate::reduce::{Row, Rows};
use wide::f32x4;

/// Terms of one f32 sum at most: of equal terms, all rounded to the same side, it is off by 10^-6 of itself.
pub const DEPTH: usize = 32;
/// The same where the sums are the variance and nothing is left to correct them: off by 3 in 10^7.
const FINE_DEPTH: usize = 8;
/// Columns whose sums stay in registers together.
const STRIP: usize = 4 * FOUR;

/// Gives `to_row` the sums of `term` along every row whose statistic is `wanted`, `DEPTH` terms in one f32 sum; others may be
/// left out. `term` sees four cells of each cube, and their values.
#[inline(always)]
pub fn sum_rows<
    const DEPTH: usize,
    const CUBES: usize,
    const STATS: usize,
    const PARAMS: usize,
    const SUMS: usize,
    const STAT_MOVES: bool,
    const PARAM_MOVES: bool,
>(
    rows: Rows,
    operands: Operands<CUBES, STATS, PARAMS, STAT_MOVES, PARAM_MOVES>,
    wanted: impl Fn(usize) -> bool,
    term: impl Fn([f32x4; CUBES], [f32x4; STATS], [f32x4; PARAMS]) -> [f32x4; SUMS],
    mut to_row: impl FnMut(Row, [f64; SUMS]),
) {
    let (len, runs) = (rows.len, rows.runs());
    let (count, step) = (runs.count, runs.step);
    // As many rows at once as their sums and what they are made of find room in registers.
    let side = if CUBES == 1 { 4 } else { 2 };
    for first in runs {
        let row = |i| first.after(i, step);
        let full = count / side * side;
        for i in (0..full).step_by(side) {
            if (i..i + side).all(|i| !wanted(row(i).stat)) {
                continue;
            }
            if CUBES == 1 {
                sum_rows_of_tile::<DEPTH, _, _, _, _, _, _, _>(
                    operands,
                    std::array::from_fn::<_, 4, _>(|r| row(i + r)),
                    len,
                    &term,
                    &mut to_row,
                );
            } else {
                sum_rows_of_tile::<DEPTH, _, _, _, _, _, _, _>(
                    operands,
                    std::array::from_fn::<_, 2, _>(|r| row(i + r)),
                    len,
                    &term,
                    &mut to_row,
                );
            }
        }
        for i in full..count {
            sum_rows_of_tile::<DEPTH, _, _, _, _, _, _, _>(operands, [row(i)], len, &term, &mut to_row);
        }
    }
}

#[inline(always)]
fn sum_rows_of_tile<
    const DEPTH: usize,
    const CUBES: usize,
    const STATS: usize,
    const PARAMS: usize,
    const SUMS: usize,
    const ROWS: usize,
    const STAT_MOVES: bool,
    const PARAM_MOVES: bool,
>(
    operands: Operands<CUBES, STATS, PARAMS, STAT_MOVES, PARAM_MOVES>,
    rows: [Row; ROWS],
    len: usize,
    term: &impl Fn([f32x4; CUBES], [f32x4; STATS], [f32x4; PARAMS]) -> [f32x4; SUMS],
    to_row: &mut impl FnMut(Row, [f64; SUMS]),
) {
    let tile = operands.tile(rows, len);
    let mut totals = [[0.0; FOUR]; SUMS];
    for from in (0..len / FOUR).step_by(DEPTH) {
        let mut chains = [[f32x4::ZERO; FOUR]; SUMS];
        for i in from..(len / FOUR).min(from + DEPTH) {
            for r in 0..ROWS {
                let (cells, stats, params) = tile.load4(r, i);
                let terms = term(cells, stats, params);
                for k in 0..SUMS {
                    chains[k][r] += terms[k];
                }
            }
        }
        totals.iter_mut().zip(chains).for_each(|(totals, chains)| add_across(totals, chains));
    }
    if !len.is_multiple_of(FOUR) {
        let mut rest = [f32x4::ZERO; SUMS];
        for i in len / FOUR * FOUR..len {
            let (cells, stats, params) = tile.load_column(i);
            let terms = term(cells, stats, params);
            for k in 0..SUMS {
                rest[k] += terms[k];
            }
        }
        totals.iter_mut().zip(rest).for_each(|(totals, rest)| add(totals, rest));
    }
    for r in 0..ROWS {
        to_row(rows[r], std::array::from_fn(|k| totals[k][r]));
    }
}

/// Adds to `sums` those of `term` down every column, `DEPTH` terms in one f32 sum, that of a row's first column at `at`.
#[inline(always)]
pub fn sum_columns<
    const DEPTH: usize,
    const CUBES: usize,
    const STATS: usize,
    const PARAMS: usize,
    const SUMS: usize,
    const STAT_MOVES: bool,
    const PARAM_MOVES: bool,
>(
    rows: Rows,
    operands: Operands<CUBES, STATS, PARAMS, STAT_MOVES, PARAM_MOVES>,
    term: impl Fn([f32x4; CUBES], [f32x4; STATS], [f32x4; PARAMS]) -> [f32x4; SUMS],
    mut sums: [&mut [f64]; SUMS],
    at: fn(&Row) -> usize,
) {
    let (len, runs) = (rows.len, rows.runs());
    let (count, step) = (runs.count, runs.step.still(STAT_MOVES, PARAM_MOVES));
    for first in runs {
        let mut sums = sums.each_mut().map(|sums| &mut sums[at(&first)..][..len]);
        for from in (0..count).step_by(DEPTH) {
            let (first, count) = (first.after(from, step), DEPTH.min(count - from));
            let column = |i| first.after(i, Row { start: 1, stat: STAT_MOVES as usize, param: PARAM_MOVES as usize });
            let (wide, fours) = (len / STRIP * STRIP, len / FOUR * FOUR);
            for i in (0..wide).step_by(STRIP) {
                let found = sum_strip::<_, _, _, _, 4, _, _>(operands, column(i), step, count, &term);
                add_columns(&mut sums, i, found);
            }
            for i in (wide..fours).step_by(FOUR) {
                let found = sum_strip::<_, _, _, _, 1, _, _>(operands, column(i), step, count, &term);
                add_columns(&mut sums, i, found);
            }
            for i in fours..len {
                let mut chain = [f32x4::ZERO; SUMS];
                for r in 0..count {
                    let (cells, stats, params) = operands.tile([column(i).after(r, step)], 1).load1(0, 0);
                    let terms = term(cells, stats, params);
                    for l in 0..SUMS {
                        chain[l] += terms[l];
                    }
                }
                for l in 0..SUMS {
                    sums[l][i] += first_lane(chain[l]);
                }
            }
        }
    }
}

/// The f32 sums of `VECTORS` times four columns.
#[inline(always)]
fn sum_strip<
    const CUBES: usize,
    const STATS: usize,
    const PARAMS: usize,
    const SUMS: usize,
    const VECTORS: usize,
    const STAT_MOVES: bool,
    const PARAM_MOVES: bool,
>(
    operands: Operands<CUBES, STATS, PARAMS, STAT_MOVES, PARAM_MOVES>,
    first: Row,
    step: Row,
    count: usize,
    term: &impl Fn([f32x4; CUBES], [f32x4; STATS], [f32x4; PARAMS]) -> [f32x4; SUMS],
) -> [[f32x4; VECTORS]; SUMS] {
    let mut chains = [[f32x4::ZERO; VECTORS]; SUMS];
    for r in 0..count {
        let tile = operands.tile([first.after(r, step)], VECTORS * FOUR);
        for v in 0..VECTORS {
            let (cells, stats, params) = tile.load4(0, v);
            let terms = term(cells, stats, params);
            for l in 0..SUMS {
                chains[l][v] += terms[l];
            }
        }
    }
    chains
}

#[inline(always)]
fn add_columns<const SUMS: usize, const VECTORS: usize>(
    sums: &mut [&mut [f64]; SUMS],
    at: usize,
    found: [[f32x4; VECTORS]; SUMS],
) {
    for (sums, found) in sums.iter_mut().zip(found) {
        let sums = &mut sums[at..][..VECTORS * FOUR].as_chunks_mut::<FOUR>().0[..VECTORS];
        sums.iter_mut().zip(found).for_each(|(sums, found)| add(sums, found));
    }
}

/// Adds to each total the sum of a row's four lanes.
#[inline(always)]
pub fn add_across(totals: &mut [f64; FOUR], rows: [f32x4; FOUR]) {
    let [a, b, c, d] = f32x4::transpose(rows);
    add(totals, (a + b) + (c + d));
}

#[inline(always)]
fn add(totals: &mut [f64; FOUR], sums: f32x4) {
    totals.iter_mut().zip(sums.to_array()).for_each(|(total, sum)| *total += f64::from(sum));
}

/// The sum of a cell that stood alone.
#[inline(always)]
pub fn first_lane(sums: f32x4) -> f64 {
    f64::from(sums.to_array()[0])
}

/// Adds for every statistic the sum of `x` and of `x²`.
pub fn about_zero(rows: Rows, x: &[f32], sums: [&mut [f64]; 2]) {
    moments::<DEPTH, _>(rows, x, [], sums, |_| true, |x, []| x);
}

/// Adds for every statistic that is `wanted`, and some others, the sum of `x - centre` and of its square.
pub fn about(rows: Rows, x: &[f32], centre: &[f32], sums: [&mut [f64]; 2], wanted: impl Fn(usize) -> bool) {
    moments::<FINE_DEPTH, _>(rows, x, [centre], sums, wanted, |x, [centre]| x - centre);
}

#[inline(always)]
fn moments<const DEPTH: usize, const STATS: usize>(
    rows: Rows,
    x: &[f32],
    stats: [&[f32]; STATS],
    sums: [&mut [f64]; 2],
    wanted: impl Fn(usize) -> bool,
    distance: impl Fn(f32x4, [f32x4; STATS]) -> f32x4,
) {
    let term = |[x]: [f32x4; 1], stats: [f32x4; STATS], []: [f32x4; 0]| {
        let d = distance(x, stats);
        [d, d * d]
    };
    if rows.stat_moves {
        let operands = Operands::<_, _, _, true, false> { cubes: [x], stats, params: [] };
        return sum_columns::<DEPTH, _, _, _, _, _, _>(rows, operands, term, sums, |row| row.stat);
    }
    let operands = Operands::<_, _, _, false, false> { cubes: [x], stats, params: [] };
    let [first, second] = sums;
    sum_rows::<DEPTH, _, _, _, _, _, _>(rows, operands, wanted, term, |row, [a, b]| {
        first[row.stat] += a;
        second[row.stat] += b;
    });
}

/// [`about`] in f64 throughout, about an f64 `centre`: for values whose squares leave f32.
pub fn exact_squares(rows: Rows, x: &[f32], centre: &[f64], sums: &mut [f64]) {
    let (len, step) = (rows.len, rows.stat_moves as usize);
    for row in rows {
        for (i, &x) in x[row.start..][..len].iter().enumerate() {
            let d = f64::from(x) - centre[row.stat + i * step];
            sums[row.stat + i * step] += d * d;
        }
    }
}

/// The sum of every statistic in f64 throughout.
pub fn exact_sums(rows: Rows, x: &[f32], sums: &mut [f64]) {
    let (len, step) = (rows.len, rows.stat_moves as usize);
    for row in rows {
        for (i, &x) in x[row.start..][..len].iter().enumerate() {
            sums[row.stat + i * step] += f64::from(x);
        }
    }
}
