//! The four parts of a training step, and what of a snapshot is known after each.

use crate::snapshot::{Moments, Snapshot, UNKNOWN};

/// A part of a step, in their order.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub enum Part {
    /// The batch passes through the layers.
    Forward,
    /// The answers are compared with the labels.
    Cost,
    /// The gradient comes back from the output.
    Backward,
    /// The weights move.
    Update,
}

impl Part {
    const ALL: [(Self, &'static str); 4] =
        [(Self::Forward, "forward"), (Self::Cost, "cost"), (Self::Backward, "backward"), (Self::Update, "update")];

    /// The part that a button's `data-value` names.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, name)| *name == key).map(|(part, _)| *part)
    }

    /// Its key in the markup, such as `forward`.
    pub fn key(self) -> &'static str {
        Self::ALL.iter().find(|(part, _)| *part == self).map_or("", |(_, key)| key)
    }
}

/// The snapshot as far as it is known after `part`: what comes later is not there yet.
pub fn up_to(snapshot: &Snapshot, part: Part) -> Snapshot {
    let mut seen = snapshot.clone();
    if part < Part::Backward {
        for layer in &mut seen.layers {
            layer.grad = Moments { mean: f32::NAN, std: UNKNOWN };
            layer.predicted_grad_std = f32::NAN;
            layer.grad_histogram.counts.fill(0);
            (layer.grad_histogram.under, layer.grad_histogram.over, layer.grad_histogram.nonfinite) = (0, 0, 0);
        }
    }
    seen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gradient_is_known_only_after_the_backward_pass() {
        let config = crate::config::Config::from_query("depth=2&width=8").0;
        let snapshot = crate::session::Session::new(&config.run).unwrap().snapshot(false);
        for part in [Part::Forward, Part::Cost] {
            let seen = up_to(&snapshot, part);
            assert!(
                seen.layers
                    .iter()
                    .all(|layer| layer.grad.std == UNKNOWN && layer.grad_histogram.counts.iter().all(|n| *n == 0))
            );
            assert_eq!(seen.layers[0].act, snapshot.layers[0].act);
        }
        let seen = up_to(&snapshot, Part::Backward);
        assert_eq!(
            (seen.layers[1].grad, &seen.layers[1].grad_histogram),
            (snapshot.layers[1].grad, &snapshot.layers[1].grad_histogram)
        );
    }

    #[test]
    fn every_part_is_found_by_its_key() {
        for (part, key) in Part::ALL {
            assert_eq!((Part::from_key(key), part.key()), (Some(part), key));
        }
        assert_eq!(Part::from_key("sideways"), None);
    }
}
