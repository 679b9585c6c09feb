//! The columns of the table `Layer statistics`: a name, and how it reads a layer.

use crate::snapshot::{LayerStats, Snapshot};

/// A column: its name and how it reads a layer.
pub type Column = (&'static str, fn(&LayerStats) -> f32);

/// The columns after `layer`.
pub const COLUMNS: &[Column] = &[
    ("activation mean", |l| l.act.mean),
    ("activation std", |l| l.act.std),
    ("std across examples", |l| l.across),
    ("saturated", |l| l.saturated),
    ("zero", |l| l.zero),
    ("gradient mean", |l| l.grad.mean),
    ("gradient std", |l| l.grad.std),
    ("update/weight", |l| l.update_ratio),
];

/// Columns that follow where the run has them: the theory's numbers, and normalization's.
const MORE: &[Column] = &[
    ("std between units", |l| l.between),
    ("dead units", |l| l.dead as f32),
    ("predicted activation std", |l| l.predicted_act_std),
    ("predicted gradient std", |l| l.predicted_grad_std),
    ("gamma mean", |l| l.gamma.mean),
    ("gamma std", |l| l.gamma.std),
    ("beta mean", |l| l.beta.mean),
    ("beta std", |l| l.beta.std),
    ("batch mean (rms)", |l| l.batch_statistics.mean),
    ("running mean (rms)", |l| l.running_statistics.mean),
    ("batch std", |l| l.batch_statistics.std),
    ("running std", |l| l.running_statistics.std),
];

/// The columns that a snapshot has numbers for.
pub fn columns(snapshot: &Snapshot) -> impl Iterator<Item = &'static Column> + use<'_> {
    let told = |column: &&Column| snapshot.layers.iter().any(|layer| !(column.1)(layer).is_nan());
    COLUMNS.iter().chain(MORE.iter().filter(told))
}
