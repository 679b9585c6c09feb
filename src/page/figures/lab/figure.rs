//! The lab as a figure of the page: what it does when something happens.

use super::{Lab, PATIENCE, READING, ROW, is_digits};
use crate::failure::Outcome;
use crate::figures::chart::Chart;
use crate::figures::question::Question;
use crate::figures::stepper;
use crate::figures::view::Picture;
use crate::figures::{Figure, foot, predict};
use crate::page::Context;
use crate::run::{self, Heard};
use crate::{address, controls, dom};
use lesson::step_part::Part;
use lesson::{quiz, step_part};
use protocol::message::FromWorker;
use web_sys::{Element, Event};

impl Figure for Lab {
    fn name(&self) -> &'static str {
        "lab"
    }

    fn element(&self) -> &Element {
        &self.element
    }

    fn owns(&self, row: u32) -> bool {
        row == ROW
    }

    fn show(&mut self, cx: &mut Context, arrived: bool) -> Outcome {
        self.describe(&cx.config)?;
        foot::full_lesson(cx, &self.places)?;
        let first = self.key.is_empty() && self.history.is_empty();
        if arrived {
            if let Some(panel) = dom::find(&self.element, ".more-panel")
                && controls::needs_more(&panel, &cx.config)
            {
                self.open_more(true);
            }
            let posed = self.posed.take();
            if let Some(question) = &posed {
                question.pose(&self.places)?;
            }
            self.asking = posed.is_some() || first && address::query()?.is_empty();
            self.places.show("question", self.asking);
            let wants = cx.config.play && !dom::media("(prefers-reduced-motion: reduce)");
            self.set_playing(wants);
        }
        let key = run::key(&cx.config);
        if key != self.key || first {
            if !first && !arrived {
                self.reveal();
            }
            self.key = key;
            self.stale = true;
            if self.visible {
                self.start(cx)?;
            }
        }
        self.changed = true;
        Ok(())
    }

    fn event(&mut self, cx: &mut Context, event: &Event) -> Outcome<bool> {
        let Some(target) = dom::target(event).filter(|target| self.element.contains(Some(target))) else {
            self.tips.away();
            return Ok(false);
        };
        if event.type_() == "click" {
            if let Some(answer) = target.closest("[data-answer]")? {
                self.answer(&answer)?;
                cx.bus.draw_soon();
                return Ok(true);
            }
            if let Some(button) = target.closest("[data-action]")? {
                let action = button.get_attribute("data-action").unwrap_or_default();
                if action != "clear-pad" {
                    self.act(cx, &action, &button)?;
                    cx.bus.draw_soon();
                    return Ok(true);
                }
            }
        }
        if self.tabs.event(event) || self.history_moved(event) || self.values_chosen(event) {
            (self.changed, self.worded) = (true, 0.0);
            cx.bus.draw_soon();
            return Ok(true);
        }
        if self.predict.event(event) || self.point_typed(event) {
            self.ask(cx)?;
            return Ok(true);
        }
        if let Some(snapshot) = self.shown() {
            if self.plane_clicked(event, &cx.config, &snapshot) {
                self.ask(cx)?;
                self.changed = true;
                cx.bus.draw_soon();
                return Ok(true);
            }
            let mut tips = std::mem::take(&mut self.tips);
            let values = self.values_shown(&cx.config);
            let picture = Picture { values, ..Picture::of(&snapshot, &self.history, &cx.config) };
            let read = |chart: &Chart, x, y| self.view.read(chart, &picture, x, y);
            let told = tips.event(event, &self.places, &self.view.charts(), &read);
            self.tips = tips;
            told?;
        }
        Ok(false)
    }

    fn hear(&mut self, cx: &mut Context, message: FromWorker) -> Outcome {
        match self.run.hear(&mut cx.pool, message)? {
            Heard::Old => Ok(()),
            Heard::Frame(frame) => self.take(cx, frame),
            Heard::Answer { values, .. } => predict::answer(&self.places, &values, is_digits(&cx.config)),
            Heard::Failed(text) => {
                self.set_playing(false);
                dom::show(self.places.part("busy")?, false);
                self.say_fault(&text);
                Ok(())
            }
        }
    }

    fn lost(&mut self, cx: &mut Context, worker: usize, text: &str) -> Outcome {
        if cx.pool.home(ROW) == worker {
            self.run.lose();
            self.set_playing(false);
            dom::show(self.places.part("busy")?, false);
            self.say_fault(&format!("{text} Restart begins the run again."));
        }
        Ok(())
    }

    fn draw(&mut self, cx: &mut Context) -> Outcome {
        if self.playing && self.visible && self.run.idle() && self.may_go_on(&cx.config) {
            // Before the picture, so that the worker computes while the page draws.
            self.step(cx, cx.config.speed)?;
        }
        if !self.changed || !self.visible {
            return Ok(());
        }
        self.changed = false;
        let Some(snapshot) = self.shown() else { return Ok(()) };
        cx.lab = Some(snapshot.clone());
        let masked = match self.part {
            _ if self.asking => Some(quiz::veil(&snapshot)),
            Some(part) if part < Part::Update => Some(step_part::up_to(&snapshot, part)),
            _ => None,
        };
        let seen = masked.as_ref().unwrap_or(&snapshot);
        let (values, chosen) = (self.values_shown(&cx.config), self.predict.point());
        let mut picture = Picture { values, chosen, ..Picture::of(seen, &self.history, &cx.config) };
        if self.asking {
            picture.marked = None;
        }
        if !self.view.draw(&picture)? {
            self.changed = true;
            cx.bus.draw_soon();
            return Ok(());
        }
        stepper::light(&dom::root()?, self.part);
        if !self.playing || dom::now() - self.worded > READING {
            self.worded = dom::now();
            self.word(cx, &snapshot)?;
        }
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
        cx.bus.draw_soon();
        Ok(())
    }

    fn look(&mut self, cx: &mut Context) -> Outcome {
        self.looking = false;
        match self.run.waited() {
            Some(waited) if waited + 1.0 >= PATIENCE => {
                let what = if self.fresh { "Computing step 0 …" } else { "Computing the next step …" };
                self.places.say("busy-text", what);
                self.places.show("busy", true);
                Ok(())
            }
            Some(_) => self.look_later(cx),
            None => Ok(()),
        }
    }

    fn pose(&mut self, question: Question) {
        self.posed = Some(question);
    }

    fn pause(&mut self) {
        self.set_playing(false);
    }
}
