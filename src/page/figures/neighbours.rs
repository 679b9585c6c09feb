//! Neighbours: the same held-out digits and the same trained weights three times; only the statistics differ.

use crate::context::Context;
use crate::error::Result;
use crate::slots::figure::Figure;
use crate::slots::figure::Visit;
use crate::slots::slot::Slot;
use crate::widgets::chart_view::ChartView;
use charts::learned::Examples;
use lesson::choice::DataSet;
use lesson::neighbours::State;
use protocol::message::{Answer, FromWorker, Priority, Question, Report, SessionId};
use protocol::run_state::{RunEvent, RunState};
use std::rc::Rc;
use web_sys::Element;

/// The neighbours figure.
pub struct Neighbours {
    slot: Rc<Slot>,
    charts: [ChartView; 3],
    run: RunState,
    state: State,
    examples: Examples,
}

impl Neighbours {
    /// The figure in its markup.
    pub fn new(slot: Rc<Slot>) -> Result<Self> {
        let chart = |name| ChartView::find(&slot.element, name);
        Ok(Self {
            charts: [chart("neighbours-running")?, chart("neighbours-mixed")?, chart("neighbours-sorted")?],
            run: RunState::new(Priority::Interactive),
            state: State::default(),
            examples: Examples::default(),
            slot,
        })
    }

    fn word(&self) {
        let Some(answers) = self.state.answers() else { return };
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
        Ok(self.state.configure(cx.config.run.seed))
    }

    fn start(&mut self, cx: &mut Context) -> Result {
        self.state.begin();
        // No seed changes the digits.
        self.examples.load(DataSet::Digits, 0);
        self.run.start(&mut cx.pool, self.state.run())
    }

    fn act(&mut self, cx: &mut Context, action: &str, _button: &Element) -> Result<bool> {
        match action {
            "play" => {
                self.slot.set_playing(!self.slot.is_playing());
                if !self.run.is_running() || self.state.is_over() {
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
                let asked = self.run.ask(&mut cx.pool, Question::Neighbours)?;
                self.state.reach(frame.snapshot.step, asked);
            }
            RunEvent::Answer(Answer::Neighbours(answers)) => {
                self.state.take(answers);
                self.slot.redraw();
                if self.state.is_over() {
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
        let target = self.state.target().filter(|_| self.slot.is_playing() && self.run.is_idle());
        if let Some(to) = target {
            self.run.step(&mut cx.pool, to, Report::State)?;
        }
        self.word();
        Ok(())
    }

    fn charts(&mut self, _cx: &Context, visit: Visit<'_>) -> Result {
        let Some(answers) = self.state.answers() else { return Ok(()) };
        (self.charts.iter_mut().zip(answers.all()))
            .try_for_each(|(chart, predicted)| visit(chart, &self.examples.digits(predicted)))
    }
}
