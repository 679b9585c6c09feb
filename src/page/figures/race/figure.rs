//! The race as a figure of the page: what it does when something happens.

use super::row::{FIRST, MOST};
use super::{READING, Race};
use crate::dom;
use crate::failure::Outcome;
use crate::figures::chart::Chart;
use crate::figures::{Figure, foot};
use crate::page::Context;
use crate::run::{self, Heard};
use lesson::choice::Choice;
use lesson::race;
use protocol::message::FromWorker;
use web_sys::{Element, Event};

impl Figure for Race {
    fn name(&self) -> &'static str {
        "race"
    }

    fn element(&self) -> &Element {
        &self.element
    }

    fn owns(&self, row: u32) -> bool {
        (FIRST..FIRST + MOST).contains(&row)
    }

    fn show(&mut self, cx: &mut Context, arrived: bool) -> Outcome {
        self.places.out("depth", &cx.config.depth.to_string());
        foot::full_lesson(cx, &self.places)?;
        if arrived {
            let alone = cx.config.figure.is_some_and(|figure| figure.key() == self.name());
            self.set_playing(alone && cx.config.play && !dom::media("(prefers-reduced-motion: reduce)"));
        }
        let runs: Vec<String> = race::rows(&cx.config).iter().map(|row| run::key(&row.config)).collect();
        let key = runs.join(" ");
        if key != self.key {
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
        if event.type_() == "change" && target.matches("[data-part=row-on]")? {
            if let Some(field) = dom::input(&target) {
                self.switch(cx, field)?;
            }
            cx.bus.draw_soon();
            return Ok(true);
        }
        if event.type_() != "click" {
            let read = |chart: &Chart, x, y| self.view.read(chart, &self.rows, cx.config.vary, x, y);
            self.tips.event(event, &self.places, &self.view.charts(), &read)?;
            return Ok(false);
        }
        if let Some(link) = target.closest("[data-part=row-open]")? {
            event.prevent_default();
            self.open(cx, &link)?;
            return Ok(true);
        }
        let Some(button) = target.closest("[data-action]")? else { return Ok(false) };
        self.act(cx, &button.get_attribute("data-action").unwrap_or_default(), &button)?;
        cx.bus.draw_soon();
        Ok(true)
    }

    fn hear(&mut self, cx: &mut Context, message: FromWorker) -> Outcome {
        let (FromWorker::Frame { row, .. } | FromWorker::Answer { row, .. } | FromWorker::Failed { row, .. }) = message
        else {
            return Ok(());
        };
        let Some(row) = self.rows.get_mut((row - FIRST) as usize) else { return Ok(()) };
        match row.run.hear(&mut cx.pool, message)? {
            Heard::Frame(frame) => row.take(frame)?,
            Heard::Failed(text) => row.failed = Some(text),
            Heard::Old | Heard::Answer { .. } => return Ok(()),
        }
        // The start is shown row by row: a click is answered with the first row, not with the last.
        if self.together() || self.target == 0 {
            self.changed = true;
            cx.bus.draw_soon();
            return Ok(());
        }
        self.pull(cx)
    }

    fn lost(&mut self, cx: &mut Context, worker: usize, text: &str) -> Outcome {
        let mut any = false;
        for row in self.rows.iter_mut().filter(|row| cx.pool.home(row.run.row()) == worker) {
            any |= row.run.lives();
            row.run.lose();
        }
        if any {
            self.set_playing(false);
            self.say_fault(&format!("{text} Restart begins the race again."));
        }
        Ok(())
    }

    fn draw(&mut self, cx: &mut Context) -> Outcome {
        if !self.visible {
            return Ok(());
        }
        if self.playing && self.together() {
            if self.may_go_on(&cx.config) {
                // Before the picture, so that the workers compute while the page draws.
                self.advance(cx, cx.config.speed)?;
            } else {
                self.set_playing(false);
            }
        }
        if !std::mem::take(&mut self.changed) {
            return Ok(());
        }
        self.view.draw(&self.rows, cx.config.vary)?;
        if !self.playing || dom::now() - self.worded > READING {
            self.worded = dom::now();
            self.word(cx)?;
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
        self.changed = true;
        cx.bus.draw_soon();
        Ok(())
    }

    fn pause(&mut self) {
        self.set_playing(false);
    }
}
