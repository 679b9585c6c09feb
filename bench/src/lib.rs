//! The engine's side of the benchmark: the workloads and the kernels, as functions that JavaScript can time.
//!
//! A crate of its own, so that neither the page nor the tests of the lesson carry any of it. `cargo xtask bench` builds
//! it for wasm32 with the flags of the page and runs it in Chromium beside other libraries.

#[cfg(target_arch = "wasm32")]
mod exports;
pub mod kernel;
pub mod workload;
