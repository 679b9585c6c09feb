//! The stepper: lights the part of a training step that is shown.

use crate::dom;
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
