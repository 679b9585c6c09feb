//! The race: every value of one choice, side by side, on the same data, the same batches and the same random draws. All
//! rows stand at the same step before the next one is asked for.

mod actions;
mod figure;
mod row;
mod view;

use super::disclosure;
use crate::context::Context;
use crate::dom;
use crate::error::Result;
use crate::slots::slot::Slot;
use crate::widgets::table::Table;
use lesson::config::Config;
use lesson::race;
use lesson::race_state::{Pace, Runner, stopped, told_step};
use lesson::snapshot::{HeldOut, Wanted};
use protocol::message::Report;
use row::Row;
use std::rc::Rc;
use view::View;
use wasm_bindgen::JsCast;
use web_sys::HtmlTemplateElement;
use words::number;
use words::race::lines;

/// The race figure.
pub struct Race {
    slot: Rc<Slot>,
    view: View,
    table: Table,
    rows: Vec<Row>,
    runs: race::Runs,
    /// Where the rows stand, and what of it is seen.
    pace: Pace,
    /// The key of the row that the reader thinks will lead.
    guess: Option<String>,
}

impl Race {
    /// The figure in its markup.
    pub fn new(slot: Rc<Slot>) -> Result<Self> {
        Ok(Self {
            view: View::of(&slot.element)?,
            table: Table::of(slot.parts.part("table")?)?,
            rows: Vec::new(),
            runs: race::Runs::default(),
            pace: Pace::default(),
            guess: None,
            slot,
        })
    }

    /// Makes the rows anew, each with its line on the page.
    fn make_rows(&mut self, cx: &mut Context, entries: Vec<race::Row>) -> Result {
        // Rows that leave give back their memory before others take their place.
        self.rows.iter_mut().try_for_each(|row| row.run.end(&mut cx.pool))?;
        let list = self.slot.parts.part("rows")?;
        list.set_text_content(None);
        let template: &HtmlTemplateElement =
            self.slot.parts.part("row-template")?.dyn_ref().ok_or("the race's template is no template")?;
        self.rows = (entries.into_iter().enumerate())
            .map(|(place, entry)| Row::new(entry, place, template, list, cx))
            .collect::<Result<_>>()?;
        self.ask(cx)?;
        self.view.rows(&self.rows)
    }

    /// Asks which row will lead: an answer for each.
    fn ask(&mut self, cx: &Context) -> Result {
        self.guess = None;
        self.slot.parts.set_visible("reply", false);
        let list = self.slot.parts.part("answers")?;
        list.set_text_content(None);
        for row in &self.rows {
            let told = row.told();
            let button = dom::make("button", told.name)?;
            dom::attribute(&button, "type", "button");
            dom::attribute(&button, "data-answer", told.key);
            dom::attribute(&button, "aria-label", &cx.words.race_guess_row(told.name));
            list.append_child(&button)?;
        }
        Ok(())
    }

    fn runners(&self) -> impl Iterator<Item = &Runner> {
        self.rows.iter().map(|row| &row.runner)
    }

    /// Asks every row that has not reached the common step to go on towards it.
    fn pull(&mut self, cx: &mut Context) -> Result {
        for row in &mut self.rows {
            if self.pace.target.is_ahead_of(&row.runner) && row.run.is_idle() {
                row.run.step(&mut cx.pool, self.pace.target.0, Report::Target(self.pace.wanted()))?;
            }
        }
        Ok(())
    }

    fn advance(&mut self, cx: &mut Context, steps: u32) -> Result {
        if !self.pace.target.unites(self.runners()) {
            return Ok(());
        }
        let playing = self.slot.is_playing().then(dom::now);
        self.pace.advance(steps, cx.config.page.until.filter(|_| playing.is_some()), playing);
        self.pull(cx)
    }

    /// Goes on while the race plays.
    fn play_on(&mut self, cx: &mut Context) -> Result {
        let goes_on = self.slot.is_playing() && self.may_go_on(&cx.config);
        if goes_on { self.advance(cx, cx.config.page.speed) } else { Ok(()) }
    }

    /// Shows what all rows have come to, unless a picture waits to be drawn.
    fn show(&mut self) -> bool {
        let shown = self.pace.show(self.rows.iter_mut().map(|row| &mut row.runner));
        if shown {
            self.slot.redraw_picture();
        }
        shown
    }

    /// Has the rows of a race that was paused judged where they stand.
    fn judge(&mut self, cx: &mut Context) -> Result {
        for row in self.rows.iter_mut().filter(|row| row.run.is_idle() && self.pace.is_unjudged(&row.runner)) {
            let wanted = Wanted { held_out: HeldOut::Judge, ..Wanted::SIGNAL };
            row.run.step(&mut cx.pool, self.pace.target.0, Report::Target(wanted))?;
        }
        Ok(())
    }

    /// Begins lost rows again, up to the common step.
    fn revive(&mut self, cx: &mut Context) -> Result {
        let mut rows = self.rows.iter_mut().filter(|row| row.runner.takes_part && !row.run.is_running());
        rows.try_for_each(|row| row.start(cx))
    }

    fn may_go_on(&self, config: &Config) -> bool {
        self.pace.target.may_go_on(self.runners(), config.page.until)
    }

    fn word(&mut self, cx: &Context) -> Result {
        self.slot.set_step(self.pace.shown);
        self.slot.parts.set_value("step", &number::count(self.pace.shown.into()));
        let (step, words) = (told_step(self.runners()), &cx.words);
        self.rows.iter().try_for_each(|row| row.word(words))?;
        let rows: Vec<_> = self.rows.iter().map(Row::told).collect();
        self.slot.parts.set_visible("ask", self.guess.is_none() && step == 0);
        if let Some(reply) = self.guess.as_ref().and_then(|guess| words.race_reply(guess, step, &rows)) {
            self.slot.parts.set_text("reply", &reply);
            self.slot.parts.set_visible("reply", true);
        }
        let (sentence, stopped) = (words.race_standing(step, &rows), stopped(self.runners()));
        // Who leads may change with every step; that is told when the race stands.
        self.slot.announce(&stopped.to_string(), &sentence);
        self.slot.parts.set_text("verdict", &sentence);
        let note = if stopped > 0 { words.race_stopped(stopped as u64) } else { String::new() };
        self.slot.parts.set_text("run-note", &note);
        let numbers = self.slot.parts.action("show-numbers").is_some_and(|button| disclosure::is_open(&button));
        if !self.slot.is_playing() || numbers {
            self.table.fill(words.race_heads(cx.config.page.vary), lines(&rows))?;
        }
        Ok(())
    }
}
