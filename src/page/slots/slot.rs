//! What a figure and the page share: the figure's region and its parts, and whether it is in sight, plays, or has changed.

use super::parts::Parts;
use crate::dom;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use web_sys::Element;
use words::Words;

/// While a figure plays, its charts' labels change at most so often, in milliseconds.
const LABELS: f64 = 200.0;

/// What a figure and the page share: the region, its parts, and the state that every figure has.
pub struct Slot {
    /// The region of the page.
    pub element: Element,
    /// The places in it that the program fills.
    pub parts: Parts,
    /// What the page says, in its language.
    pub words: Rc<Words>,
    pub(super) name: String,
    pub(super) visible: Cell<bool>,
    pub(super) stale: Cell<bool>,
    playing: Cell<bool>,
    pub(super) changed: Cell<bool>,
    texts_at: Cell<f64>,
    labels_at: Cell<f64>,
    announced: RefCell<String>,
}

impl Slot {
    /// The slot of a figure's region; `visible` where it is taken to be in sight until the browser says otherwise.
    pub fn new(element: Element, visible: bool, words: Rc<Words>) -> Self {
        Self {
            words,
            parts: Parts::of(&element),
            name: element.get_attribute("data-figure").unwrap_or_default(),
            element,
            visible: Cell::new(visible),
            stale: Cell::new(true),
            playing: Cell::new(false),
            changed: Cell::new(true),
            texts_at: Cell::new(0.0),
            labels_at: Cell::new(0.0),
            announced: RefCell::default(),
        }
    }

    /// The figure's name in the URL, such as `lab`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether it plays.
    pub fn is_playing(&self) -> bool {
        self.playing.get()
    }

    /// Whether any of it can be seen.
    pub fn is_visible(&self) -> bool {
        self.visible.get()
    }

    /// Plays or pauses; the button says what it does next.
    pub fn set_playing(&self, playing: bool) {
        self.playing.set(playing);
        if let Some(button) = self.parts.action("play") {
            dom::text(&button, if playing { self.words.control_pause() } else { self.words.control_play() });
        }
        self.redraw();
    }

    /// The picture and its texts are to be made anew.
    pub fn redraw(&self) {
        self.changed.set(true);
        self.texts_at.set(0.0);
        self.labels_at.set(0.0);
    }

    /// The picture is to be made anew; the texts follow when they are due.
    pub fn redraw_picture(&self) {
        self.changed.set(true);
    }

    /// Whether texts may change now: while the figure plays, at most once in so many milliseconds.
    pub fn texts_due(&self, every: f64) -> bool {
        self.due(&self.texts_at, every)
    }

    /// Whether charts are to be said in words again, with this picture.
    pub fn labels_due(&self) -> bool {
        self.due(&self.labels_at, LABELS)
    }

    fn due(&self, last: &Cell<f64>, every: f64) -> bool {
        let due = !self.playing.get() || dom::now() - last.get() > every;
        if due {
            last.set(dom::now());
        }
        due
    }

    /// Says what went wrong; an empty text takes it back.
    pub fn set_error(&self, text: &str) {
        self.parts.set_text("error", text);
        self.parts.set_visible("error", !text.is_empty());
    }

    /// Says a text to those who listen to the page, where `what` is said for the first time: the numbers in the text may
    /// change as often as they like.
    pub fn announce(&self, what: &str, text: &str) {
        let what = format!("{what} {}", self.is_playing());
        if *self.announced.borrow() != what {
            self.parts.set_text("announcement", text);
            self.announced.replace(what);
        }
    }

    /// The question is answered: what it hid is shown, and the reply beside it.
    pub fn show_answered(&self, reply: &str) {
        self.set_asked(false);
        self.show_reply(reply);
        dom::focus_place(&self.element);
    }

    /// What is said to a guess; a reply may come when the run has it.
    pub fn show_reply(&self, reply: &str) {
        self.parts.set_text("reply", reply);
        self.parts.set_visible("reply", !reply.is_empty());
    }

    /// Asks the figure's question anew, or shows what waits for a guess without one.
    pub fn set_asked(&self, asked: bool) {
        if self.parts.part("ask").is_err() {
            return;
        }
        // Fails only on a bad name.
        let _ = self.element.toggle_attribute_with_force("data-asked", asked);
        self.parts.set_visible("ask", asked);
        if asked {
            self.parts.set_visible("reply", false);
        }
        self.redraw();
    }

    /// The step that the figure shows, for tests and for a course page's own scripts.
    pub fn set_step(&self, step: u32) {
        dom::attribute(&self.element, "data-step", &step.to_string());
    }

    /// What the figure is doing: `idle`, `starting`, `stepping`, `lost`.
    pub fn set_state(&self, state: &str) {
        dom::attribute(&self.element, "data-state", state);
    }
}
