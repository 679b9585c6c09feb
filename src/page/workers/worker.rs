//! The worker program: messages to the sessions, their answers back. No document, no pictures.

use super::parcel;
use lesson::session::RunError;
use protocol::message::{FromWorker, SessionId, ToWorker};
use protocol::sessions::Sessions;
use std::cell::{Cell, RefCell};
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent, Performance};

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
    let sessions = RefCell::new(Sessions::new(move || clock.as_ref().map_or(0.0, Performance::now)));
    let port = scope.clone();
    let hear = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let Some(message) = parcel::unpack::<ToWorker>(&event.data()) else { return };
        AT_WORK.set(message.session());
        if let Some(answer) = sessions.borrow_mut().answer(message)
            && let Err(error) = send(&port, &answer)
        {
            wasm_bindgen::throw_val(error);
        }
    });
    scope.set_onmessage(Some(hear.as_ref().unchecked_ref()));
    hear.forget();
    send(&scope, &FromWorker::Ready)
}

fn send(scope: &DedicatedWorkerGlobalScope, message: &FromWorker) -> Result<(), JsValue> {
    let parcel = parcel::pack(message);
    scope.post_message_with_transfer(&parcel.value, &parcel.transfer)
}
