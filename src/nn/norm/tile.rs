//! How every pass reads a cube: up to four rows side by side, four cells of each at once. What the cells are combined
//! with is one value for a row or one for a column, and is loaded once for all the cells that it serves.

use crate::reduce::{Row, Rows};
use wide::f32x4;

/// Cells read at once.
pub const FOUR: usize = 4;

/// What a pass reads: cubes, and what their cells are combined with. `STAT_MOVES` and `PARAM_MOVES`: whether the statistic
/// and the parameter move along a row.
#[derive(Clone, Copy)]
pub struct Operands<
    'a,
    const CUBES: usize,
    const STATS: usize,
    const PARAMS: usize,
    const STAT_MOVES: bool,
    const PARAM_MOVES: bool,
> {
    /// Cubes.
    pub cubes: [&'a [f32]; CUBES],
    /// Values of each statistic.
    pub stats: [&'a [f32]; STATS],
    /// Values of each parameter.
    pub params: [&'a [f32]; PARAMS],
}

/// `ROWS` rows side by side: the cells that are worked on together.
pub struct Tile<
    'a,
    const CUBES: usize,
    const STATS: usize,
    const PARAMS: usize,
    const ROWS: usize,
    const STAT_MOVES: bool,
    const PARAM_MOVES: bool,
> {
    cells: [[&'a [f32]; ROWS]; CUBES],
    stats: Values<'a, STATS, ROWS, STAT_MOVES>,
    params: Values<'a, PARAMS, ROWS, PARAM_MOVES>,
}

/// `COUNT` values of each column if they move, else of each of `ROWS` rows.
struct Values<'a, const COUNT: usize, const ROWS: usize, const MOVES: bool> {
    columns: [&'a [f32]; COUNT],
    rows: [[f32x4; COUNT]; ROWS],
}

impl<'a, const COUNT: usize, const ROWS: usize, const MOVES: bool> Values<'a, COUNT, ROWS, MOVES> {
    #[inline(always)]
    fn new(values: [&'a [f32]; COUNT], at: [usize; ROWS], len: usize) -> Self {
        if MOVES {
            Values { columns: values.map(|values| &values[at[0]..][..len]), rows: [[f32x4::ZERO; COUNT]; ROWS] }
        } else {
            Values { columns: [&[]; COUNT], rows: at.map(|at| values.map(|values| f32x4::splat(values[at]))) }
        }
    }

    /// For row `r` and the columns that `load` reads.
    #[inline(always)]
    fn of(&self, r: usize, load: impl Fn(&[f32]) -> f32x4) -> [f32x4; COUNT] {
        if MOVES { self.columns.map(load) } else { self.rows[r] }
    }

    /// For column `i` of every row, each in a lane of its own.
    #[inline(always)]
    fn column(&self, i: usize) -> [f32x4; COUNT] {
        if MOVES {
            return self.columns.map(|values| f32x4::splat(values[i]));
        }
        std::array::from_fn(|k| load_column(self.rows.each_ref().map(|row| &row[k].as_array()[..]), 0))
    }
}

/// Four neighbours, the `i`-th such.
#[inline(always)]
pub fn load4(cells: &[f32], i: usize) -> f32x4 {
    f32x4::new(cells.as_chunks::<FOUR>().0[i])
}

/// Cell `i` of up to four rows.
#[inline(always)]
fn load_column<const ROWS: usize>(rows: [&[f32]; ROWS], i: usize) -> f32x4 {
    let mut column = [0.0; FOUR];
    (0..ROWS).for_each(|r| column[r] = rows[r][i]);
    f32x4::new(column)
}

/// One cell and zeros.
#[inline(always)]
fn load1(cells: &[f32], i: usize) -> f32x4 {
    f32x4::new([cells[i], 0.0, 0.0, 0.0])
}

impl<'a, const CUBES: usize, const STATS: usize, const PARAMS: usize, const STAT_MOVES: bool, const PARAM_MOVES: bool>
    Operands<'a, CUBES, STATS, PARAMS, STAT_MOVES, PARAM_MOVES>
{
    /// `ROWS` rows, cut to `len` cells.
    #[inline(always)]
    pub fn tile<const ROWS: usize>(
        &self,
        rows: [Row; ROWS],
        len: usize,
    ) -> Tile<'a, CUBES, STATS, PARAMS, ROWS, STAT_MOVES, PARAM_MOVES> {
        Tile {
            cells: self.cubes.map(|cube| rows.map(|row| &cube[row.start..][..len])),
            stats: Values::new(self.stats, rows.map(|row| row.stat), len),
            params: Values::new(self.params, rows.map(|row| row.param), len),
        }
    }
}

impl<
    const CUBES: usize,
    const STATS: usize,
    const PARAMS: usize,
    const ROWS: usize,
    const STAT_MOVES: bool,
    const PARAM_MOVES: bool,
> Tile<'_, CUBES, STATS, PARAMS, ROWS, STAT_MOVES, PARAM_MOVES>
{
    /// The `i`-th four cells of row `r` of every cube, with their values.
    #[inline(always)]
    pub fn load4(&self, r: usize, i: usize) -> ([f32x4; CUBES], [f32x4; STATS], [f32x4; PARAMS]) {
        let read = |cells: &[f32]| load4(cells, i);
        (self.cells.map(|rows| read(rows[r])), self.stats.of(r, read), self.params.of(r, read))
    }

    /// Cell `i` of every row, each in a lane of its own.
    #[inline(always)]
    pub fn load_column(&self, i: usize) -> ([f32x4; CUBES], [f32x4; STATS], [f32x4; PARAMS]) {
        (self.cells.map(|rows| load_column(rows, i)), self.stats.column(i), self.params.column(i))
    }

    /// Cell `i` alone, in the first lane.
    #[inline(always)]
    pub fn load1(&self, r: usize, i: usize) -> ([f32x4; CUBES], [f32x4; STATS], [f32x4; PARAMS]) {
        let read = |cells: &[f32]| load1(cells, i);
        (self.cells.map(|rows| read(rows[r])), self.stats.of(r, read), self.params.of(r, read))
    }
}

/// Writes `term` of every cell to `out`.
#[inline(always)]
pub fn map<
    const CUBES: usize,
    const STATS: usize,
    const PARAMS: usize,
    const STAT_MOVES: bool,
    const PARAM_MOVES: bool,
>(
    rows: Rows,
    operands: Operands<CUBES, STATS, PARAMS, STAT_MOVES, PARAM_MOVES>,
    term: impl Fn([f32x4; CUBES], [f32x4; STATS], [f32x4; PARAMS]) -> f32x4,
    out: &mut [f32],
) {
    let (len, runs) = (rows.len, rows.runs());
    let (count, step) = (runs.count, runs.step.still(STAT_MOVES, PARAM_MOVES));
    // Rows side by side share the loads of what their columns have; what rows have takes registers.
    let side = if STAT_MOVES && PARAM_MOVES { 4 } else { 1 + (STAT_MOVES || PARAM_MOVES) as usize };
    for first in runs {
        let full = count / side * side;
        for i in (0..full).step_by(side) {
            let first = first.after(i, step);
            match side {
                4 => map_tile::<_, _, _, 4, _, _>(operands, first, step, len, &term, out),
                2 => map_tile::<_, _, _, 2, _, _>(operands, first, step, len, &term, out),
                _ => map_tile::<_, _, _, 1, _, _>(operands, first, step, len, &term, out),
            }
        }
        for i in full..count {
            map_tile::<_, _, _, 1, _, _>(operands, first.after(i, step), step, len, &term, out);
        }
    }
}

#[inline(always)]
fn map_tile<
    const CUBES: usize,
    const STATS: usize,
    const PARAMS: usize,
    const ROWS: usize,
    const STAT_MOVES: bool,
    const PARAM_MOVES: bool,
>(
    operands: Operands<CUBES, STATS, PARAMS, STAT_MOVES, PARAM_MOVES>,
    first: Row,
    step: Row,
    len: usize,
    term: &impl Fn([f32x4; CUBES], [f32x4; STATS], [f32x4; PARAMS]) -> f32x4,
    out: &mut [f32],
) {
    let tile = operands.tile::<ROWS>(std::array::from_fn(|r| first.after(r, step)), len);
    let mut left = &mut out[first.start..];
    let outs: [&mut [f32]; ROWS] = std::array::from_fn(|r| {
        let (row, rest) = std::mem::take(&mut left).split_at_mut(if r + 1 < ROWS { step.start } else { len });
        left = rest;
        &mut row[..len]
    });
    for i in 0..len / FOUR {
        let found: [f32x4; ROWS] = std::array::from_fn(|r| {
            let (cells, stats, params) = tile.load4(r, i);
            term(cells, stats, params)
        });
        for r in 0..ROWS {
            outs[r].as_chunks_mut::<FOUR>().0[i] = found[r].to_array();
        }
    }
    for i in len / FOUR * FOUR..len {
        for r in 0..ROWS {
            let (cells, stats, params) = tile.load1(r, i);
            outs[r][i] = term(cells, stats, params).to_array()[0];
        }
    }
}
