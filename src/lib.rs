//! Unit Variance: what weight initialization and normalization do to the signal inside a network, measured on
//! networks that train in the reader's browser.
//!
//! One name for the crates that the lesson is made of: `nn` is pure mathematics, `lesson` turns a URL into a run and its
//! numbers, `protocol` is what page and worker say to each other, `words` is what the lesson says, `charts` turns numbers
//! into pictures, `figures` puts them together. Arrows point left: `nn <- lesson <- protocol <- page`, `lesson <- words <-
//! charts <- figures <- page`. The page itself, the only part that knows a browser, is a program of its own.

pub use charts;
pub use figures;
pub use lesson;
pub use nn;
pub use protocol;
pub use words;
