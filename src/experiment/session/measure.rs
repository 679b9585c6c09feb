//! The statistics of a layer: taken only when a snapshot is.

use super::super::histogram::{Bins, Histogram};
use super::super::snapshot::{LayerStats, Moments};
use super::held_out::HeldOut;
use crate::nn::act::Act;
use crate::nn::net::{Block, Grads, Layer, Net, Trace};
use crate::nn::norm::Stats;
use crate::nn::theory::Predicted;

/// What is measured.
pub struct Seen<'a> {
    pub net: &'a Net,
    pub trace: &'a Trace,
    pub grads: &'a Grads,
    pub held: &'a HeldOut,
    pub step: u32,
}

/// The ruler: bins of the run, the prediction for its start, and room for sums.
pub struct Meter {
    act: Act,
    bins: Bins,
    predicted: Vec<Predicted>,
    first_grad_std: f32,
    columns: Vec<[f64; 2]>,
}

impl Meter {
    /// The ruler of a run with this activation and this prediction (empty for none).
    pub fn new(act: Act, predicted: Vec<Predicted>) -> Self {
        let bins = Bins::of_activations(act);
        Self { act, bins, predicted, first_grad_std: f32::NAN, columns: Vec::new() }
    }

    /// Tells the gradients of the last hidden layer at step 0: the prediction of the others is relative to them.
    pub fn starts_with(&mut self, grad: &[f32]) {
        self.first_grad_std = moments(grad).std;
    }

    /// The statistics of every hidden block.
    pub fn layers(&mut self, blocks: &[Block], seen: &Seen) -> Vec<LayerStats> {
        blocks.iter().enumerate().map(|(at, block)| self.layer(at, *block, seen)).collect()
    }

    fn layer(&mut self, at: usize, block: Block, seen: &Seen) -> LayerStats {
        let layer = &seen.net.layers()[block.affine];
        let (act, pre) = (seen.trace.out(block.act), seen.trace.out(block.pre()));
        let grad = seen.grads.dout(block.pre());
        let pre_histogram = counted(Bins::of_pre_activations(), pre);
        let pre_moments = moments(pre);
        let affine = block.norm.map(|_| seen.trace.out(block.affine));
        let [channels, h, w] = layer.output;
        let predicted = self.predicted.get(at).copied();
        let statistics =
            block.norm.map_or([NONE; 2], |at| train_and_eval(&seen.net.layers()[at], seen.trace.stats(at)));
        LayerStats {
            units: channels as u32,
            act: moments(act),
            across: self.across(act, channels * h * w),
            between: between(act, channels, h * w),
            affine: affine.map_or(pre_moments, moments),
            pre: pre_moments,
            grad: moments(grad),
            saturated: saturated(self.act, act),
            zero: share(act, |v| v == 0.0),
            dead: dead(seen.held.trace.out(block.act), channels, h * w),
            update_ratio: if seen.step == 0 { f32::NAN } else { update_ratio(layer) },
            gamma: block.norm.map_or(NONE, |at| param_moments(&seen.net.layers()[at], "gamma")),
            beta: block.norm.map_or(NONE, |at| param_moments(&seen.net.layers()[at], "beta")),
            batch_statistics: statistics[0],
            running_statistics: statistics[1],
            predicted_act_std: predicted.map_or(f32::NAN, |p| p.act_std as f32),
            predicted_grad_std: predicted.map_or(f32::NAN, |p| p.grad_rms_relative as f32 * self.first_grad_std),
            act_histogram: counted(self.bins, act),
            grad_histogram: counted(Bins::SignedLog, grad),
            affine_histogram: affine.map_or_else(|| pre_histogram.clone(), |a| counted(Bins::of_pre_activations(), a)),
            pre_histogram,
        }
    }

    /// Standard deviation of each of the `columns` over the rows, averaged over the columns.
    fn across(&mut self, x: &[f32], columns: usize) -> f32 {
        let rows = (x.len() / columns) as f64;
        self.columns.clear();
        self.columns.resize(columns, [0.0; 2]);
        let first = &x[..columns];
        for row in x.chunks_exact(columns) {
            for ((sums, v), start) in self.columns.iter_mut().zip(row).zip(first) {
                let d = f64::from(*v) - f64::from(*start);
                sums[0] += d;
                sums[1] += d * d;
            }
        }
        let total: f64 = self.columns.iter().map(|[sum, squares]| spread(*sum, *squares, rows)).sum();
        (total / columns as f64) as f32
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

/// Standard deviation from the sum and the sum of squares of differences from one of the values. Differences keep a
/// small spread around a large mean, and equal values give exactly 0.
fn spread(sum: f64, squares: f64, n: f64) -> f64 {
    let mean = sum / n;
    let var = squares / n - mean * mean;
    // Rounding can leave a little below 0; NaN stays NaN.
    if var < 0.0 { 0.0 } else { var.sqrt() }
}

/// Mean and standard deviation in one pass: differences from the first value, in eight interleaved sums.
fn moments(x: &[f32]) -> Moments {
    let Some(first) = x.first() else { return NONE };
    let start = f64::from(*first);
    let [mut sums, mut squares] = [[0.0f64; 8]; 2];
    let blocks = x.chunks_exact(8);
    let rest = blocks.remainder();
    for block in blocks {
        for (v, (sum, square)) in block.iter().zip(sums.iter_mut().zip(&mut squares)) {
            let d = f64::from(*v) - start;
            *sum += d;
            *square += d * d;
        }
    }
    for (v, (sum, square)) in rest.iter().zip(sums.iter_mut().zip(&mut squares)) {
        let d = f64::from(*v) - start;
        *sum += d;
        *square += d * d;
    }
    let n = x.len() as f64;
    let sum = sums.iter().sum::<f64>();
    let std = spread(sum, squares.iter().sum::<f64>(), n);
    Moments { mean: (start + sum / n) as f32, std: std as f32 }
}

/// Standard deviation over the channels at each position of each example, averaged. `x`: `[N, channels, positions]`.
fn between(x: &[f32], channels: usize, positions: usize) -> f32 {
    let mut total = 0.0f64;
    for example in x.chunks_exact(channels * positions) {
        for position in 0..positions {
            total += match positions {
                1 => f64::from(moments(example).std),
                _ => {
                    let start = f64::from(example[position]);
                    let (mut sum, mut squares) = (0.0, 0.0);
                    for v in example.iter().skip(position).step_by(positions) {
                        let d = f64::from(*v) - start;
                        sum += d;
                        squares += d * d;
                    }
                    spread(sum, squares, channels as f64)
                }
            };
        }
    }
    (total / (x.len() / channels) as f64) as f32
}

fn share(x: &[f32], test: impl Fn(f32) -> bool) -> f32 {
    x.iter().map(|v| u32::from(test(*v))).sum::<u32>() as f32 / x.len() as f32
}

/// Share of activations whose slope is under 6% of the largest; NaN where the activation does not saturate.
fn saturated(act: Act, x: &[f32]) -> f32 {
    match act {
        Act::Tanh => share(x, |v| !(-0.97..=0.97).contains(&v)),
        Act::Sigmoid => share(x, |v| !(0.015..=0.985).contains(&v)),
        _ => f32::NAN,
    }
}

/// Channels that are 0 everywhere. `x`: `[N, channels, positions]`.
fn dead(x: &[f32], channels: usize, positions: usize) -> u32 {
    let mut alive = vec![false; channels];
    for example in x.chunks_exact(channels * positions) {
        for (alive, channel) in alive.iter_mut().zip(example.chunks_exact(positions)) {
            *alive |= channel.iter().any(|v| *v != 0.0);
        }
        if alive.iter().all(|a| *a) {
            return 0;
        }
    }
    alive.iter().filter(|a| !**a).count() as u32
}

fn update_ratio(layer: &Layer) -> f32 {
    let weight = layer.param("weight").or_else(|| layer.param("v"));
    weight.map_or(f32::NAN, |param| param.update_ratio() as f32)
}

fn param_moments(layer: &Layer, name: &str) -> Moments {
    layer.param(name).map_or(NONE, |param| moments(&param.value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_values_have_no_spread_and_a_small_one_shows_beside_a_large_mean() {
        assert_eq!(moments(&[0.1; 1001]), Moments { mean: 0.1, std: 0.0 });
        let x: Vec<f32> = (0..1000).map(|i| 1.0 + (i % 2) as f32 * 1.192_092_9e-7).collect();
        let m = moments(&x);
        assert!((m.std / 5.96e-8 - 1.0).abs() < 1e-3, "{m:?}");
    }

    #[test]
    fn spread_over_examples_and_over_units_are_told_apart() {
        let mut meter = Meter::new(Act::Tanh, Vec::new());
        // Two examples, three units that do the same.
        let alike = [1.0, 1.0, 1.0, 3.0, 3.0, 3.0];
        assert_eq!((meter.across(&alike, 3), between(&alike, 3, 1)), (1.0, 0.0));
        // Units that differ and do not see their input.
        let blind = [1.0, 3.0, 1.0, 3.0];
        assert_eq!((meter.across(&blind, 2), between(&blind, 2, 1)), (0.0, 1.0));
        // One example of two channels and two positions.
        assert_eq!(between(&[1.0, 5.0, 3.0, 5.0], 2, 2), 0.5);
    }

    #[test]
    fn a_channel_is_dead_where_it_is_zero_at_every_position_of_every_example() {
        let x = [0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0];
        assert_eq!(dead(&x, 2, 2), 1);
        assert_eq!(dead(&x, 4, 1), 3);
    }

    #[test]
    fn nan_counts_as_saturated_not_as_fine() {
        assert_eq!(saturated(Act::Tanh, &[f32::NAN, 0.0, 0.98, -0.5]), 0.5);
        assert!(saturated(Act::Relu, &[1.0]).is_nan());
    }
}
