//! The figures, one file each, and the parts that several of them use.

use crate::dom;
use crate::error::Result;
use crate::slots::figure::Figure;
use crate::slots::figure_slot::FigureSlot;
use crate::slots::slot::Slot;
use lesson::choice::Choice;
use lesson::figure::Figure as Name;
use std::rc::Rc;
use web_sys::Element;
use words::Words;

pub mod cube;
pub mod cube_view;
mod derivation;
mod disclosure;
pub mod embed_dialog;
pub mod experiment;
pub mod lab;
mod long_work;
pub mod neighbours;
pub mod predict;
pub mod question;
pub mod race;
pub mod stepper;
pub mod tabs;
pub mod toolbar;

/// The lab, which a reader of the article sees first, in its slot, where its markup is on the page; `visible` where it is taken
/// to be in sight until the browser says otherwise.
pub fn first(body: &Element, words: &Rc<Words>, visible: bool) -> Result<Vec<FigureSlot>> {
    let lab = dom::find(body, "[data-figure=lab]").map(|element| {
        let slot = Rc::new(Slot::new(element, visible, words.clone()));
        Ok(FigureSlot::new(slot.clone(), Box::new(lab::Lab::new(slot)?)))
    });
    lab.into_iter().collect()
}

/// The markup of all others, in the page's order.
pub fn others(body: &Element) -> Vec<Element> {
    dom::all(body, "[data-figure]:not([data-figure=lab])")
}

/// One of them, where its name is known. They, and what only they use, are in the module that `later` loads.
#[inline(never)]
pub fn other(element: Element, words: &Rc<Words>) -> Result<Option<FigureSlot>> {
    let name = element.get_attribute("data-figure").and_then(|name| Name::from_key(&name));
    let slot = Rc::new(Slot::new(element, false, words.clone()));
    let figure: Box<dyn Figure> = match name {
        None | Some(Name::Lab) => return Ok(None),
        Some(Name::Race) => Box::new(race::Race::new(slot.clone())?),
        Some(Name::Neighbours) => Box::new(neighbours::Neighbours::new(slot.clone())?),
        Some(Name::Cube) => Box::new(cube::CubeFigure::new(slot.clone())?),
        Some(name) => match figures::experiment(name) {
            Some(state) => Box::new(experiment::Experiment::new(slot.clone(), state)?),
            None => return Ok(None),
        },
    };
    Ok(Some(FigureSlot::new(slot, figure)))
}
