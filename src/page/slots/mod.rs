//! Slots: the place of a figure on the page, and what every figure has alike.

pub mod figure;
pub mod figure_slot;
pub mod parts;
pub mod slot;
