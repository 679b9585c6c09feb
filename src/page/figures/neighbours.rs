//! Neighbours: the same held-out digits and the same trained weights three times; only the statistics differ.

use crate::context::Context;
use crate::error::Result;
use crate::slots::figure::Figure;
use crate::slots::figure::Visit;
use crate::slots::slot::Slot;
use crate::widgets::chart_view::ChartView;
use charts::learned::Examples;
use lesson::choice::DataSet;
use lesson::config::{Config, RunSpec};
use lesson::neighbours::{LAST, Neighbours as Answers, RUN, next};
use protocol::message::{Answer, FromWorker, Priority, Question, Report, SessionId};
use protocol::run_state::{RunEvent, RunState};
use std::rc::Rc;
use web_sys::Element;

/// The neighbours figure.
pub struct Neighbours {
    slot: Rc<Slot>,
    charts: [ChartView; 3],
    run: RunState,
    spec: RunSpec,
    configured: bool,
    examples: Examples,
    answers: Option<Answers>,
    step: u32,
    awaiting: bool,
}

impl Neighbours {
    /// The figure in its markup.
    pub fn new(slot: Rc<Slot>) -> Result<Self> {
        let chart = |name| ChartView::find(&slot.element, name);
        Ok(Self {
            charts: [chart("neighbours-running")?, chart("neighbours-mixed")?, chart("neighbours-sorted")?],
            run: RunState::new(Priority::Interactive),
            spec: Config::from_query(RUN).0.run,
            configured: false,
            examples: Examples::default(),
            answers: None,
            step: 0,
            awaiting: false,
            slot,
        })
    }

    fn word(&self) {
        let Some(answers) = &self.answers else { return };
        self.slot.set_step(answers.step);
        for (name, value) in self.slot.words.neighbours_values(answers) {
            self.slot.parts.set_value(name, &value);
        }
        let sentence = self.slot.words.neighbours_sentence(answers);
        self.slot.announce("", &sentence);
        self.slot.parts.set_text("verdict", &sentence);
    }
}

impl Figure for Neighbours {
    fn owns(&self, session: SessionId) -> bool {
        self.run.owns(session)
    }

    fn configure(&mut self, cx: &mut Context, _arrived: bool) -> Result<bool> {
        let seed = cx.config.run.seed;
        let run = RunSpec { seed, ..self.spec };
        Ok(std::mem::replace(&mut self.spec, run) != run || !std::mem::replace(&mut self.configured, true))
    }

    fn start(&mut self, cx: &mut Context) -> Result {
        self.step = 0;
        self.awaiting = false;
        // No seed changes the digits.
        self.examples.load(DataSet::Digits, 0);
        self.run.start(&mut cx.pool, self.spec)
    }

    fn act(&mut self, cx: &mut Context, action: &str, _button: &Element) -> Result<bool> {
        match action {
            "play" => {
                self.slot.set_playing(!self.slot.is_playing());
                if !self.run.is_running() || self.step >= LAST {
                    self.start(cx)?;
                }
                Ok(true)
            }
            "restart" => {
                self.slot.set_playing(false);
                Ok(false)
            }
            _ => Ok(false),
        }
    }

    fn on_message(&mut self, cx: &mut Context, message: FromWorker) -> Result {
        match self.run.on_message(&mut cx.pool, message)? {
            RunEvent::Frame(frame) => {
                self.step = frame.snapshot.step;
                self.awaiting = self.run.ask(&mut cx.pool, Question::Neighbours)?;
            }
            RunEvent::Answer(Answer::Neighbours(answers)) => {
                self.answers = Some(answers);
                self.awaiting = false;
                self.slot.redraw();
                if self.step >= LAST {
                    self.slot.set_playing(false);
                }
            }
            RunEvent::Stale | RunEvent::Progress(_) | RunEvent::Answer(_) => {}
            RunEvent::Failed(error) => {
                self.slot.set_playing(false);
                self.slot.set_error(&cx.words.run_error(&error));
            }
        }
        Ok(())
    }

    fn on_worker_lost(&mut self, sessions: &[SessionId]) -> bool {
        self.run.on_worker_lost(sessions)
    }

    fn draw(&mut self, cx: &mut Context) -> Result {
        if self.slot.is_playing() && self.run.is_idle() && !self.awaiting {
            self.run.step(&mut cx.pool, next(self.step), Report::State)?;
        }
        self.word();
        Ok(())
    }

    fn charts(&mut self, _cx: &Context, visit: Visit<'_>) -> Result {
        let Some(answers) = &self.answers else { return Ok(()) };
        (self.charts.iter_mut().zip(answers.all()))
            .try_for_each(|(chart, predicted)| visit(chart, &self.examples.digits(predicted)))
    }
}
