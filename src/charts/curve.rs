//! Curves against step: cost on a log scale, accuracy with the line of chance, and the race's overlay with a label at the
//! end of each curve. Long curves are drawn by pixel columns that keep every column's least and greatest value.

use plotters::style::RGBColor;
use plotters_backend::DrawingBackend;

use super::backend::text_width;
use super::curve_line::{columns, simplified};
use super::number::{count, percent, short};
use super::paint::{Pen, Point, Word, at, size_of};
use super::scale::{Decades, Scale};
use super::style::{LABEL, Style};
use super::{Area, Drawn, Tip};

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
    /// A standard deviation, on a log scale, against layer (1 to `steps`) instead of step.
    Std(Decades),
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

/// Whole decades for the costs seen, at least two; keep them over a run with [`Decades::with`].
pub fn cost_decades<'a>(series: impl IntoIterator<Item = &'a Series<'a>>) -> Decades {
    Decades::of(series.into_iter().flat_map(|s| s.points.iter().map(|p| f64::from(p.1))), 2)
}

impl Curves<'_> {
    fn scales(&self, size: (f64, f64), style: &Style) -> (Scale, Scale) {
        let u = style.px_ratio;
        let names = self.series.iter().map(|s| s.name).chain(self.level.map(|l| l.1));
        let widest = names.map(|n| text_width(n, LABEL * u)).fold(0.0, f64::max);
        let right = (widest + 10.0 * u).min(size.0 * 0.35);
        let left = 34.0 * u;
        let x = (left, (size.0 - right).max(left + u));
        let y = ((size.1 - 18.0 * u).max(7.0 * u), 6.0 * u);
        let vertical = match self.measure {
            Measure::Cost(d) | Measure::Std(d) => Scale::log((d.low, d.high), y),
            Measure::Share => Scale::linear((0.0, 1.0), y),
        };
        let first = if self.along() == "layer" { 1.0 } else { 0.0 };
        (Scale::linear((first, f64::from(self.steps.max(1)).max(first + 1.0)), x), vertical)
    }

    fn along(&self) -> &'static str {
        if matches!(self.measure, Measure::Std(_)) { "layer" } else { "step" }
    }

    fn print(&self, v: f64) -> String {
        if self.measure == Measure::Share { percent(v) } else { short(v) }
    }
}

/// Draws the still layer: axes, ticks, the level of reference.
pub fn draw_axes<DB: DrawingBackend>(area: &Area<DB>, data: &Curves, style: &Style) -> Drawn<DB> {
    let Some(size) = size_of(area) else { return Ok(()) };
    let (pen, palette, (x, y)) = (Pen::new(area, style), &style.palette, data.scales(size, style));
    let soft = Word::tick(palette.soft);
    let lines = ((y.from - y.to) / (24.0 * style.px_ratio)) as usize + 1;
    for (v, label) in y.ticks(lines.clamp(3, 6)) {
        let label = if data.measure == Measure::Share { percent(v) } else { label };
        pen.hline(x.from, x.to, y.pixel(v), palette.rule)?;
        pen.text(&label, (x.from - style.px(5.0), y.pixel(v)), soft.right())?;
    }
    if data.along() == "layer" {
        pen.text("1", (x.from, y.from + style.px(11.0)), soft)?;
    }
    let ticks = x.ticks(if x.to - x.from > 320.0 * style.px_ratio { 6 } else { 3 });
    for (i, (v, label)) in ticks.iter().enumerate() {
        let label = if i + 1 == ticks.len() { format!("{} {label}", data.along()) } else { label.clone() };
        let word = if i + 1 == ticks.len() { soft.right() } else { soft };
        pen.text(&label, (x.pixel(*v), y.from + style.px(11.0)), word)?;
    }
    if let Some((level, name)) = data.level {
        let place = y.pixel(level);
        pen.dashes(&[at(x.from, place), at(x.to, place)], palette.soft, 1.0)?;
        pen.text(name, (x.to + style.px(6.0), place), soft.size(LABEL).left())?;
    }
    Ok(())
}

/// Draws the moving layer: the curves, a cross where one stopped being finite, and their names.
pub fn draw_curves<DB: DrawingBackend>(area: &Area<DB>, data: &Curves, style: &Style) -> Drawn<DB> {
    let Some(size) = size_of(area) else { return Ok(()) };
    let (pen, (x, y)) = (Pen::new(area, style), data.scales(size, style));
    let (mut names, mut stopped) = (Vec::new(), Vec::new());
    for series in &data.series {
        let (lines, broken) = columns(series.points, &x, &y, style.px(1.0) as i32);
        let end = lines.last().and_then(|l| l.last().copied());
        for line in lines.iter().map(|l| simplified(l)) {
            match line[..] {
                [one] => pen.dot((f64::from(one.0), f64::from(one.1)), series.width.max(1.5), series.color)?,
                _ => pen.path(line, series.color, series.width)?,
            }
        }
        let lost = series.points.last().is_some_and(|p| !p.1.is_finite());
        match (broken.last(), end) {
            (Some(place), _) if lost => stopped.push((*place, series)),
            (_, Some(end)) => names.push((end, series)),
            _ => {}
        }
        for place in broken {
            pen.cross(place, 3.0, series.color)?;
        }
    }
    draw_stopped(&pen, stopped)?;
    draw_names(&pen, names, (&x, &y), data)
}

/// The names of curves that ended in NaN or ∞, beside their crosses.
fn draw_stopped<DB: DrawingBackend>(pen: &Pen<DB>, stopped: Vec<((f64, f64), &Series)>) -> Drawn<DB> {
    for (i, ((x, y), series)) in stopped.into_iter().enumerate() {
        let line = y + pen.style.px(LABEL + 1.0) * i as f64 + pen.style.px(4.0);
        pen.text(series.name, (x + pen.style.px(7.0), line), Word::tick(series.color).size(LABEL).left())?;
    }
    Ok(())
}

/// Names at the right of the furthest curve, each as near to its own curve's end as the others allow.
fn draw_names<DB: DrawingBackend>(
    pen: &Pen<DB>,
    mut names: Vec<(Point, &Series)>,
    (x, y): (&Scale, &Scale),
    data: &Curves,
) -> Drawn<DB> {
    let step = pen.style.px(LABEL + 1.0);
    let level = data.level.map(|l| y.pixel(l.0));
    names.sort_unstable_by_key(|(end, _)| end.1);
    let mut places: Vec<f64> = names.iter().map(|(end, _)| f64::from(end.1)).collect();
    apart(&mut places, step, (y.to, y.from), level);
    let right = names.iter().map(|(end, _)| f64::from(end.0)).fold(x.from, f64::max);
    for (place, (_, series)) in places.into_iter().zip(names) {
        let word = Word::tick(series.color).size(LABEL).left();
        pen.text(series.name, (right + pen.style.px(6.0), place), word)?;
    }
    Ok(())
}

/// Pushes sorted places at least `step` apart within `low..high`, and away from `taken` if there is room.
fn apart(places: &mut [f64], step: f64, (low, high): (f64, f64), taken: Option<f64>) {
    if let Some(taken) = taken {
        for place in places.iter_mut().filter(|p| (**p - taken).abs() < step) {
            *place = if *place <= taken || taken + step > high { taken - step } else { taken + step };
        }
    }
    places.sort_unstable_by(f64::total_cmp);
    for i in 1..places.len() {
        places[i] = places[i].max(places[i - 1] + step);
    }
    let mut limit = high;
    for place in places.iter_mut().rev() {
        *place = place.min(limit);
        limit = *place - step;
    }
    if let Some(first) = places.first().copied().filter(|f| *f < low) {
        places.iter_mut().for_each(|p| *p += low - first);
    }
}

/// Every curve's value at the step under a point; the value is that of the curve nearest to it.
pub fn value_at(size: (u32, u32), data: &Curves, style: &Style, px: f64, py: f64) -> Option<Tip> {
    let (x, y) = data.scales((f64::from(size.0), f64::from(size.1)), style);
    if !(x.from - style.px(4.0)..=x.to + style.px(4.0)).contains(&px) {
        return None;
    }
    let step = x.value(px).max(0.0);
    let near = |s: &Series| {
        let i = s.points.partition_point(|p| f64::from(p.0) < step);
        let gap = |k: usize| s.points.get(k).map_or(f64::MAX, |p| (f64::from(p.0) - step).abs());
        let k = if i > 0 && gap(i - 1) < gap(i) { i - 1 } else { i };
        s.points.get(k).copied()
    };
    let values: Vec<_> = data.series.iter().filter_map(|s| near(s).map(|p| (s.name, p))).collect();
    let distance = |v: f32| (y.pixel(f64::from(v)) - py).abs();
    let (_, nearest) = values.iter().min_by(|a, b| distance(a.1.1).total_cmp(&distance(b.1.1)))?;
    let list: Vec<_> = values.iter().map(|(name, p)| format!("{name} {}", data.print(p.1.into()))).collect();
    let unit = match data.measure {
        Measure::Cost(_) => "nat",
        Measure::Share => "share",
        Measure::Std(_) => "std",
    };
    let along = if data.along() == "layer" { "Layer" } else { "Step" };
    let text = format!("{along} {}: {}", count(nearest.0.into()), list.join(", "));
    Some(Tip { value: nearest.1.into(), unit, text })
}

/// The chart in words: where each curve began, where it is, and the level of reference.
pub fn describe(data: &Curves) -> String {
    let what = match data.measure {
        Measure::Cost(_) => "Cost, log scale,",
        Measure::Share => "Accuracy",
        Measure::Std(_) => "Standard deviation, log scale,",
    };
    let along = data.along();
    let mut text = format!("{what} against {along}.");
    for series in &data.series {
        if let (Some(first), Some(last)) = (series.points.first(), series.points.last()) {
            let (a, b) = (data.print(first.1.into()), data.print(last.1.into()));
            text.push_str(&format!(
                " {}: {a} at {along} {}, {b} at {along} {}.",
                series.name,
                count(first.0.into()),
                count(last.0.into())
            ));
        }
    }
    if let Some((level, name)) = data.level {
        text.push_str(&format!(" Line of {name}: {}.", data.print(level)));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_do_not_lie_on_each_other() {
        let mut places = vec![50.0, 50.0, 51.0, 98.0];
        apart(&mut places, 12.0, (0.0, 100.0), Some(97.0));
        assert!(places.windows(2).all(|w| w[1] - w[0] >= 12.0) && places[3] <= 100.0, "{places:?}");
    }

    #[test]
    fn room_grows_by_round_steps() {
        assert_eq!([0, 100, 101, 300, 900, 100_000].map(room_for), [100, 100, 200, 500, 1000, 100_000]);
    }
}
