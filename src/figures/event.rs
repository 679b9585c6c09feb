//! What a reader does in a figure, as the DOM calls it.

use charts::style::Style;
use lesson::direction::Direction;

/// An event in a figure's markup.
pub trait Event {
    /// Its kind, such as `click`.
    fn kind(&self) -> &str;

    /// An attribute of the nearest element, at the target or above it, that the selector matches.
    fn closest(&self, selector: &str, attribute: &str) -> Option<String>;

    /// The text of that element.
    fn text_of(&self, selector: &str) -> Option<String>;

    /// An attribute of the element that is under the pointer: a finger's events stay with the element where it came down.
    fn below(&self, attribute: &str) -> Option<String>;

    /// The number in the field that it is about; NaN where there is none.
    fn number(&self) -> f64;

    /// Whether the field that it is about is checked.
    fn is_checked(&self) -> bool;

    /// The key, and whether Shift was down.
    fn key(&self) -> Option<(String, bool)>;

    /// The row that it happened in.
    fn row(&self) -> Option<usize>;

    /// Keeps the browser from what it would do.
    fn prevent_default(&self);

    /// Whether it is of this kind and at something that the selector matches; gives the attribute.
    fn of(&self, kind: &str, selector: &str, attribute: &str) -> Option<String> {
        if self.kind() == kind { self.closest(selector, attribute) } else { None }
    }
}

/// A place on a chart.
#[derive(Clone, Copy, Debug)]
pub struct Spot<'a> {
    /// The chart, by its place among the figure's.
    pub chart: usize,
    /// Where the pointer is, in device pixels; none for a key.
    pub at: Option<(f64, f64)>,
    /// The chart's size, in device pixels.
    pub size: (f64, f64),
    /// The style that it is drawn in.
    pub style: &'a Style,
}

/// What a reader does with the grip of a chart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Move {
    /// Drags it to a point of the chart, in device pixels.
    To((f64, f64)),
    /// Moves it by an arrow key.
    By(Direction),
}
