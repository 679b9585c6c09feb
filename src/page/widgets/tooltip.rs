//! The one tip of the page: a value beside a mark. It ends with whatever brought it: here, and nowhere else.

use crate::dom;
use crate::error::Result;
use std::cell::Cell;
use wasm_bindgen::prelude::*;
use web_sys::{Event, EventTarget, HtmlElement, KeyboardEvent};

thread_local! {
    /// Whether a key brought what is shown: then it goes with the focus.
    static BY_KEY: Cell<bool> = const { Cell::new(false) };
}

/// Shows a text beside a point of the window, in the pixels of pointer events; `by_key` where an arrow key asked for it.
pub fn show(text: &str, (x, y): (f64, f64), by_key: bool) -> Result {
    let tip = tip()?;
    BY_KEY.set(by_key);
    dom::text(&tip, text);
    dom::set_visible(&tip, true);
    let place = tip.get_bounding_client_rect();
    let (w, h) = (place.width(), place.height());
    // A page may be zoomed by its style: then the tip's own pixels are others than the window's.
    let zoom = w / f64::from(tip.offset_width().max(1));
    let wide = dom::root()?.get_bounding_client_rect().width();
    let left = (x + 12.0).min(wide - w - 4.0).max(4.0) / zoom;
    let top = if y - h - 10.0 > 0.0 { y - h - 10.0 } else { y + 18.0 } / zoom;
    Ok(tip.style().set_property("transform", &format!("translate({left}px, {top}px)"))?)
}

/// Hides it.
pub fn hide() {
    if let Ok(tip) = tip() {
        dom::set_visible(&tip, false);
    }
}

/// Hides it from now on when the pointer leaves the charts or the page, when something scrolls, when the focus goes, at
/// Escape, and when the page itself is out of sight.
pub fn listen() -> Result {
    let (window, document, root) = (dom::window()?, dom::document()?, dom::root()?);
    let places: [(&EventTarget, &[&str]); 3] = [
        (&document, &["pointermove", "pointerdown", "pointercancel", "wheel", "scroll", "focusout", "keydown"]),
        (&root, &["pointerleave"]),
        (&window, &["blur", "visibilitychange"]),
    ];
    let ends = Closure::<dyn Fn(Event)>::new(|event: Event| {
        let goes_on = match event.type_().as_str() {
            "pointermove" | "pointerdown" => dom::target_in(&event, ".plot > canvas, a.term").is_some(),
            // A press on a chart takes the focus from another place.
            "focusout" => !BY_KEY.get(),
            "keydown" => event.dyn_ref::<KeyboardEvent>().is_none_or(|key| key.key() != "Escape"),
            _ => false,
        };
        if !goes_on {
            hide();
        }
    });
    for (place, kinds) in places {
        for kind in kinds {
            // Before the event reaches its target: scrolling inside a box is told to nobody further out.
            place.add_event_listener_with_callback_and_bool(kind, ends.as_ref().unchecked_ref(), true)?;
        }
    }
    ends.forget();
    Ok(())
}

fn tip() -> Result<HtmlElement> {
    dom::need(&dom::root()?, "[data-part=tip]")
}
