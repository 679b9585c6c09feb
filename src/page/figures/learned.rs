//! What the network learned: the held-out digits with the classes that it names, or the plane with its boundary.

use crate::failure::Outcome;
use crate::slots::parts::Parts;
use crate::widgets::chart::Chart;
use crate::widgets::chart_view::{ChartView, ViewOf};
use charts::boundary::{Boundary, Dot};
use charts::digits::Digits;
use charts::style::Style;
use lesson::choice::DataSet;
use lesson::config::Config;
use lesson::data::{self, Dataset, Plane};
use lesson::snapshot::{Predictions, Snapshot};
use web_sys::{Element, Event};

/// The chart and the examples that it shows.
pub struct Answers {
    /// Both are on the same canvases, one at a time.
    digits: ViewOf<Digits<'static>>,
    plane: ViewOf<Boundary<'static>>,
    /// Which examples these are: the data set and, for the toy sets, the seed.
    of: Option<(DataSet, u32)>,
    images: Vec<Vec<f32>>,
    labels: Vec<u8>,
    dots: Vec<Dot>,
}

impl Answers {
    /// Finds the chart in the figure's markup.
    pub fn of(figure: &Element) -> Outcome<Self> {
        let (digits, plane) = (ChartView::find(figure, "learned")?, ChartView::find(figure, "learned")?);
        Ok(Self { digits, plane, of: None, images: Vec::new(), labels: Vec::new(), dots: Vec::new() })
    }

    /// The chart itself.
    pub fn chart(&self) -> &Chart {
        self.digits.chart()
    }

    /// Sizes or colours changed.
    pub fn resize(&mut self) {
        self.digits.resize();
        self.plane.resize();
    }

    /// Draws the answers of a snapshot; `chosen` is the point that the reader asked about.
    pub fn draw(&mut self, config: &Config, seen: &Snapshot, chosen: Option<[f32; 2]>, style: &Style) -> Outcome {
        if !self.chart().visible() {
            return Ok(());
        }
        self.load(config);
        match Plane::of(config.run.data) {
            None => {
                let images = slices(&self.images);
                self.digits.draw(&Digits { images: &images, labels: &self.labels, predicted: classes(seen) }, style)
            }
            Some(plane) => self.plane.draw(&plane_of(plane, seen, &self.dots, chosen), style),
        }
    }

    fn load(&mut self, config: &Config) {
        let of = Some((config.run.data, config.run.seed));
        if self.of == of {
            return;
        }
        self.of = of;
        self.resize();
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

    /// Answers a pointer or a key: the example, or the network's answer, at a place of the chart.
    pub fn on_event(&mut self, event: &Event, parts: &Parts, config: &Config, seen: &Snapshot) -> Outcome<bool> {
        match Plane::of(config.run.data) {
            None => {
                let images = slices(&self.images);
                let data = Digits { images: &images, labels: &self.labels, predicted: classes(seen) };
                self.digits.on_event(event, parts, || Some(data))
            }
            Some(plane) => self.plane.on_event(event, parts, || Some(plane_of(plane, seen, &self.dots, None))),
        }
    }

    /// The point of the plane under the pointer.
    pub fn point_under(&self, event: &Event, config: &Config, seen: &Snapshot) -> Option<[f32; 2]> {
        let (plane, point) = (Plane::of(config.run.data)?, self.chart().point(event)?);
        plane_of(plane, seen, &self.dots, None).point_at(self.chart().size(), self.plane.style()?, point)
    }
}

fn slices(images: &[Vec<f32>]) -> Vec<&[f32]> {
    images.iter().map(Vec::as_slice).collect()
}

fn classes(seen: &Snapshot) -> &[u8] {
    match &seen.predictions {
        Predictions::Classes(classes) => classes,
        _ => &[],
    }
}

fn plane_of<'a>(plane: Plane, seen: &'a Snapshot, dots: &'a [Dot], chosen: Option<[f32; 2]>) -> Boundary<'a> {
    match &seen.predictions {
        Predictions::Plane { side, probability } => Boundary { plane, side: *side as usize, probability, dots, chosen },
        _ => Boundary { plane, side: 0, probability: &[], dots, chosen },
    }
}
