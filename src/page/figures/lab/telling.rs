//! The lab in words: status line, verdict, history, table, and the texts that follow the configuration.

use super::{Lab, is_digits};
use crate::dom;
use crate::failure::Outcome;
use crate::figures::{table, words};
use crate::page::Context;
use lesson::config::Config;
use lesson::data::Plane;
use lesson::snapshot::Snapshot;
use nn::norm::Norm;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};

impl Lab {
    /// Everything that is words and not pictures.
    pub(super) fn word(&mut self, cx: &Context, snapshot: &Snapshot) -> Outcome {
        let newest = self.history.newest().map_or(0, |newest| newest.step);
        self.places.out("step", &snapshot.step.to_string());
        self.places.out("cost", &words::number(f64::from(snapshot.cost)));
        self.places.out("accuracy", &words::percent(snapshot.accuracy));
        let note = match self.past {
            Some(_) => format!("looking back from step {newest}"),
            None if cx.config.until == Some(newest) => format!("stopped at step {newest}"),
            None => words::pace(self.ms_per_step),
        };
        self.places.say("run-note", &note);
        if !self.asking {
            let judged = self.history.newest().filter(|_| self.past.is_none()).map_or(snapshot, |newest| newest);
            let verdict = cx.words.verdict(&self.history.verdict(judged));
            let told = self.told.as_deref().filter(|_| newest == 0).map_or(String::new(), |told| format!("{told} "));
            self.places.say("verdict", &format!("{told}{verdict}"));
        }
        self.places.out("history", &format!("step {}", snapshot.step));
        let slider: &HtmlInputElement = self.places.part("history")?.dyn_ref().ok_or("the history is no slider")?;
        let last = self.history.len().saturating_sub(1);
        dom::attribute(slider, "max", &last.to_string());
        slider.set_value_as_number(self.past.unwrap_or(last) as f64);
        slider.set_disabled(last == 0);
        dom::attribute(slider, "aria-valuetext", &format!("step {}", snapshot.step));
        let numbers = self.tabs.chosen() == "numbers";
        if let Some(button) = self.places.action("show-numbers") {
            dom::attribute(&button, "aria-expanded", if numbers { "true" } else { "false" });
        }
        if !self.playing || numbers {
            table::fill(self.places.part("table")?, snapshot)?;
        }
        Ok(())
    }

    /// Texts that depend on the configuration alone.
    pub(super) fn describe(&self, config: &Config) -> Outcome {
        for key in ["depth", "width", "batch", "groups", "speed", "std", "lr"] {
            self.places.out(key, &config.value_of(key).unwrap_or_default());
        }
        let (fan_in, fan_out) = words::fans(config);
        self.places.out("fan_in", &fan_in.to_string());
        self.places.out("fan_out", &fan_out.to_string());
        let variance = config.init.init(config.std).variance().value(fan_in as usize, fan_out as usize);
        self.places.out("variance", &words::number(variance));
        let digits = is_digits(config);
        self.places.show("predict-digit", digits);
        self.places.show("predict-point", !digits);
        self.places.show("view", config.norm != Norm::None);
        if let Some(plane) = Plane::of(config.data) {
            self.places.out("feature-0", plane.names[0]);
            self.places.out("feature-1", plane.names[1]);
            self.places.say(
                "learned-text",
                "The plane by the network’s answer, with the examples; held-out ones are outlined.",
            );
        } else {
            let words = "Held-out digits with the class that the network gives them; mistakes are framed.";
            self.places.say("learned-text", words);
        }
        if let Some(element) = self.element.dyn_ref::<HtmlElement>() {
            element.style().set_property("--layers", &config.depth.to_string())?;
        }
        Ok(())
    }
}
