//! A queue of things that happened and the one that handles them. What is posted while something is being handled waits
//! its turn, so that no handler ever interrupts another. Knows no application.

use crate::dom;
use crate::error::Result;
use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;
use web_sys::{Event, EventTarget};

type Handler<M> = Box<dyn FnMut(M)>;

/// A handle on the queue; cheap to clone.
pub struct Queue<M>(Rc<Inner<M>>);

struct Inner<M> {
    waiting: RefCell<VecDeque<M>>,
    handler: RefCell<Option<Handler<M>>>,
}

impl<M> Clone for Queue<M> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<M> Default for Queue<M> {
    fn default() -> Self {
        Self(Rc::new(Inner { waiting: RefCell::default(), handler: RefCell::new(None) }))
    }
}

impl<M: 'static> Queue<M> {
    /// Posts a message after so many milliseconds.
    pub fn post_after(&self, ms: f64, message: M) -> Result {
        let queue = self.clone();
        dom::after(ms.ceil() as i32, move || queue.post(message))
    }

    /// Posts a message at each `kind` of event on `target`, for as long as the page lives.
    pub fn post_on(&self, target: &EventTarget, kind: &str, message: impl Fn(Event) -> M + 'static) -> Result {
        let queue = self.clone();
        dom::on(target, kind, move |event| queue.post(message(event)))
    }

    /// From now on `handler` is given every message, in order; what was posted before waits for the next one.
    pub fn attach(&self, handler: impl FnMut(M) + 'static) {
        *self.0.handler.borrow_mut() = Some(Box::new(handler));
    }

    /// Adds a message and, where none is being handled, handles all that wait.
    pub fn post(&self, message: M) {
        self.0.waiting.borrow_mut().push_back(message);
        let Ok(mut handler) = self.0.handler.try_borrow_mut() else { return };
        let Some(handler) = handler.as_mut() else { return };
        loop {
            let Some(message) = self.0.waiting.borrow_mut().pop_front() else { return };
            handler(message);
        }
    }
}
