//! Slots: the place of a figure on the page, and what every figure has alike.

mod children;
mod event;
mod extras;
pub mod figure_slot;
pub mod parts;
pub mod slot;
