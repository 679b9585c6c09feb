//! Curves and points in a plane of two quantities: contours of a cost with a path of descent, or examples with the lines that
//! part them. Curves end where the axes do.

use super::clip::clip;
use super::drawing::Point;
use super::paint::{Margins, Pen, Word, at, framed};
use super::plot::{Axes, Mark, Plot, Tip};
use super::scale::Scale;
use super::style::{Hue, Style};
use plotters::style::Color;
use words::Words;

/// How a curve is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stroke {
    /// Thin and pale: a contour.
    Contour,
    /// As wide as a line that counts.
    Line,
    /// The same in dashes.
    Dashes,
}

/// One curve.
#[derive(Clone, Debug, PartialEq)]
pub struct Curve {
    /// Its colour.
    pub hue: Hue,
    /// How it is drawn.
    pub stroke: Stroke,
    /// Its points.
    pub points: Vec<[f64; 2]>,
}

/// A point that can be asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    /// Where it is.
    pub at: [f64; 2],
    /// What it says.
    pub text: String,
}

/// Points of one kind, in their order.
#[derive(Clone, Debug, PartialEq)]
pub struct Spots {
    /// Their colour.
    pub hue: Hue,
    /// How large they are, in CSS pixels.
    pub radius: f64,
    /// The points.
    pub spots: Vec<Spot>,
}

/// The plane.
#[derive(Clone, Debug, PartialEq)]
pub struct Plane {
    /// All in words.
    pub summary: String,
    /// Ends of the horizontal axis.
    pub x: (f64, f64),
    /// Ends of the vertical axis.
    pub y: (f64, f64),
    /// Curves; the last is drawn on top.
    pub curves: Vec<Curve>,
    /// Points above the curves.
    pub spots: Vec<Spots>,
}

impl Plane {
    fn scales(&self, size: (f64, f64), style: &Style) -> (Scale, Scale) {
        let [x, y] = framed((0.0, 0.0), size, Margins(52.0, 10.0, 8.0, 18.0), style);
        (Scale::linear(self.x, x), Scale::linear(self.y, y))
    }

    fn holds(&self, [x, y]: [f64; 2]) -> bool {
        (self.x.0..=self.x.1).contains(&x) && (self.y.0..=self.y.1).contains(&y)
    }
}

impl Plot for Plane {
    fn axes(&self) -> Axes {
        let (x, y) = (Scale::linear(self.x, (0.0, 1.0)), Scale::linear(self.y, (0.0, 1.0)));
        Box::new([x.low, x.high, y.low, y.high])
    }

    fn draw_axes(&self, pen: &mut Pen, _words: &Words) {
        let (x, y) = self.scales(pen.size, pen.style);
        pen.levels(&x, &y, 4, |_, label| label);
        for (v, label) in x.ticks(4) {
            pen.text(&label, (x.pixel(v), y.from + pen.style.px(11.0)), Word::tick(pen.style.palette.soft));
        }
    }

    fn draw_marks(&self, pen: &mut Pen, _words: &Words) {
        let (x, y) = self.scales(pen.size, pen.style);
        for curve in &self.curves {
            let color = pen.style.palette.hue(curve.hue);
            for pair in curve.points.windows(2).filter_map(|pair| clip([pair[0], pair[1]], [self.x, self.y])) {
                let line: Vec<Point> = pair.iter().map(|point| at(x.pixel(point[0]), y.pixel(point[1]))).collect();
                match curve.stroke {
                    Stroke::Contour => pen.path(line, color.mix(0.4), 1.0),
                    Stroke::Line => pen.path(line, color, 1.5),
                    Stroke::Dashes => pen.dashes(&line, color, 1.5),
                }
            }
        }
        for group in &self.spots {
            let color = pen.style.palette.hue(group.hue);
            for spot in group.spots.iter().filter(|spot| self.holds(spot.at)) {
                pen.dot((x.pixel(spot.at[0]), y.pixel(spot.at[1])), group.radius, color);
            }
        }
    }

    fn marks(&self, size: (f64, f64), style: &Style) -> Vec<Mark> {
        let ((x, y), reach) = (self.scales(size, style), style.px(9.0));
        let place = |row: usize, (column, spot): (usize, &Spot)| {
            let here = (x.pixel(spot.at[0]), y.pixel(spot.at[1]));
            self.holds(spot.at).then(|| Mark::dot(here, reach, (row, column)))
        };
        let rows = self.spots.iter().enumerate();
        rows.flat_map(|(row, group)| group.spots.iter().enumerate().filter_map(move |one| place(row, one))).collect()
    }

    fn tip(&self, mark: &Mark, _words: &Words) -> Option<Tip> {
        let spot = self.spots.get(mark.row)?.spots.get(mark.column)?;
        Some(Tip { value: spot.at[1], unit: "", text: spot.text.clone() })
    }

    fn describe(&self, _words: &Words) -> String {
        self.summary.clone()
    }
}
