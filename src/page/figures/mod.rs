//! The figures, one file each, and the parts that several of them use.

use super::dom;
use super::failure::Outcome;
use super::page::Context;
use protocol::message::FromWorker;
use web_sys::{Element, Event};

pub mod chain;
pub mod chart;
pub mod cube;
pub mod cube_view;
pub mod foot;
pub mod lab;
pub mod learned;
pub mod neighbours;
pub mod places;
pub mod predict;
pub mod question;
pub mod race;
pub mod slopes;
pub mod stepper;
pub mod table;
pub mod tabs;
pub mod tips;
pub mod view;
pub mod words;

/// One self-contained interactive of the page.
pub trait Figure {
    /// Its name in the URL, such as `lab`.
    fn name(&self) -> &'static str;
    /// Its region of the page.
    fn element(&self) -> &Element;
    /// Whether a worker's row belongs to it; a figure that trains nothing has none.
    fn owns(&self, _row: u32) -> bool {
        false
    }
    /// The configuration changed; `arrived` where the reader came by an address rather than by a control.
    fn show(&mut self, cx: &mut Context, arrived: bool) -> Outcome;
    /// An event in the document; says whether it was this figure's and is done with.
    fn event(&mut self, cx: &mut Context, event: &Event) -> Outcome<bool>;
    /// A worker's message about one of its rows.
    fn hear(&mut self, _cx: &mut Context, _message: FromWorker) -> Outcome {
        Ok(())
    }
    /// A worker is gone.
    fn lost(&mut self, _cx: &mut Context, _worker: usize, _text: &str) -> Outcome {
        Ok(())
    }
    /// The next picture is due; also the moment to ask for the next step.
    fn draw(&mut self, cx: &mut Context) -> Outcome;
    /// Sizes or colours changed.
    fn resize(&mut self);
    /// It came into sight or left it.
    fn seen(&mut self, cx: &mut Context, visible: bool) -> Outcome;
    /// Time to look whether an answer is overdue.
    fn look(&mut self, _cx: &mut Context) -> Outcome {
        Ok(())
    }
    /// The next configuration comes with a question, to be answered before all is shown.
    fn pose(&mut self, _question: question::Question) {}
    /// Another figure is in use now.
    fn pause(&mut self) {}
}

/// The figures whose markup is on the page, in its order.
pub fn all(body: &Element, cx: &Context) -> Outcome<Vec<Box<dyn Figure>>> {
    let mut figures: Vec<Box<dyn Figure>> = Vec::new();
    for element in dom::all(body, "[data-figure]") {
        let name = element.get_attribute("data-figure").unwrap_or_default();
        figures.push(match name.as_str() {
            "lab" => Box::new(lab::Lab::new(element, cx)?),
            "chain" => Box::new(chain::Chain::new(element)?),
            "slopes" => Box::new(slopes::Slopes::new(element)?),
            "race" => Box::new(race::Race::new(element)?),
            "neighbours" => Box::new(neighbours::Neighbours::new(element)?),
            "cube" => Box::new(cube::CubeFigure::new(element)?),
            _ => continue,
        });
    }
    Ok(figures)
}
