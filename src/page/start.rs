//! Which of the two this is: the page, or the worker that it started.

use crate::workers::worker;
use crate::{dom, page};
use wasm_bindgen::{JsCast, JsValue};

/// Starts the page, or, in a worker's scope, the worker: one program is both, so that a reader loads and a browser
/// compiles it once. What went wrong in the page is said there; what stops a worker goes to its `onerror`.
pub fn start() -> Result<(), JsValue> {
    match js_sys::global().dyn_into() {
        Ok(scope) => worker::run(scope),
        Err(_) => {
            // A task of its own: a phone would stand still for the program's arrival and the page's start at once.
            page::report(dom::after(0, || page::report(page::start())));
            Ok(())
        }
    }
}
