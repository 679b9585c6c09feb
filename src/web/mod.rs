//! The browser: the only users of wasm-bindgen, js-sys, web-sys, plotters-canvas and getrandom.

pub mod address;
pub mod bus;
pub mod controls;
pub mod dom;
pub mod embed;
pub mod failure;
pub mod figures;
pub mod page;
pub mod pool;
pub mod port;
pub mod run;
pub mod save;
pub mod worker;
