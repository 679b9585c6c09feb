//! Back-propagation through time.

use super::{Grads, Rnn, Trace, input};
use crate::act::Act;
use crate::kernel::matmul::{Mat, matmul};
use crate::kernel::sum::add_columns;
use crate::norm::{self, Gradients};

impl Rnn {
    /// From `dh: [steps, n, hidden]`, the loss's own gradient with respect to every state, to every parameter's, the
    /// inputs' and the start's.
    pub fn backward(&mut self, x: &[f32], dh: &[f32], trace: &Trace, grads: &mut Grads) {
        let ([ins, hidden], n, steps) = (self.sizes, trace.n, trace.steps);
        assert_eq!(dh.len(), steps * n * hidden, "gradients of {steps} steps of {n} sequences");
        let terms = self.place.terms();
        for buffer in grads.products.iter_mut().take(terms).chain([&mut grads.dpre]) {
            buffer.resize(dh.len(), 0.0);
        }
        grads.dx.resize(x.len(), 0.0);
        for buffer in [&mut grads.dstart, &mut grads.dstate] {
            buffer.clear();
            buffer.resize(n * hidden, 0.0);
        }
        self.params_mut().for_each(|param| param.grad.fill(0.0));
        for step in (0..steps).rev() {
            self.backward_step(step, dh, trace, grads);
        }
        let rows = steps * n;
        let Grads { products, dx, dpre, .. } = grads;
        let (d_input, d_state) = (Mat::new(&products[0], rows, hidden), Mat::new(&products[terms - 1], rows, hidden));
        matmul(d_input.t(), Mat::new(x, rows, ins), &mut self.w_x.grad, false, &mut self.packed);
        matmul(d_input, Mat::new(&self.w_x.value, hidden, ins), dx, false, &mut self.packed);
        let before = Mat::new(&trace.states, rows, hidden);
        matmul(d_state.t(), before, &mut self.w_h.grad, false, &mut self.packed);
        add_columns(dpre, &mut self.bias.grad);
    }

    /// One step: `dstart` holds what comes from the step after, and then what goes to the step before.
    fn backward_step(&mut self, step: usize, dh: &[f32], trace: &Trace, grads: &mut Grads) {
        let (hidden, here, n) = (self.sizes[1], trace.step(step), trace.n);
        let Grads { dpre, dstart, products, dstate, dgamma, dbeta, .. } = grads;
        for ((sum, dh), later) in dstate.iter_mut().zip(&dh[here.clone()]).zip(dstart.iter()) {
            *sum = dh + later;
        }
        let dpre = &mut dpre[here.clone()];
        Act::Tanh.backward(&trace.pre[here.clone()], &trace.states[trace.step(step + 1)], dstate, dpre);
        for term in 0..self.place.terms() {
            let dproduct = &mut products[term][here.clone()];
            let Some(norm) = self.place.normalization() else {
                dproduct.copy_from_slice(dpre);
                continue;
            };
            let product = &trace.products[term][here.clone()];
            let input = input(&norm, [n, hidden], product, &self.gamma[term], &self.zeros);
            dgamma.resize(input.gamma.len(), 0.0);
            dbeta.resize(input.beta.len(), 0.0);
            let out = Gradients { dx: dproduct, dgamma, dbeta };
            norm::backward(&norm, input, &trace.stats[term][step], dpre, &mut self.sums, out);
            self.gamma[term].grad.iter_mut().zip(dgamma.iter()).for_each(|(sum, d)| *sum += d);
        }
        let last = Mat::new(&products[self.place.terms() - 1][here], n, hidden);
        matmul(last, Mat::new(&self.w_h.value, hidden, hidden), dstart, false, &mut self.packed);
    }
}
