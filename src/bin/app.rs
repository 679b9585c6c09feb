//! The page program: starts the worker and waits for it. An empty main off wasm32 lets native tests build.

#[cfg(target_arch = "wasm32")]
fn main() {
    use wasm_bindgen::{JsCast, closure::Closure};
    let options = web_sys::WorkerOptions::new();
    options.set_type(web_sys::WorkerType::Module);
    let document = web_sys::window().and_then(|window| window.document());
    // The build writes the worker's hashed name here (`cargo xtask hash-names`).
    let address = document
        .and_then(|document| document.query_selector("meta[name=worker]").ok().flatten())
        .and_then(|meta| meta.get_attribute("content"))
        .unwrap_or_else(|| "./worker_loader.js".to_string());
    if let Ok(worker) = web_sys::Worker::new_with_options(&address, &options) {
        let hear = Closure::<dyn FnMut(web_sys::MessageEvent)>::new(|event: web_sys::MessageEvent| {
            let root =
                web_sys::window().and_then(|window| window.document()).and_then(|document| document.document_element());
            let same = event.data().as_string().as_deref() == Some(env!("BUILD_ID"));
            if let Some(root) = root {
                let _ = root.set_attribute("data-worker", if same { "ready" } else { "stale" });
            }
        });
        worker.set_onmessage(Some(hear.as_ref().unchecked_ref()));
        hear.forget();
        std::mem::forget(worker);
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
