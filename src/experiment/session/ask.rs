//! Questions about a run: what it answers, the first convolution's output, what a prediction's neighbours do to it.

use super::super::choice::NetKind;
use super::super::data::Plane;
use super::super::snapshot::Learned;
use super::held_out::class_of;
use super::{Refusal, Session};
use crate::nn::loss;
use crate::nn::net::Trace;
use crate::nn::norm::{Mode, Norm};

/// Held-out images whose cells are shown, at most.
const CELLS: usize = 16;
/// Points of a `Learned::Plane` along each axis.
const GRID: usize = 50;
/// Images that are classified together by [`Session::neighbours`].
const NEIGHBOURS: usize = 32;

/// Tensors for the cube.
#[derive(Clone, Debug, PartialEq)]
pub struct Cells {
    /// `[N, C, H, W]` of the first convolution's output for the first held-out images.
    pub shape: [usize; 4],
    /// That output, before any normalization.
    pub values: Vec<f32>,
    /// `[O, I, KH, KW]` of the second convolution's weight.
    pub weight_shape: [usize; 4],
    /// That weight; under weight normalization its direction `v`.
    pub weights: Vec<f32>,
}

/// Held-out error of a batch-normed network, by the statistics that it normalizes with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Neighbours {
    /// Running statistics: each image alone.
    pub running: f32,
    /// The statistics of a batch in mixed order.
    pub mixed: f32,
    /// The statistics of a batch sorted by class.
    pub sorted: f32,
    /// Images in a batch.
    pub batch: u32,
}

impl Session {
    /// Class probabilities for one example in the data's own units; empty where it has the wrong number of values.
    pub fn predict(&mut self, example: &[f32]) -> Vec<f32> {
        if example.len() != self.inputs.columns() {
            return Vec::new();
        }
        let mut x = vec![0.0; example.len()];
        self.inputs.scaler.apply(example.iter().copied(), &mut x);
        let mut trace = Trace::new(&self.net, 1);
        self.net.forward(&x, 1, &mut trace, Mode::Eval);
        probabilities(trace.logits())
    }

    /// The answers on the held-out examples as last judged, or over the plane.
    pub(super) fn learned(&mut self) -> Learned {
        let Some(plane) = Plane::of(self.config.data) else {
            return Learned::Classes(self.held.classes().collect());
        };
        let mut probability = Vec::with_capacity(GRID * GRID);
        let mut trace = Trace::new(&self.net, GRID);
        let mut x = vec![0.0; 2 * GRID];
        for row in 0..GRID {
            for (column, out) in x.chunks_exact_mut(2).enumerate() {
                self.inputs.scaler.apply(plane.point(row, column, GRID), out);
            }
            self.net.forward(&x, GRID, &mut trace, Mode::Eval);
            probability.extend(trace.logits().iter().map(|logit| probabilities(&[*logit])[1]));
        }
        Learned::Plane { side: GRID as u32, probability }
    }

    /// The first convolution's output for the first held-out images, at the step reached.
    pub fn cells(&mut self) -> Result<Cells, Refusal> {
        if self.config.net != NetKind::Cnn {
            return Err(Refusal::NotConvolutional);
        }
        let n = CELLS.min(self.held.batch.n());
        let mut trace = Trace::new(&self.net, n);
        self.net.forward(&self.held.batch.x[..n * self.inputs.columns()], n, &mut trace, Mode::Eval);
        let (first, second) = (self.blocks[0].affine, self.blocks[1].affine);
        let [c, h, w] = self.net.layers()[first].output;
        let second = &self.net.layers()[second];
        let weight = second.param("weight").or_else(|| second.param("v")).ok_or(Refusal::NotConvolutional)?;
        Ok(Cells {
            shape: [n, c, h, w],
            values: trace.out(first).to_vec(),
            weight_shape: weight.shape,
            weights: weight.value.clone(),
        })
    }

    /// Classifies the held-out images with running statistics, with a mixed batch's and with a sorted batch's.
    pub fn neighbours(&mut self) -> Result<Neighbours, Refusal> {
        if self.config.net != NetKind::Cnn {
            return Err(Refusal::NotConvolutional);
        }
        if self.config.norm != Norm::Batch {
            return Err(Refusal::NotBatchNormed);
        }
        let mixed = self.dataset.held_out.clone();
        let mut sorted = mixed.clone();
        sorted.sort_by_key(|row| self.dataset.labels[*row as usize]);
        Ok(Neighbours {
            running: self.error(&mixed, Mode::Eval),
            mixed: self.error(&mixed, Mode::Train),
            sorted: self.error(&sorted, Mode::Train),
            batch: NEIGHBOURS as u32,
        })
    }

    /// Share of `rows` classified wrongly, in batches in this order. Works on a copy: statistics of a batch must not
    /// reach the running ones.
    fn error(&self, rows: &[u32], mode: Mode) -> f32 {
        let mut net = self.net.clone();
        let mut trace = Trace::new(&net, NEIGHBOURS);
        let mut wrong = 0;
        for rows in rows.chunks(NEIGHBOURS) {
            let mut batch = super::Batch::new(&self.inputs, rows.len());
            batch.fill(&self.inputs, rows);
            net.forward(&batch.x, rows.len(), &mut trace, mode);
            let answers = trace.logits().chunks_exact(self.dataset.classes).map(class_of);
            wrong += rows.iter().zip(answers).filter(|(row, a)| self.dataset.labels[**row as usize] != *a).count();
        }
        wrong as f32 / rows.len() as f32
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
