//! The derivation: the lab's own number stands beside its formula, in the article.

use crate::dom;
use web_sys::Element;

/// Writes what the lab measures wherever the page has a place for it; a text that stands there already stays.
pub fn tell(page: &Element, text: &str) {
    for place in dom::all(page, "[data-lab=backward]") {
        if place.text_content().as_deref() != Some(text) {
            place.set_text_content(Some(text));
        }
    }
}
