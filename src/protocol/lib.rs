//! What page and worker say to each other, and who works on what: messages, the run as its owner sees it, the dealing out of
//! sessions to workers, the sessions of one worker. Pure: ports and clocks are handed in, so that all of it is tested
//! natively.

mod by_session;
pub mod host;
pub mod message;
pub mod run_state;
pub mod scheduler;
pub mod sessions;
pub mod share;
mod step_timer;
pub mod wire;
pub mod workers;
