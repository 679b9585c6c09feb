//! Axes: from values to pixels and back, linear or logarithmic, and where their ticks stand. Draws nothing.

use super::number::{power_of_ten, short};

/// A value's place on an axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Place {
    /// Within the range, at this pixel.
    At(f64),
    /// Finite but below the range (zero and negative values on a logarithmic axis too): the pixel of the lower end.
    Under(f64),
    /// Finite but above the range: the pixel of the upper end.
    Over(f64),
    /// NaN or ±∞: the pixel of the upper end.
    NotFinite(f64),
}

impl Place {
    /// The pixel, wherever the value lies.
    pub fn pixel(self) -> f64 {
        match self {
            Self::At(p) | Self::Under(p) | Self::Over(p) | Self::NotFinite(p) => p,
        }
    }
}

/// An axis from the values `low..high` to the pixels `from..to` (which may run backwards).
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Scale {
    /// The value at `from`.
    pub low: f64,
    /// The value at `to`.
    pub high: f64,
    /// The pixel of `low`.
    pub from: f64,
    /// The pixel of `high`.
    pub to: f64,
    log: bool,
}

impl Scale {
    /// A linear axis; an empty range is widened to 1.
    pub fn linear((low, high): (f64, f64), (from, to): (f64, f64)) -> Self {
        let sound = low.is_finite() && high.is_finite() && low < high;
        let (low, high) = if sound { (low, high) } else { (0.0, 1.0) };
        Self { low, high, from, to, log: false }
    }

    /// A logarithmic axis from `10^low` to `10^high`.
    pub fn log((low, high): (i32, i32), (from, to): (f64, f64)) -> Self {
        let high = high.max(low + 1);
        Self { low: libm::exp10(f64::from(low)), high: libm::exp10(f64::from(high)), from, to, log: true }
    }

    /// Where `v` lies.
    pub fn place(&self, v: f64) -> Place {
        if !v.is_finite() {
            return Place::NotFinite(self.to);
        }
        // An axis made of powers of ten ends on them up to rounding; a value on the end is inside.
        let slack = (self.high - self.low).abs() * 1e-9;
        if v < self.low * if self.log { 1.0 - 1e-6 } else { 1.0 } - if self.log { 0.0 } else { slack } {
            return Place::Under(self.from);
        }
        if v > self.high + slack {
            return Place::Over(self.to);
        }
        Place::At(self.from + (self.to - self.from) * self.share(v))
    }

    /// The pixel of `v`, held to the ends.
    pub fn pixel(&self, v: f64) -> f64 {
        self.place(v).pixel()
    }

    fn share(&self, v: f64) -> f64 {
        if self.log {
            libm::log10(v / self.low) / libm::log10(self.high / self.low)
        } else {
            (v - self.low) / (self.high - self.low)
        }
    }

    /// The value at a pixel.
    pub fn value(&self, pixel: f64) -> f64 {
        let share = (pixel - self.from) / (self.to - self.from);
        if self.log {
            self.low * libm::pow(self.high / self.low, share)
        } else {
            self.low + (self.high - self.low) * share
        }
    }

    /// At most `most` (at least 2) ticks with their labels.
    pub fn ticks(&self, most: usize) -> Vec<(f64, String)> {
        if self.log { self.decades(most.max(2)) } else { self.steps(most.max(2)) }
    }

    fn decades(&self, most: usize) -> Vec<(f64, String)> {
        let low = libm::round(libm::log10(self.low)) as i32;
        let high = libm::round(libm::log10(self.high)) as i32;
        let step = [1, 2, 3, 4, 5, 10, 20, 50, 100]
            .into_iter()
            .find(|s| (high.div_euclid(*s) - (low - 1).div_euclid(*s)) as usize <= most)
            .unwrap_or(100);
        let plain = low >= -3 && high <= 3;
        (low..=high)
            .filter(|e| e.rem_euclid(step) == 0)
            .map(|e| (libm::exp10(f64::from(e)), e))
            .map(|(v, e)| (v, if plain || e == 0 { short(v) } else { power_of_ten(e) }))
            .collect()
    }

    fn steps(&self, most: usize) -> Vec<(f64, String)> {
        let rough = (self.high - self.low) / (most - 1).max(1) as f64;
        let base = libm::exp10(libm::floor(libm::log10(rough)));
        let step = [1.0, 2.0, 5.0, 10.0].into_iter().map(|m| m * base).find(|s| *s >= rough * 0.999).unwrap_or(rough);
        let first = libm::ceil(self.low / step - 1e-9) as i64;
        let last = libm::floor(self.high / step + 1e-9) as i64;
        (first..=last).take(most + 1).map(|k| k as f64 * step).map(|v| (v, short_step(v, step))).collect()
    }
}

/// A tick's label: no digits beyond those of the step.
fn short_step(v: f64, step: f64) -> String {
    if step >= 1.0 && v.abs() < 1e5 {
        return if v == 0.0 { "0".into() } else { short_whole(v) };
    }
    short(v)
}

fn short_whole(v: f64) -> String {
    let sign = if v < 0.0 { "−" } else { "" };
    format!("{sign}{}", super::number::count(v.abs().round() as u64))
}

/// A range of decades: `10^low..10^high`, kept over a run so that the axis does not move from frame to frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decades {
    /// Exponent of the lower end.
    pub low: i32,
    /// Exponent of the upper end.
    pub high: i32,
}

/// No axis goes further, so that one wild value does not flatten the rest: it is marked at the edge.
const FURTHEST: i32 = 40;

impl Decades {
    /// The smallest whole decades that hold every positive finite value, at least `least` of them.
    pub fn of(values: impl IntoIterator<Item = f64>, least: i32) -> Self {
        let (mut smallest, mut greatest) = (f64::INFINITY, 0.0);
        for v in values.into_iter().filter(|v| *v > 0.0 && v.is_finite()) {
            (smallest, greatest) = (v.min(smallest), v.max(greatest));
        }
        let (low, high) = if greatest > 0.0 {
            let (low, high) = (libm::log10(smallest), libm::log10(greatest));
            (libm::floor(low + 1e-9) as i32, libm::ceil(high - 1e-9) as i32)
        } else {
            (-1, 0)
        };
        let (low, mut high) = (low.clamp(-FURTHEST, FURTHEST), high.clamp(-FURTHEST, FURTHEST));
        high = high.max(low + 1);
        let missing = (least - (high - low)).max(0);
        Self { low: low - missing + missing / 2, high: high + missing / 2 }
    }

    /// The decades of both.
    pub fn with(self, other: Self) -> Self {
        Self { low: self.low.min(other.low), high: self.high.max(other.high) }
    }

    /// These decades and those that an axis has `needed` before, which are noted: an axis that has grown does not shrink
    /// again within a run.
    pub fn held(self, needed: &mut Option<Self>) -> Self {
        *needed.insert(needed.map_or(self, |earlier| self.with(earlier)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_and_pixels_are_inverse() {
        for scale in [Scale::linear((-2.0, 3.0), (10.0, 110.0)), Scale::log((-3, 2), (100.0, 0.0))] {
            for share in [0.0, 0.25, 0.7, 1.0] {
                let pixel = scale.from + (scale.to - scale.from) * share;
                assert!((scale.pixel(scale.value(pixel)) - pixel).abs() < 1e-6);
            }
        }
    }

    #[test]
    fn what_cannot_be_placed_is_marked_at_an_end() {
        let log = Scale::log((-3, 1), (100.0, 0.0));
        assert_eq!(log.place(0.0), Place::Under(100.0));
        assert_eq!(log.place(-1.0), Place::Under(100.0));
        assert_eq!(log.place(11.0), Place::Over(0.0));
        assert_eq!(log.place(f64::NAN), Place::NotFinite(0.0));
        assert!(matches!(log.place(1e-3), Place::At(_)) && matches!(log.place(10.0), Place::At(_)));
    }

    #[test]
    fn ticks_are_round_and_few() {
        let labels = |s: Scale, most| s.ticks(most).into_iter().map(|t| t.1).collect::<Vec<_>>();
        assert_eq!(labels(Scale::linear((0.0, 1.0), (0.0, 1.0)), 3), ["0", "0.5", "1"]);
        assert_eq!(labels(Scale::linear((0.0, 2000.0), (0.0, 1.0)), 5), ["0", "500", "1,000", "1,500", "2,000"]);
        assert_eq!(labels(Scale::log((-2, 1), (0.0, 1.0)), 4), ["0.01", "0.1", "1", "10"]);
        assert_eq!(labels(Scale::log((-13, 1), (0.0, 1.0)), 3), ["10⁻¹⁰", "10⁻⁵", "1"]);
    }

    #[test]
    fn decades_hold_what_is_positive_and_have_a_least_width() {
        assert_eq!(Decades::of([0.02, 3.0, 0.0, f64::NAN], 1), Decades { low: -2, high: 1 });
        assert_eq!(Decades::of([1.0], 2), Decades { low: -1, high: 1 });
        assert_eq!(Decades::of([f64::NAN], 2).with(Decades { low: -9, high: 0 }).low, -9);
        assert!(Decades::of([1e-300, 1e300], 1).high <= FURTHEST);
    }

    #[test]
    fn an_axis_grows_and_never_shrinks() {
        let (narrow, wide, mut needed) = (Decades { low: -1, high: 1 }, Decades { low: -3, high: 0 }, None);
        assert_eq!(narrow.held(&mut needed), narrow);
        let both = Decades { low: -3, high: 1 };
        assert_eq!([wide, narrow].map(|axis| axis.held(&mut needed)), [both; 2]);
    }
}
