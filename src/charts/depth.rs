//! Signal by depth: standard deviation of activations and of gradients against layer, log scale. Dots are measured, the
//! dashed line and its band are the variance recursion's.
//!
//! What a logarithmic axis has no place for stands at its edges: zero as a triangle at the bottom, too large as one at the
//! top, NaN and ∞ as a cross at the top.

use plotters_backend::DrawingBackend;

use super::number::{power_of_ten, short};
use super::paint::{Pen, Point, Word, at, size_of};
use super::scale::{Decades, Place, Scale};
use super::style::{LABEL, Style};
use super::{Area, Drawn, Tip};
use lesson::snapshot::Snapshot;

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
    /// How far a single network wanders from the prediction, relative to it: the band is `predicted / (1 + spread)` to
    /// `predicted (1 + spread)`. 0 for no band.
    pub spread: f64,
}

/// The chart's data and its axes.
#[derive(Clone, Debug, PartialEq)]
pub struct Depth {
    /// Hidden layers, the one next to the input first.
    pub layers: Vec<AtLayer>,
    /// The layer that the verdict means, counted from 0.
    pub marked: Option<usize>,
    /// The range of the activations' axis.
    pub act_axis: Decades,
    /// The range of the gradients' axis.
    pub grad_axis: Decades,
}

impl Depth {
    /// The chart of a snapshot. `spread` gives the band for each layer, counted from 1.
    ///
    /// The axes hold every value, at least three decades; keep them over a run with [`Depth::on_axes_of`].
    pub fn of(snapshot: &Snapshot, marked: Option<usize>, spread: impl Fn(usize) -> f64) -> Self {
        let layers = snapshot.layers.iter().enumerate().map(|(i, l)| AtLayer {
            act: l.act.std.into(),
            grad: l.grad.std.into(),
            predicted_act: l.predicted_act_std.into(),
            predicted_grad: l.predicted_grad_std.into(),
            spread: spread(i + 1),
        });
        let layers: Vec<AtLayer> = layers.collect();
        let act_axis = Decades::of(layers.iter().flat_map(|l| [l.act, l.predicted_act]), 3);
        let grad_axis = Decades::of(layers.iter().flat_map(|l| [l.grad, l.predicted_grad]), 3);
        Self { layers, marked, act_axis, grad_axis }
    }

    /// The same data on axes that hold those of `earlier` too, so that they do not shrink while a run goes on.
    pub fn on_axes_of(self, earlier: &Depth) -> Self {
        let (act_axis, grad_axis) = (self.act_axis.with(earlier.act_axis), self.grad_axis.with(earlier.grad_axis));
        Self { act_axis, grad_axis, ..self }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Signal {
    Act,
    Grad,
}

impl Signal {
    const BOTH: [Signal; 2] = [Signal::Act, Signal::Grad];

    fn name(self) -> &'static str {
        if self == Signal::Act { "activations" } else { "gradients" }
    }

    fn of(self, layer: &AtLayer) -> (f64, f64) {
        if self == Signal::Act { (layer.act, layer.predicted_act) } else { (layer.grad, layer.predicted_grad) }
    }
}

/// One of the two plots, side by side (above each other where the chart is tall).
struct Plot {
    x: Scale,
    y: Scale,
    top: f64,
}

impl Plot {
    fn new(size: (f64, f64), data: &Depth, signal: Signal, style: &Style) -> Self {
        let u = style.px_ratio;
        let beside = size.0 > size.1;
        let (w, h) = if beside { (size.0 / 2.0, size.1) } else { (size.0, size.1 / 2.0) };
        let second = if signal == Signal::Grad { 1.0 } else { 0.0 };
        let (left, top) = if beside { (w * second, 0.0) } else { (0.0, h * second) };
        let x = (left + 34.0 * u, (left + w - 10.0 * u).max(left + 35.0 * u));
        let y = ((top + h - 19.0 * u).max(top + 19.0 * u), top + 20.0 * u);
        let axis = if signal == Signal::Act { data.act_axis } else { data.grad_axis };
        let last = data.layers.len().max(2) as f64;
        Self { x: Scale::linear((1.0, last), x), y: Scale::log((axis.low, axis.high), y), top }
    }

    fn layer_x(&self, i: usize) -> f64 {
        self.x.pixel(i as f64 + 1.0)
    }

    /// The band's, or line's, unbroken stretches: consecutive layers with a positive finite prediction.
    fn stretches(data: &Depth, signal: Signal) -> Vec<Vec<(usize, f64, f64)>> {
        let mut all = vec![Vec::new()];
        for (i, layer) in data.layers.iter().enumerate() {
            let predicted = signal.of(layer).1;
            if predicted.is_finite() && predicted > 0.0 {
                if let Some(stretch) = all.last_mut() {
                    stretch.push((i, predicted, layer.spread));
                }
            } else if all.last().is_some_and(|s| !s.is_empty()) {
                all.push(Vec::new());
            }
        }
        all
    }
}

/// Draws the still layer: both axes with their decades, the names, the layers' numbers.
pub fn draw_axes<DB: DrawingBackend>(area: &Area<DB>, data: &Depth, style: &Style) -> Drawn<DB> {
    let Some(size) = size_of(area) else { return Ok(()) };
    let (pen, palette) = (Pen::new(area, style), &style.palette);
    for signal in Signal::BOTH {
        let plot = Plot::new(size, data, signal, style);
        let color = if signal == Signal::Act { palette.act } else { palette.grad };
        let name = (plot.x.from - style.px(4.0), plot.top + style.px(7.0));
        pen.text(signal.name(), name, Word::tick(color).size(LABEL).left())?;
        for (v, label) in plot.y.ticks(4) {
            let y = plot.y.pixel(v);
            pen.hline(plot.x.from - style.px(4.0), plot.x.to + style.px(6.0), y, palette.rule)?;
            pen.text(&label, (plot.x.from - style.px(8.0), y), Word::tick(palette.soft).right())?;
        }
        draw_layer_numbers(&pen, &plot, data.layers.len())?;
    }
    Ok(())
}

fn draw_layer_numbers<DB: DrawingBackend>(pen: &Pen<DB>, plot: &Plot, n: usize) -> Drawn<DB> {
    let y = plot.y.from + pen.style.px(12.0);
    let soft = Word::tick(pen.style.palette.soft);
    let mut shown = vec![1, n.div_ceil(2), n];
    shown.dedup();
    for layer in shown.into_iter().filter(|l| *l > 0) {
        let name = if layer == 1 { "L1".into() } else { layer.to_string() };
        pen.text(&name, (plot.layer_x(layer - 1), y), soft)?;
    }
    Ok(())
}

/// Draws the moving layer: bands, predicted lines, measured dots.
pub fn draw_signal<DB: DrawingBackend>(area: &Area<DB>, data: &Depth, style: &Style) -> Drawn<DB> {
    let Some(size) = size_of(area) else { return Ok(()) };
    let pen = Pen::new(area, style);
    for signal in Signal::BOTH {
        let plot = Plot::new(size, data, signal, style);
        draw_prediction(&pen, &plot, data, signal)?;
        for (i, layer) in data.layers.iter().enumerate() {
            draw_measured(&pen, &plot, (i, signal.of(layer).0), signal, data)?;
        }
    }
    Ok(())
}

fn draw_prediction<DB: DrawingBackend>(pen: &Pen<DB>, plot: &Plot, data: &Depth, signal: Signal) -> Drawn<DB> {
    let palette = &pen.style.palette;
    let color = if signal == Signal::Act { palette.act } else { palette.grad };
    for stretch in Plot::stretches(data, signal) {
        let edge = |sign: f64| {
            stretch
                .iter()
                .map(move |(i, v, spread)| at(plot.layer_x(*i), plot.y.pixel(v * libm::pow(1.0 + spread, sign))))
        };
        if stretch.iter().any(|(_, _, spread)| *spread > 0.0) {
            let outline: Vec<Point> = edge(1.0).chain(edge(-1.0).rev()).collect();
            pen.fill(outline, super::style::mix(palette.paper, color, 0.16))?;
        }
        pen.dashes(&edge(0.0).collect::<Vec<_>>(), color, 1.5)?;
    }
    Ok(())
}

fn draw_measured<DB: DrawingBackend>(
    pen: &Pen<DB>,
    plot: &Plot,
    (i, v): (usize, f64),
    signal: Signal,
    data: &Depth,
) -> Drawn<DB> {
    let palette = &pen.style.palette;
    let color = if signal == Signal::Act { palette.act } else { palette.grad };
    let radius = if data.layers.len() > 24 { 1.5 } else { 2.5 };
    if v < 0.0 {
        return Ok(());
    }
    let place = plot.y.place(v);
    let point = (plot.layer_x(i), place.pixel());
    if data.marked == Some(i) {
        pen.ring(point, radius + 3.0, palette.ink, 1.0)?;
    }
    match place {
        Place::At(_) if signal == Signal::Act => pen.dot(point, radius, color),
        Place::At(_) => pen.diamond(point, radius + 1.0, color),
        Place::Under(_) => pen.triangle(point, radius + 1.0, true, color),
        Place::Over(_) => pen.triangle(point, radius + 1.0, false, color),
        Place::NotFinite(_) => pen.cross(point, radius + 0.5, palette.bad),
    }
}

/// A sparkline of one signal by layer, without axes, on the decades that all rows share.
pub fn draw_spark<DB: DrawingBackend>(
    area: &Area<DB>,
    values: &[f64],
    axis: Decades,
    color: plotters::style::RGBColor,
    style: &Style,
) -> Drawn<DB> {
    let Some(size) = size_of(area) else { return Ok(()) };
    let (pen, inset) = (Pen::new(area, style), style.px(4.0));
    let x = Scale::linear((0.0, values.len().max(2) as f64 - 1.0), (inset, (size.0 - inset).max(inset + 1.0)));
    let y = Scale::log((axis.low, axis.high), ((size.1 - inset).max(inset + 1.0), inset));
    let places: Vec<_> = values.iter().enumerate().map(|(i, v)| (x.pixel(i as f64), y.place(*v))).collect();
    let finite = places.iter().filter(|(_, place)| !matches!(place, Place::NotFinite(_)));
    pen.path(finite.map(|(x, place)| at(*x, place.pixel())).collect(), color, 1.5)?;
    match places.last() {
        Some((x, Place::NotFinite(y))) => pen.cross((*x - inset, *y + inset), 3.0, style.palette.bad),
        Some((x, place)) => pen.dot((*x, place.pixel()), 2.5, color),
        None => Ok(()),
    }
}

/// The layer nearest to a point, with both numbers.
pub fn value_at(size: (u32, u32), data: &Depth, style: &Style, x: f64, y: f64) -> Option<Tip> {
    let size = (f64::from(size.0), f64::from(size.1));
    for signal in Signal::BOTH {
        let plot = Plot::new(size, data, signal, style);
        let margin = 10.0 * style.px_ratio;
        let across = (plot.x.from - margin..=plot.x.to + margin).contains(&x);
        if !across || !(plot.top..=plot.y.from + 2.0 * margin).contains(&y) {
            continue;
        }
        let i = (plot.x.value(x).round().max(1.0) as usize - 1).min(data.layers.len().checked_sub(1)?);
        let (value, predicted) = signal.of(&data.layers[i]);
        let mut text = format!("Layer {}, std of {} {}", i + 1, signal.name(), short(value));
        if predicted.is_finite() {
            text.push_str(&format!(" (predicted {})", short(predicted)));
        }
        return Some(Tip { value, unit: signal.name(), text });
    }
    None
}

/// The chart in words: first and last layer of both signals, and their ratio.
pub fn describe(data: &Depth) -> String {
    let (Some(first), Some(last)) = (data.layers.first(), data.layers.last()) else {
        return "Signal by depth: no layers.".into();
    };
    let n = data.layers.len();
    let mut text = format!("Standard deviation by layer, log scale, layers 1 to {n}.");
    for signal in Signal::BOTH {
        let ((a, predicted), (b, _)) = (signal.of(first), signal.of(last));
        let mut name = signal.name().to_string();
        name[..1].make_ascii_uppercase();
        text.push_str(&format!(" {name}: {} at layer 1, {} at layer {n}", short(a), short(b)));
        if signal == Signal::Grad && a > 0.0 && b > 0.0 && (a / b).is_finite() {
            text.push_str(&format!(", first to last {}", ratio(a / b)));
        }
        text.push_str(if predicted.is_finite() { ", with the predicted line." } else { "." });
    }
    text
}

fn ratio(r: f64) -> String {
    if (1e-3..1e4).contains(&r) { short(r) } else { power_of_ten(libm::round(libm::log10(r)) as i32) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layer(act: f64, grad: f64) -> AtLayer {
        AtLayer { act, grad, predicted_act: f64::NAN, predicted_grad: f64::NAN, spread: 0.0 }
    }

    #[test]
    fn the_layer_under_the_pointer_is_named_with_its_number() {
        let layers = (0..10).map(|i| layer(0.5, libm::exp10(-f64::from(i)))).collect();
        let axis = Decades { low: -9, high: 0 };
        let data = Depth { layers, marked: None, act_axis: axis, grad_axis: axis };
        let plot = Plot::new((320.0, 152.0), &data, Signal::Grad, &Style::light(1.0));
        let tip = value_at((320, 152), &data, &Style::light(1.0), plot.layer_x(7), 80.0).expect("a layer");
        assert_eq!(tip.text, "Layer 8, std of gradients 10⁻⁷");
        assert_eq!(value_at((0, 0), &Depth { layers: vec![], ..data }, &Style::light(1.0), 0.0, 0.0), None);
    }

    #[test]
    fn words_give_both_ends() {
        let axis = Decades { low: -3, high: 0 };
        let data =
            Depth { layers: vec![layer(0.9, 1e-5), layer(0.1, 1e-2)], marked: None, act_axis: axis, grad_axis: axis };
        assert!(describe(&data).contains("Gradients: 10⁻⁵ at layer 1, 0.01 at layer 2, first to last 0.001."));
    }
}
