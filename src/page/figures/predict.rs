//! A new point for the network: a digit drawn on the 8 x 8 pad by mouse, touch or keys, or a point of the plane.

use crate::dom;
use crate::error::Result;
use crate::slots::parts::Parts;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent, PointerEvent};
use words::{Words, number};

/// Side of the pad.
const SIDE: usize = 8;
/// A full stroke, in the digits' own unit.
const FULL: f32 = 16.0;
/// What a stroke leaves on the cells beside it.
const EDGE: f32 = 5.0;

/// The drawing and the typed point.
pub struct Predict {
    cells: Vec<Element>,
    ink: [f32; SIDE * SIDE],
    stroke: Option<bool>,
    point: Option<[f32; 2]>,
    words: Rc<Words>,
}

impl Predict {
    /// Finds the pad's cells.
    pub fn of(figure: &Element, words: Rc<Words>) -> Self {
        Self { cells: dom::all(figure, "[data-cell]"), ink: [0.0; SIDE * SIDE], stroke: None, point: None, words }
    }

    /// The input to ask about; `None` where nothing was drawn or clicked.
    pub fn input(&self, digits: bool) -> Option<Vec<f32>> {
        match digits {
            true => self.ink.iter().any(|v| *v > 0.0).then(|| self.ink.to_vec()),
            false => self.point.map(|point| point.to_vec()),
        }
    }

    /// The point that was clicked or typed.
    pub fn point(&self) -> Option<[f32; 2]> {
        self.point
    }

    /// Takes a point of the plane.
    pub fn choose(&mut self, point: Option<[f32; 2]>) {
        self.point = point;
    }

    /// Takes an event on the pad; says whether the drawing changed.
    pub fn event(&mut self, event: &Event) -> bool {
        match event.type_().as_str() {
            "pointerdown" => self.begin(event),
            "pointermove" if self.stroke.is_some() => self.go_on(event),
            "pointerup" | "pointercancel" => {
                self.stroke = None;
                false
            }
            "keydown" => self.key(event),
            "click" if dom::target_in(event, "[data-action=clear-pad]").is_some() => {
                self.ink = [0.0; SIDE * SIDE];
                self.paint();
                true
            }
            _ => false,
        }
    }

    fn place_of(&self, element: &Element) -> Option<usize> {
        element.get_attribute("data-cell")?.parse().ok().filter(|place| *place < self.ink.len())
    }

    /// A stroke that begins on a full cell rubs out.
    fn begin(&mut self, event: &Event) -> bool {
        let Some(place) = dom::target_in(event, "[data-cell]").and_then(|cell| self.place_of(&cell)) else {
            return false;
        };
        event.prevent_default();
        dom::focus(&self.cells[place]);
        self.rove(place);
        let draws = self.ink[place] < FULL;
        self.stroke = Some(draws);
        self.touch(place, draws)
    }

    /// A finger's events stay with the cell where it came down: the cell below it is looked up.
    fn go_on(&mut self, event: &Event) -> bool {
        let Some(pointer) = event.dyn_ref::<PointerEvent>() else { return false };
        let below = dom::document()
            .ok()
            .and_then(|d| d.element_from_point(pointer.client_x() as f32, pointer.client_y() as f32));
        match (below.and_then(|cell| self.place_of(&cell)), self.stroke) {
            (Some(place), Some(draws)) => self.touch(place, draws),
            _ => false,
        }
    }

    fn key(&mut self, event: &Event) -> bool {
        let (Some(cell), Some(key)) = (dom::target_in(event, "[data-cell]"), event.dyn_ref::<KeyboardEvent>()) else {
            return false;
        };
        let Some(at) = self.place_of(&cell) else { return false };
        let (row, column) = (at / SIDE, at % SIDE);
        let to = match key.key().as_str() {
            "ArrowRight" => row * SIDE + (column + 1).min(SIDE - 1),
            "ArrowLeft" => row * SIDE + column.saturating_sub(1),
            "ArrowDown" => (row + 1).min(SIDE - 1) * SIDE + column,
            "ArrowUp" => row.saturating_sub(1) * SIDE + column,
            " " | "Enter" => {
                event.prevent_default();
                self.ink[at] = if self.ink[at] > 0.0 { 0.0 } else { FULL };
                self.paint();
                return true;
            }
            _ => return false,
        };
        event.prevent_default();
        self.rove(to);
        dom::focus(&self.cells[to]);
        false
    }

    fn rove(&self, to: usize) {
        for (place, cell) in self.cells.iter().enumerate() {
            dom::attribute(cell, "tabindex", if place == to { "0" } else { "-1" });
        }
    }

    fn touch(&mut self, place: usize, draws: bool) -> bool {
        let before = self.ink;
        if draws {
            self.ink[place] = FULL;
            let (row, column) = (place / SIDE, place % SIDE);
            let beside =
                [(row.wrapping_sub(1), column), (row + 1, column), (row, column.wrapping_sub(1)), (row, column + 1)];
            for (row, column) in beside.into_iter().filter(|(row, column)| *row < SIDE && *column < SIDE) {
                let cell = &mut self.ink[row * SIDE + column];
                *cell = cell.max(EDGE);
            }
        } else {
            self.ink[place] = 0.0;
        }
        self.paint();
        before != self.ink
    }

    fn paint(&self) {
        for (place, (cell, ink)) in self.cells.iter().zip(self.ink).enumerate() {
            let Some(cell) = cell.dyn_ref::<HtmlElement>() else { continue };
            // A custom property can be set on any element.
            let _ = cell.style().set_property("--v", &format!("{}", ink / FULL));
            let level = match ink {
                0.0 => "none",
                FULL => "full",
                _ => "light",
            };
            let name = self.words.pad_cell((place / SIDE + 1) as u64, (place % SIDE + 1) as u64, level);
            dom::attribute(cell, "aria-label", &name);
        }
    }
}

/// Writes the probabilities as bars and the likeliest class as a sentence.
pub fn answer(parts: &Parts, words: &Words, probabilities: &[f32], digits: bool) -> Result {
    let list = parts.part("probabilities")?;
    let both;
    let probabilities = match probabilities {
        [one] => {
            both = [1.0 - one, *one];
            &both
        }
        many => many,
    };
    while list.child_element_count() as usize > probabilities.len() {
        list.last_element_child().inspect(Element::remove);
    }
    for (class, probability) in probabilities.iter().enumerate() {
        let item = match list.children().item(class as u32) {
            Some(item) => item,
            None => new_bar(list, class)?,
        };
        if let Some(bar) = dom::find(&item, "i").and_then(|bar| bar.dyn_into::<HtmlElement>().ok()) {
            let _ = bar.style().set_property("--v", &probability.to_string());
        }
        if let Some(out) = dom::find(&item, "output") {
            dom::text(&out, &number::percent((*probability).into()));
        }
    }
    let best = probabilities.iter().enumerate().filter(|p| !p.1.is_nan()).max_by(|a, b| a.1.total_cmp(b.1));
    let text = match best {
        Some((class, p)) if digits => words.predict_digit(class as u64, (*p).into()),
        Some((class, p)) => words.predict_point(class as u64, (*p).into()),
        None => words.predict_not_a_number().to_string(),
    };
    parts.set_text("prediction", &text);
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
