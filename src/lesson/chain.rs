//! The chain: one weight, repeated. A linear network of one unit a layer, whose signal after layer l is `w^l` in theory;
//! what the network really gives is measured beside it.

use crate::{control, decimal};
use nn::dense;

/// The longest chain.
pub const LONGEST: u32 = 50;

/// The signal after each of `length` layers (at most [`LONGEST`]) of a linear network with one unit a layer, every
/// weight `w`, no bias, for the input 1: computed by the dense layer that the lab trains, in f32. (The layer and not the
/// whole network: the page's program would load every other kind of layer with it.)
///
/// ```
/// use unit_variance_lesson::chain::measured;
/// assert_eq!(measured(10.0, 4), [10.0, 100.0, 1000.0, 10000.0]);
/// ```
pub fn measured(w: f32, length: u32) -> Vec<f32> {
    let (mut signal, mut scratch) = ([1.0], Vec::new());
    let layer = |_| {
        let mut out = [0.0];
        dense::forward(&signal, &[w], &[], [1, 1, 1], &mut out, &mut scratch);
        signal = out;
        signal[0]
    };
    (0..length.clamp(1, LONGEST)).map(layer).collect()
}

/// `w` to the power of `length`, as the theory has it.
pub fn predicted(w: f64, length: u32) -> f64 {
    (0..length).fold(1.0, |product, _| product * w)
}

/// A chain as the reader has set it.
#[derive(Clone, Debug, PartialEq)]
pub struct LinearChain {
    /// The weight of every layer.
    pub weight: f64,
    /// The number of layers.
    pub length: u32,
    /// The measured signal after each layer.
    pub products: Vec<f64>,
}

impl Default for LinearChain {
    /// A tenth, four times.
    fn default() -> Self {
        Self::new(0.1, 4)
    }
}

impl LinearChain {
    fn new(weight: f64, length: u32) -> Self {
        Self { weight, length, products: measured(weight as f32, length).into_iter().map(f64::from).collect() }
    }

    /// The chain of a button's `WEIGHT,LENGTH`.
    pub fn of(set: &str) -> Option<Self> {
        let (weight, length) = set.split_once(',')?;
        Some(Self::new(decimal::parse(weight)?, length.parse().ok()?))
    }

    /// The chain after one of its sliders was moved to a place; that of the weight is logarithmic.
    pub fn slid(&self, slider: &str, place: f64) -> Self {
        match slider {
            WEIGHT => {
                let weight = control::from_log(place);
                Self::new(control::rounded_value(weight).unwrap_or(weight), self.length)
            }
            _ => Self::new(self.weight, place as u32),
        }
    }

    /// The places of its sliders.
    pub fn places(&self) -> [(&'static str, f64); 2] {
        [(WEIGHT, control::to_log(self.weight)), (LENGTH, f64::from(self.length))]
    }

    /// The signal at the end, as the theory has it.
    pub fn predicted(&self) -> f64 {
        predicted(self.weight, self.length)
    }

    /// The signal at the end, as measured.
    pub fn last(&self) -> f64 {
        self.products.last().copied().unwrap_or(f64::NAN)
    }
}

/// The sliders, as the markup names them.
const WEIGHT: &str = "chain-w";
const LENGTH: &str = "chain-l";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sliders_and_buttons_set_the_chain() {
        let chain = LinearChain::default();
        assert_eq!((chain.clone(), chain.products.len()), (LinearChain::of("0.1,4").unwrap(), 4));
        let longer = chain.slid("chain-l", 7.0);
        assert_eq!((longer.weight, longer.length, longer.products.len()), (0.1, 7, 7));
        assert_eq!(longer.slid("chain-w", 0.3).weight, 2.0, "read to two digits");
        assert_eq!(LinearChain::of("10,4").unwrap().places(), [("chain-w", 1.0), ("chain-l", 4.0)]);
        assert_eq!([LinearChain::of("10"), LinearChain::of("x,4"), LinearChain::of("1,x")], [None, None, None]);
    }

    #[test]
    fn the_network_multiplies_as_the_power_says() {
        for w in [0.1f32, 0.5, 0.9, 1.0, 1.1, 2.0, 10.0] {
            for (i, product) in measured(w, 30).into_iter().enumerate() {
                let power = predicted(f64::from(w), i as u32 + 1);
                assert!((f64::from(product) - power).abs() <= 1e-5 * power, "{w}^{}: {product} {power}", i + 1);
            }
        }
    }

    #[test]
    fn ten_to_the_fourth_is_ten_thousand_and_a_long_chain_leaves_the_numbers() {
        assert_eq!(measured(10.0, 4)[3], 10_000.0);
        assert!(measured(10.0, 50)[49].is_infinite());
        assert_eq!(measured(0.1, 50)[49], 0.0);
    }
}
