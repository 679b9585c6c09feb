//! The lab's charts: what each shows of a snapshot and of the run behind it.

use super::learned::Answers;
use crate::dom;
use crate::error::Result;
use crate::slots::figure::Visit;
use crate::widgets::chart_view::ChartView;
use charts::curve::{self, Curves, Measure, Series};
use charts::depth::Depth;
use charts::health::Health;
use charts::histogram::{Histograms, Values as Shown};
use charts::style::Style;
use lesson::config::Config;
use lesson::history::History;
use lesson::snapshot::Snapshot;
use web_sys::Element;
use words::Words;

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
    histograms: ChartView,
    depth: ChartView,
    cost: ChartView,
    accuracy: ChartView,
    health: ChartView,
    /// What the network learned.
    pub learned: Answers,
    /// Axes as wide as the run has needed so far: they do not shrink from frame to frame.
    axes: Option<Depth>,
    decades: Option<charts::scale::Decades>,
}

impl View {
    /// Finds the charts in the figure's markup.
    pub fn of(figure: &Element) -> Result<Self> {
        Ok(Self {
            histograms: ChartView::find(figure, "histograms")?,
            depth: ChartView::find(figure, "depth")?,
            cost: ChartView::find(figure, "cost")?,
            accuracy: ChartView::find(figure, "accuracy")?,
            health: ChartView::find(figure, "health")?,
            learned: Answers::of(figure)?,
            axes: None,
            decades: None,
        })
    }

    /// A new run: its axes begin anew.
    pub fn forget(&mut self) {
        (self.axes, self.decades) = (None, None);
    }

    /// Shows `visit` every chart with what it shows of a picture, in reading order.
    pub fn visit(&mut self, picture: &Picture<'_>, style: &Style, words: &Words, visit: Visit<'_>) -> Result {
        visit(&mut self.histograms, &histograms(picture))?;
        let data = depth(picture, self.axes.as_ref());
        visit(&mut self.depth, &data)?;
        self.axes = Some(data);
        let data = cost(picture, style, words, self.decades);
        if let Measure::Cost(decades) = data.measure {
            self.decades = Some(decades);
        }
        visit(&mut self.cost, &data)?;
        visit(&mut self.accuracy, &accuracy(picture, style, words))?;
        self.learned.visit((picture.config, picture.snapshot), picture.chosen, words, visit)?;
        visit(&mut self.health, &Health::of(picture.snapshot))
    }
}

/// On a narrow page layers are strips, and not columns.
fn narrow() -> bool {
    dom::media("(max-width: 48rem)")
}

fn histograms<'a>(picture: &Picture<'a>) -> Histograms<'a> {
    let mut data = Histograms::of(picture.snapshot, picture.marked, narrow());
    for (panel, layer) in data.panels.iter_mut().zip(&picture.snapshot.layers) {
        (panel.act, data.values) = match picture.values {
            Values::Activations => continue,
            Values::Before => (&layer.affine_histogram, Shown::Before),
            Values::After => (&layer.pre_histogram, Shown::After),
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

fn cost<'a>(
    picture: &Picture<'a>,
    style: &Style,
    words: &'a Words,
    earlier: Option<charts::scale::Decades>,
) -> Curves<'a> {
    let palette = &style.palette;
    let series = vec![
        Series {
            name: words.series_training(),
            color: palette.train,
            width: 1.0,
            points: picture.history.cost.points(),
        },
        Series {
            name: words.series_held_out(),
            color: palette.held,
            width: 2.0,
            points: picture.history.held_out.points(),
        },
    ];
    let decades = curve::cost_decades(&series);
    let decades = earlier.map_or(decades, |earlier| decades.with(earlier));
    Curves { series, steps: steps(picture), measure: Measure::Cost(decades), level: None }
}

fn accuracy<'a>(picture: &Picture<'a>, style: &Style, words: &'a Words) -> Curves<'a> {
    let points = picture.history.accuracy.points();
    Curves {
        series: vec![Series { name: words.series_held_out(), color: style.palette.held, width: 2.0, points }],
        steps: steps(picture),
        measure: Measure::Share,
        level: Some((f64::from(picture.snapshot.chance), words.level_chance())),
    }
}
