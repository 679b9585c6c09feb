//! The race's signal by depth: the standard deviation of every row's activations against layer, log scale, one colour a
//! row. Dots are measured, dashed lines are the variance recursion's.

use plotters::style::RGBColor;

use super::paint::{Margins, Pen, Symbol, at, framed};
use super::plot::{Axes, Mark, Plot, Tip};
use super::scale::{Decades, Scale};
use super::style::Style;
use words::Words;

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
    /// An axis for these rows, at least three decades; keep it over a run with [`Decades::held`].
    pub fn decades(lines: &[Line]) -> Decades {
        Decades::of(lines.iter().flat_map(|line| line.measured.iter().copied()), 3)
    }

    fn scales(&self, size: (f64, f64), style: &Style) -> (Scale, Scale) {
        let [x, y] = framed((0.0, 0.0), size, Margins(36.0, 10.0, 6.0, 18.0), style);
        let last = self.layers.max(2) as f64;
        (Scale::linear((1.0, last), x), Scale::log((self.axis.low, self.axis.high), y))
    }
}

impl Plot for Overlay<'_> {
    fn axes(&self) -> Axes {
        Box::new((self.layers, self.axis))
    }

    fn draw_axes(&self, pen: &mut Pen, words: &Words) {
        let (size, style) = (pen.size, pen.style);
        let (x, y) = self.scales(size, style);
        pen.levels(&x, &y, 4, |_, label| label);
        pen.layer_numbers(&x, self.layers, y.from + style.px(11.0), words)
    }

    fn draw_marks(&self, pen: &mut Pen, _words: &Words) {
        let (size, style) = (pen.size, pen.style);
        let (x, y) = self.scales(size, style);
        let radius = if self.layers > 20 { 1.5 } else { 2.5 };
        for line in &self.lines {
            let points: Vec<_> = (line.predicted.iter().enumerate())
                .filter(|(_, v)| v.is_finite())
                .map(|(i, v)| at(x.pixel((i + 1) as f64), y.pixel(*v)))
                .collect();
            if points.len() > 1 {
                pen.dashes(&points, line.color, 1.0);
            }
        }
        for line in &self.lines {
            for (i, v) in line.measured.iter().enumerate() {
                let place = (x.pixel((i + 1) as f64), y.place(*v));
                pen.value(place, Symbol::Dot, (radius, radius + 1.0), (line.color, line.color));
            }
        }
    }

    fn marks(&self, size: (f64, f64), style: &Style) -> Vec<Mark> {
        let ((x, y), reach) = (self.scales(size, style), 14.0 * style.px_ratio);
        let dot =
            |row, (i, v): (usize, &f64)| Mark::dot((x.pixel((i + 1) as f64), y.place(*v).pixel()), reach, (row, i));
        let of_line = |(row, line): (usize, &Line)| -> Vec<Mark> {
            line.measured.iter().enumerate().map(|measured| dot(row, measured)).collect()
        };
        self.lines.iter().enumerate().flat_map(of_line).collect()
    }

    fn tip(&self, mark: &Mark, words: &Words) -> Option<Tip> {
        let line = self.lines.get(mark.row)?;
        let v = *line.measured.get(mark.column)?;
        let predicted = line.predicted.get(mark.column).filter(|v| v.is_finite());
        let layer = mark.column as u64 + 1;
        let text = match predicted {
            Some(predicted) => words.tip_overlay_predicted(line.name, layer, v, *predicted),
            None => words.tip_overlay(line.name, layer, v),
        };
        Some(Tip { value: v, unit: "", text })
    }

    fn describe(&self, words: &Words) -> String {
        let rows: Vec<String> = (self.lines.iter())
            .filter_map(|line| {
                Some(words.chart_overlay_line(line.name, *line.measured.first()?, *line.measured.last()?))
            })
            .collect();
        words.chart_overlay(&rows.join(words.between_parts()))
    }
}

#[cfg(test)]
mod tests {
    use super::super::plot::nearest;
    use super::*;

    #[test]
    fn the_dot_under_the_pointer_is_named_with_its_row_and_layer() {
        let style = Style::light(1.0);
        let line =
            Line { name: "He", color: style.palette.ink, measured: vec![1.0, 0.5], predicted: vec![f64::NAN, 0.4] };
        let data = Overlay { axis: Overlay::decades(std::slice::from_ref(&line)), lines: vec![line], layers: 2 };
        let (x, y) = data.scales((300.0, 100.0), &style);
        let marks = data.marks((300.0, 100.0), &style);
        let at = |down: f64| nearest(&marks, (x.pixel(2.0), y.pixel(0.5) + down));
        let tip = at(0.0).and_then(|i| data.tip(&marks[i], &Words::english())).expect("on the dot");
        assert_eq!(tip.text, "He, layer 2: activation std 0.5, predicted 0.4");
        assert_eq!(at(40.0), None);
    }
}
