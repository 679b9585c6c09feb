//! Pictures: charts generic over a plotters backend. Reads snapshots, histograms, reductions; never trains.
//!
//! Every chart has a still layer (axes, labels) and a moving layer (data), drawn by separate functions on two canvases of
//! the same size, `describe` for its summary in words, and a function from a point to the value under it. All positions
//! are pixels of the drawing area: the page sizes its canvases in device pixels and says how many make a CSS pixel in
//! [`style::Style::px_ratio`]. The page clears a canvas before drawing on it; no chart paints its own background.

pub mod activation;
pub mod backend;
mod batch;
pub mod boundary;
pub mod chain;
pub mod cube;
mod cube_grid;
pub mod cube_small;
pub mod curve;
mod curve_line;
pub mod depth;
pub mod digits;
pub mod health;
pub mod histogram;
mod histogram_axis;
mod histogram_grid;
pub mod number;
pub mod overlay;
mod paint;
pub mod scale;
pub mod strip;
pub mod style;

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters_backend::DrawingBackend;

/// The outcome of drawing: an error is the backend's own.
pub type Drawn<DB> = Result<(), DrawingAreaErrorKind<<DB as DrawingBackend>::ErrorType>>;

/// The rectangle that a chart fills.
pub type Area<DB> = DrawingArea<DB, Shift>;

/// What the pointer reads off a chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Tip {
    /// The value itself.
    pub value: f64,
    /// Its unit, such as `activations` or `nat`; empty for a plain number.
    pub unit: &'static str,
    /// The value in words, with its place and its unit.
    pub text: String,
}
