//! Activation functions: forward and derivative, four at a time, and in f64 for theory and plots.

use super::error::Error;
use super::kernel::math::{self, map, map2, product_to_limit, select};
use wide::f32x4;

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
            Act::Gelu => to_limit(x, phi(x)),
            Act::Elu(alpha) => elu(f64::from(alpha)),
            Act::Selu => SELU_SCALE * elu(SELU_ALPHA),
            Act::Silu => to_limit(x, sigmoid(x)),
            Act::Softplus => {
                if x > 30.0 {
                    x
                } else {
                    libm::log1p(libm::exp(x))
                }
            }
        }
    }

    /// The gain that PyTorch's `calculate_gain` gives for this function: linear and sigmoid 1, tanh 5/3, relu `sqrt 2`,
    /// leaky relu `sqrt(2 / (1 + alpha²))`, selu 3/4. Refused for the others, for which it gives none.
    pub fn gain(self) -> Result<f64, Error> {
        match self {
            Act::Linear | Act::Sigmoid => Ok(1.0),
            Act::Tanh => Ok(5.0 / 3.0),
            Act::Relu => Ok(std::f64::consts::SQRT_2),
            Act::LeakyRelu(alpha) => Ok((2.0 / (1.0 + f64::from(alpha) * f64::from(alpha))).sqrt()),
            Act::Selu => Ok(0.75),
            _ => Err(Error::new("activation", self, "no gain is defined for it")),
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
            Act::Gelu => phi(x) + to_limit(x, density(x)),
            Act::Elu(alpha) => elu(f64::from(alpha)),
            Act::Selu => SELU_SCALE * elu(SELU_ALPHA),
            Act::Silu => sigmoid(x) * (1.0 + to_limit(x, sigmoid(-x))),
            Act::Softplus => sigmoid(x),
        }
    }

    /// `out = act(pre)`, elementwise.
    pub fn forward(self, pre: &[f32], out: &mut [f32]) {
        let all = f32x4::splat;
        let zero = f32x4::ZERO;
        match self {
            Act::Linear => out.copy_from_slice(pre),
            Act::Sigmoid => map(pre, out, math::sigmoid),
            Act::Tanh => math::tanh_slice(pre, out),
            // A comparison and not a maximum: NaN must stay NaN.
            Act::Relu => map(pre, out, |x| select(x.simd_le(zero), zero, x)),
            Act::LeakyRelu(alpha) => map(pre, out, |x| select(x.simd_le(zero), all(alpha) * x, x)),
            Act::Gelu => math::gelu_slice(pre, out),
            Act::Elu(alpha) => map(pre, out, |x| elu(x, alpha)),
            Act::Selu => map(pre, out, |x| all(SELU_SCALE as f32) * elu(x, SELU_ALPHA as f32)),
            Act::Silu => map(pre, out, |x| product_to_limit(x, math::sigmoid(x))),
            Act::Softplus => map(pre, out, softplus),
        }
    }

    /// The same, and with it `slope = act'(pre)` where both take the same long way; else `slope` is left empty.
    pub fn forward_keeping(self, pre: &[f32], out: &mut [f32], slope: &mut Vec<f32>) {
        slope.resize(if self.keeps_slope() { pre.len() } else { 0 }, 0.0);
        match self {
            Act::Gelu => math::gelu_both_slice(pre, out, slope),
            _ => self.forward(pre, out),
        }
    }

    /// Whether [`Act::forward_keeping`] keeps the slope.
    pub fn keeps_slope(self) -> bool {
        self == Act::Gelu
    }

    /// `dpre = dout * act'(pre)`, elementwise; `out` is what [`Act::forward`] gave.
    pub fn backward(self, pre: &[f32], out: &[f32], dout: &[f32], dpre: &mut [f32]) {
        assert_eq!(pre.len(), out.len(), "activation of {} into {}", pre.len(), out.len());
        let all = f32x4::splat;
        let (zero, one) = (f32x4::ZERO, f32x4::splat(1.0));
        match self {
            Act::Linear => dpre.copy_from_slice(dout),
            Act::Sigmoid => map2(out, dout, dpre, |y, dy| dy * (y * (one - y))),
            Act::Tanh => map2(out, dout, dpre, |y, dy| dy * (one - y * y)),
            Act::Relu => map2(pre, dout, dpre, |x, dy| select(x.simd_le(zero), zero, dy)),
            Act::LeakyRelu(alpha) => map2(pre, dout, dpre, |x, dy| select(x.simd_le(zero), all(alpha) * dy, dy)),
            Act::Gelu => map2(pre, dout, dpre, |x, dy| dy * math::gelu(x)[1]),
            Act::Elu(alpha) => map2(pre, dout, dpre, |x, dy| dy * elu_slope(x, alpha)),
            Act::Selu => map2(pre, dout, dpre, |x, dy| dy * (all(SELU_SCALE as f32) * elu_slope(x, SELU_ALPHA as f32))),
            Act::Silu => map2(pre, dout, dpre, |x, dy| dy * silu_slope(x)),
            Act::Softplus => map2(pre, dout, dpre, |x, dy| dy * math::sigmoid(x)),
        }
    }
}

fn elu(x: f32x4, alpha: f32) -> f32x4 {
    select(x.simd_gt(f32x4::ZERO), x, f32x4::splat(alpha) * math::exp_m1(x))
}

fn elu_slope(x: f32x4, alpha: f32) -> f32x4 {
    select(x.simd_gt(f32x4::ZERO), f32x4::splat(1.0), f32x4::splat(alpha) * math::exp(x))
}

fn softplus(x: f32x4) -> f32x4 {
    let positive = select(x.simd_lt(f32x4::ZERO), f32x4::ZERO, x);
    positive + math::ln_1p(math::exp(-math::abs(x)))
}

fn silu_slope(x: f32x4) -> f32x4 {
    let (y, left) = (math::sigmoid(x), math::sigmoid(-x));
    y + product_to_limit(product_to_limit(x, left), y)
}

/// `x share`; 0 where the share is.
fn to_limit(x: f64, share: f64) -> f64 {
    if share == 0.0 { 0.0 } else { x * share }
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

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Act; 10] = [
        Act::Linear,
        Act::Sigmoid,
        Act::Tanh,
        Act::Relu,
        Act::LeakyRelu(0.01),
        Act::Gelu,
        Act::Elu(1.5),
        Act::Selu,
        Act::Silu,
        Act::Softplus,
    ];

    fn both(act: Act, x: f32) -> (f32, f32) {
        let (mut y, mut dx) = ([0.0], [0.0]);
        act.forward(&[x], &mut y);
        act.backward(&[x], &y, &[1.0], &mut dx);
        (y[0], dx[0])
    }

    #[test]
    fn vectors_agree_with_the_plain_functions() {
        for act in ALL {
            for i in -4000..=4000 {
                let x = i as f32 / 200.0;
                let (y, dx) = both(act, x);
                let (value, slope) = (act.value(f64::from(x)), act.derivative(f64::from(x)));
                assert!((f64::from(y) - value).abs() <= 1e-6 * value.abs().max(0.3), "{act:?}({x}) = {value}, not {y}");
                assert!((f64::from(dx) - slope).abs() <= 1e-6, "{act:?}'({x}) = {slope}, not {dx}");
            }
        }
    }

    #[test]
    fn derivatives_agree_with_differences() {
        for act in ALL {
            for i in -50..50 {
                let x = f64::from(i) / 10.0 + 0.05;
                let slope = (act.value(x + 1e-5) - act.value(x - 1e-5)) / 2e-5;
                assert!((slope - act.derivative(x)).abs() < 1e-7, "{act:?} at {x}");
            }
        }
    }

    #[test]
    fn the_kink_belongs_to_the_left() {
        assert_eq!((both(Act::Relu, 0.0), both(Act::LeakyRelu(0.25), 0.0).1), ((0.0, 0.0), 0.25));
    }

    #[test]
    fn the_ends_are_limits_and_nan_stays() {
        for act in ALL {
            for (x, wide) in [(f32::NEG_INFINITY, -1e9), (f32::INFINITY, 1e9)] {
                let (y, dx) = both(act, x);
                let (value, slope) = (act.value(wide) as f32, act.derivative(wide) as f32);
                assert!(y == value || (y.is_infinite() && value.abs() > 1e6), "{act:?}({x}) = {y}");
                assert_eq!(dx, slope, "{act:?}'({x})");
            }
            assert!(both(act, f32::NAN).0.is_nan(), "{act:?} loses NaN");
        }
    }

    #[test]
    fn gains_are_those_of_pytorch() {
        assert_eq!(Act::Tanh.gain(), Ok(5.0 / 3.0));
        assert!(Act::Gelu.gain().unwrap_err().to_string().contains("Gelu"));
    }
}
