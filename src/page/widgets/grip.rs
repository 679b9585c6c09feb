//! Something in a chart that is taken hold of, as a button over the canvas: a finger on it drags it and beside it scrolls the
//! page, and the keyboard reaches it.

use super::chart::Chart;
use figures::event::Move;
use lesson::direction::Direction;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent, MouseEvent, PointerEvent};

/// The button, and whether a pointer holds it.
pub struct GripButton {
    element: Element,
    is_held: bool,
}

impl GripButton {
    /// The grip of a chart, where it has one.
    pub fn find(chart: &Chart) -> Option<Self> {
        chart.grip().map(|element| Self { element, is_held: false })
    }

    /// Puts it at a point of its chart, whose size is given, all in device pixels: a place in shares of the chart is right
    /// at every zoom.
    pub fn put(&self, (x, y): (f64, f64), (width, height): (f64, f64)) {
        let Some(element) = self.element.dyn_ref::<HtmlElement>() else { return };
        for (side, share) in [("left", x / width.max(1.0)), ("top", y / height.max(1.0))] {
            // Fails only on a bad name.
            let _ = element.style().set_property(side, &format!("{}%", (share * 1e4).round() / 100.0));
        }
    }

    /// What an event on it asks for.
    pub fn on_event(&mut self, event: &Event, chart: &Chart) -> Option<Move> {
        let is_on_it = crate::dom::target(event).is_some_and(|target| target == self.element);
        match event.type_().as_str() {
            "pointerdown" if is_on_it => {
                self.is_held = true;
                // A mouse that leaves the button goes on dragging; without that it stops there, and nothing worse.
                let _ = self.element.set_pointer_capture(event.dyn_ref::<PointerEvent>()?.pointer_id());
                None
            }
            "pointermove" if self.is_held => {
                let mouse: &MouseEvent = event.dyn_ref()?;
                // It may have been let go of where nobody heard of it.
                self.is_held = mouse.buttons() != 0;
                self.is_held.then(|| Move::To(chart.place_of(mouse)))
            }
            "pointerup" | "pointercancel" => {
                self.is_held = false;
                None
            }
            "keydown" if is_on_it => {
                let direction = Direction::of_key(&event.dyn_ref::<KeyboardEvent>()?.key())?;
                event.prevent_default();
                Some(Move::By(direction))
            }
            _ => None,
        }
    }
}
