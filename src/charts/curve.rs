//! Curves against step: cost on a log scale, accuracy with the line of chance, and the race's overlay with a label at the
//! end of each curve. Long curves are drawn by pixel columns that keep every column's least and greatest value.

use plotters::style::RGBColor;

use super::curve_line::{columns, simplified};
use super::drawing::Point;
use super::drawing::text_width;
use super::number::{percent, short};
use super::paint::{Margins, Pen, Word, at, framed};
use super::plot::{Axes, Mark, Plot, Tip};
use super::scale::{Decades, Scale};
use super::style::{LABEL, Style};
use words::Words;

/// One curve.
#[derive(Clone, Debug)]
pub struct Series<'a> {
    /// Its label.
    pub name: &'a str,
    /// Its colour.
    pub color: RGBColor,
    /// Its thickness in CSS pixels.
    pub width: f64,
    /// Step and value, steps increasing.
    pub points: &'a [(u32, f32)],
}

/// What the vertical axis measures.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Measure {
    /// Cost, on a log scale.
    Cost(Decades),
    /// A share, 0 to 1, printed in percent.
    Share,
}

/// The curves and their axes.
#[derive(Clone, Debug)]
pub struct Curves<'a> {
    /// The curves; the last is drawn on top.
    pub series: Vec<Series<'a>>,
    /// The last step that the axis has room for.
    pub steps: u32,
    /// The vertical axis.
    pub measure: Measure,
    /// A level of reference with its label, such as chance.
    pub level: Option<(f64, &'a str)>,
}

/// The first of 100, 200, 500, 1000, … that `step` does not pass: the axis grows seldom.
pub fn room_for(step: u32) -> u32 {
    let mut room = 100u32;
    for factor in [2.0, 2.5, 2.0].into_iter().cycle().take(22) {
        if room >= step {
            break;
        }
        room = (f64::from(room) * factor) as u32;
    }
    room.max(step)
}

/// Whole decades for the costs seen, at least two; keep them over a run with [`Decades::held`].
pub fn cost_decades<'a>(series: impl IntoIterator<Item = &'a Series<'a>>) -> Decades {
    Decades::of(series.into_iter().flat_map(|s| s.points.iter().map(|p| f64::from(p.1))), 2)
}

impl Curves<'_> {
    fn scales(&self, size: (f64, f64), style: &Style) -> (Scale, Scale) {
        let u = style.px_ratio;
        let widest = self.names().map(|n| text_width(n, LABEL * u)).fold(0.0, f64::max);
        let right = (widest + 10.0 * u).min(size.0 * 0.35);
        let [x, y] = framed((0.0, 0.0), (size.0 - right, size.1), Margins(34.0, 0.0, 6.0, 18.0), style);
        let vertical = match self.measure {
            Measure::Cost(d) => Scale::log((d.low, d.high), y),
            Measure::Share => Scale::linear((0.0, 1.0), y),
        };
        (Scale::linear((0.0, f64::from(self.steps.max(1))), x), vertical)
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        self.series.iter().map(|s| s.name).chain(self.level.map(|l| l.1))
    }

    fn print(&self, v: f64) -> String {
        if self.measure == Measure::Share { percent(v) } else { short(v) }
    }
}

/// The names of curves that ended in NaN or ∞, beside their crosses.
fn draw_stopped(pen: &mut Pen, stopped: Vec<((f64, f64), &Series)>) {
    for (i, ((x, y), series)) in stopped.into_iter().enumerate() {
        let line = y + pen.style.px(LABEL + 1.0) * i as f64 + pen.style.px(4.0);
        pen.text(series.name, (x + pen.style.px(7.0), line), Word::tick(series.color).size(LABEL).left());
    }
}

/// The point nearest to a step.
fn near(points: &[(u32, f32)], step: u32) -> Option<(u32, f32)> {
    let i = points.partition_point(|p| p.0 < step);
    let gap = |k: usize| points.get(k).map_or(u32::MAX, |p| p.0.abs_diff(step));
    points.get(if i > 0 && gap(i - 1) < gap(i) { i - 1 } else { i }).copied()
}

impl Plot for Curves<'_> {
    fn axes(&self) -> Axes {
        // The room at the right is that of the longest name.
        let names: Vec<String> = self.names().map(String::from).collect();
        Box::new((self.steps, self.measure, self.level.map(|level| level.0.to_bits()), names))
    }

    fn draw_axes(&self, pen: &mut Pen, words: &Words) {
        let (size, style) = (pen.size, pen.style);
        let (palette, (x, y)) = (&style.palette, self.scales(size, style));
        let soft = Word::tick(palette.soft);
        let lines = ((y.from - y.to) / (24.0 * style.px_ratio)) as usize + 1;
        let share = self.measure == Measure::Share;
        pen.levels(&x, &y, lines.clamp(3, 6), |v, label| if share { percent(v) } else { label });
        let ticks = x.ticks(if x.to - x.from > 320.0 * style.px_ratio { 6 } else { 3 });
        for (i, (v, label)) in ticks.iter().enumerate() {
            let label = if i + 1 == ticks.len() { words.axis_end("step", label) } else { label.clone() };
            let word = if i + 1 == ticks.len() { soft.right() } else { soft };
            pen.text(&label, (x.pixel(*v), y.from + style.px(11.0)), word);
        }
        if let Some((level, name)) = self.level {
            let place = y.pixel(level);
            pen.dashes(&[at(x.from, place), at(x.to, place)], palette.soft, 1.0);
            pen.text(name, (x.to + style.px(6.0), place), soft.size(LABEL).left());
        }
    }

    fn draw_marks(&self, pen: &mut Pen, _words: &Words) {
        let (size, style) = (pen.size, pen.style);
        let (x, y) = self.scales(size, style);
        let (mut names, mut stopped) = (Vec::new(), Vec::new());
        for series in &self.series {
            let (lines, broken) = columns(series.points, &x, &y, style.px(1.0) as i32);
            let end = lines.last().and_then(|l| l.last().copied());
            for line in lines.iter().map(|l| simplified(l)) {
                match line[..] {
                    [one] => pen.dot((f64::from(one.0), f64::from(one.1)), series.width.max(1.5), series.color),
                    _ => pen.path(line, series.color, series.width),
                }
            }
            let lost = series.points.last().is_some_and(|p| !p.1.is_finite());
            match (broken.last(), end) {
                (Some(place), _) if lost => stopped.push((*place, series)),
                (_, Some(end)) => names.push((end, series)),
                _ => {}
            }
            for place in broken {
                pen.cross(place, 3.0, series.color);
            }
        }
        draw_stopped(pen, stopped);
        let ends = names.into_iter().map(|(end, series): (Point, &Series)| (end, series.name, series.color)).collect();
        pen.names_of_ends(ends, (&x, &y), self.level.map(|level| y.pixel(level.0)));
    }

    fn marks(&self, size: (f64, f64), style: &Style) -> Vec<Mark> {
        let ((x, y), margin) = (self.scales(size, style), style.px(4.0));
        let mut marks: Vec<Mark> = Vec::new();
        for (row, series) in self.series.iter().enumerate() {
            for (column, (step, v)) in series.points.iter().enumerate() {
                let at = (x.pixel(f64::from(*step)).round(), y.pixel(f64::from(*v)));
                // The points of one pixel are one mark, the last.
                marks.pop_if(|last| last.row == row && last.at.0 == at.0);
                let answers = ((x.from - margin, x.to + margin), (0.0, size.1));
                marks.push(Mark { x: answers.0, y: answers.1, at, row, column });
            }
        }
        marks
    }

    /// Every curve's value at the mark's step; the value is that of its own curve.
    fn tip(&self, mark: &Mark, words: &Words) -> Option<Tip> {
        let (step, value) = *self.series.get(mark.row)?.points.get(mark.column)?;
        let there = self.series.iter().filter_map(|s| near(s.points, step).map(|p| (s.name, p)));
        let list: Vec<_> = there.map(|(name, p)| words.tip_curve_value(name, &self.print(p.1.into()))).collect();
        let unit = if self.measure == Measure::Share { "share" } else { "nat" };
        let text = words.tip_curve("step", step.into(), &list.join(words.between_items()));
        Some(Tip { value: value.into(), unit, text })
    }

    fn describe(&self, words: &Words) -> String {
        let what = match self.measure {
            Measure::Cost(_) => "cost",
            Measure::Share => "accuracy",
        };
        let mut said = vec![words.chart_curve(what, "step")];
        for series in &self.series {
            if let (Some(first), Some(last)) = (series.points.first(), series.points.last()) {
                let (a, b) = (self.print(first.1.into()), self.print(last.1.into()));
                said.push(words.chart_curve_ends(series.name, &a, first.0.into(), &b, last.0.into(), "step"));
            }
        }
        if let Some((level, name)) = self.level {
            said.push(words.chart_curve_level(name, &self.print(level)));
        }
        said.join(words.between_sentences())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_grows_by_round_steps() {
        assert_eq!([0, 100, 101, 300, 900, 100_000].map(room_for), [100, 100, 200, 500, 1000, 100_000]);
    }
}
