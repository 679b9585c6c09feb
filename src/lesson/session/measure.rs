//! The statistics of a layer: taken only when a snapshot is.

use super::super::choice::Skip;
use super::super::histogram::{Bins, Histogram};
use super::super::snapshot::{InputStats, LayerStats, Layers, Moments, Spread};
use nn::act::Act;
use nn::kernel::spread::{mean_std, share_outside, share_within, std_over_channels, std_over_rows};
use nn::net::{Activations, Block, Gradients, Layer, Net, Spec};
use nn::norm::Stats;
use nn::optim::Param;
use nn::theory::Predicted;

/// What is measured.
pub struct Seen<'a> {
    pub net: &'a Net,
    pub activations: &'a Activations,
    pub gradients: &'a Gradients,
    /// The batch as it enters, `[n, columns]`.
    pub input: &'a [f32],
    /// Examples in the batch.
    pub n: usize,
    /// Units of each hidden layer that gave 0 for every held-out example.
    pub dead: &'a [u32],
    pub step: u32,
    /// What is wanted.
    pub wanted: Layers,
}

/// The ruler: bins of the run, and the prediction for its start.
pub struct Meter {
    act: Act,
    bins: Bins,
    predicted: Vec<Predicted>,
    first_grad_std: f32,
}

impl Meter {
    /// The ruler of a run with this activation, with or without skip connections, and this prediction (empty for none).
    pub fn new(act: Act, skip: Skip, predicted: Vec<Predicted>) -> Self {
        // A sum of activations has no bounds.
        let bins = if skip == Skip::On { Bins::of_pre_activations() } else { Bins::of_activations(act) };
        Self { act, bins, predicted, first_grad_std: f32::NAN }
    }

    /// Tells the gradients of the last hidden layer at step 0: the prediction of the others is relative to them.
    pub fn starts_with(&mut self, grad: &[f32]) {
        self.first_grad_std = moments(grad).std;
    }

    /// The statistics of every hidden block.
    pub fn layers(&self, blocks: &[Block], seen: &Seen) -> Vec<LayerStats> {
        blocks.iter().enumerate().map(|(at, block)| self.layer(at, *block, seen)).collect()
    }

    /// The statistics of what enters.
    pub fn input(&self, seen: &Seen) -> InputStats {
        // The same range for every scaling, so that the scaling is seen.
        let bins = Bins::of_pre_activations();
        if seen.wanted != Layers::Whole {
            let nothing = Histogram::uncounted(bins);
            return InputStats { value: NONE, across: f32::NAN, between: f32::NAN, histogram: nothing };
        }
        let (x, columns) = (seen.input, seen.input.len() / seen.n.max(1));
        InputStats {
            value: moments(x),
            across: across(x, columns, seen.n),
            between: std_over_channels(x, columns, 1),
            histogram: counted(bins, x),
        }
    }

    fn layer(&self, at: usize, block: Block, seen: &Seen) -> LayerStats {
        let layer = &seen.net.layers()[block.affine];
        // The signal that goes on is the block's output; whether its units saturate or die, the activation's shows.
        let (act, out) = (seen.activations.out(block.act), seen.activations.out(block.out));
        let grad = seen.gradients.of(block.pre());
        let before = |layer: usize| {
            let (bins, values) = (Bins::of_pre_activations(), seen.activations.out(layer));
            if seen.wanted == Layers::Whole {
                (moments(values), counted(bins, values))
            } else {
                (NONE, Histogram::uncounted(bins))
            }
        };
        let (pre, pre_histogram) = before(block.pre());
        let (affine, affine_histogram) = match block.norm {
            Some(_) => before(block.affine),
            None => (pre, pre_histogram.clone()),
        };
        let [channels, h, w] = layer.output;
        let predicted = self.predicted.get(at).copied();
        let norm = block.norm.map(|at| &seen.net.layers()[at]);
        let statistics =
            norm.zip(block.norm).map_or([NONE; 2], |(norm, at)| train_and_eval(norm, seen.activations.stats(at)));
        let judged = |measure: &dyn Fn() -> f32| if seen.wanted == Layers::Signal { f32::NAN } else { measure() };
        LayerStats {
            units: channels as u32,
            act: moments(out),
            across: judged(&|| across(out, channels * h * w, seen.n)),
            between: judged(&|| std_over_channels(out, channels, h * w)),
            affine,
            pre,
            grad: moments(grad),
            saturated: judged(&|| saturated(self.act, act)),
            zero: judged(&|| share_within(act, 0.0, 0.0)),
            dead: seen.dead[at],
            update_ratio: judged(&|| if seen.step == 0 { f32::NAN } else { update_ratio(layer) }),
            per_statistic: norm.map_or(0, |norm| per_statistic(norm, seen.n)),
            gamma: param_moments(norm.and_then(|norm| norm.params.gamma())),
            beta: param_moments(norm.and_then(|norm| norm.params.beta())),
            batch_statistics: statistics[0],
            running_statistics: statistics[1],
            predicted_act_std: predicted.map_or(f32::NAN, |p| p.act_std as f32),
            predicted_grad_std: predicted.map_or(f32::NAN, |p| p.grad_rms_relative as f32 * self.first_grad_std),
            predicted_spread: predicted.map_or(Spread { act: f32::NAN, grad: f32::NAN }, |p| Spread {
                act: p.act_spread as f32,
                grad: p.grad_spread as f32,
            }),
            act_histogram: counted(self.bins, out),
            grad_histogram: counted(Bins::SignedLog, grad),
            affine_histogram,
            pre_histogram,
        }
    }
}

/// The spread of each column over the examples, averaged; one example has none.
fn across(x: &[f32], columns: usize, n: usize) -> f32 {
    if n < 2 { f32::NAN } else { std_over_rows(x, columns) }
}

/// How many values share one statistic of this normalization on a batch of `n`.
fn per_statistic(norm: &Layer, n: usize) -> u32 {
    let [c, h, w] = norm.output;
    match norm.spec {
        Spec::Norm(row) => row.reduction.cells_per_stat([n, c, h, w]) as u32,
        _ => 0,
    }
}

/// What is not there.
const NONE: Moments = Moments { mean: f32::NAN, std: f32::NAN };

/// The statistics of the batch and the running ones, where a layer keeps these: training uses the first, evaluation
/// the second.
fn train_and_eval(norm: &Layer, batch: &Stats) -> [Moments; 2] {
    let running = &norm.running;
    if running.mean.is_empty() {
        return [NONE; 2];
    }
    [(&batch.mean, &batch.var), (&running.mean, &running.var)].map(|(mean, var)| {
        let n = mean.len() as f64;
        let square: f64 = mean.iter().map(|m| m * m).sum();
        let std: f64 = var.iter().map(|v| v.sqrt()).sum();
        Moments { mean: (square / n).sqrt() as f32, std: (std / n) as f32 }
    })
}

fn counted(bins: Bins, values: &[f32]) -> Histogram {
    let mut histogram = Histogram::new(bins);
    histogram.count(values);
    histogram
}

fn moments(x: &[f32]) -> Moments {
    let [mean, std] = mean_std(x);
    Moments { mean, std }
}

/// Share of activations whose slope is under 6% of the largest; NaN where the activation does not saturate.
fn saturated(act: Act, x: &[f32]) -> f32 {
    match act {
        Act::Tanh => share_outside(x, -0.97, 0.97),
        Act::Sigmoid => share_outside(x, 0.015, 0.985),
        _ => f32::NAN,
    }
}

fn update_ratio(layer: &Layer) -> f32 {
    layer.params.weights().map_or(f32::NAN, |weights| weights.drawn().update_ratio() as f32)
}

fn param_moments(param: Option<&Param>) -> Moments {
    param.map_or(NONE, |param| moments(&param.value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nan_counts_as_saturated_not_as_fine() {
        assert_eq!(saturated(Act::Tanh, &[f32::NAN, 0.0, 0.98, -0.5]), 0.5);
        assert!(saturated(Act::Relu, &[1.0]).is_nan());
    }
}
