//! Pictures: what charts draw, as lists of shapes that any plotters backend shows. Reads snapshots, histograms, reductions; never trains.
//!
//! Every chart is a [`plot::Plot`]: a still layer (axes, labels), a moving layer (data) that is drawn over it, a list of marks that
//! the pointer and the arrow keys ask, and a summary in words. All positions are pixels of the drawing area: the page sizes its
//! canvases in device pixels and says how many make a CSS pixel in [`style::Style::px_ratio`]. The page draws the ground before
//! the layers; no chart paints its own.

pub mod activation;
mod batch;
pub mod boundary;
pub mod canvas;
pub mod chain;
mod clip;
pub mod contrast;
pub mod cube;
mod cube_grid;
pub mod cube_small;
pub mod curve;
mod curve_line;
pub mod depth;
pub mod digits;
pub mod drawing;
mod end_names;
pub mod health;
pub mod histogram;
mod histogram_axis;
mod histogram_grid;
mod histogram_values;
pub mod lab;
pub mod learned;
pub mod lines;
pub mod listing;
pub mod map;
mod number;
pub mod overlay;
mod paint;
pub mod plane;
pub mod plot;
pub mod poster;
pub mod qr;
pub mod race;
pub mod scale;
pub mod sheet;
pub mod strip;
pub mod style;
pub mod sum;
pub mod view;
pub mod weight;
