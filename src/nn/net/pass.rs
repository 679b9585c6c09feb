//! Forward and backward through the network, layer by layer.

use super::layer::Pass;
use super::{Activations, Gradients, Net, Spec};
use crate::norm::Mode;

impl Net {
    /// Runs `n` examples `x: [n, C, H, W]` through the layers into `activations`. In training the running statistics move.
    pub fn forward(&mut self, x: &[f32], n: usize, activations: &mut Activations, mode: Mode) {
        assert_eq!(x.len(), n * self.input.iter().product::<usize>(), "{n} examples of {:?}", self.input);
        assert_eq!(activations.sizes.len(), self.layers.len(), "activations of another network");
        activations.n = n;
        let Activations { outs, kept, sizes, .. } = activations;
        for (at, layer) in self.layers.iter_mut().enumerate() {
            let (before, rest) = outs.split_at_mut(at);
            let input = before.last().map_or(x, |out| &out[..n * sizes[at - 1]]);
            let out = &mut rest[0][..n * sizes[at]];
            layer.forward((input, n, mode), out, &mut kept[at], &mut self.scratch);
            if let Spec::Skip { from } = layer.spec {
                add(out, from.map_or(x, |from| &before[from][..n * sizes[from]]));
            }
        }
    }

    /// From the gradient in `gradients.loss_mut(n)` to every parameter's and every layer's, for the batch of `activations`.
    pub fn backward(&mut self, x: &[f32], n: usize, activations: &Activations, gradients: &mut Gradients) {
        assert_eq!((activations.n, gradients.n), (n, n), "activations, gradients and batch of {n} examples");
        let Gradients { douts, passing: [even, odd], input: dinput, sizes, .. } = gradients;
        for (at, layer) in self.layers.iter_mut().enumerate().rev() {
            let (before, rest) = douts.split_at_mut(at);
            let (passed, passing) = if at % 2 == 0 { (&*even, &mut *odd) } else { (&*odd, &mut *even) };
            let dy = &if rest[0].is_empty() { passed } else { &rest[0] }[..n * sizes[at]];
            let (input, dx) = match before.last_mut() {
                Some(kept) => {
                    let dx = if kept.is_empty() { passing } else { kept };
                    (activations.out(at - 1), &mut dx[..n * sizes[at - 1]])
                }
                None => (x, dinput.get_mut(..x.len()).unwrap_or_default()),
            };
            let pass = Pass { x: input, y: activations.out(at), dy, n, kept: &activations.kept[at] };
            layer.backward(pass, dx, &mut self.scratch);
            // What this layer reads may have been added further on, too: that gradient comes along the skip connection.
            for (from, later) in &self.skips {
                if *from == at.checked_sub(1) && !dx.is_empty() {
                    add(dx, &rest[later - at][..n * sizes[*later]]);
                }
            }
        }
    }
}

/// `y += x`.
fn add(y: &mut [f32], x: &[f32]) {
    y.iter_mut().zip(x).for_each(|(y, x)| *y += x);
}
