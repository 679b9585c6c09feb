//! How inputs move, how the cost lies along the gradient, and what the layers' updates do to each other, as numbers.

/// Steps between two measurements.
pub const STRIDE: u32 = 20;
/// How far along the gradient the cost is looked at.
pub const RATES: [f32; 5] = [0.05, 0.1, 0.2, 0.4, 0.8];

/// What is measured at one step.
#[derive(Clone, Debug, PartialEq)]
pub struct Measured {
    /// Updates done.
    pub step: u32,
    /// Share of the held-out examples that are right.
    pub accuracy: f32,
    /// How far the mean of what a unit's activation function reads has moved since the last measurement, the mean over all
    /// units of the root mean square over layers; NaN at the first.
    pub moved_mean: f32,
    /// The same of its standard deviation.
    pub moved_std: f32,
    /// The cost of the batch here.
    pub cost: f32,
    /// The cost of the same batch one step of each of [`RATES`] along the gradient.
    pub along: Vec<f32>,
    /// The cosine between the gradient there and here.
    pub turned: Vec<f32>,
    /// What the next step saves on this batch, added up over the layers as if each alone were updated.
    pub alone: f32,
    /// What it saves where all are updated at once.
    pub together: f32,
}
