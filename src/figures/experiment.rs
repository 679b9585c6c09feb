//! What an experiment is: a handful of functions, each with a default that does nothing.

use charts::plot::{Mark, Plot};
use charts::style::Style;
use lesson::config::Config;
use lesson::direction::Direction;
use lesson::jobs::{Done, Jobs};
use lesson::session::RunError;
use lesson::snapshot::Snapshot;
use std::rc::Rc;
use words::{Named, Words};

/// Is shown charts, by their places in [`Experiment::charts`].
pub type Visit<'a> = &'a mut dyn FnMut(usize, &dyn Plot);

/// What using a control comes to.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Nothing.
    None,
    /// The experiment shows something else now.
    Changed,
    /// Keys of the configuration to change, such as `sum-n=400`.
    Patch(String),
    /// Keys that set up what was asked for in the lab, which is shown where it is on the page.
    Open(String),
}

impl Effect {
    /// The keys to change, where there are any.
    pub fn patch(query: Option<String>) -> Self {
        query.map_or(Self::None, Self::Patch)
    }
}

/// A table of numbers: its heads, and its lines, each with its name first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// What stands above the columns.
    pub heads: Vec<String>,
    /// The lines.
    pub lines: Vec<Vec<String>>,
}

/// A figure without a browser.
pub trait Experiment {
    /// The names of its charts in the markup, in reading order.
    fn charts(&self) -> &'static [&'static str];

    /// Calls `visit` for every chart that has something to show.
    fn visit(&self, words: &Words, visit: Visit<'_>);

    /// Takes in the configuration; says whether its jobs are others now.
    fn configure(&mut self, _config: &Config) -> bool {
        false
    }

    /// A slider of its own was moved.
    fn slid(&mut self, _slider: &str, _place: f64) -> Effect {
        Effect::None
    }

    /// A button of its own, `data-press`, was pressed.
    fn pressed(&mut self, _what: &str) -> Effect {
        Effect::None
    }

    /// A mark of a chart was clicked, or Enter was pressed on it.
    fn picked(&mut self, _mark: &Mark) -> Effect {
        Effect::None
    }

    /// Where a slider of its own that stands at `place` has to be moved; `None` where it is right.
    fn place(&self, _slider: &str, _place: f64) -> Option<f64> {
        None
    }

    /// The greatest value of a slider of its own, where that changes.
    fn most(&self, _slider: &str) -> Option<usize> {
        None
    }

    /// Where the `.grip` is that its markup has in one chart, which is drawn in this size and style: something to be taken
    /// hold of, dragged by pointer or finger, moved by arrow keys.
    fn grip(&self, _size: (f64, f64), _style: &Style) -> Option<(f64, f64)> {
        None
    }

    /// The grip was dragged to a point of its chart, which is drawn in this size and style.
    fn dragged(&mut self, _to: (f64, f64), _size: (f64, f64), _style: &Style) -> Effect {
        Effect::None
    }

    /// The grip was moved by an arrow key.
    fn nudged(&mut self, _direction: Direction) -> Effect {
        Effect::None
    }

    /// The lab shows a state; says whether that is news.
    fn on_lab_snapshot(&mut self, _snapshot: &Rc<Snapshot>) -> bool {
        false
    }

    /// The reader guessed, by the key of a button.
    fn answered(&mut self, _guess: &str) -> Effect {
        Effect::None
    }

    /// What is said to a guess.
    fn reply(&self, _words: &Words, _guess: &str) -> Option<String> {
        None
    }

    /// Whether its controls wait for a guess, though its charts do not.
    fn is_asking(&self) -> bool {
        false
    }

    /// Does one piece of work, of at most some milliseconds; says whether there was anything to do.
    fn work(&mut self) -> bool {
        false
    }

    /// Whether there is such work left.
    fn is_busy(&self) -> bool {
        false
    }

    /// A picture is to be made of what is known now.
    fn prepare(&mut self) {}

    /// What it has the workers do, where it does.
    fn jobs(&mut self) -> Option<&mut Jobs> {
        None
    }

    /// Whether its jobs are begun as soon as it is seen, without being asked for.
    fn begins_by_itself(&self) -> bool {
        false
    }

    /// A job has ended, by its place in the list: at its step or, where the run broke off, before.
    fn take(&mut self, _job: usize, _outcome: Result<Done<'_>, &RunError>) {}

    /// What the jobs brought is of the past.
    fn forget(&mut self) {}

    /// Numbers by the names that the markup has for them; those of its sliders too.
    fn values(&self, _words: &Words) -> Vec<Named> {
        Vec::new()
    }

    /// What it found, in a sentence with its numbers; empty before there is anything.
    fn finding(&self, _words: &Words) -> String {
        String::new()
    }

    /// What it is doing or what to try, where it says that apart from what it found; and whether that is the answer.
    fn verdict(&self, _words: &Words) -> Option<(String, bool)> {
        None
    }

    /// The numbers of `Show numbers`.
    fn table(&self, _words: &Words) -> Option<Table> {
        None
    }
}
