//! The configuration of the page and its URL language: `init=he&act=relu&depth=8`. The only parser; never panics.

use super::choice::*;
use super::notice::{Notice, Problem};
use crate::nn::act::Act;
use crate::nn::init::Dist;
use crate::nn::norm::{Norm, Reading};

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
    pub reading: Reading,
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
            reading: Reading::Chw,
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

type Set = fn(&mut Config, &str) -> Result<(), Problem>;

/// One row of the URL language: how a key is written and how it is read.
struct Key {
    name: &'static str,
    get: fn(&Config) -> String,
    set: Set,
}

fn choose<C: Choice>(slot: &mut C, value: &str) -> Result<(), Problem> {
    *slot = C::from_key(value).ok_or_else(|| Problem::UnknownValue {
        used: slot.key().to_string(),
        offered: C::ALL.iter().map(|c| c.key()).collect::<Vec<_>>().join(", "),
    })?;
    Ok(())
}

fn whole(slot: &mut u32, value: &str, low: u32, high: u32) -> Result<(), Problem> {
    let mut wide = f64::from(*slot);
    let held = number(&mut wide, value, f64::from(low), f64::from(high));
    let rounded = wide as u32;
    *slot = rounded;
    if held.is_ok() && f64::from(rounded) != wide {
        return Err(Problem::NotWhole { used: rounded.to_string() });
    }
    held
}

fn real(slot: &mut f32, value: &str, low: f32, high: f32) -> Result<(), Problem> {
    let mut wide = f64::from(*slot);
    let held = number(&mut wide, value, f64::from(low), f64::from(high));
    // Unchanged values keep their bits: 0.05 in f64 is not the f32 0.05.
    if wide != f64::from(*slot) {
        *slot = wide as f32;
    }
    held
}

fn number(slot: &mut f64, value: &str, low: f64, high: f64) -> Result<(), Problem> {
    let parsed: f64 = value
        .trim()
        .parse()
        .ok()
        .filter(|v: &f64| !v.is_nan())
        .ok_or_else(|| Problem::NotANumber { used: shortest(*slot) })?;
    *slot = parsed.clamp(low, high);
    if *slot == parsed {
        return Ok(());
    }
    Err(Problem::OutOfRange { low: shortest(low), high: shortest(high), used: shortest(*slot) })
}

fn shortest(value: f64) -> String {
    (value as f32).to_string()
}

fn key_of<C: Choice>(choice: C) -> String {
    choice.key().to_string()
}

macro_rules! choice_key {
    ($field:ident: $type:ty) => {
        Key { name: <$type as Choice>::KEY, get: |c| key_of(c.$field), set: |c, v| choose(&mut c.$field, v) }
    };
}

macro_rules! whole_key {
    ($field:ident, $low:expr, $high:expr) => {
        Key {
            name: stringify!($field),
            get: |c| c.$field.to_string(),
            set: |c, v| whole(&mut c.$field, v, $low, $high),
        }
    };
}

/// The whole URL language, in the order in which it is written.
const KEYS: &[Key] = &[
    Key { name: "figure", get: |c| c.figure.map_or(String::new(), key_of), set: set_figure },
    choice_key!(init: Initializer),
    Key { name: "std", get: |c| c.std.to_string(), set: |c, v| real(&mut c.std, v, 0.0, 100.0) },
    choice_key!(dist: Dist),
    choice_key!(act: Act),
    choice_key!(norm: Norm),
    whole_key!(groups, 1, 512),
    choice_key!(reading: Reading),
    choice_key!(net: NetKind),
    choice_key!(data: DataSet),
    choice_key!(scaling: Scaling),
    choice_key!(opt: Opt),
    whole_key!(depth, 1, 50),
    whole_key!(width, 2, 512),
    whole_key!(batch, 1, 512),
    Key { name: "lr", get: |c| c.lr.to_string(), set: |c, v| real(&mut c.lr, v, 0.0, 100.0) },
    whole_key!(seed, 0, u32::MAX),
    whole_key!(speed, 1, 1000),
    Key { name: "until", get: |c| c.until.map_or(String::new(), |u| u.to_string()), set: set_until },
    Key { name: "shape", get: |c| format!("{},{},{}", c.shape[0], c.shape[1], c.shape[2]), set: set_shape },
    whole_key!(n, 0, 15),
    whole_key!(c, 0, CNN_CHANNELS - 1),
    whole_key!(h, 0, SIDE - 1),
    whole_key!(w, 0, SIDE - 1),
    choice_key!(view: View),
    choice_key!(vary: Vary),
    Key { name: "play", get: |c| u8::from(c.play).to_string(), set: set_play },
    Key { name: "hide", get: |c| c.hide.join(","), set: set_hide },
    Key { name: "lang", get: |c| c.lang.map_or(String::new(), key_of), set: set_lang },
    choice_key!(theme: Theme),
    Key { name: "v", get: |c| c.made_by.clone().unwrap_or_default(), set: set_version },
];

fn set_figure(c: &mut Config, v: &str) -> Result<(), Problem> {
    if v.is_empty() {
        c.figure = None;
        return Ok(());
    }
    let mut figure = c.figure.unwrap_or(Figure::Lab);
    let read = choose(&mut figure, v);
    if read.is_err() {
        return Err(Problem::UnknownValue {
            used: c.figure.map_or("the whole article".into(), key_of),
            offered: Figure::ALL.iter().map(|f| f.key()).collect::<Vec<_>>().join(", "),
        });
    }
    if matches!(figure, Figure::Sweep | Figure::Weight | Figure::Time) {
        c.figure = None;
        return Err(Problem::NotBuiltYet { used: "the whole article".into() });
    }
    c.figure = Some(figure);
    Ok(())
}

fn set_until(c: &mut Config, v: &str) -> Result<(), Problem> {
    if v.is_empty() {
        c.until = None;
        return Ok(());
    }
    let mut until = c.until.unwrap_or(0);
    let held = whole(&mut until, v, 0, 10_000_000);
    if let Err(Problem::NotANumber { .. }) = held {
        return Err(Problem::NotANumber { used: c.until.map_or("no stop".into(), |u| u.to_string()) });
    }
    c.until = Some(until);
    held
}

fn set_shape(c: &mut Config, v: &str) -> Result<(), Problem> {
    let parts: Vec<&str> = v.split(',').collect();
    let [n, channels, side] = parts[..] else {
        return Err(Problem::NotAShape { used: c.shape.map(|s| s.to_string()).join(",") });
    };
    let mut first = Ok(());
    for (slot, (part, high)) in c.shape.iter_mut().zip([(n, 16), (channels, CNN_CHANNELS), (side, SIDE)]) {
        first = first.and(whole(slot, part, 1, high));
    }
    first
}

fn set_play(c: &mut Config, v: &str) -> Result<(), Problem> {
    c.play = match v {
        "1" => true,
        "0" | "" => false,
        _ => {
            return Err(Problem::UnknownValue { used: u8::from(c.play).to_string(), offered: "0, 1".into() });
        }
    };
    Ok(())
}

fn set_hide(c: &mut Config, v: &str) -> Result<(), Problem> {
    let (known, unknown): (Vec<_>, Vec<_>) =
        v.split(',').map(str::trim).filter(|n| !n.is_empty()).partition(|n| CONTROLS.contains(n));
    c.hide = known.into_iter().map(String::from).collect();
    match unknown.first() {
        None => Ok(()),
        Some(name) => Err(Problem::UnknownControl { name: (*name).to_string() }),
    }
}

fn set_lang(c: &mut Config, v: &str) -> Result<(), Problem> {
    let mut lang = c.lang.unwrap_or(Lang::En);
    choose(&mut lang, v)?;
    if lang == Lang::Zh {
        return Err(Problem::NotBuiltYet { used: "English".into() });
    }
    c.lang = Some(lang);
    Ok(())
}

fn set_version(c: &mut Config, v: &str) -> Result<(), Problem> {
    c.made_by = (v != VERSION && !v.is_empty()).then(|| v.chars().take(20).collect());
    match c.made_by {
        None => Ok(()),
        Some(_) => Err(Problem::OtherVersion { used: VERSION.into() }),
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
    /// use unit_variance::experiment::config::Config;
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
        config.settle(&named, &mut notices);
        (config, notices)
    }

    /// Holds the keys to each other: combinations that cannot be are changed, each with a notice.
    fn settle(&mut self, named: &[&str], notices: &mut Vec<Notice>) {
        if self.init.fixes_dist() && self.dist != Dist::Normal && named.contains(&"dist") {
            let problem = Problem::FixedByInit { init: self.init.label().into() };
            notices.push(Notice::new("dist", self.dist.key(), problem));
        }
        if self.net == NetKind::Cnn && self.data != DataSet::Digits {
            let (key, value) = if named.contains(&"data") && !named.contains(&"net") {
                self.net = NetKind::Mlp;
                ("net", NetKind::Cnn.key())
            } else {
                let data = self.data.key();
                self.data = DataSet::Digits;
                ("data", data)
            };
            let used = if key == "net" { self.net.key() } else { self.data.key() };
            notices.push(Notice::new(key, value, Problem::NeedsImages { used: used.into() }));
        }
        let divisor = nearest_divisor(self.channels(), self.groups);
        if self.norm == Norm::Group && divisor != self.groups {
            let problem = Problem::NotADivisor { channels: self.channels(), used: divisor };
            notices.push(Notice::new("groups", &self.groups.to_string(), problem));
            self.groups = divisor;
        }
        for (name, slot, size) in [
            ("n", &mut self.n, self.shape[0]),
            ("c", &mut self.c, self.shape[1]),
            ("h", &mut self.h, self.shape[2]),
            ("w", &mut self.w, self.shape[2]),
        ] {
            if *slot >= size {
                let problem =
                    Problem::OutOfRange { low: "0".into(), high: (size - 1).to_string(), used: (size - 1).to_string() };
                if named.contains(&name) {
                    notices.push(Notice::new(name, &slot.to_string(), problem));
                }
                *slot = size - 1;
            }
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
