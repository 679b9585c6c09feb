//! What the network learned: the held-out digits with the classes that it names, or the plane with its boundary.

use crate::error::Result;
use crate::slots::figure::Visit;
use crate::widgets::chart_view::ChartView;
use charts::boundary::{Boundary, Dot};
use charts::digits::Digits;
use lesson::choice::DataSet;
use lesson::config::Config;
use lesson::data::{self, Dataset, Plane};
use lesson::snapshot::{Predictions, Snapshot};
use web_sys::{Element, Event};
use words::Words;

/// The chart and the examples that it shows.
pub struct Answers {
    chart: ChartView,
    /// Which examples these are: the data set and, for the toy sets, the seed.
    of: Option<(DataSet, u32)>,
    images: Vec<Vec<f32>>,
    labels: Vec<u8>,
    dots: Vec<Dot>,
}

impl Answers {
    /// Finds the chart in the figure's markup.
    pub fn of(figure: &Element) -> Result<Self> {
        let chart = ChartView::find(figure, "learned")?;
        Ok(Self { chart, of: None, images: Vec::new(), labels: Vec::new(), dots: Vec::new() })
    }

    /// Shows `visit` the answers of a snapshot; `chosen` is the point that the reader asked about.
    pub fn visit(
        &mut self,
        (config, seen): (&Config, &Snapshot),
        chosen: Option<[f32; 2]>,
        words: &Words,
        visit: Visit<'_>,
    ) -> Result {
        self.load(config);
        let names = words.features(config.run.data);
        match Plane::of(config.run.data) {
            None => {
                let images: Vec<&[f32]> = self.images.iter().map(Vec::as_slice).collect();
                visit(&mut self.chart, &Digits { images: &images, labels: &self.labels, predicted: classes(seen) })
            }
            Some(plane) => visit(&mut self.chart, &plane_of((plane, names), seen, &self.dots, chosen)),
        }
    }

    fn load(&mut self, config: &Config) {
        let of = Some((config.run.data, config.run.seed));
        if self.of == of {
            return;
        }
        self.of = of;
        let set: Dataset = data::load(config.run.data, config.run.seed);
        let row = |i: u32| set.x.row(i as usize).to_vec();
        match config.run.data {
            DataSet::Digits => {
                self.images = set.held_out.iter().map(|i| row(*i)).collect();
                self.labels = set.held_out.iter().map(|i| set.labels[*i as usize]).collect();
            }
            _ => {
                let dot = |i: &u32, held_out| {
                    let class = set.labels[*i as usize];
                    Dot { at: [set.x[[*i as usize, 0]], set.x[[*i as usize, 1]]], class, held_out }
                };
                let train = set.train.iter().map(|i| dot(i, false));
                self.dots = train.chain(set.held_out.iter().map(|i| dot(i, true))).collect();
            }
        }
    }

    /// The point of the plane under the pointer.
    pub fn point_under(&self, event: &Event, config: &Config, seen: &Snapshot) -> Option<[f32; 2]> {
        let (plane, chart) = (Plane::of(config.run.data)?, self.chart.chart());
        let (style, size) = self.chart.view().drawn()?;
        plane_of((plane, plane.names), seen, &self.dots, None).point_at(size, style, chart.point(event)?)
    }
}

fn classes(seen: &Snapshot) -> &[u8] {
    match &seen.predictions {
        Predictions::Classes(classes) => classes,
        _ => &[],
    }
}

fn plane_of<'a>(
    (plane, names): (Plane, [&'a str; 2]),
    seen: &'a Snapshot,
    dots: &'a [Dot],
    chosen: Option<[f32; 2]>,
) -> Boundary<'a> {
    match &seen.predictions {
        Predictions::Plane { side, probability } => {
            Boundary { plane, names, side: *side as usize, probability, dots, chosen }
        }
        _ => Boundary { plane, names, side: 0, probability: &[], dots, chosen },
    }
}
