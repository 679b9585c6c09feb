//! Unit Variance: what weight initialization and normalization do to the signal inside a network, measured on
//! networks that train in the reader's browser.
//!
//! `nn` is pure mathematics, `experiment` turns a URL into a run and its numbers, `draw` turns numbers into
//! pictures and `web` is the only part that knows a browser. Arrows point left: `nn <- experiment <- draw <- web`.

pub mod draw;
pub mod experiment;
#[cfg(target_arch = "wasm32")]
pub mod web;

pub use unit_variance_nn as nn;

#[cfg(all(target_arch = "wasm32", not(target_feature = "simd128")))]
compile_error!(
    "build with simd128: .cargo/config.toml sets it, and a RUSTFLAGS environment variable replaces that setting"
);
