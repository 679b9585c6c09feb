//! One row for each key of the URL language: how it is written and how it is read.

use super::spec::{CNN_CHANNELS, Config, SIDE, VERSION};
use crate::challenge_spec::Challenge;
use crate::choice::*;
use crate::figure::{Figure, FigureSpecs};
use crate::key::{Control, Key, choose, real, whole};
use crate::notice::Problem;
use nn::act::Act;
use nn::init::Dist;
use nn::norm::{LayerAxes, Norm};

/// The controls that `hide=` and `lock=` can name: those that several figures have, and each figure's own.
pub fn controls() -> impl Iterator<Item = &'static Control> {
    SHARED.iter().chain(FigureSpecs::controls())
}

const SHARED: &[Control] = &[
    ("init", "Initializer"),
    ("act", "Activation"),
    ("norm", "Normalization"),
    ("data", "Data"),
    ("opt", "Optimizer"),
    ("scaling", "Input scaling"),
    ("net", "Network"),
    ("dist", "Distribution"),
    ("start", "Start"),
    ("skip", "Skip connections"),
    ("vary", "Vary"),
    ("method", "Method"),
    ("view", "Values"),
    ("reading", "Layer norm over"),
    ("play", "Play"),
    ("step", "Step"),
    ("restart", "Restart"),
    ("new-seed", "New seed"),
    ("reset", "Reset"),
    ("more", "More"),
    ("copy-link", "Copy link"),
    ("embed", "Embed"),
    ("copy-code", "Copy code"),
    ("csv", "Download CSV"),
    ("png", "Download PNG"),
    ("svg", "Download SVG"),
    ("show-numbers", "Show numbers"),
    ("question", "Question"),
    ("depth", "Depth"),
    ("width", "Width"),
    ("batch", "Batch size"),
    ("lr", "Learning rate"),
    ("std", "Weight scale"),
    ("groups", "Groups"),
    ("seed", "Seed"),
    ("speed", "Speed"),
    ("until", "Stop at step"),
    ("history", "History"),
    ("n", "N"),
    ("c", "C"),
    ("hw", "H x W"),
];

fn key_of<C: Choice>(choice: C) -> String {
    choice.key().to_string()
}

macro_rules! choice_key {
    ($part:ident.$field:ident: $type:ty) => {
        Key {
            name: <$type as Choice>::KEY,
            get: |c| key_of(c.$part.$field),
            set: |c, v| choose(&mut c.$part.$field, v),
        }
    };
}

macro_rules! whole_key {
    ($part:ident.$field:ident, $low:expr, $high:expr) => {
        Key {
            name: stringify!($field),
            get: |c| c.$part.$field.to_string(),
            set: |c, v| whole(&mut c.$part.$field, v, $low, $high),
        }
    };
}

/// The URL language but for the figures' own keys, in the order in which it is written.
pub const KEYS: &[Key<Config>] = &[
    Key { name: "figure", get: |c| c.page.figure.map_or(String::new(), key_of), set: set_figure },
    choice_key!(run.init: Initializer),
    Key { name: "std", get: |c| c.run.std.to_string(), set: |c, v| real(&mut c.run.std, v, 0.0, 100.0) },
    choice_key!(run.dist: Dist),
    choice_key!(run.start: Start),
    choice_key!(run.act: Act),
    choice_key!(run.norm: Norm),
    whole_key!(run.groups, 1, 512),
    choice_key!(run.reading: LayerAxes),
    choice_key!(run.skip: Skip),
    choice_key!(run.net: NetKind),
    choice_key!(run.data: DataSet),
    choice_key!(run.scaling: Scaling),
    choice_key!(run.opt: Opt),
    whole_key!(run.depth, 1, 50),
    whole_key!(run.width, 2, 512),
    whole_key!(run.batch, 1, 512),
    Key { name: "lr", get: |c| c.run.lr.to_string(), set: |c, v| real(&mut c.run.lr, v, 0.0, 100.0) },
    whole_key!(run.seed, 0, u32::MAX),
    whole_key!(page.speed, 1, 1000),
    Key { name: "until", get: |c| c.page.until.map_or(String::new(), |u| u.to_string()), set: set_until },
    Key {
        name: "shape",
        get: |c| format!("{},{},{}", c.cube.shape[0], c.cube.shape[1], c.cube.shape[2]),
        set: set_shape,
    },
    whole_key!(cube.n, 0, 15),
    whole_key!(cube.c, 0, CNN_CHANNELS - 1),
    whole_key!(cube.h, 0, SIDE - 1),
    whole_key!(cube.w, 0, SIDE - 1),
    choice_key!(cube.view: View),
    choice_key!(page.vary: Vary),
];

/// What is written after the figures' own keys.
pub const LAST: &[Key<Config>] = &[
    Key { name: "play", get: |c| u8::from(c.page.play).to_string(), set: |c, v| switch(&mut c.page.play, v) },
    Key { name: "present", get: |c| u8::from(c.page.present).to_string(), set: |c, v| switch(&mut c.page.present, v) },
    Key { name: "states", get: |c| c.page.states.clone(), set: set_states },
    whole_key!(page.state, 0, 999),
    Key {
        name: Challenge::KEY,
        get: |c| c.page.challenge.map_or(String::new(), key_of),
        set: |c, v| named(&mut c.page.challenge, v),
    },
    Key { name: "hide", get: |c| c.page.hide.join(","), set: |c, v| set_controls(&mut c.page.hide, v) },
    Key { name: "lock", get: |c| c.page.lock.join(","), set: |c, v| set_controls(&mut c.page.lock, v) },
    Key { name: "lang", get: |c| c.page.lang.map_or(String::new(), key_of), set: set_lang },
    choice_key!(page.theme: Theme),
    Key { name: "v", get: |c| c.page.made_by.clone().unwrap_or_default(), set: set_version },
];

fn set_figure(c: &mut Config, v: &str) -> Result<(), Problem> {
    if v.is_empty() {
        c.page.figure = None;
        return Ok(());
    }
    let mut figure = c.page.figure.unwrap_or(Figure::Lab);
    let read = choose(&mut figure, v);
    if read.is_err() {
        return Err(Problem::UnknownValue {
            used: c.page.figure.map_or(String::new(), key_of),
            offered: Figure::KEYS.join(", "),
        });
    }
    c.page.figure = Some(figure);
    Ok(())
}

/// A choice that may be none: an empty value takes it back.
fn named<C: Choice>(slot: &mut Option<C>, v: &str) -> Result<(), Problem> {
    let found = C::from_key(v);
    if found.is_none() && !v.is_empty() {
        return Err(Problem::UnknownValue { used: slot.map_or(String::new(), key_of), offered: C::KEYS.join(", ") });
    }
    *slot = found;
    Ok(())
}

fn set_until(c: &mut Config, v: &str) -> Result<(), Problem> {
    if v.is_empty() {
        c.page.until = None;
        return Ok(());
    }
    let mut until = c.page.until.unwrap_or(0);
    let held = whole(&mut until, v, 0, 10_000_000);
    if let Err(Problem::NotANumber { .. }) = held {
        return Err(Problem::NotANumber { used: c.page.until.map_or(String::new(), |u| u.to_string()) });
    }
    c.page.until = Some(until);
    held
}

fn set_shape(c: &mut Config, v: &str) -> Result<(), Problem> {
    let parts: Vec<&str> = v.split(',').collect();
    let [n, channels, side] = parts[..] else {
        return Err(Problem::NotAShape { used: c.cube.shape.map(|s| s.to_string()).join(",") });
    };
    let mut first = Ok(());
    for (slot, (part, high)) in c.cube.shape.iter_mut().zip([(n, 16), (channels, CNN_CHANNELS), (side, SIDE)]) {
        first = first.and(whole(slot, part, 1, high));
    }
    first
}

/// What is on or off.
fn switch(slot: &mut bool, v: &str) -> Result<(), Problem> {
    *slot = match v {
        "1" => true,
        "0" | "" => false,
        _ => return Err(Problem::UnknownValue { used: u8::from(*slot).to_string(), offered: "0, 1".into() }),
    };
    Ok(())
}

fn set_states(c: &mut Config, v: &str) -> Result<(), Problem> {
    v.trim().clone_into(&mut c.page.states);
    Ok(())
}

fn set_controls(list: &mut Vec<String>, v: &str) -> Result<(), Problem> {
    list.clear();
    let mut unknown = None;
    for name in v.split(',').map(str::trim).filter(|name| !name.is_empty()) {
        match controls().find(|(key, older)| name == *key || name.eq_ignore_ascii_case(older)) {
            Some((key, _)) => list.push((*key).to_string()),
            None => unknown = unknown.or(Some(name)),
        }
    }
    match unknown {
        None => Ok(()),
        Some(name) => Err(Problem::UnknownControl { name: name.to_string() }),
    }
}

fn set_lang(c: &mut Config, v: &str) -> Result<(), Problem> {
    named(&mut c.page.lang, v)
}

fn set_version(c: &mut Config, v: &str) -> Result<(), Problem> {
    c.page.made_by = (v != VERSION && !v.is_empty()).then(|| v.chars().take(20).collect());
    match c.page.made_by {
        None => Ok(()),
        Some(_) => Err(Problem::OtherVersion { used: VERSION.into() }),
    }
}
