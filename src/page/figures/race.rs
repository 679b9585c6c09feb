//! The race: every value of one choice, side by side, on the same data, the same batches and the same random draws. All
//! rows stand at the same step before the next one is asked for.

mod actions;
mod figure;
mod results;
mod row;
mod view;

use crate::context::Context;
use crate::error::Result;
use crate::slots::slot::Slot;
use crate::widgets::table::Table;
use lesson::choice::Vary;
use lesson::config::{Config, RunSpec};
use lesson::race;
use protocol::message::Report;
use row::Row;
use std::rc::Rc;
use view::View;
use wasm_bindgen::JsCast;
use web_sys::HtmlTemplateElement;
use words::number;

/// Texts change at most so often while the race plays, in milliseconds.
const READING: f64 = 200.0;

/// The race figure.
pub struct Race {
    slot: Rc<Slot>,
    view: View,
    table: Table,
    rows: Vec<Row>,
    /// The present rows' runs.
    runs: Vec<RunSpec>,
    /// What they were made from.
    of: Option<(RunSpec, Vary)>,
    /// The step at which all rows are to stand.
    target: u32,
}

impl Race {
    /// The figure in its markup.
    pub fn new(slot: Rc<Slot>) -> Result<Self> {
        Ok(Self {
            view: View::of(&slot.element)?,
            table: Table::of(slot.parts.part("table")?)?,
            rows: Vec::new(),
            runs: Vec::new(),
            of: None,
            target: 0,
            slot,
        })
    }

    /// Makes the rows of the present configuration and begins their runs.
    fn begin(&mut self, cx: &mut Context) -> Result {
        self.target = 0;
        if let Err(error) = race::check(&cx.config) {
            self.slot.set_error(&cx.words.start_error(&error));
            return Ok(());
        }
        let entries = race::rows(&cx.config);
        let same = entries.len() == self.rows.len()
            && entries
                .iter()
                .zip(&self.rows)
                .all(|(entry, row)| entry.key == row.entry.key && row::label(cx, entry) == row.label);
        if same {
            for (entry, row) in entries.into_iter().zip(&mut self.rows) {
                row.entry = entry;
            }
        } else {
            self.make_rows(cx, entries)?;
        }
        self.view.forget();
        for row in &mut self.rows {
            row.link_to(cx)?;
            row.start(cx)?;
        }
        Ok(())
    }

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
        self.view.rows(&self.rows)
    }

    /// Asks every row that has not reached the common step to go on towards it.
    fn pull(&mut self, cx: &mut Context) -> Result {
        for row in &mut self.rows {
            let behind = row.at().is_some_and(|at| at < self.target);
            if row.races() && behind && row.run.is_idle() {
                row.run.step(&mut cx.pool, self.target, Report::State)?;
            }
        }
        Ok(())
    }

    /// Whether every row that races stands at the common step.
    fn together(&self) -> bool {
        self.rows.iter().filter(|row| row.races()).all(|row| row.at() == Some(self.target))
    }

    fn advance(&mut self, cx: &mut Context, steps: u32) -> Result {
        if !self.together() {
            return Ok(());
        }
        let until = if self.slot.is_playing() { cx.config.page.until.unwrap_or(u32::MAX) } else { u32::MAX };
        self.target = self.target.saturating_add(steps).min(until.max(self.target));
        self.pull(cx)
    }

    /// Begins lost rows again, up to the common step.
    fn revive(&mut self, cx: &mut Context) -> Result {
        self.rows.iter_mut().filter(|row| row.on && !row.run.is_running()).try_for_each(|row| row.start(cx))
    }

    fn may_go_on(&self, config: &Config) -> bool {
        self.rows.iter().any(Row::races) && config.page.until.is_none_or(|until| self.target < until)
    }

    fn word(&mut self, cx: &Context) -> Result {
        self.slot.set_step(self.target);
        self.slot.parts.set_value("step", &number::count(self.target.into()));
        for row in &self.rows {
            row.word(&cx.words)?;
        }
        let best = self.rows.iter().filter_map(|row| Some((row, row.picture()?.accuracy))).filter(|(row, _)| row.on);
        let best = best.max_by(|a, b| a.1.total_cmp(&b.1)).filter(|_| self.target > 0);
        let sentence = match best {
            Some((row, accuracy)) => cx.words.race_leader(self.target.into(), &row.label, accuracy.into()),
            None => cx.words.race_opening().to_string(),
        };
        let stopped = self.rows.iter().filter(|row| row.on && !row.races()).count();
        // Who leads may change with every step; that is told when the race stands.
        self.slot.announce(&stopped.to_string(), &sentence);
        self.slot.parts.set_text("verdict", &sentence);
        let note = if stopped > 0 { cx.words.race_stopped(stopped as u64) } else { String::new() };
        self.slot.parts.set_text("run-note", &note);
        let open = self.slot.parts.action("show-numbers").and_then(|button| button.get_attribute("aria-expanded"));
        if !self.slot.is_playing() || open.as_deref() == Some("true") {
            results::fill(&mut self.table, &cx.words, cx.words.label(cx.config.page.vary), &self.rows)?;
        }
        Ok(())
    }
}
