//! How much a batch's mean and variance wander: measured on what the first layer of the untrained network gives for the
//! batches that training would use.

use super::{Place, SIZES, run, values};
use crate::choice::NetKind;
use crate::data::Batches;
use crate::session::Session;

/// Examples that one piece of work sends through the network.
const PIECE: usize = 128;

/// The noise at one batch size; root mean squares over batches and channels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AtSize {
    /// Examples of a batch.
    pub size: u32,
    /// Values of one mean and variance.
    pub values: u32,
    /// `(mean of the batch - mean of all) / std of all`: for independent values `1/sqrt(values)`.
    pub mean: f64,
    /// `variance of the batch / variance of all - 1`: 1 where a batch has one value, whose variance is 0.
    pub variance: f64,
}

/// The measurement, done in pieces; nothing before the first one.
pub struct Noise {
    net: NetKind,
    seed: u32,
    at: Vec<AtSize>,
    source: Option<Source>,
    is_over: bool,
}

/// What the first layer gives, `[examples, channels, pixels]`.
struct Source {
    session: Session,
    net: NetKind,
    seed: u32,
    train: Vec<u32>,
    outputs: Vec<f32>,
    shape: (usize, usize),
}

impl std::fmt::Debug for Noise {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Noise").field("at", &self.at).finish_non_exhaustive()
    }
}

impl Noise {
    /// The measurement of a network's first layer.
    pub fn new(net: NetKind, seed: u32) -> Self {
        Self { net, seed, at: Vec::new(), source: None, is_over: false }
    }

    /// What is known, largest size first.
    pub fn known(&self) -> &[AtSize] {
        &self.at
    }

    /// Whether there is work left.
    pub fn is_busy(&self) -> bool {
        !self.is_over
    }

    /// Does one piece of what is left; says whether there was anything.
    pub fn work(&mut self) -> bool {
        if self.is_over {
            return false;
        }
        let Some(source) = &mut self.source else {
            self.source = Source::new(self.net, self.seed);
            self.is_over = self.source.is_none();
            return true;
        };
        match SIZES.get(self.at.len()) {
            Some(_) if source.send() => {}
            Some(size) => self.at.push(source.measure(*size)),
            None => (self.source, self.is_over) = (None, true),
        }
        true
    }
}

impl Source {
    /// `None` where the network cannot be made.
    fn new(net: NetKind, seed: u32) -> Option<Self> {
        let session = Session::new(&run(net, Place { norm: 0, size: 0, seed: 0 }, seed)).ok()?;
        let (train, shape) = (session.training_rows().to_vec(), session.first_shape());
        Some(Self { session, net, seed, train, outputs: Vec::new(), shape })
    }

    /// Sends the next examples through the first layer; says whether there were any.
    fn send(&mut self) -> bool {
        let per = self.shape.0 * self.shape.1;
        let done = self.outputs.len() / per;
        let rows = &self.train[done..(done + PIECE).min(self.train.len())];
        if !rows.is_empty() {
            self.outputs.extend(self.session.first_outputs(rows));
        }
        !rows.is_empty()
    }

    fn measure(&self, size: u32) -> AtSize {
        let (channels, pixels) = self.shape;
        let all: Vec<usize> = (0..self.train.len()).collect();
        let whole: Vec<(f64, f64)> = (0..channels).map(|channel| self.moments(&all, channel, pixels)).collect();
        // The batches that training uses, by the places of their examples.
        let places: Vec<u32> = (0..self.train.len() as u32).collect();
        let mut batches = Batches::new(&places, size as usize, self.seed);
        let (mut mean, mut variance, mut count) = (0.0, 0.0, 0.0);
        for _ in 0..self.train.len() / size as usize {
            let batch: Vec<usize> = batches.next_rows().iter().map(|row| *row as usize).collect();
            for (channel, (m, v)) in whole.iter().enumerate().filter(|(_, (_, v))| *v > 0.0) {
                let (own, spread) = self.moments(&batch, channel, pixels);
                mean += (own - m) * (own - m) / v;
                variance += (spread / v - 1.0) * (spread / v - 1.0);
                count += 1.0;
            }
        }
        let [mean, variance] = [mean, variance].map(|sum: f64| libm::sqrt(sum / count));
        AtSize { size, values: values(self.net, size), mean, variance }
    }

    /// Mean and variance of one channel over some examples.
    fn moments(&self, examples: &[usize], channel: usize, pixels: usize) -> (f64, f64) {
        let cells = |example: &usize| {
            let at = (example * self.shape.0 + channel) * pixels;
            &self.outputs[at..at + pixels]
        };
        let n = (examples.len() * pixels) as f64;
        let values = || examples.iter().flat_map(cells).map(|v| f64::from(*v));
        let mean = values().sum::<f64>() / n;
        (mean, values().map(|v| (v - mean) * (v - mean)).sum::<f64>() / n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measured(net: NetKind) -> Vec<AtSize> {
        let mut noise = Noise::new(net, 1);
        while noise.work() {}
        assert!(!noise.is_busy() && !noise.work());
        noise.known().to_vec()
    }

    /// Of independent values the mean wanders by `1/sqrt(m)`, and one value has no variance. Pictures of digits have nearly
    /// the same ink, so that a channel's mean over their pixels wanders even less.
    #[test]
    fn a_batch_of_few_knows_its_mean_and_variance_badly() {
        let dense = measured(NetKind::Mlp);
        assert_eq!(dense.iter().map(|at| at.size).collect::<Vec<_>>(), SIZES);
        for at in &dense {
            let independent = 1.0 / f64::from(at.values).sqrt();
            assert!((at.mean / independent - 1.0).abs() < 0.08, "{at:?}");
        }
        let conv = measured(NetKind::Cnn);
        for at in &conv {
            let independent = 1.0 / f64::from(at.values).sqrt();
            assert!((0.5..1.0).contains(&(at.mean / independent)), "{at:?}");
        }
        assert_eq!((dense[5].values, conv[4].values), (1, 128));
        assert!((dense[5].variance - 1.0).abs() < 1e-9 && conv[5].variance < 0.25, "{:?}", conv[5]);
        println!("{dense:?}\n{conv:?}");
    }
}
