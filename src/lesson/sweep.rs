//! Error against batch size, as Wu & He 2018 show it in figure 1, in small: each normalization at each size, several seeds,
//! the same number of epochs, the rate in proportion to the batch. Held-out examples are judged with running statistics.

mod noise;
mod state;

pub use noise::{AtSize, Noise};
pub use state::{Point, Sweep, Verdict};

use crate::choice::{Initializer, NetKind, Opt};
use crate::config::RunSpec;
use crate::jobs::Job;
use nn::act::Act;
use nn::norm::Norm;

/// Batch sizes, in the order in which they are run.
pub const SIZES: [u32; 6] = [32, 16, 8, 4, 2, 1];
/// What is compared.
pub const NORMS: [Norm; 5] = [Norm::None, Norm::Batch, Norm::Layer, Norm::Group, Norm::Rms];
/// Runs of each pair, with seeds that follow each other.
pub const SEEDS: u32 = 3;
/// The whole training set so many times.
const EPOCHS: u32 = 10;
/// Training examples of the digits.
const EXAMPLES: u32 = 1437;
/// The rate at a batch of 32; at other sizes in proportion. The convolutional network has momentum too, or ten epochs would be
/// too few for it.
const RATE: f32 = 0.1;
/// Values of a channel in one example at the first convolution.
const PIXELS: u32 = 64;

/// A place in the sweep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Which of [`NORMS`].
    pub norm: usize,
    /// Which of [`SIZES`].
    pub size: usize,
    /// Which seed, counted from the first.
    pub seed: usize,
}

impl Place {
    /// All places in the order in which they are run: every pair once, then again with the next seed.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..COUNT).map(Self::of)
    }

    /// The place of a job.
    pub fn of(job: usize) -> Self {
        let (norms, sizes) = (NORMS.len(), SIZES.len());
        Self { norm: job % norms, size: job / norms % sizes, seed: job / norms / sizes }
    }
}

/// Jobs of one sweep.
pub const COUNT: usize = NORMS.len() * SIZES.len() * SEEDS as usize;

/// The run at a place, for one of the two networks, `seed` being the first one's.
pub fn run(net: NetKind, place: Place, seed: u32) -> RunSpec {
    let size = SIZES[place.size];
    RunSpec {
        net,
        norm: NORMS[place.norm],
        act: Act::Relu,
        init: Initializer::He,
        depth: 3,
        batch: size,
        opt: if net == NetKind::Cnn { Opt::Momentum } else { Opt::Sgd },
        lr: RATE * size as f32 / SIZES[0] as f32,
        seed: seed.wrapping_add(place.seed as u32),
        ..RunSpec::default()
    }
}

/// The job at a place. A step costs something whatever its size.
fn job(net: NetKind, place: Place, seed: u32) -> Job {
    let size = SIZES[place.size];
    let to = EPOCHS * EXAMPLES / size;
    let fixed = if net == NetKind::Mlp { 6.0 } else { 0.0 };
    Job { spec: run(net, place, seed), to, ask: None, times: 0, cost: f64::from(to) * (fixed + f64::from(size)) }
}

/// How many values batch norm has for one mean and variance: examples, and in a convolution the pixels of a channel too.
pub fn values(net: NetKind, size: u32) -> u32 {
    if net == NetKind::Cnn { size * PIXELS } else { size }
}
