//! A guess first: where will the last layer be, or what will become of a preset? The last layer stays veiled until then.

use super::places::Places;
use super::words;
use crate::dom;
use crate::failure::Outcome;
use charts::depth::UNKNOWN;
use lesson::snapshot::{Moments, Snapshot};

/// A question with its answers, one of which is pressed.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// What is asked.
    pub words: String,
    /// What can be answered.
    pub answers: Vec<String>,
}

impl Question {
    /// Puts the question into the figure's place for it, in place of the opening one.
    pub fn pose(&self, places: &Places) -> Outcome {
        places.say("question-text", &self.words);
        let list = places.part("answers")?;
        list.set_text_content(None);
        for answer in self.answers.iter().map(String::as_str).chain(["just show me"]) {
            let button = dom::make("button", answer)?;
            dom::attribute(&button, "type", "button");
            dom::attribute(&button, "data-answer", key_of(answer));
            if answer == "just show me" {
                dom::attribute(&button, "class", "quiet");
            }
            list.append_child(&button)?;
        }
        Ok(())
    }
}

/// What an answer says about the last layer; `watch` where only the run can tell.
fn key_of(answer: &str) -> &'static str {
    match answer {
        "just show me" => "skip",
        a if a.contains("near 0") => "zero",
        a if a.contains("spread") => "spread",
        a if a.contains("±1") => "edge",
        a if a.contains("huge") => "huge",
        _ => "watch",
    }
}

/// The snapshot with its last layer veiled.
pub fn veil(snapshot: &Snapshot) -> Snapshot {
    let mut veiled = snapshot.clone();
    if let Some(last) = veiled.layers.last_mut() {
        let nothing = Moments { mean: f32::NAN, std: UNKNOWN };
        (last.act, last.grad) = (nothing, nothing);
        (last.predicted_act_std, last.predicted_grad_std) = (f32::NAN, f32::NAN);
        for histogram in [&mut last.act_histogram, &mut last.grad_histogram] {
            histogram.counts.fill(0);
            (histogram.under, histogram.over, histogram.nonfinite) = (0, 0, 0);
        }
    }
    veiled
}

/// What is said to a guess; nothing to a reader who did not want to guess. `pressed` is the button's text.
pub fn reply(guess: &str, pressed: &str, snapshot: &Snapshot) -> Option<String> {
    let last = snapshot.layers.last()?;
    let layer = snapshot.layers.len();
    if guess == "watch" {
        return Some(format!("You say “{pressed}”: press Play and watch."));
    }
    let (truth, place) = match last {
        last if last.act.std > 10.0 || !last.act.std.is_finite() => ("huge", "huge"),
        last if last.saturated > 0.5 => ("edge", "at its limits"),
        last if last.act.std < 0.1 => ("zero", "near 0"),
        _ => ("spread", "spread out"),
    };
    let opening = match guess {
        "skip" => return None,
        right if right == truth => "Yes:",
        _ => "Not this time:",
    };
    Some(format!("{opening} layer {layer} is {place}, std {}.", words::number(f64::from(last.act.std))))
}
