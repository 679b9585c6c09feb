//! The lab's charts: a snapshot and the run behind it become pictures, words for those who cannot see them, and the value
//! under the pointer.

use super::learned::Answers;
use crate::dom;
use crate::failure::Outcome;
use crate::slots::parts::Parts;
use crate::widgets::chart::{Chart, style};
use crate::widgets::chart_view::{ChartView, ViewOf};
use charts::curve::{self, Curves, Measure, Series};
use charts::depth::Depth;
use charts::health::Health;
use charts::histogram::Histograms;
use charts::style::Style;
use lesson::config::Config;
use lesson::history::History;
use lesson::snapshot::Snapshot;
use web_sys::{Element, Event};

/// What is to be seen.
pub struct Picture<'a> {
    /// The state.
    pub snapshot: &'a Snapshot,
    /// The run behind it.
    pub history: &'a History,
    /// The configuration of the run.
    pub config: &'a Config,
    /// The layer that the verdict means, counted from 0.
    pub marked: Option<usize>,
    /// What stands above the line.
    pub values: Values,
    /// The point of the plane that the reader asked about.
    pub chosen: Option<[f32; 2]>,
}

/// What the histograms' first half shows.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Values {
    /// Activations.
    #[default]
    Activations,
    /// What the affine map gives, before normalization.
    Before,
    /// What normalization gives, before the activation.
    After,
}

impl Values {
    /// The values that a radio button names.
    pub fn from_key(key: &str) -> Self {
        match key {
            "before" => Self::Before,
            "after" => Self::After,
            _ => Self::Activations,
        }
    }
}

impl<'a> Picture<'a> {
    /// The picture of a snapshot; the verdict says which layer is marked.
    pub fn of(snapshot: &'a Snapshot, history: &'a History, config: &'a Config) -> Self {
        // The verdict may be on a later snapshot than the picture: a run that diverged keeps its last finite one.
        let newest = history.newest().filter(|newest| newest.divergence.is_some() && newest.step >= snapshot.step);
        let finding = history.verdict(newest.map_or(snapshot, |newest| newest)).finding;
        let marked = finding.layer().map(|layer| (layer as usize).clamp(1, snapshot.layers.len().max(1)) - 1);
        Self { snapshot, history, config, marked, values: Values::default(), chosen: None }
    }
}

/// The lab's charts.
pub struct View {
    histograms: ViewOf<Histograms<'static>>,
    depth: ViewOf<Depth>,
    cost: ViewOf<Curves<'static>>,
    accuracy: ViewOf<Curves<'static>>,
    health: ViewOf<Health>,
    /// What the network learned.
    pub learned: Answers,
    style: Style,
    unstyled: bool,
    begun: bool,
    /// Axes as wide as the run has needed so far: they do not shrink from frame to frame.
    axes: Option<Depth>,
    decades: Option<charts::scale::Decades>,
}

impl View {
    /// Finds the charts in the figure's markup.
    pub fn of(figure: &Element) -> Outcome<Self> {
        Ok(Self {
            histograms: ChartView::find(figure, "histograms")?,
            depth: ChartView::find(figure, "depth")?,
            cost: ChartView::find(figure, "cost")?,
            accuracy: ChartView::find(figure, "accuracy")?,
            health: ChartView::find(figure, "health")?,
            learned: Answers::of(figure)?,
            style: style(),
            unstyled: false,
            begun: false,
            axes: None,
            decades: None,
        })
    }

    /// Sizes or colours changed.
    pub fn resize(&mut self) {
        self.unstyled = true;
        self.histograms.resize();
        self.depth.resize();
        self.cost.resize();
        self.accuracy.resize();
        self.health.resize();
        self.learned.resize();
    }

    /// A new run: its axes begin anew.
    pub fn forget(&mut self) {
        (self.axes, self.decades) = (None, None);
    }

    /// Draws everything that has room; says whether that was all. The page's first picture comes in two frames, the
    /// histograms and then the rest: with everything still cold, both at once would hold up a phone.
    pub fn draw(&mut self, picture: &Picture<'_>) -> Outcome<bool> {
        if std::mem::take(&mut self.unstyled) {
            self.style = style();
        }
        let style = &self.style;
        self.histograms.draw(&histograms(picture), style)?;
        if !std::mem::replace(&mut self.begun, true) {
            return Ok(false);
        }
        let data = depth(picture, self.axes.as_ref());
        self.depth.draw(&data, style)?;
        self.axes = Some(data);
        let data = cost(picture, style, self.decades);
        if let Measure::Cost(decades) = data.measure {
            self.decades = Some(decades);
        }
        self.cost.draw(&data, style)?;
        self.accuracy.draw(&accuracy(picture, style), style)?;
        if self.health.chart().visible() {
            self.health.draw(&Health::of(picture.snapshot), style)?;
        }
        self.learned.draw(picture.config, picture.snapshot, picture.chosen, style)?;
        Ok(true)
    }

    /// Answers a pointer or a key on one of the charts.
    pub fn on_event(&mut self, event: &Event, parts: &Parts, picture: &Picture<'_>) -> Outcome<bool> {
        let style = &self.style;
        Ok(self.histograms.on_event(event, parts, || Some(histograms(picture)))?
            || self.depth.on_event(event, parts, || Some(depth(picture, self.axes.as_ref())))?
            || self.cost.on_event(event, parts, || Some(cost(picture, style, self.decades)))?
            || self.accuracy.on_event(event, parts, || Some(accuracy(picture, style)))?
            || self.health.on_event(event, parts, || Some(Health::of(picture.snapshot)))?
            || self.learned.on_event(event, parts, picture.config, picture.snapshot)?)
    }

    /// The charts, in reading order.
    pub fn charts(&self) -> [&Chart; 6] {
        [
            self.histograms.chart(),
            self.depth.chart(),
            self.cost.chart(),
            self.accuracy.chart(),
            self.learned.chart(),
            self.health.chart(),
        ]
    }
}

/// On a narrow page layers are strips, and not columns.
fn narrow() -> bool {
    dom::media("(max-width: 48rem)")
}

fn histograms<'a>(picture: &Picture<'a>) -> Histograms<'a> {
    let mut data = Histograms::of(picture.snapshot, picture.marked, narrow());
    for (panel, layer) in data.panels.iter_mut().zip(&picture.snapshot.layers) {
        (panel.act, data.unit) = match picture.values {
            Values::Activations => continue,
            Values::Before => (&layer.affine_histogram, "values before normalization"),
            Values::After => (&layer.pre_histogram, "values after normalization"),
        };
    }
    data
}

/// A single network of this width wanders around the prediction by about ½√(5 L / width) of it (measured, ReLU).
fn depth(picture: &Picture<'_>, axes: Option<&Depth>) -> Depth {
    let width = f64::from(picture.config.run.width);
    let data = Depth::of(picture.snapshot, picture.marked, |layer| 0.5 * (5.0 * layer as f64 / width).sqrt());
    match axes {
        Some(axes) => data.on_axes_of(axes),
        None => data,
    }
}

fn steps(picture: &Picture<'_>) -> u32 {
    curve::room_for(picture.history.newest().map_or(0, |newest| newest.step))
}

fn cost<'a>(picture: &Picture<'a>, style: &Style, earlier: Option<charts::scale::Decades>) -> Curves<'a> {
    let palette = &style.palette;
    let series = vec![
        Series { name: "training", color: palette.train, width: 1.0, points: picture.history.cost.points() },
        Series { name: "held-out", color: palette.held, width: 2.0, points: picture.history.held_out.points() },
    ];
    let decades = curve::cost_decades(&series);
    let decades = earlier.map_or(decades, |earlier| decades.with(earlier));
    Curves { series, steps: steps(picture), measure: Measure::Cost(decades), level: None }
}

fn accuracy<'a>(picture: &Picture<'a>, style: &Style) -> Curves<'a> {
    let points = picture.history.accuracy.points();
    Curves {
        series: vec![Series { name: "held-out", color: style.palette.held, width: 2.0, points }],
        steps: steps(picture),
        measure: Measure::Share,
        level: Some((f64::from(picture.snapshot.chance), "chance")),
    }
}
