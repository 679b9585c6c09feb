//! Forward and backward through the layers.

use super::{Grads, Layer, Net, Scratch, Spec, Trace, with_n};
use crate::nn::dense;
use crate::nn::norm::{self, Gradients, Input, Mode, Stats};

impl Net {
    /// Runs `n` examples `x: [n, C, H, W]` through the layers into `trace`. In training the running statistics move.
    pub fn forward(&mut self, x: &[f32], n: usize, trace: &mut Trace, mode: Mode) {
        assert_eq!(x.len(), n * self.input.iter().product::<usize>(), "{n} examples of {:?}", self.input);
        assert_eq!(trace.sizes.len(), self.layers.len(), "a trace of another network");
        trace.n = n;
        let Trace { outs, stats, sizes, .. } = trace;
        for (at, layer) in self.layers.iter_mut().enumerate() {
            let (before, rest) = outs.split_at_mut(at);
            let input = before.last().map_or(x, |out| &out[..n * sizes[at - 1]]);
            layer.forward(input, n, mode, &mut rest[0][..n * sizes[at]], &mut stats[at], &mut self.scratch);
        }
    }

    /// From the gradient in `grads.last_mut(n)` to every parameter's and every layer's, for the batch of `trace`.
    pub fn backward(&mut self, x: &[f32], n: usize, trace: &Trace, grads: &mut Grads) {
        assert_eq!((trace.n, grads.n), (n, n), "trace, gradients and batch of {n} examples");
        let Grads { douts, input: dinput, sizes, .. } = grads;
        for (at, layer) in self.layers.iter_mut().enumerate().rev() {
            let (before, rest) = douts.split_at_mut(at);
            let dout = &rest[0][..n * sizes[at]];
            let (input, dx) = match before.last_mut() {
                Some(dx) => (trace.out(at - 1), &mut dx[..n * sizes[at - 1]]),
                None => (x, dinput.get_mut(..x.len()).unwrap_or_default()),
            };
            let pass = Pass { x: input, y: trace.out(at), dy: dout, n, stats: &trace.stats[at] };
            layer.backward(pass, dx, &mut self.scratch);
        }
    }
}

/// What a layer's backward pass reads.
struct Pass<'a> {
    x: &'a [f32],
    y: &'a [f32],
    dy: &'a [f32],
    n: usize,
    stats: &'a Stats,
}

impl Layer {
    fn forward(&mut self, x: &[f32], n: usize, mode: Mode, y: &mut [f32], stats: &mut Stats, scratch: &mut Scratch) {
        match self.spec {
            Spec::Dense { .. } => {
                let (weight, bias) = (self.values("weight"), self.values("bias"));
                dense::forward(x, weight, bias, self.dense_sizes(n), y, &mut scratch.matmul);
            }
            Spec::Conv { .. } => {}
            Spec::Norm(row) => {
                let [gamma, beta] = ["gamma", "beta"].map(|name| find(&self.params, name));
                let input = Input { shape: with_n(n, self.input), x, gamma, beta };
                norm::forward(&row, input, mode, &mut self.running, stats, y);
            }
            Spec::Act(act) => act.forward(x, y),
            Spec::GlobalAvgPool => {}
        }
    }

    /// Fills the parameters' gradients, and `dx` unless it is empty.
    fn backward(&mut self, pass: Pass, dx: &mut [f32], scratch: &mut Scratch) {
        let Pass { x, y, dy, n, stats } = pass;
        match self.spec {
            Spec::Dense { .. } => {
                let sizes = self.dense_sizes(n);
                if let [weight, rest @ ..] = self.params.as_mut_slice() {
                    let dbias = rest.first_mut().map_or(&mut [][..], |bias| &mut bias.grad);
                    dense::backward_params(x, dy, sizes, &mut weight.grad, dbias, &mut scratch.matmul);
                }
                if !dx.is_empty() {
                    dense::backward_input(dy, self.values("weight"), sizes, dx, &mut scratch.matmul);
                }
            }
            Spec::Conv { .. } => {}
            Spec::Norm(row) => {
                let [mut dgamma, mut dbeta]: [&mut [f32]; 2] = [&mut [], &mut []];
                let [mut gamma, mut beta]: [&[f32]; 2] = [&[], &[]];
                for param in &mut self.params {
                    match param.name {
                        "gamma" => (gamma, dgamma) = (&param.value, &mut param.grad),
                        _ => (beta, dbeta) = (&param.value, &mut param.grad),
                    }
                }
                let input = Input { shape: with_n(n, self.input), x, gamma, beta };
                norm::backward(&row, input, stats, dy, &mut scratch.sums, Gradients { dx, dgamma, dbeta });
            }
            Spec::Act(act) => act.backward(x, y, dy, dx),
            Spec::GlobalAvgPool => {}
        }
    }

    fn dense_sizes(&self, n: usize) -> [usize; 3] {
        [n, self.input.iter().product(), self.output[0]]
    }
}

fn find<'a>(params: &'a [crate::nn::optim::Param], name: &str) -> &'a [f32] {
    params.iter().find(|param| param.name == name).map_or(&[], |param| &param.value)
}
