//! The configuration in three typed parts: the run, what the cube shows of one, the page. Knows no query.

use crate::challenge_spec::Challenge;
use crate::choice::*;
use crate::figure::{Figure, FigureSpecs};
use nn::act::Act;
use nn::init::Dist;
use nn::norm::{LayerAxes, Norm};

/// The version that links and tables carry.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
/// Channels of each convolution of the small CNN.
pub const CNN_CHANNELS: u32 = 16;
/// Side of the digits' images.
pub const SIDE: u32 = 8;

/// One state of the lesson: what runs, what the cube shows of it, and the page around both.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Config {
    /// The run. Two runs are the same, number for number, exactly where their specifications are equal.
    pub run: RunSpec,
    /// What the cube shows.
    pub cube: CubeSpec,
    /// The page around the figures.
    pub page: PageSpec,
}

/// Everything that decides a run's numbers, and nothing else: `==` is its identity.
#[derive(Clone, Copy, Debug, PartialEq)]
#[allow(missing_docs)] // the fields are keys of the URL language, listed in README.md
pub struct RunSpec {
    pub init: Initializer,
    pub std: f32,
    pub dist: Dist,
    pub start: Start,
    pub act: Act,
    pub norm: Norm,
    /// As asked for; [`RunSpec::groups_used`] divides the channels.
    pub groups: u32,
    pub reading: LayerAxes,
    pub skip: Skip,
    pub net: NetKind,
    pub data: DataSet,
    pub scaling: Scaling,
    pub opt: Opt,
    pub depth: u32,
    pub width: u32,
    pub batch: u32,
    pub lr: f32,
    pub seed: u32,
}

/// What of a run's tensor the cube shows: its cut, the chosen cell, before or after normalization.
#[derive(Clone, Copy, Debug, PartialEq)]
#[allow(missing_docs)] // the fields are keys of the URL language, listed in README.md
pub struct CubeSpec {
    pub shape: [u32; 3],
    pub n: u32,
    pub c: u32,
    pub h: u32,
    pub w: u32,
    pub view: View,
}

/// What concerns the page alone.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)] // the fields are keys of the URL language, listed in README.md
pub struct PageSpec {
    pub figure: Option<Figure>,
    pub speed: u32,
    pub until: Option<u32>,
    pub vary: Vary,
    pub play: bool,
    pub present: bool,
    /// As written: see [`crate::presentation::States`].
    pub states: String,
    /// The state of a presentation, from one; 0 before the first.
    pub state: u32,
    pub challenge: Option<Challenge>,
    pub hide: Vec<String>,
    pub lock: Vec<String>,
    pub lang: Option<Lang>,
    pub theme: Theme,
    pub figures: FigureSpecs,
    /// The version that made the link, where it is not this one.
    pub made_by: Option<String>,
}

impl Default for RunSpec {
    fn default() -> Self {
        Self {
            init: Initializer::Xavier,
            std: 0.05,
            dist: Dist::Normal,
            start: Start::Plain,
            act: Act::Tanh,
            norm: Norm::None,
            groups: 4,
            reading: LayerAxes::Chw,
            skip: Skip::Off,
            net: NetKind::Mlp,
            data: DataSet::Digits,
            scaling: Scaling::Standard,
            opt: Opt::Sgd,
            depth: 10,
            width: 100,
            batch: 128,
            lr: 0.05,
            seed: 1,
        }
    }
}

impl Default for CubeSpec {
    fn default() -> Self {
        Self { shape: [8, 16, 8], n: 0, c: 0, h: 0, w: 0, view: View::Before }
    }
}

impl Default for PageSpec {
    fn default() -> Self {
        Self {
            figure: None,
            speed: 1,
            until: None,
            vary: Vary::Init,
            play: false,
            present: false,
            states: String::new(),
            state: 0,
            challenge: None,
            hide: Vec::new(),
            lock: Vec::new(),
            lang: None,
            theme: Theme::Auto,
            figures: FigureSpecs::default(),
            made_by: None,
        }
    }
}

impl RunSpec {
    /// The channels that group norm cuts: `width` of a dense layer, 16 in the CNN.
    pub fn channels(&self) -> u32 {
        match self.net {
            NetKind::Cnn => CNN_CHANNELS,
            NetKind::Mlp => self.width,
        }
    }

    /// The query that gives this run.
    pub fn to_query(&self) -> String {
        Config { run: *self, ..Config::default() }.to_query()
    }

    /// `fan_in` and `fan_out` of the hidden layers after the first (of the first where it is the only one).
    pub fn fans(&self) -> (u32, u32) {
        match self.net {
            NetKind::Cnn => (CNN_CHANNELS * 9, CNN_CHANNELS * 9),
            NetKind::Mlp if self.depth == 1 => (self.data.shape().columns as u32, self.width),
            NetKind::Mlp => (self.width, self.width),
        }
    }

    /// The groups that these channels are cut into: the divisor nearest to what was asked for.
    pub fn groups_used(&self) -> u32 {
        nearest_divisor(self.channels(), self.groups)
    }
}

impl CubeSpec {
    /// The groups that the cube's channels are cut into, where the run asks for `groups`. The cube and the network have
    /// different channels: one key is read by each in its own way, and neither changes what the other reads.
    pub fn groups_used(&self, groups: u32) -> u32 {
        nearest_divisor(self.shape[1], groups)
    }
}

/// The divisor of `channels` nearest to `groups`, the smaller one of two equally near.
pub fn nearest_divisor(channels: u32, groups: u32) -> u32 {
    (1..=channels).filter(|d| channels.is_multiple_of(*d)).min_by_key(|d| (d.abs_diff(groups), *d)).unwrap_or(1)
}
