//! Products so small that packing `a` would cost more than the arithmetic: networks of a few units.

use super::{Mat, ROWS, Start, store_part_tile, store_tile};
use crate::kernel::math::load;
use wide::f32x4;

/// The most multiplications for which this way is the faster.
pub const LIMIT: usize = 2048;

/// The same chains as everywhere, with `a` read where it lies.
pub fn product(a: Mat, b: Mat, c: &mut [f32], start: Start, scratch: &mut Vec<f32>) {
    let (m, k, n) = (a.rows, a.cols, b.cols);
    if scratch.len() < ROWS * k {
        scratch.resize(ROWS * k, 0.0);
    }
    for column in (0..n).step_by(ROWS) {
        let columns = ROWS.min(n - column);
        let panel = &mut scratch[..ROWS * k];
        pack(&b, column, columns, panel);
        for row in (0..m).step_by(ROWS) {
            let rows = ROWS.min(m - row);
            let c = &mut c[row * n + column..];
            if rows == ROWS && columns == ROWS {
                store_tile(tile(&a, row, rows, panel, start.tile(c, column, n)), c, n);
            } else {
                let part = [rows, columns];
                store_part_tile(tile(&a, row, rows, panel, start.part_tile(c, column, part, n)), c, part, n);
            }
        }
    }
}

/// Four columns from `column` on, row by row. A column that is missing is a copy of the last.
#[inline(always)]
fn pack(b: &Mat, column: usize, columns: usize, panel: &mut [f32]) {
    let at: [usize; ROWS] = std::array::from_fn(|l| (column + l.min(columns - 1)) * b.col_stride);
    for (k, cells) in panel.chunks_exact_mut(ROWS).enumerate() {
        for (cell, at) in cells.iter_mut().zip(at) {
            *cell = b.data[at + k * b.row_stride];
        }
    }
}

/// Four rows from `row` on; a row that is missing is computed as a copy of the last and not kept.
#[inline(always)]
fn tile(a: &Mat, row: usize, rows: usize, b: &[f32], start: [[f32x4; 1]; ROWS]) -> [[f32x4; 1]; ROWS] {
    let at: [usize; ROWS] = std::array::from_fn(|i| (row + i.min(rows - 1)) * a.row_stride);
    let mut sums = start;
    for (k, b) in b.chunks_exact(ROWS).enumerate() {
        let (columns, k) = (load(b), k * a.col_stride);
        for (sum, at) in sums.iter_mut().zip(at) {
            sum[0] += f32x4::splat(a.data[at + k]) * columns;
        }
    }
    sums
}
