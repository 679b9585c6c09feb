//! Sentences and numbers as the page words them. Knows no elements.

use charts::number;
use lesson::choice::NetKind;
use lesson::config::{CNN_CHANNELS, Config};

/// A number for a sentence; `–` where there is none.
pub fn number(value: f64) -> String {
    if value.is_nan() { "–".to_string() } else { number::short(value) }
}

/// A share as a percentage.
pub fn percent(share: f32) -> String {
    if share.is_nan() { "–".to_string() } else { number::percent(f64::from(share)) }
}

/// A whole number with its thousands apart.
pub fn count(n: usize) -> String {
    number::count(n as u64)
}

/// Milliseconds of a step.
pub fn pace(ms: f32) -> String {
    if ms.is_nan() { String::new() } else { format!("{} ms a step", number::short(f64::from(ms))) }
}

/// `fan_in` and `fan_out` of the hidden layers after the first (of the first where it is the only one).
pub fn fans(config: &Config) -> (u32, u32) {
    let inputs = config.data.shape().columns as u32;
    match config.net {
        NetKind::Cnn => (CNN_CHANNELS * 9, CNN_CHANNELS * 9),
        NetKind::Mlp if config.depth == 1 => (inputs, config.width),
        NetKind::Mlp => (config.width, config.width),
    }
}
