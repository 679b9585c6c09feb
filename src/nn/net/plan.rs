//! The sizes of a network, before anything is allocated.

use super::{Normalization, Params, Weights};
use crate::act::Act;
use crate::conv::{Conv, Moves};
use crate::error::Error;

/// What one layer does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Spec {
    /// Fully connected; flattens its input.
    Dense {
        /// Units.
        out: usize,
        /// Whether it adds a bias.
        bias: bool,
        /// Whether the weight is `g v / ‖v‖` (Salimans & Kingma 2016).
        weight_norm: bool,
    },
    /// A convolution of stride 1 that keeps H and W (zeros around).
    Conv {
        /// Channels.
        out: usize,
        /// Side of the kernel, odd.
        kernel: usize,
        /// Whether it adds a bias.
        bias: bool,
        /// Whether the weight is `g v / ‖v‖`.
        weight_norm: bool,
    },
    /// A normalization.
    Norm(Normalization),
    /// An activation function.
    Act(Act),
    /// A skip connection: `y = x + s` with the output `s` of an earlier layer, or of the network's input (He et al. 2016).
    Skip {
        /// The earlier layer's number; `None` for the input. Its shape is that of `x`.
        from: Option<usize>,
    },
    /// The mean over H and W.
    GlobalAvgPool,
}

impl Spec {
    /// Whether the layer is an affine map with weights.
    pub fn affine(&self) -> bool {
        matches!(self, Spec::Dense { .. } | Spec::Conv { .. })
    }
}

/// A hidden block, as layer numbers: an affine map, its normalization if any, its activation, its skip connection if any.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// The dense layer or convolution.
    pub affine: usize,
    /// The normalization between them.
    pub norm: Option<usize>,
    /// The activation function.
    pub act: usize,
    /// The layer whose output is the block's: the skip connection, or the activation where there is none.
    pub out: usize,
}

impl Block {
    /// The layer whose output is the pre-activation: the normalization, or the affine map where there is none.
    pub fn pre(&self) -> usize {
        self.norm.unwrap_or(self.affine)
    }
}

/// Every affine map that is followed by an activation function, with at most a normalization between.
pub fn blocks(specs: impl Iterator<Item = Spec>) -> Vec<Block> {
    let (mut found, mut affine, mut norm) = (Vec::new(), None, None);
    for (at, spec) in specs.enumerate() {
        match spec {
            Spec::Norm(_) => norm = Some(at),
            Spec::Act(_) => {
                found.extend(affine.take().map(|affine| Block { affine, norm: norm.take(), act: at, out: at }));
            }
            Spec::Skip { .. } => {
                // One that follows a block directly is a part of it.
                let block = found.last_mut().filter(|block: &&mut Block| block.out + 1 == at);
                block.into_iter().for_each(|block| block.out = at);
            }
            _ => (affine, norm) = (spec.affine().then_some(at), None),
        }
    }
    found
}

/// One layer's sizes.
#[derive(Clone, Debug)]
pub struct Sizes {
    /// What it does.
    pub spec: Spec,
    /// `[C, H, W]` of its input.
    pub input: [usize; 3],
    /// `[C, H, W]` of its output.
    pub output: [usize; 3],
    /// The shapes of what it trains.
    pub params: Params<[usize; 4]>,
    /// The convolution, where it is one.
    pub conv: Option<Conv>,
}

/// The sizes of every layer, checked: what [`super::Net::new`] builds from.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The layers in order.
    pub layers: Vec<Sizes>,
}

impl Plan {
    /// Checks the layers against each other. Refuses an empty network, a layer without units, an even kernel, groups
    /// that do not divide the channels, a skip connection between different shapes.
    pub fn new(input: [usize; 3], specs: &[Spec]) -> Result<Plan, Error> {
        if input.contains(&0) {
            return Err(Error::new("input", input, "every size must be at least 1"));
        }
        if specs.is_empty() {
            return Err(Error::new("layers", specs, "a network needs at least one"));
        }
        let mut layers = Vec::with_capacity(specs.len());
        let mut at = input;
        for spec in specs {
            if let Spec::Skip { from } = *spec {
                let source = from.map_or(Some(input), |from| layers.get(from).map(|layer: &Sizes| layer.output));
                if source != Some(at) {
                    return Err(Error::new("skip", from, "it adds an earlier output of the same shape"));
                }
            }
            let sizes = sizes(*spec, at)?;
            at = sizes.output;
            layers.push(sizes);
        }
        Ok(Plan { layers })
    }

    /// How many numbers are trained.
    pub fn param_count(&self) -> u64 {
        let each = self.layers.iter().flat_map(|layer| layer.params.iter());
        each.map(|shape| product(shape)).fold(0, u64::saturating_add)
    }

    /// Numbers that one example leaves behind in the activations: every layer's output.
    pub fn outputs_per_example(&self) -> u64 {
        self.layers.iter().map(|layer| product(&layer.output)).fold(0, u64::saturating_add)
    }

    /// Multiply-adds of a training step's matrix products for `batch` examples: of each affine map the output, the gradient of its
    /// weights and, but for the network's input, the gradient of its input.
    pub fn multiply_adds(&self, batch: usize) -> u64 {
        let once = |layer: &Sizes| match layer.spec {
            Spec::Dense { .. } => product(&layer.input).saturating_mul(product(&layer.output)),
            Spec::Conv { kernel, .. } => {
                product(&[layer.input[0], kernel, kernel]).saturating_mul(product(&layer.output))
            }
            _ => 0,
        };
        let each = self.layers.iter().enumerate().map(|(at, layer)| once(layer).saturating_mul(2 + u64::from(at > 0)));
        each.fold(0, u64::saturating_add).saturating_mul(batch as u64)
    }

    /// An estimate of the bytes that training needs: parameters with gradient and two moments, outputs, their
    /// gradients and kept slopes for `batch` examples, the packed operands of a matrix product and of a convolution.
    pub fn bytes(&self, batch: usize) -> u64 {
        let batch = batch as u64;
        let unfolded = |layer: &Sizes| match layer.spec {
            Spec::Conv { kernel, .. } => product(&layer.input).saturating_mul((kernel * kernel) as u64),
            _ => product(&layer.input),
        };
        let widest = self.layers.iter().map(unfolded).max().unwrap_or(0);
        let slope = |layer: &Sizes| match layer.spec {
            Spec::Act(act) if act.keeps_slope() => product(&layer.output),
            _ => 0,
        };
        let slopes = self.layers.iter().map(slope).fold(0, u64::saturating_add);
        let [params, outs] = [self.param_count(), self.outputs_per_example()].map(|count| count.saturating_mul(2));
        let outs = outs.saturating_add(slopes);
        let examples = batch.saturating_mul(outs.saturating_add(widest.saturating_mul(3)));
        params.saturating_mul(2).saturating_add(examples).saturating_mul(4)
    }
}

fn product(sizes: &[usize]) -> u64 {
    sizes.iter().fold(1u64, |all, size| all.saturating_mul(*size as u64))
}

fn sizes(spec: Spec, input: [usize; 3]) -> Result<Sizes, Error> {
    let [c, h, w] = input;
    let mut conv = None;
    let (output, params) = match spec {
        Spec::Dense { out, bias, weight_norm } => {
            ([out, 1, 1], affine_params([out, c * h * w, 1, 1], bias, weight_norm)?)
        }
        Spec::Conv { kernel, .. } if kernel % 2 == 0 => {
            return Err(Error::new("kernel", kernel, "must be odd to keep height and width"));
        }
        Spec::Conv { out, kernel, bias, weight_norm } => {
            let shape = [out, c, kernel, kernel];
            let params = affine_params(shape, bias, weight_norm)?;
            conv = Some(Conv::new(Moves::same(kernel), input, shape)?);
            ([out, h, w], params)
        }
        Spec::Norm(norm) => {
            let shape = [1, c, h, w];
            norm.reduction.check(shape)?;
            let row = |count: usize| (count > 0).then_some([count, 1, 1, 1]);
            (input, Params::Norm { gamma: row(norm.gamma_count(shape)), beta: row(norm.beta_count(shape)) })
        }
        Spec::Act(_) | Spec::Skip { .. } => (input, Params::None),
        Spec::GlobalAvgPool => ([c, 1, 1], Params::None),
    };
    Ok(Sizes { spec, input, output, params, conv })
}

fn affine_params(shape: [usize; 4], bias: bool, weight_norm: bool) -> Result<Params<[usize; 4]>, Error> {
    let out = shape[0];
    if out == 0 {
        return Err(Error::new("out", out, "a layer needs at least one unit"));
    }
    let each = [out, 1, 1, 1];
    let weights =
        if weight_norm { Weights::Normalized { g: each, v: shape } } else { Weights::Plain { weight: shape } };
    Ok(Params::Affine { weights, bias: bias.then_some(each) })
}
