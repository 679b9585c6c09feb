//! The configuration of the page and its URL language: `init=he&act=relu&depth=8`. The only parser; never panics.

mod keys;

use super::choice::*;
use super::notice::{Notice, Problem};
use keys::KEYS;
use nn::act::Act;
use nn::init::Dist;
use nn::norm::{LayerAxes, Norm};

/// The version that links and tables carry.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
/// Channels of each convolution of the small CNN.
pub const CNN_CHANNELS: u32 = 16;
/// Side of the digits' images.
pub const SIDE: u32 = 8;

/// One state of the lesson; every figure reads it.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)] // the fields are the keys of the URL language, listed in README.md
pub struct Config {
    pub figure: Option<Figure>,
    pub init: Initializer,
    pub std: f32,
    pub dist: Dist,
    pub act: Act,
    pub norm: Norm,
    pub groups: u32,
    pub reading: LayerAxes,
    pub net: NetKind,
    pub data: DataSet,
    pub scaling: Scaling,
    pub opt: Opt,
    pub depth: u32,
    pub width: u32,
    pub batch: u32,
    pub lr: f32,
    pub seed: u32,
    pub speed: u32,
    pub until: Option<u32>,
    pub shape: [u32; 3],
    pub n: u32,
    pub c: u32,
    pub h: u32,
    pub w: u32,
    pub view: View,
    pub vary: Vary,
    pub play: bool,
    pub hide: Vec<String>,
    pub lang: Option<Lang>,
    pub theme: Theme,
    /// The version that made the link, where it is not this one.
    pub made_by: Option<String>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            figure: None,
            init: Initializer::Xavier,
            std: 0.05,
            dist: Dist::Normal,
            act: Act::Tanh,
            norm: Norm::None,
            groups: 4,
            reading: LayerAxes::Chw,
            net: NetKind::Mlp,
            data: DataSet::Digits,
            scaling: Scaling::Standard,
            opt: Opt::Sgd,
            depth: 10,
            width: 100,
            batch: 128,
            lr: 0.05,
            seed: 1,
            speed: 1,
            until: None,
            shape: [8, 16, 8],
            n: 0,
            c: 0,
            h: 0,
            w: 0,
            view: View::Before,
            vary: Vary::Init,
            play: false,
            hide: Vec::new(),
            lang: None,
            theme: Theme::Auto,
            made_by: None,
        }
    }
}

/// The names of the controls that `hide=` can name.
pub const CONTROLS: &[&str] = &[
    "Initializer",
    "Activation",
    "Normalization",
    "Data",
    "Optimizer",
    "Input scaling",
    "Network",
    "Distribution",
    "Vary",
    "Method",
    "Values",
    "Layer norm over",
    "Play",
    "Step",
    "Restart",
    "New seed",
    "Reset",
    "More",
    "Copy link",
    "Download CSV",
    "Download PNG",
    "Show numbers",
    "Depth",
    "Width",
    "Batch size",
    "Learning rate",
    "Weight scale",
    "Groups",
    "Seed",
    "Speed",
    "Stop at step",
    "History",
    "N",
    "C",
    "H x W",
];

impl Config {
    /// Reads a query (without the leading `#`); always gives a valid configuration, and a notice for everything in the
    /// query that was not used as it stands.
    ///
    /// ```
    /// use unit_variance_lesson::config::Config;
    /// let (config, notices) = Config::from_query("init=he&depth=900");
    /// assert_eq!(config.depth, 50);
    /// assert_eq!(notices[0].to_string(), "depth=900 is out of range (1 to 50): used 50.");
    /// assert_eq!(config.to_query(), "init=he&depth=50");
    /// ```
    pub fn from_query(query: &str) -> (Self, Vec<Notice>) {
        Self::default().with(query)
    }

    /// This configuration with the keys of `patch` changed, checked as a whole.
    pub fn with(&self, patch: &str) -> (Self, Vec<Notice>) {
        let mut config = self.clone();
        let mut notices = Vec::new();
        let mut named = Vec::new();
        for (name, value) in form_urlencoded::parse(patch.trim_start_matches('#').as_bytes()) {
            if name.is_empty() && value.is_empty() {
                continue;
            }
            let read = match KEYS.iter().find(|k| k.name == name) {
                Some(key) => {
                    named.push(key.name);
                    (key.set)(&mut config, &value)
                }
                None => Err(Problem::UnknownKey),
            };
            if let Err(problem) = read {
                notices.push(Notice::new(&name, &value, problem));
            }
        }
        config.reconcile(&named, &mut notices);
        (config, notices)
    }

    /// Holds the keys to each other: combinations that cannot be are changed, each with a notice.
    fn reconcile(&mut self, named: &[&str], notices: &mut Vec<Notice>) {
        if self.init.fixes_dist() && self.dist != Dist::Normal && named.contains(&"dist") {
            let problem = Problem::FixedByInit { init: self.init.label().into() };
            notices.push(Notice::new("dist", self.dist.key(), problem));
        }
        self.reconcile_images(named, notices);
        let empty = match self.init {
            Initializer::Zeros => true,
            Initializer::Normal | Initializer::Constant => self.std == 0.0,
            _ => false,
        };
        if self.norm.weight() && empty && ["init", "norm", "std"].iter().any(|key| named.contains(key)) {
            notices.push(Notice::new("init", self.init.key(), Problem::NoDirection));
        }
        let divisor = nearest_divisor(self.channels(), self.groups);
        if self.norm == Norm::Group && divisor != self.groups {
            let problem = Problem::NotADivisor { channels: self.channels(), used: divisor };
            notices.push(Notice::new("groups", &self.groups.to_string(), problem));
            self.groups = divisor;
        }
        self.reconcile_cell(named, notices);
    }

    /// A convolution needs images. A patch that names the data alone gives up the convolution, else the data give way.
    fn reconcile_images(&mut self, named: &[&str], notices: &mut Vec<Notice>) {
        if self.net != NetKind::Cnn || self.data == DataSet::Digits {
            return;
        }
        if named.contains(&"data") && !named.contains(&"net") {
            self.net = NetKind::Mlp;
            let used = self.net.key().into();
            notices.push(Notice::new("net", NetKind::Cnn.key(), Problem::NeedsImages { used }));
        } else {
            let asked = std::mem::replace(&mut self.data, DataSet::Digits).key();
            let used = self.data.key().into();
            notices.push(Notice::new("data", asked, Problem::NeedsImages { used }));
        }
    }

    /// The cube's cell lies within the cube.
    fn reconcile_cell(&mut self, named: &[&str], notices: &mut Vec<Notice>) {
        let [examples, channels, side] = self.shape;
        let places = [&mut self.n, &mut self.c, &mut self.h, &mut self.w];
        for ((name, slot), size) in ["n", "c", "h", "w"].into_iter().zip(places).zip([examples, channels, side, side]) {
            if *slot < size {
                continue;
            }
            let last = size - 1;
            if named.contains(&name) {
                let (high, used) = (last.to_string(), last.to_string());
                let problem = Problem::OutOfRange { low: "0".into(), high, used };
                notices.push(Notice::new(name, &slot.to_string(), problem));
            }
            *slot = last;
        }
    }

    /// The channels that group norm cuts: `width` of a dense layer, the cube's C where the cube alone is shown, 16 in the CNN.
    pub fn channels(&self) -> u32 {
        match (self.figure, self.net) {
            (Some(Figure::Cube), _) => self.shape[1],
            (_, NetKind::Cnn) => CNN_CHANNELS,
            (_, NetKind::Mlp) => self.width,
        }
    }

    /// The query that gives this configuration: keys that differ from the default, in a fixed order.
    pub fn to_query(&self) -> String {
        let default = Self::default();
        let mut query = String::new();
        for key in KEYS {
            let value = (key.get)(self);
            if value != (key.get)(&default) {
                if !query.is_empty() {
                    query.push('&');
                }
                query.push_str(key.name);
                query.push('=');
                // Commas are allowed in a fragment and read better than %2C.
                query.push_str(
                    &form_urlencoded::byte_serialize(value.as_bytes()).collect::<String>().replace("%2C", ","),
                );
            }
        }
        query
    }

    /// The value of one key as the URL writes it; `None` for a key that does not exist.
    pub fn value_of(&self, key: &str) -> Option<String> {
        KEYS.iter().find(|k| k.name == key).map(|k| (k.get)(self))
    }
}

/// The divisor of `channels` nearest to `groups`, the smaller one of two equally near.
pub fn nearest_divisor(channels: u32, groups: u32) -> u32 {
    (1..=channels).filter(|d| channels.is_multiple_of(*d)).min_by_key(|d| (d.abs_diff(groups), *d)).unwrap_or(1)
}
