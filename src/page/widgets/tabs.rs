//! Tabs: one panel at a time, by click or by the arrow keys. Knows no contents.

use crate::dom;
use lesson::direction::around;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent};

/// The tabs of a figure.
pub struct Tabs {
    figure: Element,
    tabs: Vec<Element>,
}

impl Tabs {
    /// Finds the figure's tabs.
    pub fn of(figure: &Element) -> Self {
        Self { figure: figure.clone(), tabs: dom::all(figure, "[role=tab]") }
    }

    /// The chosen tab's name.
    pub fn chosen(&self) -> String {
        let chosen = self.tabs.iter().find(|tab| tab.get_attribute("aria-selected").as_deref() == Some("true"));
        chosen.and_then(|tab| tab.get_attribute("data-tab")).unwrap_or_default()
    }

    /// Shows the panel of the tab with this name.
    pub fn choose(&self, name: &str) {
        for tab in &self.tabs {
            let chosen = tab.get_attribute("data-tab").as_deref() == Some(name);
            dom::attribute(tab, "aria-selected", if chosen { "true" } else { "false" });
            dom::attribute(tab, "tabindex", if chosen { "0" } else { "-1" });
        }
        for panel in dom::all(&self.figure, "[data-panel]") {
            dom::set_visible(&panel, panel.get_attribute("data-panel").as_deref() == Some(name));
        }
    }

    /// Takes a click or an arrow key on a tab; says whether it was one.
    pub fn on_event(&self, event: &Event) -> bool {
        let Some(tab) = dom::target_in(event, "[role=tab]").filter(|tab| self.tabs.contains(tab)) else { return false };
        match event.type_().as_str() {
            "click" => self.choose(&tab.get_attribute("data-tab").unwrap_or_default()),
            "keydown" => return self.key(event, &tab),
            _ => return false,
        }
        true
    }

    fn key(&self, event: &Event, tab: &Element) -> bool {
        let at = self.tabs.iter().position(|one| one == tab).unwrap_or(0);
        let key = event.dyn_ref::<KeyboardEvent>().map(KeyboardEvent::key).unwrap_or_default();
        let Some(to) = around(at, self.tabs.len(), &key) else { return false };
        event.prevent_default();
        self.choose(&self.tabs[to].get_attribute("data-tab").unwrap_or_default());
        dom::focus(&self.tabs[to]);
        true
    }
}
