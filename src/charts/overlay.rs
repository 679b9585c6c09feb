//! The race's signal by depth: the standard deviation of every row's activations against layer, log scale, one colour a
//! row. Dots are measured, dashed lines are the variance recursion's.

use plotters::style::RGBColor;
use plotters_backend::DrawingBackend;

use super::number::short;
use super::paint::{Pen, Word, at, size_of};
use super::scale::{Decades, Place, Scale};
use super::style::Style;
use super::{Area, Drawn, Tip};

/// One row of the race.
#[derive(Clone, Debug)]
pub struct Line<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its colour.
    pub color: RGBColor,
    /// Measured at each layer.
    pub measured: Vec<f64>,
    /// Predicted at each layer; NaN where there is no prediction.
    pub predicted: Vec<f64>,
}

/// The chart's data and its axis.
#[derive(Clone, Debug)]
pub struct Overlay<'a> {
    /// The rows.
    pub lines: Vec<Line<'a>>,
    /// Layers along the horizontal axis.
    pub layers: usize,
    /// The range of the vertical axis.
    pub axis: Decades,
}

impl Overlay<'_> {
    /// An axis for these rows, at least three decades; keep it over a run with [`Decades::with`].
    pub fn decades(lines: &[Line]) -> Decades {
        Decades::of(lines.iter().flat_map(|line| line.measured.iter().copied()), 3)
    }

    fn scales(&self, size: (f64, f64), style: &Style) -> (Scale, Scale) {
        let u = style.px_ratio;
        let x = (36.0 * u, (size.0 - 10.0 * u).max(37.0 * u));
        let y = ((size.1 - 18.0 * u).max(7.0 * u), 6.0 * u);
        let last = self.layers.max(2) as f64;
        (Scale::linear((1.0, last), x), Scale::log((self.axis.low, self.axis.high), y))
    }
}

/// Draws the still layer: axes and ticks.
pub fn draw_axes<DB: DrawingBackend>(area: &Area<DB>, data: &Overlay, style: &Style) -> Drawn<DB> {
    let Some(size) = size_of(area) else { return Ok(()) };
    let (pen, palette, (x, y)) = (Pen::new(area, style), &style.palette, data.scales(size, style));
    let soft = Word::tick(palette.soft);
    for (v, label) in y.ticks(4) {
        pen.hline(x.from, x.to, y.pixel(v), palette.rule)?;
        pen.text(&label, (x.from - style.px(5.0), y.pixel(v)), soft.right())?;
    }
    for layer in [1, data.layers.div_ceil(2).max(1), data.layers.max(1)] {
        let label = if layer == 1 { "L1".to_string() } else { layer.to_string() };
        pen.text(&label, (x.pixel(layer as f64), y.from + style.px(11.0)), soft)?;
    }
    Ok(())
}

/// Draws the moving layer: predicted lines, then measured dots; a value off the axis is a triangle at its edge.
pub fn draw_lines<DB: DrawingBackend>(area: &Area<DB>, data: &Overlay, style: &Style) -> Drawn<DB> {
    let Some(size) = size_of(area) else { return Ok(()) };
    let (pen, (x, y)) = (Pen::new(area, style), data.scales(size, style));
    let radius = if data.layers > 20 { 1.5 } else { 2.5 };
    for line in &data.lines {
        let points: Vec<_> = (line.predicted.iter().enumerate())
            .filter(|(_, v)| v.is_finite())
            .map(|(i, v)| at(x.pixel((i + 1) as f64), y.pixel(*v)))
            .collect();
        if points.len() > 1 {
            pen.dashes(&points, line.color, 1.0)?;
        }
    }
    for line in &data.lines {
        for (i, v) in line.measured.iter().enumerate() {
            let left = x.pixel((i + 1) as f64);
            match y.place(*v) {
                Place::At(place) => pen.dot((left, place), radius, line.color)?,
                Place::Under(place) => pen.triangle((left, place), radius + 1.0, true, line.color)?,
                Place::Over(place) => pen.triangle((left, place), radius + 1.0, false, line.color)?,
                Place::NotFinite(place) => pen.cross((left, place), radius, line.color)?,
            }
        }
    }
    Ok(())
}

/// The dot nearest to a point, within reach.
pub fn value_at(size: (u32, u32), data: &Overlay, style: &Style, px: f64, py: f64) -> Option<Tip> {
    let (x, y) = data.scales((f64::from(size.0), f64::from(size.1)), style);
    let layer = (x.value(px).round().max(1.0) as usize).min(data.layers.max(1));
    let near = data.lines.iter().filter_map(|line| {
        let v = *line.measured.get(layer - 1)?;
        Some((line, v, (y.place(v).pixel() - py).abs()))
    });
    let (line, v, away) = near.min_by(|a, b| a.2.total_cmp(&b.2))?;
    if away > 14.0 * style.px_ratio {
        return None;
    }
    let predicted = line.predicted.get(layer - 1).filter(|v| v.is_finite());
    let theory = predicted.map_or(String::new(), |v| format!(", predicted {}", short(*v)));
    Some(Tip { value: v, unit: "", text: format!("{}, layer {layer}: activation std {}{theory}", line.name, short(v)) })
}

/// The chart in words.
pub fn describe(data: &Overlay) -> String {
    let rows: Vec<String> = (data.lines.iter())
        .filter_map(|line| {
            Some(format!("{} {} to {}", line.name, short(*line.measured.first()?), short(*line.measured.last()?)))
        })
        .collect();
    format!("Activation std from the first to the last layer: {}.", rows.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_dot_under_the_pointer_is_named_with_its_row_and_layer() {
        let style = Style::light(1.0);
        let line =
            Line { name: "He", color: style.palette.ink, measured: vec![1.0, 0.5], predicted: vec![f64::NAN, 0.4] };
        let data = Overlay { axis: Overlay::decades(std::slice::from_ref(&line)), lines: vec![line], layers: 2 };
        let (x, y) = data.scales((300.0, 100.0), &style);
        let tip = value_at((300, 100), &data, &style, x.pixel(2.0), y.pixel(0.5)).expect("on the dot");
        assert_eq!(tip.text, "He, layer 2: activation std 0.5, predicted 0.4");
        assert!(value_at((300, 100), &data, &style, x.pixel(2.0), y.pixel(0.5) + 40.0).is_none());
    }
}
