//! Mirrored histograms, one panel a layer: activations above the axis, gradients below (Glorot & Bengio 2010, figures 6
//! and 7); in a narrow column one strip a layer, activations left and gradients right.
//!
//! A bar's height is `√(share / ¼)`, share being the bin's part of all values of the half: the root keeps thin tails
//! visible beside a spike, and the fixed scale lets bars be compared between layers, steps and runs. A bin that holds more
//! than a quarter of all values (three at most) stops at the top and is notched.

use super::drawing::Point;
use super::histogram_axis::draw_half_axis;
use super::histogram_grid::{FULL, Grid, Half};
use super::number::percent;
use super::paint::{Pen, Word, at};
use super::plot::{Axes, Mark, Plot, Quantity, Tip};
use super::style::{LABEL, Style};
use lesson::histogram::{Bins, Histogram};
use lesson::snapshot::Snapshot;
use words::Words;

pub use super::histogram_values::Values;

/// The histograms of all layers.
#[derive(Clone, Debug)]
pub struct Histograms<'a> {
    /// One panel a layer, the one next to the input first.
    pub panels: Vec<Panel<'a>>,
    /// What the first half shows.
    pub values: Values,
    /// The panel that the verdict means, counted from 0.
    pub marked: Option<usize>,
    /// Strips below each other (for a narrow column) instead of mirrored panels.
    pub rows: bool,
}

/// The two histograms of a layer.
#[derive(Clone, Copy, Debug)]
pub struct Panel<'a> {
    /// Activations: above the axis, or left.
    pub act: &'a Histogram,
    /// Gradients: below the axis, or right.
    pub grad: &'a Histogram,
}

impl<'a> Panel<'a> {
    fn of(&self, side: Quantity) -> &'a Histogram {
        if side == Quantity::Activation { self.act } else { self.grad }
    }
}

impl<'a> Histograms<'a> {
    /// Activations and gradients of every hidden layer.
    pub fn of(snapshot: &'a Snapshot, marked: Option<usize>, rows: bool) -> Self {
        let panels = snapshot.layers.iter().map(|l| Panel { act: &l.act_histogram, grad: &l.grad_histogram }).collect();
        Self { panels, values: Values::Activations, marked, rows }
    }

    fn grid(&self, size: (f64, f64), style: &Style) -> Grid {
        Grid::new(size, self.panels.len(), self.rows, style)
    }

    fn key(&self, side: Quantity) -> &'static str {
        if side == Quantity::Activation { self.values.key() } else { side.key() }
    }
}

/// In strips the two columns carry their names; panels are explained by the caption's key.
fn draw_names(pen: &mut Pen, grid: &Grid, data: &Histograms, words: &Words) {
    if !grid.rows || data.panels.is_empty() {
        return;
    }
    let palette = &pen.style.palette;
    for side in Quantity::BOTH {
        let half = grid.half(0, side);
        let name = if side == Quantity::Activation { data.values.name(words) } else { side.name(words) };
        pen.text(name, (half.x0, pen.style.px(7.0)), Word::tick(side.color(palette)).size(LABEL).left());
    }
}

/// Draws one half of a panel.
pub(super) fn draw_half(pen: &mut Pen, half: &Half, histogram: &Histogram, side: Quantity, words: &Words) {
    let palette = &pen.style.palette;
    let total = f64::from(histogram.total());
    if total == 0.0 {
        return;
    }
    let color = side.color(palette);
    pen.fill(outline(half, histogram, total), color);
    for (i, _) in histogram.counts.iter().enumerate().filter(|(_, c)| f64::from(**c) / total > FULL) {
        let (x0, x1) = half.bin(i, histogram.counts.len());
        let y = half.base + (half.top - half.base) * 0.94;
        pen.rect((x0, x1), (y, y + pen.style.px(1.5)), palette.paper);
    }
    for (n, x) in
        [(histogram.under, (half.left, half.x0 - half.gap)), (histogram.over, (half.x1 + half.gap, half.right))]
    {
        if n > 0 {
            let tall = (half.height(f64::from(n) / total)).max(pen.style.px(2.0));
            pen.rect(x, (half.base, half.base - tall * half.outward()), palette.bad);
        }
    }
    draw_not_finite(pen, half, f64::from(histogram.nonfinite) / total, words)
}

/// The filled outline of all bars, one polygon.
fn outline(half: &Half, histogram: &Histogram, total: f64) -> Vec<Point> {
    let n = histogram.counts.len();
    let mut points = vec![at(half.x0, half.base)];
    for (i, c) in histogram.counts.iter().enumerate() {
        let (x0, x1) = half.bin(i, n);
        // A single value must be seen: a pixel is the least height.
        let tall = if *c == 0 { 0.0 } else { half.height(f64::from(*c) / total).max(1.0) };
        let y = half.base - tall * half.outward();
        for point in [at(x0, y), at(x1, y)] {
            if points.last() != Some(&point) {
                points.push(point);
            }
        }
    }
    points.push(at(half.x1, half.base));
    points
}

/// A layer without any value waits for the reader's guess: it is not empty.
fn draw_hidden(pen: &mut Pen, half: &Half, words: &Words) {
    let soft = Word::tick(pen.style.palette.soft);
    let (x, y) = ((half.left + half.right) / 2.0, (half.base + half.top) / 2.0);
    pen.text("?", (x, y - pen.style.px(8.0)), soft.size(22.0).bold(true));
    pen.text(words.histogram_hidden(), (x, y + pen.style.px(12.0)), soft);
}

/// A hatched block for NaN and ±∞, with their share in words.
fn draw_not_finite(pen: &mut Pen, half: &Half, share: f64, words: &Words) {
    if share == 0.0 {
        return;
    }
    let bad = pen.style.palette.bad;
    let (x, y) = ((half.left + half.right) / 2.0, (half.base + half.top) / 2.0);
    let thick = pen.style.px(3.0);
    let reach = (half.right - half.left) * share;
    pen.rect((half.left, half.left + reach), (half.base, half.base - thick * half.outward()), bad);
    let line = pen.style.px(12.0);
    if (half.top - half.base).abs() < 2.0 * line {
        return pen.text(&words.not_finite_share(share), (x, y), Word::tick(bad));
    }
    pen.text(words.not_finite(), (x, y - line / 2.0), Word::tick(bad).bold(true));
    pen.text(&percent(share), (x, y + line / 2.0), Word::tick(bad))
}

fn draw_mark(pen: &mut Pen, grid: &Grid, i: usize, words: &Words) {
    let palette = &pen.style.palette;
    let name = words.layer_short(i as u64 + 1);
    pen.text(&name, grid.name_at(i), Word::tick(palette.ink).size(LABEL).left().bold(true));
    let (left, right, top, bottom) = grid.frame(i);
    if grid.rows {
        pen.rect((left, left + pen.style.px(2.0)), (top, bottom), palette.ink)
    } else {
        pen.rect((left, right), (top, top + pen.style.px(2.0)), palette.ink)
    }
}

/// The bin of layer `i` (counted from 0) that a mark in this column stands for, in words.
/// `signal` is the key of what the histogram counts.
pub(super) fn read(histogram: &Histogram, i: usize, signal: &'static str, column: usize, words: &Words) -> Option<Tip> {
    let (n, layer, total) = (histogram.counts.len(), i as u64 + 1, histogram.total());
    let edges = |bin: usize| histogram.bins.edges(bin);
    let share = |value: u32| f64::from(value) / f64::from(total.max(1));
    let (value, mut text) = if column == 0 {
        let (value, end) = (histogram.under, edges(0).0);
        (value, words.tip_histogram_below(layer, signal, end.into(), value.into(), total.into(), share(value)))
    } else if column == n + 1 {
        let (value, end) = (histogram.over, edges(n - 1).1);
        (value, words.tip_histogram_above(layer, signal, end.into(), value.into(), total.into(), share(value)))
    } else {
        let (value, (low, high)) = (*histogram.counts.get(column - 1)?, edges(column - 1));
        let (from, to) = (low.into(), high.into());
        (value, words.tip_histogram_bar(layer, signal, from, to, value.into(), total.into(), share(value)))
    };
    if histogram.nonfinite > 0 {
        text.push_str(words.between_parts());
        text.push_str(&words.tip_histogram_not_finite(histogram.nonfinite.into()));
    }
    Some(Tip { value: f64::from(value), unit: signal, text })
}

/// Where the middle nine tenths of the counted values lie, and what lies outside.
fn spread(histogram: &Histogram, words: &Words) -> String {
    let inside: u64 = histogram.counts.iter().map(|c| u64::from(*c)).sum();
    let total = f64::from(histogram.total().max(1));
    let mut text = if inside == 0 {
        words.chart_histograms_none().to_string()
    } else {
        let bin = |share: f64| {
            let mut before = 0;
            let reached = |c: &u32| {
                before += u64::from(*c);
                before as f64 >= share * inside as f64
            };
            histogram.counts.iter().position(reached).unwrap_or(0)
        };
        let (low, high) = (histogram.bins.edges(bin(0.05)).0, histogram.bins.edges(bin(0.95)).1);
        words.chart_histograms_mostly(low.into(), high.into())
    };
    for (n, place) in [(histogram.under, "below"), (histogram.over, "above"), (histogram.nonfinite, "not-finite")] {
        if n > 0 {
            text.push_str(words.between_items());
            text.push_str(&words.chart_histograms_outside(f64::from(n) / total, place));
        }
    }
    text
}

impl Plot for Histograms<'_> {
    fn axes(&self) -> Axes {
        let bins: Vec<[Bins; 2]> = self.panels.iter().map(|panel| [panel.act.bins, panel.grad.bins]).collect();
        Box::new((bins, self.rows, self.values))
    }

    fn draw_axes(&self, pen: &mut Pen, words: &Words) {
        let (size, style) = (pen.size, pen.style);
        let grid = self.grid(size, style);
        for (i, panel) in self.panels.iter().enumerate() {
            let name = words.layer_short(i as u64 + 1);
            pen.text(&name, grid.name_at(i), Word::tick(style.palette.soft).size(LABEL).left());
            for side in Quantity::BOTH {
                draw_half_axis(pen, &grid, i, side, panel.of(side).bins);
            }
        }
        draw_names(pen, &grid, self, words)
    }

    fn draw_marks(&self, pen: &mut Pen, words: &Words) {
        let (size, style) = (pen.size, pen.style);
        let grid = self.grid(size, style);
        for (i, panel) in self.panels.iter().enumerate() {
            for side in Quantity::BOTH {
                draw_half(pen, &grid.half(i, side), panel.of(side), side, words);
            }
            if panel.act.total() == 0 && panel.grad.total() == 0 {
                draw_hidden(pen, &grid.half(i, Quantity::Activation), words);
            }
        }
        match self.marked {
            Some(i) if i < self.panels.len() => draw_mark(pen, &grid, i, words),
            _ => {}
        }
    }

    fn marks(&self, size: (f64, f64), style: &Style) -> Vec<Mark> {
        let (grid, mut marks) = (self.grid(size, style), Vec::new());
        for (i, panel) in self.panels.iter().enumerate() {
            for (k, side) in Quantity::BOTH.into_iter().enumerate() {
                marks.extend(grid.half(i, side).marks(panel.of(side).counts.len(), 2 * i + k));
            }
        }
        marks
    }

    fn tip(&self, mark: &Mark, words: &Words) -> Option<Tip> {
        let (i, side) = (mark.row / 2, Quantity::BOTH[mark.row % 2]);
        let histogram = self.panels.get(i)?.of(side);
        // A layer that is not known yet, or veiled behind a question, has no values: it says nothing, not zero.
        let known =
            histogram.counts.iter().any(|n| *n > 0) || histogram.under + histogram.over + histogram.nonfinite > 0;
        known.then(|| read(histogram, i, self.key(side), mark.column, words))?
    }

    fn describe(&self, words: &Words) -> String {
        let last = self.panels.len().saturating_sub(1);
        // In order as they stand: the marked layer is between the first and the last, or one of them.
        let mut shown: Vec<usize> =
            [Some(0), self.marked, Some(last)].into_iter().flatten().filter(|i| *i <= last).collect();
        shown.dedup();
        let mut said = vec![words.chart_histograms(self.panels.len() as u64)];
        for i in shown.into_iter().filter(|i| *i < self.panels.len()) {
            let marked = if self.marked == Some(i) { "yes" } else { "no" };
            let [values, gradients] = [self.panels[i].act, self.panels[i].grad].map(|half| spread(half, words));
            said.push(words.chart_histograms_layer(i as u64 + 1, marked, self.values.key(), &values, &gradients));
        }
        said.join(words.between_sentences())
    }
}
