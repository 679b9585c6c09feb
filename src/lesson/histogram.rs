//! Fixed-range histograms that also count what lies under, over and outside the numbers. Knows no pixels.

use nn::act::Act;
use nn::histogram::{Outside, SIDE, count_linear, count_signed_log};

pub use nn::histogram::{HIGH_POWER, LOW_POWER};

/// How values are put into bins.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Bins {
    /// `count` equal bins over `[low, high]`; the last bin is closed.
    Linear {
        /// Lower end of the first bin.
        low: f32,
        /// Upper end of the last bin.
        high: f32,
        /// Number of bins.
        count: usize,
    },
    /// Signed powers of four: `|v|` in `[4^k, 4^(k+1))` for k from `LOW_POWER` to `HIGH_POWER - 1`, negative values
    /// mirrored at the left, and one bin in the middle for `|v| < 4^LOW_POWER` (zero included).
    SignedLog,
}

impl Bins {
    /// The bins of a hidden layer's activations: one range for every layer, seed and step.
    pub fn of_activations(act: Act) -> Self {
        let (low, high) = match act {
            Act::Tanh => (-1.0, 1.0),
            Act::Sigmoid => (0.0, 1.0),
            Act::Relu => (0.0, 4.0),
            _ => (-4.0, 4.0),
        };
        Self::Linear { low, high, count: 40 }
    }

    /// The bins of values before the activation.
    pub fn of_pre_activations() -> Self {
        Self::Linear { low: -5.0, high: 5.0, count: 40 }
    }

    /// How many bins there are.
    pub fn count(self) -> usize {
        match self {
            Self::Linear { count, .. } => count,
            Self::SignedLog => 2 * SIDE + 1,
        }
    }

    /// The two ends of bin `i` in the values' own unit.
    pub fn edges(self, i: usize) -> (f32, f32) {
        match self {
            Self::Linear { low, high, count } => {
                let step = (high - low) / count as f32;
                (low + step * i as f32, low + step * (i + 1) as f32)
            }
            Self::SignedLog => {
                let power = |k: usize| libm::exp2f(2.0 * (LOW_POWER + k as i32) as f32);
                match i {
                    _ if i < SIDE => (-power(SIDE - i), -power(SIDE - i - 1)),
                    _ if i == SIDE => (-power(0), power(0)),
                    _ => (power(i - SIDE - 1), power(i - SIDE)),
                }
            }
        }
    }
}

/// Counts per bin, and what fell outside.
#[derive(Clone, Debug, PartialEq)]
pub struct Histogram {
    /// The bins.
    pub bins: Bins,
    /// How many values fell into each bin; empty where they were not asked for.
    pub counts: Vec<u32>,
    /// Finite values below the range.
    pub under: u32,
    /// Finite values above the range.
    pub over: u32,
    /// NaN and ±inf.
    pub nonfinite: u32,
}

impl Histogram {
    /// An empty histogram.
    pub fn new(bins: Bins) -> Self {
        Self { bins, counts: vec![0; bins.count()], under: 0, over: 0, nonfinite: 0 }
    }

    /// Stands for values that were not asked for: no counts.
    pub fn uncounted(bins: Bins) -> Self {
        Self { bins, counts: Vec::new(), under: 0, over: 0, nonfinite: 0 }
    }

    /// Counts `values` afresh; allocates nothing.
    pub fn count(&mut self, values: &[f32]) {
        let outside = match self.bins {
            Bins::Linear { low, high, .. } => count_linear(values, [low, high], &mut self.counts),
            Bins::SignedLog => count_signed_log(values, &mut self.counts),
        };
        let Outside { under, over, nonfinite } = outside;
        (self.under, self.over, self.nonfinite) = (under, over, nonfinite);
    }

    /// How many values were counted, wherever they fell.
    pub fn total(&self) -> u32 {
        self.counts.iter().sum::<u32>() + self.under + self.over + self.nonfinite
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn last_bin_is_closed_and_the_rest_is_counted_outside() {
        let mut h = Histogram::new(Bins::Linear { low: -1.0, high: 1.0, count: 4 });
        h.count(&[-1.0, -0.5, 0.0, 1.0, 1.5, -2.0]);
        assert_eq!(h.counts, [1, 1, 1, 1]);
        assert_eq!((h.under, h.over), (1, 1));
    }

    #[test]
    fn nan_and_infinity_are_counted_not_dropped() {
        let mut h = Histogram::new(Bins::SignedLog);
        h.count(&[f32::NAN, f32::INFINITY, f32::NEG_INFINITY, 0.0]);
        assert_eq!((h.nonfinite, h.under, h.over), (3, 0, 0));
        assert_eq!(h.counts[SIDE], 1);
    }

    #[test]
    fn every_value_falls_between_the_edges_of_its_bin() {
        for v in [1e-13f32, -1e-13, 0.25, -0.25, 0.9, 255.0, -3.0, 1e-20] {
            let mut h = Histogram::new(Bins::SignedLog);
            h.count(&[v]);
            let i = h.counts.iter().position(|c| *c == 1).expect("in range");
            let (low, high) = Bins::SignedLog.edges(i);
            assert!(low <= v && v <= high, "{v} in bin {i}: {low}..{high}");
        }
    }
}
