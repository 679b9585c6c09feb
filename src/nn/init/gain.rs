//! Gains: how much larger than 1 the weights' standard deviation must be to make up for an activation function.

use crate::act::Act;
use crate::error::Error;

/// The gain that PyTorch's `calculate_gain` recommends, with `Var(w) = gain² / fan`: 1 for linear and sigmoid, 5/3 for
/// tanh, `sqrt(2)` for ReLU, `sqrt(2 / (1 + alpha²))` for leaky ReLU (He et al. 2015, equation 15), 3/4 for SELU.
/// Refuses activation functions for which it recommends none.
pub fn gain(act: Act) -> Result<f64, Error> {
    match act {
        Act::Linear | Act::Sigmoid => Ok(1.0),
        Act::Tanh => Ok(5.0 / 3.0),
        Act::Relu => Ok(2f64.sqrt()),
        Act::LeakyRelu(alpha) => Ok((2.0 / (1.0 + super::squared(alpha))).sqrt()),
        Act::Selu => Ok(0.75),
        other => Err(Error::new("act", other, "no gain is recommended for it")),
    }
}
