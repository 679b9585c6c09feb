//! Length and direction of one weight vector: logistic regression of two kinds of digits with two weights, by plain steps and
//! by steps in `g` and `v` (Salimans & Kingma 2016), from the same vector at the same rate; and the
//! same two ways, and two with a batch's statistics, in a whole convolutional network.

mod cost;
mod descent;
mod methods;
mod state;

pub use cost::{Cost, DIGITS};
pub use descent::{Split, Step, length};
pub use methods::{METHODS, Methods, Raced, STEPS, STRIDE};
pub use state::{Finding, GRID, Kind, Weight};

pub use crate::weight_spec::{REACH, WeightSpec};
