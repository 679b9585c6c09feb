//! A unit's sum `z = w_1 x_1 + … + w_n x_n`: how wide it is, what an activation leaves of it, and ten such layers in a row.
//! Each measurement stands beside what theory says. Knows no page and no question.

mod draws;
mod ten;

use crate::decimal;
use crate::key::{Control, Key, Keyed, real, whole};
use crate::notice::Problem;
use nn::act::Act;
use nn::init::Init;
use nn::theory::{Predicted, recursion};

pub use draws::{DRAWS, Sums};
pub use ten::{AtLayer, DEPTH, Network, WIDEST, factor_of};

/// The most terms that a sum can have.
pub const MOST: u32 = 1000;
/// The smallest and the largest standard deviation of the weights.
pub const STD: (f32, f32) = (0.01, 3.0);

/// The weights' standard deviation: a number, or a rule that follows n.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum WeightStd {
    /// The same for every n.
    Fixed(f32),
    /// `sqrt(1 / n)`.
    Xavier,
    /// `sqrt(2 / n)`.
    He,
}

impl WeightStd {
    /// The rules as the URL writes them.
    pub const RULES: [(Self, &'static str); 2] = [(Self::Xavier, "xavier"), (Self::He, "he")];

    /// As the URL writes it: `xavier`, `he` or a number.
    pub fn key(self) -> String {
        match self {
            Self::Fixed(std) => std.to_string(),
            rule => Self::RULES.iter().find(|(one, _)| *one == rule).map_or_else(String::new, |(_, key)| (*key).into()),
        }
    }

    /// The rule or the number of a key; a number may lie outside [`STD`].
    pub fn from_key(key: &str) -> Option<Self> {
        let rule = Self::RULES.iter().find(|(_, name)| *name == key).map(|(rule, _)| *rule);
        rule.or_else(|| decimal::parse(key).filter(|std| !std.is_nan()).map(|std| Self::Fixed(std as f32)))
    }

    /// Takes in a key; a number is held within [`STD`].
    fn set(&mut self, key: &str) -> Result<(), Problem> {
        match Self::from_key(key.trim()) {
            Some(Self::Fixed(mut std)) => {
                let held = real(&mut std, key, STD.0, STD.1);
                *self = Self::Fixed(std.clamp(STD.0, STD.1));
                held
            }
            Some(rule) => {
                *self = rule;
                Ok(())
            }
            None => Err(Problem::NotANumber { used: self.key() }),
        }
    }

    /// The standard deviation of the weights of a sum of n terms.
    pub fn of(self, n: u32) -> f64 {
        match self {
            // As the number is written: 0.1, not the f32 nearest to it.
            Self::Fixed(std) => decimal::parse(&std.to_string()).unwrap_or(std.into()),
            Self::Xavier => (1.0 / f64::from(n)).sqrt(),
            Self::He => (2.0 / f64::from(n)).sqrt(),
        }
    }
}

/// A sum as the reader has set it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SumSpec {
    /// The number of terms, 1 to [`MOST`].
    pub n: u32,
    /// The weights' standard deviation.
    pub weights: WeightStd,
}

impl Default for SumSpec {
    /// A hundred terms, weights as wide as the inputs.
    fn default() -> Self {
        Self { n: 100, weights: WeightStd::Fixed(1.0) }
    }
}

impl Keyed for SumSpec {
    const KEYS: &'static [Key<Self>] = &[
        Key { name: "sum-n", get: |sum| sum.n.to_string(), set: |sum, value| whole(&mut sum.n, value, 1, MOST) },
        Key { name: "sum-std", get: |sum| sum.weights.key(), set: |sum, value| sum.weights.set(value) },
    ];
    const CONTROLS: &'static [Control] = &[("sum-n", "Terms"), ("sum-std", "Weight std")];
}

impl SumSpec {
    /// The standard deviation of the weights.
    pub fn weight_std(self) -> f64 {
        self.weights.of(self.n)
    }

    /// The standard deviation of the sum, `sigma_w sqrt(n E[x²])`, for inputs of mean square 1.
    ///
    /// ```
    /// use unit_variance_lesson::sum::{SumSpec, WeightStd};
    /// let sum = SumSpec { n: 400, weights: WeightStd::Fixed(1.0) };
    /// assert_eq!(sum.std(), 20.0);
    /// assert_eq!(SumSpec { weights: WeightStd::Xavier, ..sum }.std(), 1.0);
    /// ```
    pub fn std(self) -> f64 {
        self.weight_std() * f64::from(self.n).sqrt()
    }

    /// What theory says of ten layers of n units: Poole's recursion, for layers so wide that sums are normal.
    pub fn predicted(self, act: Act) -> Prediction {
        let sizes = [self.n as usize; DEPTH + 2];
        let layers = recursion(Init::Normal { std: self.weight_std() as f32 }, act, &sizes, 1.0);
        Prediction { layers }
    }
}

/// What theory says of ten layers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Prediction {
    /// Layer by layer, the first one first.
    pub layers: Vec<Predicted>,
}

impl Prediction {
    /// The share of the sum's mean square that the activation leaves.
    pub fn kept(&self) -> f64 {
        self.layers.first().map_or(f64::NAN, |layer| (layer.act_rms / layer.pre_std) * (layer.act_rms / layer.pre_std))
    }

    /// What the gradient is multiplied by a layer on its way back, `sqrt(n Var(w) E[phi'²])`: the geometric mean of all.
    pub fn factor(&self) -> f64 {
        let gradients: Vec<f64> = self.layers.iter().map(|layer| layer.grad_rms_relative).collect();
        factor(&gradients)
    }
}

/// What a gradient is multiplied by a layer, given its sizes from the first layer to the last: the geometric mean.
fn factor(gradients: &[f64]) -> f64 {
    match gradients {
        [first, .., last] => libm::pow(first / last, 1.0 / (gradients.len() - 1) as f64),
        _ => f64::NAN,
    }
}

/// The share of a normal distribution of this standard deviation that lies between two values.
pub fn normal_share((low, high): (f64, f64), std: f64) -> f64 {
    let above = |v: f64| 0.5 * libm::erfc(v / (std * std::f64::consts::SQRT_2));
    above(low) - above(high)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(n: u32, weights: WeightStd) -> SumSpec {
        SumSpec { n, weights }
    }

    fn drawn(n: u32) -> Sums {
        let mut sums = Sums::new(n, 1);
        while !sums.is_complete() {
            sums.draw(1_000_000);
        }
        sums
    }

    #[test]
    fn ten_thousand_sums_are_as_wide_as_the_root_of_n_says() {
        for n in [1, 10, 100, 1000] {
            for weights in [WeightStd::Fixed(1.0), WeightStd::Fixed(0.05), WeightStd::Xavier, WeightStd::He] {
                let spec = sum(n, weights);
                let measured = drawn(n).std() * spec.weight_std();
                assert!((measured / spec.std() - 1.0).abs() < 0.02, "n = {n}, {weights:?}: {measured}, {}", spec.std());
            }
        }
    }

    #[test]
    fn four_times_as_many_terms_are_twice_as_wide() {
        for seed in 1..4 {
            let [few, many] = [100, 400].map(|n| {
                let mut sums = Sums::new(n, seed);
                sums.draw(usize::MAX);
                sums.std()
            });
            assert!((many / few - 2.0).abs() < 0.06, "seed {seed}: {}", many / few);
        }
    }

    #[test]
    fn relu_leaves_half_of_the_mean_square_and_tanh_what_theory_says() {
        let sums = drawn(100);
        for std in [0.01, 0.1, 1.0] {
            assert!((sums.kept(Act::Relu, std) - 0.5).abs() < 0.01, "{}", sums.kept(Act::Relu, std));
        }
        for (act, std) in [(Act::Tanh, 1.0), (Act::Tanh, 0.1), (Act::Relu, 0.1), (Act::Gelu, 0.1), (Act::Sigmoid, 0.1)]
        {
            let predicted = sum(100, WeightStd::Fixed(std)).predicted(act).kept();
            let measured = sums.kept(act, f64::from(std));
            assert!((measured / predicted - 1.0).abs() < 0.03, "{act:?}, {std}: {measured}, {predicted}");
        }
        assert!((sum(100, WeightStd::He).predicted(Act::Relu).kept() - 0.5).abs() < 1e-4);
    }

    #[test]
    fn the_weights_std_is_a_number_or_a_rule() {
        for key in ["xavier", "he", "0.05", "1"] {
            assert_eq!(WeightStd::from_key(key).unwrap().key(), key);
        }
        assert_eq!([WeightStd::from_key("glorot"), WeightStd::from_key("nan")], [None, None]);
        assert_eq!([WeightStd::Xavier.of(100), WeightStd::Fixed(0.1).of(7), WeightStd::He.of(200)], [0.1; 3]);
    }

    #[test]
    fn a_normal_distribution_has_two_thirds_within_its_std() {
        assert!((normal_share((-2.0, 2.0), 2.0) - 0.6827).abs() < 1e-4);
        assert!((normal_share((0.0, f64::INFINITY), 0.1) - 0.5).abs() < 1e-12);
    }
}
