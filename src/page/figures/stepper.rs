//! The stepper: lights the part of a training step that is shown, and says what it changed.

use crate::dom;
use lesson::config::Config;
use lesson::snapshot::Snapshot;
use lesson::step_part::Part;
use web_sys::Element;
use words::Words;

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
pub fn describe(part: Part, snapshot: &Snapshot, config: &Config, words: &Words) -> String {
    let (Some(first), Some(last)) = (snapshot.layers.first(), snapshot.layers.last()) else { return String::new() };
    let depth = snapshot.layers.len() as u64;
    match part {
        Part::Forward => words.part_forward(config.run.batch.into(), first.act.std.into(), last.act.std.into(), depth),
        Part::Cost => words.part_cost(snapshot.cost.into()),
        Part::Backward => words.part_backward(last.grad.std.into(), depth, first.grad.std.into()),
        Part::Update => words.part_update(first.update_ratio.into(), last.update_ratio.into(), depth),
    }
}
