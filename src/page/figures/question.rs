//! A guess first: where will the last layer be, or what will become of a preset? The last layer stays veiled until then.

use crate::dom;
use crate::error::Result;
use crate::slots::parts::Parts;
use lesson::quiz::{self, Guess, Reply};
use lesson::snapshot::Snapshot;
use words::Words;

/// A question with its answers, one of which is pressed.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// What is asked.
    pub words: String,
    /// What can be answered: a key (`zero`, `spread`, `edge`, `huge`; `watch` where only the run can tell) and its text.
    pub answers: Vec<(String, String)>,
}

impl Question {
    /// The question of an experiment's markup: `zero:near 0|watch:never`.
    pub fn new(words: String, answers: &str) -> Self {
        let answer = |one: &str| match one.split_once(':') {
            Some((key, text)) => (key.to_string(), text.to_string()),
            None => ("watch".to_string(), one.to_string()),
        };
        Self { words, answers: answers.split('|').map(answer).collect() }
    }

    /// Puts the question into the figure's place for it, in place of the opening one.
    pub fn pose(&self, parts: &Parts, words: &Words) -> Result {
        parts.set_text("question-text", &self.words);
        let list = parts.part("answers")?;
        list.set_text_content(None);
        for (key, answer) in self
            .answers
            .iter()
            .map(|(key, answer)| (key.as_str(), answer.as_str()))
            .chain([("skip", words.answer_skip())])
        {
            let button = dom::make("button", answer)?;
            dom::attribute(&button, "type", "button");
            dom::attribute(&button, "data-answer", key);
            if key == "skip" {
                dom::attribute(&button, "class", "quiet");
            }
            list.append_child(&button)?;
        }
        Ok(())
    }
}

/// What is said to a guess. `pressed` is the button's text.
pub fn reply(guess: Guess, pressed: &str, snapshot: &Snapshot, words: &Words) -> Option<String> {
    Some(match quiz::reply(guess, snapshot)? {
        Reply::Watch => words.reply_watch(pressed),
        Reply::Judged { right, layer, place, std } => {
            words.reply_judged(if right { "yes" } else { "no" }, layer.into(), place.key(), std.into())
        }
    })
}
