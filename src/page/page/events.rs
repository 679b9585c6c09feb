//! Where an event of the document goes: to what lies over the page, to the text and its controls, or to the figure that it is in.

use super::{FigureSlot, Message, Page, presentation};
use crate::error::Result;
use crate::widgets::tooltip;
use crate::{controls, dom};
use figures::markup::Slot;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, MouseEvent};

/// Buttons that the later part of the program serves.
const SAVING: &str = "[data-action=csv], [data-action=png], [data-action=svg]";

impl Page {
    pub(super) fn event(&mut self, event: &Event) -> Result {
        if event.type_() == "visibilitychange" {
            return self.each(FigureSlot::go_on);
        }
        if dom::target_in(event, "dialog.embed").is_some() {
            let closed = self.dialog.as_mut().map_or(Ok(false), |dialog| dialog.on_event(&self.cx, event))?;
            self.dialog.take_if(|_| closed);
            return Ok(());
        }
        if presentation::keys(event)? || self.stage.is_some() && self.on_presenter(event)? {
            return Ok(());
        }
        let target = dom::target(event);
        let inside = |target: &Element| self.slots.iter().position(|one| one.slot.element().contains(Some(target)));
        let place = target.as_ref().and_then(inside);
        if let Some(left) = std::mem::replace(&mut self.entered, place).filter(|left| Some(*left) != place) {
            self.slots[left].on_leave();
        }
        self.take_into_use(event, place);
        if let Some(term) = dom::target_in(event, "a.term") {
            return explain(event, &term);
        }
        if event.type_() == "click" && !self.later.is_there() && dom::target_in(event, SAVING).is_some() {
            return self.wait(Message::Dom(event.clone()));
        }
        if event.type_() == "click" && self.anchor(event)? {
            return Ok(());
        }
        if let Some(patch) = controls::patch_of(event, &self.cx.config) {
            return self.patch(&patch.query, patch.push, patch.quiet);
        }
        if event.type_() == "click" && dom::target_in(event, "[data-action=dismiss]").is_some() {
            return self.dismiss();
        }
        match (place, target) {
            (Some(place), Some(target)) => self.slots[place].on_event(&mut self.cx, event, &target).map(|_| ()),
            (None, Some(target)) if !self.later.is_there() && target.closest("[data-figure]")?.is_some() => {
                match event.type_().as_str() {
                    "click" | "input" | "change" => self.wait(Message::Dom(event.clone())),
                    _ => self.later.ask(&self.cx.queue),
                }
            }
            _ => Ok(()),
        }
    }

    /// Takes the notices away; the keyboard goes on at the top of the text, not nowhere.
    fn dismiss(&mut self) -> Result {
        self.notices(&[])?;
        let next = self.slots.get(self.in_use).map(|one| one.slot.element().clone());
        if let Some(next) = next {
            dom::focus_place(&next);
        }
        Ok(())
    }

    /// The figure last touched plays, the others wait.
    fn take_into_use(&mut self, event: &Event, place: Option<usize>) {
        let Some(place) = place.filter(|_| matches!(event.type_().as_str(), "pointerdown" | "focusin" | "click"))
        else {
            return;
        };
        if place != self.in_use {
            self.slots[self.in_use].slot.set_playing(false);
            self.in_use = place;
        }
    }
}

/// Says what a term of the text means, beside the pointer or, for the keyboard and a finger, beside the term.
fn explain(event: &Event, term: &Element) -> Result {
    let id = term.get_attribute("href").unwrap_or_default();
    let entry =
        dom::document()?.get_element_by_id(id.trim_start_matches('#')).and_then(|entry| entry.next_element_sibling());
    let Some(meaning) = entry.and_then(|entry| entry.text_content()) else { return Ok(()) };
    let place = term.get_bounding_client_rect();
    match (event.type_().as_str(), event.dyn_ref::<MouseEvent>()) {
        ("pointermove", Some(mouse)) => {
            tooltip::show(&meaning, (mouse.client_x().into(), mouse.client_y().into()), false)
        }
        ("click", _) => {
            event.prevent_default();
            tooltip::show(&meaning, (place.left(), place.top()), true)
        }
        ("focusin", _) => tooltip::show(&meaning, (place.left(), place.top()), true),
        _ => Ok(()),
    }
}
