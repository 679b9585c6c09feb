//! Controls and the configuration: what using one asks for, and what one shows. The rules that a slider alone does not know.

use crate::choice::{Choice, Initializer};
use crate::config::{Config, nearest_divisor};
use crate::decimal;
use std::cmp::Ordering;

/// A control as its markup describes it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Control {
    /// The type of its field; `None` for a button or a link.
    pub field: Option<String>,
    /// The keys that it sets, such as `init=he`.
    pub set: Option<String>,
    /// The key whose value its field has.
    pub key: Option<String>,
    /// Whether the field's places are those of logarithms.
    pub is_log: bool,
    /// Whether its groups cut the cube's channels, and not the network's.
    pub is_of_cube: bool,
}

/// What an event on a control asks for.
#[derive(Clone, Debug, PartialEq)]
pub struct Patch {
    /// Keys to change, such as `init=he`.
    pub query: String,
    /// Whether Back undoes it: a click does, a slider's every move does not.
    pub push: bool,
    /// Whether the control knows what it asks for, so that there is nothing to tell the reader: the groups of one figure
    /// need not divide the channels of another.
    pub quiet: bool,
}

impl Control {
    /// What an event of this type asks for, the field at `text`, as a number `number`; `None` where it changes no key.
    pub fn patch(&self, event: &str, (text, number): (&str, f64), config: &Config) -> Option<Patch> {
        let chosen = || Some(Patch { query: self.set.clone()?, push: true, quiet: false });
        match (event, self.field.as_deref()) {
            // Radio buttons speak by `change`, by mouse and by keyboard alike.
            ("click", None) | ("change", Some("radio")) => chosen(),
            ("input", Some("range")) => self.keyed(text, number, false, config),
            ("change", Some("number")) => self.keyed(text, number, true, config),
            _ => None,
        }
    }

    fn keyed(&self, text: &str, number: f64, push: bool, config: &Config) -> Option<Patch> {
        let key = self.key.as_deref()?;
        let value = if self.is_log { rounded(from_log(number)) } else { text.to_string() };
        let query = moved(config, key, &value, channels(config, self.is_of_cube));
        Some(Patch { query, push, quiet: key == GROUPS })
    }
}

/// The key whose values are divisors.
pub const GROUPS: &str = "groups";

/// The channels that groups cut: the cube's or the network's.
pub fn channels(config: &Config, of_cube: bool) -> u32 {
    if of_cube { config.cube.shape[1] } else { config.run.channels() }
}

/// The value that the field of a key shows; `channels` are those that its groups cut.
pub fn shown(config: &Config, key: &str, channels: u32) -> String {
    match key {
        GROUPS => nearest_divisor(channels, config.run.groups).to_string(),
        key => config.value_of(key).unwrap_or_default(),
    }
}

/// Whether the configuration has the values that a patch names.
pub fn holds(config: &Config, patch: &str) -> bool {
    patch
        .split('&')
        .all(|pair| pair.split_once('=').is_some_and(|(key, value)| config.value_of(key).as_deref() == Some(value)))
}

/// Whether the configuration is as one of several patches says, `norm=batch|norm=mean-batch`.
pub fn holds_any(config: &Config, patches: &str) -> bool {
    patches.split('|').any(|patch| holds(config, patch))
}

/// Initializers that stand beside each other; the others are below `More`.
const FOREMOST: usize = 5;

/// Whether what is below `More` has to be seen: an initializer that is offered there only, or another value than the default
/// of one of its controls, given by their keys or patches.
pub fn needs_more(config: &Config, mut controls: impl Iterator<Item = String>) -> bool {
    let default = Config::default();
    let differs = |control: String| {
        let key = control.split('=').next().unwrap_or_default();
        config.value_of(key) != default.value_of(key)
    };
    !Initializer::ALL[..FOREMOST].contains(&config.run.init) || controls.any(differs)
}

/// The place to which a logarithmic slider is moved so that it shows a value; `None` where it does already.
pub fn log_place(place: f64, value: &str) -> Option<f64> {
    let number = decimal::parse(value).filter(|_| rounded(from_log(place)) != value)?;
    Some(to_log(number))
}

/// The patch for a slider or a field of `key` that was moved to `value`; `channels` are those that its groups cut.
pub fn moved(config: &Config, key: &str, value: &str, channels: u32) -> String {
    // The weight scale belongs to `normal` and `constant`; under another initializer moving it chooses `normal`.
    if key == "std" && !matches!(config.run.init, Initializer::Normal | Initializer::Constant) {
        return format!("init=normal&std={value}");
    }
    // Groups stand on divisors only; moving them is meant to be seen, so it chooses group norm.
    if key == GROUPS {
        let wanted = decimal::parse(value).unwrap_or(1.0) as u32;
        let groups = divisor_towards(channels, wanted, nearest_divisor(channels, config.run.groups));
        return format!("norm=group&groups={groups}");
    }
    format!("{key}={value}")
}

/// The divisor of `channels` nearest to where the slider was moved; an arrow key moves it by 1, so a move whose nearest
/// divisor is the old one goes to the next in its direction.
fn divisor_towards(channels: u32, wanted: u32, old: u32) -> u32 {
    let nearest = nearest_divisor(channels, wanted);
    let divides = |d: &u32| channels.is_multiple_of(*d);
    let next = match wanted.cmp(&old) {
        Ordering::Greater => (old + 1..=channels).find(divides),
        Ordering::Less => (1..old).rev().find(divides),
        Ordering::Equal => None,
    };
    if nearest == old { next.unwrap_or(old) } else { nearest }
}

/// The value at a place of a logarithmic slider.
pub fn from_log(place: f64) -> f64 {
    libm::exp10(place)
}

/// The place of a value on a logarithmic slider; zero, which has no logarithm, is at its lower end.
pub fn to_log(value: f64) -> f64 {
    libm::log10(value).max(f64::from(f32::MIN_EXP))
}

/// Two significant digits: what a slider can be read to.
fn rounded(value: f64) -> String {
    rounded_value(value).map_or_else(|| value.to_string(), |v| (v as f32).to_string())
}

/// The same as a number.
pub fn rounded_value(value: f64) -> Option<f64> {
    decimal::parse(&format!("{value:.1e}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(query: &str) -> Config {
        Config::from_query(query).0
    }

    #[test]
    fn arrow_keys_go_through_the_divisors_and_back() {
        for (channels, stops) in
            [(16, vec![1, 2, 4, 8, 16]), (100, vec![1, 2, 4, 5, 10, 20, 25, 50, 100]), (97, vec![1, 97])]
        {
            for pair in stops.windows(2) {
                assert_eq!(divisor_towards(channels, pair[0] + 1, pair[0]), pair[1], "{channels}");
                assert_eq!(divisor_towards(channels, pair[1] - 1, pair[1]), pair[0], "{channels}");
            }
        }
        assert_eq!(divisor_towards(100, 23, 4), 25, "a drag goes to the nearest");
    }

    #[test]
    fn moving_the_weight_scale_chooses_an_initializer_that_reads_it() {
        assert_eq!(moved(&config(""), "std", "0.2", 100), "init=normal&std=0.2");
        assert_eq!(moved(&config("init=constant"), "std", "0.2", 100), "std=0.2");
        assert_eq!(moved(&config(""), "depth", "7", 100), "depth=7");
    }

    fn field(kind: &str, key: &str) -> Control {
        Control { field: Some(kind.into()), key: Some(key.into()), ..Control::default() }
    }

    #[test]
    fn a_click_can_be_undone_and_a_slider_s_every_move_not() {
        let config = config("");
        let button = Control { set: Some("init=he".into()), ..Control::default() };
        let radio = Control { field: Some("radio".into()), ..button.clone() };
        let patch = |control: &Control, event| control.patch(event, ("7", 7.0), &config);
        let chosen = Some(Patch { query: "init=he".into(), push: true, quiet: false });
        assert_eq!((patch(&button, "click"), patch(&radio, "change")), (chosen.clone(), chosen));
        assert_eq!(
            (patch(&radio, "click"), patch(&button, "change"), patch(&Control::default(), "click")),
            Default::default()
        );
        let depth = |push| Some(Patch { query: "depth=7".into(), push, quiet: false });
        assert_eq!(patch(&field("range", "depth"), "input"), depth(false));
        assert_eq!(patch(&field("number", "depth"), "change"), depth(true));
        assert_eq!(
            (patch(&field("range", "depth"), "change"), patch(&field("number", "depth"), "input")),
            Default::default()
        );
    }

    #[test]
    fn groups_are_those_of_the_figure_and_need_no_notice() {
        let config = config("norm=group&groups=4&width=100&shape=8,6,8");
        for (is_of_cube, groups) in [(true, "6"), (false, "5")] {
            let control = Control { is_of_cube, ..field("range", GROUPS) };
            let patch = control.patch("input", ("5", 5.0), &config).unwrap();
            assert_eq!((patch.query, patch.quiet), (format!("norm=group&groups={groups}"), true));
        }
        assert_eq!([true, false].map(|of_cube| shown(&config, GROUPS, channels(&config, of_cube))), ["3", "4"]);
        assert_eq!(shown(&config, "width", 1), "100");
    }

    #[test]
    fn a_logarithmic_slider_moves_only_where_it_shows_another_value() {
        let lr = Control { is_log: true, ..field("range", "lr") };
        assert_eq!(lr.patch("input", ("-1", -1.0), &config("")).unwrap().query, "lr=0.1");
        assert_eq!(log_place(-1.0, "0.1"), None);
        assert_eq!(log_place(-1.0, "0.01"), Some(-2.0));
        assert!(log_place(-1.0, "0").is_some_and(|place| place < -100.0), "zero has no logarithm: the lower end");
        assert_eq!(log_place(-1.0, "x"), None);
    }

    #[test]
    fn a_text_belongs_to_a_configuration_that_has_all_its_values() {
        let config = config("norm=layer&reading=last");
        assert!(holds(&config, "norm=layer&reading=last") && holds(&config, "init=xavier"));
        assert!(!holds(&config, "norm=layer&reading=chw") && !holds(&config, "norm") && !holds(&config, "x=y"));
        assert!(holds_any(&config, "norm=batch|norm=layer") && !holds_any(&config, "norm=batch|norm=group"));
    }

    #[test]
    fn more_is_opened_for_what_only_stands_there() {
        let more = |query: &str| needs_more(&config(query), ["seed", "opt=adam"].map(String::from).into_iter());
        assert!(!more("") && !more("depth=3") && !more("init=large"));
        assert!(more("seed=2") && more("opt=momentum") && more("init=glorot"));
    }

    #[test]
    fn a_slider_reads_to_two_digits() {
        for (value, text) in [(0.0499, "0.05"), (0.05, "0.05"), (12.34, "12"), (1e-4, "0.0001"), (10.0, "10")] {
            assert_eq!(rounded(value), text);
        }
    }
}
