//! The four parts of a training step, shown one at a time: which part of the present snapshot is revealed, and what it
//! changed, in words.

use super::words;
use crate::dom;
use charts::depth::UNKNOWN;
use lesson::config::Config;
use lesson::snapshot::{Moments, Snapshot};
use web_sys::Element;

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

    fn key(self) -> &'static str {
        Self::ALL.iter().find(|(part, _)| *part == self).map_or("", |(_, key)| key)
    }
}

/// Lights the chosen part, on the stepper and wherever the page tells of it.
pub fn light(page: &Element, part: Option<Part>) {
    for button in dom::all(page, "[data-action=part], [data-step]") {
        let name = button.get_attribute("data-value").or_else(|| button.get_attribute("data-step"));
        let lit = part.is_some_and(|part| name.as_deref() == Some(part.key()));
        match lit {
            true => dom::attribute(&button, "aria-current", "step"),
            false => button.remove_attribute("aria-current").unwrap_or_default(),
        }
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

/// What a part did, with the numbers.
pub fn describe(part: Part, snapshot: &Snapshot, config: &Config) -> String {
    let (Some(first), Some(last)) = (snapshot.layers.first(), snapshot.layers.last()) else { return String::new() };
    let depth = snapshot.layers.len();
    let n = |v: f32| words::number(f64::from(v));
    match part {
        Part::Forward => format!(
            "Forward: a batch of {} passed through. Activation std {} at layer 1, {} at layer {depth}.",
            config.batch,
            n(first.act.std),
            n(last.act.std)
        ),
        Part::Cost => format!("Cost: the answers, held against the labels, cost {} on this batch.", n(snapshot.cost)),
        Part::Backward => format!(
            "Backward: the cost’s gradient came back. Std {} at layer {depth}, {} at layer 1.",
            n(last.grad.std),
            n(first.grad.std)
        ),
        Part::Update => format!(
            "Update: weights moved against their gradients, by {} of their length at layer 1, {} at layer {depth}.",
            n(first.update_ratio),
            n(last.update_ratio)
        ),
    }
}
