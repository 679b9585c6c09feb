//! Markup and a page that keep what they are told.

use crate::markup::{Markup, Node, Slot};
use crate::slot_state::SlotState;
use lesson::config::Config;
use lesson::snapshot::Snapshot;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Markup and page, as far as they were told something.
#[derive(Default)]
pub struct Page {
    /// Texts and values, by the names of their parts.
    pub texts: RefCell<BTreeMap<String, String>>,
    /// Attributes by selector and name, and what is visible by `visible`; what the markup has of its own stands here, too.
    pub attributes: RefCell<BTreeMap<(String, String), String>>,
    /// What stands in an element.
    pub children: RefCell<BTreeMap<String, Vec<Node>>>,
    /// The fields.
    pub fields: RefCell<BTreeMap<String, String>>,
    /// The rows.
    pub rows: RefCell<Vec<Rc<Page>>>,
    /// What was asked of the page, in words of this file.
    pub asked: RefCell<Vec<String>>,
    state: SlotState,
    tab: RefCell<String>,
}

impl Page {
    /// The text of a part.
    pub fn text(&self, part: &str) -> String {
        self.texts.borrow().get(part).cloned().unwrap_or_default()
    }

    /// Whether a part was last shown or hidden.
    pub fn is_shown(&self, part: &str) -> Option<bool> {
        self.attribute(part, "visible").map(|visible| visible == "true")
    }

    /// What stands in an element.
    pub fn nodes(&self, selector: &str) -> Vec<Node> {
        self.children.borrow().get(selector).cloned().unwrap_or_default()
    }

    /// What was asked of the page since the last look.
    pub fn asked(&self) -> Vec<String> {
        self.asked.take()
    }

    fn ask(&self, what: String) {
        self.asked.borrow_mut().push(what);
    }
}

impl Markup for Page {
    fn set_value(&self, name: &str, value: &str) {
        self.texts.borrow_mut().insert(name.into(), value.into());
    }

    fn set_text(&self, part: &str, text: &str) {
        self.texts.borrow_mut().insert(part.into(), text.into());
    }

    fn set_visible(&self, part: &str, visible: bool) {
        self.set_attribute(part, "visible", Some(&visible.to_string()));
    }

    fn set_attribute(&self, selector: &str, name: &str, value: Option<&str>) {
        let (mut attributes, place) = (self.attributes.borrow_mut(), (selector.to_string(), name.to_string()));
        match value {
            Some(value) => attributes.insert(place, value.into()),
            None => attributes.remove(&place),
        };
    }

    fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        self.attributes.borrow().get(&(selector.into(), name.into())).cloned().into_iter().collect()
    }
}

impl Slot for Page {
    fn state(&self) -> &SlotState {
        &self.state
    }

    fn set_playing(&self, playing: bool) {
        self.state().playing.set(playing);
        self.redraw();
    }

    fn set_children(&self, selector: &str, nodes: Vec<Node>) {
        self.children.borrow_mut().insert(selector.into(), nodes);
    }

    fn make_rows(&self, count: usize) {
        self.rows.replace((0..count).map(|_| Rc::default()).collect());
    }

    fn row(&self, place: usize) -> Rc<dyn Markup> {
        self.rows.borrow()[place].clone()
    }

    fn field(&self, selector: &str) -> f64 {
        self.fields.borrow().get(selector).and_then(|text| text.parse().ok()).unwrap_or(f64::NAN)
    }

    fn set_field(&self, selector: &str, value: &str) {
        self.fields.borrow_mut().insert(selector.into(), value.into());
    }

    fn check(&self, selector: &str, value: &str) {
        self.set_attribute(selector, "checked", Some(value));
    }

    fn tab(&self) -> String {
        self.tab.borrow().clone()
    }

    fn choose_tab(&self, name: &str) {
        self.tab.replace(name.into());
    }

    fn show_texts(&self, _config: &Config) {}

    fn focus(&self, selector: &str) {
        self.ask(format!("focus {selector}"));
    }

    fn media(&self, _query: &str) -> bool {
        false
    }

    fn address(&self) -> String {
        self.text("address")
    }

    fn is_hidden(&self) -> bool {
        false
    }

    fn set_page_text(&self, selector: &str, text: &str) {
        self.set_text(selector, text);
    }

    fn set_page_attribute(&self, selector: &str, name: &str, value: Option<&str>) {
        self.set_attribute(selector, name, value);
    }

    fn patch(&self, query: String, push: bool) {
        self.ask(format!("{} {query}", if push { "push" } else { "replace" }));
    }

    fn scroll_to_lab(&self) {
        self.ask("scroll to lab".into());
    }

    fn copy_code(&self, program: &str) {
        self.ask(format!("copy {program}"));
    }

    fn tell_lab_snapshot(&self, snapshot: Rc<Snapshot>) {
        self.set_text("told", &snapshot.step.to_string());
    }

    fn call_timeout_after(&self, ms: f64) {
        self.ask(format!("look after {ms}"));
    }

    fn resize(&self) {
        self.ask("resize".into());
    }
}
