//! Controls and configuration: marks what is chosen, and reads an event as a patch of the URL language. One delegated
//! listener serves every control; no handler per button.

use super::dom;
use lesson::choice::{Choice, Initializer};
use lesson::config::{Config, nearest_divisor};
use lesson::control;
use lesson::decimal;
use web_sys::{Element, Event, HtmlInputElement};

/// What an event on a control asks for.
pub struct Patch {
    /// Keys to change, such as `init=he`.
    pub query: String,
    /// Whether Back undoes it: a click does, a slider's every move does not.
    pub push: bool,
    /// Whether the control knows what it asks for, so that there is nothing to tell the reader: the groups of one figure
    /// need not divide the channels of another.
    pub quiet: bool,
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
            Some(Patch { query, push: true, quiet: false })
        }
        "change" if field.is_some_and(|field| field.type_() == "radio") => {
            Some(Patch { query: element.get_attribute("data-set")?, push: true, quiet: false })
        }
        "input" if field.is_some_and(|field| field.type_() == "range") => {
            Some(Patch { query: keyed(&element, field?, config)?, push: false, quiet: is_groups(&element) })
        }
        "change" if field.is_some_and(|field| field.type_() == "number") => {
            Some(Patch { query: keyed(&element, field?, config)?, push: true, quiet: is_groups(&element) })
        }
        _ => None,
    }
}

fn is_groups(element: &Element) -> bool {
    element.get_attribute("data-key").as_deref() == Some("groups")
}

/// The channels that a slider of groups cuts: the cube's or the network's.
fn channels_of(element: &Element, config: &Config) -> u32 {
    if element.has_attribute("data-divisors") { config.cube.shape[1] } else { config.run.channels() }
}

/// `key=value` of a slider or number field.
fn keyed(element: &Element, field: &HtmlInputElement, config: &Config) -> Option<String> {
    let key = element.get_attribute("data-key")?;
    let value = match element.has_attribute("data-log") {
        true => control::rounded(control::from_log(field.value_as_number())),
        false => field.value(),
    };
    Some(control::moved(config, &key, &value, channels_of(element, config)))
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
        let (Some(field), Some(key)) = (dom::input(&element), element.get_attribute("data-key")) else { continue };
        if key == "groups" {
            let channels = channels_of(&element, config);
            dom::attribute(&element, "max", &channels.to_string());
            write(&element, field, &nearest_divisor(channels, config.run.groups).to_string());
        } else {
            write(&element, field, &config.value_of(&key).unwrap_or_default());
        }
    }
    show_texts(page, config);
    for element in dom::all(page, "[data-control]") {
        let name = element.get_attribute("data-control").unwrap_or_default();
        element.class_list().toggle_with_force("hidden-by-link", config.page.hide.contains(&name)).unwrap_or_default();
    }
}

/// Shows the texts that belong to the configuration's choices.
pub fn show_texts(parent: &Element, config: &Config) {
    for element in dom::all(parent, "[data-when]") {
        let Some(when) = element.get_attribute("data-when") else { continue };
        dom::set_visible(&element, when.split('|').any(|one| holds(config, one)));
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
    if control::rounded(control::from_log(field.value_as_number())) != value {
        // Zero has no logarithm: the slider then stands at its lower end.
        field.set_value_as_number(control::to_log(number));
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
    hidden || Initializer::ALL.iter().position(|init| *init == config.run.init).is_some_and(|place| place > 4)
}
