//! Sums as a histogram, with the normal curve of the predicted width over it; behind it the outline of another n's, which the
//! reader compares it with. What lies beyond the axis is counted at its ends.

use super::depth::{AtLayer, Depth};
use super::drawing::Point;
use super::number::count;
use super::paint::{Margins, Pen, Word, at, framed};
use super::plot::{Axes, Mark, Plot, Tip};
use super::scale::{Decades, Scale};
use super::style::{LABEL, Style, mix};
use lesson::histogram::{Bins, Histogram};
use lesson::sum::normal_share;
use lesson::sum_state::{FROM, Picture, Ten};
use words::Words;

/// The chart's data.
#[derive(Clone, Copy, Debug)]
pub struct Sum<'a>(
    /// The histograms.
    pub &'a Picture,
);

/// The ten layers as the chart of the signal by depth.
pub fn by_depth(ten: &Ten) -> Depth<'static> {
    let last = ten.measured.last().map_or(f64::NAN, |layer| layer.grad);
    let both = ten.measured.iter().zip(&ten.predicted.layers).enumerate();
    let layers = both.map(|(l, (measured, predicted))| AtLayer {
        act: measured.act,
        grad: measured.grad,
        predicted_act: predicted.act_std,
        predicted_grad: predicted.grad_rms_relative * last,
        spread: ten.stray(l),
    });
    let layers: Vec<AtLayer> = layers.collect();
    let act_axis = Decades::of(layers.iter().flat_map(|layer| [layer.act, layer.predicted_act]), 3);
    let grad_axis = Decades::of(layers.iter().flat_map(|layer| [layer.grad, layer.predicted_grad]), 3);
    Depth { input: None, layers, unpredicted: "", marked: None, act_axis, grad_axis }
}

/// Points of the normal curve from its middle to one side, and how far it is drawn, in standard deviations.
const POINTS: i32 = 60;
const REACH: f64 = 4.0;

impl Sum<'_> {
    fn ends(&self) -> (f64, f64) {
        match self.0.sums.bins {
            Bins::Linear { low, high, .. } => (low.into(), high.into()),
            Bins::SignedLog => (-1.0, 1.0),
        }
    }

    fn bin(&self, i: usize) -> (f64, f64) {
        let (low, high) = self.0.sums.bins.edges(i);
        (low.into(), high.into())
    }

    /// The share that a normal distribution has in a bin whose middle is `v`.
    fn normal(&self, v: f64, std: f64) -> f64 {
        let half = (self.ends().1 - self.ends().0) / self.0.sums.bins.count().max(1) as f64 / 2.0;
        normal_share((v - half, v + half), std)
    }

    /// The share at the top of the axis: room for the narrower curve. Products of two normal numbers pile up at 0, so that
    /// few terms need more.
    fn top(&self) -> f64 {
        let own = self.normal(0.0, self.0.predicted) * (1.15 + 2.0 / f64::from(self.0.n));
        let behind = self.0.behind.as_ref().map_or(0.0, |(_, std)| 1.15 * self.normal(0.0, *std));
        own.max(behind)
    }

    fn scales(&self, size: (f64, f64), style: &Style) -> (Scale, Scale) {
        let [x, y] = framed((0.0, 0.0), size, Margins(12.0, 12.0, 8.0, 20.0), style);
        (Scale::linear(self.ends(), x), Scale::linear((0.0, self.top()), y))
    }

    /// The upper edge of a histogram, from left to right.
    fn edge(&self, histogram: &Histogram, (x, y): (&Scale, &Scale)) -> Vec<Point> {
        let total = f64::from(histogram.total().max(1));
        let step = |(i, n): (usize, &u32)| {
            let ((low, high), level) = (self.bin(i), y.pixel(f64::from(*n) / total));
            [at(x.pixel(low), level), at(x.pixel(high), level)]
        };
        histogram.counts.iter().enumerate().flat_map(step).collect()
    }

    fn draw_width(&self, pen: &mut Pen, (x, y): (&Scale, &Scale), words: &Words) {
        let (style, std) = (pen.style, self.0.std);
        if !std.is_finite() {
            return;
        }
        let (ink, level) = (style.palette.ink, y.pixel(self.normal(std, self.0.predicted)));
        let (left, right) = (x.pixel(-std), x.pixel(std));
        pen.hline(left, right, level, ink);
        for end in [left, right] {
            pen.rect((end.round(), end.round() + style.px(1.0)), (level - style.px(4.0), level + style.px(5.0)), ink);
        }
        let word = Word::tick(ink).size(LABEL).left().bold(true);
        pen.text(&words.sum_std(std), (right + style.px(7.0), level), word);
    }

    /// The other histogram's name, at the foot of its right side.
    fn draw_behind(&self, pen: &mut Pen, (x, y): (&Scale, &Scale), words: &Words) {
        let Some((histogram, std)) = &self.0.behind else { return };
        let palette = &pen.style.palette;
        pen.path(self.edge(histogram, (x, y)), palette.soft, 1.0);
        let beside = 0.9 * std.min(x.high / 1.5);
        let place = (x.pixel(beside) + pen.style.px(9.0), y.pixel(self.normal(beside, *std)) - pen.style.px(6.0));
        // Beside two curves that lie on each other there is no room for a second name.
        if (self.0.predicted / std - 1.0).abs() > 0.1 {
            pen.text(&words.sum_terms(FROM.into()), place, Word::tick(palette.soft).size(LABEL).left());
        }
    }

    fn draw_outside(&self, pen: &mut Pen, (x, y): (&Scale, &Scale)) {
        let (soft, up) = (Word::tick(pen.style.palette.soft), y.from - pen.style.px(9.0));
        let sums = &self.0.sums;
        if sums.under > 0 {
            pen.text(&format!("← {}", count(sums.under.into())), (x.from, up), soft.left());
        }
        if sums.over > 0 {
            pen.text(&format!("{} →", count(sums.over.into())), (x.to, up), soft.right());
        }
    }
}

impl Plot for Sum<'_> {
    fn axes(&self) -> Axes {
        Box::new((self.ends().0.to_bits(), self.ends().1.to_bits()))
    }

    fn draw_axes(&self, pen: &mut Pen, _words: &Words) {
        let (size, style) = (pen.size, pen.style);
        let (palette, (x, y)) = (&style.palette, self.scales(size, style));
        pen.hline(x.from, x.to, y.from, palette.soft);
        for (v, label) in x.ticks(if x.to - x.from > style.px(400.0) { 9 } else { 5 }) {
            pen.vline(x.pixel(v), y.from, y.from + style.px(4.0), palette.soft);
            pen.text(&label, (x.pixel(v), y.from + style.px(12.0)), Word::tick(palette.soft));
        }
    }

    fn draw_marks(&self, pen: &mut Pen, words: &Words) {
        let (size, style) = (pen.size, pen.style);
        let (palette, (x, y)) = (&style.palette, self.scales(size, style));
        let mut outline = self.edge(&self.0.sums, (&x, &y));
        outline.extend([at(x.to, y.from), at(x.from, y.from)]);
        pen.fill(outline, mix(palette.paper, palette.act, 0.55));
        self.draw_behind(pen, (&x, &y), words);
        let point = |i: i32| {
            let v = f64::from(i) / f64::from(POINTS) * REACH * self.0.predicted;
            (v.abs() <= x.high).then(|| at(x.pixel(v), y.pixel(self.normal(v, self.0.predicted))))
        };
        let curve: Vec<Point> = (-POINTS..=POINTS).filter_map(point).collect();
        pen.dashes(&curve, palette.ink, 1.5);
        self.draw_width(pen, (&x, &y), words);
        self.draw_outside(pen, (&x, &y));
    }

    fn marks(&self, size: (f64, f64), style: &Style) -> Vec<Mark> {
        let (x, y) = self.scales(size, style);
        let total = f64::from(self.0.sums.total().max(1));
        let mark = |(i, n): (usize, &u32)| {
            let (low, high) = self.bin(i);
            let (left, right) = (x.pixel(low), x.pixel(high));
            let top = y.pixel(f64::from(*n) / total);
            Mark { at: ((left + right) / 2.0, top), ..Mark::rect((left, right), (0.0, size.1), (0, i)) }
        };
        self.0.sums.counts.iter().enumerate().map(mark).collect()
    }

    fn tip(&self, mark: &Mark, words: &Words) -> Option<Tip> {
        let (sums, (low, high)) = (&self.0.sums, self.bin(mark.column));
        let n = *sums.counts.get(mark.column)?;
        let value = f64::from(n) / f64::from(sums.total().max(1));
        let predicted = normal_share((low, high), self.0.predicted);
        let text = words.tip_sum(low, high, n.into(), sums.total().into(), value, predicted);
        Some(Tip { value, unit: "share", text })
    }

    fn describe(&self, words: &Words) -> String {
        let Picture { n, sums, std, predicted, behind } = self.0;
        let outside = u64::from(sums.under + sums.over);
        let mut said = vec![words.chart_sum(sums.total().into(), (*n).into(), *std, *predicted, outside)];
        if let Some((_, std)) = behind {
            said.push(words.chart_sum_behind(FROM.into(), *std));
        }
        said.join(words.between_sentences())
    }
}
