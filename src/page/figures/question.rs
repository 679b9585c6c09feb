//! A guess first: where will the last layer be, or what will become of a preset? The last layer stays veiled until then.

use crate::dom;
use crate::error::Result;
use crate::slots::parts::Parts;
use words::Words;

pub use lesson::quiz::Question;
use lesson::quiz::SKIP;

/// Puts a question into the figure's place for it, in place of the opening one.
pub fn pose(question: &Question, parts: &Parts, words: &Words) -> Result {
    parts.set_text("question-text", &question.words);
    let list = parts.part("answers")?;
    list.set_text_content(None);
    for (place, (key, answer)) in question.buttons(words.answer_skip()).enumerate() {
        let button = dom::make("button", answer)?;
        dom::attribute(&button, "type", "button");
        dom::attribute(&button, "data-answer", key);
        if key == SKIP {
            dom::attribute(&button, "class", "quiet");
        } else if let Some(reply) = question.replies.get(place) {
            dom::attribute(&button, "data-reply", reply);
        }
        list.append_child(&button)?;
    }
    Ok(())
}
