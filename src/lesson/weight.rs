//! Length and direction of one weight vector: logistic regression of two kinds of digits with two weights, by plain steps and
//! by steps in `g` and `v` (Salimans & Kingma 2016), from the same vector at the same rate.

mod cost;
mod descent;
mod state;

pub use cost::{Cost, DIGITS};
pub use descent::{Split, Step, length};
pub use state::{Finding, GRID, Kind, Weight};

pub use crate::weight_spec::{REACH, WeightSpec};
