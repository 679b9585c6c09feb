//! What moving a control asks of the configuration: the rules that a slider alone does not know.

use crate::choice::Initializer;
use crate::config::{Config, nearest_divisor};
use crate::decimal;
use std::cmp::Ordering;

/// The patch for a slider or a field of `key` that was moved to `value`; `channels` are those that its groups cut.
pub fn moved(config: &Config, key: &str, value: &str, channels: u32) -> String {
    // The weight scale belongs to `normal` and `constant`; under another initializer moving it chooses `normal`.
    if key == "std" && !matches!(config.run.init, Initializer::Normal | Initializer::Constant) {
        return format!("init=normal&std={value}");
    }
    // Groups stand on divisors only; moving them is meant to be seen, so it chooses group norm.
    if key == "groups" {
        let wanted = decimal::parse(value).unwrap_or(1.0) as u32;
        let groups = divisor_towards(channels, wanted, nearest_divisor(channels, config.run.groups));
        return format!("norm=group&groups={groups}");
    }
    format!("{key}={value}")
}

/// The divisor of `channels` nearest to where the slider was moved; an arrow key moves it by 1, so a move whose nearest
/// divisor is the old one goes to the next in its direction.
pub fn divisor_towards(channels: u32, wanted: u32, old: u32) -> u32 {
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
pub fn rounded(value: f64) -> String {
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

    #[test]
    fn a_slider_reads_to_two_digits() {
        for (value, text) in [(0.0499, "0.05"), (0.05, "0.05"), (12.34, "12"), (1e-4, "0.0001"), (10.0, "10")] {
            assert_eq!(rounded(value), text);
        }
    }
}
