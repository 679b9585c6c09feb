//! What links say of time. A file of its own: the configuration reads it, and the figure's state reads the configuration.

use crate::choice::{Choice, choice, keys};
use crate::key::{Control, Key, Keyed, choose, whole};

/// Steps of a sequence in training.
pub const TRAINED: u32 = 16;
/// Steps of the longest sequence that is run.
pub const LONGEST: u32 = 64;

choice! {
    /// What is normalized at each step.
    Method, "time-method",
    None "none" "nothing";
    Layer "layer" "layer norm of the sum (Ba, Kiros & Hinton 2016)";
    Batch "batch" "batch norm of both products, with statistics for each step (Cooijmans et al. 2017)";
}

choice! {
    /// What batch norm uses at a step past those of training.
    Past, "time-past",
    Nothing "none" "nothing: it stops";
    Last "last" "the statistics of the last step of training";
    Average "average" "the average of the statistics of all steps of training";
    Own "own" "the statistics of the batch at hand";
}

/// What links say of the figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TimeSpec {
    /// The network that is looked at.
    pub method: Method,
    /// What batch norm uses past the steps of training.
    pub past: Past,
    /// Steps of the sequences that are run.
    pub length: u32,
    /// The step that is looked at, counted from 1.
    pub step: u32,
}

impl Default for TimeSpec {
    fn default() -> Self {
        Self { method: Method::Batch, past: Past::Nothing, length: TRAINED, step: 8 }
    }
}

impl Keyed for TimeSpec {
    const KEYS: &'static [Key<Self>] = &[
        Key {
            name: Method::KEY,
            get: |spec| spec.method.key().into(),
            set: |spec, value| choose(&mut spec.method, value),
        },
        Key { name: Past::KEY, get: |spec| spec.past.key().into(), set: |spec, value| choose(&mut spec.past, value) },
        Key {
            name: "time-length",
            get: |spec| spec.length.to_string(),
            set: |spec, value| whole(&mut spec.length, value, 1, LONGEST),
        },
        Key {
            name: "time-step",
            get: |spec| spec.step.to_string(),
            set: |spec, value| whole(&mut spec.step, value, 1, LONGEST),
        },
    ];
    const CONTROLS: &'static [Control] = &[
        (Method::KEY, "Cell"),
        (Past::KEY, "Past training"),
        ("time-length", "Sequence length"),
        ("time-step", "Time step"),
    ];
}
