//! Products so small that packing `a` would cost more than the arithmetic: networks of a few units.

use super::{COLS, DEPTH, Mat, ROWS, Start, add_products, added, store_part_tile, store_tile};
use crate::kernel::math::{load, load_part};
use std::ops::Range;
use wide::f32x4;

/// The most multiplications for which this way is the faster.
pub const LIMIT: usize = 2048;

/// The same chains as everywhere. `a`, whose rows or columns must lie in one piece each, is read where it lies, and so is
/// `b` where its columns are side by side.
#[inline(never)]
pub fn product(a: Mat, b: Mat, c: &mut [f32], start: Start, scratch: &mut Vec<f32>) {
    let (k, n) = (a.cols, b.cols);
    if scratch.len() < COLS * k {
        scratch.resize(COLS * k, 0.0);
    }
    let (mut column, packed) = (0, &mut scratch[..COLS * k]);
    while n - column >= COLS {
        strip::<2>(&a, &b, [column, COLS], packed, Target { c, n, column, columns: COLS, start });
        column += COLS;
    }
    while column < n {
        let columns = ROWS.min(n - column);
        strip::<1>(&a, &b, [column, columns], packed, Target { c, n, column, columns, start });
        column += columns;
    }
}

/// Where a strip writes.
struct Target<'a> {
    c: &'a mut [f32],
    n: usize,
    column: usize,
    columns: usize,
    start: Start<'a>,
}

/// Columns of `b` that lie side by side: row k starts at `data[k * stride]`.
#[derive(Clone, Copy)]
struct Panel<'a> {
    data: &'a [f32],
    stride: usize,
    /// Whether there are as many columns as vectors hold.
    full: bool,
}

impl Panel<'_> {
    /// Row k. Unless it is full: what is read past them does not count, and past the end of the data it is 0.
    #[inline(always)]
    fn row<const V: usize>(&self, k: usize) -> [f32x4; V] {
        let row = &self.data[k * self.stride..];
        if self.full || row.len() >= 4 * V {
            let row = &row[..4 * V];
            std::array::from_fn(|v| load(&row[4 * v..4 * v + 4]))
        } else {
            std::array::from_fn(|v| load_part(row.get(4 * v..).unwrap_or_default()))
        }
    }
}

/// All rows against `columns` columns, at most `4 V`, from `column` on.
#[inline(always)]
fn strip<const V: usize>(a: &Mat, b: &Mat, [column, columns]: [usize; 2], packed: &mut [f32], mut target: Target) {
    let panel = if b.col_stride == 1 {
        Panel { data: &b.data[column..], stride: b.row_stride, full: columns == 4 * V }
    } else {
        copy_columns::<V>(b, column, columns, packed);
        Panel { data: packed, stride: 4 * V, full: true }
    };
    let mut row = 0;
    while a.rows - row >= ROWS {
        rows::<ROWS, V>(a, row, panel, &mut target);
        row += ROWS;
    }
    if a.rows - row >= 2 {
        rows::<2, V>(a, row, panel, &mut target);
        row += 2;
    }
    if row < a.rows {
        rows::<1, V>(a, row, panel, &mut target);
    }
}

/// `R` whole rows from `row` on.
#[inline(always)]
fn rows<const R: usize, const V: usize>(a: &Mat, row: usize, panel: Panel, target: &mut Target) {
    let Target { column, columns, n, start, .. } = *target;
    let c = &mut target.c[row * n + column..];
    let whole = columns == 4 * V;
    let mut sums = if whole { start.tile::<R, V>(c, column, n) } else { start.part_tile(c, column, [R, columns], n) };
    chain(&mut sums, a, row, panel, 0..a.cols.min(DEPTH));
    for from in (DEPTH..a.cols).step_by(DEPTH) {
        let mut next = [[f32x4::ZERO; V]; R];
        chain(&mut next, a, row, panel, from..a.cols.min(from + DEPTH));
        sums = added(sums, next);
    }
    if whole { store_tile(sums, c, n) } else { store_part_tile(sums, c, [R, columns], n) }
}

/// Adds the products of `depth`, one after the other.
#[inline(always)]
fn chain<const R: usize, const V: usize>(
    sums: &mut [[f32x4; V]; R],
    a: &Mat,
    row: usize,
    panel: Panel,
    depth: Range<usize>,
) {
    if a.col_stride == 1 {
        let lines: [&[f32]; R] = std::array::from_fn(|i| &a.data[(row + i) * a.row_stride..][..a.cols]);
        for k in depth {
            add_products(sums, lines.map(|line| line[k]), &panel.row::<V>(k));
        }
    } else {
        for k in depth {
            let column = &a.data[row + k * a.col_stride..][..R];
            add_products(sums, std::array::from_fn(|i| column[i]), &panel.row::<V>(k));
        }
    }
}

/// `columns` columns from `column` on, row by row. A column that is missing is a copy of the last.
#[inline(always)]
fn copy_columns<const V: usize>(b: &Mat, column: usize, columns: usize, panel: &mut [f32]) {
    let at: [[usize; 4]; V] =
        std::array::from_fn(|v| std::array::from_fn(|l| (column + (4 * v + l).min(columns - 1)) * b.col_stride));
    for (k, cells) in panel.chunks_exact_mut(4 * V).take(b.rows).enumerate() {
        for (cell, at) in cells.iter_mut().zip(at.as_flattened()) {
            *cell = b.data[at + k * b.row_stride];
        }
    }
}
