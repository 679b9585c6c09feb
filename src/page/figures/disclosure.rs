//! A button that unfolds something, and says so to those who cannot see it.

use crate::dom;
use web_sys::Element;

/// Whether what a button unfolds is to be seen.
pub fn is_open(button: &Element) -> bool {
    button.get_attribute("aria-expanded").as_deref() == Some("true")
}

/// Says whether it is.
pub fn set_open(button: &Element, open: bool) {
    dom::attribute(button, "aria-expanded", if open { "true" } else { "false" });
}

/// The button was pressed: says whether what it unfolds is to be seen from now on.
pub fn toggle(button: &Element) -> bool {
    let open = !is_open(button);
    set_open(button, open);
    open
}
