//! The opening question: where will the last layer be? The layer stays veiled until the reader has guessed.

use super::words;
use crate::experiment::snapshot::{Moments, Snapshot};

/// The snapshot with its last layer veiled.
pub fn veil(snapshot: &Snapshot) -> Snapshot {
    let mut veiled = snapshot.clone();
    if let Some(last) = veiled.layers.last_mut() {
        let nothing = Moments { mean: f32::NAN, std: f32::NAN };
        (last.act, last.grad) = (nothing, nothing);
        for histogram in [&mut last.act_histogram, &mut last.grad_histogram] {
            histogram.counts.fill(0);
            (histogram.under, histogram.over, histogram.nonfinite) = (0, 0, 0);
        }
    }
    veiled
}

/// What is said to a guess (`zero`, `spread`, `edge`); nothing to a reader who did not want to guess.
pub fn reply(guess: &str, snapshot: &Snapshot) -> Option<String> {
    let last = snapshot.layers.last()?;
    let layer = snapshot.layers.len();
    let truth = if last.saturated > 0.5 {
        "edge"
    } else if last.act.std < 0.1 {
        "zero"
    } else {
        "spread"
    };
    let place = match truth {
        "edge" => "at its limits",
        "zero" => "near 0",
        _ => "spread out",
    };
    let opening = match guess {
        "skip" => return None,
        right if right == truth => "Yes:",
        _ => "Not this time:",
    };
    Some(format!("{opening} layer {layer} is {place}, std {}.", words::number(f64::from(last.act.std))))
}
