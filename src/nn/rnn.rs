//! A tanh recurrent cell, `h_t = tanh(norm(w_x x_t + w_h h_(t-1)) * gamma + bias)`, with back-propagation through time.
//! A normalization sees one step at a time: batch norm keeps running statistics for every step, layer norm keeps none.

use super::act::Act;
use super::error::Error;
use super::kernel::matmul::{Mat, matmul};
use super::norm::{self, Input, Mode, Normalization, Running, Stats, Workspace};
use super::optim::{Optimizer, Param};

/// What is normalized before the tanh.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Place {
    /// Nothing.
    Nowhere,
    /// The sum `w_x x_t + w_h h_(t-1)` (layer norm: Ba, Kiros & Hinton 2016, section 3.1).
    Sum(Normalization),
    /// Both products, each with its own statistics and gamma (batch norm: Cooijmans et al. 2017, equation 9).
    Each(Normalization),
}

impl Place {
    fn normalization(&self) -> Option<Normalization> {
        match self {
            Place::Nowhere => None,
            Place::Sum(norm) | Place::Each(norm) => Some(*norm),
        }
    }

    /// The number of products that are treated apart: 2 or 1.
    fn terms(&self) -> usize {
        if matches!(self, Place::Each(_)) { 2 } else { 1 }
    }
}

/// The cell and its parameters, shared by all steps.
#[derive(Clone, Debug)]
pub struct Rnn {
    /// Numbers in one step of the input, and hidden units.
    pub sizes: [usize; 2],
    /// What is normalized.
    pub place: Place,
    /// `[hidden, input]`.
    pub w_x: Param,
    /// `[hidden, hidden]`.
    pub w_h: Param,
    /// One gamma `[hidden]` for each normalized product.
    pub gamma: Vec<Param>,
    /// `[hidden]`: the bias, or beta.
    pub bias: Param,
    /// Running statistics by product and step; empty where the normalization keeps none.
    pub running: Vec<Vec<Running>>,
    zeros: Vec<f32>,
    packed: Vec<f32>,
    workspace: Workspace,
    updates: u32,
}

/// What a forward pass leaves.
#[derive(Clone, Debug, Default)]
pub struct Activations {
    n: usize,
    steps: usize,
    hidden: usize,
    // By product, [steps, n, hidden].
    products: [Vec<f32>; 2],
    stats: [Vec<Stats>; 2],
    pre: Vec<f32>,
    // [steps + 1, n, hidden]: the start first.
    states: Vec<f32>,
    normalized: Vec<f32>,
}

/// What a backward pass leaves.
#[derive(Clone, Debug, Default)]
pub struct Gradients {
    /// Gradient with respect to the argument of tanh, through time, `[steps, n, hidden]`.
    pub dpre: Vec<f32>,
    /// Gradient with respect to the inputs, `[steps, n, input]`.
    pub dx: Vec<f32>,
    /// Gradient with respect to the first state, `[n, hidden]`.
    pub dstart: Vec<f32>,
    products: [Vec<f32>; 2],
    dstate: Vec<f32>,
    dgamma: Vec<f32>,
    dbeta: Vec<f32>,
}

impl Activations {
    /// The argument of tanh at every step, `[steps, n, hidden]`.
    pub fn pre(&self) -> &[f32] {
        &self.pre
    }

    /// The state after every step, `[steps, n, hidden]`.
    pub fn states(&self) -> &[f32] {
        &self.states[self.n * self.hidden..]
    }

    /// The statistics of a step: of the sum, or of product 0 (input) or 1 (state).
    pub fn stats(&self, product: usize, step: usize) -> Option<&Stats> {
        self.stats[product].get(step)
    }

    fn step(&self, step: usize) -> std::ops::Range<usize> {
        let len = self.n * self.hidden;
        step * len..(step + 1) * len
    }
}

impl Rnn {
    /// A cell for sequences of up to `steps` in training: weights and bias 0, gamma 1.
    pub fn new(sizes: [usize; 2], place: Place, steps: usize) -> Result<Rnn, Error> {
        let [input, hidden] = sizes;
        if sizes.contains(&0) {
            return Err(Error::new("sizes", sizes, "every size must be at least 1"));
        }
        let norm = place.normalization();
        if let Some(norm) = norm {
            norm.reduction.check([1, hidden, 1, 1])?;
        }
        let terms = if norm.is_some() { place.terms() } else { 0 };
        let each = || norm.map_or(Running::default(), |norm| Running::new(&norm, [1, hidden, 1, 1]));
        let kept = if norm.is_some_and(|norm| norm.running) { terms } else { 0 };
        Ok(Rnn {
            sizes,
            place,
            w_x: Param::new("w_x", [hidden, input, 1, 1], 0.0),
            w_h: Param::new("w_h", [hidden, hidden, 1, 1], 0.0),
            gamma: (0..terms).map(|_| Param::new("gamma", [hidden, 1, 1, 1], 1.0)).collect(),
            bias: Param::new("bias", [hidden, 1, 1, 1], 0.0),
            running: vec![vec![each(); steps]; kept],
            zeros: vec![0.0; hidden],
            packed: Vec::new(),
            workspace: Workspace::default(),
            updates: 0,
        })
    }

    /// All parameters.
    pub fn params_mut(&mut self) -> impl Iterator<Item = &mut Param> {
        [&mut self.w_x, &mut self.w_h, &mut self.bias].into_iter().chain(&mut self.gamma)
    }

    /// Moves every parameter against its gradient.
    pub fn update(&mut self, optimizer: &Optimizer) {
        self.updates += 1;
        let updates = self.updates;
        self.params_mut().for_each(|param| param.update(optimizer, updates));
    }

    /// Runs `x: [steps, n, input]` from `start: [n, hidden]`. Refuses more steps than there are running statistics for.
    pub fn forward(
        &mut self,
        x: &[f32],
        start: &[f32],
        mode: Mode,
        activations: &mut Activations,
    ) -> Result<(), Error> {
        let [input, hidden] = self.sizes;
        let n = start.len() / hidden;
        let steps = x.len() / (n * input).max(1);
        assert_eq!((start.len(), x.len()), (n * hidden, steps * n * input), "states and inputs of {n} sequences");
        if let Some(known) = self.running.first().map(Vec::len).filter(|known| steps > *known) {
            return Err(Error::new("steps", steps, format!("batch norm has statistics for {known} steps only")));
        }
        (activations.n, activations.steps, activations.hidden) = (n, steps, hidden);
        for buffer in activations.products.iter_mut().take(self.place.terms()).chain([&mut activations.pre]) {
            buffer.resize(steps * n * hidden, 0.0);
        }
        activations.states.resize((steps + 1) * n * hidden, 0.0);
        activations.states[..n * hidden].copy_from_slice(start);
        activations.normalized.resize(n * hidden, 0.0);
        activations.stats.iter_mut().for_each(|stats| stats.resize(steps, Stats::default()));
        let w_x = Mat::new(&self.w_x.value, hidden, input).t();
        matmul(Mat::new(x, steps * n, input), w_x, &mut activations.products[0], false, &mut self.packed);
        for step in 0..steps {
            self.forward_step(step, mode, activations);
        }
        Ok(())
    }

    fn forward_step(&mut self, step: usize, mode: Mode, activations: &mut Activations) {
        let (hidden, here) = (self.sizes[1], activations.step(step));
        let terms = self.place.terms();
        let state = Mat::new(&activations.states[here.clone()], activations.n, hidden);
        let w_h = Mat::new(&self.w_h.value, hidden, hidden).t();
        // The sum is made in place of the first product; apart, the second has room of its own.
        matmul(state, w_h, &mut activations.products[terms - 1][here.clone()], terms == 1, &mut self.packed);
        let pre = &mut activations.pre[here.clone()];
        pre.chunks_exact_mut(hidden).for_each(|row| row.copy_from_slice(&self.bias.value));
        for term in 0..terms {
            let product = &activations.products[term][here.clone()];
            let term_out = match self.place.normalization() {
                None => product,
                Some(norm) => {
                    let input = input(&norm, [activations.n, hidden], product, &self.gamma[term], &self.zeros);
                    let mut none = Running::default();
                    let running = self.running.get_mut(term).map_or(&mut none, |steps| &mut steps[step]);
                    norm::forward(
                        &norm,
                        input,
                        mode,
                        running,
                        &mut activations.stats[term][step],
                        &mut activations.normalized,
                    );
                    &activations.normalized
                }
            };
            pre.iter_mut().zip(term_out).for_each(|(pre, y)| *pre += y);
        }
        let (_, after) = activations.states.split_at_mut(here.end);
        Act::Tanh.forward(&activations.pre[here], &mut after[..activations.n * hidden]);
    }
}

/// One product of one step as a batch of `hidden` channels; beta is the cell's bias, added later.
fn input<'a>(
    norm: &Normalization,
    [n, hidden]: [usize; 2],
    x: &'a [f32],
    gamma: &'a Param,
    zeros: &'a [f32],
) -> Input<'a> {
    let shape = [n, hidden, 1, 1];
    let beta = &zeros[..norm.beta_count(shape)];
    Input { shape, x, gamma: &gamma.value[..norm.gamma_count(shape)], beta }
}

mod backward;

#[cfg(test)]
mod tests;
