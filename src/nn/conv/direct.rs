//! A kernel that moves cell by cell over rows of whole vectors: its products read the bordered image where it lies, or pack it
//! at once, so that nothing is unrolled. To the bit what the products of patches give: every chain of additions is the same.

use super::{Conv, Gradients, Scratch};
use crate::kernel::matmul::{COLS, DEPTH, Lines, Mat, ROWS, add_products, added, load_row, pack_lines, tile};
use wide::f32x4;

type Tile = [[f32x4; 2]; ROWS];

/// What the products read and write, made once.
#[derive(Clone, Debug, Default)]
pub struct Packed {
    weight: Vec<f32>,
    cells: Vec<f32>,
    dweight: Vec<f32>,
    starts: Vec<usize>,
    columns: Vec<usize>,
}

/// Products that are added in one turn of a loop. Channels make short sums: of sixteen turns of one product each, every last one
/// came as a surprise to the processor.
const TURN: usize = 8;

/// `start` and the products of packed panels, summed as the product of matrices does.
#[inline(always)]
fn chains(start: Tile, a: &[f32], b: &[f32]) -> Tile {
    let (first, others) = a.split_at(a.len().min(ROWS * DEPTH));
    let (turns, rest) = first.as_chunks::<{ TURN * ROWS }>();
    let (b_turns, b_rest) = b.split_at(turns.len() * TURN * COLS);
    let mut sums = start;
    for (a, b) in turns.iter().zip(b_turns.as_chunks::<{ TURN * COLS }>().0) {
        for k in 0..TURN {
            let cells = load_row(&b[k * COLS..(k + 1) * COLS]);
            add_products(&mut sums, std::array::from_fn(|r| a[k * ROWS + r]), &cells);
        }
    }
    let sums = if rest.is_empty() { sums } else { tile(rest, b_rest, sums) };
    if others.is_empty() { sums } else { more_chains(sums, others, &b[COLS * DEPTH..]) }
}

/// What is longer than one sum.
#[inline(never)]
fn more_chains(sums: Tile, a: &[f32], b: &[f32]) -> Tile {
    let blocks = a.chunks(ROWS * DEPTH).zip(b.chunks(COLS * DEPTH));
    blocks.fold(sums, |sums, (a, b)| added(sums, tile(a, b, Tile::default())))
}

fn store_eight(eight: [f32x4; 2], x: &mut [f32]) {
    x[..4].copy_from_slice(eight[0].as_array());
    x[4..COLS].copy_from_slice(eight[1].as_array());
}

/// `len` numbers of any value.
fn room(buffer: &mut Vec<f32>, len: usize) -> &mut [f32] {
    buffer.resize(len.max(buffer.len()), 0.0);
    &mut buffer[..len]
}

impl Conv {
    /// Whether these functions serve; the positions of an image are one sum.
    pub(super) fn is_direct(&self) -> bool {
        self.moves.stride == [1, 1] && self.out[1].is_multiple_of(COLS) && self.positions() <= DEPTH
    }

    /// From the first output to the one at `position`: how much further on the bordered image is read.
    fn place(&self, position: usize) -> usize {
        position / self.out[1] * self.bordered_width() + position % self.out[1]
    }

    /// As [`Conv::forward`].
    pub(super) fn forward_direct(&self, x: &[f32], weight: &[f32], bias: &[f32], scratch: &mut Scratch, y: &mut [f32]) {
        let (cells, outs, positions) = (self.patch_cells(), self.group_outs(), self.positions());
        let Scratch { bordered, packed: Packed { weight: weights, cells: eights, starts, .. }, .. } = scratch;
        starts.clear();
        starts.extend(self.starts());
        let size = outs.next_multiple_of(ROWS) * cells;
        let (weights, eights) = (room(weights, size * self.moves.groups), room(eights, COLS * cells));
        for (group, packed) in weights.chunks_exact_mut(size).enumerate() {
            pack_lines::<ROWS>(Lines::rows(&self.group_weights(weight, group), 0, outs, 0), cells, packed);
        }
        for (x, y) in x.chunks_exact(self.image_len()).zip(y.chunks_exact_mut(self.out_len())) {
            self.enclose(x, bordered);
            for (group, weights) in weights.chunks_exact(size).enumerate() {
                let (starts, bias) = (&starts[group * cells..][..cells], bias.get(group * outs..).unwrap_or_default());
                let y = &mut y[self.out_rows(group)];
                for at in (0..positions).step_by(COLS) {
                    let image = &bordered[self.place(at)..];
                    for (eight, start) in eights.chunks_exact_mut(COLS).zip(starts) {
                        store_eight(load_row(&image[*start..]), eight);
                    }
                    multiply(weights, eights, bias, positions, &mut y[at..]);
                }
            }
        }
    }

    /// As [`Conv::backward`], without the bias.
    pub(super) fn backward_direct(
        &self,
        (x, weight, dy): (&[f32], &[f32], &[f32]),
        scratch: &mut Scratch,
        out: Gradients,
    ) {
        let (cells, outs, positions) = (self.patch_cells(), self.group_outs(), self.positions());
        let Gradients { mut dx, dweight, .. } = out;
        let Scratch { bordered, packed, .. } = scratch;
        let [wide, size] = [outs.next_multiple_of(COLS), self.packed_columns() * outs];
        packed.starts.clear();
        packed.starts.extend(self.starts());
        packed.columns.clear();
        for starts in packed.starts.chunks_exact(cells) {
            let columns = (0..self.weight[3]).flat_map(|column| starts.iter().skip(column).step_by(self.weight[3]));
            packed.columns.extend(columns);
        }
        let weights = room(&mut packed.weight, size * self.moves.groups);
        for (group, packed) in weights.chunks_exact_mut(size).enumerate() {
            self.pack_columns(&weight[self.weight_rows(group)], packed);
        }
        let dweights = room(&mut packed.dweight, wide * cells * self.moves.groups);
        dweights.fill(0.0);
        let eights = room(&mut packed.cells, wide * positions);
        for (n, (x, dy)) in x.chunks_exact(self.image_len()).zip(dy.chunks_exact(self.out_len())).enumerate() {
            let dy = |group: usize| Mat::new(&dy[self.out_rows(group)], outs, positions);
            self.enclose(x, bordered);
            for (group, dweights) in dweights.chunks_exact_mut(wide * cells).enumerate() {
                pack_lines::<COLS>(Lines::rows(&dy(group), 0, outs, 0), positions, eights);
                self.add_dweight(bordered, &packed.starts[group * cells..][..cells], eights, dweights);
            }
            if let Some(dx) = dx.as_deref_mut() {
                self.border(bordered);
                for (group, weights) in weights.chunks_exact(size).enumerate() {
                    let eights = &mut eights[..outs * positions];
                    pack_lines::<COLS>(Lines::columns(&dy(group), 0, positions, 0), outs, eights);
                    self.add_dx(weights, eights, &packed.columns[group * cells..][..cells], bordered);
                }
                self.cut_out(bordered, &mut dx[n * self.image_len()..][..self.image_len()]);
            }
        }
        for (group, dweights) in dweights.chunks_exact(wide * cells).enumerate() {
            for (out, dweight) in dweight[self.weight_rows(group)].chunks_exact_mut(cells).enumerate() {
                let turned = dweights[out / COLS * COLS * cells + out % COLS..].iter().step_by(COLS);
                dweight.iter_mut().zip(turned).for_each(|(dweight, turned)| *dweight = *turned);
            }
        }
    }

    /// Adds one image's part to the gradient of a group's weights. `dy` is in panels of eight outputs, `[positions, 8]`, and
    /// `dweight` as well, `[cells, 8]`.
    #[inline(never)]
    fn add_dweight(&self, bordered: &[f32], starts: &[usize], dy: &[f32], dweight: &mut [f32]) {
        let outs = dy.chunks_exact(self.positions() * COLS);
        for (dy, dweight) in outs.zip(dweight.chunks_exact_mut(starts.len() * COLS)) {
            for first in (0..starts.len()).step_by(ROWS) {
                // Where fewer are left, the last one stands in for the others.
                let cells: [usize; ROWS] = std::array::from_fn(|r| (first + r).min(starts.len() - 1));
                let start = cells.map(|cell| load_row(&dweight[cell * COLS..]));
                let sums = self.correlate(start, cells.map(|cell| &bordered[starts[cell]..]), dy);
                cells.iter().zip(sums).for_each(|(cell, sums)| store_eight(sums, &mut dweight[cell * COLS..]));
            }
        }
    }

    /// `start` and the sums over all positions of a cell's value times eight outputs' gradients, for four cells whose values lie
    /// in `images`.
    #[inline(always)]
    fn correlate(&self, start: Tile, images: [&[f32]; ROWS], dy: &[f32]) -> Tile {
        let (columns, step) = (self.out[1], self.bordered_width());
        let mut sums = start;
        for (row, dy) in dy.chunks_exact(columns * COLS).enumerate() {
            let lines = images.map(|image| &image[row * step..][..columns]);
            for (eight, dy) in dy.as_chunks::<{ COLS * COLS }>().0.iter().enumerate() {
                let lines: [&[f32; COLS]; ROWS] = lines.map(|line| &line.as_chunks().0[eight]);
                for position in 0..COLS {
                    let dy = load_row(&dy[position * COLS..(position + 1) * COLS]);
                    add_products(&mut sums, lines.map(|line| line[position]), &dy);
                }
            }
        }
        sums
    }

    /// Weights of one column of the kernel, of one group and output.
    fn column_len(&self) -> usize {
        self.weight[1] * self.weight[2]
    }

    /// The same of all columns, each in whole panels.
    fn packed_columns(&self) -> usize {
        self.column_len().next_multiple_of(ROWS) * self.weight[3]
    }

    /// A group's weights in panels of four from one column of the kernel, `[O, 4]`: no two of them meet the same cell.
    fn pack_columns(&self, weight: &[f32], packed: &mut [f32]) {
        let (kw, outs, len) = (self.weight[3], self.group_outs(), self.column_len());
        for (column, packed) in packed.chunks_exact_mut(len.next_multiple_of(ROWS) * outs).enumerate() {
            let data = &weight[column..];
            let columns = Mat { data, rows: outs, cols: len, row_stride: self.patch_cells(), col_stride: kw };
            pack_lines::<ROWS>(Lines::columns(&columns, 0, len, 0), outs, packed);
        }
    }

    /// Adds what one group gives to the gradient of an image within its border; `dy` is in panels of eight positions. Every
    /// cell has its terms in the order of the weights: the later position meets the earlier weight.
    fn add_dx(&self, weights: &[f32], dy: &[f32], starts: &[usize], bordered: &mut [f32]) {
        let (outs, len) = (self.group_outs(), self.column_len());
        for (eight, dy) in dy.chunks_exact(outs * COLS).enumerate().rev() {
            let image = &mut bordered[self.place(eight * COLS)..];
            let columns = weights.chunks_exact(len.next_multiple_of(ROWS) * outs);
            for (weights, starts) in columns.zip(starts.chunks_exact(len)) {
                add_rows(weights, dy, starts, image);
            }
        }
    }
}

/// Adds `weights dy` to the rows of eight of the image that begin at `starts`.
#[inline(never)]
fn add_rows(weights: &[f32], dy: &[f32], starts: &[usize], image: &mut [f32]) {
    for (starts, weights) in starts.chunks(ROWS).zip(weights.chunks_exact(dy.len() / COLS * ROWS)) {
        let sums = chains(Tile::default(), weights, dy);
        for (start, sums) in starts.iter().zip(sums) {
            let image = &mut image[*start..][..COLS];
            let [low, high] = load_row(image);
            store_eight([low + sums[0], high + sums[1]], image);
        }
    }
}

/// `y = bias + weights cells` for eight cells of every output, the rows of y `step` apart.
#[inline(never)]
fn multiply(weights: &[f32], cells: &[f32], bias: &[f32], step: usize, y: &mut [f32]) {
    let panel = cells.len() / COLS * ROWS;
    let rows = y.len().div_ceil(step);
    for (first, weights) in (0..rows).step_by(ROWS).zip(weights.chunks_exact(panel)) {
        let start = std::array::from_fn(|r| [f32x4::splat(bias.get(first + r).copied().unwrap_or(0.0)); 2]);
        let sums = chains(start, weights, cells);
        for r in 0..ROWS {
            if first + r < rows {
                store_eight(sums[r], &mut y[(first + r) * step..][..COLS]);
            }
        }
    }
}
