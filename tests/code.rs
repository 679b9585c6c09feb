//! "Copy as code": every state of the lesson as a program for PyTorch and for Keras.

#![allow(clippy::unwrap_used, reason = "a test tells by panicking")]

#[path = "code/contents.rs"]
mod contents;
#[path = "code/python.rs"]
mod python;

use unit_variance::lesson::config::{Config, RunSpec};

/// The run of a query that is understood as it stands.
fn run(query: &str) -> RunSpec {
    let (config, notices) = Config::from_query(query);
    assert!(notices.is_empty(), "{query}: {notices:?}");
    config.run
}

/// The program without its first line, which names the state.
fn body(program: &str) -> &str {
    program.split_once('\n').unwrap().1
}
