//! The lab in words: status line, verdict, history, table, and the texts that follow the configuration.

use super::Lab;
use crate::experiment::Table;
use crate::figure::Context;
use crate::markup::Slot;
use lesson::choice::DataSet;
use lesson::code::program;
use lesson::snapshot::Snapshot;
use lesson::step_part::Part;
use nn::norm::Norm;
use words::table::lines;

/// The slider of the run's history.
pub(super) const HISTORY: &str = "[data-part=history]";

impl Lab {
    /// Everything that is words and not pictures.
    pub(super) fn word(&mut self, cx: &Context, snapshot: &Snapshot) {
        let (slot, words) = (cx.slot, cx.words);
        slot.set_step(snapshot.step);
        slot.set_values(&words.lab_status(snapshot));
        slot.set_value("values-note", words.lab_values_note(snapshot));
        slot.set_text("run-note", &words.lab_note(&self.state, cx.config.page.until));
        let verdict = words.lab_verdict(&self.state).filter(|_| !self.state.is_quiz_open());
        if let Some((what, text)) = verdict {
            slot.announce(&what, &text);
            slot.set_text("verdict", &text);
        }
        if let Some(challenge) = cx.config.page.challenge {
            slot.set_text("challenge-standing", &words.challenge_standing(challenge, self.state.standing(challenge)));
        }
        // The lab's own number stands beside its formula, in the article.
        slot.set_page_text("[data-lab=backward]", &words.lab_backward(&self.state));
        let (at, (place, last)) = (words.step_at(snapshot.step.into()), self.state.slider());
        slot.set_value("history", &at);
        slot.set_attribute(HISTORY, "max", Some(&last.to_string()));
        slot.set_field(HISTORY, &place.to_string());
        slot.toggle_attribute(HISTORY, "disabled", last == 0);
        slot.set_attribute(HISTORY, "aria-valuetext", Some(&at));
        let numbers = slot.tab() == "numbers";
        slot.set_open("[data-action=show-numbers]", numbers);
        if !slot.is_playing() || numbers {
            slot.set_table(Table { heads: words.layer_heads(snapshot), lines: lines(snapshot, words.line_input()) });
        }
    }

    /// Texts that depend on the configuration alone.
    pub(super) fn describe(&self, cx: &Context) {
        let (slot, words, run) = (cx.slot, cx.words, &cx.config.run);
        slot.set_values(&words.lab_choices(cx.config));
        slot.set_value("unpredicted", words.unpredicted(run));
        slot.set_visible("challenge", cx.config.page.challenge.is_some());
        if let Some(challenge) = cx.config.page.challenge {
            slot.set_text("challenge-task", &words.challenge_task(challenge));
        }
        let digits = run.data == DataSet::Digits;
        slot.set_visible("predict-digit", digits);
        slot.set_visible("predict-point", !digits);
        slot.set_visible("view", run.norm != Norm::None);
        slot.set_text("learned-text", words.lab_learned(run.data));
        // The input's column stands before those of the layers.
        slot.set_attribute("[data-chart=histograms]", "--layers", Some(&(run.depth + 1).to_string()));
    }

    /// Writes the program of the present run, where it is to be seen.
    pub(super) fn write_code(&self, cx: &Context) {
        if cx.slot.tab() == "code" {
            cx.slot.set_text("code", &program(&cx.config.run, self.library));
        }
    }

    /// Lights the part of a training step that is shown, on the stepper and wherever the page tells of it.
    pub(super) fn light(&mut self, slot: &dyn Slot) {
        let (part, earlier) = (self.state.part(), self.lit);
        self.lit = part;
        for (part, current) in [(earlier, None), (part, Some("step"))] {
            let Some(key) = part.filter(|_| self.lit != earlier).map(Part::key) else { continue };
            let places = format!("[data-action=part][data-value={key}], [data-step={key}]");
            slot.set_page_attribute(&places, "aria-current", current);
        }
    }
}
