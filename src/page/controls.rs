//! Controls and configuration: marks what is chosen, and reads an event as a patch of the URL language. One delegated
//! listener serves every control; no handler per button.

use super::dom;
use lesson::config::Config;
use lesson::control::{self, Control, GROUPS, Patch};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement};

/// Reads a click, change or input event; `None` for one that changes no key.
pub fn patch_of(event: &Event, config: &Config) -> Option<Patch> {
    let element = dom::target_in(event, "[data-set], [data-key]")?;
    let field = dom::input(&element);
    let control = Control {
        field: field.map(HtmlInputElement::type_),
        set: element.get_attribute("data-set"),
        key: element.get_attribute("data-key"),
        is_log: element.has_attribute("data-log"),
        is_of_cube: is_of_cube(&element),
    };
    let (text, number) = field.map_or_else(Default::default, |field| (field.value(), field.value_as_number()));
    let patch = control.patch(&event.type_(), (&text, number), config)?;
    if field.is_none() {
        event.prevent_default();
    }
    Some(patch)
}

fn is_of_cube(element: &Element) -> bool {
    element.has_attribute("data-divisors")
}

/// Marks every control on the page as the configuration has it.
pub fn mark(page: &Element, config: &Config) {
    let chosen = |element: &Element| element.get_attribute("data-set").is_some_and(|set| control::holds(config, &set));
    for element in dom::all(page, "input[data-set]") {
        let Some(field) = dom::input(&element) else { continue };
        let chosen = chosen(&element);
        if field.checked() != chosen {
            field.set_checked(chosen);
            if chosen {
                show_chip(&element);
            }
        }
    }
    for element in dom::all(page, "button[data-set][aria-pressed]") {
        dom::attribute(&element, "aria-pressed", if chosen(&element) { "true" } else { "false" });
    }
    for element in dom::all(page, "[data-key]") {
        let (Some(field), Some(key)) = (dom::input(&element), element.get_attribute("data-key")) else { continue };
        let channels = control::channels(config, is_of_cube(&element));
        if key == GROUPS {
            dom::attribute(&element, "max", &channels.to_string());
        }
        write(&element, field, &control::shown(config, &key, channels));
    }
    show_texts(page, config);
    for element in dom::all(page, "[data-control]") {
        let name = element.get_attribute("data-control").unwrap_or_default();
        element.class_list().toggle_with_force("hidden-by-link", config.page.hide.contains(&name)).unwrap_or_default();
        lock(&element, config.page.lock.contains(&name));
    }
}

/// Brings a chosen value into sight where its row goes on to the right.
fn show_chip(input: &Element) {
    let chip = input.parent_element().and_then(|chip| chip.dyn_into::<HtmlElement>().ok());
    if let Some((chip, row)) = chip.and_then(|chip| Some((chip.clone(), chip.parent_element()?)))
        && row.class_list().contains("chips")
    {
        row.set_scroll_left(chip.offset_left() - row.client_width() / 2);
    }
}

/// Shows the texts that belong to the configuration's choices.
pub fn show_texts(parent: &Element, config: &Config) {
    for element in dom::all(parent, "[data-when]") {
        let when = element.get_attribute("data-when").unwrap_or_default();
        dom::set_visible(&element, control::holds_any(config, &when));
    }
}

/// Keeps a reader from what a link fixed; gives it back where it no longer does.
fn lock(control: &Element, locked: bool) {
    if locked == control.has_attribute("data-locked") {
        return;
    }
    // Both fail only on a bad name.
    let _ = control.toggle_attribute_with_force("data-locked", locked);
    let within = dom::all(control, "input, button, select");
    for field in within.iter().chain([control]).filter(|field| field.tag_name() != "DIV") {
        let _ = field.toggle_attribute_with_force("disabled", locked);
    }
}

/// Writes a value into its field, unless the field already shows it.
fn write(element: &Element, field: &HtmlInputElement, value: &str) {
    if element.has_attribute("data-log") {
        if let Some(place) = control::log_place(field.value_as_number(), value) {
            field.set_value_as_number(place);
        }
        dom::attribute(element, "aria-valuetext", value);
    } else if field.value() != value {
        field.set_value(value);
    }
}
