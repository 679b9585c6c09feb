//! Controls and configuration: marks what is chosen, and reads an event as a patch of the URL language. One delegated
//! listener serves every control; no handler per button.

use super::dom;
use lesson::choice::{Choice, Initializer};
use lesson::config::{Config, nearest_divisor};
use lesson::decimal;
use std::cmp::Ordering;
use web_sys::{Element, Event, HtmlInputElement};

/// What an event on a control asks for.
pub struct Patch {
    /// Keys to change, such as `init=he`.
    pub query: String,
    /// Whether Back undoes it: a click does, a slider's every move does not.
    pub push: bool,
}

/// Reads a click, change or input event; `None` for one that changes no key.
pub fn patch_of(event: &Event, config: &Config) -> Option<Patch> {
    let element = dom::target_in(event, "[data-set], [data-key]")?;
    let field = dom::input(&element);
    match event.type_().as_str() {
        // Radio buttons speak by `change`, by mouse and by keyboard alike.
        "click" if field.is_none() => {
            let query = element.get_attribute("data-set")?;
            event.prevent_default();
            Some(Patch { query, push: true })
        }
        "change" if field.is_some_and(|field| field.type_() == "radio") => {
            Some(Patch { query: element.get_attribute("data-set")?, push: true })
        }
        "input" if field.is_some_and(|field| field.type_() == "range") => {
            Some(Patch { query: keyed(&element, field?, config)?, push: false })
        }
        "change" if field.is_some_and(|field| field.type_() == "number") => {
            Some(Patch { query: keyed(&element, field?, config)?, push: true })
        }
        _ => None,
    }
}

/// `key=value` of a slider or number field.
fn keyed(element: &Element, field: &HtmlInputElement, config: &Config) -> Option<String> {
    let key = element.get_attribute("data-key")?;
    let value = match element.has_attribute("data-log") {
        true => rounded(10f64.powf(field.value_as_number())),
        false => field.value(),
    };
    // The weight scale belongs to `normal` and `constant`; under another initializer moving it chooses `normal`.
    if key == "std" && !matches!(config.init, Initializer::Normal | Initializer::Constant) {
        return Some(format!("init=normal&std={value}"));
    }
    // Groups stand on divisors only; moving them is meant to be seen, so it chooses group norm.
    if key == "groups" {
        let channels = if element.has_attribute("data-divisors") { config.shape[1] } else { config.channels() };
        let groups = divisor_towards(channels, field.value_as_number() as u32, config.groups);
        return Some(format!("norm=group&groups={groups}"));
    }
    Some(format!("{key}={value}"))
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

/// Two significant digits: what a slider can be read to.
fn rounded(value: f64) -> String {
    decimal::parse(&format!("{value:.1e}")).map_or_else(|| value.to_string(), |v| (v as f32).to_string())
}

/// Marks every control on the page as the configuration has it.
pub fn mark(page: &Element, config: &Config) {
    for element in dom::all(page, "input[data-set]") {
        let Some(field) = dom::input(&element) else { continue };
        let chosen = element.get_attribute("data-set").is_some_and(|set| holds(config, &set));
        if field.checked() != chosen {
            field.set_checked(chosen);
        }
    }
    for element in dom::all(page, "button[data-set][aria-pressed]") {
        let chosen = element.get_attribute("data-set").is_some_and(|set| holds(config, &set));
        dom::attribute(&element, "aria-pressed", if chosen { "true" } else { "false" });
    }
    for element in dom::all(page, "[data-key]") {
        if let (Some(field), Some(key)) = (dom::input(&element), element.get_attribute("data-key")) {
            write(&element, field, &config.value_of(&key).unwrap_or_default());
        }
    }
    show_texts(page, config);
    for element in dom::all(page, "[data-control]") {
        let name = element.get_attribute("data-control").unwrap_or_default();
        element.class_list().toggle_with_force("hidden-by-link", config.hide.contains(&name)).unwrap_or_default();
    }
}

/// Shows the texts that belong to the configuration's choices.
pub fn show_texts(parent: &Element, config: &Config) {
    for element in dom::all(parent, "[data-when]") {
        let Some(when) = element.get_attribute("data-when") else { continue };
        dom::show(&element, when.split('|').any(|one| holds(config, one)));
    }
}

/// Whether the configuration has the values that a patch names.
fn holds(config: &Config, patch: &str) -> bool {
    patch.split('&').all(|pair| match pair.split_once('=') {
        Some((key, value)) => config.value_of(key).as_deref() == Some(value),
        None => false,
    })
}

/// Writes a value into its field, unless the reader is just typing there or the field already shows it.
fn write(element: &Element, field: &HtmlInputElement, value: &str) {
    if !element.has_attribute("data-log") {
        if field.value() != value {
            field.set_value(value);
        }
        return;
    }
    let Some(number) = decimal::parse(value) else { return };
    if rounded(10f64.powf(field.value_as_number())) != value {
        // Zero has no logarithm: the slider then stands at its lower end.
        field.set_value_as_number(number.log10().max(f64::from(f32::MIN_EXP)));
    }
    dom::attribute(element, "aria-valuetext", value);
}

/// Whether a key that lives under `More` differs from its default.
pub fn needs_more(more: &Element, config: &Config) -> bool {
    let default = Config::default();
    let differs = |key: &str| config.value_of(key) != default.value_of(key);
    let hidden = dom::all(more, "[data-key], [data-set]").iter().any(|element| {
        let key = element.get_attribute("data-key").or_else(|| {
            element.get_attribute("data-set").and_then(|set| set.split_once('=').map(|(key, _)| key.to_string()))
        });
        key.is_some_and(|key| differs(&key))
    });
    hidden || Initializer::ALL.iter().position(|init| *init == config.init).is_some_and(|place| place > 4)
}
