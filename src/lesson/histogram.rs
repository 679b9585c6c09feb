//! Fixed-range histograms that also count what lies under, over and outside the numbers. Knows no pixels.

use nn::act::Act;

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

/// The smallest magnitude with a bin of its own is `4^LOW_POWER`, about 1.4e-14.
pub const LOW_POWER: i32 = -23;
/// The first magnitude over the range is `4^HIGH_POWER`, 256.
pub const HIGH_POWER: i32 = 4;
/// Bins on each side of the middle one.
const SIDE: usize = (HIGH_POWER - LOW_POWER) as usize;

/// Where `count_log` counts what has no bin.
const UNDER: usize = 2 * SIDE + 1;
const OVER: usize = UNDER + 1;
const NONFINITE: usize = UNDER + 2;
/// Room for all of them; a power of two.
const SLOTS: usize = 64;

/// The slot of a value by its sign and exponent bits: these give floor(log2 |v|) exactly, and subnormals fall into the
/// middle bin.
static LOG_SLOT: [u8; 512] = {
    let mut slots = [0; 512];
    let mut bits = 0;
    while bits < 512 {
        let (negative, exponent) = (bits >= 256, (bits % 256) as i32);
        let power = (exponent - 127).div_euclid(2);
        let slot = if exponent == 255 {
            NONFINITE
        } else if power < LOW_POWER {
            SIDE
        } else if power >= HIGH_POWER {
            if negative { UNDER } else { OVER }
        } else {
            let k = (power - LOW_POWER) as usize;
            if negative { SIDE - 1 - k } else { SIDE + 1 + k }
        };
        slots[bits] = slot as u8;
        bits += 1;
    }
    slots
};

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
    /// How many values fell into each.
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

    /// Counts `values` afresh; allocates nothing.
    pub fn count(&mut self, values: &[f32]) {
        self.counts.fill(0);
        (self.under, self.over, self.nonfinite) = (0, 0, 0);
        match self.bins {
            Bins::Linear { low, high, count } => self.count_linear(values, low, high, count),
            Bins::SignedLog => self.count_log(values),
        }
    }

    fn count_linear(&mut self, values: &[f32], low: f32, high: f32, count: usize) {
        let scale = count as f32 / (high - low);
        let last = count as u32 - 1;
        for &v in values {
            if v >= low && v <= high {
                let i = ((v - low) * scale) as u32;
                self.counts[if i > last { last } else { i } as usize] += 1;
            } else if !v.is_finite() {
                self.nonfinite += 1;
            } else if v < low {
                self.under += 1;
            } else {
                self.over += 1;
            }
        }
    }

    fn count_log(&mut self, values: &[f32]) {
        // Two lists in turn: neighbouring values often share a bin, and each addition would wait for the one before.
        let mut slots = [[0u32; SLOTS]; 2];
        for pair in values.chunks(2) {
            for (v, slots) in pair.iter().zip(&mut slots) {
                slots[usize::from(LOG_SLOT[(v.to_bits() >> 23) as usize])] += 1;
            }
        }
        let [even, odd] = slots;
        let total = |slot: usize| even[slot] + odd[slot];
        self.counts.iter_mut().enumerate().for_each(|(slot, count)| *count = total(slot));
        (self.under, self.over, self.nonfinite) = (total(UNDER), total(OVER), total(NONFINITE));
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
