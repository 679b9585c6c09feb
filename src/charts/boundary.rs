//! What the network makes of the plane: the probability of class 1 as colour, the boundary where it is a half, and the
//! data's points. Class 0 is a disc and class 1 a diamond, so that colour is not all.
//!
//! Here the lower canvas is the one that moves: the plane changes while the network trains and the points lie on it.

use plotters::style::RGBColor;

use super::batch::Batch;
use super::number::short;
use super::paint::{Pen, Word, at};
use super::plot::{Axes, Mark, Plot, Tip};
use super::scale::Scale;
use super::style::{Palette, Style, mix};
use lesson::data::Plane;
use words::Words;

/// One example in the plane.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dot {
    /// Its two coordinates, in the data's own units.
    pub at: [f32; 2],
    /// Its class, 0 or 1.
    pub class: u8,
    /// Whether it is kept back to judge by.
    pub held_out: bool,
}

/// The chart's data.
#[derive(Clone, Debug)]
pub struct Boundary<'a> {
    /// The part of the plane that is shown.
    pub plane: Plane,
    /// What its axes are called, across and up.
    pub names: [&'a str; 2],
    /// Points of the grid along each axis.
    pub side: usize,
    /// Probability of class 1 on the grid, row 0 at the top; empty before the first answer.
    pub probability: &'a [f32],
    /// The examples.
    pub dots: &'a [Dot],
    /// The point whose prediction was asked for.
    pub chosen: Option<[f32; 2]>,
}

/// Levels of colour: few enough for long runs, too many to be seen.
const LEVELS: f32 = 32.0;

impl Boundary<'_> {
    /// A square as large as fits, with room for the axes' names below and at the left.
    fn scales(&self, size: (f64, f64), style: &Style) -> (Scale, Scale) {
        let u = style.px_ratio;
        let side = (size.0 - 22.0 * u).min(size.1 - 22.0 * u).max(1.0).floor();
        let left = ((size.0 - side) / 2.0).max(20.0 * u).floor();
        let (low, high) = (self.plane.low.map(f64::from), self.plane.high.map(f64::from));
        (Scale::linear((low[0], high[0]), (left, left + side)), Scale::linear((low[1], high[1]), (side, 0.0)))
    }

    /// The point of the plane under a point of the chart, for asking its prediction.
    pub fn point_at(&self, size: (f64, f64), style: &Style, (x, y): (f64, f64)) -> Option<[f32; 2]> {
        let scales = self.scales(size, style);
        let inside = (scales.0.from..=scales.0.to).contains(&x) && (scales.1.to..=scales.1.from).contains(&y);
        inside.then(|| [scales.0.value(x) as f32, scales.1.value(y) as f32])
    }

    fn at(&self, row: usize, column: usize) -> Option<f32> {
        self.probability.get(row * self.side + column).copied().filter(|_| column < self.side)
    }
}

fn class_color(palette: &Palette, class: u8) -> RGBColor {
    palette.signed(if class == 0 { -1.0 } else { 1.0 })
}

/// The colour of a probability: pale, so that points stand out.
fn shade(palette: &Palette, p: f32) -> RGBColor {
    if p.is_nan() {
        return palette.rule;
    }
    let level = (p.clamp(0.0, 1.0) * LEVELS).round() / LEVELS;
    mix(palette.paper, palette.signed(f64::from(level) * 2.0 - 1.0), 0.5)
}

/// The line where the probability is a half, by marching squares.
fn draw_boundary(pen: &mut Pen, data: &Boundary, (x, y): (&Scale, &Scale)) {
    let step = |scale: &Scale, k: f64| (k + 0.5) / data.side as f64 * (scale.to - scale.from).abs();
    for row in 1..data.side {
        for column in 1..data.side {
            let corners = [(row - 1, column - 1), (row - 1, column), (row, column), (row, column - 1)];
            let values = corners.map(|(r, c)| data.at(r, c).map_or(f64::NAN, f64::from) - 0.5);
            let crossings = crossings(corners, values);
            for pair in crossings.chunks_exact(2) {
                let place = |(r, c): (f64, f64)| at(x.from + step(x, c), y.to + step(y, r));
                pen.path(vec![place(pair[0]), place(pair[1])], pen.style.palette.ink, 1.5);
            }
        }
    }
}

/// Where the sides of a cell change sign, as row and column.
fn crossings(corners: [(usize, usize); 4], values: [f64; 4]) -> Vec<(f64, f64)> {
    let mut found = Vec::new();
    for k in 0..4 {
        let (a, b) = (values[k], values[(k + 1) % 4]);
        if (a < 0.0) != (b < 0.0) && a.is_finite() && b.is_finite() {
            let t = a / (a - b);
            let ((r0, c0), (r1, c1)) = (corners[k], corners[(k + 1) % 4]);
            let between = |p: usize, q: usize| p as f64 + (q as f64 - p as f64) * t;
            found.push((between(r0, r1), between(c0, c1)));
        }
    }
    found
}

fn draw_names(pen: &mut Pen, data: &Boundary, (x, y): (&Scale, &Scale)) {
    let soft = Word::tick(pen.style.palette.soft);
    let below = y.from + pen.style.px(11.0);
    pen.text(&short(x.low), (x.from, below), soft.left());
    pen.text(data.names[0], ((x.from + x.to) / 2.0, below), soft);
    pen.text(&short(x.high), (x.to, below), soft.right());
    let left = x.from - pen.style.px(5.0);
    pen.text(&short(y.high), (left, y.to + pen.style.px(6.0)), soft.right());
    pen.text(data.names[1], (left, (y.from + y.to) / 2.0), soft.right());
    pen.text(&short(y.low), (left, y.from - pen.style.px(6.0)), soft.right())
}

fn mark(pen: &mut Pen, place: (f64, f64), class: u8, radius: f64, color: RGBColor) {
    if class == 0 { pen.dot(place, radius, color) } else { pen.diamond(place, radius * 1.2, color) }
}

impl Plot for Boundary<'_> {
    fn axes(&self) -> Axes {
        let bits: Vec<u32> = self.probability.iter().map(|p| p.to_bits()).collect();
        Box::new((self.plane, self.side, bits))
    }

    fn draw_axes(&self, pen: &mut Pen, _words: &Words) {
        let (size, style) = (pen.size, pen.style);
        let (palette, (x, y)) = (&style.palette, self.scales(size, style));
        let part = |k: usize| k as f64 / self.side as f64;
        let across = |k: usize| (x.from + (x.to - x.from) * part(k)).round() as i32;
        let down = |k: usize| (y.to + (y.from - y.to) * part(k)).round() as i32;
        let mut batch = Batch::default();
        for row in 0..self.side {
            let mut start = 0;
            for column in 1..=self.side {
                let color = self.at(row, start).map(|p| shade(palette, p));
                if self.at(row, column).map(|p| shade(palette, p)) != color {
                    if let Some(color) = color {
                        batch.rect(color, (across(start), across(column)), (down(row), down(row + 1)));
                    }
                    start = column;
                }
            }
        }
        batch.fill(pen);
        draw_boundary(pen, self, (&x, &y));
        draw_names(pen, self, (&x, &y))
    }

    fn draw_marks(&self, pen: &mut Pen, _words: &Words) {
        let (size, style) = (pen.size, pen.style);
        let (palette, (x, y)) = (&style.palette, self.scales(size, style));
        let place = |p: [f32; 2]| (x.pixel(f64::from(p[0])), y.pixel(f64::from(p[1])));
        let of = |held_out: bool| self.dots.iter().filter(move |dot| dot.held_out == held_out);
        for dot in of(false).chain(of(true)) {
            let color = class_color(palette, dot.class);
            let radius = if dot.held_out { 3.0 } else { 1.5 };
            if dot.held_out {
                mark(pen, place(dot.at), dot.class, radius + 1.0, palette.paper);
            }
            mark(pen, place(dot.at), dot.class, radius, color);
        }
        if let Some(chosen) = self.chosen {
            pen.ring(place(chosen), 6.0, palette.paper, 4.0);
            pen.ring(place(chosen), 6.0, palette.ink, 2.0);
        }
    }

    fn marks(&self, size: (f64, f64), style: &Style) -> Vec<Mark> {
        let (x, y) = self.scales(size, style);
        let edge = |from: f64, to: f64, k: usize| from + (to - from) * k as f64 / self.side as f64;
        let part = |from: f64, to: f64, k: usize| (edge(from, to, k), edge(from, to, k + 1));
        let cells = (0..self.side).flat_map(|row| (0..self.side).map(move |column| (row, column)));
        let cells = cells.filter(|(row, column)| self.at(*row, *column).is_some());
        cells.map(|(r, c)| Mark::rect(part(x.from, x.to, c), part(y.to, y.from, r), (r, c))).collect()
    }

    fn tip(&self, mark: &Mark, words: &Words) -> Option<Tip> {
        let p = self.at(mark.row, mark.column)?;
        let ([x, y], [first, second]) = (self.plane.point(mark.row, mark.column, self.side), self.names);
        let text = words.tip_plane(first, x.into(), second, y.into(), p.into());
        Some(Tip { value: p.into(), unit: "probability", text })
    }

    fn describe(&self, words: &Words) -> String {
        let one = self.probability.iter().filter(|p| **p >= 0.5).count();
        let share = one as f64 / self.probability.len().max(1) as f64;
        let held = self.dots.iter().filter(|d| d.held_out).count();
        let [first, second] = self.names;
        words.chart_plane(first, second, share, (self.dots.len() - held) as u64, held as u64)
    }
}

#[cfg(test)]
mod tests {
    use super::super::plot::nearest;
    use super::*;

    #[test]
    fn the_boundary_crosses_a_cell_where_its_corners_disagree() {
        let corners = [(0, 0), (0, 1), (1, 1), (1, 0)];
        assert_eq!(crossings(corners, [-0.25, 0.25, 0.25, -0.25]), [(0.0, 0.5), (1.0, 0.5)]);
        assert!(crossings(corners, [0.1; 4]).is_empty());
        assert!(crossings(corners, [f64::NAN; 4]).is_empty());
    }

    #[test]
    fn the_plane_is_read_where_it_is_drawn() {
        let plane = Plane { low: [-6.0, -6.0], high: [6.0, 6.0], names: ["x₁", "x₂"] };
        let probability = [0.1, 0.2, 0.3, 0.9];
        let data = Boundary { plane, names: plane.names, side: 2, probability: &probability, dots: &[], chosen: None };
        let style = Style::light(1.0);
        let (x, y) = data.scales((400.0, 300.0), &style);
        let marks = data.marks((400.0, 300.0), &style);
        let point = (x.pixel(3.0), y.pixel(-3.0));
        let tip = nearest(&marks, point).and_then(|i| data.tip(&marks[i], &Words::english())).expect("inside");
        assert_eq!(tip.text, "x₁ 3, x₂ −3: class 1 with 90%");
        assert_eq!(tip.value, f64::from(0.9f32));
        assert_eq!(data.point_at((400.0, 300.0), &style, point), Some([3.0, -3.0]));
        assert_eq!(data.point_at((400.0, 300.0), &style, (0.0, 0.0)), None);
    }
}
