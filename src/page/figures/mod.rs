//! The figures in their slots, and the parts of the page that all of them have.

use crate::context::Context;
use crate::dom;
use crate::error::Result;
use crate::slots::figure_slot::FigureSlot;
use ::figures::lab::Lab;
use lesson::choice::Choice;
use lesson::figure::Figure as Name;
use web_sys::Element;

pub mod embed_dialog;
pub mod toolbar;

/// The lab, which a reader of the article sees first, in its slot, where its markup is on the page; `visible` where it is taken
/// to be in sight until the browser says otherwise.
pub fn first(body: &Element, cx: &Context, visible: bool) -> Result<Vec<FigureSlot>> {
    let lab = dom::find(body, "[data-figure=lab]");
    lab.into_iter().map(|element| FigureSlot::new(element, Box::new(Lab::default()), cx, visible)).collect()
}

/// The markup of all others, in the page's order.
pub fn others(body: &Element) -> Vec<Element> {
    dom::all(body, "[data-figure]:not([data-figure=lab])")
}

/// One of them, where its name is known. They, and what only they use, are in the module that `later` loads.
#[inline(never)]
pub fn other(element: Element, cx: &Context) -> Result<Option<FigureSlot>> {
    let name = element.get_attribute("data-figure").and_then(|name| Name::from_key(&name));
    let figure = name.and_then(::figures::other);
    figure.map(|figure| FigureSlot::new(element, figure, cx, false)?.with_extras()).transpose()
}
