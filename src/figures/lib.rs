//! The figures: what each sets, computes, shows and says, as one object that a test drives as a reader and the workers do. State
//! and numbers are of `lesson`, sentences of `words`, pictures of `charts`; the page gives each its slot.

pub mod chain;
pub mod contours;
pub mod contrast;
pub mod cube;
pub mod event;
pub mod experiment;
pub mod experiment_figure;
pub mod figure;
pub mod lab;
mod long_work;
pub mod loss;
pub mod map;
pub mod markup;
pub mod neighbours;
pub mod poster;
pub mod quiet;
pub mod race;
#[cfg(test)]
mod rig;
pub mod slopes;
pub mod slot_state;
pub mod sum;
pub mod sweep;
pub mod time;
pub mod weight;
pub mod why;

use experiment::Experiment;
use experiment_figure::ExperimentFigure;
use figure::Figure;
use lesson::figure::Figure as Name;

/// The figure of this name; `None` for the lab, which is there before all others.
pub fn other(name: Name) -> Option<Box<dyn Figure>> {
    let experiment: Box<dyn Experiment> = match name {
        Name::Lab => return None,
        Name::Race => return Some(Box::new(race::Race::default())),
        Name::Neighbours => return Some(Box::new(neighbours::Neighbours::default())),
        Name::Cube => return Some(Box::new(cube::Cube::default())),
        Name::Chain => Box::new(chain::Chain::default()),
        Name::Map => Box::new(map::Map::default()),
        Name::Contours => Box::new(contours::Contours::default()),
        Name::Contrast => Box::new(contrast::Contrast::default()),
        Name::Quiet => Box::new(quiet::Quiet::default()),
        Name::Slopes => Box::new(slopes::Slopes::default()),
        Name::Sum => Box::new(sum::Sum::default()),
        Name::Why => Box::new(why::Why::default()),
        Name::Sweep => Box::new(sweep::Sweep::default()),
        Name::Weight => Box::new(weight::Weight::default()),
        Name::Time => Box::new(time::Time::default()),
    };
    Some(Box::new(ExperimentFigure::new(experiment)))
}
