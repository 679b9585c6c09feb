//! The plane of two weights: contours of the cost, the vector with its gradient split into length and direction, and two
//! descents from it.

mod contours;

use super::clip::clip;
use super::drawing::Point;
use super::paint::{Margins, Pen, Word, at, framed};
use super::plot::{Axes, Mark, Plot, Tip};
use super::scale::Scale;
use super::style::{Hue, LABEL, Style, mix};
use contours::contour;
use lesson::weight::{GRID, REACH, Step, Weight, length};
use nn::norm::Norm;
use words::Words;

/// The plane.
#[derive(Clone, Copy, Debug)]
pub struct Plane<'a>(
    /// The two descents and the cost.
    pub &'a Weight,
);

/// Contours, as multiples of the lowest cost.
const LEVELS: [f64; 12] = [1.02, 1.1, 1.25, 1.5, 2.0, 2.75, 3.75, 5.0, 6.5, 8.5, 11.0, 14.0];
/// The length at which the gradient at the start is drawn: its direction is what counts.
const ARROW: f64 = 1.7;
/// The side of the mark of a right angle, in weights.
const CORNER: f64 = 0.22;

/// The colour of a descent: plain, or in `g` and `v`.
pub fn hue(path: usize) -> Hue {
    if path == 0 { Hue::Ink } else { Hue::Norm(Norm::Weight) }
}

impl Plane<'_> {
    fn scales(size: (f64, f64), style: &Style) -> (Scale, Scale) {
        let [x, y] = framed((0.0, 0.0), size, Margins(26.0, 8.0, 8.0, 20.0), style);
        let side = (x.1 - x.0).min(y.0 - y.1);
        let left = x.0 + ((x.1 - x.0 - side) / 2.0).floor();
        (Scale::linear((-REACH, REACH), (left, left + side)), Scale::linear((-REACH, REACH), (y.1 + side, y.1)))
    }

    /// The weights at a point of the chart.
    pub fn weights(&self, (x, y): (f64, f64), size: (f64, f64), style: &Style) -> [f64; 2] {
        let scales = Self::scales(size, style);
        [scales.0.value(x), scales.1.value(y)]
    }

    /// The point of the chart at which the vector ends.
    pub fn tip_of_vector(&self, size: (f64, f64), style: &Style) -> (f64, f64) {
        let (x, y) = Self::scales(size, style);
        let [a, b] = self.0.start().map(f64::from);
        (x.pixel(a), y.pixel(b))
    }

    fn place(&self, (x, y): (&Scale, &Scale), [a, b]: [f64; 2]) -> Point {
        at(x.pixel(a), y.pixel(b))
    }

    fn draw_arrow(&self, pen: &mut Pen, scales: (&Scale, &Scale), [from, to]: [[f64; 2]; 2], hue: Hue) {
        let (color, [a, b]) = (pen.style.palette.hue(hue), [from, to].map(|end| self.place(scales, end)));
        pen.path(vec![a, b], color, 2.0);
        let (dx, dy) = (f64::from(b.0 - a.0), f64::from(b.1 - a.1));
        let size = libm::hypot(dx, dy).max(1.0);
        let (ux, uy, head) = (dx / size, dy / size, pen.style.px(8.0).min(size));
        let back = (f64::from(b.0) - head * ux, f64::from(b.1) - head * uy);
        let half = head * 0.45;
        let wing = |side: f64| at(back.0 - side * half * uy, back.1 + side * half * ux);
        pen.fill(vec![b, wing(1.0), wing(-1.0)], color);
    }

    /// The way down at the start, and its two parts: along the vector, which is `g`'s, and across, which is `v`'s.
    fn draw_split(&self, pen: &mut Pen, scales: (&Scale, &Scale), words: &Words) {
        let Some(start) = self.0.paths()[1].first() else { return };
        let [w, down] = [start.w, start.split.dw.map(|d| -d)].map(|pair| pair.map(f64::from));
        let (size, long) = (length(down), length(w));
        if size == 0.0 || long == 0.0 || !size.is_finite() {
            return;
        }
        let (down, unit) = (down.map(|d| d * ARROW / size), w.map(|v| v / long));
        let along = down[0] * unit[0] + down[1] * unit[1];
        let add = |a: [f64; 2], b: [f64; 2], by: f64| [a[0] + by * b[0], a[1] + by * b[1]];
        let (end, foot) = (add(w, down, 1.0), add(w, unit, along));
        let soft = pen.style.palette.grad;
        for part in [[w, foot], [foot, end]] {
            pen.dashes(&part.map(|point| self.place(scales, point)), soft, 1.25);
        }
        let across = add(end, foot, -1.0);
        let wide = length(across);
        if wide > 2.0 * CORNER && along.abs() > 2.0 * CORNER {
            let (side, back) = (across.map(|v| v / wide), -CORNER * along.signum());
            let a = add(foot, unit, back);
            let corner = [a, add(a, side, CORNER), add(foot, side, CORNER)];
            pen.path(corner.map(|point| self.place(scales, point)).to_vec(), soft, 1.0);
        }
        self.draw_arrow(pen, scales, [w, end], Hue::Gradient);
        let off = pen.style.px(9.0);
        let word = Word::tick(soft).size(LABEL).bold(true);
        for (name, [a, b], part) in
            [(words.weight_part_g(), [w, foot], along.abs()), (words.weight_part_v(), [foot, end], wide)]
        {
            if part > 0.35 {
                // Beside the part, on the side away from the arrow.
                let apex = if part == wide {
                    add(foot, unit, along.signum())
                } else {
                    add(foot, across, -1.0 / wide.max(1e-9))
                };
                let middle = add(a, add(b, a, -1.0), 0.5);
                let away = [apex, foot].map(|point| self.place(scales, point));
                let (dx, dy) = (f64::from(away[0].0 - away[1].0), f64::from(away[0].1 - away[1].1));
                let norm = libm::hypot(dx, dy).max(1.0);
                let (x, y) = self.place(scales, middle);
                pen.text(name, (f64::from(x) + off * dx / norm, f64::from(y) + off * dy / norm), word);
            }
        }
    }

    /// A descent; what leaves the plane is not drawn outside.
    fn draw_path(&self, pen: &mut Pen, scales: (&Scale, &Scale), path: usize) {
        let (steps, color) = (self.0.paths()[path], pen.style.palette.hue(hue(path)));
        let weights = |step: &Step| step.w.map(f64::from);
        for pair in steps.windows(2) {
            if let Some(line) = clip([weights(&pair[0]), weights(&pair[1])], [(-REACH, REACH); 2]) {
                pen.path(line.map(|end| self.place(scales, end)).to_vec(), color, 1.25);
            }
        }
        let is_inside = |step: &&Step| weights(step).iter().all(|w| w.abs() <= REACH);
        for step in steps.iter().skip(1).filter(is_inside) {
            let (x, y) = self.place(scales, weights(step));
            let point = (f64::from(x), f64::from(y));
            match path {
                0 => pen.dot(point, 2.0, color),
                _ => pen.diamond(point, 3.0, color),
            }
        }
    }
}

impl Plot for Plane<'_> {
    fn axes(&self) -> Axes {
        Box::new(self.0.grid().len())
    }

    fn draw_axes(&self, pen: &mut Pen, words: &Words) {
        let (x, y) = Self::scales(pen.size, pen.style);
        let palette = &pen.style.palette;
        let soft = Word::tick(palette.soft);
        if let Some(best) = self.0.best().filter(|_| !self.0.grid().is_empty()) {
            for (i, level) in LEVELS.iter().enumerate() {
                let tint = mix(palette.act, palette.paper, 0.25 + 0.55 * i as f64 / LEVELS.len() as f64);
                for [a, b] in contour(self.0.grid(), GRID, (level * best.cost) as f32) {
                    let place = |[u, v]: [f64; 2]| at(x.from + u * (x.to - x.from), y.from + v * (y.to - y.from));
                    pen.path(vec![place(a), place(b)], tint, 1.0);
                }
            }
            let place = self.place((&x, &y), best.w.map(f64::from));
            pen.cross((place.0.into(), place.1.into()), 5.0, palette.ink);
        }
        pen.hline(x.from, x.to, y.pixel(0.0), palette.rule);
        pen.vline(x.pixel(0.0), y.to, y.from, palette.rule);
        for v in [-4.0, -2.0, 0.0, 2.0, 4.0] {
            let label = super::number::short(v);
            pen.text(&label, (x.pixel(v), y.from + pen.style.px(9.0)), soft);
            pen.text(&label, (x.from - pen.style.px(5.0), y.pixel(v)), soft.right());
        }
        pen.text(words.weight_first(), (x.to, y.from + pen.style.px(9.0)), soft.right());
        pen.text(words.weight_second(), (x.from - pen.style.px(5.0), y.to + pen.style.px(4.0)), soft.right());
    }

    fn draw_marks(&self, pen: &mut Pen, words: &Words) {
        let (x, y) = Self::scales(pen.size, pen.style);
        (0..2).for_each(|path| self.draw_path(pen, (&x, &y), path));
        self.draw_split(pen, (&x, &y), words);
        let w = self.0.start().map(f64::from);
        self.draw_arrow(pen, (&x, &y), [[0.0; 2], w], Hue::Activation);
    }

    fn marks(&self, size: (f64, f64), style: &Style) -> Vec<Mark> {
        let ((x, y), reach) = (Self::scales(size, style), style.px(9.0));
        let mut marks = Vec::new();
        for (row, steps) in self.0.paths().into_iter().enumerate() {
            for (column, step) in steps.iter().enumerate() {
                let [a, b] = step.w.map(f64::from);
                marks.push(Mark::dot((x.pixel(a), y.pixel(b)), reach, (row, column)));
            }
        }
        marks
    }

    fn mark_at(&self, marks: &[Mark], _size: (f64, f64), _style: &Style, point: (f64, f64)) -> Option<usize> {
        let away = |mark: &Mark| libm::hypot(mark.at.0 - point.0, mark.at.1 - point.1);
        let near = marks.iter().enumerate().filter(|(_, mark)| away(mark) <= (mark.x.1 - mark.x.0) / 2.0);
        near.min_by(|a, b| away(a.1).total_cmp(&away(b.1))).map(|(i, _)| i)
    }

    fn tip(&self, mark: &Mark, words: &Words) -> Option<Tip> {
        let step = self.0.paths().get(mark.row)?.get(mark.column)?;
        let [a, b] = step.w.map(f64::from);
        let which = if mark.row == 0 { "plain" } else { "normed" };
        let text = words.tip_weight(which, mark.column as u64, a, b, step.cost, step.v_length);
        Some(Tip { value: step.cost, unit: "nat", text })
    }

    fn describe(&self, words: &Words) -> String {
        let Some(found) = self.0.finding() else { return words.chart_weight_empty().into() };
        let [start, plain, normed] = [found.start.w, found.ends[0].w, found.ends[1].w].map(|w| w.map(f64::from));
        let steps = u64::from(found.spec.steps);
        words.chart_weight(start[0], start[1], steps, plain[0], plain[1], normed[0], normed[1], found.best)
    }
}
