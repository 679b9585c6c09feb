//! Activation functions: forward and derivative.

/// An activation function.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Act {
    /// `x`.
    Linear,
    /// `1 / (1 + e^-x)`.
    Sigmoid,
    /// `tanh x`.
    Tanh,
    /// `x` where positive, else 0.
    Relu,
    /// `x` where positive, else `alpha x`.
    LeakyRelu(f32),
    /// `x Phi(x)`, Phi the normal distribution function (Hendrycks & Gimpel 2016; the exact form).
    Gelu,
    /// `x` where positive, else `alpha (e^x - 1)` (Clevert et al. 2016).
    Elu(f32),
    /// `lambda elu(x)` with the two constants of Klambauer et al. 2017.
    Selu,
    /// `x sigmoid(x)` (also called swish).
    Silu,
    /// `ln(1 + e^x)`.
    Softplus,
}

/// SELU's `lambda` (Klambauer et al. 2017, equation 14).
pub const SELU_SCALE: f64 = 1.050_700_987_355_480_5;
/// SELU's `alpha`.
pub const SELU_ALPHA: f64 = 1.673_263_242_354_377_2;

impl Act {
    /// `act(x)` in f64, for theory and plots.
    pub fn value(self, x: f64) -> f64 {
        let elu = |alpha: f64| if x > 0.0 { x } else { alpha * libm::expm1(x) };
        match self {
            Act::Linear => x,
            Act::Sigmoid => sigmoid(x),
            Act::Tanh => libm::tanh(x),
            Act::Relu => {
                if x <= 0.0 {
                    0.0
                } else {
                    x
                }
            }
            Act::LeakyRelu(alpha) => {
                if x <= 0.0 {
                    f64::from(alpha) * x
                } else {
                    x
                }
            }
            Act::Gelu => x * phi(x),
            Act::Elu(alpha) => elu(f64::from(alpha)),
            Act::Selu => SELU_SCALE * elu(SELU_ALPHA),
            Act::Silu => x * sigmoid(x),
            Act::Softplus => {
                if x > 30.0 {
                    x
                } else {
                    libm::log1p(libm::exp(x))
                }
            }
        }
    }

    /// `act'(x)` in f64. At 0: relu 0, leaky relu alpha.
    pub fn derivative(self, x: f64) -> f64 {
        let elu = |alpha: f64| if x > 0.0 { 1.0 } else { alpha * libm::exp(x) };
        match self {
            Act::Linear => 1.0,
            Act::Sigmoid => sigmoid(x) * sigmoid(-x),
            Act::Tanh => 1.0 - libm::tanh(x) * libm::tanh(x),
            Act::Relu => {
                if x <= 0.0 {
                    0.0
                } else {
                    1.0
                }
            }
            Act::LeakyRelu(alpha) => {
                if x <= 0.0 {
                    f64::from(alpha)
                } else {
                    1.0
                }
            }
            Act::Gelu => phi(x) + x * density(x),
            Act::Elu(alpha) => elu(f64::from(alpha)),
            Act::Selu => SELU_SCALE * elu(SELU_ALPHA),
            Act::Silu => sigmoid(x) * (1.0 + x * sigmoid(-x)),
            Act::Softplus => sigmoid(x),
        }
    }

    /// `out = act(pre)`, elementwise.
    pub fn forward(self, pre: &[f32], out: &mut [f32]) {
        assert_eq!(pre.len(), out.len(), "activation of {} into {}", pre.len(), out.len());
        out.iter_mut().zip(pre).for_each(|(y, x)| *y = self.value(f64::from(*x)) as f32);
    }

    /// `dpre = dout * act'(pre)`, elementwise; `out` is what [`Act::forward`] gave.
    pub fn backward(self, pre: &[f32], out: &[f32], dout: &[f32], dpre: &mut [f32]) {
        assert_eq!(pre.len(), out.len(), "activation of {} into {}", pre.len(), out.len());
        dpre.iter_mut().zip(pre).zip(dout).for_each(|((dx, x), dy)| *dx = dy * self.derivative(f64::from(*x)) as f32);
    }
}

fn sigmoid(x: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-x))
}

/// The normal distribution function.
fn phi(x: f64) -> f64 {
    0.5 * libm::erfc(-x / std::f64::consts::SQRT_2)
}

/// The normal density.
fn density(x: f64) -> f64 {
    libm::exp(-0.5 * x * x) / (std::f64::consts::TAU).sqrt()
}
