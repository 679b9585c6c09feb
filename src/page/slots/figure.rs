//! What a figure is: a handful of functions, each with a default that does nothing. Its slot calls them.

use crate::context::Context;
use crate::error::Result;
use crate::figures::question::Question;
use crate::widgets::chart_view::ChartView;
use charts::plot::Plot;
use lesson::snapshot::Snapshot;
use protocol::message::{FromWorker, SessionId};
use std::rc::Rc;
use web_sys::{Element, Event};

/// What is done with a chart and the plot that it shows: it is drawn, asked, or saved.
pub type Visit<'a> = &'a mut dyn FnMut(&mut ChartView, &dyn Plot) -> Result;

/// One self-contained interactive of the page; what all have alike is its slot's.
pub trait Figure {
    /// The configuration changed; `arrived` where the reader came by an address rather than by a control. Says whether
    /// the figure's runs are others now.
    fn configure(&mut self, _cx: &mut Context, _arrived: bool) -> Result<bool> {
        Ok(false)
    }
    /// Begins the runs of the present configuration.
    fn start(&mut self, _cx: &mut Context) -> Result {
        Ok(())
    }
    /// An event in the figure's region; says whether it is done with.
    fn on_event(&mut self, _cx: &mut Context, _event: &Event, _target: &Element) -> Result<bool> {
        Ok(false)
    }
    /// A button with this `data-action` was pressed; says whether the figure knows it.
    fn act(&mut self, _cx: &mut Context, _action: &str, _button: &Element) -> Result<bool> {
        Ok(false)
    }
    /// The pointer or the focus is elsewhere now.
    fn on_leave(&mut self) {}
    /// Whether a session is one of its runs; a figure that trains nothing has none.
    fn owns(&self, _session: SessionId) -> bool {
        false
    }
    /// A worker's message about one of its rows.
    fn on_message(&mut self, _cx: &mut Context, _message: FromWorker) -> Result {
        Ok(())
    }
    /// A worker is gone, and these sessions with it; says whether one of them was the figure's.
    fn on_worker_lost(&mut self, _sessions: &[SessionId]) -> bool {
        false
    }
    /// Begins again what was lost through no fault of its own.
    fn reopen(&mut self, cx: &mut Context) -> Result {
        self.start(cx)
    }
    /// The lab shows another state.
    fn on_lab_snapshot(&mut self, _snapshot: &Rc<Snapshot>) {}
    /// Work in the background that waited, or lost its worker, goes on.
    fn go_on(&mut self, _cx: &mut Context) -> Result {
        Ok(())
    }
    /// Time to look whether an answer is overdue.
    fn on_timeout(&mut self, _cx: &mut Context) -> Result {
        Ok(())
    }
    /// The next picture is due: texts, and the moment to ask for the next step. The charts are drawn after it.
    fn draw(&mut self, _cx: &mut Context) -> Result {
        Ok(())
    }
    /// Shows `visit` every chart that has something to show, with its plot, in reading order.
    fn charts(&mut self, cx: &Context, visit: Visit<'_>) -> Result;
    /// The next configuration comes with a question, to be answered before all is shown.
    fn set_question(&mut self, _question: Question) {}
    /// The reader guessed, by the key of a button; what is said to that, where it can be said already.
    fn reply(&mut self, _cx: &Context, _guess: &str) -> Option<String> {
        None
    }
    /// What the figure found, in a sentence with its numbers; empty where its status line says it.
    fn finding(&self, _cx: &Context) -> String {
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
    fn csv(&self, _cx: &Context) -> Option<String> {
        None
    }
}
