//! What the reader says before the map is run, and what the map says to it.

use super::{Cell, LEARNED, Outcome};

/// The row that is asked about: 33 layers.
pub const ROW: usize = 7;

/// Which std learns in the row that is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guess {
    /// 0.01.
    Small,
    /// 0.1, Xavier at this width.
    Xavier,
    /// 1.
    Large,
    /// None of them.
    Nothing,
    /// The reader would rather not guess.
    Skip,
}

impl Guess {
    /// All, by the keys of their buttons.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::Small, "small"),
        (Self::Xavier, "xavier"),
        (Self::Large, "large"),
        (Self::Nothing, "nothing"),
        (Self::Skip, "skip"),
    ];

    /// The guess of a button.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, name)| *name == key).map(|(guess, _)| *guess)
    }

    /// The key of its button.
    pub fn key(self) -> &'static str {
        Self::ALL.iter().find(|(guess, _)| *guess == self).map_or("", |(_, key)| key)
    }

    /// The cells that it is about, in the order small, Xavier, large.
    pub fn cells() -> [Cell; 3] {
        [0, 6, 12].map(|column| Cell { column, row: ROW })
    }

    /// Whether this is what the three cells say.
    pub(super) fn holds(self, outcomes: [Outcome; 3]) -> bool {
        let learned = outcomes.map(|outcome| outcome.accuracy() > LEARNED);
        match self {
            Self::Small => learned == [true, false, false],
            Self::Xavier => learned == [false, true, false],
            Self::Large => learned == [false, false, true],
            Self::Nothing => learned == [false; 3],
            Self::Skip => false,
        }
    }
}

/// What the map says to a guess.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Answer {
    /// Whether it holds.
    pub right: bool,
    /// Accuracy of the three; NaN where the run broke off.
    pub accuracies: [f64; 3],
}
