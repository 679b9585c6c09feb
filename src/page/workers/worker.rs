//! The worker program: messages to the sessions, their answers back. No document, no pictures.

use super::parcel;
use lesson::session::RunError;
use protocol::message::{FromWorker, SessionId, ToWorker};
use protocol::sessions::Sessions;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageChannel, MessageEvent, Performance};

thread_local! {
    /// The session of the message at work, for the last words of a panic.
    static AT_WORK: Cell<SessionId> = const { Cell::new(SessionId::new(0)) };
}

/// Listens for messages in this worker's scope and says `Ready`.
pub fn run(scope: DedicatedWorkerGlobalScope) -> Result<(), JsValue> {
    let dying = scope.clone();
    std::panic::set_hook(Box::new(move |panic| {
        let error = RunError::Stopped(panic.to_string());
        // The page learns of the end from `onerror` as well, should this not reach it.
        let _ = send(&dying, &FromWorker::Failed { session: AT_WORK.get(), error });
    }));
    let clock: Option<Performance> = scope.performance();
    let sessions = Rc::new(RefCell::new(Sessions::new(move || clock.as_ref().map_or(0.0, Performance::now))));
    // Between two pieces of work the worker hears what it was sent meanwhile.
    let channel = MessageChannel::new()?;
    let (turns, ask) = (channel.port1(), channel.port2());
    let (given, first) = (sessions.clone(), ask.clone());
    let hear = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let Some(message) = parcel::unpack::<ToWorker>(&event.data()) else { return };
        if given.borrow_mut().take(message) {
            or_throw(first.post_message(&JsValue::NULL));
        }
    });
    let port = scope.clone();
    let work = Closure::<dyn FnMut()>::new(move || {
        let mut sessions = sessions.borrow_mut();
        AT_WORK.set(sessions.next().unwrap_or(SessionId::new(0)));
        if let Some(answer) = sessions.work() {
            or_throw(send(&port, &answer));
        }
        if sessions.next().is_some() {
            or_throw(ask.post_message(&JsValue::NULL));
        }
    });
    scope.set_onmessage(Some(hear.as_ref().unchecked_ref()));
    turns.set_onmessage(Some(work.as_ref().unchecked_ref()));
    hear.forget();
    work.forget();
    send(&scope, &FromWorker::Ready)
}

fn or_throw(result: Result<(), JsValue>) {
    if let Err(error) = result {
        wasm_bindgen::throw_val(error);
    }
}

fn send(scope: &DedicatedWorkerGlobalScope, message: &FromWorker) -> Result<(), JsValue> {
    let parcel = parcel::pack(message);
    scope.post_message_with_transfer(&parcel.value, &parcel.transfer)
}
