//! An activation function and its derivative, over the values that it really reads in the chosen layer: where the
//! derivative is under 6% of its largest, the values are saturated and their bars change colour.

use super::drawing::Point;
use super::number::short;
use super::paint::{Pen, Word, at};
use super::plot::{Axes, Mark, Plot, Tip};
use super::scale::{Place, Scale};
use super::style::{LABEL, Style};
use lesson::histogram::{Bins, Histogram};
use lesson::snapshot::Snapshot;
use nn::act::Act;
use words::Words;

/// The chart's data.
#[derive(Clone, Copy, Debug)]
pub struct Slope<'a> {
    /// The function.
    pub act: Act,
    /// The values before the activation, where there are some.
    pub pre: Option<&'a Histogram>,
}

/// The functions that are compared.
pub const ACTIVATIONS: [Act; 3] = [Act::Sigmoid, Act::Tanh, Act::Relu];

impl<'a> Slope<'a> {
    /// A function over what the `layer`-th layer reads, counted from 1.
    pub fn of(act: Act, snapshot: &'a Snapshot, layer: usize) -> Self {
        Self { act, pre: snapshot.layers.get(layer.wrapping_sub(1)).map(|layer| &layer.pre_histogram) }
    }

    /// Share of the pre-activations at which the function is almost flat.
    pub fn flat_share(&self) -> Option<f64> {
        self.pre.map(|pre| saturated_share(self.act, pre))
    }
}

/// The values that the axis shows: those of the pre-activations' bins.
const REACH: f64 = 5.0;
/// Steps between the two ends at which the function can be asked.
const ASKED: usize = 50;

/// The `k`-th value at which it can be asked.
fn asked(k: usize) -> f64 {
    (k as f64 * 2.0 - ASKED as f64) * REACH / ASKED as f64
}

/// A slope under this part of the largest counts as saturated (DESIGN: |tanh| > 0.97, sigmoid outside 0.015..0.985).
const FLAT: f64 = 0.06;

struct Panel {
    x: Scale,
    y: Scale,
    /// Where the bars stand and how high they may grow.
    bars: (f64, f64),
}

impl Panel {
    fn new(size: (f64, f64), act: Act, style: &Style) -> Self {
        let u = style.px_ratio;
        let x = Scale::linear((-REACH, REACH), (24.0 * u, (size.0 - 8.0 * u).max(25.0 * u)));
        let foot = (size.1 - 18.0 * u).max(2.0 * u);
        let split = (foot * 0.62).round();
        let range = match act {
            Act::Sigmoid => (-0.1, 1.1),
            Act::Tanh => (-1.15, 1.15),
            _ => (-0.6, 3.0),
        };
        Self { x, y: Scale::linear(range, (split, 4.0 * u)), bars: (foot, split + 8.0 * u) }
    }

    /// The curve of `f` where it lies within the plot.
    fn curve(&self, f: impl Fn(f64) -> f64) -> Vec<Vec<Point>> {
        let mut lines = vec![Vec::new()];
        for k in 0..=200 {
            let x = -REACH + 2.0 * REACH * f64::from(k) / 200.0;
            match (self.y.place(f(x)), lines.last_mut()) {
                (Place::At(y), Some(line)) => line.push(at(self.x.pixel(x), y)),
                (_, Some(line)) if !line.is_empty() => lines.push(Vec::new()),
                _ => {}
            }
        }
        lines
    }
}

/// Whether the slope at `x` is under 6% of the largest (found over the range shown).
fn flat(act: Act, x: f64) -> bool {
    let largest = (0..=100).map(|k| act.derivative(-REACH + 0.1 * f64::from(k)).abs()).fold(0.0, f64::max);
    act.derivative(x).abs() < FLAT * largest
}

/// Root scale as in the mirrored histograms, the same quarter at the top.
fn height(panel: &Panel, share: f64) -> f64 {
    libm::sqrt(share / super::histogram_grid::FULL).min(1.0) * (panel.bars.0 - panel.bars.1)
}

fn flat_bin(act: Act, bins: Bins, i: usize) -> bool {
    let (low, high) = bins.edges(i);
    flat(act, f64::from(low + high) / 2.0)
}

/// Neighbouring bins that are all saturated or all not.
fn runs(act: Act, pre: &Histogram) -> Vec<Vec<usize>> {
    let mut runs: Vec<Vec<usize>> = Vec::new();
    for i in 0..pre.counts.len() {
        match runs.last_mut() {
            Some(run) if flat_bin(act, pre.bins, run[0]) == flat_bin(act, pre.bins, i) => run.push(i),
            _ => runs.push(vec![i]),
        }
    }
    runs
}

fn outline(panel: &Panel, pre: &Histogram, run: &[usize], total: f64) -> Vec<Point> {
    let edge = |i: usize, k: usize| {
        let (low, high) = pre.bins.edges(i);
        panel.x.pixel(f64::from(if k == 0 { low } else { high }))
    };
    let (Some(&first), Some(&last)) = (run.first(), run.last()) else { return Vec::new() };
    let mut points = vec![at(edge(first, 0), panel.bars.0)];
    for &i in run {
        let c = pre.counts[i];
        let tall = if c == 0 { 0.0 } else { height(panel, f64::from(c) / total).max(1.0) };
        points.extend([at(edge(i, 0), panel.bars.0 - tall), at(edge(i, 1), panel.bars.0 - tall)]);
    }
    points.push(at(edge(last, 1), panel.bars.0));
    points
}

/// Share of the values in bins where the function is flat; values out of range by the slope at the range's end.
fn saturated_share(act: Act, pre: &Histogram) -> f64 {
    let inside = pre.counts.iter().enumerate().filter(|(i, _)| flat_bin(act, pre.bins, *i)).map(|(_, c)| u64::from(*c));
    let mut flat_values: u64 = inside.sum();
    for (n, x) in [(pre.under, -2.0 * REACH), (pre.over, 2.0 * REACH)] {
        flat_values += if flat(act, x) { u64::from(n) } else { 0 };
    }
    flat_values as f64 / f64::from(pre.total().max(1))
}

/// How many of the values lie in the bin of `v`.
fn share_at(pre: &Histogram, v: f64) -> Option<f64> {
    let n = pre.counts.len();
    let bin = (0..n).find(|i| f64::from(pre.bins.edges(*i).1) >= v).unwrap_or(n.saturating_sub(1));
    pre.counts.get(bin).map(|c| f64::from(*c) / f64::from(pre.total().max(1)))
}

impl Plot for Slope<'_> {
    fn axes(&self) -> Axes {
        Box::new(self.act)
    }

    fn draw_axes(&self, pen: &mut Pen, _words: &Words) {
        let (size, style) = (pen.size, pen.style);
        let (palette, panel) = (&style.palette, Panel::new(size, self.act, style));
        let soft = Word::tick(palette.soft);
        pen.vline(panel.x.pixel(0.0), panel.y.to, panel.bars.0, palette.rule);
        for v in [-1.0, 0.0, 1.0, 2.0, 3.0] {
            if let Place::At(y) = panel.y.place(v) {
                pen.hline(panel.x.from, panel.x.to, y, palette.rule);
                // At the upper edge there is no room for half a line above it.
                pen.text(&short(v), (panel.x.from - style.px(5.0), y.max(style.px(6.0))), soft.right());
            }
        }
        pen.hline(panel.x.from, panel.x.to, panel.bars.0, palette.soft);
        for v in [-4.0, -2.0, 0.0, 2.0, 4.0] {
            pen.text(&short(v), (panel.x.pixel(v), panel.bars.0 + style.px(10.0)), soft);
        }
        for line in panel.curve(|x| self.act.derivative(x)) {
            pen.dashes(&line, palette.soft, 1.5);
        }
        for line in panel.curve(|x| self.act.value(x)) {
            pen.path(line, palette.ink, 2.0);
        }
    }

    fn draw_marks(&self, pen: &mut Pen, words: &Words) {
        let Some(pre) = self.pre else { return };
        let (size, style) = (pen.size, pen.style);
        let (palette, panel) = (&style.palette, Panel::new(size, self.act, style));
        let total = f64::from(pre.total());
        if total == 0.0 {
            return;
        }
        for run in runs(self.act, pre) {
            let saturated = run.first().is_some_and(|i| flat_bin(self.act, pre.bins, *i));
            let outline = outline(&panel, pre, &run, total);
            pen.fill(outline, if saturated { palette.bad } else { palette.act });
        }
        let thick = style.px(3.0);
        for (n, x) in [(pre.under, panel.x.from - thick), (pre.over, panel.x.to)] {
            if n > 0 {
                let tall = height(&panel, f64::from(n) / total).max(style.px(2.0));
                pen.rect((x, x + thick), (panel.bars.0 - tall, panel.bars.0), palette.bad);
            }
        }
        let share = saturated_share(self.act, pre);
        if share > 0.0 {
            let place = (panel.x.to, panel.bars.1 + style.px(4.0));
            pen.text(&words.slope_flat(share), place, Word::tick(palette.bad).size(LABEL).right());
        }
    }

    fn marks(&self, size: (f64, f64), style: &Style) -> Vec<Mark> {
        let panel = Panel::new(size, self.act, style);
        let mark = |k: usize| {
            let v = asked(k);
            let apart = asked(1) - asked(0);
            Mark::slot(&panel.x, (v, apart), 0.0, (0.0, size.1), panel.y.pixel(self.act.value(v)), (0, k))
        };
        (0..=ASKED).map(mark).collect()
    }

    /// Function, slope and how many values lie there.
    fn tip(&self, mark: &Mark, words: &Words) -> Option<Tip> {
        let v = asked(mark.column);
        let (value, slope) = (self.act.value(v), self.act.derivative(v));
        let text = match self.pre.and_then(|pre| share_at(pre, v)) {
            Some(share) => words.tip_slope_values(v, value, slope, share),
            None => words.tip_slope(v, value, slope),
        };
        Some(Tip { value: slope, unit: "slope", text })
    }

    fn describe(&self, words: &Words) -> String {
        let largest = (0..=100).map(|k| self.act.derivative(-REACH + 0.1 * f64::from(k))).fold(0.0, f64::max);
        let mut text = words.chart_slope(words.label(self.act), largest);
        if let Some(pre) = self.pre.filter(|p| p.total() > 0) {
            text.push_str(words.between_sentences());
            text.push_str(&words.chart_slope_flat(saturated_share(self.act, pre)));
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flat_is_where_the_slope_is_under_six_percent() {
        assert!(!flat(Act::Tanh, 1.9) && flat(Act::Tanh, 2.2));
        assert!(flat(Act::Relu, -0.1) && !flat(Act::Relu, 3.0));
        assert!(!flat(Act::Linear, 5.0));
        let mut pre = Histogram::new(Bins::of_pre_activations());
        pre.count(&[-4.0, 0.1, 0.2, 9.0]);
        assert_eq!(saturated_share(Act::Tanh, &pre), 0.5);
        assert_eq!(saturated_share(Act::Relu, &pre), 0.25);
    }
}
