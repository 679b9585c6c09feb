//! Packing: the rows of `a` or the columns of `b` that a register tile needs together, side by side in memory.

use super::super::math::load;
use super::Mat;
use wide::f32x4;

/// Some rows or columns of a matrix, from a depth on: element k of line l is `data[l * line + k * step]`.
pub struct Lines<'a> {
    data: &'a [f32],
    count: usize,
    line: usize,
    step: usize,
}

impl<'a> Lines<'a> {
    /// Rows `first..first + count` of `a`, from column `from` on.
    pub fn rows(a: &Mat<'a>, first: usize, count: usize, from: usize) -> Lines<'a> {
        let (line, step) = (a.row_stride, a.col_stride);
        Lines { data: a.data.get(first * line + from * step..).unwrap_or_default(), count, line, step }
    }

    /// Columns `first..first + count` of `b`, from row `from` on.
    pub fn columns(b: &Mat<'a>, first: usize, count: usize, from: usize) -> Lines<'a> {
        let (line, step) = (b.col_stride, b.row_stride);
        Lines { data: b.data.get(first * line + from * step..).unwrap_or_default(), count, line, step }
    }
}

/// Writes the lines in panels of `W`: panel p holds, for k = 0, 1, …, element k of lines `p W .. p W + W`. Lines that
/// are missing in the last panel read as 0.
pub fn pack_lines<const W: usize>(lines: Lines, depth: usize, packed: &mut [f32]) {
    let full = lines.count / W;
    let (panels, last) = packed.split_at_mut(full * W * depth);
    if lines.line == 1 {
        interleave::<W>(&lines, depth, panels);
    } else if lines.step == 1 {
        for (panel, packed) in panels.chunks_exact_mut(W * depth).enumerate() {
            transpose::<W>(&lines.data[panel * W * lines.line..], lines.line, depth, packed);
        }
    } else {
        for (panel, packed) in panels.chunks_exact_mut(W * depth).enumerate() {
            gather::<W>(&lines.data[panel * W * lines.line..], W, &lines, packed);
        }
    }
    if lines.count > full * W {
        let data = &lines.data[full * W * lines.line..];
        gather::<W>(data, lines.count - full * W, &lines, &mut last[..W * depth]);
    }
}

/// Lines side by side: element k of all of them lies in one piece, which is dealt out to the panels.
fn interleave<const W: usize>(lines: &Lines, depth: usize, panels: &mut [f32]) {
    let (width, size) = (lines.count / W * W, W * depth);
    for k in 0..depth {
        let row = &lines.data[k * lines.step..][..width];
        for (packed, part) in panels.chunks_exact_mut(size).zip(row.chunks_exact(W)) {
            packed[k * W..k * W + W].copy_from_slice(part);
        }
    }
}

/// Lines that each lie in one piece: four by four, turned in registers.
fn transpose<const W: usize>(data: &[f32], line: usize, depth: usize, packed: &mut [f32]) {
    for quad in 0..W / 4 {
        let at: [&[f32]; 4] = std::array::from_fn(|i| &data[(quad * 4 + i) * line..][..depth]);
        let mut k = 0;
        for packed in packed.chunks_exact_mut(4 * W) {
            let turned = f32x4::transpose(at.map(|line| load(&line[k..k + 4])));
            for (row, part) in packed.chunks_exact_mut(W).zip(turned) {
                row[quad * 4..quad * 4 + 4].copy_from_slice(part.as_array());
            }
            k += 4;
        }
        for (row, k) in packed[k * W..].chunks_exact_mut(W).zip(k..) {
            for (cell, line) in row[quad * 4..quad * 4 + 4].iter_mut().zip(at) {
                *cell = line[k];
            }
        }
    }
}

/// Any strides, and panels that are not full.
fn gather<const W: usize>(data: &[f32], count: usize, lines: &Lines, packed: &mut [f32]) {
    packed.fill(0.0);
    for l in 0..count {
        for (k, packed) in packed.chunks_exact_mut(W).enumerate() {
            packed[l] = data[l * lines.line + k * lines.step];
        }
    }
}
