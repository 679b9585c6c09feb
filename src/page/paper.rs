//! The page on paper: `data-print` on the root gives it the look and the layout of paper (`www/style.css`), while the browser
//! prints and for measuring. Knows no figure.

use super::dom;
use super::error::Result;
use web_sys::Element;

const ATTRIBUTE: &str = "data-print";
/// Calls `print` with true before the page is printed and with false after it. Where no event comes, or the print is only a
/// preview, the medium tells.
pub fn listen(print: impl Fn(bool) + Clone + 'static) -> Result {
    let window = dom::window()?;
    for (kind, printing) in [("beforeprint", true), ("afterprint", false)] {
        let print = print.clone();
        dom::on(&window, kind, move |_| print(printing))?;
    }
    let Some(medium) = window.match_media("print")? else { return Ok(()) };
    let told = medium.clone();
    dom::on(&medium, "change", move |_| print(told.matches()))
}

/// Whether the page is laid out for paper.
pub fn is_laid_out() -> bool {
    dom::root().is_ok_and(|root| root.has_attribute(ATTRIBUTE))
}

/// Lays the page out for paper or for the screen; says whether it was not yet.
pub fn lay_out(printing: bool) -> Result<bool> {
    let root = dom::root()?;
    let changes = root.has_attribute(ATTRIBUTE) != printing;
    root.toggle_attribute_with_force(ATTRIBUTE, printing)?;
    Ok(changes)
}

/// How tall an element is on paper, in CSS pixels, in the one width in which the page is laid out for it: a course page prints
/// its frame that wide and scales it to the sheet. Nothing of this is seen: the page is laid out for paper and back
/// before the next picture.
pub fn height(element: &Element) -> Result<f64> {
    let root = dom::root()?;
    let printing = root.has_attribute(ATTRIBUTE);
    if !printing {
        root.set_attribute(ATTRIBUTE, "")?;
    }
    let height = element.get_bounding_client_rect().height().ceil();
    if !printing {
        root.remove_attribute(ATTRIBUTE)?;
    }
    Ok(height)
}
