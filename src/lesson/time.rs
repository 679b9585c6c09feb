//! A recurrent network unrolled: a tanh cell reads sequences of one number a step, plain, with layer norm, and with batch norm,
//! which has statistics of its own for every step (Cooijmans et al. 2017, section 3), and none past the last one of training.
//!
//! The task keeps a sign in mind: most numbers are 0, one in [`RARE`] is a mark, +1 or -1, and at every step the network says
//! which came last. It can be told at any length, so that a longer sequence is no harder; and its states start alike and grow
//! apart as marks come in, so that the statistics of the first steps are not those of the later ones.

mod network;
mod state;
mod task;

pub use crate::time_spec::{LONGEST, Method, Past, TRAINED, TimeSpec};
pub use network::{AtStep, BINS, HIDDEN, Network, Run};
pub use state::{Finding, STEPS, Time};
pub use task::{RARE, Sequences};
