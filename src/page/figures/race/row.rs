//! One row of the race: a run, what is known of it, and its line on the page.

use crate::context::Context;
use crate::dom;
use crate::error::Result;
use crate::slots::parts::Parts;
use charts::style::{Palette, css_row};
use lesson::choice::Vary;
use lesson::config::{Config, PageSpec};
use lesson::history::History;
use lesson::race;
use lesson::snapshot::Snapshot;
use nn::norm::Norm;
use protocol::message::Priority;
use protocol::run_state::{Frame, RunState};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlTemplateElement};
use words::{Words, number};

/// A row of the race.
pub struct Row {
    /// What it is: its value of the varied key, and its configuration.
    pub entry: race::Row,
    /// What its value is called.
    pub label: String,
    /// Its run in a worker.
    pub run: RunState,
    /// What it left behind so far.
    pub history: History,
    /// Median milliseconds of a step.
    pub ms_per_step: f32,
    /// Whether it takes part.
    pub on: bool,
    /// Why it cannot begin or go on.
    pub failed: Option<String>,
    /// Its line on the page.
    pub line: Element,
    /// The parts of its line.
    pub parts: Parts,
    place: usize,
    fresh: bool,
}

impl Row {
    /// The row at a place of the list, with its line made from the page's template.
    pub fn new(
        entry: race::Row,
        place: usize,
        template: &HtmlTemplateElement,
        list: &Element,
        cx: &Context,
    ) -> Result<Self> {
        let vary = cx.config.page.vary;
        let label = label(cx, &entry);
        let line: Element = template
            .content()
            .first_element_child()
            .ok_or("the race's template is empty")?
            .clone_node_with_deep(true)?
            .dyn_into()
            .map_err(|_| "the race's template is no element")?;
        list.append_child(&line)?;
        let parts = Parts::of(&line);
        parts.set_text("row-name", &label);
        if let Some(line) = line.dyn_ref::<HtmlElement>() {
            line.style().set_property("--c", &css_row(vary, &entry.key, place))?;
        }
        dom::attribute(parts.part("row-on")?, "aria-label", &cx.words.race_run_row(&label));
        dom::attribute(parts.part("row-open")?, "aria-label", &cx.words.race_open_row(&label));
        if let Some(unfold) = dom::find(&line, "[data-action=unfold-row]") {
            dom::attribute(&unfold, "aria-label", &cx.words.race_histograms_of(&label));
        }
        Ok(Self {
            entry,
            label,
            run: RunState::new(Priority::Interactive),
            history: History::keeping(1),
            ms_per_step: f32::NAN,
            on: true,
            failed: None,
            line,
            parts,
            place,
            fresh: true,
        })
    }

    /// Begins the row's run: the same that the lab would run.
    pub fn start(&mut self, cx: &mut Context) -> Result {
        self.fresh = true;
        self.failed = None;
        self.run.start(&mut cx.pool, self.entry.config.run)
    }

    /// Takes in a state of the run.
    pub fn take(&mut self, frame: Frame) -> Result {
        if std::mem::take(&mut self.fresh) {
            self.history = History::keeping(1);
        }
        self.ms_per_step = frame.ms_per_step;
        self.history.push(*frame.snapshot);
        Ok(())
    }

    /// The step reached; `None` before the first state.
    pub fn at(&self) -> Option<u32> {
        (!self.fresh).then(|| self.history.newest().map(|newest| newest.step)).flatten()
    }

    /// Whether it takes part and can go on.
    pub fn races(&self) -> bool {
        let stopped = !self.fresh && self.history.newest().is_some_and(|newest| newest.divergence.is_some());
        self.on && self.failed.is_none() && !stopped
    }

    /// The state to draw.
    pub fn picture(&self) -> Option<&Rc<Snapshot>> {
        self.history.picture()
    }

    /// The row as the common charts show it.
    pub fn shown(&self, palette: &Palette, vary: Vary) -> charts::race::Row<'_> {
        let color = palette.row(vary, &self.entry.key, self.place);
        charts::race::Row { name: &self.label, color, history: &self.history }
    }

    /// The row's link, for those who open it in a new tab.
    pub fn link_to(&self, cx: &Context) -> Result {
        let figure = cx.config.page.figure.map(|_| lesson::choice::Figure::Lab);
        let Config { run, cube, page } = self.entry.config.clone();
        let config = Config { run, cube, page: PageSpec { figure, vary: PageSpec::default().vary, ..page } };
        dom::attribute(self.parts.part("row-open")?, "href", &format!("#{}", config.to_query()));
        Ok(())
    }

    /// The row in words.
    pub fn word(&self, words: &Words) -> Result {
        let off = self.parts.part("row-on")?.dyn_ref::<HtmlInputElement>().is_some_and(|field| !field.checked());
        self.line.toggle_attribute_with_force("data-off", off)?;
        let newest = self.history.newest();
        let fault = newest.and_then(|newest| newest.divergence);
        self.line.toggle_attribute_with_force("data-stopped", fault.is_some())?;
        let verdict = newest.map(|newest| self.history.verdict(newest));
        let short = match (&self.failed, fault, verdict) {
            (Some(text), _, _) => text.clone(),
            (None, Some(fault), _) => words.finding_diverged_at(fault.step.into(), fault.layer.into()),
            (None, None, Some(verdict)) => words.finding(&verdict.finding).to_string(),
            (None, None, None) => String::new(),
        };
        self.parts.set_text("row-verdict", &short);
        if let Some(verdict) = verdict {
            dom::attribute(self.parts.part("row-verdict")?, "title", &words.verdict(&verdict));
        }
        let accuracy = self.picture().map_or(number::NONE.to_string(), |seen| number::percent(seen.accuracy.into()));
        self.parts.set_text("row-accuracy", &accuracy);
        Ok(())
    }
}

/// What a row's value is called; where its groups do not divide the channels, with those that it uses.
pub fn label(cx: &Context, entry: &race::Row) -> String {
    let (name, run) = (cx.words.row(cx.config.page.vary, &entry.key), &entry.config.run);
    match run.norm == Norm::Group && run.groups_used() != run.groups {
        true => format!("{name} ({})", run.groups_used()),
        false => name.to_string(),
    }
}
