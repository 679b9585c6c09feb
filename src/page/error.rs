//! What can go wrong in the page or between page and worker, as one sentence. Showing it is `page`'s.

use std::fmt;
use wasm_bindgen::JsValue;

/// A sentence for the reader: what did not work.
#[derive(Clone, Debug, PartialEq)]
pub struct Error(pub String);

/// What most functions of the page give.
pub type Result<T = (), E = Error> = std::result::Result<T, E>;

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<JsValue> for Error {
    /// The browser's own words.
    fn from(value: JsValue) -> Self {
        // As `String(value)` has it: an error gives its name and its message.
        Self(js_sys::Array::of1(&value).join("").into())
    }
}

impl From<String> for Error {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<Error> for String {
    fn from(error: Error) -> Self {
        error.0
    }
}

impl From<&str> for Error {
    fn from(text: &str) -> Self {
        Self(text.to_string())
    }
}
