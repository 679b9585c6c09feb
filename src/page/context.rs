//! What every part of the page may use: the queue, the workers, the present configuration. Knows no figure.

use crate::dom;
use crate::error::Result;
use crate::host::Entries;
use crate::queue::Queue;
use crate::widgets::chart::Look;
use crate::workers::Pool;
use crate::workers::pool::Notification;
use crate::workers::share::ShareEvent;
use figures::markup::Slot;
use lesson::config::Config;
use lesson::notice::Notice;
use lesson::snapshot::Snapshot;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use web_sys::{Element, Event};
use words::Words;

/// Something that happened.
pub enum Message {
    /// An event in the document.
    Dom(Event),
    /// There is something for the pool of workers to take in.
    Worker(Notification),
    /// The next picture is due.
    Draw,
    /// Everything is in place for the first picture; with what the address could not mean.
    Init(Vec<Notice>),
    /// The rest of the figures can be made, or could not be loaded.
    Later(Result),
    /// The next of the figures that came later is to be made.
    NextFigure,
    /// The list of a presentation's states, as it was fetched, or nothing where it is not there.
    States(Option<String>),
    /// The address changed: back, forward, a link, an edit.
    Address,
    /// A change of the address that was put off is due.
    WriteAddress,
    /// Colours, the window's size or the screen's density changed.
    Resize,
    /// Charts of these figures changed their size.
    Resized(Vec<String>),
    /// The page is about to be printed, or has been.
    Print(bool),
    /// A figure came into sight or left it.
    Visibility {
        /// The figure's name in the URL.
        figure: String,
        /// Whether any of it can be seen.
        visible: bool,
    },
    /// A chart of this figure came into sight.
    ChartSeen(String),
    /// This figure's rows were made anew.
    Rows(String),
    /// Keys to change, as a query, and whether Back undoes it.
    Patch {
        /// Such as `init=he`.
        query: String,
        /// A click pushes, a slider replaces.
        push: bool,
    },
    /// A whole configuration in place of the present one, such as the defaults; Back undoes it.
    SetConfig(Box<Config>),
    /// The page around this one asks for keys, or with none only to be told.
    Host(Entries),
    /// A frame of this page's own told its height: the preview of an embed.
    Framed {
        /// The frame's window.
        source: JsValue,
        /// In CSS pixels.
        height: f64,
    },
    /// Embed was pressed in this figure.
    Embed(Element),
    /// The figure has had time to show what it has to say.
    Settled,
    /// Time to see whether the page around is to be told numbers.
    Tell,
    /// Something happened to the share of the cores.
    Share(ShareEvent),
    /// The lab shows another state, for the figures that look at it.
    LabSnapshot(Rc<Snapshot>),
    /// Time to look whether an answer is overdue.
    Timeout,
    /// Something failed where nobody could return it.
    Error(String),
}

/// What every figure may use.
pub struct Context {
    /// The queue of things that happen.
    pub queue: Queue<Message>,
    /// The workers.
    pub pool: Pool,
    /// The present state of the lesson.
    pub config: Config,
    /// What the page says, in its language.
    pub words: Rc<Words>,
    /// How charts look.
    pub look: Look,
    drawing: Rc<Cell<bool>>,
}

impl Context {
    /// A page at the beginning.
    pub fn new(queue: Queue<Message>, pool: Pool, config: Config, words: Words) -> Self {
        Self { queue, pool, config, words: Rc::new(words), look: Look::new(), drawing: Rc::default() }
    }

    /// Asks the page to change keys.
    pub fn patch(&self, query: String, push: bool) {
        self.queue.post(Message::Patch { query, push });
    }

    /// What a figure may use, in its slot.
    pub fn of<'a>(&'a mut self, slot: &'a dyn Slot) -> figures::figure::Context<'a> {
        figures::figure::Context { config: &self.config, words: &self.words, workers: &mut self.pool, slot }
    }

    /// Asks for a `Draw` before the next picture, once.
    pub fn draw_soon(&self) {
        if self.drawing.replace(true) {
            return;
        }
        let (queue, drawing) = (self.queue.clone(), self.drawing.clone());
        let asked = dom::next_frame(move || {
            drawing.set(false);
            queue.post(Message::Draw);
        });
        if asked.is_err() {
            self.drawing.set(false);
        }
    }
}
