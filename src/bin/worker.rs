//! The worker program. An empty main off wasm32 lets native tests build.

#[cfg(target_arch = "wasm32")]
fn main() {
    if let Err(error) = unit_variance::web::worker::run() {
        wasm_bindgen::throw_val(error);
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
