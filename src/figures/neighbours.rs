//! Neighbours: the same held-out digits judged alone, in a batch of which the reader sets the share of one class, and in the
//! same batch by a network with layer norm.

use crate::event::Event;
use crate::figure::{Context, Figure, Result, Visit};
use crate::markup::Slot;
use charts::learned::Examples;
use charts::style::Style;
use lesson::choice::DataSet;
use lesson::config::Config;
use lesson::neighbours::{Net, State};
use lesson::snapshot::Wanted;
use protocol::message::{Answer, FromWorker, Priority, Question, Report, SessionId};
use protocol::run_state::{RunEvent, RunState};
use words::Words;

/// The neighbours figure.
pub struct Neighbours {
    runs: [RunState; 2],
    state: State,
    examples: Examples,
    /// What was found when the training last stood still: no sentence changes ten times a second.
    found: String,
}

impl Default for Neighbours {
    fn default() -> Self {
        Self {
            runs: [RunState::new(Priority::Interactive), RunState::new(Priority::Interactive)],
            state: State::default(),
            examples: Examples::default(),
            found: String::new(),
        }
    }
}

impl Neighbours {
    fn word(&mut self, slot: &dyn Slot, words: &Words) {
        let Some(answers) = self.state.answers() else { return };
        let step = answers[0].step;
        slot.set_step(step);
        slot.set_values(&words.neighbours_values(answers));
        slot.set_text("verdict", words.neighbours_sentence(step));
        if !slot.is_playing() {
            self.found = words.neighbours_finding(answers);
        }
    }

    /// Asks each network that has not said yet what it makes of the present batches.
    fn ask(&mut self, cx: &mut Context) -> Result {
        for net in Net::BOTH {
            let question = Question::Neighbours(self.state.share());
            if self.state.wants_answer(net) && self.runs[net as usize].ask(cx.workers, question)? {
                self.state.asked(net);
            }
        }
        Ok(())
    }
}

impl Figure for Neighbours {
    fn charts(&self) -> &'static [&'static str] {
        &["neighbours-running", "neighbours-shared", "neighbours-layer"]
    }

    fn visit(&mut self, _config: &Config, _words: &Words, _style: &Style, visit: Visit<'_>) {
        let Some([batch, layer]) = self.state.answers() else { return };
        for (place, predicted) in [&batch.running, &batch.shared, &layer.shared].into_iter().enumerate() {
            visit(place, &self.examples.digits(predicted));
        }
    }

    fn owns(&self, session: SessionId) -> bool {
        self.runs.iter().any(|run| run.owns(session))
    }

    fn configure(&mut self, cx: &mut Context, _arrived: bool) -> Result<bool> {
        let share = cx.config.page.figures.neighbours.share;
        cx.slot.set_value("share", &cx.words.neighbours_share(share));
        let other = self.state.configure(cx.config.run.seed, share);
        if !other && self.runs.iter().all(RunState::is_idle) {
            self.ask(cx)?;
        }
        Ok(other)
    }

    fn start(&mut self, cx: &mut Context) -> Result {
        self.state.begin();
        // No seed changes the digits.
        self.examples.load(DataSet::Digits, 0);
        Net::BOTH.into_iter().try_for_each(|net| self.runs[net as usize].start(cx.workers, self.state.run(net)))
    }

    fn act(&mut self, cx: &mut Context, action: &str, _event: &dyn Event) -> Result<bool> {
        match action {
            "play" => {
                cx.slot.set_playing(!cx.slot.is_playing());
                if !self.runs.iter().all(RunState::is_running) || self.state.is_over() {
                    self.start(cx)?;
                }
                Ok(true)
            }
            "restart" => {
                cx.slot.set_playing(false);
                Ok(false)
            }
            _ => Ok(false),
        }
    }

    fn on_message(&mut self, cx: &mut Context, message: FromWorker) -> Result {
        let owner = message.session().and_then(|session| self.runs.iter().position(|run| run.owns(session)));
        let Some(net) = owner.and_then(|at| Net::BOTH.get(at).copied()) else { return Ok(()) };
        match self.runs[net as usize].on_message(cx.workers, message)? {
            RunEvent::Frame(frame) => {
                self.state.reach(net, frame.snapshot.step);
                self.ask(cx)?;
            }
            RunEvent::Answer(Answer::Neighbours(answers)) => {
                self.state.take(net, answers);
                cx.slot.redraw();
                if self.state.is_over() {
                    cx.slot.set_playing(false);
                }
                // The share may have been moved since it was asked.
                self.ask(cx)?;
            }
            RunEvent::Stale | RunEvent::Progress(_) | RunEvent::Answer(_) => {}
            RunEvent::Failed(error) => {
                cx.slot.set_playing(false);
                cx.slot.set_error(&cx.words.run_error(&error));
            }
        }
        Ok(())
    }

    fn on_worker_lost(&mut self, _slot: &dyn Slot, sessions: &[SessionId]) -> bool {
        // Both are told, whichever was lost.
        let [batch, layer] = self.runs.each_mut().map(|run| run.on_worker_lost(sessions));
        batch || layer
    }

    fn draw(&mut self, cx: &mut Context) -> Result {
        for net in Net::BOTH {
            let run = &mut self.runs[net as usize];
            if let Some(to) = self.state.target(net).filter(|_| cx.slot.is_playing() && run.is_idle()) {
                run.step(cx.workers, to, Report::State(Wanted::SIGNAL))?;
            }
        }
        self.word(cx.slot, cx.words);
        Ok(())
    }

    fn reply(&mut self, cx: &mut Context, guess: &str) -> Option<String> {
        Some(cx.words.reply_neighbours(guess))
    }

    fn finding(&self, _config: &Config, _words: &Words) -> String {
        self.found.clone()
    }
}

#[cfg(test)]
mod tests;
