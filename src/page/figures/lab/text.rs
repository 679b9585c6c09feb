//! The lab in words: status line, verdict, history, table, and the texts that follow the configuration.

use super::Lab;
use crate::context::Context;
use crate::dom;
use crate::error::Result;
use crate::figures::{derivation, disclosure};
use lesson::choice::DataSet;
use lesson::config::Config;
use lesson::snapshot::Snapshot;
use nn::norm::Norm;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use words::table::lines;

impl Lab {
    /// Everything that is words and not pictures.
    pub(super) fn word(&mut self, cx: &Context, snapshot: &Snapshot) -> Result {
        self.slot.set_step(snapshot.step);
        for (name, value) in cx.words.lab_status(snapshot) {
            self.slot.parts.set_value(name, &value);
        }
        self.slot.parts.set_value("values-note", cx.words.lab_values_note(snapshot));
        self.slot.parts.set_text("run-note", &cx.words.lab_note(&self.state, cx.config.page.until));
        let verdict = cx.words.lab_verdict(&self.state).filter(|_| !self.state.is_quiz_open());
        if let Some((what, text)) = verdict {
            self.slot.announce(&what, &text);
            self.slot.parts.set_text("verdict", &text);
        }
        if let Some(challenge) = cx.config.page.challenge {
            let standing = cx.words.challenge_standing(challenge, self.state.standing(challenge));
            self.slot.parts.set_text("challenge-standing", &standing);
        }
        derivation::tell(&dom::root()?, &cx.words.lab_backward(&self.state));
        let (at, (place, last)) = (cx.words.step_at(snapshot.step.into()), self.state.slider());
        self.slot.parts.set_value("history", &at);
        let slider = dom::input(self.slot.parts.part("history")?).ok_or("the history is no slider")?;
        dom::attribute(slider, "max", &last.to_string());
        slider.set_value_as_number(place as f64);
        slider.set_disabled(last == 0);
        dom::attribute(slider, "aria-valuetext", &at);
        let numbers = self.tabs.chosen() == "numbers";
        if let Some(button) = self.slot.parts.action("show-numbers") {
            disclosure::set_open(&button, numbers);
        }
        if !self.slot.is_playing() || numbers {
            self.table.fill(cx.words.layer_heads(snapshot), lines(snapshot, cx.words.line_input()))?;
        }
        Ok(())
    }

    /// Texts that depend on the configuration alone.
    pub(super) fn describe(&self, config: &Config) -> Result {
        for (name, value) in self.slot.words.lab_choices(config) {
            self.slot.parts.set_value(name, &value);
        }
        self.slot.parts.set_value("unpredicted", self.slot.words.unpredicted(&config.run));
        self.slot.parts.set_visible("challenge", config.page.challenge.is_some());
        if let Some(challenge) = config.page.challenge {
            self.slot.parts.set_text("challenge-task", &self.slot.words.challenge_task(challenge));
        }
        let digits = config.run.data == DataSet::Digits;
        self.slot.parts.set_visible("predict-digit", digits);
        self.slot.parts.set_visible("predict-point", !digits);
        self.slot.parts.set_visible("view", config.run.norm != Norm::None);
        self.slot.parts.set_text("learned-text", self.slot.words.lab_learned(config.run.data));
        if let Some(element) = self.slot.element.dyn_ref::<HtmlElement>() {
            // The input's column stands before those of the layers.
            element.style().set_property("--layers", &(config.run.depth + 1).to_string())?;
        }
        Ok(())
    }
}
