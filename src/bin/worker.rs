//! The worker program: says that it is ready and which build it is of. An empty main off wasm32 lets native tests build.

#[cfg(target_arch = "wasm32")]
fn main() {
    use wasm_bindgen::JsCast;
    let scope: web_sys::DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let _ = scope.post_message(&env!("BUILD_ID").into());
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
