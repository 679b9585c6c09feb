//! What the sum's two charts show: the sums as a histogram, and ten layers in a row.

use super::FROM;
use crate::histogram::{Bins, Histogram};
use crate::sum::{AtLayer, Prediction, SumSpec, Sums, factor_of};

/// Bars across the narrower of the two histograms' standard deviations, and the most of all.
const BARS: f64 = 5.0;
const MOST_BARS: f64 = 160.0;

/// The axis has room for sums behind that are at most so many times as wide.
const WIDER: f64 = 4.0;

/// The sums as a histogram, with the sums of [`FROM`] terms behind it.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// The number of terms.
    pub n: u32,
    /// The sums.
    pub sums: Histogram,
    /// Their standard deviation; NaN before there are any.
    pub std: f64,
    /// What theory says of it.
    pub predicted: f64,
    /// The sums of [`FROM`] terms in the same bins, and what theory says of their standard deviation.
    pub behind: Option<(Histogram, f64)>,
}

impl Picture {
    /// These sums, and behind them those of [`FROM`] terms where there are other ones.
    pub(super) fn of(sum: SumSpec, sums: &Sums, before: Option<&Sums>) -> Self {
        let behind = SumSpec { n: FROM, ..sum };
        let (own, other) = (sum.std(), behind.std());
        let (wide, narrow) = (own.max(other.min(WIDER * own)), own.min(other));
        let half = round_up(3.6 * wide);
        let count = (2.0 * half * BARS / narrow).min(MOST_BARS) as usize / 2 * 2 + 1;
        let bins = Bins::Linear { low: -half as f32, high: half as f32, count };
        let counted = |sums: &Sums, std: f64| {
            let mut histogram = Histogram::new(bins);
            histogram.count(&sums.scaled(std));
            histogram
        };
        Self {
            n: sum.n,
            sums: counted(sums, sum.weight_std()),
            std: sums.std() * sum.weight_std(),
            predicted: sum.std(),
            behind: before.map(|before| (counted(before, behind.weight_std()), behind.std())),
        }
    }
}

/// The ten layers, measured, beside what theory says of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ten {
    /// Terms of a sum, the units that the prediction is for.
    pub n: u32,
    /// Units of a layer.
    pub width: usize,
    /// What was measured.
    pub measured: Vec<AtLayer>,
    /// What theory says.
    pub predicted: Prediction,
}

impl Ten {
    /// What the gradient was multiplied by a layer on its way back.
    pub fn factor(&self) -> f64 {
        factor_of(&self.measured)
    }

    /// How far one network of this width strays from the prediction at a layer (counted from 0), forward and back. The
    /// prediction is for layers of n units.
    pub fn stray(&self, layer: usize) -> [f64; 2] {
        let wider = (f64::from(self.n) / self.width.max(1) as f64).sqrt();
        self.predicted.layers.get(layer).map_or([0.0; 2], |at| [at.act_spread * wider, at.grad_spread * wider])
    }
}

/// The next round number, so that the axis changes seldom.
fn round_up(value: f64) -> f64 {
    let power = libm::exp10(libm::floor(libm::log10(value)));
    let steps = [1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0];
    steps.into_iter().map(|step| step * power).find(|round| *round >= value * 0.9999).unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::round_up;

    #[test]
    fn the_axis_ends_at_round_numbers() {
        assert_eq!([36.0, 72.0, 113.8, 0.36, 10.0].map(round_up), [40.0, 80.0, 150.0, 0.4, 10.0]);
    }
}
