//! The race as a figure of the page: what it does when something happens.

use super::{Race, Row};
use crate::context::Context;
use crate::dom;
use crate::error::Result;
use crate::slots::figure::{Figure, Visit};
use lesson::choice::Choice;
use lesson::config::VERSION;
use lesson::race;
use lesson::race_state::{Pace, READING, told_step};
use protocol::message::{FromWorker, SessionId};
use protocol::run_state::RunEvent;
use web_sys::{Element, Event};

impl Figure for Race {
    fn owns(&self, session: SessionId) -> bool {
        self.rows.iter().any(|row| row.run.owns(session))
    }

    fn configure(&mut self, cx: &mut Context, arrived: bool) -> Result<bool> {
        self.slot.parts.set_value("depth", &cx.config.run.depth.to_string());
        if arrived {
            let alone = cx.config.page.figure.is_some_and(|figure| figure.key() == self.slot.name());
            self.slot.set_playing(alone && cx.config.page.play && !dom::media("(prefers-reduced-motion: reduce)"));
        }
        Ok(self.runs.configure(&cx.config))
    }

    fn start(&mut self, cx: &mut Context) -> Result {
        self.pace = Pace::default();
        if let Err(error) = race::check(&cx.config) {
            self.slot.set_error(&cx.words.start_error(&error));
            return Ok(());
        }
        let entries = race::rows(&cx.config);
        let vary = cx.config.page.vary;
        let named =
            |entry: &race::Row, row: &Row| entry.key == row.entry.key && row.name == cx.words.row_name(vary, entry);
        if entries.len() == self.rows.len() && entries.iter().zip(&self.rows).all(|(entry, row)| named(entry, row)) {
            for (entry, row) in entries.into_iter().zip(&mut self.rows) {
                row.entry = entry;
            }
        } else {
            self.make_rows(cx, entries)?;
        }
        self.view.forget();
        for row in &mut self.rows {
            row.link()?;
            row.start(cx)?;
        }
        Ok(())
    }

    fn act(&mut self, cx: &mut Context, action: &str, button: &Element) -> Result<bool> {
        self.press(cx, action, button)
    }

    fn on_event(&mut self, cx: &mut Context, event: &Event, target: &Element) -> Result<bool> {
        if event.type_() == "change" && target.matches("[data-part=row-on]")? {
            if let Some(field) = dom::input(target) {
                self.switch(cx, field)?;
            }
            return Ok(true);
        }
        if event.type_() != "click" {
            return Ok(false);
        }
        let Some(link) = target.closest("[data-part=row-open]")? else { return Ok(false) };
        event.prevent_default();
        self.open(cx, &link)?;
        Ok(true)
    }

    fn on_message(&mut self, cx: &mut Context, message: FromWorker) -> Result {
        let Some(session) = message.session() else { return Ok(()) };
        self.show();
        let Some(row) = self.rows.iter_mut().find(|row| row.run.owns(session)) else { return Ok(()) };
        match row.run.on_message(&mut cx.pool, message)? {
            RunEvent::Frame(frame) => row.runner.take(*frame.snapshot, frame.ms_per_step),
            RunEvent::Failed(error) => row.runner.failed = Some(error),
            RunEvent::Progress(_) => return self.pull(cx),
            RunEvent::Stale | RunEvent::Answer(_) => return Ok(()),
        }
        if self.pace.target.0 == 0 {
            // The start is shown row by row: a click is answered with the first row, not with the last.
            self.slot.redraw_picture();
            return Ok(());
        }
        if !self.pace.come(self.rows.iter().map(|row| &row.runner)) {
            return self.pull(cx);
        }
        if self.show() { self.play_on(cx) } else { Ok(()) }
    }

    fn on_worker_lost(&mut self, sessions: &[SessionId]) -> bool {
        let mut any = false;
        for row in &mut self.rows {
            any |= row.run.on_worker_lost(sessions);
        }
        any
    }

    fn reopen(&mut self, cx: &mut Context) -> Result {
        self.revive(cx)
    }

    fn draw(&mut self, cx: &mut Context) -> Result {
        self.pace.come(self.rows.iter().map(|row| &row.runner));
        self.show();
        if self.pace.drawn() {
            self.slot.redraw_picture();
        }
        if !self.slot.is_playing() {
            self.judge(cx)?;
        } else if self.may_go_on(&cx.config) {
            // Before the picture, so that the workers compute while the page draws.
            self.play_on(cx)?;
        } else if self.pace.target.unites(self.runners()) {
            self.slot.set_playing(false);
        }
        self.view.draw_sparks(&self.rows, cx)?;
        if self.slot.texts_due(READING) {
            self.word(cx)?;
        }
        Ok(())
    }

    fn reply(&mut self, cx: &Context, guess: &str) -> Option<String> {
        self.guess = Some(guess.to_string());
        let rows: Vec<_> = self.rows.iter().map(Row::told).collect();
        cx.words.race_reply(guess, told_step(self.runners()), &rows)
    }

    fn charts(&mut self, cx: &Context, visit: Visit<'_>) -> Result {
        self.view.visit(&self.rows, cx, visit)
    }

    fn step(&self) -> u32 {
        self.pace.shown
    }

    fn csv(&self, cx: &Context) -> Option<String> {
        let rows: Vec<_> = self.rows.iter().map(Row::told).collect();
        Some(cx.words.race_csv(cx.config.page.vary, &rows, &cx.config.to_query(), VERSION))
    }
}
