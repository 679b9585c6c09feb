//! Judging by the examples that were kept back, with activations of their own.

use super::super::data::Dataset;
use super::super::snapshot::NO_ANSWER;
use super::inputs::{Batch, Inputs};
use nn::kernel::spread::dead_channels;
use nn::net::{Activations, Block, Net};
use nn::norm::Mode;

/// The held-out examples and the outputs that they last gave.
pub struct HeldOut {
    /// The examples, scaled.
    pub batch: Batch,
    /// Every layer's output for them.
    pub activations: Activations,
    dlogits: Vec<f32>,
}

/// What the held-out examples said.
pub struct Judgement {
    /// At which step.
    pub step: u32,
    /// Mean loss.
    pub cost: f32,
    /// Share classified correctly.
    pub accuracy: f32,
    /// Units of each hidden layer that are zero for all of them.
    pub dead: Vec<u32>,
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

    /// What they say at a step.
    pub fn judge(&mut self, net: &mut Net, blocks: &[Block], dataset: &Dataset, step: u32) -> Judgement {
        let (cost, accuracy) = self.evaluate(net, dataset);
        let dead = |block: &Block| {
            let [channels, h, w] = net.layers()[block.affine].output;
            dead_channels(self.activations.out(block.act), channels, h * w)
        };
        Judgement { step, cost, accuracy, dead: blocks.iter().map(dead).collect() }
    }

    /// Runs them through the network as in use (running statistics where there are some): mean loss, share classified
    /// correctly.
    pub fn evaluate(&mut self, net: &mut Net, dataset: &Dataset) -> (f32, f32) {
        let n = self.batch.n();
        net.forward(&self.batch.x, n, &mut self.activations, Mode::Eval);
        let cost = self.batch.target.loss(self.activations.logits(), &mut self.dlogits);
        let labels = dataset.held_out.iter().map(|row| dataset.labels[*row as usize]);
        let right = labels.zip(self.classes()).filter(|(label, answer)| label == answer).count();
        (cost, right as f32 / n as f32)
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
