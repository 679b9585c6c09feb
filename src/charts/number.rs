//! Numbers as labels, tips and summaries write them: as everything else does.

pub use words::number::{count, number as short, percent, power_of_ten};
