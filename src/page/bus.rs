//! One line for everything that happens: events, answers of workers, pictures to draw. What arrives while something is
//! being handled waits its turn, so that no handler ever interrupts another. Knows no figures.

use super::page::Page;
use super::pool::Note;
use lesson::config::Config;
use lesson::notice::Notice;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;
use web_sys::Event;

/// Something that happened.
pub enum Msg {
    /// An event in the document.
    Dom(Event),
    /// A worker has something to say.
    Worker(Note),
    /// The next picture is due.
    Draw,
    /// Everything is in place for the first picture; with what the address could not mean.
    Begin(Vec<Notice>),
    /// The address changed: back, forward, a link, an edit.
    Address,
    /// Sizes, colours or the screen's density changed.
    Resize,
    /// A figure came into sight or left it.
    Seen {
        /// The figure's name in the URL.
        figure: String,
        /// Whether any of it can be seen.
        visible: bool,
    },
    /// Keys to change, as a query, and whether Back undoes it.
    Patch {
        /// Such as `init=he`.
        query: String,
        /// A click pushes, a slider replaces.
        push: bool,
    },
    /// A whole configuration in place of the present one, such as the defaults; Back undoes it.
    Become(Box<Config>),
    /// Time to look whether an answer is overdue.
    Look,
    /// Something failed where nobody could return it.
    Trouble(String),
}

/// A handle on the line; cheap to clone.
#[derive(Clone, Default)]
pub struct Bus(Rc<Line>);

#[derive(Default)]
struct Line {
    waiting: RefCell<VecDeque<Msg>>,
    page: RefCell<Option<Page>>,
    drawing: Cell<bool>,
}

impl Bus {
    /// Puts the page at the end of the line.
    pub fn attach(&self, page: Page) {
        *self.0.page.borrow_mut() = Some(page);
    }

    /// Adds to the line and, where nothing is being handled, works it off.
    pub fn post(&self, msg: Msg) {
        self.0.waiting.borrow_mut().push_back(msg);
        let Ok(mut page) = self.0.page.try_borrow_mut() else { return };
        let Some(page) = page.as_mut() else { return };
        loop {
            let Some(msg) = self.0.waiting.borrow_mut().pop_front() else { return };
            if matches!(msg, Msg::Draw) {
                self.0.drawing.set(false);
            }
            page.take(msg);
        }
    }

    /// Asks for a `Draw` before the next picture, once.
    pub fn draw_soon(&self) {
        if self.0.drawing.replace(true) {
            return;
        }
        let bus = self.clone();
        if super::dom::next_frame(move || bus.post(Msg::Draw)).is_err() {
            self.0.drawing.set(false);
        }
    }
}
