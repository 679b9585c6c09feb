//! The scaled examples, batches gathered from them, and the loss that fits the classes.

use super::super::choice::NetKind;
use super::super::config::RunSpec;
use super::super::data::{Dataset, Scaler};
use nn::loss;

/// All examples of the data set as the network reads them.
pub struct Inputs {
    /// How one example is scaled.
    pub scaler: Scaler,
    /// `[rows, columns]`.
    x: Vec<f32>,
    columns: usize,
    labels: Vec<u32>,
    classes: usize,
}

/// Outputs of the network: one logit for two classes, else one for each.
pub fn outputs(classes: usize) -> usize {
    if classes == 2 { 1 } else { classes }
}

/// Whether all columns share one scale: a convolution reads neighbouring pixels with the same weights.
fn scaled_together(config: &RunSpec) -> bool {
    config.net == NetKind::Cnn
}

impl Inputs {
    /// Scales every example as fitted on the training part.
    pub fn new(config: &RunSpec, dataset: &Dataset) -> Self {
        let scaler = Scaler::fit(dataset.x.view(), &dataset.train, config.scaling, scaled_together(config));
        let columns = dataset.columns();
        let mut x = vec![0.0; dataset.x.len()];
        for (row, out) in dataset.x.outer_iter().zip(x.chunks_exact_mut(columns)) {
            scaler.apply(row.iter().copied(), out);
        }
        let labels = dataset.labels.iter().map(|l| u32::from(*l)).collect();
        Self { scaler, x, columns, labels, classes: dataset.classes }
    }

    /// One example, scaled.
    pub fn example(&self, row: u32) -> &[f32] {
        let at = row as usize * self.columns;
        &self.x[at..at + self.columns]
    }

    /// Numbers of one example.
    pub fn columns(&self) -> usize {
        self.columns
    }
}

/// Examples side by side, with what the network should answer.
pub struct Batch {
    /// `[n, columns]`.
    pub x: Vec<f32>,
    /// The right answers.
    pub target: Target,
}

/// The right answers, in the form that the loss reads.
pub enum Target {
    /// 0 or 1, for one logit: logistic loss.
    Logistic(Vec<f32>),
    /// The class, for one logit each: softmax cross-entropy.
    Softmax {
        /// `[n]`.
        labels: Vec<u32>,
        /// How many classes.
        classes: usize,
    },
}

impl Batch {
    /// Room for `n` examples.
    pub fn new(inputs: &Inputs, n: usize) -> Self {
        let target = match inputs.classes {
            2 => Target::Logistic(vec![0.0; n]),
            classes => Target::Softmax { labels: vec![0; n], classes },
        };
        Self { x: vec![0.0; n * inputs.columns], target }
    }

    /// Examples in the batch.
    pub fn n(&self) -> usize {
        match &self.target {
            Target::Logistic(targets) => targets.len(),
            Target::Softmax { labels, .. } => labels.len(),
        }
    }

    /// Copies these rows into the batch, as many as it has room for.
    pub fn fill(&mut self, inputs: &Inputs, rows: &[u32]) {
        for (row, out) in rows.iter().zip(self.x.chunks_exact_mut(inputs.columns)) {
            out.copy_from_slice(inputs.example(*row));
        }
        let labels = rows.iter().map(|row| inputs.labels[*row as usize]);
        match &mut self.target {
            Target::Logistic(targets) => targets.iter_mut().zip(labels).for_each(|(t, l)| *t = l as f32),
            Target::Softmax { labels: out, .. } => out.iter_mut().zip(labels).for_each(|(t, l)| *t = l),
        }
    }
}

impl Target {
    /// Mean loss; fills its gradient with respect to the logits.
    pub fn loss(&self, logits: &[f32], dlogits: &mut [f32]) -> f32 {
        match self {
            Self::Logistic(targets) => loss::logistic(logits, targets, dlogits),
            Self::Softmax { labels, classes } => loss::softmax_cross_entropy(logits, labels, *classes, dlogits),
        }
    }
}
