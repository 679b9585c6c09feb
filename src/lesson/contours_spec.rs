//! What links say of "contours". A file of its own: the configuration reads it.

use crate::key::{Control, Key, Keyed, real};

/// The oldest car, in years.
pub const OLD: f64 = 50.0;
/// The longest way, in kilometres.
pub const FAR: f64 = 200_000.0;
/// The rate as a share of the largest that does not diverge: least and most.
pub const RATE: (f32, f32) = (0.1, 1.1);

/// What links say of the figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ContoursSpec {
    /// The rate, as a share of the largest that does not diverge.
    pub rate: f32,
    /// How far the second weight is moved from its best.
    pub nudge: f32,
}

impl Default for ContoursSpec {
    fn default() -> Self {
        Self { rate: 0.95, nudge: 0.0 }
    }
}

impl Keyed for ContoursSpec {
    const KEYS: &'static [Key<Self>] = &[
        Key {
            name: "contours-rate",
            get: |spec| spec.rate.to_string(),
            set: |spec, value| real(&mut spec.rate, value, RATE.0, RATE.1),
        },
        Key {
            name: "contours-nudge",
            get: |spec| spec.nudge.to_string(),
            set: |spec, value| real(&mut spec.nudge, value, -0.05, 0.05),
        },
    ];
    const CONTROLS: &'static [Control] = &[("contours-rate", "Rate / largest"), ("contours-nudge", "Nudge")];
}
