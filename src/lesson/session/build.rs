//! From a configuration to layers, optimizer and the memory that both will need.

use super::super::choice::{Initializer, NetKind, Opt, Skip};
use super::super::config::{CNN_CHANNELS, RunSpec, SIDE};
use super::super::data::{Dataset, MOST_HELD_OUT, Shape};
use super::error::StartError;
use super::inputs::outputs;
use nn::net::{Net, Plan, Spec};
use nn::norm::Norm;
use nn::optim::Optimizer;

/// Most bytes that a run may need.
pub const LIMIT: u64 = 1 << 30;

/// `[C, H, W]` of an example as the network reads it.
pub fn input_shape(config: &RunSpec, columns: usize) -> [usize; 3] {
    match config.net {
        NetKind::Mlp => [columns, 1, 1],
        NetKind::Cnn => [1, SIDE as usize, SIDE as usize],
    }
}

/// Hidden layers.
pub fn layers(config: &RunSpec) -> u32 {
    match config.net {
        NetKind::Mlp => config.depth,
        NetKind::Cnn => 2,
    }
}

/// The layers: each hidden affine map, its normalization if any, its activation, and, where asked for and as wide as its
/// input, a skip connection; then the output.
pub fn specs(config: &RunSpec, columns: usize, outputs: usize) -> Vec<Spec> {
    let weight_norm = config.norm.weight();
    let affine = match config.net {
        NetKind::Mlp => Spec::Dense { out: config.width as usize, bias: true, weight_norm },
        NetKind::Cnn => Spec::Conv { out: CNN_CHANNELS as usize, kernel: 3, bias: true, weight_norm },
    };
    let norm = config.norm.activation(config.groups_used() as usize, config.reading).map(Spec::Norm);
    let (mut specs, mut from) = (Vec::new(), None);
    for layer in 0..layers(config) {
        specs.extend([Some(affine), norm, Some(Spec::Act(config.act))].into_iter().flatten());
        // The first layer's input is the example itself, which a convolution's 16 channels never match.
        let as_wide = layer > 0 || config.net == NetKind::Mlp && config.width as usize == columns;
        if config.skip == Skip::On && as_wide {
            specs.push(Spec::Skip { from });
        }
        from = specs.len().checked_sub(1);
    }
    if config.net == NetKind::Cnn {
        specs.push(Spec::GlobalAvgPool);
    }
    specs.push(Spec::Dense { out: outputs, bias: true, weight_norm });
    specs
}

/// The network, not yet initialized.
pub fn net(config: &RunSpec, dataset: &Dataset) -> Result<Net, StartError> {
    Ok(Net::new(input_shape(config, dataset.columns()), &specs(config, dataset.columns(), outputs(dataset.classes)))?)
}

/// The sizes of its layers, before anything is allocated.
fn plan(config: &RunSpec) -> Result<Plan, StartError> {
    let Shape { columns, classes } = config.data.shape();
    Ok(Plan::new(input_shape(config, columns), &specs(config, columns, outputs(classes)))?)
}

/// An estimate of the bytes that the run needs, before anything is allocated.
pub fn bytes(config: &RunSpec) -> Result<u64, StartError> {
    let plan = plan(config)?;
    Ok(plan.bytes(config.batch as usize) + 4 * MOST_HELD_OUT as u64 * plan.outputs_per_example())
}

/// What a training step costs beside others' steps: multiply-adds of its products. A product of zeros is not multiplied out
/// (`nn::kernel::matmul`): with weights of zeros, or instance norm of single positions, all that follow are, and a fifth of the step is
/// left. 0 where there is no such network.
pub fn work(config: &RunSpec) -> u64 {
    let all_zero = config.init == Initializer::Zeros || (config.norm == Norm::Instance && config.net == NetKind::Mlp);
    let products = plan(config).map_or(0, |plan| plan.multiply_adds(config.batch as usize));
    if all_zero { products / 5 } else { products }
}

/// Refuses a run that would need too much memory.
pub fn check(config: &RunSpec) -> Result<(), StartError> {
    let bytes = bytes(config)?;
    if bytes > LIMIT { Err(StartError::Memory(bytes)) } else { Ok(()) }
}

/// The optimizer with its usual constants.
pub fn optimizer(config: &RunSpec) -> Optimizer {
    match config.opt {
        Opt::Sgd => Optimizer::sgd(config.lr),
        Opt::Momentum => Optimizer::momentum(config.lr),
        Opt::Rmsprop => Optimizer::rmsprop(config.lr),
        Opt::Adam => Optimizer::adam(config.lr),
    }
}
