//! What each kind of layer does in a pass: the one place where specs meet the mathematics.

use super::{Layer, Scratch, Spec, with_n};
use crate::norm::{self, Input, Mode, Stats};
use crate::optim::Param;
use crate::weight_norm::{self, PER_OUTPUT};
use crate::{conv, dense};

/// What a layer's backward pass reads.
pub(super) struct Pass<'a> {
    pub x: &'a [f32],
    pub y: &'a [f32],
    pub dy: &'a [f32],
    pub n: usize,
    pub stats: &'a Stats,
}

impl Layer {
    pub(super) fn forward(
        &mut self,
        (x, n, mode): (&[f32], usize, Mode),
        y: &mut [f32],
        stats: &mut Stats,
        scratch: &mut Scratch,
    ) {
        match self.spec {
            Spec::Dense { .. } | Spec::Conv { .. } => self.forward_affine(x, n, y, scratch),
            Spec::Norm(row) => {
                let [gamma, beta] = gamma_beta(&self.params).map(|param| param.map_or(&[][..], |p| &p.value));
                let input = Input { shape: with_n(n, self.input), x, gamma, beta };
                norm::forward(&row, input, mode, &mut self.running, stats, y);
            }
            Spec::Act(act) => act.forward(x, y),
            Spec::GlobalAvgPool => conv::global_avg_pool(x, self.area(), y),
        }
    }

    fn forward_affine(&mut self, x: &[f32], n: usize, y: &mut [f32], scratch: &mut Scratch) {
        if let [g, v, ..] = self.params.as_slice()
            && self.spec.weight_normed()
        {
            let normed = &mut self.normed;
            weight_norm::forward(PER_OUTPUT, v.shape, &g.value, &v.value, &mut normed.lengths, &mut normed.value);
        }
        let weight = self.weight();
        let bias = self.params.last().filter(|_| self.spec.biased()).map_or(&[][..], |bias| &bias.value);
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
            Spec::Act(act) => act.backward(pass.x, pass.y, pass.dy, dx),
            Spec::GlobalAvgPool => conv::global_avg_pool_backward(pass.dy, self.area(), dx),
        }
    }

    fn backward_affine(&mut self, pass: Pass, dx: &mut [f32], scratch: &mut Scratch) {
        let Pass { x, dy, n, .. } = pass;
        let sizes = self.dense_sizes(n);
        let Layer { spec, params, normed, conv, .. } = self;
        let (weights, bias) = match params.as_mut_slice() {
            [weights @ .., bias] if spec.biased() => (weights, &mut bias.grad[..]),
            weights => (weights, &mut [][..]),
        };
        let (weight, grad) = match weights {
            [Param { value, grad, .. }] => (&value[..], &mut grad[..]),
            _ => (&normed.value[..], &mut normed.grad[..]),
        };
        match conv {
            Some(conv) => {
                let dx = if dx.is_empty() { None } else { Some(dx) };
                let out = conv::Gradients { dx, dweight: grad, dbias: bias };
                conv.backward((x, weight, dy), &mut scratch.conv, out);
            }
            None => {
                dense::backward_params(x, dy, sizes, grad, bias, &mut scratch.matmul);
                if !dx.is_empty() {
                    dense::backward_input(dy, weight, sizes, dx, &mut scratch.matmul);
                }
            }
        }
        if let [g, v] = weights {
            let out = weight_norm::Gradients { dg: &mut g.grad, dv: &mut v.grad };
            let (given, sums) = ((&g.value[..], &v.value[..]), &mut scratch.lengths);
            weight_norm::backward(PER_OUTPUT, v.shape, given, &normed.lengths, &normed.grad, sums, out);
        }
    }

    fn backward_norm(&mut self, Pass { x, dy, n, stats, .. }: Pass, dx: &mut [f32], scratch: &mut Scratch) {
        let Spec::Norm(row) = self.spec else { return };
        let shape = with_n(n, self.input);
        let [mut gamma, mut beta]: [&[f32]; 2] = [&[], &[]];
        let [mut dgamma, mut dbeta]: [&mut [f32]; 2] = [&mut [], &mut []];
        for param in &mut self.params {
            match param.name {
                "gamma" => (gamma, dgamma) = (&param.value, &mut param.grad),
                _ => (beta, dbeta) = (&param.value, &mut param.grad),
            }
        }
        let out = norm::Gradients { dx, dgamma, dbeta };
        norm::backward(&row, Input { shape, x, gamma, beta }, stats, dy, &mut scratch.workspace, out);
    }

    /// The weight that multiplies: under weight normalization what `g` and `v` made in the last forward pass.
    pub fn weight(&self) -> &[f32] {
        match self.params.first() {
            Some(param) if self.spec.affine() && !self.spec.weight_normed() => &param.value,
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

fn gamma_beta(params: &[Param]) -> [Option<&Param>; 2] {
    ["gamma", "beta"].map(|name| params.iter().find(|param| param.name == name))
}
