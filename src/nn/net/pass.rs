//! Forward and backward through the network, layer by layer.

use super::layer::Pass;
use super::{Grads, Net, Trace};
use crate::norm::Mode;

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
            layer.forward((input, n, mode), &mut rest[0][..n * sizes[at]], &mut stats[at], &mut self.scratch);
        }
    }

    /// From the gradient in `grads.last_mut(n)` to every parameter's and every layer's, for the batch of `trace`.
    pub fn backward(&mut self, x: &[f32], n: usize, trace: &Trace, grads: &mut Grads) {
        assert_eq!((trace.n, grads.n), (n, n), "trace, gradients and batch of {n} examples");
        let Grads { douts, input: dinput, sizes, .. } = grads;
        for (at, layer) in self.layers.iter_mut().enumerate().rev() {
            let (before, rest) = douts.split_at_mut(at);
            let dy = &rest[0][..n * sizes[at]];
            let (x, dx) = match before.last_mut() {
                Some(dx) => (trace.out(at - 1), &mut dx[..n * sizes[at - 1]]),
                None => (x, dinput.get_mut(..x.len()).unwrap_or_default()),
            };
            let pass = Pass { x, y: trace.out(at), dy, n, stats: &trace.stats[at] };
            layer.backward(pass, dx, &mut self.scratch);
        }
    }
}
