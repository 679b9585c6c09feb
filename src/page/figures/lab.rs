//! The lab: one network trains, and every layer's histogram shows it. Configuration and snapshots in, charts and words
//! out; the training itself is the worker's.

mod actions;
mod code;
mod figure;
mod text;

use super::predict::Predict;
use super::tabs::Tabs;
use crate::context::{Context, Message};
use crate::dom;
use crate::error::Result;
use crate::slots::figure::Figure;
use crate::slots::slot::Slot;
use crate::widgets::chart_view::ChartView;
use crate::widgets::table::Table;
use charts::histogram::Values;
use charts::lab::{CHARTS, LabCharts};
use lesson::code::Library;
use lesson::lab_state::{LabState, PATIENCE};
use lesson::snapshot::Snapshot;
use lesson::step_part::Part;
use protocol::message::{Priority, Question as Ask, Report};
use protocol::run_state::{Frame, RunState};
use std::rc::Rc;

/// The lab figure.
pub struct Lab {
    slot: Rc<Slot>,
    charts: Vec<ChartView>,
    plots: LabCharts,
    table: Table,
    tabs: Tabs,
    predict: Predict,
    run: RunState,
    state: LabState,
    values: Values,
    library: Library,
    /// What was drawn last, and the layer that was marked in it.
    drawn: Option<(Rc<Snapshot>, Option<usize>)>,
}

impl Lab {
    /// The figure in its markup.
    pub fn new(slot: Rc<Slot>) -> Result<Self> {
        Ok(Self {
            charts: CHARTS.iter().map(|name| ChartView::find(&slot.element, name)).collect::<Result<_>>()?,
            plots: LabCharts::default(),
            table: Table::of(slot.parts.part("table")?)?,
            tabs: Tabs::of(&slot.element),
            predict: Predict::of(&slot.element, slot.words.clone()),
            run: RunState::new(Priority::Interactive),
            state: LabState::default(),
            values: Values::default(),
            library: Library::default(),
            drawn: None,
            slot,
        })
    }

    /// Asks for the next steps; where the run was lost, begins it again first.
    fn step(&mut self, cx: &mut Context, steps: u32) -> Result {
        if !self.run.is_running() {
            return self.start(cx);
        }
        let playing = self.slot.is_playing();
        let until = cx.config.page.until.filter(|_| playing);
        let Some(to) = self.state.target(steps, until) else { return Ok(()) };
        self.ask_for(cx, to, until)
    }

    fn ask_for(&mut self, cx: &mut Context, to: u32, until: Option<u32>) -> Result {
        let seen = self.tabs.chosen() == "learned";
        let wanted = self.state.wanted(to, until, self.slot.is_playing(), seen, dom::now());
        if self.run.step(&mut cx.pool, to, Report::State(wanted))? { self.look_later(cx) } else { Ok(()) }
    }

    /// Looks, a little later, whether the answer that was just asked for has come.
    fn look_later(&mut self, cx: &Context) -> Result {
        if !self.state.begin_timeout() {
            return Ok(());
        }
        let queue = cx.queue.clone();
        dom::after(PATIENCE as i32, move || queue.post(Message::Timeout))
    }

    fn take(&mut self, cx: &mut Context, frame: Frame) -> Result {
        if self.state.take(*frame.snapshot, frame.ms_per_step, dom::now()) {
            self.plots.forget();
        }
        if self.state.part() == Some(Part::Update) {
            self.tell_part(cx);
        }
        if let Some(picture) = self.state.shown().filter(|_| !self.state.is_looking_back()) {
            cx.queue.post(Message::LabSnapshot(picture.clone()));
        }
        self.ask(cx)?;
        if self.slot.is_playing() && !self.state.may_go_on(cx.config.page.until) {
            self.slot.set_playing(false);
        }
        self.slot.redraw_picture();
        self.slot.set_state("idle");
        self.slot.parts.set_visible("busy", false);
        if self.state.take_pending_step() { self.step(cx, 1) } else { Ok(()) }
    }

    /// Asks the network about the reader's own point.
    fn ask(&mut self, cx: &mut Context) -> Result {
        if let Some(input) = self.predict.own.of(cx.config.run.data) {
            self.run.ask(&mut cx.pool, Ask::Predict(input))?;
        }
        Ok(())
    }

    /// A control other than the question's was used, or an answer was given: the layers are shown.
    fn reveal(&mut self) {
        if self.state.close_quiz() {
            self.slot.parts.set_visible("question", false);
            self.slot.redraw();
        }
    }
}
