//! The browser: the program of the page and, started in a worker, of the worker. The only user of wasm-bindgen, js-sys,
//! web-sys, plotters-canvas and getrandom. Off wasm32 it is empty, so that the workspace builds natively.

#![cfg(target_arch = "wasm32")]

mod address;
mod context;
mod controls;
mod dom;
mod error;
mod figures;
mod host;
mod later;
mod page;
mod paper;
mod queue;
mod save;
mod slots;
mod start;
mod watch;
mod widgets;
mod workers;

#[cfg(not(target_feature = "simd128"))]
compile_error!(
    "build with simd128: .cargo/config.toml sets it, and a RUSTFLAGS environment variable replaces that setting"
);

/// Begins the page, or in a worker the worker; what keeps it from beginning is thrown.
pub fn start() {
    if let Err(error) = start::start() {
        wasm_bindgen::throw_val(error);
    }
}
