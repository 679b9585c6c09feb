//! Lines through measured points: an error against batch size, an angle against depth. Each point may have a spread, and says
//! what it is; a dashed line is a prediction. A value that is no number is a cross at the upper edge.

use super::drawing::{Point, text_width};
use super::number::{percent, short};
use super::paint::{Margins, Pen, Symbol, Word, at, framed};
use super::plot::{Axes, Mark, Plot, Tip};
use super::scale::{Decades, Place, Scale};
use super::style::{Hue, LABEL, Style, mix};
use plotters::style::{Color, RGBColor};
use words::Words;

/// Of more points than this only the line is drawn, and what is beyond its axis.
const CROWD: usize = 60;

/// One point.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// Where it stands along the horizontal axis.
    pub x: f64,
    /// What was measured.
    pub y: f64,
    /// The least and the greatest of several measurements; both NaN where there is one.
    pub spread: (f64, f64),
    /// What its place is called, such as `batch size 2`.
    pub place: String,
}

/// Points of one kind.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Its name.
    pub name: String,
    /// Its colour.
    pub color: Hue,
    /// Whether it is a prediction.
    pub is_theory: bool,
    /// Whether the spreads of its points are drawn as one band.
    pub is_band: bool,
    /// Its points, along the axis.
    pub points: Vec<Value>,
}

/// What the vertical axis is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Vertical {
    /// Shares in percent, from 0 to at most this.
    Share(f64),
    /// Shares in percent, on a log scale.
    LogShare(Decades),
    /// Plain numbers, from and to.
    Number(f64, f64),
    /// Plain numbers, on a log scale.
    Log(Decades),
}

/// The lines and their axes.
#[derive(Clone, Debug, PartialEq)]
pub struct Lines {
    /// What the chart shows, for those who cannot see it.
    pub title: String,
    /// The lines; the last is drawn on top.
    pub lines: Vec<Line>,
    /// The ends of the horizontal axis.
    pub x: (f64, f64),
    /// Where it has a label, and which.
    pub ticks: Vec<(f64, String)>,
    /// The vertical axis.
    pub y: Vertical,
    /// A level of reference with its label, such as chance.
    pub level: Option<(f64, String)>,
    /// Places of reference along the horizontal axis with their labels, such as where training ended.
    pub places: Vec<(f64, String)>,
}

impl Vertical {
    fn scale(self, pixels: (f64, f64)) -> Scale {
        match self {
            Self::Share(high) => Scale::linear((0.0, high), pixels),
            Self::Number(low, high) => Scale::linear((low, high), pixels),
            Self::LogShare(d) | Self::Log(d) => Scale::log((d.low, d.high), pixels),
        }
    }

    fn is_share(self) -> bool {
        matches!(self, Self::Share(_) | Self::LogShare(_))
    }

    fn print(self, v: f64) -> String {
        if self.is_share() && v.is_finite() { percent(v) } else { short(v) }
    }
}

impl Lines {
    fn scales(&self, size: (f64, f64), style: &Style) -> (Scale, Scale) {
        let u = style.px_ratio;
        let widest = self.names().map(|name| text_width(name, LABEL * u)).fold(0.0, f64::max);
        let right = (widest + 10.0 * u).min(size.0 * 0.35);
        let [x, y] = framed((0.0, 0.0), (size.0 - right, size.1), Margins(38.0, 4.0, 8.0, 18.0), style);
        (Scale::linear(self.x, x), self.y.scale(y))
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        self.lines.iter().map(|line| line.name.as_str())
    }

    /// The places of reference, over the bands.
    fn draw_places(&self, pen: &mut Pen, (x, y): (&Scale, &Scale)) {
        let (style, soft) = (pen.style, Word::tick(pen.style.palette.soft));
        for (v, name) in &self.places {
            let across = x.pixel(*v);
            pen.dashes(&[at(across, y.to), at(across, y.from)], style.palette.soft, 1.0);
            // Where there is more room.
            let is_left = across - x.from > x.to - across;
            let (side, word) = if is_left { (-4.0, soft.right()) } else { (4.0, soft.left()) };
            pen.text(name, (across + side * style.px_ratio, y.from - style.px(7.0)), word);
        }
    }

    /// A value with its spread, as it is written.
    fn written(&self, value: &Value, words: &Words) -> String {
        let (low, high) = value.spread;
        match low.is_finite() && high.is_finite() && low < high {
            true => words.line_spread(&self.y.print(value.y), &self.y.print(low), &self.y.print(high)),
            false => self.y.print(value.y),
        }
    }
}

fn draw_spread(pen: &mut Pen, x: f64, (low, high): (f64, f64), y: &Scale, color: RGBColor) {
    if low.is_finite() && high.is_finite() && low < high {
        let half = pen.style.px(2.0) / 2.0;
        pen.rect((x - half, x + half), (y.pixel(high), y.pixel(low)), color.mix(0.45));
    }
}

/// The band from the least to the greatest at every point.
fn draw_band(pen: &mut Pen, points: &[Value], (x, y): (&Scale, &Scale), color: RGBColor) {
    let known: Vec<&Value> =
        points.iter().filter(|value| value.spread.0.is_finite() && value.spread.1.is_finite()).collect();
    let edge = |of: fn(&Value) -> f64| known.iter().map(move |value| at(x.pixel(value.x), y.pixel(of(value))));
    let outline = edge(|value| value.spread.1).chain(edge(|value| value.spread.0).rev()).collect();
    pen.fill(outline, mix(pen.style.palette.paper, color, 0.2));
}

impl Plot for Lines {
    fn axes(&self) -> Axes {
        // The room at the right is that of the longest name.
        let names: Vec<String> = self.names().map(String::from).collect();
        let level = self.level.as_ref().map(|level| level.0.to_bits());
        let (x, y) = (Scale::linear(self.x, (0.0, 1.0)), self.y.scale((0.0, 1.0)));
        let ticks: Vec<String> = self.ticks.iter().map(|(v, label)| format!("{v} {label}")).collect();
        let places: Vec<String> = self.places.iter().map(|(v, label)| format!("{v} {label}")).collect();
        Box::new((names, ticks, places, [x.low, x.high, y.low, y.high], std::mem::discriminant(&self.y), level))
    }

    fn draw_axes(&self, pen: &mut Pen, _words: &Words) {
        let (size, style) = (pen.size, pen.style);
        let (palette, (x, y)) = (&style.palette, self.scales(size, style));
        let soft = Word::tick(palette.soft);
        let lines = ((y.from - y.to) / (24.0 * style.px_ratio)) as usize + 1;
        let is_share = self.y.is_share();
        pen.levels(&x, &y, lines.clamp(3, 6), |v, label| if is_share { percent(v) } else { label });
        for (v, label) in &self.ticks {
            pen.text(label, (x.pixel(*v), y.from + style.px(11.0)), soft);
        }
        if let Some((level, name)) = &self.level {
            let place = y.pixel(*level);
            pen.dashes(&[at(x.from, place), at(x.to, place)], palette.soft, 1.0);
            pen.text(name, (x.from + style.px(4.0), place + style.px(8.0)), soft.left());
        }
    }

    fn draw_marks(&self, pen: &mut Pen, _words: &Words) {
        let (x, y) = self.scales(pen.size, pen.style);
        let mut ends: Vec<(Point, &str, RGBColor)> = Vec::new();
        for line in self.lines.iter().filter(|line| line.is_band) {
            draw_band(pen, &line.points, (&x, &y), pen.style.palette.hue(line.color));
        }
        self.draw_places(pen, (&x, &y));
        for line in &self.lines {
            let color = pen.style.palette.hue(line.color);
            let finite = line.points.iter().filter(|value| value.y.is_finite());
            let points: Vec<Point> = finite.map(|value| at(x.pixel(value.x), y.pixel(value.y))).collect();
            if let Some(end) = points.last() {
                ends.push((*end, &line.name, color));
            }
            match line.is_theory {
                true => pen.dashes(&points, color, 1.25),
                false => pen.path(points, color, 1.5),
            }
            let is_crowded = line.points.len() > CROWD;
            for value in line.points.iter().filter(|_| !line.is_theory) {
                let (across, place) = (x.pixel(value.x), y.place(value.y));
                if !line.is_band {
                    draw_spread(pen, across, value.spread, &y, color);
                }
                if !is_crowded || !matches!(place, Place::At(_)) {
                    pen.value((across, place), Symbol::Dot, (2.5, 4.0), (color, color));
                }
            }
        }
        pen.names_of_ends(ends, (&x, &y), None);
    }

    fn marks(&self, size: (f64, f64), style: &Style) -> Vec<Mark> {
        let ((x, y), margin) = (self.scales(size, style), style.px(6.0));
        let mut marks = Vec::new();
        for (row, line) in self.lines.iter().enumerate() {
            for (column, value) in line.points.iter().enumerate() {
                let at = (x.pixel(value.x).round(), y.pixel(value.y));
                marks.push(Mark { x: (x.from - margin, x.to + margin), y: (0.0, size.1), at, row, column });
            }
        }
        marks
    }

    fn tip(&self, mark: &Mark, words: &Words) -> Option<Tip> {
        let line = self.lines.get(mark.row)?;
        let value = line.points.get(mark.column)?;
        let unit = if self.y.is_share() { "share" } else { "" };
        Some(Tip { value: value.y, unit, text: words.tip_line(&line.name, &value.place, &self.written(value, words)) })
    }

    fn describe(&self, words: &Words) -> String {
        let mut said = vec![words.chart_lines(&self.title)];
        for line in &self.lines {
            let write = |value: &Value| self.written(value, words);
            match &line.points[..] {
                [] => {}
                [one] => said.push(words.chart_line_one(&line.name, &write(one), &one.place)),
                [first, .., last] => {
                    said.push(words.chart_line_ends(&line.name, &write(first), &first.place, &write(last), &last.place))
                }
            }
        }
        if let Some((level, name)) = &self.level {
            said.push(words.chart_curve_level(name, &self.y.print(*level)));
        }
        let named = self.places.iter().filter(|(_, name)| !name.is_empty());
        said.extend(named.map(|(place, name)| words.chart_lines_place(name, &short(*place))));
        said.join(words.between_sentences())
    }
}
