//! Whether the weights that a run starts with have a direction, which weight normalization needs.

use super::spec::{CNN_CHANNELS, RunSpec};
use crate::choice::NetKind;
use crate::data::{Shape, Stream, generator};
use nn::init::Init;

impl RunSpec {
    /// Whether weight normalization meets a weight vector of zeros: looked for in the weights as the run draws them, since a
    /// standard deviation that is not 0 can still round to zeros.
    pub(super) fn draws_zero_vectors(&self) -> bool {
        let init = self.init.init(self.std);
        let smallest = match init {
            Init::Zeros => 0.0,
            Init::Constant(size) | Init::Normal { std: size } => size.abs(),
            _ => return false,
        };
        // Draws of a standard deviation that f32 holds with all its digits are not 0.
        if !self.norm.weight() || smallest >= f32::MIN_POSITIVE {
            return false;
        }
        let mut rng = generator(self.seed, Stream::Weights);
        self.weight_shapes().any(|shape| {
            let mut weight = vec![0.0; shape.iter().product()];
            init.sample(self.dist, shape, &mut rng, &mut weight);
            weight.chunks_exact(weight.len() / shape[0]).any(|vector| vector.iter().all(|w| *w == 0.0))
        })
    }

    /// `[out, in, kh, kw]` of each layer's weight, in the order of the draws.
    fn weight_shapes(&self) -> impl Iterator<Item = [usize; 4]> {
        let Shape { columns, classes } = self.data.shape();
        let (hidden, width, kernel, first) = match self.net {
            NetKind::Mlp => (self.depth as usize, self.width as usize, 1, columns),
            NetKind::Cnn => (2, CNN_CHANNELS as usize, 3, 1),
        };
        let outputs = if classes == 2 { 1 } else { classes };
        let ins = move |layer: usize| if layer == 0 { first } else { width };
        (0..hidden).map(move |layer| [width, ins(layer), kernel, kernel]).chain([[outputs, ins(hidden), 1, 1]])
    }
}
