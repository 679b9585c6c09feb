//! The parts of some markup that the program fills: `data-out` for single values, `data-part` for everything else.
//! Looked up once; a text is written only where it differs from what was written last (the page itself may have been
//! translated, or its letters changed, by somebody else).

use crate::dom;
use crate::error::{Error, Result};
use figures::markup::Markup;
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

/// The parts of a figure, or of one row in it.
pub struct Parts {
    /// The markup's own element.
    pub element: Element,
    values: Vec<(String, Text)>,
    parts: Vec<(String, (Element, Text))>,
}

impl Parts {
    /// Looks through some markup.
    pub fn of(element: Element) -> Self {
        let mut values: Vec<(String, Text)> = Vec::new();
        for element in dom::all(&element, "[data-out]") {
            let name = element.get_attribute("data-out").unwrap_or_default();
            match values.iter_mut().find(|(one, _)| *one == name) {
                Some((_, text)) => text.elements.push(element),
                None => values.push((name, Text::of(element))),
            }
        }
        let named =
            |element: Element| Some((element.get_attribute("data-part")?, (element.clone(), Text::of(element))));
        let parts = dom::all(&element, "[data-part]").into_iter().filter_map(named).collect();
        Self { element, values, parts }
    }

    /// A part that the markup must have.
    pub fn part(&self, name: &str) -> Result<&Element> {
        match find(&self.parts, name) {
            Some((element, _)) => Ok(element),
            None => Err(Error(format!("the figure has no part {name}"))),
        }
    }

    fn matching(&self, selector: &str) -> Vec<Element> {
        if selector.is_empty() { vec![self.element.clone()] } else { dom::all(&self.element, selector) }
    }
}

impl Markup for Parts {
    fn set_value(&self, name: &str, value: &str) {
        if let Some(text) = find(&self.values, name) {
            text.set(value);
        }
    }

    fn set_text(&self, part: &str, text: &str) {
        if let Some((_, part)) = find(&self.parts, part) {
            part.set(text);
        }
    }

    fn set_visible(&self, part: &str, visible: bool) {
        if let Some((part, _)) = find(&self.parts, part) {
            dom::set_visible(part, visible);
        }
    }

    fn set_attribute(&self, selector: &str, name: &str, value: Option<&str>) {
        self.matching(selector).iter().for_each(|element| dom::set(element, name, value));
    }

    fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        self.matching(selector).iter().filter_map(|element| element.get_attribute(name)).collect()
    }
}

/// There are a few dozen parts: they are looked through. Of two with one name the last counts.
fn find<'a, T>(parts: &'a [(String, T)], name: &str) -> Option<&'a T> {
    parts.iter().rev().find(|(one, _)| one == name).map(|(_, value)| value)
}
