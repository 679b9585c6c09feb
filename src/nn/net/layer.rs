//! What each kind of layer does in a pass: the one place where specs meet the mathematics.

use super::{Kept, Layer, Params, Scratch, Spec, Weights, with_n};
use crate::kernel::math::map2;
use crate::norm::{self, Input, Mode};
use crate::optim::Param;
use crate::weight_norm::{self, PER_OUTPUT};
use crate::{conv, dense};

/// What a layer's backward pass reads.
pub(super) struct Pass<'a> {
    pub x: &'a [f32],
    pub y: &'a [f32],
    pub dy: &'a [f32],
    pub n: usize,
    pub kept: &'a Kept,
}

impl Layer {
    pub(super) fn forward(
        &mut self,
        (x, n, mode): (&[f32], usize, Mode),
        y: &mut [f32],
        kept: &mut Kept,
        scratch: &mut Scratch,
    ) {
        match self.spec {
            Spec::Dense { .. } | Spec::Conv { .. } => self.forward_affine(x, n, y, scratch),
            Spec::Norm(row) => {
                let [gamma, beta] = [self.params.gamma(), self.params.beta()].map(values);
                let input = Input { shape: with_n(n, self.input), x, gamma, beta };
                norm::forward(&row, input, mode, &mut self.running, &mut kept.stats, y);
            }
            Spec::Act(act) if mode == Mode::Train => act.forward_keeping(x, y, &mut kept.slope),
            Spec::Act(act) => {
                kept.slope.clear();
                act.forward(x, y);
            }
            // What it adds is added by the network, which has it.
            Spec::Skip { .. } => y.copy_from_slice(x),
            Spec::GlobalAvgPool => conv::global_avg_pool(x, self.area(), y),
        }
    }

    fn forward_affine(&mut self, x: &[f32], n: usize, y: &mut [f32], scratch: &mut Scratch) {
        if let Some(Weights::Normalized { g, v }) = self.params.weights() {
            let normed = &mut self.normed;
            weight_norm::forward(PER_OUTPUT, v.shape, &g.value, &v.value, &mut normed.lengths, &mut normed.value);
        }
        let (weight, bias) = (self.weight(), values(self.params.bias()));
        match &self.conv {
            Some(conv) => conv.forward(x, weight, bias, &mut scratch.conv, y),
            None => dense::forward(x, weight, bias, self.dense_sizes(n), y, &mut scratch.matmul),
        }
    }

    /// Fills the parameters' gradients, and `dx` unless it is empty.
    pub(super) fn backward(&mut self, pass: Pass, dx: &mut [f32], scratch: &mut Scratch) {
        match self.spec {
            Spec::Dense { .. } | Spec::Conv { .. } => self.backward_affine(pass, dx, scratch),
            Spec::Norm(_) => self.backward_norm(pass, dx, scratch),
            Spec::Act(act) if pass.kept.slope.is_empty() => act.backward(pass.x, pass.y, pass.dy, dx),
            Spec::Act(_) => map2(&pass.kept.slope, pass.dy, dx, |slope, dy| dy * slope),
            Spec::Skip { .. } => dx.copy_from_slice(pass.dy),
            Spec::GlobalAvgPool => conv::global_avg_pool_backward(pass.dy, self.area(), dx),
        }
    }

    fn backward_affine(&mut self, pass: Pass, dx: &mut [f32], scratch: &mut Scratch) {
        let Pass { x, dy, n, .. } = pass;
        let sizes = self.dense_sizes(n);
        let Layer { params: Params::Affine { weights, bias }, normed, conv, .. } = self else { return };
        let (_, dbias) = split(bias);
        let (weight, dweight) = match weights {
            Weights::Plain { weight } => (&weight.value[..], &mut weight.grad[..]),
            Weights::Normalized { v, .. } => (&normed.value[..], &mut v.grad[..]),
        };
        match conv {
            Some(conv) => {
                let dx = if dx.is_empty() { None } else { Some(dx) };
                let out = conv::Gradients { dx, dweight, dbias };
                conv.backward((x, weight, dy), &mut scratch.conv, out);
            }
            None => {
                dense::backward_params(x, dy, sizes, dweight, dbias, &mut scratch.matmul);
                if !dx.is_empty() {
                    dense::backward_input(dy, weight, sizes, dx, &mut scratch.matmul);
                }
            }
        }
        if let Weights::Normalized { g, v } = weights {
            let out = weight_norm::Gradients { dg: &mut g.grad, dv: &mut v.grad };
            let (given, sums) = ((&g.value[..], &v.value[..]), &mut scratch.lengths);
            weight_norm::backward(PER_OUTPUT, v.shape, given, &normed.lengths, sums, out);
        }
    }

    fn backward_norm(&mut self, Pass { x, dy, n, kept, .. }: Pass, dx: &mut [f32], scratch: &mut Scratch) {
        let shape = with_n(n, self.input);
        let Layer { spec: Spec::Norm(row), params: Params::Norm { gamma, beta }, .. } = self else { return };
        let ((gamma, dgamma), (beta, dbeta)) = (split(gamma), split(beta));
        let out = norm::Gradients { dx, dgamma, dbeta };
        norm::backward(row, Input { shape, x, gamma, beta }, &kept.stats, dy, &mut scratch.workspace, out);
    }

    /// The weight that multiplies: under weight normalization what `g` and `v` made in the last forward pass.
    pub fn weight(&self) -> &[f32] {
        match self.params.weights() {
            Some(Weights::Plain { weight }) => &weight.value,
            _ => &self.normed.value,
        }
    }

    fn dense_sizes(&self, n: usize) -> [usize; 3] {
        [n, self.input.iter().product(), self.output[0]]
    }

    fn area(&self) -> usize {
        self.input[1] * self.input[2]
    }
}

/// The numbers of a parameter, none where it is absent.
fn values(param: Option<&Param>) -> &[f32] {
    param.map_or(&[], |param| &param.value)
}

/// The numbers of a parameter and where its gradient goes, both empty where it is absent.
fn split(param: &mut Option<Param>) -> (&[f32], &mut [f32]) {
    match param {
        Some(Param { value, grad, .. }) => (value, grad),
        None => (&[], &mut []),
    }
}
