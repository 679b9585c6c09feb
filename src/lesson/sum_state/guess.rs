//! What the reader says before the sum is shown, and what was found about it.

/// How much wider the sum gets, as the reader says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guess {
    /// As many times as there are terms.
    Four,
    /// The root of that: what is right.
    Two,
    /// Not at all.
    Same,
    /// The reader would rather not guess.
    Skip,
}

impl Guess {
    /// All, by the keys of their buttons.
    pub const ALL: [(Self, &'static str); 4] =
        [(Self::Four, "four"), (Self::Two, "two"), (Self::Same, "same"), (Self::Skip, "skip")];

    /// The guess of a button.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, name)| *name == key).map(|(guess, _)| *guess)
    }

    /// The key of its button.
    pub fn key(self) -> &'static str {
        Self::ALL.iter().find(|(guess, _)| *guess == self).map_or("", |(_, key)| key)
    }
}

/// What was found about the question: the standard deviations before and after.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Finding {
    /// What the reader had said.
    pub guess: Guess,
    /// The standard deviation of the sums of [`FROM`](super::FROM) terms.
    pub before: f64,
    /// The same of [`TO`](super::TO) terms.
    pub after: f64,
}
