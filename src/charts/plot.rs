//! What every chart is: axes, marks, and words. A pointer, the arrow keys, a tip and a table come from the marks, once for
//! all charts.

use std::any::Any;

use super::paint::Pen;
use super::scale::Scale;
use super::style::{Palette, Style};
use lesson::direction::Direction;
use lesson::histogram::Histogram;
use lesson::snapshot::LayerStats;
use plotters::style::RGBColor;
use words::Words;

/// A chart. Its still layer (axes, labels) and its moving layer (data) are drawn on two canvases of the same size.
pub trait Plot {
    /// All that the still layer depends on besides size and style: it is drawn again where this differs.
    fn axes(&self) -> Axes;
    /// Draws the still layer, its labels in these words.
    fn draw_axes(&self, pen: &mut Pen, words: &Words);
    /// Draws the moving layer, its labels in these words.
    fn draw_marks(&self, pen: &mut Pen, words: &Words);
    /// Everything that can be asked, row by row, on a chart of this size.
    fn marks(&self, size: (f64, f64), style: &Style) -> Vec<Mark>;
    /// What a mark says; `None` where the data has no such mark (any more).
    fn tip(&self, mark: &Mark, words: &Words) -> Option<Tip>;
    /// The mark under a point; `marks` are those of this size and style.
    fn mark_at(&self, marks: &[Mark], _size: (f64, f64), _style: &Style, point: (f64, f64)) -> Option<usize> {
        nearest(marks, point)
    }
    /// The chart in words, for those who cannot see it.
    fn describe(&self, words: &Words) -> String;
}

/// What a still layer depends on: any value that can be compared. Two charts of different kinds always differ.
pub type Axes = Box<dyn Same>;

/// A value that can be compared with one of any type.
pub trait Same: Any {
    /// Whether the other is of the same type and equal.
    fn same(&self, other: &dyn Any) -> bool;
}

impl<T: PartialEq + 'static> Same for T {
    fn same(&self, other: &dyn Any) -> bool {
        other.downcast_ref::<T>().is_some_and(|other| self == other)
    }
}

/// What the pointer reads off a chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Tip {
    /// The value itself.
    pub value: f64,
    /// The key of its unit, such as `activations` or `nat`; empty for a plain number.
    pub unit: &'static str,
    /// The value in words, with its place and its unit.
    pub text: String,
}

/// A bar, a dot, a point of a curve, a cell: something of a chart that can be asked. All places are pixels of the chart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// From where to where it answers, left and right.
    pub x: (f64, f64),
    /// From where to where it answers, above and below.
    pub y: (f64, f64),
    /// Where it stands.
    pub at: (f64, f64),
    /// The series, or the row, that it belongs to.
    pub row: usize,
    /// Its number in the row; it grows to the right.
    pub column: usize,
}

impl Mark {
    /// A mark that answers in a rectangle and stands in its middle.
    pub(crate) fn rect(x: (f64, f64), y: (f64, f64), (row, column): (usize, usize)) -> Self {
        Self { x, y, at: ((x.0 + x.1) / 2.0, (y.0 + y.1) / 2.0), row, column }
    }

    /// A mark that answers within `reach` of its place.
    pub(crate) fn dot((x, y): (f64, f64), reach: f64, (row, column): (usize, usize)) -> Self {
        Self { x: (x - reach, x + reach), y: (y - reach, y + reach), at: (x, y), row, column }
    }

    /// The mark of the value `v` of a linear axis, its neighbours `apart` from it: it answers half way to them, and within
    /// `margin` beyond the axis.
    pub(crate) fn slot(
        x: &Scale,
        (v, apart): (f64, f64),
        margin: f64,
        y: (f64, f64),
        at_y: f64,
        place: (usize, usize),
    ) -> Self {
        let (at, half) = (x.pixel(v), apart * (x.to - x.from) / (x.high - x.low) / 2.0);
        let across = ((at - half).max(x.from - margin), (at + half).min(x.to + margin));
        Self { at: (at, at_y), ..Self::rect(across, y, place) }
    }

    fn contains(&self, (x, y): (f64, f64)) -> bool {
        (self.x.0..=self.x.1).contains(&x) && (self.y.0..=self.y.1).contains(&y)
    }
}

/// The mark that a point means: of those that answer there, in each row the nearest along x, and of these the nearest
/// along y. Marks stand row by row.
pub fn nearest(marks: &[Mark], point: (f64, f64)) -> Option<usize> {
    let away = |i: usize| ((marks[i].at.0 - point.0).abs(), (marks[i].at.1 - point.1).abs());
    let (mut best, mut of_row): (Option<usize>, Option<usize>) = (None, None);
    let settle = |best: Option<usize>, of_row: Option<usize>| match (best, of_row) {
        (Some(a), Some(b)) if away(b).1 >= away(a).1 => Some(a),
        (a, b) => b.or(a),
    };
    for i in (0..marks.len()).filter(|i| marks[*i].contains(point)) {
        match of_row {
            Some(k) if marks[k].row != marks[i].row => {
                best = settle(best, of_row);
                of_row = Some(i);
            }
            Some(k) if away(i).0 >= away(k).0 => {}
            _ => of_row = Some(i),
        }
    }
    settle(best, of_row)
}

/// The mark that an arrow key reaches from mark `from`; the first one from nowhere. Left and right follow a row and go on
/// in the next row beside it; up and down go to the row above or below.
pub fn next(marks: &[Mark], from: Option<usize>, direction: Direction) -> Option<usize> {
    let Some(here) = from.and_then(|i| marks.get(i)) else { return (!marks.is_empty()).then_some(0) };
    let (sideways, back) = (direction.is_sideways(), direction.by() < 0);
    let beyond = |there: f64, here: f64| if back { there < here } else { there > here };
    let others = || marks.iter().enumerate();
    if sideways {
        let row = others().filter(|(_, m)| m.row == here.row && beyond(m.column as f64, here.column as f64));
        let step = row.min_by_key(|(_, m)| m.column.abs_diff(here.column));
        if let Some((i, _)) = step {
            return Some(i);
        }
    }
    let far = |m: &Mark| {
        let (dx, dy) = ((m.at.0 - here.at.0).abs(), (m.at.1 - here.at.1).abs());
        if sideways { dx + ASIDE * dy } else { dy + ASIDE * dx }
    };
    let ahead = |m: &Mark| match sideways {
        true => beyond(m.at.0, here.at.0),
        // Marks of two rows at the same height: the order of the rows decides.
        false if m.at.1 == here.at.1 => beyond(m.row as f64, here.row as f64),
        false => beyond(m.at.1, here.at.1),
    };
    let ahead = others().filter(|(_, m)| m.row != here.row && ahead(m));
    ahead.min_by(|a, b| far(a.1).total_cmp(&far(b.1))).map(|(i, _)| i)
}

/// A pixel aside weighs as much as so many ahead.
const ASIDE: f64 = 4.0;

/// What flows forward and what flows back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Quantity {
    /// Above the axis, or left.
    Activation,
    /// Below the axis, or right.
    Gradient,
}

impl Quantity {
    /// Both, in reading order.
    pub(crate) const BOTH: [Quantity; 2] = [Self::Activation, Self::Gradient];

    /// What messages call it.
    pub(crate) fn key(self) -> &'static str {
        if self == Self::Activation { "activations" } else { "gradients" }
    }

    /// What the values are called.
    pub(crate) fn name(self, words: &Words) -> &str {
        if self == Self::Activation { words.activations() } else { words.gradients() }
    }

    /// Its histogram of a layer.
    pub(crate) fn histogram(self, layer: &LayerStats) -> &Histogram {
        if self == Self::Activation { &layer.act_histogram } else { &layer.grad_histogram }
    }

    /// Its colour.
    pub(crate) fn color(self, palette: &Palette) -> RGBColor {
        if self == Self::Activation { palette.act } else { palette.grad }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid() -> Vec<Mark> {
        let cell = |i: usize| Mark::rect(((i % 3) as f64 * 10.0, (i % 3) as f64 * 10.0 + 10.0), row(i), (i / 3, i % 3));
        fn row(i: usize) -> (f64, f64) {
            ((i / 3) as f64 * 20.0, (i / 3) as f64 * 20.0 + 20.0)
        }
        (0..6).map(cell).collect()
    }

    #[test]
    fn a_rectangle_is_meant_where_it_is_and_a_dot_within_its_reach() {
        assert_eq!(nearest(&grid(), (25.0, 30.0)), Some(5));
        assert_eq!(nearest(&grid(), (31.0, 30.0)), None);
        let dots = [Mark::dot((10.0, 10.0), 5.0, (0, 0)), Mark::dot((10.0, 17.0), 5.0, (1, 0))];
        assert_eq!(nearest(&dots, (11.0, 13.0)), Some(0));
        assert_eq!(nearest(&dots, (11.0, 14.0)), Some(1));
        assert_eq!(nearest(&dots, (30.0, 13.0)), None);
        assert_eq!(nearest(&[], (0.0, 0.0)), None);
    }

    #[test]
    fn of_two_curves_the_one_nearer_at_the_pointers_step_is_meant() {
        let point =
            |x: f64, y: f64, row, column| Mark { at: (x, y), ..Mark::rect((0.0, 100.0), (0.0, 100.0), (row, column)) };
        // A rough curve with a point beside the pointer, and a smooth one right under it.
        let marks =
            [point(10.0, 50.0, 0, 0), point(20.0, 90.0, 0, 1), point(10.0, 60.0, 1, 0), point(22.0, 20.0, 1, 1)];
        assert_eq!(nearest(&marks, (21.0, 30.0)), Some(3));
        assert_eq!(nearest(&marks, (19.0, 80.0)), Some(1));
        assert_eq!(nearest(&marks, (9.0, 53.0)), Some(0));
    }

    #[test]
    fn arrow_keys_follow_a_row_and_change_it() {
        let marks = grid();
        assert_eq!(next(&marks, None, Direction::Left), Some(0));
        assert_eq!(next(&marks, Some(0), Direction::Right), Some(1));
        assert_eq!(next(&marks, Some(1), Direction::Down), Some(4));
        assert_eq!(next(&marks, Some(4), Direction::Up), Some(1));
        assert_eq!(next(&marks, Some(3), Direction::Left), None);
        assert_eq!(next(&marks, Some(2), Direction::Right), None);
        assert_eq!(next(&marks, Some(1), Direction::Up), None);
        assert_eq!(next(&[], None, Direction::Up), None);
        assert_eq!(next(&marks, Some(99), Direction::Up), Some(0));
    }

    #[test]
    fn curves_that_lie_on_each_other_can_both_be_reached() {
        let marks = [Mark::dot((5.0, 5.0), 3.0, (0, 0)), Mark::dot((5.0, 5.0), 3.0, (1, 0))];
        assert_eq!(next(&marks, Some(0), Direction::Down), Some(1));
        assert_eq!(next(&marks, Some(1), Direction::Up), Some(0));
    }
}
