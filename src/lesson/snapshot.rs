//! What a run looks like at one step: plain numbers, and what each means. How they travel is not known here.

use super::histogram::Histogram;

/// Stands for a measurement that is not known yet; a standard deviation is never negative.
pub const UNKNOWN: f32 = -1.0;

/// What a picture of a step is to show: what nobody looks at is not computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// What the held-out examples are asked.
    pub held_out: HeldOut,
    /// What is measured of a layer.
    pub layers: Layers,
}

impl Wanted {
    /// Everything but what the network predicts.
    pub const WHOLE: Self = Self { held_out: HeldOut::Judge, layers: Layers::Whole };
    /// Activations and gradients, with what the held-out examples last said.
    pub const SIGNAL: Self = Self { held_out: HeldOut::Last, layers: Layers::Signal };
    /// What a verdict looks at, of this very step.
    pub const VERDICT: Self = Self { held_out: HeldOut::Judge, layers: Layers::Verdict };
}

/// What a picture asks the held-out examples, which cost as much as a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeldOut {
    /// Nothing: what they last said stands, with the step of it. A run's first picture and its last one, where it diverged,
    /// judge them all the same.
    Last,
    /// What they say now.
    Judge,
    /// The same, and what the network predicts of each or over the plane.
    Predict,
}

/// What a picture shows of a layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layers {
    /// Mean, standard deviation and histogram of activations and of gradients. All else that is measured of a layer, and the
    /// input, is NaN and not counted.
    Signal,
    /// The same, and what a verdict looks at: spread over examples and over units, shares, the last update.
    Verdict,
    /// All of it.
    Whole,
}

/// What a picture of the run needs at one step.
///
/// The state is the one after `step` updates, measured on the next batch (the one that update `step + 1` uses): its
/// activations, its gradients. Step 0 is the untrained network.
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot {
    /// Updates done.
    pub step: u32,
    /// Mean loss on the batch.
    pub cost: f32,
    /// The step at which the held-out examples were judged last.
    pub judged: u32,
    /// Mean loss on the held-out examples, at that step.
    pub held_out_cost: f32,
    /// Share of held-out examples classified correctly, at that step.
    pub accuracy: f32,
    /// Accuracy of always naming the most frequent class of the held-out examples.
    pub chance: f32,
    /// The batch's cost at each step since the previous snapshot, the present step last.
    pub costs: Vec<f32>,
    /// What goes into the first layer.
    pub input: InputStats,
    /// Hidden layers, the one next to the input first.
    pub layers: Vec<LayerStats>,
    /// The first number that was not finite, if there was one; the run has stopped then.
    pub divergence: Option<Divergence>,
    /// What the network answers to held-out examples or over the plane; only where it was asked for.
    pub predictions: Predictions,
}

impl Snapshot {
    /// Whether the held-out examples were judged at this very step.
    pub fn is_judged(&self) -> bool {
        self.judged == self.step
    }
}

/// Measurements of the network's input over the present batch, as it enters: after scaling. No gradient is asked of it.
#[derive(Clone, Debug, PartialEq)]
pub struct InputStats {
    /// All values, examples and columns pooled.
    pub value: Moments,
    /// Standard deviation per column over the batch, averaged over columns; NaN of a batch of one.
    pub across: f32,
    /// Standard deviation over the columns within each example, averaged over examples.
    pub between: f32,
    /// The values.
    pub histogram: Histogram,
}

/// Measurements of one hidden layer over the present batch.
#[derive(Clone, Debug, PartialEq)]
pub struct LayerStats {
    /// Units of a dense layer, channels of a convolution.
    pub units: u32,
    /// Activations (after the non-linearity), pooled over batch and units.
    pub act: Moments,
    /// Standard deviation per unit over the batch, averaged over units; NaN of a batch of one, which has no spread.
    pub across: f32,
    /// Standard deviation over units within each example, averaged over examples: 0 where all units do the same.
    pub between: f32,
    /// What the affine map gives, before normalization (without one, the same as `pre`).
    pub affine: Moments,
    /// What the non-linearity reads.
    pub pre: Moments,
    /// Gradient of the mean loss with respect to `pre`.
    pub grad: Moments,
    /// Share of saturated activations; NaN where the activation does not saturate.
    pub saturated: f32,
    /// Share of activations that are exactly zero.
    pub zero: f32,
    /// Units that were zero for every held-out example when these were judged.
    pub dead: u32,
    /// Root of (sum of squared last update) / (sum of squared weights) of the layer's weight; NaN before the first
    /// update and where the weights are all zero.
    pub update_ratio: f32,
    /// Values that share one statistic of the normalization of activations; 0 without one. Where it is 1, a value less its
    /// own mean is 0.
    pub per_statistic: u32,
    /// gamma over the channels; NaN without one.
    pub gamma: Moments,
    /// beta over the channels; NaN without one.
    pub beta: Moments,
    /// What normalization measured on this batch, where it keeps running statistics too: root mean square of its means,
    /// average of its standard deviations (1 without scale). NaN without running statistics.
    pub batch_statistics: Moments,
    /// The same of the running statistics, which evaluation uses in their place.
    pub running_statistics: Moments,
    /// Standard deviation of the activations that the variance recursion predicts at step 0; NaN where it does not apply.
    pub predicted_act_std: f32,
    /// Standard deviation of the gradients that it predicts, given the one measured at the last hidden layer.
    pub predicted_grad_std: f32,
    /// How far one network of this width strays from them: standard deviation of the logarithm; NaN where they are.
    pub predicted_spread: Spread,
    /// Activations.
    pub act_histogram: Histogram,
    /// Gradients with respect to `pre`.
    pub grad_histogram: Histogram,
    /// What the affine map gives.
    pub affine_histogram: Histogram,
    /// What the non-linearity reads.
    pub pre_histogram: Histogram,
}

/// How far activations and gradients stray.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// The activations' standard deviation.
    pub act: f32,
    /// The gradients'.
    pub grad: f32,
}

/// Mean and standard deviation (divided by n).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moments {
    /// The mean.
    pub mean: f32,
    /// The standard deviation.
    pub std: f32,
}

/// Where the first number that is not finite appeared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Divergence {
    /// The step at which it was seen.
    pub step: u32,
    /// The layer, 1 for the first hidden one; `depth + 1` is the output.
    pub layer: u32,
    /// What was not finite.
    pub part: Part,
}

/// A part of a layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The layer's activations.
    Activation,
    /// The gradient with respect to the layer's pre-activations.
    Gradient,
    /// The cost.
    Cost,
    /// The weights or biases.
    Weight,
}

/// The class in [`Predictions::Classes`] of an example whose logits are not numbers.
pub const NO_ANSWER: u8 = u8::MAX;

/// What the network answers.
#[derive(Clone, Debug, PartialEq)]
pub enum Predictions {
    /// Not asked for.
    None,
    /// The predicted class of each held-out example, in their order.
    Classes(Vec<u8>),
    /// Probability of class 1 on a `side` x `side` grid over the plane (row 0 at the top), see `data::Plane`.
    Plane {
        /// Points along each axis.
        side: u32,
        /// `side * side` probabilities, row by row.
        probability: Vec<f32>,
    },
}
