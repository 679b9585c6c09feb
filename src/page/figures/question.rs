//! A guess first: where will the last layer be, or what will become of a preset? The last layer stays veiled until then.

use super::words;
use crate::dom;
use crate::failure::Outcome;
use crate::slots::parts::Parts;
use lesson::quiz::{self, Guess, Place, Reply};
use lesson::snapshot::Snapshot;

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
    pub fn pose(&self, parts: &Parts) -> Outcome {
        parts.set_text("question-text", &self.words);
        let list = parts.part("answers")?;
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

/// What is said to a guess. `pressed` is the button's text.
pub fn reply(guess: Guess, pressed: &str, snapshot: &Snapshot) -> Option<String> {
    Some(match quiz::reply(guess, snapshot)? {
        Reply::Watch => format!("You say “{pressed}”: press Play and watch."),
        Reply::Judged { right, layer, place, std } => {
            let opening = if right { "Yes:" } else { "Not this time:" };
            let place = match place {
                Place::Huge => "huge",
                Place::Edge => "at its limits",
                Place::Zero => "near 0",
                Place::Spread => "spread out",
            };
            format!("{opening} layer {layer} is {place}, std {}.", words::number(f64::from(std)))
        }
    })
}
