//! What links say of "quiet or gone". A file of its own: the configuration reads it, and the figure's state reads the
//! configuration.

use crate::choice::{Choice, choice, keys};
use crate::key::{Control, Key, Keyed, choose, whole};

choice! {
    /// Whether the network has been trained.
    Stage, "quiet-stage",
    Untrained "untrained" "as it starts";
    Trained "trained" "after 200 steps";
}

/// What links say of the figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct QuietSpec {
    /// The classes of the two digits whose cosine is followed.
    pub digits: [u32; 2],
    /// Whether the network has been trained.
    pub stage: Stage,
}

impl Default for QuietSpec {
    fn default() -> Self {
        Self { digits: [3, 8], stage: Stage::Untrained }
    }
}

impl Keyed for QuietSpec {
    const KEYS: &'static [Key<Self>] = &[
        Key {
            name: "quiet-a",
            get: |quiet| quiet.digits[0].to_string(),
            set: |quiet, value| whole(&mut quiet.digits[0], value, 0, 9),
        },
        Key {
            name: "quiet-b",
            get: |quiet| quiet.digits[1].to_string(),
            set: |quiet, value| whole(&mut quiet.digits[1], value, 0, 9),
        },
        Key {
            name: Stage::KEY,
            get: |quiet| quiet.stage.key().to_string(),
            set: |quiet, value| choose(&mut quiet.stage, value),
        },
    ];
    const CONTROLS: &'static [Control] =
        &[("quiet-a", "First digit"), ("quiet-b", "Second digit"), ("quiet-stage", "Stage")];
}
