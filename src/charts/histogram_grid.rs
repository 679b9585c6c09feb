//! Where the panels of the mirrored histograms stand. Geometry only: draws nothing.

use super::plot::{Mark, Quantity};
use super::style::Style;

/// The place of one histogram: bins from `x0` to `x1`, edge bars out to `left` and `right`, bars from `base` towards `top`.
#[derive(Clone, Copy, Debug, PartialEq)]
#[allow(missing_docs)] // named in the line above
pub struct Half {
    pub left: f64,
    pub x0: f64,
    pub x1: f64,
    pub right: f64,
    pub base: f64,
    pub top: f64,
    pub gap: f64,
}

impl Half {
    /// 1 where bars grow upwards, -1 where they hang.
    pub fn outward(&self) -> f64 {
        if self.top < self.base { 1.0 } else { -1.0 }
    }

    /// The height of a bar of this share of all values.
    pub fn height(&self, share: f64) -> f64 {
        (share / FULL).sqrt().min(1.0) * (self.base - self.top).abs()
    }

    /// The mark of each of its `n` bins, between those of what lies below and above them.
    pub fn marks(&self, n: usize, row: usize) -> impl Iterator<Item = Mark> {
        let half = *self;
        let y = (half.base.min(half.top), half.base.max(half.top));
        let edge = move |k: usize| half.x0 + (half.x1 - half.x0) * k as f64 / n.max(1) as f64;
        let across = move |column: usize| match column {
            0 => (half.left, half.x0),
            _ if column > n => (half.x1, half.right),
            _ => (edge(column - 1), edge(column)),
        };
        (0..n + 2).map(move |column| Mark::rect(across(column), y, (row, column)))
    }

    /// One mark for all of it.
    pub fn whole(&self, row: usize) -> Mark {
        Mark::rect((self.left, self.right), (self.base.min(self.top), self.base.max(self.top)), (row, 0))
    }

    /// The two edges of bin `i` of `n`.
    pub fn bin(&self, i: usize, n: usize) -> (f64, f64) {
        (self.edge(i, n), self.edge(i + 1, n))
    }

    /// The lower edge of bin `k` of `n`.
    pub fn edge(&self, k: usize, n: usize) -> f64 {
        (self.x0 + (self.x1 - self.x0) * k as f64 / n as f64).round()
    }
}

/// All panels of the chart.
#[derive(Clone, Copy, Debug)]
pub struct Grid {
    /// Strips below each other instead of mirrored panels.
    pub rows: bool,
    /// Tick labels carry the colour of their half: they stand apart from it.
    pub tinted: bool,
    n: usize,
    columns: usize,
    cell: (f64, f64),
    unit: f64,
    /// Every panel has its own tick labels; otherwise one pair of lines below each column.
    labelled: bool,
    height: f64,
}

/// The share of all values with which a bar reaches the top.
pub const FULL: f64 = 0.25;

/// The narrowest mirrored panel, in CSS pixels, before the grid wraps.
const NARROWEST: f64 = 62.0;
/// The lowest mirrored panel that has tick labels of its own.
const LOWEST_LABELLED: f64 = 120.0;
/// Lines above the first and below the last strip, and below the panels where they have no labels of their own.
const HEAD: f64 = 16.0;
const FOOT: f64 = 16.0;
const TWO_LINES: f64 = 26.0;

impl Grid {
    /// The panels of `n` layers on a chart of `size` pixels.
    pub fn new(size: (f64, f64), n: usize, rows: bool, style: &Style) -> Self {
        let unit = style.px_ratio;
        let n = n.max(1);
        if rows {
            let cell = (size.0, ((size.1 - (HEAD + FOOT) * unit) / n as f64).max(1.0));
            return Self { rows, tinted: true, n, columns: 1, cell, unit, labelled: false, height: size.1 };
        }
        let most = ((size.0 / (NARROWEST * unit)) as usize).clamp(1, n);
        let lines = n.div_ceil(most);
        let columns = n.div_ceil(lines);
        let labelled = size.1 / lines as f64 >= LOWEST_LABELLED * unit;
        let foot = if labelled { 0.0 } else { TWO_LINES * unit };
        let cell = (size.0 / columns as f64, ((size.1 - foot) / lines as f64).max(1.0));
        Self { rows, tinted: !labelled, n, columns, cell, unit, labelled, height: size.1 }
    }

    fn corner(&self, i: usize) -> (f64, f64) {
        let head = if self.rows { HEAD * self.unit } else { 0.0 };
        let (column, line) = (i % self.columns, i / self.columns);
        ((column as f64 * self.cell.0).round(), (head + line as f64 * self.cell.1).round())
    }

    /// The middle of the left edge of a panel's name.
    pub fn name_at(&self, i: usize) -> (f64, f64) {
        let (x, y) = self.corner(i);
        let u = self.unit;
        if self.rows { (x + 6.0 * u, (y + self.cell.1 / 2.0).round()) } else { (x + 4.0 * u, y + 9.0 * u) }
    }

    /// Left, right, top and bottom of a panel.
    pub fn frame(&self, i: usize) -> (f64, f64, f64, f64) {
        let (x, y) = self.corner(i);
        let (w, h) = (self.cell.0.round(), self.cell.1.round());
        if self.rows {
            (x, x + w, y + 2.0 * self.unit, y + h)
        } else {
            (x + 4.0 * self.unit, x + w - 4.0 * self.unit, y, y + h)
        }
    }

    /// The place of one histogram.
    pub fn half(&self, i: usize, side: Quantity) -> Half {
        let (x, y) = self.corner(i);
        if self.rows { self.strip_half(x, y, side) } else { self.mirrored_half(x, y, side) }
    }

    fn strip_half(&self, x: f64, y: f64, side: Quantity) -> Half {
        let u = self.unit;
        let (name, between) = (30.0 * u, 16.0 * u);
        let width = ((self.cell.0 - name - between) / 2.0).floor();
        let left = if side == Quantity::Activation { x + name } else { x + name + width + between };
        let base = (y + self.cell.1 - 3.0 * u).round();
        self.framed(left, left + width, base, (y + 3.0 * u).round().min(base - 1.0))
    }

    fn mirrored_half(&self, x: f64, y: f64, side: Quantity) -> Half {
        let u = self.unit;
        let (head, gutter, foot) =
            if self.labelled { (18.0 * u, 18.0 * u, 17.0 * u) } else { (14.0 * u, 2.0 * u, 4.0 * u) };
        let tall = ((self.cell.1 - head - gutter - foot) / 2.0).floor().max(1.0);
        let margin = 4.0 * u;
        let (left, right) = ((x + margin).round(), (x + self.cell.0 - margin).round());
        match side {
            Quantity::Activation => self.framed(left, right, (y + head + tall).round(), (y + head).round()),
            Quantity::Gradient => {
                let base = (y + head + tall + gutter).round();
                self.framed(left, right, base, base + tall)
            }
        }
    }

    fn framed(&self, left: f64, right: f64, base: f64, top: f64) -> Half {
        let edge = (if self.cell.0 < 40.0 * self.unit { self.unit } else { 3.0 * self.unit }).round().max(1.0);
        let gap = self.unit.round().max(1.0);
        let (x0, x1) = (left + edge + gap, (right - edge - gap).max(left + edge + gap + 1.0));
        Half { left, x0, x1, right: right.max(x1 + edge + gap), base, top, gap }
    }

    /// Where the range of the panel at `i` is said in words: from the left in a strip, up to the right in a panel, whose name
    /// stands at the left. `None` where it has tick labels of its own.
    pub fn range_at(&self, i: usize) -> Option<(f64, f64)> {
        let half = self.half(i, Quantity::Activation);
        let y = if self.rows { half.top.min(half.base) + 4.0 * self.unit } else { self.name_at(i).1 };
        (!self.labelled).then_some((if self.rows { half.x0 } else { half.right }, y))
    }

    /// The height of the tick labels of a half; `None` where another panel carries them.
    pub fn tick_label_y(&self, i: usize, side: Quantity) -> Option<f64> {
        let (half, u) = (self.half(i, side), self.unit);
        if self.labelled {
            return Some(if side == Quantity::Activation { half.base + 9.0 * u } else { half.top + 9.0 * u });
        }
        if i + self.columns < self.n {
            return None;
        }
        let line = if self.rows || side == Quantity::Gradient { 6.0 } else { 18.0 };
        Some(self.height - line * u)
    }
}

#[cfg(test)]
mod tests {
    use super::super::plot::nearest;
    use super::*;

    #[test]
    fn every_bin_of_fifty_layers_is_found_under_its_own_middle() {
        for (size, rows) in [((800.0, 400.0), false), ((358.0, 2140.0), true), ((1600.0, 800.0), false)] {
            let (grid, mut places) = (Grid::new(size, 50, rows, &Style::light(1.0)), Vec::new());
            for i in 0..50 {
                for side in Quantity::BOTH {
                    let half = grid.half(i, side);
                    assert!(
                        half.x1 > half.x0 && half.right <= size.0 && half.base.max(half.top) <= size.1,
                        "{i} {half:?}"
                    );
                    places.extend(half.marks(3, 2 * i + usize::from(side == Quantity::Gradient)));
                }
            }
            for (i, mark) in places.iter().enumerate() {
                assert_eq!(nearest(&places, mark.at), Some(i));
            }
        }
    }

    #[test]
    fn an_area_of_no_size_still_has_a_place_for_everything() {
        let half = Grid::new((0.0, 0.0), 0, false, &Style::dark(2.0)).half(0, Quantity::Gradient);
        assert!(half.x1 > half.x0 && half.height(1.0) > 0.0);
    }
}
