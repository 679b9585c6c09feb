//! The parts of a figure's markup that the program fills: `data-out` for single values, `data-part` for everything else.
//! Looked up once; a text is written only where it differs from what was written last (the page itself may have been
//! translated, or its letters changed, by somebody else).

use crate::dom;
use crate::error::{Error, Result};
use std::cell::RefCell;
use web_sys::Element;

/// Elements and the text that they were given last.
struct Text {
    elements: Vec<Element>,
    last: RefCell<Option<String>>,
}

impl Text {
    fn of(element: Element) -> Self {
        Self { elements: vec![element], last: RefCell::new(None) }
    }

    fn set(&self, text: &str) {
        if self.last.borrow().as_deref() == Some(text) {
            return;
        }
        for element in &self.elements {
            element.set_text_content(Some(text));
        }
        *self.last.borrow_mut() = Some(text.to_string());
    }
}

/// The parts of one figure.
pub struct Parts {
    figure: Element,
    values: Vec<(String, Text)>,
    parts: Vec<(String, (Element, Text))>,
}

impl Parts {
    /// Looks through a figure's markup.
    pub fn of(figure: &Element) -> Self {
        let mut values: Vec<(String, Text)> = Vec::new();
        for element in dom::all(figure, "[data-out]") {
            let name = element.get_attribute("data-out").unwrap_or_default();
            match values.iter_mut().find(|(one, _)| *one == name) {
                Some((_, text)) => text.elements.push(element),
                None => values.push((name, Text::of(element))),
            }
        }
        let named =
            |element: Element| Some((element.get_attribute("data-part")?, (element.clone(), Text::of(element))));
        let parts = dom::all(figure, "[data-part]").into_iter().filter_map(named).collect();
        Self { figure: figure.clone(), values, parts }
    }

    /// Writes a value wherever the figure's texts have it.
    pub fn set_value(&self, name: &str, value: &str) {
        if let Some(text) = find(&self.values, name) {
            text.set(value);
        }
    }

    /// A part that the markup must have.
    pub fn part(&self, name: &str) -> Result<&Element> {
        match find(&self.parts, name) {
            Some((element, _)) => Ok(element),
            None => Err(Error(format!("the figure has no part {name}"))),
        }
    }

    /// Writes a part's text, where the figure has the part.
    pub fn set_text(&self, name: &str, words: &str) {
        if let Some((_, text)) = find(&self.parts, name) {
            text.set(words);
        }
    }

    /// Shows or hides a part, where the figure has it.
    pub fn set_visible(&self, name: &str, visible: bool) {
        if let Some((part, _)) = find(&self.parts, name) {
            dom::set_visible(part, visible);
        }
    }

    /// The button with this `data-action`.
    pub fn action(&self, name: &str) -> Option<Element> {
        dom::find(&self.figure, &format!("[data-action='{name}']"))
    }
}

/// There are a few dozen parts: they are looked through. Of two with one name the last counts.
fn find<'a, T>(parts: &'a [(String, T)], name: &str) -> Option<&'a T> {
    parts.iter().rev().find(|(one, _)| one == name).map(|(_, value)| value)
}
