//! Signal by depth: standard deviation of activations and of gradients against layer, log scale. Dots are measured, the
//! dashed line and its band are the variance recursion's.
//!
//! What a logarithmic axis has no place for stands at its edges: zero as a triangle at the bottom, too large as one at the
//! top, NaN and ∞ as a cross at the top.

use super::drawing::Point;
use super::number::{power_of_ten, short};
use super::paint::{Margins, Pen, Symbol, Word, at, framed};
use super::plot::{Axes, Mark, Plot, Quantity, Tip};
use super::scale::{Decades, Scale};
use super::style::{LABEL, Style};
use lesson::snapshot::Snapshot;
use words::Words;

/// The measurements and predictions of one layer; predictions are NaN where there is none.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AtLayer {
    /// Standard deviation of the activations.
    pub act: f64,
    /// Standard deviation of the gradients.
    pub grad: f64,
    /// The activations' standard deviation by the variance recursion.
    pub predicted_act: f64,
    /// The gradients', given the one measured at the last hidden layer.
    pub predicted_grad: f64,
    /// How far a single network of this width and activation strays from them, the activations' and the gradients': the
    /// band is `predicted / (1 + spread)` to `predicted (1 + spread)`. 0 for no band.
    pub spread: [f64; 2],
}

/// The chart's data and its axes.
#[derive(Clone, Debug, PartialEq)]
pub struct Depth<'a> {
    /// The standard deviation of what goes into the first layer, at the place of a layer 0; no gradient comes that far.
    pub input: Option<f64>,
    /// Hidden layers, the one next to the input first.
    pub layers: Vec<AtLayer>,
    /// Why no line is predicted, in words; empty where one is.
    pub unpredicted: &'a str,
    /// The layer that the verdict means, counted from 0.
    pub marked: Option<usize>,
    /// The range of the activations' axis.
    pub act_axis: Decades,
    /// The range of the gradients' axis.
    pub grad_axis: Decades,
}

impl<'a> Depth<'a> {
    /// The chart of a snapshot. The axes hold every value, at least three decades; keep them over a run with [`Decades::held`].
    pub fn of(snapshot: &Snapshot, marked: Option<usize>, unpredicted: &'a str) -> Self {
        let layers = snapshot.layers.iter().map(|l| AtLayer {
            act: l.act.std.into(),
            grad: l.grad.std.into(),
            predicted_act: l.predicted_act_std.into(),
            predicted_grad: l.predicted_grad_std.into(),
            spread: [l.predicted_spread.act, l.predicted_spread.grad].map(f64::from),
        });
        let layers: Vec<AtLayer> = layers.collect();
        let input = f64::from(snapshot.input.value.std);
        let act_axis = Decades::of(layers.iter().flat_map(|l| [l.act, l.predicted_act]).chain([input]), 3);
        let grad_axis = Decades::of(layers.iter().flat_map(|l| [l.grad, l.predicted_grad]), 3);
        Self { input: Some(input), layers, unpredicted, marked, act_axis, grad_axis }
    }
}

impl AtLayer {
    /// Measured and predicted.
    fn of(&self, quantity: Quantity) -> (f64, f64) {
        if quantity == Quantity::Activation { (self.act, self.predicted_act) } else { (self.grad, self.predicted_grad) }
    }
}

/// One of the two plots, side by side (above each other where the chart is tall).
struct Panel {
    x: Scale,
    y: Scale,
    top: f64,
}

impl Panel {
    fn new(size: (f64, f64), data: &Depth<'_>, quantity: Quantity, style: &Style) -> Self {
        let beside = size.0 > size.1;
        let (w, h) = if beside { (size.0 / 2.0, size.1) } else { (size.0, size.1 / 2.0) };
        let second = if quantity == Quantity::Gradient { 1.0 } else { 0.0 };
        let (left, top) = if beside { (w * second, 0.0) } else { (0.0, h * second) };
        let [x, y] = framed((left, top), (w, h), Margins(34.0, 10.0, 20.0, 19.0), style);
        let axis = if quantity == Quantity::Activation { data.act_axis } else { data.grad_axis };
        // Both panels alike, so that a layer stands in both at the same place.
        let first = if data.input.is_some() { 0.0 } else { 1.0 };
        let last = data.layers.len().max(2) as f64;
        Self { x: Scale::linear((first, last), x), y: Scale::log((axis.low, axis.high), y), top }
    }

    fn layer_x(&self, i: usize) -> f64 {
        self.x.pixel(i as f64 + 1.0)
    }

    /// The band's, or line's, unbroken stretches: consecutive layers with a positive finite prediction.
    fn stretches(data: &Depth<'_>, quantity: Quantity) -> Vec<Vec<(usize, f64, f64)>> {
        let mut all = vec![Vec::new()];
        for (i, layer) in data.layers.iter().enumerate() {
            let predicted = layer.of(quantity).1;
            if predicted.is_finite() && predicted > 0.0 {
                if let Some(stretch) = all.last_mut() {
                    stretch.push((i, predicted, layer.spread[usize::from(quantity == Quantity::Gradient)]));
                }
            } else if all.last().is_some_and(|s| !s.is_empty()) {
                all.push(Vec::new());
            }
        }
        all
    }
}

fn draw_prediction(pen: &mut Pen, panel: &Panel, data: &Depth<'_>, quantity: Quantity) {
    let palette = &pen.style.palette;
    let color = quantity.color(palette);
    for stretch in Panel::stretches(data, quantity) {
        let edge = |sign: f64| {
            stretch
                .iter()
                .map(move |(i, v, spread)| at(panel.layer_x(*i), panel.y.pixel(v * libm::pow(1.0 + spread, sign))))
        };
        if stretch.iter().any(|(_, _, spread)| *spread > 0.0) {
            let outline: Vec<Point> = edge(1.0).chain(edge(-1.0).rev()).collect();
            pen.fill(outline, super::style::mix(palette.paper, color, 0.16));
        }
        pen.dashes(&edge(0.0).collect::<Vec<_>>(), color, 1.5);
    }
}

/// The numbers under a panel; where the input stands before the first layer there is no room for both names.
fn draw_numbers(pen: &mut Pen, (x, y): (&Scale, f64), layers: usize, input: bool, words: &Words) {
    if !input {
        return pen.layer_numbers(x, layers, y, words);
    }
    let soft = Word::tick(pen.style.palette.soft);
    pen.text(words.input_short(), (x.from, y), soft);
    let middle = layers.div_ceil(2);
    if middle > 1 && middle < layers {
        pen.text(&middle.to_string(), (x.pixel(middle as f64), y), soft);
    }
    pen.text(&words.layer_short(layers as u64), (x.pixel(layers as f64), y), soft);
}

fn draw_measured(pen: &mut Pen, panel: &Panel, (i, v): (usize, f64), quantity: Quantity, data: &Depth<'_>) {
    let palette = &pen.style.palette;
    let color = quantity.color(palette);
    let radius = if data.layers.len() > 24 { 1.5 } else { 2.5 };
    if v < 0.0 {
        return;
    }
    let place = panel.y.place(v);
    let point = (panel.layer_x(i), place.pixel());
    if data.marked == Some(i) {
        pen.ring(point, radius + 3.0, palette.ink, 1.0);
    }
    let shape = if quantity == Quantity::Activation { Symbol::Dot } else { Symbol::Diamond };
    pen.value((point.0, place), shape, (radius, radius + 1.0), (color, palette.bad))
}

fn ratio(r: f64) -> String {
    if (1e-3..1e4).contains(&r) { short(r) } else { power_of_ten(libm::round(libm::log10(r)) as i32) }
}

impl Plot for Depth<'_> {
    fn axes(&self) -> Axes {
        Box::new((self.input.is_some(), self.layers.len(), self.act_axis, self.grad_axis))
    }

    fn draw_axes(&self, pen: &mut Pen, words: &Words) {
        let (size, style) = (pen.size, pen.style);
        let palette = &style.palette;
        for quantity in Quantity::BOTH {
            let panel = Panel::new(size, self, quantity, style);
            let color = quantity.color(palette);
            let name = (panel.x.from - style.px(4.0), panel.top + style.px(7.0));
            pen.text(quantity.name(words), name, Word::tick(color).size(LABEL).left());
            for (v, label) in panel.y.ticks(4) {
                let y = panel.y.pixel(v);
                pen.hline(panel.x.from - style.px(4.0), panel.x.to + style.px(6.0), y, palette.rule);
                pen.text(&label, (panel.x.from - style.px(8.0), y), Word::tick(palette.soft).right());
            }
            let below = panel.y.from + style.px(12.0);
            draw_numbers(
                pen,
                (&panel.x, below),
                self.layers.len(),
                self.input.is_some_and(|_| quantity == Quantity::Activation),
                words,
            );
        }
    }

    fn draw_marks(&self, pen: &mut Pen, _words: &Words) {
        let (size, style) = (pen.size, pen.style);
        for quantity in Quantity::BOTH {
            let panel = Panel::new(size, self, quantity, style);
            draw_prediction(pen, &panel, self, quantity);
            for (i, layer) in self.layers.iter().enumerate() {
                draw_measured(pen, &panel, (i, layer.of(quantity).0), quantity, self);
            }
            if let Some(input) = self.input.filter(|std| *std >= 0.0 && quantity == Quantity::Activation) {
                let (radius, color) = (2.5, style.palette.act);
                let point = (panel.x.from, panel.y.place(input));
                pen.value(point, Symbol::Ring, (radius, radius + 1.0), (color, style.palette.bad));
            }
        }
    }

    fn marks(&self, size: (f64, f64), style: &Style) -> Vec<Mark> {
        let (mut marks, margin) = (Vec::new(), 10.0 * style.px_ratio);
        for (row, quantity) in Quantity::BOTH.into_iter().enumerate() {
            let panel = Panel::new(size, self, quantity, style);
            let y = (panel.top, panel.y.from + 2.0 * margin);
            if let Some(input) = self.input.filter(|_| quantity == Quantity::Activation) {
                marks.push(Mark::slot(&panel.x, (0.0, 1.0), margin, y, panel.y.pixel(input), (row, 0)));
            }
            marks.extend(self.layers.iter().enumerate().map(|(i, layer)| {
                let at_y = panel.y.pixel(layer.of(quantity).0);
                Mark::slot(&panel.x, (i as f64 + 1.0, 1.0), margin, y, at_y, (row, i + 1))
            }));
        }
        marks
    }

    fn tip(&self, mark: &Mark, words: &Words) -> Option<Tip> {
        let quantity = *Quantity::BOTH.get(mark.row)?;
        let (layer, signal) = (mark.column as u64, quantity.key());
        let Some(at) = mark.column.checked_sub(1) else {
            let value = self.input?;
            return Some(Tip { value, unit: signal, text: words.tip_depth_input(value) });
        };
        let (value, predicted) = self.layers.get(at)?.of(quantity);
        let text = if predicted.is_finite() {
            words.tip_depth_predicted(layer, signal, value, predicted)
        } else {
            words.tip_depth(layer, signal, value)
        };
        Some(Tip { value, unit: signal, text })
    }

    fn describe(&self, words: &Words) -> String {
        let (Some(first), Some(last)) = (self.layers.first(), self.layers.last()) else {
            return words.chart_depth_empty().into();
        };
        let n = self.layers.len() as u64;
        let mut said = vec![words.chart_depth(n)];
        said.extend(self.input.map(|std| words.chart_depth_input(std)));
        for quantity in Quantity::BOTH {
            let ((a, predicted), (b, _)) = (first.of(quantity), last.of(quantity));
            let told = quantity == Quantity::Gradient && a > 0.0 && b > 0.0 && (a / b).is_finite();
            let ratio = if told { ratio(a / b) } else { "none".into() };
            let predicted = if predicted.is_finite() { "yes" } else { "no" };
            said.push(words.chart_depth_signal(quantity.key(), a, b, n, &ratio, predicted));
        }
        said.extend(Some(self.unpredicted.to_string()).filter(|reason| !reason.is_empty()));
        said.join(words.between_sentences())
    }
}

#[cfg(test)]
mod tests {
    use super::super::plot::nearest;
    use super::*;

    fn layer(act: f64, grad: f64) -> AtLayer {
        AtLayer { act, grad, predicted_act: f64::NAN, predicted_grad: f64::NAN, spread: [0.0; 2] }
    }

    #[test]
    fn the_layer_under_the_pointer_is_named_with_its_number() {
        let layers = (0..10).map(|i| layer(0.5, libm::exp10(-f64::from(i)))).collect();
        let axis = Decades { low: -9, high: 0 };
        let data = Depth { input: Some(1.0), layers, unpredicted: "", marked: None, act_axis: axis, grad_axis: axis };
        let panel = Panel::new((320.0, 152.0), &data, Quantity::Gradient, &Style::light(1.0));
        let marks = data.marks((320.0, 152.0), &Style::light(1.0));
        let tip = nearest(&marks, (panel.layer_x(7), 80.0))
            .and_then(|i| data.tip(&marks[i], &Words::english()))
            .expect("a layer");
        assert_eq!(tip.text, "Layer 8, std of gradients 10⁻⁷");
        assert!(Depth { input: None, layers: vec![], ..data }.marks((0.0, 0.0), &Style::light(1.0)).is_empty());
    }

    #[test]
    fn words_give_both_ends() {
        let axis = Decades { low: -3, high: 0 };
        let data = Depth {
            input: Some(0.97),
            unpredicted: "No line.",
            layers: vec![layer(0.9, 1e-5), layer(0.1, 1e-2)],
            marked: None,
            act_axis: axis,
            grad_axis: axis,
        };
        assert!(data.describe(&Words::english()).contains("Input: std 0.97. Activations: 0.9 at layer 1"));
        assert!(
            data.describe(&Words::english())
                .contains("Gradients: 10⁻⁵ at layer 1, 0.01 at layer 2, first to last 0.001. No line.")
        );
    }
}
