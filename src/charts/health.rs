//! Health of every layer, five small charts over the same layers: saturated share, zero share, dead units, the length of
//! the last update over that of the weights, and the two spreads (pooled, and across examples).

use plotters_backend::DrawingBackend;

use super::number::{percent, short};
use super::paint::{Pen, Word, size_of};
use super::scale::{Decades, Place, Scale};
use super::style::{LABEL, Style};
use super::{Area, Drawn, Tip};
use lesson::snapshot::Snapshot;

/// The measures of one layer; NaN where one does not apply.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AtLayer {
    /// Share of saturated activations.
    pub saturated: f64,
    /// Share of activations that are exactly 0.
    pub zero: f64,
    /// Share of units that are 0 for every held-out example.
    pub dead: f64,
    /// Length of the last update over the length of the weights.
    pub update_ratio: f64,
    /// Standard deviation of the activations, units and examples pooled.
    pub pooled: f64,
    /// Standard deviation of a unit over the examples, averaged over units.
    pub across: f64,
}

/// All layers, the one next to the input first.
#[derive(Clone, Debug, PartialEq)]
pub struct Health {
    /// The measures.
    pub layers: Vec<AtLayer>,
}

impl Health {
    /// The measures of a snapshot.
    pub fn of(snapshot: &Snapshot) -> Self {
        let layer = snapshot.layers.iter().map(|l| AtLayer {
            saturated: l.saturated.into(),
            zero: l.zero.into(),
            dead: f64::from(l.dead) / f64::from(l.units.max(1)),
            update_ratio: l.update_ratio.into(),
            pooled: l.act.std.into(),
            across: l.across.into(),
        });
        Self { layers: layer.collect() }
    }
}

/// The guide for the update's length over the weights'.
const GUIDE: f64 = 1e-3;

#[derive(Clone, Copy, PartialEq)]
enum Measure {
    Saturated,
    Zero,
    Dead,
    Update,
    Spread,
}

impl Measure {
    const ALL: [Measure; 5] = [Measure::Saturated, Measure::Zero, Measure::Dead, Measure::Update, Measure::Spread];

    fn name(self) -> &'static str {
        match self {
            Self::Saturated => "saturated",
            Self::Zero => "zero",
            Self::Dead => "dead units",
            Self::Update => "update / weight",
            Self::Spread => "std: ● pooled ○ across",
        }
    }

    fn is_share(self) -> bool {
        matches!(self, Self::Saturated | Self::Zero | Self::Dead)
    }

    fn of(self, layer: &AtLayer) -> f64 {
        match self {
            Self::Saturated => layer.saturated,
            Self::Zero => layer.zero,
            Self::Dead => layer.dead,
            Self::Update => layer.update_ratio,
            Self::Spread => layer.pooled,
        }
    }
}

struct Plot {
    x: Scale,
    y: Scale,
    top: f64,
    wide: f64,
}

impl Plot {
    /// One of the five; they stand in one line, or in two where the chart is narrow.
    fn new(size: (f64, f64), data: &Health, measure: Measure, style: &Style) -> Self {
        let u = style.px_ratio;
        let columns = if size.0 < 640.0 * u { 3 } else { 5 };
        let i = Measure::ALL.iter().position(|m| *m == measure).unwrap_or(0);
        let (w, h) = (size.0 / columns as f64, size.1 / 5usize.div_ceil(columns) as f64);
        let (left, top) = (w * (i % columns) as f64, h * (i / columns) as f64);
        let x = (left + 38.0 * u, (left + w - 8.0 * u).max(left + 39.0 * u));
        let y = ((top + h - 18.0 * u).max(top + 21.0 * u), top + 20.0 * u);
        let decades = |of: fn(&AtLayer) -> [f64; 2]| Decades::of(data.layers.iter().flat_map(of), 3);
        let scale = match measure {
            Measure::Update => Decades::of([GUIDE], 4).with(decades(|l| [l.update_ratio; 2])),
            _ => Decades { low: -1, high: 0 }.with(decades(|l| [l.pooled, l.across])),
        };
        let y = if measure.is_share() { Scale::linear((0.0, 1.0), y) } else { Scale::log((scale.low, scale.high), y) };
        let n = data.layers.len().max(1) as f64;
        Self { x: Scale::linear((0.5, n + 0.5), x), y, top, wide: (x.1 - x.0) / n }
    }

    fn x_of(&self, i: usize) -> f64 {
        self.x.pixel(i as f64 + 1.0)
    }
}

/// Draws the still layer: names, axes, the guide.
pub fn draw_axes<DB: DrawingBackend>(area: &Area<DB>, data: &Health, style: &Style) -> Drawn<DB> {
    let Some(size) = size_of(area) else { return Ok(()) };
    let (pen, palette) = (Pen::new(area, style), &style.palette);
    let soft = Word::tick(palette.soft);
    for measure in Measure::ALL {
        let plot = Plot::new(size, data, measure, style);
        let name = Word::tick(palette.ink).size(LABEL).left();
        pen.text(measure.name(), (plot.x.from, plot.top + style.px(8.0)), name)?;
        for (v, label) in plot.y.ticks(3) {
            let label = if measure.is_share() { percent(v) } else { label };
            pen.hline(plot.x.from, plot.x.to, plot.y.pixel(v), palette.rule)?;
            pen.text(&label, (plot.x.from - style.px(5.0), plot.y.pixel(v)), soft.right())?;
        }
        if measure == Measure::Update {
            let y = plot.y.pixel(GUIDE);
            pen.dashes(&[super::paint::at(plot.x.from, y), super::paint::at(plot.x.to, y)], palette.good, 1.0)?;
        }
        for i in [0, data.layers.len().saturating_sub(1)] {
            let name = format!("L{}", i + 1);
            pen.text(&name, (plot.x_of(i), plot.y.from + style.px(10.0)), soft)?;
        }
    }
    Ok(())
}

/// Draws the moving layer: bars for shares, dots for the rest.
pub fn draw_measures<DB: DrawingBackend>(area: &Area<DB>, data: &Health, style: &Style) -> Drawn<DB> {
    let Some(size) = size_of(area) else { return Ok(()) };
    let pen = Pen::new(area, style);
    for measure in Measure::ALL {
        let plot = Plot::new(size, data, measure, style);
        for (i, layer) in data.layers.iter().enumerate() {
            let v = measure.of(layer);
            if measure.is_share() {
                draw_bar(&pen, &plot, i, v)?
            } else {
                draw_dot(&pen, &plot, i, v, false)?
            }
            if measure == Measure::Spread {
                draw_dot(&pen, &plot, i, layer.across, true)?;
            }
        }
        let absent = !data.layers.is_empty() && data.layers.iter().all(|l| measure.of(l).is_nan());
        if absent {
            let middle = ((plot.x.from + plot.x.to) / 2.0, (plot.y.from + plot.y.to) / 2.0);
            let text = if measure == Measure::Update { "no update yet" } else { "does not apply" };
            pen.text(text, middle, Word::tick(style.palette.soft).size(LABEL))?;
        }
    }
    Ok(())
}

fn draw_bar<DB: DrawingBackend>(pen: &Pen<DB>, plot: &Plot, i: usize, v: f64) -> Drawn<DB> {
    if v.is_nan() {
        return Ok(());
    }
    let half = (plot.wide * 0.36).clamp(1.0, pen.style.px(9.0));
    let (x, top) = (plot.x_of(i), plot.y.pixel(v));
    // A share that is not 0 is seen.
    let top = if v > 0.0 { top.min(plot.y.from - pen.style.px(1.0)) } else { top };
    pen.rect((x - half, x + half), (top, plot.y.from), pen.style.palette.act)
}

fn draw_dot<DB: DrawingBackend>(pen: &Pen<DB>, plot: &Plot, i: usize, v: f64, open: bool) -> Drawn<DB> {
    let palette = &pen.style.palette;
    let radius = if plot.wide < pen.style.px(8.0) { 1.5 } else { 2.5 };
    if v.is_nan() {
        return Ok(());
    }
    let place = plot.y.place(v);
    let point = (plot.x_of(i), place.pixel());
    match place {
        Place::At(_) if open => pen.ring(point, radius + 0.5, palette.act, 1.0),
        Place::At(_) => pen.dot(point, radius, palette.act),
        Place::Under(_) => pen.triangle(point, radius + 0.5, true, palette.act),
        Place::Over(_) => pen.triangle(point, radius + 0.5, false, palette.act),
        Place::NotFinite(_) => pen.cross(point, radius, palette.bad),
    }
}

/// The measure of the layer under a point.
pub fn value_at(size: (u32, u32), data: &Health, style: &Style, x: f64, y: f64) -> Option<Tip> {
    let size = (f64::from(size.0), f64::from(size.1));
    let (measure, plot) =
        Measure::ALL.map(|m| (m, Plot::new(size, data, m, style))).into_iter().find(|(_, plot)| {
            (plot.x.from..=plot.x.to).contains(&x) && (plot.top..=plot.y.from + style.px(12.0)).contains(&y)
        })?;
    let i = (plot.x.value(x).round().max(1.0) as usize - 1).min(data.layers.len().checked_sub(1)?);
    let layer = &data.layers[i];
    let value = measure.of(layer);
    let said = match measure {
        Measure::Spread => format!("std {}, across examples {}", short(value), short(layer.across)),
        Measure::Update if value.is_nan() => "update / weight –".into(),
        Measure::Update => format!("update / weight {} (guide {})", short(value), short(GUIDE)),
        _ => format!("{} {}", measure.name(), percent(value)),
    };
    Some(Tip { value, unit: if measure.is_share() { "share" } else { "" }, text: format!("Layer {}: {said}", i + 1) })
}

/// The charts in words: the worst layer of each measure.
pub fn describe(data: &Health) -> String {
    let worst = |of: &dyn Fn(&AtLayer) -> f64| {
        let numbered = data.layers.iter().enumerate().map(|(i, l)| (i + 1, of(l))).filter(|(_, v)| !v.is_nan());
        numbered.max_by(|a, b| a.1.total_cmp(&b.1))
    };
    let mut text = format!("Health of {} layers.", data.layers.len());
    for measure in [Measure::Saturated, Measure::Zero, Measure::Dead] {
        if let Some((layer, v)) = worst(&|l| measure.of(l)) {
            text.push_str(&format!(" Most {}: {} at layer {layer}.", measure.name(), percent(v)));
        }
    }
    if let Some((layer, v)) = worst(&|l| l.update_ratio) {
        text.push_str(&format!(" Largest update over weight: {} at layer {layer}.", short(v)));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worst_layer_is_named() {
        let good = AtLayer { saturated: 0.1, zero: 0.0, dead: 0.0, update_ratio: f64::NAN, pooled: 0.5, across: 0.5 };
        let data = Health { layers: vec![good, AtLayer { saturated: 0.8, ..good }] };
        assert!(describe(&data).contains("Most saturated: 80% at layer 2."));
        assert!(!describe(&data).contains("update"));
    }
}
