//! What links say of the weight: where the descent starts, and how.

use crate::key::{Control, Key, Keyed, real, whole};

/// The most steps of a descent.
const MOST_STEPS: u32 = 200;
/// The plane shows both weights from minus to plus this.
pub const REACH: f64 = 6.0;
/// The shortest vector that can be set: one of length 0 has no direction.
pub const SHORTEST: f32 = 0.25;

/// Where the descent starts, and how.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WeightSpec {
    /// The length of `w` at the start: what `g` is.
    pub length: f32,
    /// Its direction in degrees, against the clock from the first weight's axis.
    pub angle: u32,
    /// The length of `v` at the start: of no weight for `w`, but for how fast it turns.
    pub v: f32,
    /// The learning rate.
    pub lr: f32,
    /// Steps.
    pub steps: u32,
}

impl Default for WeightSpec {
    fn default() -> Self {
        Self { length: 3.0, angle: 340, v: 1.0, lr: 1.0, steps: 100 }
    }
}

impl Keyed for WeightSpec {
    const KEYS: &'static [Key<Self>] = &[
        Key {
            name: "weight-length",
            get: |spec| spec.length.to_string(),
            set: |spec, value| real(&mut spec.length, value, SHORTEST, REACH as f32),
        },
        Key {
            name: "weight-angle",
            get: |spec| spec.angle.to_string(),
            set: |spec, value| whole(&mut spec.angle, value, 0, 359),
        },
        Key {
            name: "weight-v",
            get: |spec| spec.v.to_string(),
            set: |spec, value| real(&mut spec.v, value, SHORTEST, 16.0),
        },
        Key {
            name: "weight-lr",
            get: |spec| spec.lr.to_string(),
            set: |spec, value| real(&mut spec.lr, value, 0.25, 64.0),
        },
        Key {
            name: "weight-steps",
            get: |spec| spec.steps.to_string(),
            set: |spec, value| whole(&mut spec.steps, value, 1, MOST_STEPS),
        },
    ];
    const CONTROLS: &'static [Control] = &[
        ("weight-length", "Length"),
        ("weight-angle", "Direction"),
        ("weight-v", "Length of v"),
        ("weight-lr", "Rate"),
        ("weight-steps", "Steps"),
    ];
}
