//! A new point for the network: a digit drawn on the pad by mouse, touch or keys, or a point of the plane.

use crate::event::Event;
use crate::markup::{Node, Slot};
use lesson::choice::DataSet;
use lesson::pad::{KeyAction, Pad};
use lesson::predict::{OwnInput, classes};
use words::{Words, number};

/// A cell of the pad, and its number.
const CELL: (&str, &str) = ("[data-cell]", "data-cell");
/// How full a cell or a bar is: the style sheet does the rest.
const SHARE: &str = "--v";

/// What was drawn on the pad or typed.
#[derive(Default)]
pub struct Predict {
    /// What the network is asked about.
    pub own: OwnInput,
}

fn selector(place: usize) -> String {
    format!("[data-cell='{place}']")
}

fn place_of(event: &dyn Event) -> Option<usize> {
    Pad::place(&event.closest(CELL.0, CELL.1)?)
}

impl Predict {
    /// Takes an event on the pad; says whether the drawing changed.
    pub fn on_event(&mut self, slot: &dyn Slot, words: &Words, event: &dyn Event) -> bool {
        let changed = match event.kind() {
            "pointerdown" => self.begin(slot, event),
            "pointermove" if self.own.pad.is_drawing() => {
                event.below(CELL.1).and_then(|cell| Some(self.own.pad.go_on(Pad::place(&cell)?)))
            }
            "keydown" => self.key(slot, event),
            "pointerup" | "pointercancel" => {
                self.own.pad.end();
                None
            }
            "click" => event.closest("[data-action=clear-pad]", "data-action").map(|_| {
                self.own.pad.clear();
                true
            }),
            _ => None,
        };
        if changed.is_some() {
            self.paint(slot, words);
        }
        changed == Some(true)
    }

    fn begin(&mut self, slot: &dyn Slot, event: &dyn Event) -> Option<bool> {
        let place = place_of(event)?;
        event.prevent_default();
        focus(slot, place);
        Some(self.own.pad.begin(place))
    }

    fn key(&mut self, slot: &dyn Slot, event: &dyn Event) -> Option<bool> {
        let place = place_of(event)?;
        let action = self.own.pad.key(place, &event.key()?.0)?;
        event.prevent_default();
        match action {
            KeyAction::Draw => Some(true),
            KeyAction::Focus(to) => {
                focus(slot, to);
                None
            }
        }
    }

    fn paint(&self, slot: &dyn Slot, words: &Words) {
        for (place, cell) in self.own.pad.cells().enumerate() {
            slot.set_attribute(&selector(place), SHARE, Some(&cell.share.to_string()));
            let name = words.pad_cell(cell.row as u64 + 1, cell.column as u64 + 1, cell.ink());
            slot.set_attribute(&selector(place), "aria-label", Some(&name));
        }
    }
}

/// Goes to the one cell that the Tab key reaches.
fn focus(slot: &dyn Slot, to: usize) {
    let cell = selector(to);
    slot.set_attribute("[data-cell][tabindex='0']", "tabindex", Some("-1"));
    slot.set_attribute(&cell, "tabindex", Some("0"));
    slot.focus(&cell);
}

/// Writes the probabilities as bars and the likeliest class as a sentence.
pub fn answer(slot: &dyn Slot, words: &Words, outputs: &[f32], set: DataSet) {
    let classes = classes(outputs);
    let bar = |(class, probability): (usize, &f32)| {
        let share = Node::text("i", "").with("aria-hidden", "true").with(SHARE, probability.to_string());
        let output = Node::text("output", number::percent((*probability).into())).with("aria-live", "off");
        Node::of("li", vec![Node::text("span", class.to_string()), share, output])
    };
    slot.set_children("[data-part=probabilities]", classes.iter().enumerate().map(bar).collect());
    slot.set_text("prediction", &words.prediction(set, &classes));
}
