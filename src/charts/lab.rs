//! The lab's charts: what each shows of a snapshot and of the run behind it, on axes that do not shrink while the run goes
//! on. Draws nothing.

use super::curve::{self, Curves, Measure, Series};
use super::depth::Depth;
use super::health::Health;
use super::histogram::{Histograms, Values};
use super::learned::Examples;
use super::plot::Plot;
use super::scale::Decades;
use super::style::Palette;
use lesson::config::RunSpec;
use lesson::history::History;
use lesson::snapshot::Snapshot;
use words::Words;

/// The charts as the markup names them, in reading order.
pub const CHARTS: [&str; 6] = ["histograms", "depth", "cost", "accuracy", "learned", "health"];
/// The place of the chart of what the network learned.
pub const LEARNED: usize = 4;

/// What is to be seen.
pub struct Picture<'a> {
    /// The state.
    pub snapshot: &'a Snapshot,
    /// The run behind it.
    pub history: &'a History,
    /// What the run is.
    pub run: RunSpec,
    /// The layer that the verdict means, counted from 0.
    pub marked: Option<usize>,
    /// What stands above the histograms' line.
    pub values: Values,
    /// The point of the plane that the reader asked about.
    pub chosen: Option<[f32; 2]>,
    /// On a narrow page layers are strips, and not columns.
    pub narrow: bool,
}

/// What the charts keep from one picture to the next: axes as wide as the run has needed so far, and the examples.
#[derive(Default)]
pub struct LabCharts {
    act_axis: Option<Decades>,
    grad_axis: Option<Decades>,
    cost_axis: Option<Decades>,
    examples: Examples,
}

impl LabCharts {
    /// A new run: its axes begin anew.
    pub fn forget(&mut self) {
        (self.act_axis, self.grad_axis, self.cost_axis) = (None, None, None);
    }

    /// Takes in the examples of a run, which takes some time, before there is a picture of it.
    pub fn prepare(&mut self, run: &RunSpec) {
        self.examples.load(run.data, run.seed);
    }

    /// What every chart of [`CHARTS`] shows of a picture.
    pub fn plots<'a>(
        &'a mut self,
        picture: &Picture<'a>,
        palette: &Palette,
        words: &'a Words,
    ) -> [Box<dyn Plot + 'a>; 6] {
        let (depth, cost) = (self.depth(picture, words), self.cost(picture, palette, words));
        self.prepare(&picture.run);
        [
            Box::new(histograms(picture)),
            Box::new(depth),
            Box::new(cost),
            Box::new(accuracy(picture, palette, words)),
            self.examples.plot(picture.run.data, picture.snapshot, picture.chosen, words),
            Box::new(Health::of(picture.snapshot)),
        ]
    }

    fn depth<'a>(&mut self, picture: &Picture<'_>, words: &'a Words) -> Depth<'a> {
        let depth = Depth::of(picture.snapshot, picture.marked, words.unpredicted(&picture.run));
        Depth {
            act_axis: depth.act_axis.held(&mut self.act_axis),
            grad_axis: depth.grad_axis.held(&mut self.grad_axis),
            ..depth
        }
    }

    fn cost<'a>(&mut self, picture: &Picture<'a>, palette: &Palette, words: &'a Words) -> Curves<'a> {
        let (training, held_out) = (picture.history.cost.points(), picture.history.held_out.points());
        let series = vec![
            Series { name: words.series_training(), color: palette.train, width: 1.0, points: training },
            Series { name: words.series_held_out(), color: palette.held, width: 2.0, points: held_out },
        ];
        let axis = curve::cost_decades(&series).held(&mut self.cost_axis);
        Curves { series, steps: steps(picture), measure: Measure::Cost(axis), level: None }
    }
}

fn histograms<'a>(picture: &Picture<'a>) -> Histograms<'a> {
    let mut data = Histograms::of(picture.snapshot, picture.marked, picture.narrow);
    for (panel, layer) in data.panels.iter_mut().zip(&picture.snapshot.layers) {
        panel.act = match picture.values {
            Values::Activations => panel.act,
            Values::Before => &layer.affine_histogram,
            Values::After => &layer.pre_histogram,
        };
    }
    Histograms { values: picture.values, ..data }
}

fn accuracy<'a>(picture: &Picture<'a>, palette: &Palette, words: &'a Words) -> Curves<'a> {
    let points = picture.history.accuracy.points();
    Curves {
        series: vec![Series { name: words.series_held_out(), color: palette.held, width: 2.0, points }],
        steps: steps(picture),
        measure: Measure::Share,
        level: Some((f64::from(picture.snapshot.chance), words.level_chance())),
    }
}

fn steps(picture: &Picture<'_>) -> u32 {
    curve::room_for(picture.history.newest().map_or(0, |newest| newest.step))
}

#[cfg(test)]
mod tests;
