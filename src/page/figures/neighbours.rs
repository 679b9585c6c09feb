//! Neighbours: the same held-out digits judged alone, in a batch of which the reader sets the share of one class, and in the
//! same batch by a network with layer norm.

use crate::context::Context;
use crate::error::Result;
use crate::slots::figure::Figure;
use crate::slots::figure::Visit;
use crate::slots::slot::Slot;
use crate::widgets::chart_view::ChartView;
use charts::learned::Examples;
use lesson::choice::DataSet;
use lesson::neighbours::{Net, State};
use lesson::snapshot::Wanted;
use protocol::message::{Answer, FromWorker, Priority, Question, Report, SessionId};
use protocol::run_state::{RunEvent, RunState};
use std::cell::RefCell;
use std::rc::Rc;
use web_sys::Element;

/// The neighbours figure.
pub struct Neighbours {
    slot: Rc<Slot>,
    charts: [ChartView; 3],
    runs: [RunState; 2],
    state: State,
    examples: Examples,
    /// What was found when the training last stood still: no sentence changes ten times a second.
    found: RefCell<String>,
}

impl Neighbours {
    /// The figure in its markup.
    pub fn new(slot: Rc<Slot>) -> Result<Self> {
        let chart = |name| ChartView::find(&slot.element, name);
        Ok(Self {
            charts: [chart("neighbours-running")?, chart("neighbours-shared")?, chart("neighbours-layer")?],
            runs: [RunState::new(Priority::Interactive), RunState::new(Priority::Interactive)],
            state: State::default(),
            examples: Examples::default(),
            found: RefCell::default(),
            slot,
        })
    }

    fn word(&self) {
        let Some(answers) = self.state.answers() else { return };
        let step = answers[0].step;
        self.slot.set_step(step);
        for (name, value) in self.slot.words.neighbours_values(answers) {
            self.slot.parts.set_value(name, &value);
        }
        self.slot.parts.set_text("verdict", self.slot.words.neighbours_sentence(step));
        if !self.slot.is_playing() {
            self.found.replace(self.slot.words.neighbours_finding(answers));
        }
    }

    /// Asks each network that has not said yet what it makes of the present batches.
    fn ask(&mut self, cx: &mut Context) -> Result {
        for net in Net::BOTH {
            let question = Question::Neighbours(self.state.share());
            if self.state.wants_answer(net) && self.runs[net as usize].ask(&mut cx.pool, question)? {
                self.state.asked(net);
            }
        }
        Ok(())
    }
}

impl Figure for Neighbours {
    fn owns(&self, session: SessionId) -> bool {
        self.runs.iter().any(|run| run.owns(session))
    }

    fn configure(&mut self, cx: &mut Context, _arrived: bool) -> Result<bool> {
        self.slot.parts.set_value("share", &cx.words.neighbours_share(cx.config.page.figures.neighbours.share));
        let other = self.state.configure(cx.config.run.seed, cx.config.page.figures.neighbours.share);
        if !other && self.runs.iter().all(RunState::is_idle) {
            self.ask(cx)?;
        }
        Ok(other)
    }

    fn start(&mut self, cx: &mut Context) -> Result {
        self.state.begin();
        // No seed changes the digits.
        self.examples.load(DataSet::Digits, 0);
        Net::BOTH.into_iter().try_for_each(|net| self.runs[net as usize].start(&mut cx.pool, self.state.run(net)))
    }

    fn act(&mut self, cx: &mut Context, action: &str, _button: &Element) -> Result<bool> {
        match action {
            "play" => {
                self.slot.set_playing(!self.slot.is_playing());
                if !self.runs.iter().all(RunState::is_running) || self.state.is_over() {
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
        let owner = message.session().and_then(|session| self.runs.iter().position(|run| run.owns(session)));
        let Some(net) = owner.and_then(|at| Net::BOTH.get(at).copied()) else { return Ok(()) };
        match self.runs[net as usize].on_message(&mut cx.pool, message)? {
            RunEvent::Frame(frame) => {
                self.state.reach(net, frame.snapshot.step);
                self.ask(cx)?;
            }
            RunEvent::Answer(Answer::Neighbours(answers)) => {
                self.state.take(net, answers);
                self.slot.redraw();
                if self.state.is_over() {
                    self.slot.set_playing(false);
                }
                // The share may have been moved since it was asked.
                self.ask(cx)?;
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
        // Both are told, whichever was lost.
        let [batch, layer] = self.runs.each_mut().map(|run| run.on_worker_lost(sessions));
        batch || layer
    }

    fn draw(&mut self, cx: &mut Context) -> Result {
        for net in Net::BOTH {
            let run = &mut self.runs[net as usize];
            if let Some(to) = self.state.target(net).filter(|_| self.slot.is_playing() && run.is_idle()) {
                run.step(&mut cx.pool, to, Report::State(Wanted::SIGNAL))?;
            }
        }
        self.word();
        Ok(())
    }

    fn reply(&mut self, cx: &Context, guess: &str) -> Option<String> {
        Some(cx.words.reply_neighbours(guess))
    }

    fn finding(&self, _cx: &Context) -> String {
        self.found.borrow().clone()
    }

    fn charts(&mut self, _cx: &Context, visit: Visit<'_>) -> Result {
        let Some([batch, layer]) = self.state.answers() else { return Ok(()) };
        let predicted = [&batch.running, &batch.shared, &layer.shared];
        (self.charts.iter_mut().zip(predicted))
            .try_for_each(|(chart, predicted)| visit(chart, &self.examples.digits(predicted)))
    }
}
