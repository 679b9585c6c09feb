//! The part of the plane that a picture of two-dimensional data shows.

use super::super::choice::DataSet;

/// A rectangle in the data's own units; a `Predictions::Plane` covers it, the first row at the top (`high[1]`).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plane {
    /// Left and bottom.
    pub low: [f32; 2],
    /// Right and top.
    pub high: [f32; 2],
    /// What the two coordinates are called.
    pub names: [&'static str; 2],
}

impl Plane {
    /// The plane of a two-dimensional data set; `None` for images.
    pub fn of(set: DataSet) -> Option<Self> {
        match set {
            DataSet::Digits => None,
            DataSet::Units => {
                Some(Self { low: [0.0, 0.0], high: [50.0, 200_000.0], names: ["age (years)", "distance (km)"] })
            }
            _ => Some(Self { low: [-6.0, -6.0], high: [6.0, 6.0], names: ["x₁", "x₂"] }),
        }
    }

    /// The centre of cell `(row, column)` of a `side` x `side` grid, row 0 at the top.
    pub fn point(&self, row: usize, column: usize, side: usize) -> [f32; 2] {
        let at = |k: usize, axis: usize| {
            self.low[axis] + (self.high[axis] - self.low[axis]) * ((k as f32 + 0.5) / side as f32)
        };
        [at(column, 0), at(side - 1 - row, 1)]
    }
}
