//! The browser: the program of the page and, started in a worker, of the worker. The only user of wasm-bindgen, js-sys,
//! web-sys, plotters-canvas and getrandom. Off wasm32 it is empty, so that the workspace builds natively.

#[cfg(target_arch = "wasm32")]
mod address;
#[cfg(target_arch = "wasm32")]
mod context;
#[cfg(target_arch = "wasm32")]
mod controls;
#[cfg(target_arch = "wasm32")]
mod dom;
#[cfg(target_arch = "wasm32")]
mod error;
#[cfg(target_arch = "wasm32")]
mod figures;
#[cfg(target_arch = "wasm32")]
mod host;
#[cfg(target_arch = "wasm32")]
mod later;
#[cfg(target_arch = "wasm32")]
mod page;
#[cfg(target_arch = "wasm32")]
mod paper;
#[cfg(target_arch = "wasm32")]
mod queue;
#[cfg(target_arch = "wasm32")]
mod save;
#[cfg(target_arch = "wasm32")]
mod slots;
#[cfg(target_arch = "wasm32")]
mod start;
#[cfg(target_arch = "wasm32")]
mod watch;
#[cfg(target_arch = "wasm32")]
mod widgets;
#[cfg(target_arch = "wasm32")]
mod workers;

#[cfg(all(target_arch = "wasm32", not(target_feature = "simd128")))]
compile_error!(
    "build with simd128: .cargo/config.toml sets it, and a RUSTFLAGS environment variable replaces that setting"
);

/// Begins the page, or in a worker the worker; what keeps it from beginning is thrown.
#[cfg(target_arch = "wasm32")]
pub fn start() {
    if let Err(error) = start::start() {
        wasm_bindgen::throw_val(error);
    }
}
