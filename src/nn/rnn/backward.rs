//! Back-propagation through time.

use super::{Activations, Gradients, Rnn, input};
use crate::act::Act;
use crate::kernel::matmul::{Mat, matmul};
use crate::kernel::sum::add_columns;
use crate::norm;

impl Rnn {
    /// From `dh: [steps, n, hidden]`, the loss's own gradient with respect to every state, to every parameter's, the
    /// inputs' and the start's.
    pub fn backward(&mut self, x: &[f32], dh: &[f32], activations: &Activations, gradients: &mut Gradients) {
        let ([ins, hidden], n, steps) = (self.sizes, activations.n, activations.steps);
        assert_eq!(dh.len(), steps * n * hidden, "gradients of {steps} steps of {n} sequences");
        let terms = self.place.terms();
        for buffer in gradients.products.iter_mut().take(terms).chain([&mut gradients.dpre]) {
            buffer.resize(dh.len(), 0.0);
        }
        gradients.dx.resize(x.len(), 0.0);
        for buffer in [&mut gradients.dstart, &mut gradients.dstate] {
            buffer.clear();
            buffer.resize(n * hidden, 0.0);
        }
        self.params_mut().for_each(|param| param.grad.fill(0.0));
        for step in (0..steps).rev() {
            self.backward_step(step, dh, activations, gradients);
        }
        let rows = steps * n;
        let Gradients { products, dx, dpre, .. } = gradients;
        let (d_input, d_state) = (Mat::new(&products[0], rows, hidden), Mat::new(&products[terms - 1], rows, hidden));
        matmul(d_input.t(), Mat::new(x, rows, ins), &mut self.w_x.grad, false, &mut self.packed);
        matmul(d_input, Mat::new(&self.w_x.value, hidden, ins), dx, false, &mut self.packed);
        let before = Mat::new(&activations.states, rows, hidden);
        matmul(d_state.t(), before, &mut self.w_h.grad, false, &mut self.packed);
        add_columns(dpre, &mut self.bias.grad);
    }

    /// One step: `dstart` holds what comes from the step after, and then what goes to the step before.
    fn backward_step(&mut self, step: usize, dh: &[f32], activations: &Activations, gradients: &mut Gradients) {
        let (hidden, here, n) = (self.sizes[1], activations.step(step), activations.n);
        let Gradients { dpre, dstart, products, dstate, dgamma, dbeta, .. } = gradients;
        for ((sum, dh), later) in dstate.iter_mut().zip(&dh[here.clone()]).zip(dstart.iter()) {
            *sum = dh + later;
        }
        let dpre = &mut dpre[here.clone()];
        Act::Tanh.backward(
            &activations.pre[here.clone()],
            &activations.states[activations.step(step + 1)],
            dstate,
            dpre,
        );
        for term in 0..self.place.terms() {
            let dproduct = &mut products[term][here.clone()];
            let Some(norm) = self.place.normalization() else {
                dproduct.copy_from_slice(dpre);
                continue;
            };
            let product = &activations.products[term][here.clone()];
            let input = input(&norm, [n, hidden], product, &self.gamma[term], &self.zeros);
            dgamma.resize(input.gamma.len(), 0.0);
            dbeta.resize(input.beta.len(), 0.0);
            let out = norm::Gradients { dx: dproduct, dgamma, dbeta };
            norm::backward(&norm, input, &activations.stats[term][step], dpre, &mut self.workspace, out);
            self.gamma[term].grad.iter_mut().zip(dgamma.iter()).for_each(|(sum, d)| *sum += d);
        }
        let last = Mat::new(&products[self.place.terms() - 1][here], n, hidden);
        matmul(last, Mat::new(&self.w_h.value, hidden, hidden), dstart, false, &mut self.packed);
    }
}
