//! The places in a figure's markup that the program fills: `data-out` for single values, `data-part` for parts.
//! Looked up once; written only where the text differs.

use crate::dom;
use crate::failure::{Failure, Outcome};
use std::cell::RefCell;
use std::collections::HashMap;
use web_sys::Element;

/// A place and the text that it shows.
struct Place {
    elements: Vec<Element>,
    text: RefCell<Option<String>>,
}

/// The places of one figure.
pub struct Places {
    figure: Element,
    outs: HashMap<String, Place>,
    parts: HashMap<String, Element>,
}

impl Places {
    /// Looks through a figure's markup.
    pub fn of(figure: &Element) -> Self {
        let mut outs: HashMap<String, Place> = HashMap::new();
        for element in dom::all(figure, "[data-out]") {
            let name = element.get_attribute("data-out").unwrap_or_default();
            let place = outs.entry(name).or_insert_with(|| Place { elements: Vec::new(), text: RefCell::new(None) });
            place.elements.push(element);
        }
        let named = |element: Element| Some((element.get_attribute("data-part")?, element));
        let parts = dom::all(figure, "[data-part]").into_iter().filter_map(named).collect();
        Self { figure: figure.clone(), outs, parts }
    }

    /// Writes a value wherever the figure's texts have it.
    pub fn out(&self, name: &str, value: &str) {
        let Some(place) = self.outs.get(name) else { return };
        if place.text.borrow().as_deref() == Some(value) {
            return;
        }
        for element in &place.elements {
            element.set_text_content(Some(value));
        }
        *place.text.borrow_mut() = Some(value.to_string());
    }

    /// A part that the markup must have.
    pub fn part(&self, name: &str) -> Outcome<&Element> {
        self.parts.get(name).ok_or_else(|| Failure(format!("the figure has no part {name}")))
    }

    /// Writes a part's text, where the figure has the part.
    pub fn say(&self, name: &str, words: &str) {
        if let Some(part) = self.parts.get(name) {
            dom::text(part, words);
        }
    }

    /// Shows or hides a part, where the figure has it.
    pub fn show(&self, name: &str, visible: bool) {
        if let Some(part) = self.parts.get(name) {
            dom::show(part, visible);
        }
    }

    /// Names the play button by what it does next.
    pub fn mark_playing(&self, playing: bool) {
        if let Some(button) = self.action("play") {
            dom::text(&button, if playing { "Pause" } else { "Play" });
        }
    }

    /// The button with this `data-action`.
    pub fn action(&self, name: &str) -> Option<Element> {
        dom::find(&self.figure, &format!("[data-action='{name}']"))
    }
}
