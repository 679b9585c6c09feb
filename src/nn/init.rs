//! Initializers: each is a variance, read by the sampler, the page and the docs alike.

mod gain;
mod orthogonal;
mod sample;

pub use gain::gain;
pub use orthogonal::orthogonalize;
pub use sample::{fill_standard, truncated_normal};

use super::error::Error;
use rand::Rng;
use std::fmt;

/// The shape of the draw, at equal variance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dist {
    /// N(0, variance).
    Normal,
    /// Uniform on `[-bound, bound]`, `bound = sqrt(3 variance)`.
    Uniform,
}

/// Which number of connections divides the variance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fan {
    /// Connections into a unit: keeps the variance of the signal going forward.
    In,
    /// Connections out of a unit: keeps the variance of the gradient going backward.
    Out,
    /// The mean of both (Glorot & Bengio 2010, section 4.2.1).
    Avg,
    /// The larger of both: the entries of an orthogonal matrix.
    Max,
}

/// The variance of a weight, as data.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Variance {
    /// The same at every layer.
    Fixed(f64),
    /// `scale / fan`.
    Scaled {
        /// The numerator: the squared gain.
        scale: f64,
        /// The denominator.
        fan: Fan,
    },
}

impl Variance {
    /// The number: `Var(w)` for a layer with these fans. A fan of zero counts as one.
    pub fn value(self, fan_in: usize, fan_out: usize) -> f64 {
        match self {
            Variance::Fixed(value) => value,
            Variance::Scaled { scale, fan } => scale / fan.of(fan_in, fan_out).max(1.0),
        }
    }
}

impl Fan {
    /// The number of connections that this choice reads.
    pub fn of(self, fan_in: usize, fan_out: usize) -> f64 {
        match self {
            Fan::In => fan_in as f64,
            Fan::Out => fan_out as f64,
            Fan::Avg => (fan_in + fan_out) as f64 / 2.0,
            Fan::Max => fan_in.max(fan_out) as f64,
        }
    }
}

impl fmt::Display for Variance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Var(w) = ")?;
        match *self {
            Variance::Fixed(value) => write!(f, "{value}"),
            Variance::Scaled { scale, fan: Fan::Avg } => write!(f, "{} / (fan_in + fan_out)", 2.0 * scale),
            Variance::Scaled { scale, fan: Fan::In } => write_ratio(f, scale, "fan_in"),
            Variance::Scaled { scale, fan: Fan::Out } => write_ratio(f, scale, "fan_out"),
            Variance::Scaled { scale, fan: Fan::Max } => write_ratio(f, scale, "max(fan_in, fan_out)"),
        }
    }
}

/// `scale / fan`; a third stands under the line.
fn write_ratio(f: &mut fmt::Formatter<'_>, scale: f64, fan: &str) -> fmt::Result {
    if scale == 1.0 / 3.0 { write!(f, "1 / (3 {fan})") } else { write!(f, "{scale} / {fan}") }
}

/// How the weights start. All but `Orthogonal` rescale the same standard draws.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Init {
    /// Every weight 0.
    Zeros,
    /// Every weight the same: the symmetry lesson.
    Constant(f32),
    /// One standard deviation for every layer, whatever its size.
    Normal {
        /// The standard deviation: any that f32 holds with all its digits, from 1.18e-38 on.
        std: f32,
    },
    /// Uniform on `±1/sqrt(fan_in)`, variance `1 / (3 fan_in)`: the heuristic that Glorot & Bengio 2010 measured
    /// (equation 1), and where PyTorch's `nn.Linear` still starts.
    Uniform,
    /// `1 / fan_in`: keeps the variance of a linear or tanh layer (LeCun 1998; Keras calls it LeCun).
    Xavier,
    /// `2 / (fan_in + fan_out)` (Glorot & Bengio 2010, equation 12; PyTorch's `xavier_*`).
    Glorot,
    /// `2 / fan_in`: makes up for the mean square that ReLU halves (He et al. 2015, equation 10).
    He,
    /// Orthonormal rows or columns, from the QR decomposition of the same draws (Saxe et al. 2014).
    Orthogonal,
}

impl Init {
    /// The variance of a weight.
    ///
    /// ```
    /// use unit_variance_nn::init::Init;
    /// let variance = Init::He.variance();
    /// assert_eq!(variance.to_string(), "Var(w) = 2 / fan_in");
    /// assert_eq!(variance.value(100, 10), 0.02);
    /// ```
    pub fn variance(self) -> Variance {
        let scaled = |scale, fan| Variance::Scaled { scale, fan };
        match self {
            Init::Zeros | Init::Constant(_) => Variance::Fixed(0.0),
            Init::Normal { std } => Variance::Fixed(squared(std)),
            Init::Uniform => scaled(1.0 / 3.0, Fan::In),
            Init::Xavier => scaled(1.0, Fan::In),
            Init::Glorot => scaled(1.0, Fan::Avg),
            Init::He => scaled(2.0, Fan::In),
            Init::Orthogonal => scaled(1.0, Fan::Max),
        }
    }

    /// The distribution that is really drawn: `Uniform` fixes it, `Orthogonal` starts from normal draws.
    pub fn dist(self, asked: Dist) -> Dist {
        match self {
            Init::Uniform => Dist::Uniform,
            Init::Orthogonal => Dist::Normal,
            _ => asked,
        }
    }

    /// Fills `out`, a weight of `shape` `[out, in, kh, kw]`. The generator moves on by the same amount for every
    /// initializer and distribution, so that switching one changes nothing else.
    pub fn sample(self, dist: Dist, shape: [usize; 4], rng: &mut impl Rng, out: &mut [f32]) {
        let size: usize = shape.iter().product();
        assert_eq!(out.len(), size, "weight {shape:?} in a slice of {}", out.len());
        fill_standard(self.dist(dist), rng, out);
        match self {
            Init::Constant(value) => out.fill(value),
            Init::Zeros => out.fill(0.0),
            Init::Orthogonal => orthogonalize(out, shape[0], size / shape[0].max(1)),
            _ => {
                let (fan_in, fan_out) = fans(shape);
                let std = self.variance().value(fan_in, fan_out).sqrt();
                out.iter_mut().for_each(|w| *w = (f64::from(*w) * std) as f32);
            }
        }
    }
}

/// The square of an f32 that was written in decimals: `0.01` gives `0.0001`, not `0.00009999999…`. Squares of more than 22
/// decimals stay the nearest f64.
fn squared(std: f32) -> f64 {
    let square = as_written(std) * as_written(std);
    // A product of two rounded factors is off by three halves of a unit in the last place.
    shortest(square, |near| (near - square).abs() <= 2.0 * f64::EPSILON * square)
}

/// The f64 nearest to the shortest decimal that reads as this f32.
fn as_written(value: f32) -> f64 {
    shortest(f64::from(value), |near| near as f32 == value)
}

/// `exact` to the first number of decimal places that is `right`, or itself. Powers of ten up to 10^22 are exact, so that the
/// quotient is rounded once.
fn shortest(exact: f64, right: impl Fn(f64) -> bool) -> f64 {
    let powers = std::iter::successors(Some(1.0), |power| Some(power * 10.0)).take(23);
    powers.map(|power: f64| (exact * power).round() / power).find(|near| right(*near)).unwrap_or(exact)
}

/// Connections into and out of a unit of a weight `[out, in, kh, kw]`: `fan_in = in kh kw`, `fan_out = out kh kw`.
pub fn fans(shape: [usize; 4]) -> (usize, usize) {
    let [outs, ins, kh, kw] = shape;
    (ins * kh * kw, outs * kh * kw)
}

/// [`fans`] for a shape of any rank; refused for a vector, which has none.
pub fn fans_of(shape: &[usize]) -> Result<(usize, usize), Error> {
    match shape {
        [outs, ins, kernel @ ..] => {
            let cells: usize = kernel.iter().product();
            Ok((ins * cells, outs * cells))
        }
        _ => Err(Error::new("shape", shape, "fan_in and fan_out need at least two dimensions")),
    }
}

#[cfg(test)]
mod tests;
