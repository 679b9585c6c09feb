//! What links say of "why". A file of its own: the configuration reads it, and the figure's state reads the configuration.

use crate::key::{Control, Key, Keyed, whole};
use crate::smoothness::STRIDE;

/// The last step that is measured.
pub const STEPS: u32 = 400;

/// What links say of the figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WhySpec {
    /// The step whose surroundings are shown.
    pub step: u32,
}

impl Default for WhySpec {
    fn default() -> Self {
        Self { step: STRIDE }
    }
}

impl Keyed for WhySpec {
    const KEYS: &'static [Key<Self>] = &[Key {
        name: "why-step",
        get: |why| why.step.to_string(),
        set: |why, value| whole(&mut why.step, value, 0, STEPS),
    }];
    const CONTROLS: &'static [Control] = &[("why-step", "At step")];
}
