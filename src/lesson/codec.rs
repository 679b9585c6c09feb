//! A snapshot as one list of f32 and back: the form in which it travels between threads.
//!
//! Counts and layer numbers are whole numbers below 2^24, which f32 holds exactly; the step is split into two halves of
//! 16 bits. Bit patterns of NaN need not survive the way: any NaN reads as NaN.

use super::histogram::{Bins, Histogram};
use super::snapshot::{Divergence, LayerStats, Moments, Part, Predictions, Snapshot};

/// First number of an encoded snapshot; changes with the layout.
const LAYOUT: f32 = 4.0;
/// Longest list that `decode` believes.
const LONGEST: u32 = 1 << 20;

impl Snapshot {
    /// The snapshot as numbers; `decode` reads them back.
    pub fn encode(&self) -> Vec<f32> {
        let mut out = vec![LAYOUT];
        put_whole(&mut out, self.step);
        out.extend([self.cost, self.held_out_cost, self.accuracy, self.chance]);
        put_list(&mut out, self.costs.iter().copied());
        put_divergence(&mut out, self.divergence);
        out.push(self.layers.len() as f32);
        for layer in &self.layers {
            put_layer(&mut out, layer);
        }
        put_predictions(&mut out, &self.predictions);
        out
    }

    /// The snapshot that `encode` wrote; `None` for anything else, never a panic.
    pub fn decode(numbers: &[f32]) -> Option<Self> {
        let mut r = Reader { rest: numbers };
        if r.number()? != LAYOUT {
            return None;
        }
        let snapshot = Self {
            step: r.whole()?,
            cost: r.number()?,
            held_out_cost: r.number()?,
            accuracy: r.number()?,
            chance: r.number()?,
            costs: r.list()?,
            divergence: r.divergence()?,
            layers: (0..r.count()?).map(|_| r.layer()).collect::<Option<_>>()?,
            predictions: r.predictions()?,
        };
        r.rest.is_empty().then_some(snapshot)
    }
}

pub(super) fn put_whole(out: &mut Vec<f32>, value: u32) {
    out.extend([(value >> 16) as f32, (value & 0xffff) as f32]);
}

pub(super) fn put_list(out: &mut Vec<f32>, values: impl ExactSizeIterator<Item = f32>) {
    out.push(values.len() as f32);
    out.extend(values);
}

fn put_divergence(out: &mut Vec<f32>, divergence: Option<Divergence>) {
    match divergence {
        None => out.push(0.0),
        Some(Divergence { step, layer, part }) => {
            let tag = match part {
                Part::Activation => 1.0,
                Part::Gradient => 2.0,
                Part::Cost => 3.0,
                Part::Weight => 4.0,
            };
            out.push(tag);
            put_whole(out, step);
            out.push(layer as f32);
        }
    }
}

fn put_layer(out: &mut Vec<f32>, layer: &LayerStats) {
    out.push(layer.units as f32);
    let normed = [layer.gamma, layer.beta, layer.batch_statistics, layer.running_statistics];
    for m in [layer.act, layer.affine, layer.pre, layer.grad].into_iter().chain(normed) {
        out.extend([m.mean, m.std]);
    }
    out.extend([layer.across, layer.between, layer.saturated, layer.zero, layer.dead as f32, layer.update_ratio]);
    out.extend([layer.predicted_act_std, layer.predicted_grad_std]);
    for h in [&layer.act_histogram, &layer.grad_histogram, &layer.affine_histogram, &layer.pre_histogram] {
        put_histogram(out, h);
    }
}

fn put_histogram(out: &mut Vec<f32>, h: &Histogram) {
    match h.bins {
        Bins::Linear { low, high, count } => out.extend([0.0, low, high, count as f32]),
        Bins::SignedLog => out.push(1.0),
    }
    out.extend([h.under as f32, h.over as f32, h.nonfinite as f32]);
    out.extend(h.counts.iter().map(|c| *c as f32));
}

fn put_predictions(out: &mut Vec<f32>, predictions: &Predictions) {
    match predictions {
        Predictions::None => out.push(0.0),
        Predictions::Classes(classes) => {
            out.push(1.0);
            put_list(out, classes.iter().map(|c| f32::from(*c)));
        }
        Predictions::Plane { side, probability } => {
            out.extend([2.0, *side as f32]);
            out.extend(probability);
        }
    }
}

/// What is left to read.
pub(super) struct Reader<'a> {
    pub(super) rest: &'a [f32],
}

impl Reader<'_> {
    fn number(&mut self) -> Option<f32> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    /// A whole number below 2^24.
    fn small(&mut self) -> Option<u32> {
        let value = self.number()?;
        (value >= 0.0 && value <= (1 << 24) as f32 && value as u32 as f32 == value).then_some(value as u32)
    }

    /// The length of a list.
    fn count(&mut self) -> Option<u32> {
        self.small().filter(|n| *n <= LONGEST)
    }

    pub(super) fn whole(&mut self) -> Option<u32> {
        let (high, low) = (self.small()?, self.small()?);
        (high < 1 << 16 && low < 1 << 16).then_some(high << 16 | low)
    }

    fn numbers(&mut self, n: u32) -> Option<Vec<f32>> {
        let n = n as usize;
        if n > self.rest.len() {
            return None;
        }
        let (values, rest) = self.rest.split_at(n);
        self.rest = rest;
        Some(values.to_vec())
    }

    pub(super) fn list(&mut self) -> Option<Vec<f32>> {
        let n = self.count()?;
        self.numbers(n)
    }

    fn divergence(&mut self) -> Option<Option<Divergence>> {
        let part = match self.small()? {
            0 => return Some(None),
            1 => Part::Activation,
            2 => Part::Gradient,
            3 => Part::Cost,
            4 => Part::Weight,
            _ => return None,
        };
        Some(Some(Divergence { step: self.whole()?, layer: self.small()?, part }))
    }

    fn moments(&mut self) -> Option<Moments> {
        Some(Moments { mean: self.number()?, std: self.number()? })
    }

    fn layer(&mut self) -> Option<LayerStats> {
        Some(LayerStats {
            units: self.small()?,
            act: self.moments()?,
            affine: self.moments()?,
            pre: self.moments()?,
            grad: self.moments()?,
            gamma: self.moments()?,
            beta: self.moments()?,
            batch_statistics: self.moments()?,
            running_statistics: self.moments()?,
            across: self.number()?,
            between: self.number()?,
            saturated: self.number()?,
            zero: self.number()?,
            dead: self.small()?,
            update_ratio: self.number()?,
            predicted_act_std: self.number()?,
            predicted_grad_std: self.number()?,
            act_histogram: self.histogram()?,
            grad_histogram: self.histogram()?,
            affine_histogram: self.histogram()?,
            pre_histogram: self.histogram()?,
        })
    }

    fn histogram(&mut self) -> Option<Histogram> {
        let bins = match self.small()? {
            0 => Bins::Linear { low: self.number()?, high: self.number()?, count: self.count()? as usize },
            1 => Bins::SignedLog,
            _ => return None,
        };
        let (under, over, nonfinite) = (self.small()?, self.small()?, self.small()?);
        let counts = (0..bins.count()).map(|_| self.small()).collect::<Option<_>>()?;
        Some(Histogram { bins, counts, under, over, nonfinite })
    }

    fn predictions(&mut self) -> Option<Predictions> {
        match self.small()? {
            0 => Some(Predictions::None),
            1 => {
                let n = self.count()?;
                let class = |r: &mut Self| r.small().and_then(|c| u8::try_from(c).ok());
                Some(Predictions::Classes((0..n).map(|_| class(self)).collect::<Option<_>>()?))
            }
            2 => {
                let side = self.small().filter(|s| *s <= 1024)?;
                Some(Predictions::Plane { side, probability: self.numbers(side * side)? })
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nn::act::Act;

    fn layer() -> LayerStats {
        let m = |k: f32| Moments { mean: k, std: k + 0.5 };
        let mut act_histogram = Histogram::new(Bins::of_activations(Act::Tanh));
        act_histogram.count(&[0.5, 1.0, 2.0, f32::NAN]);
        let mut grad_histogram = Histogram::new(Bins::SignedLog);
        grad_histogram.count(&[1e-7, -3.0, 1e9, f32::INFINITY]);
        LayerStats {
            units: 100,
            act: m(0.1),
            across: 0.4,
            between: 0.3,
            affine: m(1.0),
            pre: m(2.0),
            grad: m(1e-20),
            saturated: 0.25,
            zero: 0.0,
            dead: 17,
            update_ratio: 1e-3,
            gamma: m(1.0),
            beta: m(0.0),
            batch_statistics: m(0.5),
            running_statistics: m(0.4),
            predicted_act_std: 0.3,
            predicted_grad_std: 1e-19,
            affine_histogram: Histogram::new(Bins::of_pre_activations()),
            pre_histogram: Histogram::new(Bins::of_pre_activations()),
            act_histogram,
            grad_histogram,
        }
    }

    fn snapshot(predictions: Predictions) -> Snapshot {
        Snapshot {
            step: 0x0123_4567,
            cost: f32::INFINITY,
            held_out_cost: 2.3,
            accuracy: 0.1,
            chance: 0.1,
            costs: vec![2.3, 2.2],
            layers: vec![layer(), layer()],
            divergence: Some(Divergence { step: 70_000, layer: 3, part: Part::Gradient }),
            predictions,
        }
    }

    #[test]
    fn what_was_encoded_is_decoded() {
        let plane = Predictions::Plane { side: 2, probability: vec![0.1, 0.2, 0.3, 0.4] };
        for predictions in [Predictions::None, Predictions::Classes(vec![0, 9, 3]), plane] {
            let s = snapshot(predictions);
            assert_eq!(Snapshot::decode(&s.encode()), Some(s));
        }
    }

    #[test]
    fn a_number_too_few_too_many_or_wrong_is_refused() {
        let numbers = snapshot(Predictions::Classes(vec![1])).encode();
        for n in 0..numbers.len() {
            assert_eq!(Snapshot::decode(&numbers[..n]), None, "{n} numbers");
        }
        let longer: Vec<f32> = numbers.iter().copied().chain([0.0]).collect();
        assert_eq!(Snapshot::decode(&longer), None);
        for i in 0..numbers.len() {
            for wrong in [f32::NAN, -1.0, 1e30] {
                let mut changed = numbers.clone();
                changed[i] = wrong;
                let _ = Snapshot::decode(&changed);
            }
        }
    }
}
