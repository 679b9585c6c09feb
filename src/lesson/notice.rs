//! What a query asked for that was not done as it stands, as data: `words` makes the sentence.

use super::choice::Initializer;

/// Longest part of a value that a notice repeats.
const ECHO: usize = 40;

/// One key and value that could not be used as written, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// The key as written, cut short.
    pub key: String,
    /// The value as written, cut short.
    pub value: String,
    /// What was wrong and what was used.
    pub problem: Problem,
}

/// Why a value was not used as it stands.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)] // each has a message of its name in `words`; `used` is what was used, as the address writes it
pub enum Problem {
    UnknownKey,
    UnknownValue { used: String, offered: String },
    NotANumber { used: String },
    NotWhole { used: String },
    OutOfRange { low: String, high: String, used: String },
    NotAShape { used: String },
    UnknownControl { name: String },
    FixedByInit { init: Initializer },
    NeedsImages { used: String },
    NotADivisor { channels: u32, used: u32 },
    NoDirection,
    OtherVersion { used: String },
}

impl Notice {
    /// A notice about `key=value`; both are cut to a length that can be shown.
    pub fn new(key: &str, value: &str, problem: Problem) -> Self {
        let cut = |s: &str| {
            let mut short: String = s.chars().take(ECHO).collect();
            if short.len() < s.len() {
                short.push('…');
            }
            short
        };
        Self { key: cut(key), value: cut(value), problem }
    }
}
