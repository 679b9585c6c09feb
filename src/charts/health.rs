//! Health of every layer, five small charts over the same layers: saturated share, zero share, dead units, the length of
//! the last update over that of the weights, and the three spreads (pooled, across examples, between units).

use super::drawing::text_width;
use super::number::percent;
use super::paint::{Margins, Pen, Symbol, Word, at, framed};
use super::plot::{Axes, Mark, Plot, Tip};
use super::scale::{Decades, Scale};
use super::style::{LABEL, Style};
use lesson::snapshot::Snapshot;
use words::Words;

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
    /// Standard deviation of a unit over the examples, averaged over units; NaN of one example.
    pub across: f64,
    /// Standard deviation over the units within an example, averaged over examples.
    pub between: f64,
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
            between: l.between.into(),
        });
        Self { layers: layer.collect() }
    }

    /// The range of a logarithmic axis.
    fn decades(&self, measure: Measure) -> Decades {
        let hold = |of: fn(&AtLayer) -> [f64; 3]| Decades::of(self.layers.iter().flat_map(of), 3);
        match measure {
            Measure::Update => Decades::of([GUIDE], 4).with(hold(|l| [l.update_ratio; 3])),
            _ => Decades { low: -1, high: 0 }.with(hold(|l| [l.pooled, l.across, l.between])),
        }
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

    fn name(self, words: &Words) -> &str {
        match self {
            Self::Saturated => words.measure_saturated(),
            Self::Zero => words.measure_zero(),
            Self::Dead => words.measure_dead(),
            Self::Update => words.measure_update(),
            Self::Spread => words.measure_std(),
        }
    }

    /// What messages call it.
    fn key(self) -> &'static str {
        match self {
            Self::Saturated => "saturated",
            Self::Zero => "zero",
            Self::Dead => "dead",
            Self::Update => "update",
            Self::Spread => "std",
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

struct Panel {
    x: Scale,
    y: Scale,
    top: f64,
    wide: f64,
}

impl Panel {
    /// One of the five; they stand in one line, or in two where the chart is narrow.
    fn new(size: (f64, f64), data: &Health, measure: Measure, style: &Style) -> Self {
        let u = style.px_ratio;
        let columns = if size.0 < 640.0 * u { 3 } else { 5 };
        let i = Measure::ALL.iter().position(|m| *m == measure).unwrap_or(0);
        let (w, h) = (size.0 / columns as f64, size.1 / 5usize.div_ceil(columns) as f64);
        let (left, top) = (w * (i % columns) as f64, h * (i / columns) as f64);
        let [x, y] = framed((left, top), (w, h), Margins(38.0, 8.0, 20.0, 18.0), style);
        let y = if measure.is_share() {
            Scale::linear((0.0, 1.0), y)
        } else {
            let decades = data.decades(measure);
            Scale::log((decades.low, decades.high), y)
        };
        let n = data.layers.len().max(1) as f64;
        Self { x: Scale::linear((0.5, n + 0.5), x), y, top, wide: (x.1 - x.0) / n }
    }

    fn x_of(&self, i: usize) -> f64 {
        self.x.pixel(i as f64 + 1.0)
    }
}

fn draw_bar(pen: &mut Pen, panel: &Panel, i: usize, v: f64) {
    if v.is_nan() {
        return;
    }
    let half = (panel.wide * 0.36).clamp(1.0, pen.style.px(9.0));
    let (x, top) = (panel.x_of(i), panel.y.pixel(v));
    // A share that is not 0 is seen.
    let top = if v > 0.0 { top.min(panel.y.from - pen.style.px(1.0)) } else { top };
    pen.rect((x - half, x + half), (top, panel.y.from), pen.style.palette.act)
}

fn draw_dot(pen: &mut Pen, panel: &Panel, i: usize, v: f64, shape: Symbol) {
    let palette = &pen.style.palette;
    let radius = if panel.wide < pen.style.px(8.0) { 1.5 } else { 2.5 };
    if v.is_nan() {
        return;
    }
    pen.value((panel.x_of(i), panel.y.place(v)), shape, (radius, radius + 0.5), (palette.act, palette.bad))
}

impl Plot for Health {
    fn axes(&self) -> Axes {
        Box::new((self.layers.len(), self.decades(Measure::Update), self.decades(Measure::Spread)))
    }

    fn draw_axes(&self, pen: &mut Pen, words: &Words) {
        let (size, style) = (pen.size, pen.style);
        let palette = &style.palette;
        let soft = Word::tick(palette.soft);
        for measure in Measure::ALL {
            let panel = Panel::new(size, self, measure, style);
            let name = Word::tick(palette.ink).size(LABEL).left();
            // A name that would go beyond the chart ends where the chart does.
            let fits = panel.x.from + text_width(measure.name(words), LABEL * style.px_ratio) < size.0;
            let (x, name) = if fits { (panel.x.from, name) } else { (size.0 - style.px(1.0), name.right()) };
            pen.text(measure.name(words), (x, panel.top + style.px(8.0)), name);
            let label = |v, label| if measure.is_share() { percent(v) } else { label };
            pen.levels(&panel.x, &panel.y, 3, label);
            if measure == Measure::Update {
                let y = panel.y.pixel(GUIDE);
                pen.dashes(&[at(panel.x.from, y), at(panel.x.to, y)], palette.good, 1.0);
            }
            for i in [0, self.layers.len().saturating_sub(1)] {
                let name = words.layer_short(i as u64 + 1);
                pen.text(&name, (panel.x_of(i), panel.y.from + style.px(10.0)), soft);
            }
        }
    }

    fn draw_marks(&self, pen: &mut Pen, words: &Words) {
        let (size, style) = (pen.size, pen.style);
        for measure in Measure::ALL {
            let panel = Panel::new(size, self, measure, style);
            for (i, layer) in self.layers.iter().enumerate() {
                let v = measure.of(layer);
                if measure.is_share() {
                    draw_bar(pen, &panel, i, v)
                } else {
                    draw_dot(pen, &panel, i, v, Symbol::Dot)
                }
                if measure == Measure::Spread {
                    draw_dot(pen, &panel, i, layer.across, Symbol::Ring);
                    draw_dot(pen, &panel, i, layer.between, Symbol::Dash);
                }
            }
            let absent = !self.layers.is_empty() && self.layers.iter().all(|l| measure.of(l).is_nan());
            if absent {
                let middle = ((panel.x.from + panel.x.to) / 2.0, (panel.y.from + panel.y.to) / 2.0);
                let update = measure == Measure::Update;
                let text = if update { words.measure_no_update() } else { words.measure_not_here() };
                pen.text(text, middle, Word::tick(style.palette.soft).size(LABEL));
            }
        }
    }

    fn marks(&self, size: (f64, f64), style: &Style) -> Vec<Mark> {
        let mut marks = Vec::new();
        for (row, measure) in Measure::ALL.into_iter().enumerate() {
            let panel = Panel::new(size, self, measure, style);
            let y = (panel.top, panel.y.from + style.px(12.0));
            marks.extend(self.layers.iter().enumerate().map(|(i, layer)| {
                let at_y = panel.y.pixel(measure.of(layer));
                Mark::slot(&panel.x, (i as f64 + 1.0, 1.0), 0.0, y, at_y, (row, i))
            }));
        }
        marks
    }

    fn tip(&self, mark: &Mark, words: &Words) -> Option<Tip> {
        let (measure, layer) = (*Measure::ALL.get(mark.row)?, self.layers.get(mark.column)?);
        let value = measure.of(layer);
        let at = mark.column as u64 + 1;
        let text = match measure {
            Measure::Spread if layer.across.is_nan() => words.tip_health_std_one(at, value, layer.between),
            Measure::Spread => words.tip_health_std(at, value, layer.across, layer.between),
            Measure::Update if value.is_nan() => words.tip_health_no_update(at),
            Measure::Update => words.tip_health_update(at, value, GUIDE),
            _ => words.tip_health_share(at, measure.key(), value),
        };
        let unit = if measure.is_share() { "share" } else { "" };
        Some(Tip { value, unit, text })
    }

    fn describe(&self, words: &Words) -> String {
        let worst = |of: &dyn Fn(&AtLayer) -> f64| {
            let numbered =
                self.layers.iter().enumerate().map(|(i, l)| (i as u64 + 1, of(l))).filter(|(_, v)| !v.is_nan());
            numbered.max_by(|a, b| a.1.total_cmp(&b.1))
        };
        let mut said = vec![words.chart_health(self.layers.len() as u64)];
        for measure in [Measure::Saturated, Measure::Zero, Measure::Dead] {
            if let Some((layer, v)) = worst(&|l| measure.of(l)) {
                said.push(words.chart_health_most(measure.key(), v, layer));
            }
        }
        // Units that all do the same are one unit.
        if let Some((layer, v)) = worst(&|l| -l.between) {
            said.push(words.chart_health_between(-v, layer));
        }
        if let Some((layer, v)) = worst(&|l| l.update_ratio) {
            said.push(words.chart_health_update(v, layer));
        }
        said.join(words.between_sentences())
    }
}

#[cfg(test)]
mod tests {
    use super::super::drawing::Shape;
    use super::*;
    use plotters::style::text_anchor::HPos;

    #[test]
    fn the_worst_layer_is_named() {
        let good = AtLayer {
            saturated: 0.1,
            zero: 0.0,
            dead: 0.0,
            update_ratio: f64::NAN,
            pooled: 0.5,
            across: 0.5,
            between: 0.4,
        };
        let data = Health { layers: vec![good, AtLayer { saturated: 0.8, ..good }] };
        assert!(data.describe(&Words::english()).contains("Most saturated: 80% at layer 2."));
        assert!(!data.describe(&Words::english()).contains("update"));
        let alike = Health { layers: vec![good, AtLayer { between: 0.0, ..good }] };
        assert!(alike.describe(&Words::english()).contains("Smallest std between units: 0 at layer 2."));
    }

    #[test]
    fn every_name_stands_on_the_chart_on_paper_as_well() {
        let words = Words::english();
        let style = Style::print(2.0);
        for width in [1408.0, 1152.0, 2200.0] {
            let mut names = 0;
            for shape in
                crate::view::drawn((width, 416.0), &style, |pen| Health { layers: vec![] }.draw_axes(pen, &words))
                    .shapes
            {
                let Shape::Text(text, (x, _), set) = shape else { continue };
                let wide = text_width(&text, set.size);
                let right = if set.h as u8 == HPos::Left as u8 { f64::from(x) + wide } else { f64::from(x) };
                assert!(right <= width, "{text} ends at {right} of {width}");
                names += usize::from(text == words.measure_std());
            }
            assert_eq!(names, 1);
        }
    }

    #[test]
    fn one_example_has_no_spread_across_examples_and_the_tip_says_so() {
        let one = AtLayer {
            across: f64::NAN,
            ..AtLayer {
                saturated: 0.0,
                zero: 0.0,
                dead: 0.0,
                update_ratio: 1e-3,
                pooled: 0.5,
                across: 0.0,
                between: 0.5,
            }
        };
        let data = Health { layers: vec![one] };
        let mark = Mark::dot((0.0, 0.0), 1.0, (4, 0));
        let tip = data.tip(&mark, &Words::english()).expect("a tip");
        assert_eq!(tip.text, "Layer 1: std 0.5, between units 0.5; one example has no std across examples");
    }
}
