//! What the library refuses, and why. Data only: the caller decides how to show it.

use std::fmt;

/// A value that an entry point refuses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// Which argument.
    pub name: &'static str,
    /// The value that was given.
    pub value: String,
    /// Why it cannot be used.
    pub reason: String,
}

impl Error {
    /// An error that names the argument, its value and the reason.
    pub fn new(name: &'static str, value: impl fmt::Debug, reason: impl Into<String>) -> Error {
        Error { name, value: format!("{value:?}"), reason: reason.into() }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} = {}: {}", self.name, self.value, self.reason)
    }
}

impl std::error::Error for Error {}
