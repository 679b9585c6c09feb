//! The race: every value of one choice, side by side, on the same data, the same batches and the same random draws. All
//! rows stand at the same step before the next one is asked for.

mod results;
mod row;
mod view;

use super::chart::Chart;
use super::places::Places;
use super::tips::Tips;
use super::{Figure, foot};
use crate::experiment::choice::Choice;
use crate::experiment::config::{Config, VERSION};
use crate::experiment::message::FromWorker;
use crate::experiment::race;
use crate::web::dom;
use crate::web::failure::Outcome;
use crate::web::page::Context;
use crate::web::run::{self, Heard};
use row::{FIRST, MOST, Row};
use view::View;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement, HtmlTemplateElement};

/// Texts change at most so often while the race plays, in milliseconds.
const READING: f64 = 200.0;

/// The race figure.
pub struct Race {
    element: Element,
    places: Places,
    view: View,
    tips: Tips,
    rows: Vec<Row>,
    /// What of the configuration makes the present rows.
    key: String,
    /// The step at which all rows are to stand.
    target: u32,
    playing: bool,
    stale: bool,
    visible: bool,
    changed: bool,
    worded: f64,
}

impl Race {
    /// The figure in its markup.
    pub fn new(element: Element) -> Outcome<Self> {
        Ok(Self {
            places: Places::of(&element),
            view: View::of(&element)?,
            tips: Tips::default(),
            rows: Vec::new(),
            key: String::new(),
            target: 0,
            playing: false,
            stale: true,
            // Ten networks are not begun before somebody looks.
            visible: false,
            changed: false,
            worded: 0.0,
            element,
        })
    }

    /// Makes the rows of the present configuration and begins their runs.
    fn start(&mut self, cx: &mut Context) -> Outcome {
        self.stale = false;
        self.target = 0;
        self.say_fault("");
        if let Err(refusal) = race::memory(&cx.config) {
            self.say_fault(&refusal.to_string());
            return Ok(());
        }
        let entries = race::rows(&cx.config);
        let same = entries.len() == self.rows.len()
            && entries
                .iter()
                .zip(&self.rows)
                .all(|(entry, row)| entry.key == row.entry.key && entry.label == row.entry.label);
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

    fn make_rows(&mut self, cx: &Context, entries: Vec<race::Row>) -> Outcome {
        let list = self.places.part("rows")?;
        list.set_text_content(None);
        let template: &HtmlTemplateElement =
            self.places.part("row-template")?.dyn_ref().ok_or("the race's template is no template")?;
        self.rows = (entries.into_iter().enumerate())
            .map(|(place, entry)| Row::new(entry, place, template, list, cx.config.vary))
            .collect::<Outcome<_>>()?;
        self.view.rows(&self.rows)
    }

    /// Asks every row that has not reached the common step to go on towards it.
    fn pull(&mut self, cx: &mut Context) -> Outcome {
        for row in &mut self.rows {
            let behind = row.at().is_some_and(|at| at < self.target);
            if row.races() && behind && row.run.idle() {
                row.run.step(&mut cx.pool, self.target, false)?;
            }
        }
        Ok(())
    }

    /// Whether every row that races stands at the common step.
    fn together(&self) -> bool {
        self.rows.iter().filter(|row| row.races()).all(|row| row.at() == Some(self.target))
    }

    fn advance(&mut self, cx: &mut Context, steps: u32) -> Outcome {
        if !self.together() {
            return Ok(());
        }
        let until = if self.playing { cx.config.until.unwrap_or(u32::MAX) } else { u32::MAX };
        self.target = self.target.saturating_add(steps).min(until.max(self.target));
        self.pull(cx)
    }

    /// Begins lost rows again, up to the common step.
    fn revive(&mut self, cx: &mut Context) -> Outcome {
        self.rows.iter_mut().filter(|row| row.on && !row.run.lives()).try_for_each(|row| row.start(cx))
    }

    fn may_go_on(&self, config: &Config) -> bool {
        self.rows.iter().any(Row::races) && config.until.is_none_or(|until| self.target < until)
    }

    fn set_playing(&mut self, playing: bool) {
        self.playing = playing;
        self.places.mark_playing(playing);
        (self.changed, self.worded) = (true, 0.0);
    }

    fn say_fault(&self, words: &str) {
        self.places.say("fault", words);
        self.places.show("fault", !words.is_empty());
    }

    fn act(&mut self, cx: &mut Context, action: &str, button: &Element) -> Outcome {
        match action {
            "play" => {
                self.set_playing(!self.playing && self.may_go_on(&cx.config));
                if self.playing { self.revive(cx) } else { Ok(()) }
            }
            "step" => {
                self.set_playing(false);
                self.revive(cx)?;
                self.advance(cx, 1)
            }
            "restart" => self.start(cx),
            "new-seed" => foot::new_seed(cx),
            "show-numbers" => {
                let open = button.get_attribute("aria-expanded").as_deref() != Some("true");
                dom::attribute(button, "aria-expanded", if open { "true" } else { "false" });
                if let Some(panel) = dom::find(&self.element, "[data-panel=numbers]") {
                    dom::show(&panel, open);
                }
                (self.changed, self.worded) = (true, 0.0);
                Ok(())
            }
            "copy-link" => foot::copy_link(cx, &self.places),
            "csv" => {
                let text = results::csv(cx.config.vary.key(), &self.rows, &cx.config.to_query(), VERSION);
                foot::save_table(&self.places, "race", &text)
            }
            "png" => foot::save_picture(cx, &self.places, "race", self.target, &self.view.charts()),
            "unfold-row" => {
                let open = button.get_attribute("aria-expanded").as_deref() != Some("true");
                dom::attribute(button, "aria-expanded", if open { "true" } else { "false" });
                self.resize();
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// Switches a row off or on; one that comes back catches up.
    fn switch(&mut self, cx: &mut Context, field: &HtmlInputElement) -> Outcome {
        let Some(row) = self.rows.iter_mut().find(|row| row.line.contains(Some(field))) else { return Ok(()) };
        row.on = field.checked();
        (self.changed, self.worded) = (true, 0.0);
        self.revive(cx)?;
        self.pull(cx)
    }

    /// Opens a row in the lab, with the same configuration.
    fn open(&self, cx: &Context, link: &Element) -> Outcome {
        let Some(row) = self.rows.iter().find(|row| row.line.contains(Some(link))) else { return Ok(()) };
        let alone = if cx.config.figure.is_some() { "&figure=lab" } else { "" };
        cx.patch(format!("{}={}{alone}", cx.config.vary.key(), row.entry.key), true);
        if let Some(lab) = dom::find(&dom::root()?, "[data-figure=lab]").filter(|_| alone.is_empty()) {
            lab.scroll_into_view();
        }
        Ok(())
    }

    fn word(&self, cx: &Context) -> Outcome {
        self.places.out("step", &self.target.to_string());
        for row in &self.rows {
            row.word()?;
        }
        let best = self.rows.iter().filter_map(|row| Some((row, row.picture()?.accuracy))).filter(|(row, _)| row.on);
        let best = best.max_by(|a, b| a.1.total_cmp(&b.1)).filter(|_| self.target > 0);
        let sentence = match best {
            Some((row, accuracy)) => format!(
                "At step {} {} leads with {} of the held-out examples right.",
                self.target,
                row.entry.label,
                super::words::percent(accuracy)
            ),
            None => "Every row is the same network but for one choice.".to_string(),
        };
        self.places.say("verdict", &sentence);
        let stopped = self.rows.iter().filter(|row| row.on && !row.races()).count();
        let note = if stopped > 0 { format!("{stopped} stopped") } else { String::new() };
        self.places.say("run-note", &note);
        let open = self.places.action("show-numbers").and_then(|button| button.get_attribute("aria-expanded"));
        if !self.playing || open.as_deref() == Some("true") {
            results::fill(self.places.part("table")?, cx.config.vary.label(), &self.rows)?;
        }
        Ok(())
    }
}

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
        if self.together() {
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
