//! Two-dimensional convolution (cross-correlation, as every framework computes it) as a matrix product over unrolled
//! patches, and the global average pool. Activations `[N, C, H, W]`, weights `[O, I / groups, KH, KW]`.

mod direct;
mod patches;

use super::Error;
use super::kernel::matmul::{Mat, matmul};
use super::kernel::sum::sum_rows;
use std::ops::Range;

/// How the kernel moves over the image.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Moves {
    /// Down, across.
    pub stride: [usize; 2],
    /// Zeros around the image: top, left, bottom, right.
    pub pads: [usize; 4],
    /// Distance between the kernel's cells: down, across.
    pub dilation: [usize; 2],
    /// Channel blocks that do not see each other.
    pub groups: usize,
}

impl Default for Moves {
    /// One step at a time, no padding, all channels together.
    fn default() -> Moves {
        Moves { stride: [1, 1], pads: [0; 4], dilation: [1, 1], groups: 1 }
    }
}

impl Moves {
    /// Padded so that a kernel of odd size `k` keeps the image's size.
    pub fn same(k: usize) -> Moves {
        Moves { pads: [k / 2; 4], ..Moves::default() }
    }
}

/// A convolution of known shapes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Conv {
    moves: Moves,
    image: [usize; 3],
    weight: [usize; 4],
    out: [usize; 2],
}

/// Buffers of a convolution, made once.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    patches: Vec<f32>,
    bordered: Vec<f32>,
    product: Vec<f32>,
    packed: direct::Packed,
}

impl Conv {
    /// A convolution of images `[C, H, W]` by weights `[O, C / groups, KH, KW]`.
    pub fn new(moves: Moves, image: [usize; 3], weight: [usize; 4]) -> Result<Conv, Error> {
        let Moves { stride, pads, dilation, groups } = moves;
        let refuse = |name, value: &dyn std::fmt::Debug, reason: &str| Err(Error::new(name, value, reason));
        if groups == 0 || !image[0].is_multiple_of(groups) || !weight[0].is_multiple_of(groups) {
            return refuse("groups", &groups, "must divide the channels in and out");
        }
        if weight[1] * groups != image[0] {
            return refuse("weight", &weight, "does not have the channels of the image");
        }
        if stride.contains(&0) || dilation.contains(&0) || weight.contains(&0) {
            return refuse("stride, dilation and kernel", &(stride, dilation, weight), "must be at least 1");
        }
        let mut out = [0; 2];
        for axis in 0..2 {
            let reach = dilation[axis] * (weight[2 + axis] - 1) + 1;
            match (image[1 + axis] + pads[axis] + pads[axis + 2]).checked_sub(reach) {
                Some(room) => out[axis] = room / stride[axis] + 1,
                None => return refuse("image", &image, "is smaller than the kernel"),
            }
        }
        Ok(Conv { moves, image, weight, out })
    }

    /// The shape of one output image, `[O, H, W]`.
    pub fn out_shape(&self) -> [usize; 3] {
        [self.weight[0], self.out[0], self.out[1]]
    }

    /// The shape of the weights, `[O, C / groups, KH, KW]`.
    pub fn weight_shape(&self) -> [usize; 4] {
        self.weight
    }

    /// `y[n, o, p] = bias[o] + sum over c, kh, kw of weight[o, c, kh, kw] * x[n, c, p + (kh, kw)]`; `bias` may be empty.
    // A gate to the part of the program that is loaded later (`split`).
    #[inline(never)]
    pub fn forward(&self, x: &[f32], weight: &[f32], bias: &[f32], scratch: &mut Scratch, y: &mut [f32]) {
        self.assert_lengths(x, weight, y);
        if self.is_direct() {
            self.forward_direct(x, weight, bias, scratch, y);
        } else {
            self.forward_unrolled(x, weight, bias, scratch, y);
        }
    }

    fn forward_unrolled(&self, x: &[f32], weight: &[f32], bias: &[f32], scratch: &mut Scratch, y: &mut [f32]) {
        let (cells, positions) = (self.patch_cells(), self.positions());
        scratch.patches.resize(cells * self.moves.groups * positions, 0.0);
        for (x, y) in x.chunks_exact(self.image_len()).zip(y.chunks_exact_mut(self.out_len())) {
            self.unroll(x, &mut scratch.bordered, &mut scratch.patches);
            for (channel, bias) in y.chunks_exact_mut(positions).zip(bias) {
                channel.fill(*bias);
            }
            for group in 0..self.moves.groups {
                let patches = Mat::new(&scratch.patches[group * cells * positions..], cells, positions);
                let y = &mut y[self.out_rows(group)];
                matmul(self.group_weights(weight, group), patches, y, !bias.is_empty(), &mut scratch.product);
            }
        }
    }

    /// The gradients for the upstream gradient `dy`, overwritten: `dx` (not computed if absent), `dweight`, and `dbias`
    /// unless empty.
    // A gate to the part of the program that is loaded later (`split`).
    #[inline(never)]
    pub fn backward(&self, (x, weight, dy): (&[f32], &[f32], &[f32]), scratch: &mut Scratch, out: Gradients) {
        self.assert_lengths(x, weight, dy);
        if !out.dbias.is_empty() {
            sum_channels(dy, self.positions(), out.dbias);
        }
        if self.is_direct() {
            self.backward_direct((x, weight, dy), scratch, out);
        } else {
            self.backward_unrolled((x, weight, dy), scratch, out);
        }
    }

    fn backward_unrolled(&self, (x, weight, dy): (&[f32], &[f32], &[f32]), scratch: &mut Scratch, out: Gradients) {
        let (cells, positions) = (self.patch_cells(), self.positions());
        let Gradients { mut dx, dweight, .. } = out;
        scratch.patches.resize(cells * self.moves.groups * positions, 0.0);
        for (n, (x, dy)) in x.chunks_exact(self.image_len()).zip(dy.chunks_exact(self.out_len())).enumerate() {
            self.unroll(x, &mut scratch.bordered, &mut scratch.patches);
            for group in 0..self.moves.groups {
                let patches = Mat::new(&scratch.patches[group * cells * positions..], cells, positions);
                let dy = Mat::new(&dy[self.out_rows(group)], self.group_outs(), positions);
                let dweight = &mut dweight[self.weight_rows(group)];
                matmul(dy, patches.t(), dweight, n > 0, &mut scratch.product);
            }
            if let Some(dx) = dx.as_deref_mut() {
                for group in 0..self.moves.groups {
                    let dy = Mat::new(&dy[self.out_rows(group)], self.group_outs(), positions);
                    let patches = &mut scratch.patches[group * cells * positions..][..cells * positions];
                    matmul(self.group_weights(weight, group).t(), dy, patches, false, &mut scratch.product);
                }
                self.fold(&scratch.patches, &mut scratch.bordered, &mut dx[n * self.image_len()..][..self.image_len()]);
            }
        }
    }

    fn assert_lengths(&self, x: &[f32], weight: &[f32], y: &[f32]) {
        let images = (x.len() / self.image_len(), x.len() % self.image_len());
        assert_eq!(images, (y.len() / self.out_len(), y.len() % self.out_len()), "x and y of {self:?}");
        assert_eq!(weight.len(), self.weight.iter().product(), "weights of {self:?}");
    }

    fn image_len(&self) -> usize {
        self.image.iter().product()
    }

    fn out_len(&self) -> usize {
        self.weight[0] * self.out[0] * self.out[1]
    }

    fn positions(&self) -> usize {
        self.out[0] * self.out[1]
    }

    /// Channels that one group gives.
    fn group_outs(&self) -> usize {
        self.weight[0] / self.moves.groups
    }

    /// Cells of one patch that one group sees.
    fn patch_cells(&self) -> usize {
        self.weight[1] * self.weight[2] * self.weight[3]
    }

    fn out_rows(&self, group: usize) -> Range<usize> {
        let len = self.out_len() / self.moves.groups;
        group * len..(group + 1) * len
    }

    fn weight_rows(&self, group: usize) -> Range<usize> {
        let len = self.group_outs() * self.patch_cells();
        group * len..(group + 1) * len
    }

    fn group_weights<'a>(&self, weight: &'a [f32], group: usize) -> Mat<'a> {
        Mat::new(&weight[self.weight_rows(group)], self.group_outs(), self.patch_cells())
    }
}

/// What the backward pass writes.
#[derive(Debug)]
pub struct Gradients<'a> {
    /// Gradient with respect to the images, if wanted.
    pub dx: Option<&'a mut [f32]>,
    /// Gradient with respect to the weights.
    pub dweight: &'a mut [f32],
    /// Gradient with respect to the bias, or empty.
    pub dbias: &'a mut [f32],
}

/// `sums[c] = sum over n and p of y[n, c, p]`, in f64.
fn sum_channels(y: &[f32], positions: usize, sums: &mut [f32]) {
    let channels = sums.len();
    for (four, sums) in sums.chunks_mut(4).enumerate() {
        let mut totals = [-0.0; 4];
        for y in y.chunks_exact(positions * channels) {
            let rows = four_rows(&y[four * 4 * positions..], positions, sums.len());
            totals.iter_mut().zip(sum_rows(rows)).for_each(|(total, sum)| *total += sum);
        }
        sums.iter_mut().zip(totals).for_each(|(sum, total)| *sum = total as f32);
    }
}

/// `y[n, c] = mean over h, w of x[n, c, h, w]`; `area` is H W.
pub fn global_avg_pool(x: &[f32], area: usize, y: &mut [f32]) {
    assert_eq!(x.len(), y.len() * area, "global average pool over {area} cells");
    for (y, x) in y.chunks_mut(4).zip(x.chunks(4 * area)) {
        let sums = sum_rows(four_rows(x, area, y.len()));
        y.iter_mut().zip(sums).for_each(|(y, sum)| *y = (sum / area as f64) as f32);
    }
}

/// The first `count` rows of `len` numbers; the last stands in for those that four would have more.
fn four_rows(x: &[f32], len: usize, count: usize) -> [&[f32]; 4] {
    std::array::from_fn(|r| &x[r.min(count - 1) * len..][..len])
}

/// `dx[n, c, h, w] = dy[n, c] / area`.
pub fn global_avg_pool_backward(dy: &[f32], area: usize, dx: &mut [f32]) {
    assert_eq!(dx.len(), dy.len() * area, "global average pool over {area} cells");
    for (dx, &dy) in dx.chunks_exact_mut(area).zip(dy) {
        dx.fill(dy / area as f32);
    }
}

#[cfg(test)]
mod tests;
