//! One row of the race: a run, what is known of it, and its line on the page.

use crate::context::Context;
use crate::dom;
use crate::error::Result;
use crate::slots::parts::Parts;
use charts::style::{Palette, css_row};
use lesson::choice::Vary;
use lesson::race;
use lesson::race_state::Runner;
use protocol::message::Priority;
use protocol::run_state::RunState;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlTemplateElement};
use words::Words;

/// A row of the race.
pub struct Row {
    /// What it is: its value of the varied key, and its configuration.
    pub entry: race::Row,
    /// What its value is called.
    pub name: String,
    /// Its run in a worker.
    pub run: RunState,
    /// What the run has come to.
    pub runner: Runner,
    /// Its line on the page.
    pub line: Element,
    /// The parts of its line.
    pub parts: Parts,
    place: usize,
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
        let name = cx.words.row_name(vary, &entry);
        let line: Element = template
            .content()
            .first_element_child()
            .ok_or("the race's template is empty")?
            .clone_node_with_deep(true)?
            .dyn_into()
            .map_err(|_| "the race's template is no element")?;
        list.append_child(&line)?;
        let parts = Parts::of(&line);
        parts.set_text("row-name", &name);
        if let Some(line) = line.dyn_ref::<HtmlElement>() {
            line.style().set_property("--c", &css_row(vary, &entry.key, place))?;
        }
        dom::attribute(parts.part("row-on")?, "aria-label", &cx.words.race_run_row(&name));
        dom::attribute(parts.part("row-open")?, "aria-label", &cx.words.race_open_row(&name));
        if let Some(copy) = dom::find(&line, "[data-action=copy-code]") {
            dom::attribute(&copy, "aria-label", &cx.words.race_copy_code(&name));
        }
        if let Some(unfold) = dom::find(&line, "[data-action=unfold-row]") {
            dom::attribute(&unfold, "aria-label", &cx.words.race_histograms_of(&name));
        }
        let (run, runner) = (RunState::new(Priority::Interactive), Runner::default());
        Ok(Self { entry, name, run, runner, line, parts, place })
    }

    /// Begins the row's run: the same that the lab would run.
    pub fn start(&mut self, cx: &mut Context) -> Result {
        self.runner.start();
        self.run.start(&mut cx.pool, self.entry.config.run)
    }

    /// The row as the results tell of it.
    pub fn told(&self) -> words::race::Row<'_> {
        words::race::Row { key: &self.entry.key, name: &self.name, runner: &self.runner }
    }

    /// The row as the common charts show it.
    pub fn shown(&self, palette: &Palette, vary: Vary) -> charts::race::Row<'_> {
        let color = palette.row(vary, &self.entry.key, self.place);
        charts::race::Row { name: &self.name, color, history: &self.runner.history }
    }

    /// The row's link, for those who open it in a new tab.
    pub fn link(&self) -> Result {
        dom::attribute(self.parts.part("row-open")?, "href", &format!("#{}", self.entry.to_link()));
        Ok(())
    }

    /// The row in words.
    pub fn word(&self, words: &Words) -> Result {
        let newest = self.runner.history.newest();
        self.line.toggle_attribute_with_force("data-off", !self.runner.takes_part)?;
        let diverged = newest.is_some_and(|newest| newest.divergence.is_some());
        self.line.toggle_attribute_with_force("data-stopped", diverged)?;
        self.parts.set_text("row-verdict", &words.row_verdict(&self.runner));
        if let Some(newest) = newest {
            let verdict = words.verdict(&self.runner.history.verdict(newest));
            dom::attribute(self.parts.part("row-verdict")?, "title", &verdict);
        }
        self.parts.set_text("row-accuracy", &words.row_accuracy(&self.runner));
        Ok(())
    }
}
