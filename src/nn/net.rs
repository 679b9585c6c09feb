//! A network: layers in order; forward keeps every output; a step allocates nothing.
//!
//! Parameters live in [`Net`], what a forward pass leaves in [`Activations`], the gradients of the layers' outputs in
//! [`Gradients`]: held-out examples run through activations of their own and leave the training batch alone.

mod layer;
mod params;
mod pass;
mod plan;
mod start;

pub use params::{Params, Weights};
pub use plan::{Block, Plan, Spec};

use super::conv::{self, Conv};
use super::error::Error;
use super::init::{Dist, Init};
use super::kernel::sum::sum_squares;
use super::norm::{Normalization, Running, Stats, Workspace};
use super::optim::Optimizer;
use plan::Sizes;
use rand::Rng;

/// One layer: what it is, its sizes and its parameters.
#[derive(Clone, Debug)]
pub struct Layer {
    /// What it does.
    pub spec: Spec,
    /// `[C, H, W]` of its input.
    pub input: [usize; 3],
    /// `[C, H, W]` of its output.
    pub output: [usize; 3],
    /// What it trains.
    pub params: Params,
    /// Running statistics of a normalization; empty elsewhere.
    pub running: Running,
    // The shape of its kernel, where it is a convolution.
    conv: Option<Conv>,
    normed: Normed,
}

/// The weight that `g` and `v` make; empty without weight normalization.
#[derive(Clone, Debug, Default)]
struct Normed {
    value: Vec<f32>,
    lengths: Vec<f64>,
}

impl Layer {
    fn new(sizes: &Sizes) -> Layer {
        let Sizes { spec, input, output, conv, .. } = *sizes;
        let params = sizes.params.start();
        let running = match spec {
            Spec::Norm(norm) => Running::new(&norm, with_n(1, input)),
            _ => Running::default(),
        };
        let size = match params.weights() {
            Some(Weights::Normalized { v, .. }) => v.value.len(),
            _ => 0,
        };
        let normed = Normed { value: vec![0.0; size], lengths: Vec::new() };
        Layer { spec, input, output, params, running, conv, normed }
    }

    fn initialize(&mut self, init: Init, dist: Dist, rng: &mut impl Rng) {
        self.params = self.params.afresh();
        match &mut self.params {
            Params::Affine { weights: Weights::Plain { weight }, .. } => {
                init.sample(dist, weight.shape, rng, &mut weight.value);
            }
            Params::Affine { weights: Weights::Normalized { g, v }, .. } => {
                init.sample(dist, v.shape, rng, &mut v.value);
                let row = v.value.len() / g.value.len();
                let lengths = v.value.chunks_exact(row).map(|row| sum_squares(row).sqrt() as f32);
                g.value.iter_mut().zip(lengths).for_each(|(g, length)| *g = length);
            }
            Params::Norm { .. } | Params::None => {}
        }
        if let Spec::Norm(norm) = self.spec {
            self.running = Running::new(&norm, with_n(1, self.input));
        }
    }
}

/// A network and its parameters.
///
/// ```
/// use unit_variance_nn::{act::Act, loss, net::*, norm::Mode, optim::Optimizer};
/// let dense = |out| Spec::Dense { out, bias: true, weight_norm: false };
/// let mut net = Net::new([2, 1, 1], &[dense(3), Spec::Act(Act::Tanh), dense(1)])?;
/// net.params_mut(0).iter_mut().for_each(|param| param.value.fill(0.5));
/// let (mut activations, mut gradients) = (Activations::new(&net, 4), Gradients::new(&net, 4));
/// let x = [0.0, 1.0, 1.0, 0.0];
/// net.forward(&x, 2, &mut activations, Mode::Train);
/// loss::logistic(activations.out(2), &[1.0, 1.0], gradients.loss_mut(2));
/// net.backward(&x, 2, &activations, &mut gradients);
/// net.update(&Optimizer::sgd(0.1));
/// assert_eq!(net.layers()[2].params.bias().map(|bias| bias.value[0]), Some(0.05));
/// # Ok::<(), unit_variance_nn::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Net {
    input: [usize; 3],
    layers: Vec<Layer>,
    // Every skip connection: the layer whose output it adds (none for the input), and its own number.
    skips: Vec<(Option<usize>, usize)>,
    scratch: Scratch,
    steps: u32,
}

/// Buffers that every pass uses again.
#[derive(Clone, Debug, Default)]
struct Scratch {
    matmul: Vec<f32>,
    workspace: Workspace,
    conv: conv::Scratch,
    lengths: Vec<f64>,
}

impl Net {
    /// A network for examples of `input` `[C, H, W]`: weights and biases 0, gamma and g 1.
    pub fn new(input: [usize; 3], specs: &[Spec]) -> Result<Net, Error> {
        let plan = Plan::new(input, specs)?;
        let layers = plan.layers.iter().map(Layer::new).collect();
        let skip = |(at, spec): (usize, &Spec)| match spec {
            Spec::Skip { from } => Some((*from, at)),
            _ => None,
        };
        let skips = specs.iter().enumerate().filter_map(skip).collect();
        Ok(Net { input, layers, skips, scratch: Scratch::default(), steps: 0 })
    }

    /// Draws every weight; biases and beta 0, gamma 1. The optimizer starts afresh. Under weight normalization the
    /// draw is `v`, and `g = ‖v‖`, so that the first weight is the draw itself.
    pub fn initialize(&mut self, init: Init, dist: Dist, rng: &mut impl Rng) {
        self.steps = 0;
        self.layers.iter_mut().for_each(|layer| layer.initialize(init, dist, rng));
    }

    /// `[C, H, W]` of an example.
    pub fn input(&self) -> [usize; 3] {
        self.input
    }

    /// The layers in order.
    pub fn layers(&self) -> &[Layer] {
        &self.layers
    }

    /// A layer's parameters, to be set.
    pub fn params_mut(&mut self, layer: usize) -> &mut Params {
        &mut self.layers[layer].params
    }

    /// How many numbers are trained.
    pub fn param_count(&self) -> usize {
        self.layers.iter().flat_map(|layer| layer.params.iter()).map(|param| param.value.len()).sum()
    }

    /// The hidden blocks in order: an affine map, its normalization if any, its activation.
    pub fn blocks(&self) -> Vec<Block> {
        plan::blocks(self.layers.iter().map(|layer| layer.spec))
    }

    /// Updates made since the start.
    pub fn steps(&self) -> u32 {
        self.steps
    }

    /// Moves every parameter against its gradient.
    pub fn update(&mut self, optimizer: &Optimizer) {
        self.steps += 1;
        for param in self.layers.iter_mut().flat_map(|layer| layer.params.iter_mut()) {
            param.update(optimizer, self.steps);
        }
    }
}

/// What a forward pass leaves: every layer's output and the statistics of the normalizations.
#[derive(Clone, Debug)]
pub struct Activations {
    n: usize,
    outs: Vec<Vec<f32>>,
    kept: Vec<Kept>,
    sizes: Vec<usize>,
}

/// What a layer keeps for its backward pass beside its output.
#[derive(Clone, Debug, Default)]
struct Kept {
    stats: Stats,
    // The derivative of an activation function that keeps it in training; else empty.
    slope: Vec<f32>,
}

impl Activations {
    /// Room for batches of up to `capacity` examples of `net`.
    pub fn new(net: &Net, capacity: usize) -> Activations {
        let sizes: Vec<usize> = net.layers.iter().map(|layer| layer.output.iter().product()).collect();
        let outs = sizes.iter().map(|size| vec![0.0; size * capacity]).collect();
        Activations { n: 0, outs, kept: vec![Kept::default(); sizes.len()], sizes }
    }

    /// Examples in the last pass.
    pub fn n(&self) -> usize {
        self.n
    }

    /// A layer's output, `[n, C, H, W]`.
    pub fn out(&self, layer: usize) -> &[f32] {
        &self.outs[layer][..self.n * self.sizes[layer]]
    }

    /// The last layer's output, `[n, classes]`.
    pub fn logits(&self) -> &[f32] {
        self.out(self.outs.len() - 1)
    }

    /// The statistics that a normalization used; empty for other layers.
    pub fn stats(&self, layer: usize) -> &Stats {
        &self.kept[layer].stats
    }
}

/// The gradient of the loss with respect to the layers' outputs.
#[derive(Clone, Debug)]
pub struct Gradients {
    n: usize,
    // Empty where it is not kept.
    douts: Vec<Vec<f32>>,
    // What is not kept, of even and of odd layers: a layer reads one and writes the other.
    passing: [Vec<f32>; 2],
    // Only where the first layer has no parameters to stop at.
    input: Vec<f32>,
    sizes: Vec<usize>,
}

impl Gradients {
    /// Room for batches of up to `capacity` examples of `net`, every gradient kept.
    pub fn new(net: &Net, capacity: usize) -> Gradients {
        Gradients::keeping(net, capacity, |_| true)
    }

    /// The same, where only those of the pre-activations are kept: a step has less memory to go through.
    pub fn of_pre_activations(net: &Net, capacity: usize) -> Gradients {
        let pre: Vec<usize> = net.blocks().iter().map(Block::pre).collect();
        Gradients::keeping(net, capacity, |layer| pre.contains(&layer))
    }

    fn keeping(net: &Net, capacity: usize, kept: impl Fn(usize) -> bool) -> Gradients {
        let sizes: Vec<usize> = net.layers.iter().map(|layer| layer.output.iter().product()).collect();
        let widest = sizes.iter().max().map_or(0, |size| size * capacity);
        // The loss writes the last, and what a skip connection brings is read again further down.
        let kept = |at: usize| kept(at) || at + 1 == sizes.len() || matches!(net.layers[at].spec, Spec::Skip { .. });
        let passing = vec![0.0; if (0..sizes.len()).all(kept) { 0 } else { widest }];
        let douts = (0..sizes.len()).map(|at| vec![0.0; if kept(at) { sizes[at] * capacity } else { 0 }]).collect();
        let first = net.layers.first().is_some_and(|layer| !layer.spec.affine());
        let input = vec![0.0; if first { capacity * net.input.iter().product::<usize>() } else { 0 }];
        Gradients { n: 0, douts, passing: [passing.clone(), passing], input, sizes }
    }

    /// The gradient of a layer's output, `[n, C, H, W]`, as the last backward pass left it. It must be kept.
    pub fn of(&self, layer: usize) -> &[f32] {
        &self.douts[layer][..self.n * self.sizes[layer]]
    }

    /// Where the loss writes the gradient of the last layer's output for a batch of `n`.
    pub fn loss_mut(&mut self, n: usize) -> &mut [f32] {
        self.n = n;
        let last = self.sizes.len() - 1;
        &mut self.douts[last][..n * self.sizes[last]]
    }
}

fn with_n(n: usize, [c, h, w]: [usize; 3]) -> [usize; 4] {
    [n, c, h, w]
}

#[cfg(test)]
mod tests;
