//! The lab in words: status line, verdict, history, table, and the texts that follow the configuration.

use super::{Lab, is_digits};
use crate::context::Context;
use crate::dom;
use crate::error::Result;
use lesson::config::Config;
use lesson::snapshot::Snapshot;
use nn::norm::Norm;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};
use words::table::lines;

impl Lab {
    /// Everything that is words and not pictures.
    pub(super) fn word(&mut self, cx: &Context, snapshot: &Snapshot) -> Result {
        let newest = self.history.newest().map_or(0, |newest| newest.step);
        self.slot.set_step(snapshot.step);
        for (name, value) in cx.words.lab_status(snapshot) {
            self.slot.parts.set_value(name, &value);
        }
        let note = match self.past {
            Some(_) => cx.words.looking_back(newest.into()),
            None if cx.config.page.until == Some(newest) => cx.words.stopped_at(newest.into()),
            None => self.pace(cx),
        };
        self.slot.parts.set_text("run-note", &note);
        if !self.asking {
            let judged = self.history.newest().filter(|_| self.past.is_none()).map_or(snapshot, |newest| newest);
            let found = self.history.verdict(judged);
            let verdict = cx.words.verdict(&found);
            let told = self.told.as_deref().filter(|_| newest == 0).map_or(String::new(), |told| format!("{told} "));
            let text = format!("{told}{verdict}");
            self.slot.announce(&format!("{} {told}", found.finding.key()), &text);
            self.slot.parts.set_text("verdict", &text);
        }
        let at = cx.words.step_at(snapshot.step.into());
        self.slot.parts.set_value("history", &at);
        let slider: &HtmlInputElement = self.slot.parts.part("history")?.dyn_ref().ok_or("the history is no slider")?;
        let last = self.history.len().saturating_sub(1);
        dom::attribute(slider, "max", &last.to_string());
        slider.set_value_as_number(self.past.unwrap_or(last) as f64);
        slider.set_disabled(last == 0);
        dom::attribute(slider, "aria-valuetext", &at);
        let numbers = self.tabs.chosen() == "numbers";
        if let Some(button) = self.slot.parts.action("show-numbers") {
            dom::attribute(&button, "aria-expanded", if numbers { "true" } else { "false" });
        }
        if !self.slot.is_playing() || numbers {
            self.table.fill(cx.words.layer_heads(snapshot), lines(snapshot))?;
        }
        Ok(())
    }

    /// Texts that depend on the configuration alone.
    pub(super) fn describe(&self, config: &Config) -> Result {
        for (name, value) in self.slot.words.lab_choices(config) {
            self.slot.parts.set_value(name, &value);
        }
        let digits = is_digits(config);
        self.slot.parts.set_visible("predict-digit", digits);
        self.slot.parts.set_visible("predict-point", !digits);
        self.slot.parts.set_visible("view", config.run.norm != Norm::None);
        self.slot.parts.set_text("learned-text", self.slot.words.lab_learned(config.run.data));
        if let Some(element) = self.slot.element.dyn_ref::<HtmlElement>() {
            element.style().set_property("--layers", &config.run.depth.to_string())?;
        }
        Ok(())
    }

    /// How long a step takes; nothing before the first.
    fn pace(&self, cx: &Context) -> String {
        if self.ms_per_step.is_nan() { String::new() } else { cx.words.pace(self.ms_per_step.into()) }
    }
}
