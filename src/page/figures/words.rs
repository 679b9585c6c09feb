//! Sentences and numbers as the page words them. Knows no elements.

use lesson::choice::NetKind;
use lesson::config::{CNN_CHANNELS, Config};
use words::{Words, number};

/// A number for a sentence.
pub fn number(value: f64) -> String {
    number::number(value)
}

/// A share as a percentage.
pub fn percent(share: f32) -> String {
    number::percent(share.into())
}

/// A whole number with its thousands apart.
pub fn count(n: usize) -> String {
    number::count(n as u64)
}

/// Milliseconds of a step.
pub fn pace(words: &Words, ms: f32) -> String {
    if ms.is_nan() { String::new() } else { words.pace(ms.into()) }
}

/// `fan_in` and `fan_out` of the hidden layers after the first (of the first where it is the only one).
pub fn fans(config: &Config) -> (u32, u32) {
    let inputs = config.run.data.shape().columns as u32;
    match config.run.net {
        NetKind::Cnn => (CNN_CHANNELS * 9, CNN_CHANNELS * 9),
        NetKind::Mlp if config.run.depth == 1 => (inputs, config.run.width),
        NetKind::Mlp => (config.run.width, config.run.width),
    }
}
