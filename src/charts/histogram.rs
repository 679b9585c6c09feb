//! Mirrored histograms, a panel for the input and one a layer: activations above the axis, gradients below (Glorot & Bengio 2010, figures 6
//! and 7); in a narrow column one strip a layer, activations left and gradients right.
//!
//! A bar's height is `√(share / ¼)`, share being the bin's part of all values of the half: the root keeps thin tails
//! visible beside a spike, and the fixed scale lets bars be compared between layers, steps and runs. A bin that holds more
//! than a quarter of all values (three at most) stops at the top and is notched.

use super::drawing::Point;
use super::histogram_axis::{draw_half_axis, draw_range};
use super::histogram_grid::{FULL, Grid, Half};
use super::number::percent;
use super::paint::{Pen, Word, at};
use super::plot::{Axes, Mark, Plot, Quantity, Tip};
use super::style::{LABEL, Style};
use lesson::histogram::{Bins, Histogram};
use lesson::snapshot::{Moments, Snapshot};
use words::Words;

pub use super::histogram_values::Values;

/// The histograms of all layers.
#[derive(Clone, Debug)]
pub struct Histograms<'a> {
    /// What goes into the first layer; it stands before the layers.
    pub input: Option<Input<'a>>,
    /// One panel a layer, the one next to the input first.
    pub panels: Vec<Panel<'a>>,
    /// What the first half shows.
    pub values: Values,
    /// The layer that the verdict means, counted from 0.
    pub marked: Option<usize>,
    /// Strips below each other (for a narrow column) instead of mirrored panels.
    pub rows: bool,
}

/// The histogram of the network's input, which has no gradient.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// Its values.
    pub values: &'a Histogram,
    /// Their mean and standard deviation, whatever the range shows of them.
    pub moments: Moments,
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
    /// The input, and activations and gradients of every hidden layer.
    pub fn of(snapshot: &'a Snapshot, marked: Option<usize>, rows: bool) -> Self {
        let panels = snapshot.layers.iter().map(|l| Panel { act: &l.act_histogram, grad: &l.grad_histogram }).collect();
        let input = Some(Input { values: &snapshot.input.histogram, moments: snapshot.input.value });
        Self { input, panels, values: Values::Activations, marked, rows }
    }

    fn grid(&self, size: (f64, f64), style: &Style) -> Grid {
        Grid::new(size, self.before() + self.panels.len(), self.rows, style)
    }

    /// How many places stand before the first layer.
    fn before(&self) -> usize {
        usize::from(self.input.is_some())
    }

    /// What stands at a place of the grid on a side; `None` where there is nothing, as with the input's gradients.
    fn at(&self, place: usize, side: Quantity) -> Option<&'a Histogram> {
        match (self.input, place.checked_sub(self.before())) {
            (Some(input), None) => (side == Quantity::Activation).then_some(input.values),
            (_, layer) => self.panels.get(layer?).map(|panel| panel.of(side)),
        }
    }

    /// Every half that has a histogram: its place, its side and what it shows.
    fn halves(&self) -> impl Iterator<Item = (usize, Quantity, &'a Histogram)> {
        let places = 0..self.before() + self.panels.len();
        let both = places.flat_map(|place| Quantity::BOTH.map(|side| (place, side)));
        both.filter_map(|(place, side)| Some((place, side, self.at(place, side)?)))
    }

    fn key(&self, side: Quantity) -> &'static str {
        if side == Quantity::Activation { self.values.key() } else { side.key() }
    }
}

/// In strips the two columns carry their names; panels are explained by the caption's key.
fn draw_names(pen: &mut Pen, grid: &Grid, data: &Histograms, words: &Words) {
    if !grid.rows || data.panels.is_empty() && data.input.is_none() {
        return;
    }
    let palette = &pen.style.palette;
    for side in Quantity::BOTH {
        let half = grid.half(0, side);
        let name = if side == Quantity::Activation { data.values.name(words) } else { side.name(words) };
        pen.text(name, (half.x0, pen.style.px(7.0)), Word::tick(side.color(palette)).size(LABEL).left());
    }
}

/// Draws the bars of one half of a panel.
pub(super) fn draw_bars(pen: &mut Pen, half: &Half, histogram: &Histogram, side: Quantity) {
    let total = f64::from(histogram.total());
    if total > 0.0 {
        pen.fill(outline(half, histogram, total), side.color(&pen.style.palette));
    }
}

/// Draws on top of the bars what they do not show: notches in those that go beyond the top, and what has no bin.
pub(super) fn draw_beyond(pen: &mut Pen, half: &Half, histogram: &Histogram, words: &Words) {
    let palette = &pen.style.palette;
    let total = f64::from(histogram.total());
    if total == 0.0 {
        return;
    }
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

/// The filled outline of all bars, one polygon; bars of one height that stand side by side are one step of it.
fn outline(half: &Half, histogram: &Histogram, total: f64) -> Vec<Point> {
    let n = histogram.counts.len();
    let mut points = Vec::with_capacity(2 * n + 2);
    points.push(at(half.x0, half.base));
    let (base, mut from) = (at(0.0, half.base).1, at(half.edge(0, n), half.base));
    for (i, c) in histogram.counts.iter().enumerate() {
        let mut to = at(half.edge(i + 1, n), half.base);
        to.1 = match c {
            0 => base,
            // A single value must be seen: a pixel is the least height.
            _ => at(0.0, half.base - half.height(f64::from(*c) / total).max(1.0) * half.outward()).1,
        };
        from.1 = to.1;
        match points.last_mut() {
            Some(last) if last.1 == from.1 => *last = to,
            _ if from == to => points.push(to),
            _ => points.extend([from, to]),
        }
        from = to;
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

/// Marks the layer with this number, which stands at this place.
fn draw_mark(pen: &mut Pen, grid: &Grid, i: usize, layer: u64, words: &Words) {
    let palette = &pen.style.palette;
    let name = words.layer_short(layer);
    pen.text(&name, grid.name_at(i), Word::tick(palette.ink).size(LABEL).left().bold(true));
    let (left, right, top, bottom) = grid.frame(i);
    if grid.rows {
        pen.rect((left, left + pen.style.px(2.0)), (top, bottom), palette.ink)
    } else {
        pen.rect((left, right), (top, top + pen.style.px(2.0)), palette.ink)
    }
}

/// Where layers have their gradients: the input is not learned.
fn draw_no_gradient(pen: &mut Pen, half: &Half, words: &Words) {
    let (x, y) = ((half.left + half.right) / 2.0, (half.base + half.top) / 2.0);
    pen.text(words.histogram_no_gradient(), (x, y), Word::tick(pen.style.palette.soft))
}

/// The bin of the input that a mark in this column stands for, in words.
fn read_input(input: &Input, column: usize, words: &Words) -> Option<Tip> {
    let histogram = input.values;
    let (n, total) = (histogram.counts.len(), histogram.total());
    let share = |value: u32| f64::from(value) / f64::from(total.max(1));
    let outside = |place, value: u32, end: f32| {
        (value, words.tip_input_outside(place, end.into(), value.into(), total.into(), share(value)))
    };
    let (value, mut text) = match column {
        0 => outside("below", histogram.under, histogram.bins.edges(0).0),
        _ if column == n + 1 => outside("above", histogram.over, histogram.bins.edges(n - 1).1),
        _ => {
            let (value, (low, high)) = (*histogram.counts.get(column - 1)?, histogram.bins.edges(column - 1));
            (value, words.tip_input_bar(low.into(), high.into(), value.into(), total.into(), share(value)))
        }
    };
    text.push_str(words.between_parts());
    text.push_str(&words.tip_input_all(input.moments.mean.into(), input.moments.std.into()));
    Some(Tip { value: f64::from(value), unit: "input", text })
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
        let bins: Vec<Bins> = self.halves().map(|(_, _, histogram)| histogram.bins).collect();
        Box::new((bins, self.input.is_some(), self.rows, self.values))
    }

    fn draw_axes(&self, pen: &mut Pen, words: &Words) {
        let grid = self.grid(pen.size, pen.style);
        let name = Word::tick(pen.style.palette.soft).size(LABEL).left();
        for (place, side, histogram) in self.halves() {
            match place.checked_sub(self.before()) {
                None => {
                    pen.text(words.input_short(), grid.name_at(place), name);
                    draw_range(pen, &grid, place, histogram.bins);
                    draw_no_gradient(pen, &grid.half(place, Quantity::Gradient), words);
                }
                Some(layer) if side == Quantity::Activation => {
                    pen.text(&words.layer_short(layer as u64 + 1), grid.name_at(place), name);
                }
                Some(_) => {}
            }
            draw_half_axis(pen, &grid, place, side, histogram.bins);
        }
        draw_names(pen, &grid, self, words)
    }

    fn draw_marks(&self, pen: &mut Pen, words: &Words) {
        let grid = self.grid(pen.size, pen.style);
        for (place, side, histogram) in self.halves() {
            let half = grid.half(place, side);
            draw_bars(pen, &half, histogram, side);
            draw_beyond(pen, &half, histogram, words);
        }
        for (layer, panel) in self.panels.iter().enumerate() {
            if panel.act.total() == 0 && panel.grad.total() == 0 {
                draw_hidden(pen, &grid.half(self.before() + layer, Quantity::Activation), words);
            }
        }
        if let Some(layer) = self.marked.filter(|layer| *layer < self.panels.len()) {
            draw_mark(pen, &grid, self.before() + layer, layer as u64 + 1, words)
        }
    }

    fn marks(&self, size: (f64, f64), style: &Style) -> Vec<Mark> {
        let (grid, mut marks) = (self.grid(size, style), Vec::new());
        for (place, side, histogram) in self.halves() {
            let row = 2 * place + usize::from(side == Quantity::Gradient);
            marks.extend(grid.half(place, side).marks(histogram.counts.len(), row));
            if self.input.is_some() && place == 0 {
                // What is not there can be asked as well.
                marks.push(grid.half(0, Quantity::Gradient).whole(1));
            }
        }
        marks
    }

    fn tip(&self, mark: &Mark, words: &Words) -> Option<Tip> {
        let (place, side) = (mark.row / 2, Quantity::BOTH[mark.row % 2]);
        if let Some(input) = self.input.filter(|_| place == 0) {
            return match side {
                Quantity::Activation => read_input(&input, mark.column, words),
                Quantity::Gradient => {
                    Some(Tip { value: f64::NAN, unit: "input", text: words.tip_input_no_gradient().into() })
                }
            };
        }
        let histogram = self.at(place, side)?;
        // A layer that is not known yet, or veiled behind a question, has no values: it says nothing, not zero.
        let known =
            histogram.counts.iter().any(|n| *n > 0) || histogram.under + histogram.over + histogram.nonfinite > 0;
        known.then(|| read(histogram, place - self.before(), self.key(side), mark.column, words))?
    }

    fn describe(&self, words: &Words) -> String {
        let last = self.panels.len().saturating_sub(1);
        // In order as they stand: the marked layer is between the first and the last, or one of them.
        let mut shown: Vec<usize> =
            [Some(0), self.marked, Some(last)].into_iter().flatten().filter(|i| *i <= last).collect();
        shown.dedup();
        let mut said = vec![words.chart_histograms(self.panels.len() as u64)];
        if let Some(input) = self.input {
            let all = words.tip_input_all(input.moments.mean.into(), input.moments.std.into());
            said.push(words.chart_histograms_input(&[spread(input.values, words), all].join(words.between_items())));
        }
        for i in shown.into_iter().filter(|i| *i < self.panels.len()) {
            let marked = if self.marked == Some(i) { "yes" } else { "no" };
            let [values, gradients] = [self.panels[i].act, self.panels[i].grad].map(|half| spread(half, words));
            said.push(words.chart_histograms_layer(i as u64 + 1, marked, self.values.key(), &values, &gradients));
        }
        said.join(words.between_sentences())
    }
}
