//! What a figure asks of its markup and of the page around it, by the names of the DOM. `page` answers it with a real document;
//! a test keeps what it is told.

use crate::experiment::Table;
use crate::slot_state::SlotState;
use lesson::config::Config;
use lesson::snapshot::Snapshot;
use std::rc::Rc;
use words::Named;

/// Some markup: a figure's, or that of one row in it. A selector means everything below that it matches, and an empty one the
/// markup's own element. Nothing is written that stands there already.
pub trait Markup {
    /// Writes a value wherever the texts have its `data-out`.
    fn set_value(&self, name: &str, value: &str);

    /// Writes the text of a `data-part`, where there is one.
    fn set_text(&self, part: &str, text: &str);

    /// Shows or hides a `data-part`, where there is one.
    fn set_visible(&self, part: &str, visible: bool);

    /// Sets an attribute, or with `--` a custom property of the style; `None` takes an attribute away.
    fn set_attribute(&self, selector: &str, name: &str, value: Option<&str>);

    /// An attribute of all that the selector matches and that have it.
    fn attributes(&self, selector: &str, name: &str) -> Vec<String>;

    /// An attribute of the first of them.
    fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        self.attributes(selector, name).into_iter().next()
    }

    /// Sets an attribute without a value, or takes it away.
    fn toggle_attribute(&self, selector: &str, name: &str, on: bool) {
        self.set_attribute(selector, name, on.then_some(""));
    }

    /// Writes some values.
    fn set_values(&self, values: &[Named]) {
        values.iter().for_each(|(name, value)| self.set_value(name, value));
    }

    /// Whether what a button unfolds is to be seen.
    fn is_open(&self, button: &str) -> bool {
        self.attribute(button, "aria-expanded").as_deref() == Some("true")
    }

    /// Says whether it is.
    fn set_open(&self, button: &str, open: bool) {
        self.set_attribute(button, "aria-expanded", Some(if open { "true" } else { "false" }));
    }
}

/// An element to be made.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Node {
    /// Its tag.
    pub tag: &'static str,
    /// Its text, where it has no children.
    pub text: String,
    /// Its attributes, or with `--` custom properties of its style.
    pub attributes: Vec<(&'static str, String)>,
    /// What is in it.
    pub children: Vec<Node>,
}

impl Node {
    /// An element with a text.
    pub fn text(tag: &'static str, text: impl Into<String>) -> Self {
        Self { tag, text: text.into(), ..Self::default() }
    }

    /// An element with children.
    pub fn of(tag: &'static str, children: Vec<Node>) -> Self {
        Self { tag, children, ..Self::default() }
    }

    /// The same with one more attribute.
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attributes.push((name, value.into()));
        self
    }
}

/// A figure's place on the page, and the page as far as a figure knows it.
pub trait Slot: Markup {
    /// Whether it is in sight, plays, or has changed.
    fn state(&self) -> &SlotState;

    /// Plays or pauses; the button says what it does next.
    fn set_playing(&self, playing: bool);

    /// Brings what stands in an element to these nodes. What was there at first goes; later an element keeps its place, so that
    /// a reader's selection, a screen reader's place and a translator's work stay: one place has one tag.
    fn set_children(&self, selector: &str, nodes: Vec<Node>);

    /// Makes so many rows from the markup's template, in place of those that there are.
    fn make_rows(&self, count: usize);

    /// The markup of a row.
    fn row(&self, place: usize) -> Rc<dyn Markup>;

    /// The number in a field; NaN where there is none.
    fn field(&self, selector: &str) -> f64;

    /// Writes into a field.
    fn set_field(&self, selector: &str, value: &str);

    /// Checks that of some radio buttons which has this value.
    fn check(&self, selector: &str, value: &str);

    /// The name of the chosen tab.
    fn tab(&self) -> String;

    /// Shows the panel of a tab.
    fn choose_tab(&self, name: &str);

    /// Shows the texts that belong to the configuration's choices.
    fn show_texts(&self, config: &Config);

    /// Moves the keyboard's focus.
    fn focus(&self, selector: &str);

    /// Whether a media query holds.
    fn media(&self, query: &str) -> bool;

    /// The query in the page's address.
    fn address(&self) -> String;

    /// Whether the page cannot be seen at all, such as in a tab behind another.
    fn is_hidden(&self) -> bool;

    /// Writes a text wherever the page has a place for it.
    fn set_page_text(&self, selector: &str, text: &str);

    /// Sets an attribute wherever the page has such an element; `None` takes it away.
    fn set_page_attribute(&self, selector: &str, name: &str, value: Option<&str>);

    /// Asks the page to change keys; Back undoes it where `push`.
    fn patch(&self, query: String, push: bool);

    /// Shows the lab where it is on the page.
    fn scroll_to_lab(&self);

    /// Puts a program on the clipboard, and says so.
    fn copy_code(&self, program: &str);

    /// The lab shows another state, for the figures that look at it.
    fn tell_lab_snapshot(&self, snapshot: Rc<Snapshot>);

    /// Has the figures look, after so many milliseconds, whether an answer is overdue.
    fn call_timeout_after(&self, ms: f64);

    /// Charts changed their size.
    fn resize(&self);

    /// Whether it plays.
    fn is_playing(&self) -> bool {
        self.state().playing.get()
    }

    /// The picture and its texts are to be made anew.
    fn redraw(&self) {
        self.state().redraw();
    }

    /// The picture is to be made anew; the texts follow when they are due.
    fn redraw_picture(&self) {
        self.state().changed.set(true);
    }

    /// Says a text to those who listen to the page, where `what` is said for the first time: the numbers in the text may
    /// change as often as they like.
    fn announce(&self, what: &str, text: &str) {
        if self.state().announces(what) {
            self.set_text("announcement", text);
        }
    }

    /// Says what went wrong; an empty text takes it back.
    fn set_error(&self, text: &str) {
        self.set_text("error", text);
        self.set_visible("error", !text.is_empty());
    }

    /// What is said to a guess; a reply may come when the run has it.
    fn show_reply(&self, reply: &str) {
        self.set_text("reply", reply);
        self.set_visible("reply", !reply.is_empty());
    }

    /// Whether the figure waits for a guess.
    fn is_asked(&self) -> bool {
        self.attribute("", "data-asked").is_some()
    }

    /// The step that the figure shows, for tests and for a course page's own scripts.
    fn set_step(&self, step: u32) {
        self.set_attribute("", "data-step", Some(&step.to_string()));
    }

    /// What the figure is doing: `idle`, `starting`, `stepping`, `lost`.
    fn show_state(&self, state: &str) {
        self.set_attribute("", "data-state", Some(state));
    }

    /// Fills the table of numbers.
    fn set_table(&self, table: Table) {
        let head = |text| Node::text("th", text);
        self.set_children(TABLE_HEADS, table.heads.into_iter().map(|text| head(text).with("scope", "col")).collect());
        let line = |cells: Vec<String>| {
            let cell = |(i, text)| if i == 0 { head(text).with("scope", "row") } else { Node::text("td", text) };
            Node::of("tr", cells.into_iter().enumerate().map(cell).collect())
        };
        self.set_children(TABLE_LINES, table.lines.into_iter().map(line).collect());
    }
}

/// Where a table's heads stand.
pub const TABLE_HEADS: &str = "[data-part=table] thead tr";
/// Where a table's lines stand.
pub const TABLE_LINES: &str = "[data-part=table] tbody";
