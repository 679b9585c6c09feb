//! Small typed steps in the browser's document: look-ups, listeners, texts, timers. No words of this lesson.

use super::error::{Error, Result};
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, Event, EventTarget, HtmlElement, HtmlInputElement, Window};

/// The window; there is none in a worker.
pub fn window() -> Result<Window> {
    web_sys::window().ok_or_else(|| "there is no window".into())
}

/// The window around this one, where this page is a frame.
pub fn parent() -> Option<Window> {
    let window = web_sys::window()?;
    window.parent().ok().flatten().filter(|parent| *parent != window)
}

/// Whether this page is a frame in another one.
pub fn is_framed() -> bool {
    parent().is_some()
}

/// The window's document.
pub fn document() -> Result<Document> {
    window()?.document().ok_or_else(|| "there is no document".into())
}

/// The root element, `<html>`.
pub fn root() -> Result<Element> {
    document()?.document_element().ok_or_else(|| "the document is empty".into())
}

/// Whether the page cannot be seen at all, such as in a tab behind another.
pub fn is_hidden() -> bool {
    document().is_ok_and(|document| document.hidden())
}

/// The first element below `parent` that `selector` matches.
pub fn find(parent: &Element, selector: &str) -> Option<Element> {
    parent.query_selector(selector).ok().flatten()
}

/// The same, as an element that must be in the page's markup.
pub fn need<T: JsCast>(parent: &Element, selector: &str) -> Result<T> {
    find(parent, selector)
        .and_then(|element| element.dyn_into().ok())
        .ok_or_else(|| Error(format!("the page has no {selector}")))
}

/// All elements below `parent` that `selector` matches, in document order.
pub fn all(parent: &Element, selector: &str) -> Vec<Element> {
    let Ok(list) = parent.query_selector_all(selector) else { return Vec::new() };
    (0..list.length()).filter_map(|i| list.get(i)?.dyn_into().ok()).collect()
}

/// A new element with a text.
pub fn make(tag: &str, text: &str) -> Result<Element> {
    let element = document()?.create_element(tag)?;
    if !text.is_empty() {
        element.set_text_content(Some(text));
    }
    Ok(element)
}

/// Hides or shows; says whether that changed anything.
pub fn set_visible(element: &Element, visible: bool) -> bool {
    let changed = element.has_attribute("hidden") == visible;
    if changed {
        // `toggleAttribute` fails only on a bad name.
        let _ = element.toggle_attribute_with_force("hidden", !visible);
    }
    changed
}

/// Writes an attribute only where it differs: an unchanged page costs no layout.
pub fn attribute(element: &Element, name: &str, value: &str) {
    if element.get_attribute(name).as_deref() != Some(value) {
        // Fails only on a bad name.
        let _ = element.set_attribute(name, value);
    }
}

/// The same, with `--` a custom property of the style; `None` takes the attribute away.
pub fn set(element: &Element, name: &str, value: Option<&str>) {
    match (value, element.dyn_ref::<HtmlElement>()) {
        (Some(value), Some(element)) if name.starts_with("--") => {
            // A custom property can be set on any element.
            let _ = element.style().set_property(name, value);
        }
        (Some(value), _) => attribute(element, name, value),
        // Fails only on a bad name.
        (None, _) => element.remove_attribute(name).unwrap_or_default(),
    }
}

/// Writes a text only where it differs.
pub fn text(element: &Element, words: &str) {
    if element.text_content().as_deref() != Some(words) {
        element.set_text_content(Some(words));
    }
}

/// The element that an event is about.
pub fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

/// The nearest element at or above the event's that `selector` matches.
pub fn target_in(event: &Event, selector: &str) -> Option<Element> {
    target(event)?.closest(selector).ok().flatten()
}

/// As an input field, where it is one.
pub fn input(element: &Element) -> Option<&HtmlInputElement> {
    element.dyn_ref()
}

/// Moves the keyboard's focus.
pub fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        // A removed element cannot take it; nothing to do then.
        let _ = element.focus();
    }
}

/// Moves the keyboard's focus to a place that is no control, so that the next Tab goes on from there.
pub fn focus_place(element: &Element) {
    if element.get_attribute("tabindex").is_none() {
        attribute(element, "tabindex", "-1");
    }
    focus(element);
}

/// Calls `f` at each `kind` of event on `target`, for as long as the page lives.
pub fn on(target: &EventTarget, kind: &str, f: impl FnMut(Event) + 'static) -> Result {
    let closure = Closure::<dyn FnMut(Event)>::new(f);
    target.add_event_listener_with_callback(kind, closure.as_ref().unchecked_ref())?;
    closure.forget();
    Ok(())
}

/// Calls `f` once, after `ms` milliseconds.
pub fn after(ms: i32, f: impl FnOnce() + 'static) -> Result {
    let call = Closure::once_into_js(f);
    window()?.set_timeout_with_callback_and_timeout_and_arguments_0(call.unchecked_ref(), ms)?;
    Ok(())
}

/// Calls `f` once, before the next picture.
pub fn next_frame(f: impl FnOnce() + 'static) -> Result {
    let call = Closure::once_into_js(move |_: f64| f());
    window()?.request_animation_frame(call.unchecked_ref())?;
    Ok(())
}

/// Milliseconds since the page was opened.
pub fn now() -> f64 {
    web_sys::window().and_then(|w| w.performance()).map_or(0.0, |p| p.now())
}

/// Makes a mark in the browser's timeline of performance.
pub fn mark(name: &str) {
    if let Some(performance) = web_sys::window().and_then(|w| w.performance()) {
        // A timeline without room for it is no fault of the page.
        let _ = performance.mark(name);
    }
}

/// Whether a media query holds, such as `(prefers-reduced-motion: reduce)`.
pub fn media(query: &str) -> bool {
    web_sys::window().and_then(|w| w.match_media(query).ok().flatten()).is_some_and(|list| list.matches())
}
