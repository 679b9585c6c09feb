//! What a figure is: a handful of functions, each with a default that does nothing. Its slot calls them.

use crate::event::{Event, Move, Spot};
use crate::markup::Slot;
use charts::drawing::Drawing;
use charts::plot::{Mark, Plot};
use charts::style::Style;
use lesson::config::Config;
use lesson::quiz::Question;
use lesson::snapshot::Snapshot;
use protocol::message::{FromWorker, SessionId};
use protocol::workers::Workers;
use std::rc::Rc;
use words::Words;

/// What can go wrong on the way to a worker, in words.
pub type Result<T = ()> = std::result::Result<T, String>;

/// What is done with a chart, by its place among the figure's, and the plot that it shows: it is drawn, asked, or saved.
pub type Visit<'a> = &'a mut dyn FnMut(usize, &dyn Plot);

/// What draws a canvas without axes of this size and style.
pub type Sketch<'a> = &'a dyn Fn((f64, f64), &Style) -> Drawing;

/// What a figure may use.
pub struct Context<'a> {
    /// The present state of the lesson.
    pub config: &'a Config,
    /// What the page says, in its language.
    pub words: &'a Words,
    /// Who trains.
    pub workers: &'a mut dyn Workers<Error = String>,
    /// The figure's place on the page.
    pub slot: &'a dyn Slot,
}

impl Context<'_> {
    /// Sets the lab up, and shows it where it is on the page.
    pub fn open_lab(&self, query: String) {
        self.slot.patch(query, true);
        if self.config.page.figure.is_none() {
            self.slot.scroll_to_lab();
        }
    }

    /// Whether the figure is to play by itself, where a link asks for it.
    pub fn plays_by_itself(&self) -> bool {
        self.config.page.play && !self.slot.media("(prefers-reduced-motion: reduce)")
    }
}

/// One self-contained interactive of the page; what all have alike is its slot's.
pub trait Figure {
    /// The names of its charts in the markup, in reading order. The charts of its rows come after them.
    fn charts(&self) -> &'static [&'static str];
    /// The selectors of its canvases without axes. Those of its rows come after them.
    fn sketches(&self) -> Vec<String> {
        Vec::new()
    }
    /// Shows `visit` every chart that has something to show, with its plot, in reading order.
    fn visit(&mut self, config: &Config, words: &Words, style: &Style, visit: Visit<'_>);
    /// Shows `visit` every canvas without axes that has something to show.
    fn visit_sketches(&self, _config: &Config, _words: &Words, _visit: &mut dyn FnMut(usize, Sketch<'_>)) {}
    /// The configuration changed; `arrived` where the reader came by an address rather than by a control. Says whether
    /// the figure's runs are others now.
    fn configure(&mut self, _cx: &mut Context, _arrived: bool) -> Result<bool> {
        Ok(false)
    }
    /// Begins the runs of the present configuration.
    fn start(&mut self, _cx: &mut Context) -> Result {
        Ok(())
    }
    /// A button with this `data-action` was pressed; says whether the figure knows it.
    fn act(&mut self, _cx: &mut Context, _action: &str, _event: &dyn Event) -> Result<bool> {
        Ok(false)
    }
    /// Another tab was chosen.
    fn on_tab(&mut self, _cx: &mut Context) {}
    /// An event in the figure's region; says whether it is done with.
    fn on_event(&mut self, _cx: &mut Context, _event: &dyn Event) -> Result<bool> {
        Ok(false)
    }
    /// An event on the canvas of a chart, after [`Self::on_event`]; says whether it is done with.
    fn on_chart(&mut self, _cx: &mut Context, _event: &dyn Event, _spot: Spot) -> Result<bool> {
        Ok(false)
    }
    /// A mark of a chart was clicked, or Enter was pressed on it; says whether that is done with.
    fn on_pick(&mut self, _cx: &mut Context, _mark: &Mark, _is_click: bool) -> bool {
        false
    }
    /// The grip in a chart of this size and style was moved; says whether that is done with.
    fn on_grip(&mut self, _cx: &mut Context, _moved: Move, _size: (f64, f64), _style: &Style) -> bool {
        false
    }
    /// Where the grip of a chart of this size and style stands.
    fn grip(&self, _size: (f64, f64), _style: &Style) -> Option<(f64, f64)> {
        None
    }
    /// The pointer or the focus is elsewhere now.
    fn on_leave(&mut self, _slot: &dyn Slot) {}
    /// Whether a session is one of its runs; a figure that trains nothing has none.
    fn owns(&self, _session: SessionId) -> bool {
        false
    }
    /// A worker's message about one of its runs.
    fn on_message(&mut self, _cx: &mut Context, _message: FromWorker) -> Result {
        Ok(())
    }
    /// A worker is gone, and these sessions with it; says whether one of them was the figure's.
    fn on_worker_lost(&mut self, _slot: &dyn Slot, _sessions: &[SessionId]) -> bool {
        false
    }
    /// Begins again what was lost through no fault of its own.
    fn reopen(&mut self, cx: &mut Context) -> Result {
        self.start(cx)
    }
    /// The lab shows another state.
    fn on_lab_snapshot(&mut self, _slot: &dyn Slot, _snapshot: &Rc<Snapshot>) {}
    /// Work in the background that waited, or lost its worker, goes on.
    fn go_on(&mut self, _cx: &mut Context) -> Result {
        Ok(())
    }
    /// Time to look whether an answer is overdue.
    fn on_timeout(&mut self, _cx: &mut Context) {}
    /// The next picture is due: texts, and the moment to ask for the next step. The charts are drawn after it.
    fn draw(&mut self, _cx: &mut Context) -> Result {
        Ok(())
    }
    /// The next configuration comes with a question, to be answered before all is shown.
    fn set_question(&mut self, _question: Question) {}
    /// The reader guessed, by the key of a button; what is said to that, where it can be said already.
    fn reply(&mut self, _cx: &mut Context, _guess: &str) -> Option<String> {
        None
    }
    /// What the figure found, in a sentence with its numbers; empty where its status line says it.
    fn finding(&self, _config: &Config, _words: &Words) -> String {
        String::new()
    }
    /// The step that is shown.
    fn step(&self) -> u32 {
        0
    }
    /// Its single values by name, for the page around this one.
    fn scalars(&self) -> Vec<(&'static str, f32)> {
        Vec::new()
    }
    /// The figure's numbers as a file.
    fn csv(&self, _config: &Config, _words: &Words) -> Option<String> {
        None
    }
}
