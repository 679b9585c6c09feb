//! Mirrored histograms, one panel a layer: activations above the axis, gradients below (Glorot & Bengio 2010, figures 6
//! and 7); in a narrow column one strip a layer, activations left and gradients right.
//!
//! A bar's height is `√(share / ¼)`, share being the bin's part of all values of the half: the root keeps thin tails
//! visible beside a spike, and the fixed scale lets bars be compared between layers, steps and runs. A bin that holds more
//! than a quarter of all values (three at most) stops at the top and is notched.

use plotters_backend::DrawingBackend;

use super::histogram_axis::draw_half_axis;
use super::number::{count, percent, short};
use super::paint::{Pen, Point, Word, at, size_of};
use super::style::{LABEL, Style};
use super::{Area, Drawn, Tip};
pub use crate::histogram_grid::Half;
use crate::histogram_grid::{FULL, Grid, Side};
use lesson::histogram::Histogram;
use lesson::snapshot::Snapshot;

/// The histograms of all layers.
#[derive(Clone, Debug)]
pub struct Histograms<'a> {
    /// One panel a layer, the one next to the input first.
    pub panels: Vec<Panel<'a>>,
    /// What the first half shows, such as `activations`.
    pub unit: &'static str,
    /// The panel that the verdict means, counted from 0.
    pub marked: Option<usize>,
    /// Strips below each other (for a narrow column) instead of mirrored panels.
    pub rows: bool,
    /// All panels in one line without names and tick labels: a row of the race.
    pub bare: bool,
}

/// The two histograms of a layer.
#[derive(Clone, Copy, Debug)]
pub struct Panel<'a> {
    /// Activations: above the axis, or left.
    pub act: &'a Histogram,
    /// Gradients: below the axis, or right.
    pub grad: &'a Histogram,
}

impl<'a> Histograms<'a> {
    /// Activations and gradients of every hidden layer.
    pub fn of(snapshot: &'a Snapshot, marked: Option<usize>, rows: bool) -> Self {
        let panels = snapshot.layers.iter().map(|l| Panel { act: &l.act_histogram, grad: &l.grad_histogram }).collect();
        Self { panels, unit: "activations", marked, rows, bare: false }
    }

    /// The same without names and tick labels, as a row of the race has it.
    pub fn bare(self) -> Self {
        Self { bare: true, rows: false, ..self }
    }

    fn grid(&self, size: (f64, f64), style: &Style) -> Grid {
        if self.bare {
            Grid::bare(size, self.panels.len(), style)
        } else {
            Grid::new(size, self.panels.len(), self.rows, style)
        }
    }

    fn of_side(&self, i: usize, side: Side) -> &'a Histogram {
        match side {
            Side::Act => self.panels[i].act,
            Side::Grad => self.panels[i].grad,
        }
    }

    fn unit(&self, side: Side) -> &'static str {
        match side {
            Side::Act => self.unit,
            Side::Grad => "gradients",
        }
    }
}

/// Draws the still layer: layer names, axes, tick labels.
pub fn draw_axes<DB: DrawingBackend>(area: &Area<DB>, data: &Histograms, style: &Style) -> Drawn<DB> {
    let Some(size) = size_of(area) else { return Ok(()) };
    let (pen, grid) = (Pen::new(area, style), data.grid(size, style));
    for i in 0..data.panels.len() {
        if !data.bare {
            let name = format!("L{}", i + 1);
            pen.text(&name, grid.name_at(i), Word::tick(style.palette.soft).size(LABEL).left())?;
        }
        for side in Side::BOTH {
            draw_half_axis(&pen, &grid, i, side, data.of_side(i, side).bins)?;
        }
    }
    draw_names(&pen, &grid, data)
}

/// In strips the two columns carry their names; panels are explained by the caption's key.
fn draw_names<DB: DrawingBackend>(pen: &Pen<DB>, grid: &Grid, data: &Histograms) -> Drawn<DB> {
    if !grid.rows || data.panels.is_empty() {
        return Ok(());
    }
    let palette = &pen.style.palette;
    for (side, color) in [(Side::Act, palette.act), (Side::Grad, palette.grad)] {
        let half = grid.half(0, side);
        pen.text(data.unit(side), (half.x0, pen.style.px(7.0)), Word::tick(color).size(LABEL).left())?;
    }
    Ok(())
}

/// Draws the moving layer: the bars, what lies outside, the mark of the layer that the verdict means.
pub fn draw_bars<DB: DrawingBackend>(area: &Area<DB>, data: &Histograms, style: &Style) -> Drawn<DB> {
    let Some(size) = size_of(area) else { return Ok(()) };
    let (pen, grid) = (Pen::new(area, style), data.grid(size, style));
    for i in 0..data.panels.len() {
        for side in Side::BOTH {
            draw_half(&pen, &grid.half(i, side), data.of_side(i, side), side)?;
        }
    }
    match data.marked {
        Some(i) if i < data.panels.len() => draw_mark(&pen, &grid, i, data.bare),
        _ => Ok(()),
    }
}

/// Draws one half of a panel.
pub(super) fn draw_half<DB: DrawingBackend>(
    pen: &Pen<DB>,
    half: &Half,
    histogram: &Histogram,
    side: Side,
) -> Drawn<DB> {
    let palette = &pen.style.palette;
    let total = f64::from(histogram.total());
    if total == 0.0 {
        return Ok(());
    }
    let color = if side == Side::Act { palette.act } else { palette.grad };
    pen.fill(outline(half, histogram, total), color)?;
    for (i, _) in histogram.counts.iter().enumerate().filter(|(_, c)| f64::from(**c) / total > FULL) {
        let (x0, x1) = half.bin(i, histogram.counts.len());
        let y = half.base + (half.top - half.base) * 0.94;
        pen.rect((x0, x1), (y, y + pen.style.px(1.5)), palette.paper)?;
    }
    for (n, x) in
        [(histogram.under, (half.left, half.x0 - half.gap)), (histogram.over, (half.x1 + half.gap, half.right))]
    {
        if n > 0 {
            let tall = (half.height(f64::from(n) / total)).max(pen.style.px(2.0));
            pen.rect(x, (half.base, half.base - tall * half.outward()), palette.bad)?;
        }
    }
    draw_not_finite(pen, half, f64::from(histogram.nonfinite) / total)
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

/// A hatched block for NaN and ±∞, with their share in words.
fn draw_not_finite<DB: DrawingBackend>(pen: &Pen<DB>, half: &Half, share: f64) -> Drawn<DB> {
    if share == 0.0 {
        return Ok(());
    }
    let bad = pen.style.palette.bad;
    let (x, y) = ((half.left + half.right) / 2.0, (half.base + half.top) / 2.0);
    let thick = pen.style.px(3.0);
    let reach = (half.right - half.left) * share;
    pen.rect((half.left, half.left + reach), (half.base, half.base - thick * half.outward()), bad)?;
    let line = pen.style.px(12.0);
    if (half.top - half.base).abs() < 2.0 * line {
        return pen.text(&format!("NaN, ∞ {}", percent(share)), (x, y), Word::tick(bad));
    }
    pen.text("NaN, ∞", (x, y - line / 2.0), Word::tick(bad).bold(true))?;
    pen.text(&percent(share), (x, y + line / 2.0), Word::tick(bad))
}

fn draw_mark<DB: DrawingBackend>(pen: &Pen<DB>, grid: &Grid, i: usize, bare: bool) -> Drawn<DB> {
    let palette = &pen.style.palette;
    if !bare {
        let name = format!("L{}", i + 1);
        pen.text(&name, grid.name_at(i), Word::tick(palette.ink).size(LABEL).left().bold(true))?;
    }
    let (left, right, top, bottom) = grid.frame(i);
    if grid.rows {
        pen.rect((left, left + pen.style.px(2.0)), (top, bottom), palette.ink)
    } else {
        pen.rect((left, right), (top, top + pen.style.px(2.0)), palette.ink)
    }
}

/// What lies under a point of the chart.
pub fn value_at(size: (u32, u32), data: &Histograms, style: &Style, x: f64, y: f64) -> Option<Tip> {
    let grid = data.grid((f64::from(size.0), f64::from(size.1)), style);
    let (i, side) = grid.find(x, y)?;
    Some(read(&grid.half(i, side), data.of_side(i, side), i, data.unit(side), x))
}

/// The bin of layer `i` (counted from 0) at `x`, in words.
pub(super) fn read(half: &Half, histogram: &Histogram, i: usize, unit: &'static str, x: f64) -> Tip {
    let n = histogram.counts.len();
    let total = histogram.total();
    let (value, place) = if x < half.x0 {
        (histogram.under, format!("below {}", short(f64::from(histogram.bins.edges(0).0))))
    } else if x > half.x1 {
        (histogram.over, format!("above {}", short(f64::from(histogram.bins.edges(n - 1).1))))
    } else {
        let bin = (((x - half.x0) / (half.x1 - half.x0) * n as f64) as usize).min(n - 1);
        let (low, high) = histogram.bins.edges(bin);
        (histogram.counts[bin], format!("{} to {}", short(f64::from(low)), short(f64::from(high))))
    };
    let share = percent(f64::from(value) / f64::from(total.max(1)));
    let mut text =
        format!("Layer {}, {unit} {place}: {} of {} ({share})", i + 1, count(value.into()), count(total.into()));
    if histogram.nonfinite > 0 {
        text.push_str(&format!("; {} not finite", count(histogram.nonfinite.into())));
    }
    Tip { value: f64::from(value), unit, text }
}

/// The chart in words: where nine tenths of the values lie at the first, the marked and the last layer.
pub fn describe(data: &Histograms) -> String {
    let last = data.panels.len().saturating_sub(1);
    // In order as they stand: the marked layer is between the first and the last, or one of them.
    let mut shown: Vec<usize> =
        [Some(0), data.marked, Some(last)].into_iter().flatten().filter(|i| *i <= last).collect();
    shown.dedup();
    let mut text = format!("Histograms of {} hidden layers.", data.panels.len());
    for i in shown.into_iter().filter(|i| *i < data.panels.len()) {
        let marked = if data.marked == Some(i) { " (marked)" } else { "" };
        text.push_str(&format!(" Layer {}{marked}: {} {}", i + 1, data.unit, spread(data.panels[i].act)));
        text.push_str(&format!("; gradients {}.", spread(data.panels[i].grad)));
    }
    text
}

/// Where the middle nine tenths of the counted values lie, and what lies outside.
fn spread(histogram: &Histogram) -> String {
    let inside: u64 = histogram.counts.iter().map(|c| u64::from(*c)).sum();
    let total = f64::from(histogram.total().max(1));
    let mut text = if inside == 0 {
        "none in range".to_string()
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
        format!("mostly {} to {}", short(f64::from(low)), short(f64::from(high)))
    };
    for (n, word) in
        [(histogram.under, "below range"), (histogram.over, "above range"), (histogram.nonfinite, "not finite")]
    {
        if n > 0 {
            text.push_str(&format!(", {} {word}", percent(f64::from(n) / total)));
        }
    }
    text
}
