//! The lab's charts: a snapshot and the run behind it become pictures, words for those who cannot see them, and the value
//! under the pointer.

use super::chart::{Chart, style};
use super::learned::Answers;
use crate::dom;
use crate::failure::Outcome;
use charts::Tip;
use charts::curve::{self, Curves, Measure, Series};
use charts::depth::{self, Depth};
use charts::health::{self, Health};
use charts::histogram::{self, Histograms};
use charts::style::Style;
use lesson::config::Config;
use lesson::history::History;
use lesson::snapshot::Snapshot;
use web_sys::Element;

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
    histograms: Chart,
    depth: Chart,
    cost: Chart,
    accuracy: Chart,
    health: Chart,
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
            histograms: Chart::find(figure, "histograms")?,
            depth: Chart::find(figure, "depth")?,
            cost: Chart::find(figure, "cost")?,
            accuracy: Chart::find(figure, "accuracy")?,
            health: Chart::find(figure, "health")?,
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
        for chart in [&mut self.histograms, &mut self.depth, &mut self.cost, &mut self.accuracy, &mut self.health] {
            chart.resize();
        }
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
        self.draw_histograms(picture)?;
        if !std::mem::replace(&mut self.begun, true) {
            return Ok(false);
        }
        self.draw_depth(picture)?;
        self.draw_cost(picture)?;
        self.draw_accuracy(picture)?;
        self.draw_health(picture)?;
        self.learned.draw(picture.config, picture.snapshot, picture.chosen, &self.style)?;
        Ok(true)
    }

    /// The charts' present look.
    pub fn style(&self) -> &Style {
        &self.style
    }

    fn draw_histograms(&mut self, picture: &Picture<'_>) -> Outcome {
        if !self.histograms.fit()? {
            return Ok(());
        }
        let data = histograms(picture);
        let still =
            format!("{} {} {:?}", data.panels.len(), data.rows, data.panels.first().map(|panel| panel.act.bins));
        self.histograms.still(still, |area| histogram::draw_axes(area, &data, &self.style))?;
        self.histograms.moving(|area| histogram::draw_bars(area, &data, &self.style))?;
        self.histograms.speak(histogram::describe(&data));
        Ok(())
    }

    fn draw_depth(&mut self, picture: &Picture<'_>) -> Outcome {
        if !self.depth.fit()? {
            return Ok(());
        }
        let mut data = depth(picture);
        if let Some(axes) = &self.axes {
            data = data.on_axes_of(axes);
        }
        let still = format!("{} {:?} {:?}", data.layers.len(), data.act_axis, data.grad_axis);
        self.depth.still(still, |area| depth::draw_axes(area, &data, &self.style))?;
        self.depth.moving(|area| depth::draw_signal(area, &data, &self.style))?;
        self.depth.speak(depth::describe(&data));
        self.axes = Some(data);
        Ok(())
    }

    fn draw_cost(&mut self, picture: &Picture<'_>) -> Outcome {
        if !self.cost.fit()? {
            return Ok(());
        }
        let data = cost(picture, &self.style, self.decades);
        if let Measure::Cost(decades) = data.measure {
            self.decades = Some(decades);
        }
        draw_curves(&mut self.cost, &data, &self.style)
    }

    fn draw_health(&mut self, picture: &Picture<'_>) -> Outcome {
        if !self.health.visible() || !self.health.fit()? {
            return Ok(());
        }
        let data = Health::of(picture.snapshot);
        self.health.still(data.layers.len().to_string(), |area| health::draw_axes(area, &data, &self.style))?;
        self.health.moving(|area| health::draw_measures(area, &data, &self.style))?;
        self.health.speak(health::describe(&data));
        Ok(())
    }

    fn draw_accuracy(&mut self, picture: &Picture<'_>) -> Outcome {
        if !self.accuracy.fit()? {
            return Ok(());
        }
        draw_curves(&mut self.accuracy, &accuracy(picture, &self.style), &self.style)
    }

    /// The value at a point of a chart.
    pub fn read(&self, chart: &Chart, picture: &Picture<'_>, x: f64, y: f64) -> Option<Tip> {
        let size = chart.size();
        if chart == &self.histograms {
            histogram::value_at(size, &histograms(picture), &self.style, x, y)
        } else if chart == &self.depth {
            let data = depth(picture);
            let data = self.axes.as_ref().map_or(data.clone(), |axes| data.on_axes_of(axes));
            depth::value_at(size, &data, &self.style, x, y)
        } else if chart == &self.cost {
            curve::value_at(size, &cost(picture, &self.style, self.decades), &self.style, x, y)
        } else if chart == &self.health {
            health::value_at(size, &Health::of(picture.snapshot), &self.style, x, y)
        } else if chart == self.learned.chart() {
            self.learned.read(picture.config, picture.snapshot, &self.style, x, y)
        } else {
            curve::value_at(size, &accuracy(picture, &self.style), &self.style, x, y)
        }
    }

    /// The charts, in reading order.
    pub fn charts(&self) -> [&Chart; 6] {
        [&self.histograms, &self.depth, &self.cost, &self.accuracy, self.learned.chart(), &self.health]
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
fn depth(picture: &Picture<'_>) -> Depth {
    let width = f64::from(picture.config.run.width);
    Depth::of(picture.snapshot, picture.marked, |layer| 0.5 * (5.0 * layer as f64 / width).sqrt())
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

fn draw_curves(chart: &mut Chart, data: &Curves<'_>, style: &Style) -> Outcome {
    let still = format!("{} {:?} {:?}", data.steps, data.measure, data.level);
    chart.still(still, |area| curve::draw_axes(area, data, style))?;
    chart.moving(|area| curve::draw_curves(area, data, style))?;
    chart.speak(curve::describe(data));
    Ok(())
}
