//! What a query asked for that was not done as it stands, as data; its `Display` is the sentence the page shows.

use std::fmt;

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
#[allow(missing_docs)] // each variant is worded below; `used` is what was used instead
pub enum Problem {
    UnknownKey,
    UnknownValue { used: String, offered: String },
    NotANumber { used: String },
    NotWhole { used: String },
    OutOfRange { low: String, high: String, used: String },
    NotAShape { used: String },
    UnknownControl { name: String },
    FixedByInit { init: String },
    NeedsImages { used: String },
    NotADivisor { channels: u32, used: u32 },
    NoDirection,
    NotBuiltYet { used: String },
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

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { key, value, problem } = self;
        match problem {
            Problem::UnknownKey => write!(f, "{key}={value}: there is no key “{key}”; it was ignored."),
            Problem::UnknownValue { used, offered } => {
                write!(f, "{key}={value} is not one of {offered}: used {used}.")
            }
            Problem::NotANumber { used } => write!(f, "{key}={value} is not a number: used {used}."),
            Problem::NotWhole { used } => write!(f, "{key}={value} is not a whole number: used {used}."),
            Problem::OutOfRange { low, high, used } => {
                write!(f, "{key}={value} is out of range ({low} to {high}): used {used}.")
            }
            Problem::NotAShape { used } => write!(f, "{key}={value} is not three sizes N,C,side: used {used}."),
            Problem::UnknownControl { name } => {
                write!(f, "{key}={value}: there is no control “{name}”; it was ignored.")
            }
            Problem::FixedByInit { init } => {
                write!(f, "{key}={value} is ignored: the initializer {init} fixes the distribution itself.")
            }
            Problem::NeedsImages { used } => {
                write!(f, "{key}={value}: the convolutional network needs images (data=digits): used {used}.")
            }
            Problem::NotADivisor { channels, used } => {
                write!(f, "{key}={value} does not divide the {channels} channels: used {used}.")
            }
            Problem::NoDirection => write!(
                f,
                "{key}={value}: under weight normalization a weight vector of length 0 has no direction (g v / ‖v‖ is 0 / 0), so this run has no numbers from step 0 on."
            ),
            Problem::NotBuiltYet { used } => write!(f, "{key}={value} is not built yet: used {used}."),
            Problem::OtherVersion { used } => write!(
                f,
                "This link was made by version {value}; this is version {used}, and the numbers may differ in their last digits."
            ),
        }
    }
}
