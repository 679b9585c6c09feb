//! The challenges as data: a network that fails, what has to stay, how much may be changed, and the number that decides. A file
//! of its own: the configuration reads it, and what judges a run reads the configuration.

use crate::choice::{Choice, choice, keys};

choice! {
    /// The challenges, the easiest first. What each asks for is a sentence of `words`.
    Challenge, "challenge",
    Cars "cars" "unscaled cars are to be learned";
    Blind "blind" "units are to be spread, and each picture the same to them";
    Alive "alive" "units are not to die";
    Small "small" "small weights are to learn";
    Saturation "saturation" "large weights are not to saturate";
    Fast "fast" "a large rate is to learn";
    Sigmoid "sigmoid" "ten sigmoid layers are to learn";
    Level "level" "tanh is to hold the signal's std";
    Fifty "fifty" "fifty layers of ReLU with batch norm are to learn";
    OneExample "one-example" "batches of one are to be learned from";
    Forty "forty" "forty layers without normalization are to learn";
    Faults "faults" "five faults are to be found";
}

/// What decides: a number of a run at one step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// The share of held-out examples that are right.
    Accuracy,
    /// The largest share of dead units over the layers.
    Dead,
    /// The largest share of saturated activations over the layers.
    Saturated,
    /// The standard deviation of the layer's activations that is farthest from the middle of the range.
    Std,
    /// The last layer's std across examples, as a share of its std.
    Seen,
}

/// A challenge.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Task {
    /// The query of the network that it starts from.
    pub start: &'static str,
    /// Keys that have to stay as they are there.
    pub fixed: &'static [&'static str],
    /// How many of the others may be changed.
    pub changes: u32,
    /// The step at which it is decided.
    pub step: u32,
    /// What decides …
    pub quantity: Quantity,
    /// … and the values that it may have.
    pub range: (f32, f32),
}

impl Challenge {
    /// What it asks for.
    pub fn task(self) -> Task {
        let (start, fixed, changes, step, quantity, range): (_, &[&str], _, _, _, _) = match self {
            Self::Cars => {
                let start = "data=units&scaling=raw&depth=2&width=32&batch=64";
                (start, &["data", "depth"], 1, 300, Quantity::Accuracy, (0.95, 1.0))
            }
            Self::Blind => ("", &["depth"], 1, 0, Quantity::Seen, (0.0, 0.001)),
            Self::Alive => {
                let start = "init=he&act=relu&depth=2&scaling=raw&lr=0.3";
                (start, &["act", "lr"], 1, 100, Quantity::Dead, (0.0, 0.05))
            }
            Self::Small => ("init=small&batch=64", &["init", "depth"], 1, 200, Quantity::Accuracy, (0.9, 1.0)),
            Self::Saturation => ("init=large", &["init", "act", "depth"], 1, 0, Quantity::Saturated, (0.0, 0.05)),
            Self::Fast => ("act=relu&batch=64&lr=2", &["lr", "depth"], 1, 200, Quantity::Accuracy, (0.9, 1.0)),
            Self::Sigmoid => ("act=sigmoid&batch=64", &["act", "depth"], 1, 300, Quantity::Accuracy, (0.9, 1.0)),
            Self::Level => ("", &["act", "norm", "start", "depth"], 2, 0, Quantity::Std, (0.6, 0.7)),
            Self::Fifty => {
                let start = "init=he&act=relu&norm=batch&depth=50&width=50&batch=64&lr=0.02";
                (start, &["act", "norm", "depth"], 1, 200, Quantity::Accuracy, (0.9, 1.0))
            }
            Self::OneExample => {
                let start = "norm=batch&depth=3&width=50&batch=1";
                (start, &["batch", "depth"], 2, 1000, Quantity::Accuracy, (0.92, 1.0))
            }
            Self::Forty => {
                let start = "act=sigmoid&depth=40&width=50&batch=64";
                (start, &["norm", "depth"], 2, 200, Quantity::Accuracy, (0.9, 1.0))
            }
            Self::Faults => {
                let start = "init=constant&act=sigmoid&scaling=raw&width=50&batch=1&lr=3";
                (start, &["data", "depth"], 5, 200, Quantity::Accuracy, (0.95, 1.0))
            }
        };
        Task { start, fixed, changes, step, quantity, range }
    }

    /// The query of its start, in the lab alone and stopping where it is decided.
    pub fn query(self) -> String {
        let Task { start, step, .. } = self.task();
        let until = if step == 0 { String::new() } else { format!("&until={step}") };
        let joint = if start.is_empty() { "" } else { "&" };
        format!("figure=lab{joint}{start}{until}&challenge={}", self.key())
    }
}
