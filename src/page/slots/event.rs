//! An event of the browser as figures read it.

use super::slot::Slot;
use crate::dom;
use figures::event::Event;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, KeyboardEvent, MouseEvent};

/// An event in a figure's slot.
pub struct DomEvent<'a> {
    /// As the browser has it.
    pub event: &'a web_sys::Event,
    /// Its kind, such as `click`.
    pub kind: String,
    /// The element that it is about.
    pub target: &'a Element,
    /// The figure's slot.
    pub slot: &'a Slot,
}

impl DomEvent<'_> {
    fn nearest(&self, selector: &str) -> Option<Element> {
        self.target.closest(selector).ok().flatten()
    }
}

impl Event for DomEvent<'_> {
    fn kind(&self) -> &str {
        &self.kind
    }

    fn closest(&self, selector: &str, attribute: &str) -> Option<String> {
        self.nearest(selector)?.get_attribute(attribute)
    }

    fn text_of(&self, selector: &str) -> Option<String> {
        self.nearest(selector)?.text_content()
    }

    fn below(&self, attribute: &str) -> Option<String> {
        let mouse: &MouseEvent = self.event.dyn_ref()?;
        let below = dom::document().ok()?.element_from_point(mouse.client_x() as f32, mouse.client_y() as f32)?;
        below.get_attribute(attribute)
    }

    fn number(&self) -> f64 {
        dom::input(self.target).map_or(f64::NAN, HtmlInputElement::value_as_number)
    }

    fn is_checked(&self) -> bool {
        dom::input(self.target).is_some_and(HtmlInputElement::checked)
    }

    fn key(&self) -> Option<(String, bool)> {
        self.event.dyn_ref().map(|key: &KeyboardEvent| (key.key(), key.shift_key()))
    }

    fn row(&self) -> Option<usize> {
        self.slot.row_of(self.target)
    }

    fn prevent_default(&self) {
        self.event.prevent_default();
    }
}
