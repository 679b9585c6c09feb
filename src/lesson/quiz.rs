//! A guess about the last layer, held against its numbers; until then the layer is veiled.

use crate::snapshot::{LayerStats, Moments, Snapshot, UNKNOWN};

/// Where a layer's activations are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Place {
    /// Std below 0.1.
    Zero,
    /// Neither of the others.
    Spread,
    /// More than half of them saturated.
    Edge,
    /// Std above 10, or no number.
    Huge,
}

impl Place {
    /// Every place and its key in the markup.
    pub const ALL: [(Self, &'static str); 4] =
        [(Self::Zero, "zero"), (Self::Spread, "spread"), (Self::Edge, "edge"), (Self::Huge, "huge")];

    /// Its key in the markup, such as `zero`.
    pub fn key(self) -> &'static str {
        Self::ALL.iter().find(|(place, _)| *place == self).map_or("", |(_, key)| key)
    }

    /// Where this layer's activations are.
    pub fn of(layer: &LayerStats) -> Self {
        match layer {
            layer if layer.act.std > 10.0 || !layer.act.std.is_finite() => Self::Huge,
            layer if layer.saturated > 0.5 => Self::Edge,
            layer if layer.act.std < 0.1 => Self::Zero,
            _ => Self::Spread,
        }
    }
}

/// The key of no guess.
pub const SKIP: &str = "skip";

/// What a reader answered.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Guess {
    /// The last layer will be here.
    At(Place),
    /// Something that only the run can tell.
    Watch,
    /// Something that the experiment's author answers in the button's own words.
    Told,
    /// The reader would rather not guess.
    Skip,
}

impl Guess {
    /// The guess that a button's `data-answer` names.
    pub fn from_key(key: &str) -> Self {
        match Place::ALL.iter().find(|(_, name)| *name == key) {
            Some((place, _)) => Self::At(*place),
            None if key == SKIP => Self::Skip,
            None => Self::Watch,
        }
    }
}

/// A question with its answers, one of which is pressed.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// What is asked.
    pub words: String,
    /// What can be answered: the key of a [`Guess`] and the button's text.
    pub answers: Vec<(String, String)>,
    /// What each answer is told, in their order; none where the snapshot or the run tells.
    pub replies: Vec<String>,
}

impl Question {
    /// The question of an experiment's markup, its answers as `zero:near 0|never`: what has no key only the run can tell, or
    /// one of the `replies`, which are apart in the same way.
    pub fn new(words: String, answers: &str, replies: &str) -> Self {
        let answer = |one: &str| {
            let (key, text) = one.split_once(':').unwrap_or(("watch", one));
            (key.to_string(), text.to_string())
        };
        let replies = replies.split('|').filter(|reply| !reply.is_empty()).map(String::from).collect();
        Self { words, answers: answers.split('|').map(answer).collect(), replies }
    }

    /// The answers to press, and after them that of a reader who would rather not guess, with its text.
    pub fn buttons<'a>(&'a self, skip: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.answers.iter().map(|(key, text)| (key.as_str(), text.as_str())).chain([(SKIP, skip)])
    }
}

/// What is said to a guess.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reply {
    /// Only the run can tell.
    Watch,
    /// It stands beside the answer.
    Told,
    /// The guess held against the last layer.
    Judged {
        /// Whether it was right.
        right: bool,
        /// The last layer, counted from 1.
        layer: u32,
        /// Where it is.
        place: Place,
        /// The standard deviation of its activations.
        std: f32,
    },
}

/// The reply to a guess; none to a reader who did not want to guess.
pub fn reply(guess: Guess, snapshot: &Snapshot) -> Option<Reply> {
    let last = snapshot.layers.last()?;
    let place = Place::of(last);
    match guess {
        Guess::Skip => None,
        Guess::Watch => Some(Reply::Watch),
        Guess::Told => Some(Reply::Told),
        Guess::At(guessed) => {
            let layer = snapshot.layers.len() as u32;
            Some(Reply::Judged { right: guessed == place, layer, place, std: last.act.std })
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn start(query: &str) -> Snapshot {
        crate::session::Session::new(&crate::config::Config::from_query(query).0.run).unwrap().snapshot(false)
    }

    #[test]
    fn every_place_is_found_in_a_network_that_is_there() {
        for (query, place) in [
            ("init=small", Place::Zero),
            ("init=xavier", Place::Spread),
            ("init=large", Place::Edge),
            ("init=large&act=relu", Place::Huge),
        ] {
            let snapshot = start(query);
            for (guessed, key) in Place::ALL {
                let reply = reply(Guess::from_key(key), &snapshot);
                let Some(Reply::Judged { right, layer, place: found, .. }) = reply else {
                    panic!("{query}: {reply:?}")
                };
                assert_eq!((right, layer, found), (guessed == place, 10, place), "{query}");
            }
        }
    }

    #[test]
    fn a_guess_that_only_the_run_can_judge_is_not_judged_and_no_guess_gets_no_reply() {
        let snapshot = start("init=small");
        assert_eq!(reply(Guess::from_key("watch"), &snapshot), Some(Reply::Watch));
        assert_eq!(reply(Guess::from_key("skip"), &snapshot), None);
    }

    #[test]
    fn a_question_of_the_markup_offers_its_answers_and_none() {
        let question = Question::new("Where?".into(), "zero:near 0|at 1:2, late|never", "");
        let buttons: Vec<_> = question.buttons("show me").collect();
        assert_eq!(buttons, [("zero", "near 0"), ("at 1", "2, late"), ("watch", "never"), ("skip", "show me")]);
        let guesses: Vec<Guess> = buttons.iter().map(|(key, _)| Guess::from_key(key)).collect();
        assert_eq!(guesses, [Guess::At(Place::Zero), Guess::Watch, Guess::Watch, Guess::Skip]);
    }

    #[test]
    fn the_veil_hides_the_last_layer_alone() {
        let snapshot = start("depth=3&width=10");
        let veiled = veil(&snapshot);
        assert_eq!(
            veiled.layers[..2].iter().map(|l| l.act).collect::<Vec<_>>(),
            [snapshot.layers[0].act, snapshot.layers[1].act]
        );
        let last = &veiled.layers[2];
        assert!(last.act.std == UNKNOWN && last.act_histogram.counts.iter().all(|n| *n == 0));
    }
}
