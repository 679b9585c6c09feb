//! The browser: the only users of wasm-bindgen, js-sys, web-sys, plotters-canvas and getrandom.
