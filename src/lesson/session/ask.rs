//! Questions about a run: what it answers, the first convolution's output, what a prediction's neighbours do to it.

use super::super::choice::NetKind;
use super::super::cube::CubeTensors;
use super::super::data::Plane;
use super::super::neighbours::{self, Neighbours, Seats};
use super::super::snapshot::Predictions;
use super::held_out::class_of;
use super::{Batch, Session, StartError};
use nn::loss;
use nn::net::Activations;
use nn::norm::{Mode, Norm};
use nn::optim::Param;

/// Held-out images whose cells are shown, at most.
const CELLS: usize = 16;
/// Points of a `Predictions::Plane` along each axis.
const GRID: usize = 50;

impl Session {
    /// Class probabilities for one example in the data's own units; empty where it has the wrong number of values.
    pub fn predict(&mut self, example: &[f32]) -> Vec<f32> {
        if example.len() != self.inputs.columns() {
            return Vec::new();
        }
        let mut x = vec![0.0; example.len()];
        self.inputs.scaler.apply(example.iter().copied(), &mut x);
        let mut activations = Activations::new(&self.net, 1);
        self.net.forward(&x, 1, &mut activations, Mode::Eval);
        probabilities(activations.logits())
    }

    /// The answers on the held-out examples as last judged, or over the plane.
    pub(super) fn predictions(&mut self) -> Predictions {
        let Some(plane) = Plane::of(self.config.data) else {
            return Predictions::Classes(self.held.classes().collect());
        };
        let mut probability = Vec::with_capacity(GRID * GRID);
        let mut activations = Activations::new(&self.net, GRID);
        let mut x = vec![0.0; 2 * GRID];
        for row in 0..GRID {
            for (column, out) in x.chunks_exact_mut(2).enumerate() {
                self.inputs.scaler.apply(plane.point(row, column, GRID), out);
            }
            self.net.forward(&x, GRID, &mut activations, Mode::Eval);
            probability.extend(activations.logits().iter().map(|logit| probabilities(&[*logit])[1]));
        }
        Predictions::Plane { side: GRID as u32, probability }
    }

    /// The first convolution's output for the first held-out images, and the second one's weights, at the step reached.
    // A gate to the part of the program that is loaded later (`split`).
    #[inline(never)]
    pub fn cube_tensors(&mut self) -> Result<CubeTensors, StartError> {
        if self.config.net != NetKind::Cnn {
            return Err(StartError::NotConvolutional);
        }
        let n = CELLS.min(self.held.batch.n());
        let mut activations = Activations::new(&self.net, n);
        self.net.forward(&self.held.batch.x[..n * self.inputs.columns()], n, &mut activations, Mode::Eval);
        let (first, second) = (self.blocks[0], &self.net.layers()[self.blocks[1].affine]);
        let [c, h, w] = self.net.layers()[first.affine].output;
        let weights = second.params.weights().ok_or(StartError::NotConvolutional)?;
        let weight = weights.drawn();
        let norm = first.norm.map(|at| &self.net.layers()[at].params);
        let values = |param: Option<&Param>| param.map_or(Vec::new(), |param| param.value.clone());
        Ok(CubeTensors {
            step: self.step,
            shape: [n, c, h, w],
            x: activations.out(first.affine).to_vec(),
            gamma: values(norm.and_then(|norm| norm.gamma())),
            beta: values(norm.and_then(|norm| norm.beta())),
            weight_shape: weight.shape,
            v: weight.value.clone(),
            g: values(weights.g()),
        })
    }

    /// Classifies the held-out images as in use, with a mixed batch's statistics and with those of batches of which `share`
    /// percent are one class. Under layer norm these make no difference.
    // A gate to the part of the program that is loaded later (`split`).
    #[inline(never)]
    pub fn neighbours(&mut self, share: u32) -> Result<Neighbours, StartError> {
        if self.config.net != NetKind::Cnn {
            return Err(StartError::NotConvolutional);
        }
        if !matches!(self.config.norm, Norm::Batch | Norm::Layer) {
            return Err(StartError::NotBatchNormed);
        }
        let labels = self.dataset.held_out.iter().map(|row| self.dataset.labels[*row as usize]);
        let labels: Vec<u8> = labels.collect();
        let mixed = neighbours::mixed(labels.len());
        Ok(Neighbours {
            step: self.step,
            share,
            running: self.answers(&mixed, Mode::Eval),
            mixed: self.answers(&mixed, Mode::Train),
            shared: self.answers(&neighbours::shared(&labels, share), Mode::Train),
            labels,
        })
    }

    /// The rows of the training examples.
    pub(crate) fn training_rows(&self) -> &[u32] {
        &self.dataset.train
    }

    /// Channels of the first layer, and values of each in one example.
    pub(crate) fn first_shape(&self) -> (usize, usize) {
        let [c, h, w] = self.net.layers()[self.blocks[0].affine].output;
        (c, h * w)
    }

    /// What the first layer's affine map gives for some rows, `[rows, channels, pixels]`.
    pub(crate) fn first_outputs(&mut self, rows: &[u32]) -> Vec<f32> {
        let mut batch = Batch::new(&self.inputs, rows.len());
        batch.fill(&self.inputs, rows);
        let mut activations = Activations::new(&self.net, rows.len());
        self.net.forward(&batch.x, rows.len(), &mut activations, Mode::Eval);
        activations.out(self.blocks[0].affine).to_vec()
    }

    /// The class given to each held-out example when they are classified in these batches. Works on a copy: statistics of
    /// these batches must not reach the running ones.
    fn answers(&self, batches: &[Seats], mode: Mode) -> Vec<u8> {
        let mut net = self.net.clone();
        let largest = batches.iter().map(|seats| seats.places.len()).max().unwrap_or(0);
        let mut activations = Activations::new(&net, largest);
        let mut answers = vec![0; self.dataset.held_out.len()];
        for seats in batches.iter().filter(|seats| !seats.places.is_empty()) {
            let rows: Vec<u32> = seats.places.iter().map(|at| self.dataset.held_out[*at]).collect();
            let mut batch = Batch::new(&self.inputs, rows.len());
            batch.fill(&self.inputs, &rows);
            net.forward(&batch.x, rows.len(), &mut activations, mode);
            let classes = activations.logits().chunks_exact(self.dataset.classes).map(class_of);
            seats.places[..seats.judged].iter().zip(classes).for_each(|(at, class)| answers[*at] = class);
        }
        answers
    }
}

/// Probabilities of the classes: softmax, or for one logit `[1 - p, p]`, which is the softmax of `[0, logit]`.
fn probabilities(logits: &[f32]) -> Vec<f32> {
    let pair = [0.0, logits[0]];
    let logits = if logits.len() == 1 { &pair[..] } else { logits };
    let mut out = vec![0.0; logits.len()];
    loss::softmax(logits, logits.len(), &mut out);
    out
}
