//! What theory says about the start of a run, for the line beside the measured dots; and where it says nothing, why.

use super::super::choice::{NetKind, Skip, Start};
use super::super::config::RunSpec;
use super::inputs::Inputs;
use nn::act::Act;
use nn::init::{Init, fans};
use nn::net::Net;
use nn::norm::Norm;
use nn::theory::{Affine, Predicted, Signal, recursion_of};

/// Smallest batch whose statistics the recursion takes for exact: a value of few, less their mean and over their std, is
/// far from normally distributed, and dividing by a std that is now and then small makes gradients larger.
const EXACT: u32 = 32;

/// Why there is no prediction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unpredicted {
    /// A convolution's zeros around the image are outside of the recursion.
    Convolution,
    /// So is a normalization over other values than the batch's.
    Normalization,
    /// Skip connections pile up a mean where activations have one, and units that share a mean are not independent.
    PilingUp,
    /// Weights that are all the same are not independent.
    SameWeights,
    /// The statistics are of too few examples.
    SmallBatch,
}

/// Why there is no prediction for a run; `None` where there is one.
pub fn unpredicted(config: &RunSpec) -> Option<Unpredicted> {
    let of_batch = config.norm == Norm::Batch || config.start == Start::Data;
    if config.net != NetKind::Mlp {
        return Some(Unpredicted::Convolution);
    }
    if !matches!(config.norm, Norm::None | Norm::Weight | Norm::Batch) {
        return Some(Unpredicted::Normalization);
    }
    if config.skip == Skip::On && !matches!(config.act, Act::Linear | Act::Tanh) {
        return Some(Unpredicted::PilingUp);
    }
    if matches!(config.init.init(config.std), Init::Constant(_)) {
        return Some(Unpredicted::SameWeights);
    }
    (of_batch && config.batch < EXACT).then_some(Unpredicted::SmallBatch)
}

/// The prediction for each hidden layer at step 0; empty where the recursion does not apply.
///
/// It is for dense layers with independent weights, with or without skip connections: without normalization, with weight
/// normalization (which starts as the same network), with batch norm, and with weights that a batch has rescaled, whose
/// signal is flat by construction: there the gradients are not predicted.
pub fn predicted(config: &RunSpec, net: &Net, inputs: &Inputs, train: &[u32]) -> Vec<Predicted> {
    if unpredicted(config).is_some() {
        return Vec::new();
    }
    let init = config.init.init(config.std);
    let mut maps: Vec<Affine> = net
        .layers()
        .iter()
        .filter_map(|layer| layer.params.weights())
        .map(|weights| {
            let (fan_in, fan_out) = fans(weights.drawn().shape);
            Affine::new(init, fan_in, fan_out)
        })
        .collect();
    for (map, block) in maps.iter_mut().zip(net.blocks()) {
        map.skip = block.out != block.act;
    }
    let normalized = config.norm == Norm::Batch || config.start == Start::Data;
    let mut layers = recursion_of(&maps, config.act, signal(inputs, train), normalized);
    if config.norm != Norm::Batch && config.start == Start::Data {
        // Weights over a std that a batch measured are no longer independent of it; nothing takes that back on the way back,
        // as batch norm does.
        layers.iter_mut().for_each(|layer| layer.grad_rms_relative = f64::NAN);
    }
    layers
}

/// Mean square of the training inputs, and their variance across examples averaged over the columns.
fn signal(inputs: &Inputs, train: &[u32]) -> Signal {
    let columns = inputs.columns();
    let n = train.len() as f64;
    // Row by row, as the examples lie in memory.
    let over_rows = |f: &dyn Fn(usize, f64) -> f64| {
        let mut sums = vec![0.0; columns];
        for row in train {
            let cells = sums.iter_mut().zip(inputs.example(*row)).enumerate();
            cells.for_each(|(column, (sum, v))| *sum += f(column, f64::from(*v)));
        }
        sums.iter_mut().for_each(|sum| *sum /= n);
        sums
    };
    let mean = over_rows(&|_, v| v);
    let total = |sums: Vec<f64>| sums.iter().sum::<f64>() / columns as f64;
    let variance = total(over_rows(&|column, v| (v - mean[column]) * (v - mean[column])));
    Signal { mean_square: total(over_rows(&|_, v| v * v)), variance }
}
