//! The lab as a figure of the page: what it does when something happens.

use super::Lab;
use crate::context::{Context, Message};
use crate::error::Result;
use crate::figures::predict;
use crate::figures::question::{self, Question};
use crate::figures::stepper;
use crate::slots::figure::{Figure, Visit};
use crate::{address, controls, dom};
use charts::lab::Picture;
use lesson::config::VERSION;
use lesson::lab_state::Wait;
use protocol::message::{Answer, FromWorker, SessionId};
use protocol::run_state::RunEvent;
use web_sys::{Element, Event};

impl Figure for Lab {
    fn owns(&self, session: SessionId) -> bool {
        self.run.owns(session)
    }

    fn configure(&mut self, cx: &mut Context, arrived: bool) -> Result<bool> {
        self.describe(&cx.config)?;
        self.write_code(&cx.config);
        if arrived {
            if let Some(panel) = dom::find(&self.slot.element, ".more-panel")
                && controls::needs_more(&panel, &cx.config)
            {
                self.open_more(true);
            }
            if let Some(question) = self.state.arrive(address::query()?.is_empty()) {
                question::pose(&question, &self.slot.parts, &self.slot.words)?;
            }
            let wants = cx.config.page.play && !dom::media("(prefers-reduced-motion: reduce)");
            self.slot.set_playing(wants);
        }
        let other = self.state.configure(cx.config.run, arrived);
        self.slot.parts.set_visible("question", self.state.is_quiz_open());
        Ok(other)
    }

    fn start(&mut self, cx: &mut Context) -> Result {
        self.state.begin();
        self.slot.parts.set_text("part-text", self.slot.words.lab_parts());
        self.slot.parts.set_text("readout", self.slot.words.lab_readout());
        self.slot.set_error("");
        self.slot.set_state("starting");
        self.run.start(&mut cx.pool, self.state.run())?;
        self.look_later(cx)
    }

    fn act(&mut self, cx: &mut Context, action: &str, button: &Element) -> Result<bool> {
        self.press(cx, action, button)
    }

    fn on_event(&mut self, cx: &mut Context, event: &Event, target: &Element) -> Result<bool> {
        if event.type_() == "click"
            && let Some(answer) = target.closest("[data-answer]")?
        {
            self.answer(&answer);
            return Ok(true);
        }
        if self.tabs.event(event) || self.library_chosen(event) {
            self.write_code(&cx.config);
            self.slot.redraw();
            return Ok(true);
        }
        if self.history_moved(event) || self.values_chosen(event) {
            self.slot.redraw();
            return Ok(true);
        }
        if self.predict.event(event) || self.point_typed(event) {
            self.ask(cx)?;
            return Ok(true);
        }
        if self.plane_clicked(event, &cx.config) {
            self.ask(cx)?;
            self.slot.redraw_picture();
            return Ok(true);
        }
        Ok(false)
    }

    fn on_message(&mut self, cx: &mut Context, message: FromWorker) -> Result {
        match self.run.on_message(&mut cx.pool, message)? {
            RunEvent::Frame(frame) => self.take(cx, frame),
            RunEvent::Answer(Answer::Predict(values)) => {
                predict::answer(&self.slot.parts, &self.slot.words, &values, cx.config.run.data)
            }
            RunEvent::Stale | RunEvent::Progress(_) | RunEvent::Answer(_) => Ok(()),
            RunEvent::Failed(error) => {
                self.slot.set_playing(false);
                self.slot.parts.set_visible("busy", false);
                self.slot.set_error(&cx.words.run_error(&error));
                Ok(())
            }
        }
    }

    fn on_worker_lost(&mut self, sessions: &[SessionId]) -> bool {
        let lost = self.run.on_worker_lost(sessions);
        if lost {
            self.slot.parts.set_visible("busy", false);
        }
        lost
    }

    fn draw(&mut self, cx: &mut Context) -> Result {
        if self.slot.is_playing() && self.run.is_idle() && self.state.may_go_on(cx.config.page.until) {
            // Before the picture, so that the worker computes while the page draws.
            self.step(cx, cx.config.page.speed)?;
        } else if let Some(at) = self.state.unjudged().filter(|_| !self.slot.is_playing()) {
            self.ask_for(cx, at, None)?;
        }
        let Some(snapshot) = self.state.shown().cloned() else { return Ok(()) };
        cx.queue.post(Message::LabSnapshot(snapshot.clone()));
        self.drawn = self.state.picture();
        stepper::light(&dom::root()?, self.state.part());
        // Texts follow the judgement, so that what they say is all of one step.
        if snapshot.is_judged() || !self.slot.is_playing() {
            self.word(cx, &snapshot)?;
        }
        Ok(())
    }

    /// What was drawn is what answers: a veiled layer stays veiled, and no verdict is found again for a pointer's move.
    fn charts(&mut self, cx: &Context, visit: Visit<'_>) -> Result {
        let Some((snapshot, marked)) = &self.drawn else { return Ok(()) };
        let picture = Picture {
            snapshot,
            history: self.state.history(),
            run: cx.config.run,
            marked: *marked,
            values: self.values.of_run(cx.config.run.norm),
            chosen: self.predict.own.point,
            narrow: dom::media("(max-width: 48rem)"),
        };
        let plots = self.plots.plots(&picture, &cx.look.style.palette, &cx.words);
        self.charts.iter_mut().zip(&plots).try_for_each(|(chart, plot)| visit(chart, &**plot))
    }

    fn on_timeout(&mut self, cx: &mut Context) -> Result {
        match self.state.on_timeout(self.run.waited(&cx.pool)) {
            Wait::Over => {}
            Wait::GoesOn => self.look_later(cx)?,
            Wait::Overdue => {
                self.slot.parts.set_text("busy-text", self.slot.words.lab_busy(&self.state));
                self.slot.parts.set_visible("busy", true);
            }
        }
        Ok(())
    }

    fn set_question(&mut self, question: Question) {
        self.state.set_question(question);
    }

    fn step(&self) -> u32 {
        self.state.shown().map_or(0, |snapshot| snapshot.step)
    }

    fn scalars(&self) -> Vec<(&'static str, f32)> {
        let Some(shown) = self.state.shown() else { return Vec::new() };
        vec![
            ("cost", shown.cost),
            ("heldOutCost", shown.held_out_cost),
            ("accuracy", shown.accuracy),
            ("judged", shown.judged as f32),
            ("chance", shown.chance),
        ]
    }

    fn csv(&self, cx: &Context) -> Option<String> {
        Some(cx.words.layer_csv(self.state.shown()?, &cx.config.to_query(), VERSION))
    }
}
