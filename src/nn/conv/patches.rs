//! Unrolling an image into patches, and adding patches back into an image, by way of a copy with its border of zeros:
//! there every row of every patch is one run of equal length.

use super::{Conv, Moves};

impl Conv {
    /// The patches as a matrix `[C * KH * KW, OH * OW]`: row by row the cells that one weight meets.
    pub(super) fn unroll(&self, x: &[f32], bordered: &mut Vec<f32>, patches: &mut [f32]) {
        self.enclose(x, bordered);
        let (step, across) = (self.moves.stride[0] * self.bordered_width(), self.moves.stride[1]);
        let [rows, columns] = self.out;
        for (cells, start) in patches.chunks_exact_mut(rows * columns).zip(self.starts()) {
            let image = &bordered[start..];
            match (columns, across) {
                (8, 1) => copy_rows::<8>(image, step, cells),
                (16, 1) => copy_rows::<16>(image, step, cells),
                (_, 1) => {
                    for (row, cells) in cells.chunks_exact_mut(columns).enumerate() {
                        cells.copy_from_slice(&image[row * step..][..columns]);
                    }
                }
                _ => {
                    for (row, cells) in cells.chunks_exact_mut(columns).enumerate() {
                        let image = image[row * step..].iter().step_by(across);
                        cells.iter_mut().zip(image).for_each(|(cell, x)| *cell = *x);
                    }
                }
            }
        }
    }

    /// The transpose of `unroll`: every patch cell is added to the image cell that it came from.
    pub(super) fn fold(&self, patches: &[f32], bordered: &mut Vec<f32>, dx: &mut [f32]) {
        self.border(bordered);
        let (step, across) = (self.moves.stride[0] * self.bordered_width(), self.moves.stride[1]);
        let [rows, columns] = self.out;
        for (cells, start) in patches.chunks_exact(rows * columns).zip(self.starts()) {
            let image = &mut bordered[start..];
            match (columns, across) {
                (8, 1) => add_rows::<8>(cells, image, step),
                (16, 1) => add_rows::<16>(cells, image, step),
                _ => {
                    for (row, cells) in cells.chunks_exact(columns).enumerate() {
                        let image = image[row * step..].iter_mut().step_by(across);
                        image.zip(cells).for_each(|(dx, d)| *dx += d);
                    }
                }
            }
        }
        self.cut_out(bordered, dx);
    }

    /// An image within its border.
    pub(super) fn enclose(&self, x: &[f32], bordered: &mut Vec<f32>) {
        self.border(bordered);
        let [_, height, width] = self.image;
        for (row, x) in x.chunks_exact(width).enumerate() {
            bordered[self.inside(row / height, row % height)..][..width].copy_from_slice(x);
        }
    }

    /// An image without its border.
    pub(super) fn cut_out(&self, bordered: &[f32], x: &mut [f32]) {
        let [_, height, width] = self.image;
        for (row, x) in x.chunks_exact_mut(width).enumerate() {
            x.copy_from_slice(&bordered[self.inside(row / height, row % height)..][..width]);
        }
    }

    /// Zeros for one image and its border, `[C, top + H + bottom, left + W + right]`.
    pub(super) fn border(&self, bordered: &mut Vec<f32>) {
        bordered.clear();
        bordered.resize(self.image[0] * self.bordered_height() * self.bordered_width(), 0.0);
    }

    fn bordered_height(&self) -> usize {
        self.image[1] + self.moves.pads[0] + self.moves.pads[2]
    }

    pub(super) fn bordered_width(&self) -> usize {
        self.image[2] + self.moves.pads[1] + self.moves.pads[3]
    }

    /// Where an image row starts within the border.
    fn inside(&self, channel: usize, row: usize) -> usize {
        let [top, left, ..] = self.moves.pads;
        (channel * self.bordered_height() + top + row) * self.bordered_width() + left
    }

    /// For every weight `(c, i, j)` in order, the bordered cell that it meets for the first output.
    pub(super) fn starts(&self) -> impl Iterator<Item = usize> + use<> {
        let conv = *self;
        (0..conv.image[0] * conv.weight[2] * conv.weight[3]).map(move |weight| conv.start(weight))
    }

    /// The same for one weight.
    pub(super) fn start(&self, weight: usize) -> usize {
        let ([_, _, kh, kw], Moves { dilation, .. }) = (self.weight, self.moves);
        let (c, i, j) = (weight / (kh * kw), weight / kw % kh, weight % kw);
        (c * self.bordered_height() + i * dilation[0]) * self.bordered_width() + j * dilation[1]
    }
}

/// Rows of a length that is known when compiling: a few vector moves each, where an open length is a call.
fn copy_rows<const W: usize>(image: &[f32], step: usize, cells: &mut [f32]) {
    for (row, cells) in cells.chunks_exact_mut(W).enumerate() {
        cells.copy_from_slice(&image[row * step..row * step + W]);
    }
}

fn add_rows<const W: usize>(cells: &[f32], image: &mut [f32], step: usize) {
    for (row, cells) in cells.chunks_exact(W).enumerate() {
        let image = &mut image[row * step..row * step + W];
        image.iter_mut().zip(cells).for_each(|(dx, d)| *dx += d);
    }
}
