//! One row of the race as a strip: a small mirrored histogram for each layer, side by side, and between the halves the
//! standard deviation of the layer's activations. The same bars and heights as the lab's histograms.

use super::drawing::Drawing;
use super::histogram::{draw_bars, draw_beyond, read};
use super::histogram_grid::Half;
use super::number::short;
use super::paint::{Pen, Word, at};
use super::plot::{Axes, Mark, Plot, Quantity, Tip};
use super::style::{Style, TICK};
use super::view::drawn;
use lesson::histogram::Histogram;
use lesson::snapshot::Snapshot;
use words::Words;

/// A row of the race.
#[derive(Clone, Copy, Debug)]
pub struct Strip<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its state.
    pub snapshot: &'a Snapshot,
    /// What is written between the halves, [`written`] of this state or of one shortly before: a number that changes with every
    /// picture cannot be read.
    pub numbers: &'a [f32],
}

/// What a strip writes of a state: the standard deviation of each layer's activations.
pub fn written(snapshot: &Snapshot) -> Vec<f32> {
    snapshot.layers.iter().map(|layer| layer.act.std).collect()
}

/// The narrowest cell with room for a number, in CSS pixels.
const NUMBERED: f64 = 34.0;

/// The most layers that are named above the strips.
const NAMES: usize = 16;

/// Where the halves of a layer stand.
struct Cells {
    wide: f64,
    tall: f64,
    gutter: f64,
    unit: f64,
}

impl Cells {
    fn new(size: (f64, f64), n: usize, style: &Style) -> Self {
        let unit = style.px_ratio;
        let wide = size.0 / n.max(1) as f64;
        let gutter = if wide >= NUMBERED * unit { (TICK + 3.0) * unit } else { 2.0 * unit };
        Self { wide, tall: ((size.1 - gutter) / 2.0).floor().max(1.0), gutter, unit }
    }

    fn numbered(&self) -> bool {
        self.gutter > 2.0 * self.unit
    }

    fn half(&self, i: usize, side: Quantity) -> Half {
        let inset = if self.wide > 12.0 * self.unit { 3.0 * self.unit } else { self.unit.min(self.wide / 4.0) };
        let (left, right) = ((i as f64 * self.wide + inset).round(), ((i + 1) as f64 * self.wide - inset).round());
        let edge = (2.0 * self.unit).min((right - left) / 6.0).round();
        let (base, top) = match side {
            Quantity::Activation => (self.tall, 0.0),
            Quantity::Gradient => (self.tall + self.gutter, 2.0 * self.tall + self.gutter),
        };
        Half { left, x0: left + edge, x1: right - edge, right, base, top, gap: 0.0 }
    }
}

/// What stands above the strips: each layer's name, or nothing where it has no room.
pub fn layer_names(layers: usize, words: &Words) -> impl Iterator<Item = String> {
    let every = layers.div_ceil(NAMES).max(1);
    (0..layers).map(move |i| if i.is_multiple_of(every) { words.layer_short(i as u64 + 1) } else { String::new() })
}

/// The activations' standard deviation against layer as one small line, from 10⁻⁶ to 10, for a narrow page.
pub fn spark(snapshot: &Snapshot, size: (f64, f64), style: &Style) -> Drawing {
    drawn(size, style, |pen| draw_spark(pen, snapshot))
}

fn draw_spark(pen: &mut Pen, snapshot: &Snapshot) {
    let ((width, height), style) = (pen.size, pen.style);
    let n = snapshot.layers.len().max(2) - 1;
    let margin = 3.0 * style.px_ratio;
    let place = |i: usize, std: f32| {
        let share = ((libm::log10(f64::from(std).max(1e-9)) + 6.0) / 7.0).clamp(0.0, 1.0);
        (margin + (width - 2.0 * margin) * i as f64 / n as f64, height - margin - (height - 2.0 * margin) * share)
    };
    // The line of unit variance.
    pen.hline(0.0, width, place(0, 1.0).1, style.palette.rule);
    let points: Vec<_> = (snapshot.layers.iter().enumerate())
        .filter(|(_, layer)| layer.act.std.is_finite())
        .map(|(i, layer)| place(i, layer.act.std))
        .map(|(x, y)| at(x, y))
        .collect();
    pen.path(points, style.palette.act, 1.5)
}

impl Plot for Strip<'_> {
    fn axes(&self) -> Axes {
        let bits: Vec<u32> = self.numbers.iter().map(|number| number.to_bits()).collect();
        Box::new((self.snapshot.layers.len(), bits))
    }

    fn draw_axes(&self, pen: &mut Pen, _words: &Words) {
        let (size, style) = (pen.size, pen.style);
        let cells = Cells::new(size, self.snapshot.layers.len(), style);
        for i in 0..self.snapshot.layers.len() {
            for side in Quantity::BOTH {
                let half = cells.half(i, side);
                pen.hline(half.left, half.right, half.base, style.palette.rule);
            }
        }
        for (i, number) in self.numbers.iter().enumerate().filter(|_| cells.numbered()) {
            let place = ((i as f64 + 0.5) * cells.wide, cells.tall + cells.gutter / 2.0);
            pen.text(&short(f64::from(*number)), place, Word::tick(style.palette.soft));
        }
    }

    fn draw_marks(&self, pen: &mut Pen, words: &Words) {
        let (size, style) = (pen.size, pen.style);
        let cells = Cells::new(size, self.snapshot.layers.len(), style);
        // One colour after the other: what is alike is drawn in one go.
        let shown: Vec<(Half, Quantity, &Histogram)> = Quantity::BOTH
            .into_iter()
            .flat_map(|side| self.snapshot.layers.iter().enumerate().map(move |(i, layer)| (i, side, layer)))
            .map(|(i, side, layer)| (cells.half(i, side), side, side.histogram(layer)))
            .collect();
        shown.iter().for_each(|(half, side, histogram)| draw_bars(pen, half, histogram, *side));
        shown.iter().for_each(|(half, _, histogram)| draw_beyond(pen, half, histogram, words));
    }

    /// Three rows a layer: activations, their standard deviation where it is written, gradients.
    fn marks(&self, size: (f64, f64), style: &Style) -> Vec<Mark> {
        let (cells, mut marks) = (Cells::new(size, self.snapshot.layers.len(), style), Vec::new());
        for (i, layer) in self.snapshot.layers.iter().enumerate() {
            let [act, grad] = Quantity::BOTH.map(|side| cells.half(i, side));
            marks.extend(act.marks(layer.act_histogram.counts.len(), 3 * i));
            if cells.numbered() {
                marks.push(Mark::rect((act.left, act.right), (act.base, grad.base), (3 * i + 1, 0)));
            }
            marks.extend(grad.marks(layer.grad_histogram.counts.len(), 3 * i + 2));
        }
        marks
    }

    fn tip(&self, mark: &Mark, words: &Words) -> Option<Tip> {
        let i = mark.row / 3;
        let layer = self.snapshot.layers.get(i)?;
        let tip = match mark.row % 3 {
            0 => read(&layer.act_histogram, i, Quantity::Activation.key(), mark.column, words)?,
            1 => {
                let value = f64::from(*self.numbers.get(i)?);
                Tip { value, unit: "", text: words.tip_strip(i as u64 + 1, value) }
            }
            _ => read(&layer.grad_histogram, i, Quantity::Gradient.key(), mark.column, words)?,
        };
        Some(Tip { text: words.tip_of_row(self.name, &tip.text), ..tip })
    }

    fn describe(&self, words: &Words) -> String {
        let layers = &self.snapshot.layers;
        let (Some(first), Some(last)) = (layers.first(), layers.last()) else { return self.name.to_string() };
        let [act_first, act_last, grad_first, grad_last] =
            [first.act.std, last.act.std, first.grad.std, last.grad.std].map(f64::from);
        words.chart_strip(self.name, act_first, act_last, layers.len() as u64, grad_first, grad_last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_most_sixteen_layers_are_named() {
        let names = |layers| layer_names(layers, &Words::english()).collect::<Vec<_>>();
        assert_eq!(names(2), [1, 2].map(|layer| Words::english().layer_short(layer)));
        let many = names(50);
        assert_eq!((many.len(), many.iter().filter(|name| !name.is_empty()).count()), (50, 13));
        assert!(!many[4].is_empty() && many[5].is_empty() && names(0).is_empty());
    }

    #[test]
    fn halves_do_not_overlap_and_stay_within_the_strip() {
        let style = Style::light(2.0);
        for (n, width) in [(1, 200.0), (10, 1500.0), (50, 600.0)] {
            let cells = Cells::new((width, 124.0), n, &style);
            for i in 0..n {
                let (act, grad) = (cells.half(i, Quantity::Activation), cells.half(i, Quantity::Gradient));
                assert!(act.base < grad.base && grad.top <= 124.0 && act.top >= 0.0);
                assert!(act.left <= act.x0 && act.x0 <= act.x1 && act.right <= width, "{n} {i}");
            }
        }
    }
}
