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
            if across == 1 {
                copy_rows((image, step), (cells, columns), columns);
                continue;
            }
            for (row, cells) in cells.chunks_exact_mut(columns).enumerate() {
                let image = image[row * step..].iter().step_by(across);
                cells.iter_mut().zip(image).for_each(|(cell, x)| *cell = *x);
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
        for (channel, x) in x.chunks_exact(height * width).enumerate() {
            let image = &mut bordered[self.inside(channel)..];
            copy_rows((x, width), (image, self.bordered_width()), width);
        }
    }

    /// An image without its border.
    pub(super) fn cut_out(&self, bordered: &[f32], x: &mut [f32]) {
        let [_, height, width] = self.image;
        for (channel, x) in x.chunks_exact_mut(height * width).enumerate() {
            copy_rows((&bordered[self.inside(channel)..], self.bordered_width()), (x, width), width);
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

    /// Where a channel's image starts within the border.
    fn inside(&self, channel: usize) -> usize {
        let [top, left, ..] = self.moves.pads;
        (channel * self.bordered_height() + top) * self.bordered_width() + left
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

/// Copies rows of `len`; those of either side are so far apart.
fn copy_rows((from, step): (&[f32], usize), (to, to_step): (&mut [f32], usize), len: usize) {
    let rows = from.chunks(step).zip(to.chunks_mut(to_step));
    // A length that is known when compiling takes a few vector moves, where an open length is a call.
    match len {
        8 => rows.for_each(|(from, to)| to[..8].copy_from_slice(&from[..8])),
        16 => rows.for_each(|(from, to)| to[..16].copy_from_slice(&from[..16])),
        _ => rows.for_each(|(from, to)| to[..len].copy_from_slice(&from[..len])),
    }
}

fn add_rows<const W: usize>(cells: &[f32], image: &mut [f32], step: usize) {
    for (row, cells) in cells.chunks_exact(W).enumerate() {
        let image = &mut image[row * step..row * step + W];
        image.iter_mut().zip(cells).for_each(|(dx, d)| *dx += d);
    }
}
