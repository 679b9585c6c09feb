//! Experiments: a URL becomes a configuration, a configuration a run, a run numbers. All that it gives is data: no
//! sentences, no DOM, no colours, no pixels.

pub mod backward;
pub mod chain;
pub mod choice;
pub mod code;
pub mod columns;
pub mod config;
pub mod contrast;
pub mod control;
pub mod cube;
pub mod cube_state;
pub mod data;
pub mod decimal;
pub mod direction;
pub mod figure;
pub mod histogram;
pub mod history;
pub mod jobs;
mod key;
pub mod lab_state;
pub mod neighbours;
pub mod neighbours_spec;
pub mod notice;
pub mod pad;
pub mod predict;
pub mod question;
pub mod quiet;
pub mod quiz;
pub mod race;
pub mod race_state;
pub mod session;
pub mod snapshot;
pub mod step_part;
pub mod sum;
pub mod sum_state;
pub mod sweep;
pub mod verdict;
