//! The program of the page and of its workers. An empty main off wasm32 lets native tests build.

#[cfg(target_arch = "wasm32")]
fn main() {
    if let Err(error) = unit_variance::web::start() {
        wasm_bindgen::throw_val(error);
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
