//! Several workers, made when they are first needed; rows of runs are dealt out to them. Knows no page and no figures.
//!
//! A worker runs the page's own program: it is handed the compiled module, so the two are always of one build. One that
//! cannot start, does not say `Ready` in time, or throws is closed and reported as `Heard::Lost`; the next message to one
//! of its rows makes a new one.

use super::dom;
use super::failure::{Failure, Outcome};
use super::port;
use js_sys::Array;
use protocol::message::{FromWorker, ToWorker};
use std::collections::VecDeque;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{Element, ErrorEvent, Event, MessageEvent, Url, Worker, WorkerOptions, WorkerType};

/// Longest time between making a worker and its `Ready`, in milliseconds.
const START_LIMIT: i32 = 20_000;
/// More workers than this are of no use: the page draws what they send.
const MOST: usize = 8;
/// Messages that a worker holds at a time: one at work and one to go on with. What waits here can still be called off.
const AHEAD: usize = 2;

/// What the pool tells the page.
pub enum Heard {
    /// A message about a run.
    Message(FromWorker),
    /// A worker is up.
    Up,
    /// A worker is gone and its runs with it.
    Lost {
        /// The rows that lived there are those with `home(row) == worker`.
        worker: usize,
        /// Why, for the reader.
        text: String,
    },
}

/// The workers.
pub struct Pool {
    program: Program,
    size: usize,
    slots: Vec<Option<Slot>>,
    births: u32,
    tell: Rc<dyn Fn(Note)>,
}

/// Where workers come from.
struct Program {
    /// The script that a worker starts with.
    worker: String,
    /// The JavaScript side of the program, for the worker to import.
    glue: String,
}

/// A live worker.
struct Slot {
    worker: Worker,
    /// Tells this worker's late messages from its successor's.
    birth: u32,
    /// Messages before `Ready` are lost while wasm loads.
    ready: bool,
    /// Messages that it was given and has not answered yet; it answers every one, in their order.
    held: usize,
    /// Messages that it will be given next.
    waiting: VecDeque<ToWorker>,
    _listeners: [Closure<dyn FnMut(Event)>; 3],
}

/// Something that happened to a worker; the page hands it back to `Pool::hear`.
pub struct Note {
    worker: usize,
    birth: u32,
    what: What,
}

enum What {
    Message(FromWorker),
    Late,
    Error(String),
}

impl Pool {
    /// A pool without workers yet; `tell` is called, never from within the pool's own functions, when one has something to say.
    pub fn new(tell: impl Fn(Note) + 'static) -> Outcome<Self> {
        let root = dom::root()?;
        let named = |selector: &str, attribute: &str| {
            let found: Element = dom::need(&root, selector)?;
            Ok::<_, Failure>(found.get_attribute(attribute).unwrap_or_default())
        };
        let base = root.base_uri()?;
        // Relative to the page, and a worker would read it relative to its own script.
        let glue = Url::new_with_base(&named("script[data-js]", "data-js")?, &base.unwrap_or_default())?.href();
        // One core is the page's.
        let cores = dom::window()?.navigator().hardware_concurrency() as usize;
        Ok(Self {
            program: Program { worker: named("meta[name=worker]", "content")?, glue },
            size: cores.saturating_sub(1).clamp(1, MOST),
            slots: Vec::new(),
            births: 0,
            tell: Rc::new(tell),
        })
    }

    /// The worker that holds `row`.
    pub fn home(&self, row: u32) -> usize {
        row as usize % self.size
    }

    /// Sends to the worker of the message's row, now or as soon as it gets to it. A `Start` calls off what waits for
    /// the run that it replaces, so that a click is not answered behind steps that nobody will see.
    pub fn send(&mut self, message: ToWorker) -> Outcome {
        let row = message.row();
        let slot = self.slot(self.home(row))?;
        if matches!(message, ToWorker::Start { .. }) {
            slot.waiting.retain(|earlier| earlier.row() != row);
        }
        slot.waiting.push_back(message);
        slot.feed()
    }

    /// Makes sure that the worker of `row` exists, before there is something to send.
    pub fn wake(&mut self, row: u32) -> Outcome {
        self.slot(self.home(row)).map(|_| ())
    }

    /// Ends the worker of `row` at once, whatever it computes. Its other rows are lost as well.
    pub fn close(&mut self, row: u32) {
        let home = self.home(row);
        self.end(home);
    }

    /// Takes in what `tell` was called with; a dead worker's last words are dropped.
    pub fn hear(&mut self, note: Note) -> Outcome<Option<Heard>> {
        let Some(slot) = self.slots.get_mut(note.worker).and_then(Option::as_mut) else { return Ok(None) };
        if slot.birth != note.birth {
            return Ok(None);
        }
        match note.what {
            What::Late if slot.ready => Ok(None),
            What::Late => Ok(Some(self.lose(note.worker, "The worker that trains the network did not start in time."))),
            What::Error(text) => Ok(Some(self.lose(note.worker, &text))),
            What::Message(FromWorker::Ready) => {
                slot.ready = true;
                slot.feed()?;
                Ok(Some(Heard::Up))
            }
            What::Message(message) => {
                slot.held = slot.held.saturating_sub(1);
                slot.feed()?;
                Ok(Some(Heard::Message(message)))
            }
        }
    }

    fn lose(&mut self, worker: usize, text: &str) -> Heard {
        self.end(worker);
        Heard::Lost { worker, text: text.to_string() }
    }

    fn end(&mut self, worker: usize) {
        if let Some(slot) = self.slots.get_mut(worker).and_then(Option::take) {
            slot.worker.set_onmessage(None);
            slot.worker.set_onerror(None);
            slot.worker.terminate();
        }
    }

    fn slot(&mut self, home: usize) -> Outcome<&mut Slot> {
        while self.slots.len() <= home {
            self.slots.push(None);
        }
        if self.slots[home].is_none() {
            self.births += 1;
            self.slots[home] = Some(make(&self.program, home, self.births, &self.tell)?);
        }
        self.slots[home].as_mut().ok_or_else(|| "a worker vanished".into())
    }
}

impl Slot {
    fn feed(&mut self) -> Outcome {
        while self.ready && self.held < AHEAD {
            let Some(message) = self.waiting.pop_front() else { break };
            let parcel = port::pack_to_worker(&message);
            self.worker.post_message_with_transfer(&parcel.value, &parcel.transfer)?;
            self.held += 1;
        }
        Ok(())
    }
}

/// Starts worker number `home`. The address is relative to the page: the lesson may live under any path.
fn make(program: &Program, home: usize, birth: u32, tell: &Rc<dyn Fn(Note)>) -> Outcome<Slot> {
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    let worker = Worker::new_with_options(&program.worker, &options)?;
    worker.post_message(&Array::of2(&program.glue.as_str().into(), &wasm_bindgen::module()))?;
    let note = |f: fn(&Event) -> Option<What>| {
        let tell = tell.clone();
        Closure::<dyn FnMut(Event)>::new(move |event: Event| {
            if let Some(what) = f(&event) {
                tell(Note { worker: home, birth, what });
            }
        })
    };
    let listeners = [
        note(message),
        note(error),
        note(|_| Some(What::Error("A message from the worker could not be read.".into()))),
    ];
    worker.set_onmessage(Some(listeners[0].as_ref().unchecked_ref()));
    worker.set_onerror(Some(listeners[1].as_ref().unchecked_ref()));
    worker.set_onmessageerror(Some(listeners[2].as_ref().unchecked_ref()));
    let late = tell.clone();
    dom::after(START_LIMIT, move || late(Note { worker: home, birth, what: What::Late }))?;
    Ok(Slot { worker, birth, ready: false, held: 0, waiting: VecDeque::new(), _listeners: listeners })
}

fn message(event: &Event) -> Option<What> {
    let data = event.dyn_ref::<MessageEvent>()?.data();
    port::unpack_from_worker(&data).map(What::Message)
}

/// A script that could not be loaded gives an event without words, an uncaught error one with them.
fn error(event: &Event) -> Option<What> {
    event.prevent_default();
    let words = event.dyn_ref::<ErrorEvent>().map(ErrorEvent::message).filter(|words| !words.is_empty());
    Some(What::Error(match words {
        Some(words) => format!("The worker that trains the network stopped: {words}."),
        None => "The worker that trains the network could not be started.".to_string(),
    }))
}
