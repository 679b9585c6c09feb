//! The lab: one network trains, and every layer's histogram shows it. Configuration and snapshots in, charts and words
//! out; the training itself is the worker's.

mod actions;
mod figure;
mod text;

use super::predict::Predict;
use super::question::Question;
use super::tabs::Tabs;
use crate::context::{Context, Message};
use crate::dom;
use crate::error::Result;
use crate::slots::slot::Slot;
use crate::widgets::chart_view::ChartView;
use crate::widgets::table::Table;
use charts::histogram::Values;
use charts::lab::{CHARTS, LabCharts};
use lesson::choice::DataSet;
use lesson::config::{Config, RunSpec};
use lesson::history::History;
use lesson::snapshot::{Predictions, Snapshot};
use lesson::step_part::Part;
use protocol::message::{Priority, Question as Ask, Report};
use protocol::run_state::{Frame, RunState};
use std::rc::Rc;

/// An answer that takes longer than this, in milliseconds, is said to be computing.
const PATIENCE: f64 = 400.0;
/// Texts change at most so often while the network plays, in milliseconds.
const READING: f64 = 150.0;

/// The lab figure.
pub struct Lab {
    slot: Rc<Slot>,
    charts: Vec<ChartView>,
    plots: LabCharts,
    table: Table,
    tabs: Tabs,
    predict: Predict,
    run: RunState,
    /// The present run.
    spec: Option<RunSpec>,
    history: History,
    /// What was drawn last, and the layer that was marked in it.
    drawn: Option<(Rc<Snapshot>, Option<usize>)>,
    /// The next frame begins a new run.
    fresh: bool,
    /// Step was pressed before the run had begun.
    owed: bool,
    /// A place of the history slider; `None` for the newest.
    past: Option<usize>,
    part: Option<Part>,
    asking: bool,
    /// The question that comes with the next configuration.
    posed: Option<Question>,
    values: Values,
    /// What is said to the reader's guess, until the run goes on.
    told: Option<String>,
    looking: bool,
    answered: f64,
    ms_per_step: f32,
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
            spec: None,
            history: History::default(),
            drawn: None,
            fresh: true,
            owed: false,
            past: None,
            part: None,
            asking: false,
            posed: None,
            values: Values::default(),
            told: None,
            looking: false,
            answered: 0.0,
            ms_per_step: f32::NAN,
            slot,
        })
    }

    /// Begins the run of the present configuration.
    fn begin(&mut self, cx: &mut Context) -> Result {
        (self.fresh, self.owed) = (true, false);
        (self.past, self.part) = (None, None);
        self.told = None;
        self.slot.parts.set_text("part-text", self.slot.words.lab_parts());
        self.slot.parts.set_text("readout", self.slot.words.lab_readout());
        self.slot.set_error("");
        self.slot.set_state("starting");
        self.run.start(&mut cx.pool, self.spec.unwrap_or_default())?;
        self.look_later(cx)
    }

    /// Asks for the next steps; where the run was lost, begins it again first.
    fn step(&mut self, cx: &mut Context, steps: u32) -> Result {
        if !self.run.is_running() {
            return self.begin(cx);
        }
        let Some(at) = self.history.newest().map(|newest| newest.step) else { return Ok(()) };
        let to = at.saturating_add(steps).min(if self.slot.is_playing() {
            cx.config.page.until.unwrap_or(u32::MAX)
        } else {
            u32::MAX
        });
        let learned =
            !self.slot.is_playing() || self.tabs.chosen() == "learned" && dom::now() - self.answered > READING;
        let report = if learned { Report::Predictions } else { Report::State };
        if self.run.step(&mut cx.pool, to, report)? {
            self.look_later(cx)?;
        }
        Ok(())
    }

    /// Looks, a little later, whether the answer that was just asked for has come.
    fn look_later(&mut self, cx: &Context) -> Result {
        if self.looking {
            return Ok(());
        }
        self.looking = true;
        let queue = cx.queue.clone();
        dom::after(PATIENCE as i32, move || queue.post(Message::Timeout))
    }

    /// Whether playing can go on from the present step.
    fn may_go_on(&self, config: &Config) -> bool {
        let newest = self.history.newest();
        let stopped = newest.is_some_and(|newest| newest.divergence.is_some());
        let until = newest.zip(config.page.until).is_some_and(|(newest, until)| newest.step >= until);
        self.fresh || !(stopped || until)
    }

    fn take(&mut self, cx: &mut Context, frame: Frame) -> Result {
        let mut snapshot = *frame.snapshot;
        if std::mem::take(&mut self.fresh) {
            self.history = History::default();
            self.plots.forget();
        }
        self.ms_per_step = frame.ms_per_step;
        if self.part == Some(Part::Update) {
            self.slot.parts.set_text("part-text", &cx.words.step_part(Part::Update, &snapshot, &cx.config));
        }
        let asked = !matches!(snapshot.predictions, Predictions::None);
        match self.history.newest() {
            _ if asked => self.answered = dom::now(),
            Some(earlier) => snapshot.predictions = earlier.predictions.clone(),
            None => {}
        }
        self.history.push(snapshot);
        if let Some(picture) = self.history.picture().filter(|_| self.past.is_none()) {
            cx.queue.post(Message::LabSnapshot(picture.clone()));
        }
        self.ask(cx)?;
        if self.slot.is_playing() && !self.may_go_on(&cx.config) {
            self.slot.set_playing(false);
        }
        self.slot.redraw_picture();
        self.slot.set_state("idle");
        self.slot.parts.set_visible("busy", false);
        if std::mem::take(&mut self.owed) { self.step(cx, 1) } else { Ok(()) }
    }

    /// Asks the network about the reader's own point.
    fn ask(&mut self, cx: &mut Context) -> Result {
        if let Some(input) = self.predict.own.of(cx.config.run.data) {
            self.run.ask(&mut cx.pool, Ask::Predict(input))?;
        }
        Ok(())
    }

    /// The snapshot to be seen: the newest with finite numbers, or the one that the slider stands on.
    fn shown(&self) -> Option<Rc<Snapshot>> {
        match self.past {
            Some(place) => self.history.at(place).cloned(),
            None => self.history.picture().cloned(),
        }
    }

    /// A control other than the question's was used, or an answer was given: the layers are shown.
    fn reveal(&mut self) {
        if std::mem::take(&mut self.asking) {
            self.slot.parts.set_visible("question", false);
            self.slot.redraw();
        }
    }
}

fn is_digits(config: &Config) -> bool {
    config.run.data == DataSet::Digits
}
