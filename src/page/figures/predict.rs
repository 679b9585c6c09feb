//! A new point for the network: a digit drawn on the pad by mouse, touch or keys, or a point of the plane.

use crate::dom;
use crate::error::Result;
use crate::slots::parts::Parts;
use lesson::choice::DataSet;
use lesson::pad::{KeyAction, Pad};
use lesson::predict::{OwnInput, classes};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent, PointerEvent};
use words::{Words, number};

/// The pad's cells on the page, and what was drawn on them or typed.
pub struct Predict {
    /// What the network is asked about.
    pub own: OwnInput,
    cells: Vec<Element>,
    words: Rc<Words>,
}

impl Predict {
    /// Finds the pad's cells.
    pub fn of(figure: &Element, words: Rc<Words>) -> Self {
        Self { own: OwnInput::default(), cells: dom::all(figure, "[data-cell]"), words }
    }

    /// Takes an event on the pad; says whether the drawing changed.
    pub fn event(&mut self, event: &Event) -> bool {
        let changed = match event.type_().as_str() {
            "pointerdown" => self.begin(event),
            "pointermove" if self.own.pad.is_drawing() => self.go_on(event),
            "keydown" => self.key(event),
            "pointerup" | "pointercancel" => {
                self.own.pad.end();
                None
            }
            "click" if dom::target_in(event, "[data-action=clear-pad]").is_some() => {
                self.own.pad.clear();
                Some(true)
            }
            _ => None,
        };
        if changed.is_some() {
            self.paint();
        }
        changed == Some(true)
    }

    fn begin(&mut self, event: &Event) -> Option<bool> {
        let place = place_of(&dom::target_in(event, "[data-cell]")?)?;
        event.prevent_default();
        self.focus(place);
        Some(self.own.pad.begin(place))
    }

    /// A finger's events stay with the cell where it came down: the cell below it is looked up.
    fn go_on(&mut self, event: &Event) -> Option<bool> {
        let pointer: &PointerEvent = event.dyn_ref()?;
        let at = (pointer.client_x() as f32, pointer.client_y() as f32);
        let below = dom::document().ok()?.element_from_point(at.0, at.1)?;
        Some(self.own.pad.go_on(place_of(&below)?))
    }

    fn key(&mut self, event: &Event) -> Option<bool> {
        let (place, key) = (place_of(&dom::target_in(event, "[data-cell]")?)?, event.dyn_ref::<KeyboardEvent>()?.key());
        let action = self.own.pad.key(place, &key)?;
        event.prevent_default();
        match action {
            KeyAction::Draw => Some(true),
            KeyAction::Focus(to) => {
                self.focus(to);
                None
            }
        }
    }

    /// The one cell that the Tab key reaches.
    fn focus(&self, to: usize) {
        for (place, cell) in self.cells.iter().enumerate() {
            dom::attribute(cell, "tabindex", if place == to { "0" } else { "-1" });
        }
        dom::focus(&self.cells[to]);
    }

    fn paint(&self) {
        for (element, cell) in self.cells.iter().zip(self.own.pad.cells()) {
            set_share(element, cell.share);
            let name = self.words.pad_cell(cell.row as u64 + 1, cell.column as u64 + 1, cell.ink());
            dom::attribute(element, "aria-label", &name);
        }
    }
}

fn place_of(element: &Element) -> Option<usize> {
    Pad::place(&element.get_attribute("data-cell")?)
}

/// How full a cell or a bar is: the style sheet does the rest.
fn set_share(element: &Element, share: f32) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        // A custom property can be set on any element.
        let _ = element.style().set_property("--v", &share.to_string());
    }
}

/// Writes the probabilities as bars and the likeliest class as a sentence.
pub fn answer(parts: &Parts, words: &Words, outputs: &[f32], set: DataSet) -> Result {
    let (list, classes) = (parts.part("probabilities")?, classes(outputs));
    while list.child_element_count() as usize > classes.len() {
        list.last_element_child().inspect(Element::remove);
    }
    for (class, probability) in classes.iter().enumerate() {
        let item = match list.children().item(class as u32) {
            Some(item) => item,
            None => new_bar(list, class)?,
        };
        if let Some(bar) = dom::find(&item, "i") {
            set_share(&bar, *probability);
        }
        if let Some(out) = dom::find(&item, "output") {
            dom::text(&out, &number::percent((*probability).into()));
        }
    }
    parts.set_text("prediction", &words.prediction(set, &classes));
    Ok(())
}

fn new_bar(list: &Element, class: usize) -> Result<Element> {
    let item = dom::make("li", "")?;
    item.append_child(dom::make("span", &class.to_string())?.as_ref())?;
    let bar = dom::make("i", "")?;
    dom::attribute(&bar, "aria-hidden", "true");
    item.append_child(bar.as_ref())?;
    let out = dom::make("output", "")?;
    dom::attribute(&out, "aria-live", "off");
    item.append_child(out.as_ref())?;
    list.append_child(item.as_ref())?;
    Ok(item)
}
