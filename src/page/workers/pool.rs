//! The scheduler's way to real workers: it makes them, hands messages over, and passes on what they say. Decides nothing.

use super::{parcel, spawn};
use crate::dom;
use crate::error::{Error, Result};
use protocol::message::ToWorker;
use protocol::scheduler::{Host, Port, Scheduler, SchedulerEvent, WorkerEvent, WorkerKey};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{ErrorEvent, Event, MessageEvent, Worker};

/// More workers than this are of no use: the page draws what they send.
const MOST: usize = 8;

/// The workers of the page.
pub type Pool = Scheduler<Browser>;

/// Something for the pool to take in, when nothing else is being handled.
pub enum Notification {
    /// A worker has something to say.
    Worker(WorkerKey, WorkerEvent),
    /// Time to look whether a worker is overdue.
    Tick,
}

/// Where workers and the time come from.
pub struct Browser {
    notify: Rc<dyn Fn(Notification)>,
}

/// A live worker.
pub struct WorkerPort {
    worker: Worker,
    _listeners: [Closure<dyn FnMut(Event)>; 3],
}

/// A pool without workers yet; `notify` is called, never from within the pool's own functions, when there is something for
/// [`take`].
pub fn new(notify: impl Fn(Notification) + 'static) -> Result<Pool> {
    // One core is the page's, unless there are but two: drawing takes a small part of what training takes.
    let cores = dom::window()?.navigator().hardware_concurrency() as usize;
    let size = cores.saturating_sub(1).clamp(cores.clamp(1, 2), MOST);
    Ok(Scheduler::new(Browser { notify: Rc::new(notify) }, size))
}

/// Takes in what `notify` was called with.
pub fn take(pool: &mut Pool, notification: Notification) -> Result<Vec<SchedulerEvent>> {
    match notification {
        Notification::Worker(key, event) => Ok(pool.on_event(key, event)?.into_iter().collect()),
        Notification::Tick => Ok(pool.tick()?),
    }
}

impl Host for Browser {
    type Port = WorkerPort;
    type Error = String;

    fn spawn(&mut self, key: WorkerKey) -> Result<WorkerPort, String> {
        let worker = spawn::spawn()?;
        let listener = |read: fn(&Event) -> WorkerEvent| {
            let notify = self.notify.clone();
            Closure::<dyn FnMut(Event)>::new(move |event: Event| notify(Notification::Worker(key, read(&event))))
        };
        let listeners = [listener(message), listener(error), listener(|_| WorkerEvent::Unreadable)];
        worker.set_onmessage(Some(listeners[0].as_ref().unchecked_ref()));
        worker.set_onerror(Some(listeners[1].as_ref().unchecked_ref()));
        worker.set_onmessageerror(Some(listeners[2].as_ref().unchecked_ref()));
        Ok(WorkerPort { worker, _listeners: listeners })
    }

    fn call_tick_after(&mut self, ms: f64) -> Result<(), String> {
        let notify = self.notify.clone();
        Ok(dom::after(ms.ceil() as i32, move || notify(Notification::Tick))?)
    }

    fn now(&self) -> f64 {
        dom::now()
    }
}

impl Port for WorkerPort {
    type Error = String;

    fn send(&self, message: &ToWorker) -> Result<(), String> {
        let parcel = parcel::pack(message);
        let sent = self.worker.post_message_with_transfer(&parcel.value, &parcel.transfer);
        Ok(sent.map_err(Error::from)?)
    }

    fn terminate(&self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.set_onmessageerror(None);
        self.worker.terminate();
    }
}

fn message(event: &Event) -> WorkerEvent {
    let data = event.dyn_ref::<MessageEvent>().map_or(JsValue::UNDEFINED, MessageEvent::data);
    parcel::unpack(&data).map_or(WorkerEvent::Unreadable, WorkerEvent::Message)
}

/// A script that could not be loaded gives an event without words, an uncaught error one with them.
fn error(event: &Event) -> WorkerEvent {
    event.prevent_default();
    WorkerEvent::Error(event.dyn_ref::<ErrorEvent>().map(ErrorEvent::message).filter(|words| !words.is_empty()))
}
