//! What lies below the first screen: the stylesheet leaves it out of the first layout, and here it is laid out a little
//! in each frame. From then on every place has its true height, and a link into the text ends where it points.

use crate::dom;
use crate::error::Result;
use web_sys::Element;

/// Milliseconds until it begins: the first picture goes first.
const DELAY: i32 = 700;
/// Elements in each frame, with all in them: a few milliseconds' work.
const SLICE: u32 = 50;

/// Lays out the lab's end and everything below the first text, in the page's own time.
pub fn lay_out(body: &Element) -> Result {
    let mut rest = dom::all(body, ".page > .lab > .abouts > *, .first ~ *");
    rest.reverse();
    dom::after(DELAY, move || go_on(rest))
}

fn go_on(mut rest: Vec<Element>) {
    let mut elements = 0;
    while elements < SLICE
        && let Some(element) = rest.pop()
    {
        elements += 1 + element.get_elements_by_tag_name("*").length();
        // Fails only on a bad name.
        let _ = element.class_list().add_1("laid");
    }
    if !rest.is_empty() {
        // Without a next frame nobody looks, and nothing is lost.
        let _ = dom::next_frame(move || go_on(rest));
    }
}
