//! Every mark can be asked: the value under the pointer, and by the arrow keys on a focused chart.

use super::chart::Chart;
use crate::dom;
use crate::failure::Outcome;
use crate::slots::parts::Parts;
use charts::Tip;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent, MouseEvent};

/// How far a key's search for the next mark goes at most, in CSS pixels.
const REACH: f64 = 1200.0;

/// Reads the value at a point of a chart, in device pixels.
pub type Read<'a> = dyn Fn(&Chart, f64, f64) -> Option<Tip> + 'a;

/// The readout's state: where the keys' cursor stands.
#[derive(Default)]
pub struct Tips {
    cursor: Option<(f64, f64)>,
    shown: bool,
}

impl Tips {
    /// Takes a pointer or key event on one of the charts; `read` gives the value at a point of a chart.
    pub fn event(&mut self, event: &Event, parts: &Parts, charts: &[&Chart], read: &Read<'_>) -> Outcome {
        match event.type_().as_str() {
            "pointermove" | "pointerdown" => {
                let found = charts.iter().find_map(|chart| chart.point(event).map(|(x, y)| read(chart, x, y)));
                match (found.flatten(), event.dyn_ref::<MouseEvent>()) {
                    (Some(tip), Some(mouse)) => {
                        self.say(parts, &tip.text, f64::from(mouse.client_x()), f64::from(mouse.client_y()))?;
                    }
                    _ => self.away(),
                }
            }
            "keydown" => self.key(event, parts, charts, read)?,
            "focusout" => {
                self.cursor = None;
                self.away();
            }
            _ => {}
        }
        Ok(())
    }

    /// The pointer left the charts.
    pub fn away(&mut self) {
        if std::mem::take(&mut self.shown)
            && let Ok(tip) = tip()
        {
            dom::show(&tip, false);
        }
    }

    /// An arrow key goes on until another mark is found.
    fn key(&mut self, event: &Event, parts: &Parts, charts: &[&Chart], read: &Read<'_>) -> Outcome {
        let chart = charts.iter().find(|chart| chart.holds(event));
        let (Some(chart), Some(key)) = (chart, event.dyn_ref::<KeyboardEvent>()) else { return Ok(()) };
        let (dx, dy) = match key.key().as_str() {
            "ArrowRight" => (1.0, 0.0),
            "ArrowLeft" => (-1.0, 0.0),
            "ArrowDown" => (0.0, 1.0),
            "ArrowUp" => (0.0, -1.0),
            "Escape" => {
                self.away();
                return Ok(());
            }
            _ => return Ok(()),
        };
        event.prevent_default();
        let (width, height) = (f64::from(chart.size().0), f64::from(chart.size().1));
        let start = self.cursor.unwrap_or((0.0, height / 3.0));
        let read = |(x, y)| read(chart, x, y).map(|tip| tip.text);
        let now = self.cursor.and_then(read);
        let mut at = start;
        for _ in 0..REACH as u32 {
            at = (at.0 + 2.0 * dx, at.1 + 2.0 * dy);
            if at.0 < 0.0 || at.0 > width || at.1 < 0.0 || at.1 > height {
                return Ok(());
            }
            if let Some(text) = read(at).filter(|text| now.as_ref() != Some(text)) {
                self.cursor = Some(at);
                let (x, y) = chart.on_screen(at);
                return self.say(parts, &text, x, y);
            }
        }
        Ok(())
    }

    /// Shows a value beside a point of the window, and in the readout's line.
    fn say(&mut self, parts: &Parts, text: &str, x: f64, y: f64) -> Outcome {
        let tip = tip()?;
        dom::text(&tip, text);
        dom::show(&tip, true);
        self.shown = true;
        let wide = f64::from(dom::root()?.client_width());
        let (w, h) = (f64::from(tip.offset_width()), f64::from(tip.offset_height()));
        let left = (x + 12.0).min(wide - w - 4.0).max(4.0);
        let top = if y - h - 10.0 > 0.0 { y - h - 10.0 } else { y + 18.0 };
        tip.style().set_property("transform", &format!("translate({left}px, {top}px)"))?;
        parts.set_text("readout", text);
        Ok(())
    }
}

fn tip() -> Outcome<HtmlElement> {
    let body: Element = dom::root()?;
    dom::need(&body, "[data-part=tip]")
}
