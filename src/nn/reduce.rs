//! Which cells of an `[N, C, H, W]` cube share one statistic: the set S_i of Wu & He 2018, section 3.1. The
//! mathematics sums by it, the cube view colours by it and the captions print it; no other file decides it.

use super::Error;
pub use rows::{Row, Rows, Runs};

mod rows;

/// One axis of the activation cube `[N, C, H, W]`, or of the weight cube `[O, I, KH, KW]` read in the same places.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Axis {
    /// The examples of the batch; the output units of a weight cube.
    N,
    /// The channels, or units of a dense layer; the input units of a weight cube.
    C,
    /// The height of the image or kernel.
    H,
    /// The width of the image or kernel.
    W,
}

impl Axis {
    /// The four axes, in memory order.
    pub const ALL: [Axis; 4] = [Axis::N, Axis::C, Axis::H, Axis::W];
}

/// A set of axes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct AxisSet(u8);

impl AxisSet {
    /// The set of the axes listed.
    pub const fn new(axes: &[Axis]) -> AxisSet {
        let mut bits = 0;
        let mut i = 0;
        while i < axes.len() {
            bits |= 1 << axes[i] as u8;
            i += 1;
        }
        AxisSet(bits)
    }

    /// Whether `axis` is in the set.
    pub const fn contains(self, axis: Axis) -> bool {
        self.0 >> axis as u8 & 1 == 1
    }
}

impl std::fmt::Display for AxisSet {
    /// `N, H, W`
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let members = Axis::ALL.iter().filter(|&&axis| self.contains(axis));
        for (i, axis) in members.enumerate() {
            write!(f, "{}{axis:?}", if i == 0 { "" } else { ", " })?;
        }
        Ok(())
    }
}

/// The axes that one statistic runs over. If C is among them, the channels are first cut into `groups` blocks of
/// consecutive channels, each with its own statistic (Wu & He 2018, equation 7).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Reduction {
    /// The axes averaged over.
    pub axes: AxisSet,
    /// The number of channel blocks; 1 where C is not reduced.
    pub groups: usize,
}

impl Reduction {
    /// The reduction over `axes` with the channels in one block.
    pub const fn over(axes: &[Axis]) -> Reduction {
        Reduction { axes: AxisSet::new(axes), groups: 1 }
    }

    /// Refuses a group count that does not divide the channels of `shape`.
    pub fn check(&self, shape: [usize; 4]) -> Result<(), Error> {
        if self.groups == 0 || !shape[1].is_multiple_of(self.groups) {
            return Err(Error::new("groups", self.groups, format!("does not divide the {} channels", shape[1])));
        }
        Ok(())
    }

    /// The number of the statistic that the cell `at` of a cube of `shape` belongs to: the kept coordinates in row-major
    /// order, with the channel's block in place of a reduced channel.
    ///
    /// ```
    /// use unit_variance_nn::reduce::{Axis, Reduction};
    /// // Group normalization: 4 channels in 2 groups, so channels 2 and 3 of example 1 share statistic 3.
    /// let group = Reduction { groups: 2, ..Reduction::over(&[Axis::C, Axis::H, Axis::W]) };
    /// assert_eq!(group.stat_of([2, 4, 5, 5], [1, 2, 0, 4]), 3);
    /// assert_eq!(group.stat_of([2, 4, 5, 5], [1, 3, 4, 1]), 3);
    /// assert_eq!(group.stat_count([2, 4, 5, 5]), 4);
    /// ```
    pub fn stat_of(&self, shape: [usize; 4], at: [usize; 4]) -> usize {
        let (split, strides) = (self.split(shape), self.stat_strides(shape));
        let block = split[2].max(1);
        let at = [at[0], at[1] / block, at[1] % block, at[2], at[3]];
        at.iter().zip(strides).map(|(i, stride)| i * stride).sum()
    }

    /// How many statistics a cube of `shape` has.
    pub fn stat_count(&self, shape: [usize; 4]) -> usize {
        let reduced = self.reduced();
        self.split(shape).iter().zip(reduced).map(|(&len, reduced)| if reduced { 1 } else { len }).product()
    }

    /// How many cells each statistic of a cube of `shape` has.
    pub fn cells_per_stat(&self, shape: [usize; 4]) -> usize {
        let reduced = self.reduced();
        self.split(shape).iter().zip(reduced).map(|(&len, reduced)| if reduced { len } else { 1 }).product()
    }

    /// The cube with C cut in two: `[N, group, channel within the group, H, W]`.
    fn split(&self, [n, c, h, w]: [usize; 4]) -> [usize; 5] {
        let groups = if self.axes.contains(Axis::C) { self.groups } else { c };
        assert!(groups > 0 && c.is_multiple_of(groups), "{c} channels cannot be cut into {groups} equal groups");
        [n, groups, c / groups, h, w]
    }

    /// Which of the five axes of `split` are averaged over. A group always keeps its own statistic.
    fn reduced(&self) -> [bool; 5] {
        let axes = self.axes;
        [axes.contains(Axis::N), false, true, axes.contains(Axis::H), axes.contains(Axis::W)]
    }

    fn stat_strides(&self, shape: [usize; 4]) -> [usize; 5] {
        let reduced = self.reduced();
        strides(self.split(shape), std::array::from_fn(|i| !reduced[i]))
    }

    /// The cube as rows of memory in which the statistic and a parameter index (see [`Affine`]) are either constant or
    /// advance by one from cell to cell.
    pub fn rows(&self, shape: [usize; 4], param: Affine) -> Rows {
        let split = self.split(shape);
        let params = match param {
            Affine::None => [0; 5],
            Affine::PerChannel => strides(split, [false, true, true, false, false]),
            Affine::PerElement => strides(split, self.element()),
        };
        Rows::new(split, self.stat_strides(shape), params)
    }

    /// How many parameters `param` has for a cube of `shape`.
    pub fn param_count(&self, shape: [usize; 4], param: Affine) -> usize {
        match param {
            Affine::None => 0,
            Affine::PerChannel => shape[1],
            Affine::PerElement => {
                self.split(shape).iter().zip(self.element()).map(|(&len, on)| if on { len } else { 1 }).product()
            }
        }
    }

    /// The axes along which an element-wise parameter varies: the reduced ones, all channels included.
    fn element(&self) -> [bool; 5] {
        let mut on = self.reduced();
        on[1] = self.axes.contains(Axis::C);
        on[2] = on[1];
        on
    }
}

/// What a learned parameter is one per.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Affine {
    /// There is no parameter.
    None,
    /// One per channel.
    PerChannel,
    /// One per cell of the reduced axes (`normalized_shape` in PyTorch).
    PerElement,
}

/// Row-major strides over the axes that are `on`, 0 elsewhere.
fn strides(lens: [usize; 5], on: [bool; 5]) -> [usize; 5] {
    let mut out = [0; 5];
    let mut step = 1;
    for i in (0..5).rev() {
        if on[i] {
            out[i] = step;
            step *= lens[i];
        }
    }
    out
}

#[cfg(test)]
mod tests;
