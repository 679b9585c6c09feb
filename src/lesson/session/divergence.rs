//! The first number of a step that is not finite, in the order of computation: weights, outputs, cost, gradients.

use super::super::snapshot::{Divergence, Part};
use nn::kernel::spread::finite;
use nn::net::{Activations, Block, Gradients, Net};

/// Looks for it. A step without one costs a glance at the cost and at the parameters' gradients: whatever is not finite in
/// an output or a gradient that matters reaches one of them, since `0 * inf` is NaN.
pub fn find(
    net: &Net,
    blocks: &[Block],
    activations: &Activations,
    gradients: &Gradients,
    cost: f32,
    step: u32,
) -> Option<Divergence> {
    let params = || net.layers().iter().flat_map(|layer| layer.params.iter());
    if cost.is_finite() && params().all(|param| finite(&param.grad)) {
        return None;
    }
    let divergence = |layer: usize, part: Part| Some(Divergence { step, layer: layer as u32, part });
    let last = net.layers().len() - 1;
    let output = blocks.len() + 1;
    // The layers of each hidden block, then those of the output.
    let firsts = blocks.iter().map(|block| block.affine);
    let ends = blocks.iter().map(|block| block.out);
    for (at, (first, end)) in firsts.zip(ends).chain([(ends_of(blocks), last)]).enumerate() {
        for layer in first..=end {
            if !net.layers()[layer].params.iter().all(|param| finite(&param.value)) {
                return divergence(at + 1, Part::Weight);
            }
            if !finite(activations.out(layer)) {
                return divergence(at + 1, Part::Activation);
            }
        }
    }
    if !cost.is_finite() {
        return divergence(output, Part::Cost);
    }
    for (at, block) in blocks.iter().enumerate().rev() {
        let mut mine = net.layers()[block.affine..=block.act].iter().flat_map(|layer| layer.params.iter());
        if !finite(gradients.of(block.pre())) || !mine.all(|param| finite(&param.grad)) {
            return divergence(at + 1, Part::Gradient);
        }
    }
    divergence(output, Part::Gradient)
}

fn ends_of(blocks: &[Block]) -> usize {
    blocks.last().map_or(0, |block| block.act + 1)
}
