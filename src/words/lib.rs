//! What the lesson says. The sentences are data, one folder a language (`en`), in it one file a figure; `build.rs` checks them and writes a typed
//! function for each, so that code asks for a sentence by name and never builds one from pieces. Knows no page.
//!
//! A new sentence: write it in a file of `en`, with the type of each `$variable` in the comment above it; it is a method of
//! [`Words`] after the next build. A new language: copy the folder `en` and translate; the build says what is missing,
//! and [`table()`] gives what a page in that language carries.
//!
//! ```
//! let words = unit_variance_words::Words::english();
//! assert_eq!(words.wait(), "Calculating…");
//! ```

mod chain;
mod challenge;
#[cfg(test)]
mod compiled;
mod contours;
mod contrast;
mod cube;
#[cfg(test)]
mod ftl;
mod lab;
mod label;
mod map;
pub mod measured;
mod messages;
mod names;
mod neighbours;
mod notice;
pub mod number;
mod predict;
pub mod pseudo;
mod quiet;
pub mod race;
mod sum;
mod sweep;
pub mod table;
mod time;
mod verdict;
mod weight;
mod why;
mod words;
mod work;

#[cfg(test)]
mod tests;

pub use label::Label;
pub use messages::{TABLE_EN, table};
pub use words::{Error, Named, Words};
