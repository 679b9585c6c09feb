//! What theory says about the start of a run, for the line beside the measured dots.

use super::super::choice::{NetKind, Skip, Start};
use super::super::config::RunSpec;
use super::inputs::Inputs;
use nn::init::{Init, fans};
use nn::net::Net;
use nn::norm::Norm;
use nn::theory::{Affine, Predicted, Signal, recursion_of};

/// The prediction for each hidden layer at step 0; empty where the recursion does not apply.
///
/// It is for dense layers with independent weights: without normalization, with weight normalization (which starts as
/// the same network), with batch norm. A convolution's zeros around the image, and statistics of a single example, are
/// outside of it, and so are skip connections and weights that data have rescaled.
pub fn predicted(config: &RunSpec, net: &Net, inputs: &Inputs, train: &[u32]) -> Vec<Predicted> {
    let init = config.init.init(config.std);
    let batch_norm = match config.norm {
        Norm::None | Norm::Weight => false,
        Norm::Batch => true,
        _ => return Vec::new(),
    };
    let plain = config.skip == Skip::Off && config.start == Start::Plain;
    if !plain || config.net != NetKind::Mlp || matches!(init, Init::Constant(_)) {
        return Vec::new();
    }
    let weights = net.layers().iter().filter_map(|layer| layer.params.weights());
    let maps: Vec<Affine> = weights
        .map(|weights| {
            let (fan_in, fan_out) = fans(weights.drawn().shape);
            Affine::new(init, fan_in, fan_out)
        })
        .collect();
    recursion_of(&maps, config.act, signal(inputs, train), batch_norm)
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
