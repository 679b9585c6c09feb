//! The lab: one network trains, and every layer's histogram shows it. Configuration and snapshots in, charts and words
//! out; the training itself is the worker's.

mod actions;
mod figure;
mod telling;

use super::history::History;
use super::places::Places;
use super::predict::Predict;
use super::question::Question;
use super::stepper::{self, Part};
use super::tabs::Tabs;
use super::tips::Tips;
use super::view::{Values, View};
use crate::bus::Msg;
use crate::dom;
use crate::failure::Outcome;
use crate::page::Context;
use crate::run::{Frame, Run};
use lesson::choice::DataSet;
use lesson::config::Config;
use lesson::snapshot::{Predictions, Snapshot};
use nn::norm::Norm;
use protocol::message;
use std::rc::Rc;
use web_sys::Element;

/// The lab's row among the workers' sessions.
const ROW: u32 = 0;
/// An answer that takes longer than this, in milliseconds, is said to be computing.
const PATIENCE: f64 = 400.0;
/// Texts change at most so often while the network plays, in milliseconds.
const READING: f64 = 150.0;

/// The lab figure.
pub struct Lab {
    element: Element,
    places: Places,
    view: View,
    tabs: Tabs,
    tips: Tips,
    predict: Predict,
    run: Run,
    /// What of the configuration makes the present run.
    key: String,
    history: History,
    /// The next frame begins a new run.
    fresh: bool,
    /// Step was pressed before the run had begun.
    owed: bool,
    /// The configuration changed while the figure was out of sight.
    stale: bool,
    visible: bool,
    playing: bool,
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
    changed: bool,
    worded: f64,
    answered: f64,
    ms_per_step: f32,
}

impl Lab {
    /// The figure in its markup.
    pub fn new(element: Element, _cx: &Context) -> Outcome<Self> {
        Ok(Self {
            places: Places::of(&element),
            view: View::of(&element)?,
            tabs: Tabs::of(&element),
            tips: Tips::default(),
            predict: Predict::of(&element),
            run: Run::new(ROW),
            key: String::new(),
            history: History::default(),
            fresh: true,
            owed: false,
            stale: true,
            visible: true,
            playing: false,
            past: None,
            part: None,
            asking: false,
            posed: None,
            values: Values::default(),
            told: None,
            looking: false,
            changed: false,
            worded: 0.0,
            answered: 0.0,
            ms_per_step: f32::NAN,
            element,
        })
    }

    /// Begins the run of the present configuration.
    fn start(&mut self, cx: &mut Context) -> Outcome {
        self.stale = false;
        (self.fresh, self.owed) = (true, false);
        (self.past, self.part) = (None, None);
        self.told = None;
        self.places.say("part-text", "One step has four parts. Press one to see what it changed.");
        self.places.say("readout", "Point at a bar, a dot or a curve to read its value.");
        self.say_fault("");
        let number = cx.new_run();
        self.run.start(&mut cx.pool, number, self.key.clone())?;
        self.look_later(cx)
    }

    /// Asks for the next steps; where the run was lost, begins it again first.
    fn step(&mut self, cx: &mut Context, steps: u32) -> Outcome {
        if !self.run.lives() {
            return self.start(cx);
        }
        let Some(at) = self.history.newest().map(|newest| newest.step) else { return Ok(()) };
        let to =
            at.saturating_add(steps).min(if self.playing { cx.config.until.unwrap_or(u32::MAX) } else { u32::MAX });
        let learned = !self.playing || self.tabs.chosen() == "learned" && dom::now() - self.answered > READING;
        if self.run.step(&mut cx.pool, to, learned)? {
            self.look_later(cx)?;
        }
        Ok(())
    }

    /// Looks, a little later, whether the answer that was just asked for has come.
    fn look_later(&mut self, cx: &Context) -> Outcome {
        if self.looking {
            return Ok(());
        }
        self.looking = true;
        let bus = cx.bus.clone();
        dom::after(PATIENCE as i32, move || bus.post(Msg::Look))
    }

    fn set_playing(&mut self, playing: bool) {
        self.playing = playing;
        self.places.mark_playing(playing);
        self.changed = true;
        self.worded = 0.0;
    }

    /// Whether playing can go on from the present step.
    fn may_go_on(&self, config: &Config) -> bool {
        let newest = self.history.newest();
        let stopped = newest.is_some_and(|newest| newest.divergence.is_some());
        let until = newest.zip(config.until).is_some_and(|(newest, until)| newest.step >= until);
        self.fresh || !(stopped || until)
    }

    fn take(&mut self, cx: &mut Context, frame: Frame) -> Outcome {
        let mut snapshot = Snapshot::decode(&frame.snapshot).ok_or("the worker's numbers could not be read")?;
        if std::mem::take(&mut self.fresh) {
            self.history = History::default();
            self.view.forget();
        }
        self.ms_per_step = frame.ms_per_step;
        if self.part == Some(Part::Update) {
            self.places.say("part-text", &stepper::describe(Part::Update, &snapshot, &cx.config));
        }
        let asked = !matches!(snapshot.predictions, Predictions::None);
        match self.history.newest() {
            _ if asked => self.answered = dom::now(),
            Some(earlier) => snapshot.predictions = earlier.predictions.clone(),
            None => {}
        }
        self.history.push(snapshot);
        self.ask(cx)?;
        if self.playing && !self.may_go_on(&cx.config) {
            self.set_playing(false);
        }
        self.changed = true;
        dom::show(self.places.part("busy")?, false);
        cx.bus.draw_soon();
        if std::mem::take(&mut self.owed) { self.step(cx, 1) } else { Ok(()) }
    }

    /// Asks the network about the reader's own point.
    fn ask(&mut self, cx: &mut Context) -> Outcome {
        let digits = is_digits(&cx.config);
        if let Some(input) = self.predict.input(digits) {
            self.run.ask(&mut cx.pool, message::Question::Predict(input))?;
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

    /// What stands above the line: without normalization there is nothing but activations to choose.
    fn values_shown(&self, config: &Config) -> Values {
        if config.norm == Norm::None { Values::default() } else { self.values }
    }

    fn say_fault(&self, words: &str) {
        self.places.say("fault", words);
        self.places.show("fault", !words.is_empty());
    }

    /// A control other than the question's was used, or an answer was given: the layers are shown.
    fn reveal(&mut self) {
        if std::mem::take(&mut self.asking) {
            self.places.show("question", false);
            self.changed = true;
            self.worded = 0.0;
        }
    }
}

fn is_digits(config: &Config) -> bool {
    config.data == DataSet::Digits
}
