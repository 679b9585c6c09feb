//! The browser: the only users of wasm-bindgen, js-sys, web-sys, plotters-canvas and getrandom.

use wasm_bindgen::{JsCast, JsValue};

pub mod address;
pub mod bus;
pub mod controls;
pub mod dom;
pub mod embed;
pub mod failure;
pub mod figures;
pub mod page;
pub mod pool;
pub mod port;
pub mod run;
pub mod save;
pub mod worker;

/// Starts the page, or, in a worker's scope, the worker: one program is both, so that a reader loads and a browser
/// compiles it once. What went wrong in the page is said there; what stops a worker goes to its `onerror`.
pub fn start() -> Result<(), JsValue> {
    match js_sys::global().dyn_into() {
        Ok(scope) => worker::run(scope),
        Err(_) => {
            // A task of its own: a phone would stand still for the program's arrival and the page's start at once.
            said(dom::after(0, || said(page::start())));
            Ok(())
        }
    }
}

fn said(outcome: failure::Outcome) {
    if let Err(failure) = outcome {
        page::report(&failure);
    }
}
