//! Why batch norm helps: does it hold the inputs of the layers still, or does it make the cost smoother? Measured on three
//! runs: without, with batch norm, and with noise after it (Santurkar et al. 2018, figures 1, 2 and 4).

mod state;

pub use state::{KEYS, RUNS, Verdict, Why};
