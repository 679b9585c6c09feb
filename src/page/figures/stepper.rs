//! The stepper: lights the part of a training step that is shown, and says what it changed.

use super::words;
use crate::dom;
use lesson::config::Config;
use lesson::snapshot::Snapshot;
use lesson::step_part::Part;
use web_sys::Element;

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

/// What a part did, with the numbers.
pub fn describe(part: Part, snapshot: &Snapshot, config: &Config) -> String {
    let (Some(first), Some(last)) = (snapshot.layers.first(), snapshot.layers.last()) else { return String::new() };
    let depth = snapshot.layers.len();
    let n = |v: f32| words::number(f64::from(v));
    match part {
        Part::Forward => format!(
            "Forward: a batch of {} passed through. Activation std {} at layer 1, {} at layer {depth}.",
            config.run.batch,
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
