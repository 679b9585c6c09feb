//! Experiments: a URL becomes a configuration, a configuration a run, a run numbers. Knows no DOM, no colours, no pixels.

pub mod chain;
pub mod choice;
mod codec;
pub mod config;
pub mod cube;
pub mod data;
pub mod decimal;
pub mod histogram;
pub mod neighbours;
pub mod notice;
pub mod race;
pub mod session;
pub mod snapshot;
pub mod verdict;
pub mod words;
