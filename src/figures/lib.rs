//! The experiments: what a figure sets, computes, shows and says, as one object that a test drives as a reader does. State
//! and numbers are of `lesson`, sentences of `words`, pictures of `charts`; one piece of glue in `page` serves them all.

pub mod chain;
pub mod contours;
pub mod contrast;
pub mod experiment;
pub mod map;
pub mod poster;
pub mod quiet;
pub mod slopes;
pub mod sum;
pub mod sweep;
pub mod time;
pub mod weight;
pub mod why;

use experiment::Experiment;
use lesson::figure::Figure;

/// The experiment of a figure; `None` for the figures that have glue of their own.
pub fn experiment(figure: Figure) -> Option<Box<dyn Experiment>> {
    Some(match figure {
        Figure::Chain => Box::new(chain::Chain::default()),
        Figure::Map => Box::new(map::Map::default()),
        Figure::Contours => Box::new(contours::Contours::default()),
        Figure::Contrast => Box::new(contrast::Contrast::default()),
        Figure::Quiet => Box::new(quiet::Quiet::default()),
        Figure::Slopes => Box::new(slopes::Slopes::default()),
        Figure::Sum => Box::new(sum::Sum::default()),
        Figure::Why => Box::new(why::Why::default()),
        Figure::Sweep => Box::new(sweep::Sweep::default()),
        Figure::Lab | Figure::Race | Figure::Neighbours | Figure::Cube => return None,
        Figure::Weight => Box::new(weight::Weight::default()),
        Figure::Time => Box::new(time::Time::default()),
    })
}
