//! The cube among the page's figures: what it does when the configuration, the reader or a worker speaks.

use super::{CubeFigure, ROW, key_of, method_of};
use crate::dom;
use crate::failure::Outcome;
use crate::figures::{Figure, foot};
use crate::page::Context;
use crate::run::Heard;
use lesson::cube::{Cells, METHODS};
use lesson::snapshot::Snapshot;
use protocol::message::{FromWorker, Question};
use web_sys::{Element, Event};

impl Figure for CubeFigure {
    fn name(&self) -> &'static str {
        "cube"
    }

    fn element(&self) -> &Element {
        &self.element
    }

    fn owns(&self, row: u32) -> bool {
        row == ROW
    }

    fn show(&mut self, cx: &mut Context, _arrived: bool) -> Outcome {
        self.describe(&cx.config);
        foot::full_lesson(cx, &self.places)?;
        let key = key_of(&cx.config);
        if key != self.key {
            self.key = key;
            self.stale = true;
            if self.visible {
                self.start(cx)?;
            }
        }
        self.build(&cx.config);
        Ok(())
    }

    fn event(&mut self, cx: &mut Context, event: &Event) -> Outcome<bool> {
        let Some(target) = dom::target(event).filter(|target| self.element.contains(Some(target))) else {
            if self.hovered.take().is_some() {
                self.changed = true;
                cx.bus.draw_soon();
            }
            return Ok(false);
        };
        if event.type_() == "click"
            && let Some(button) = target.closest("[data-action]")?
        {
            self.act(cx, &button.get_attribute("data-action").unwrap_or_default())?;
            return Ok(true);
        }
        if self.view.holds(event) && self.pointed(cx, event).is_some() && event.type_() != "keydown" {
            return Ok(true);
        }
        let done = self.tabs.event(event)
            || self.key(cx, event).is_some()
            || self.stepped(cx, event).is_some()
            || self.resized(cx, event).is_some();
        Ok(done)
    }

    fn hear(&mut self, cx: &mut Context, message: FromWorker) -> Outcome {
        match self.run.hear(&mut cx.pool, message)? {
            Heard::Old => {}
            Heard::Frame(frame) => {
                self.step = Snapshot::decode(&frame.snapshot).map_or(self.step, |snapshot| snapshot.step);
                self.run.ask(&mut cx.pool, Question::Cells)?;
            }
            Heard::Answer { values, .. } => {
                self.cells = Some(Cells::decode(&values).ok_or("the worker's cells could not be read")?);
                self.places.say("run-note", &format!("step {}", self.step));
                self.build(&cx.config);
                cx.bus.draw_soon();
            }
            Heard::Failed(text) => {
                self.places.say("fault", &text);
                self.places.show("fault", true);
            }
        }
        Ok(())
    }

    fn lost(&mut self, cx: &mut Context, worker: usize, text: &str) -> Outcome {
        if cx.pool.home(ROW) == worker {
            self.run.lose();
            self.stale = true;
            self.set_playing(false);
            self.places.say("fault", &format!("{text} Restart begins the run again."));
            self.places.show("fault", true);
        }
        Ok(())
    }

    fn draw(&mut self, cx: &mut Context) -> Outcome {
        if self.playing && self.visible && self.run.idle() {
            self.run.step(&mut cx.pool, self.step + cx.config.speed, false)?;
        }
        if !self.visible || !std::mem::take(&mut self.changed) {
            return Ok(());
        }
        let method = method_of(&cx.config);
        let place = METHODS.iter().position(|one| *one == method);
        let Some(cube) = place.and_then(|place| self.cubes.get(place)) else { return Ok(()) };
        let at = self.hovered.unwrap_or_else(|| cube.cell(&cx.config));
        // The same statistic is lit in every cube at once.
        self.view.draw(&self.cubes, cube, method, at, cx.config.view)?;
        self.word(&cx.config, &cx.words);
        Ok(())
    }

    fn resize(&mut self) {
        self.view.resize();
        self.changed = true;
    }

    fn seen(&mut self, cx: &mut Context, visible: bool) -> Outcome {
        self.visible = visible;
        if visible && self.stale {
            self.start(cx)?;
        }
        self.changed = true;
        cx.bus.draw_soon();
        Ok(())
    }

    fn pause(&mut self) {
        self.set_playing(false);
    }
}
