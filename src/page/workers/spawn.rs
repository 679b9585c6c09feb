//! How a worker is loaded: `www/boot.js` knows, and hands over a function. A worker runs the page's own program: it is given
//! the compiled module, so the two are always of one build.

use crate::error::Result;
use wasm_bindgen::prelude::*;
use web_sys::Worker;

#[wasm_bindgen]
extern "C" {
    /// A worker that loads this program.
    #[wasm_bindgen(js_namespace = unitVariance, js_name = spawnWorker, catch)]
    fn spawn_worker(module: &JsValue) -> Result<Worker, JsValue>;
}

/// Makes a worker.
pub fn spawn() -> Result<Worker> {
    Ok(spawn_worker(&wasm_bindgen::module())?)
}
