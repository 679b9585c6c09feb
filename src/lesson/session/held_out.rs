//! Judging by the examples that were kept back, with activations of their own.

use super::super::data::Dataset;
use super::super::snapshot::NO_ANSWER;
use super::inputs::{Batch, Inputs};
use nn::net::{Activations, Net};
use nn::norm::Mode;

/// The held-out examples and the outputs that they last gave.
pub struct HeldOut {
    /// The examples, scaled.
    pub batch: Batch,
    /// Every layer's output for them.
    pub activations: Activations,
    dlogits: Vec<f32>,
}

/// What the held-out examples say.
pub struct Evaluation {
    /// Mean loss.
    pub cost: f32,
    /// Share classified correctly.
    pub accuracy: f32,
}

impl HeldOut {
    /// Gathers them.
    pub fn new(net: &Net, dataset: &Dataset, inputs: &Inputs) -> Self {
        let n = dataset.held_out.len();
        let mut batch = Batch::new(inputs, n);
        batch.fill(inputs, &dataset.held_out);
        let activations = Activations::new(net, n);
        let logits = net.layers().last().map_or(0, |layer| layer.output[0]);
        Self { batch, activations, dlogits: vec![0.0; n * logits] }
    }

    /// Runs them through the network as in use (running statistics where there are some).
    pub fn evaluate(&mut self, net: &mut Net, dataset: &Dataset) -> Evaluation {
        let n = self.batch.n();
        net.forward(&self.batch.x, n, &mut self.activations, Mode::Eval);
        let cost = self.batch.target.loss(self.activations.logits(), &mut self.dlogits);
        let labels = dataset.held_out.iter().map(|row| dataset.labels[*row as usize]);
        let right = labels.zip(self.classes()).filter(|(label, answer)| label == answer).count();
        Evaluation { cost, accuracy: right as f32 / n as f32 }
    }

    /// The class that each example was given when last judged; [`NO_ANSWER`] where the logits are not numbers.
    pub fn classes(&self) -> impl Iterator<Item = u8> {
        let n = self.batch.n();
        self.activations.logits().chunks_exact(self.dlogits.len() / n).map(class_of)
    }
}

/// The class that a row of logits names, the first of equals.
pub fn class_of(logits: &[f32]) -> u8 {
    if logits.iter().any(|v| v.is_nan()) {
        return NO_ANSWER;
    }
    if let [logit] = logits {
        return u8::from(*logit > 0.0);
    }
    let better = |best: usize, at: usize| if logits[at] > logits[best] { at } else { best };
    (1..logits.len()).fold(0, better) as u8
}
