//! The cube among the page's figures: what it does when the configuration, the reader or a worker speaks.

use super::CubeFigure;
use crate::context::Context;
use crate::error::Result;
use crate::slots::figure::{Figure, Visit};
use charts::cube::Cube;
use lesson::cube::method_of;
use lesson::snapshot::Wanted;
use protocol::message::{Answer, FromWorker, Question, Report, SessionId};
use protocol::run_state::RunEvent;
use web_sys::{Element, Event};

impl Figure for CubeFigure {
    fn owns(&self, session: SessionId) -> bool {
        self.run.owns(session)
    }

    fn configure(&mut self, cx: &mut Context, _arrived: bool) -> Result<bool> {
        self.describe(&cx.config);
        Ok(self.state.configure(&cx.config))
    }

    fn start(&mut self, cx: &mut Context) -> Result {
        self.state.begin();
        self.run.start(&mut cx.pool, self.state.run())
    }

    fn act(&mut self, cx: &mut Context, action: &str, _button: &Element) -> Result<bool> {
        if matches!(action, "play" | "step") && !self.run.is_running() {
            self.start(cx)?;
        }
        match action {
            "play" => self.slot.set_playing(!self.slot.is_playing()),
            "step" => {
                self.slot.set_playing(false);
                self.run.step(&mut cx.pool, self.state.step() + 1, Report::State(Wanted::SIGNAL))?;
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn on_event(&mut self, cx: &mut Context, event: &Event, _target: &Element) -> Result<bool> {
        if self.view.holds(event) && self.pointed(cx, event).is_some() && event.type_() != "keydown" {
            return Ok(true);
        }
        let done = self.tabs.event(event)
            || self.key(cx, event).is_some()
            || self.stepped(cx, event).is_some()
            || self.resized(cx, event).is_some();
        Ok(done)
    }

    fn on_leave(&mut self) {
        if self.state.hover(None) {
            self.slot.redraw();
        }
    }

    fn on_message(&mut self, cx: &mut Context, message: FromWorker) -> Result {
        match self.run.on_message(&mut cx.pool, message)? {
            RunEvent::Frame(frame) => {
                self.state.reach(frame.snapshot.step);
                self.run.ask(&mut cx.pool, Question::Cube)?;
            }
            RunEvent::Answer(Answer::Cube(tensors)) => {
                self.state.take(tensors, &cx.config);
                self.slot.parts.set_text("run-note", &cx.words.step_at(self.state.step().into()));
                self.slot.set_step(self.state.step());
                self.slot.redraw();
            }
            RunEvent::Stale | RunEvent::Progress(_) | RunEvent::Answer(_) => {}
            RunEvent::Failed(error) => self.slot.set_error(&cx.words.run_error(&error)),
        }
        Ok(())
    }

    fn on_worker_lost(&mut self, sessions: &[SessionId]) -> bool {
        self.run.on_worker_lost(sessions)
    }

    fn draw(&mut self, cx: &mut Context) -> Result {
        if self.slot.is_playing() && self.run.is_idle() {
            self.run.step(&mut cx.pool, self.state.step() + cx.config.page.speed, Report::State(Wanted::SIGNAL))?;
        }
        let (Some((_, at)), Some(cubes)) = (self.state.seen(&cx.config), self.state.all()) else { return Ok(()) };
        self.view.draw_small(cubes, at, cx.config.cube.view, &cx.look, &cx.words)?;
        self.word(&cx.config, &cx.words);
        Ok(())
    }

    fn charts(&mut self, cx: &Context, visit: Visit<'_>) -> Result {
        let Some((cube, at)) = self.state.seen(&cx.config) else { return Ok(()) };
        let color = cx.look.style.palette.norm(method_of(&cx.config.run));
        visit(&mut self.view.large, &Cube::of(cube, cx.config.cube.view, at, color, &cx.words))
    }

    fn reply(&mut self, cx: &Context, guess: &str) -> Option<String> {
        Some(cx.words.reply_cube(guess))
    }

    fn finding(&self, cx: &Context) -> String {
        self.state.seen(&cx.config).map_or(String::new(), |(cube, _)| cx.words.cube_finding(&cx.config, cube))
    }

    fn step(&self) -> u32 {
        self.state.step()
    }
}
