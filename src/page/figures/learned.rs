//! What the network learned: the held-out digits with the classes that it names, or the plane with its boundary.

use super::chart::Chart;
use crate::failure::Outcome;
use charts::Tip;
use charts::boundary::{self, Boundary, Dot};
use charts::digits::{self, Digits};
use charts::style::Style;
use lesson::choice::DataSet;
use lesson::config::Config;
use lesson::data::{self, Dataset, Plane};
use lesson::snapshot::{Predictions, Snapshot};
use web_sys::Element;

/// The chart and the examples that it shows.
pub struct Answers {
    chart: Chart,
    /// Which examples these are: the data set and, for the toy sets, the seed.
    of: Option<(DataSet, u32)>,
    images: Vec<Vec<f32>>,
    labels: Vec<u8>,
    dots: Vec<Dot>,
}

impl Answers {
    /// Finds the chart in the figure's markup.
    pub fn of(figure: &Element) -> Outcome<Self> {
        let chart = Chart::find(figure, "learned")?;
        Ok(Self { chart, of: None, images: Vec::new(), labels: Vec::new(), dots: Vec::new() })
    }

    /// The chart itself.
    pub fn chart(&self) -> &Chart {
        &self.chart
    }

    /// Sizes or colours changed.
    pub fn resize(&mut self) {
        self.chart.resize();
    }

    /// Draws the answers of a snapshot; `chosen` is the point that the reader asked about.
    pub fn draw(&mut self, config: &Config, seen: &Snapshot, chosen: Option<[f32; 2]>, style: &Style) -> Outcome {
        if !self.chart.visible() || !self.chart.fit()? {
            return Ok(());
        }
        self.load(config);
        match Plane::of(config.run.data) {
            None => self.draw_digits(seen, style),
            Some(plane) => self.draw_plane(plane, seen, chosen, style),
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

    fn draw_digits(&mut self, seen: &Snapshot, style: &Style) -> Outcome {
        let images: Vec<&[f32]> = self.images.iter().map(Vec::as_slice).collect();
        let data = Digits { images: &images, labels: &self.labels, predicted: classes(seen) };
        self.chart.still("digits".to_string(), |area| digits::draw_images(area, &data, style))?;
        self.chart.moving(|area| digits::draw_predicted(area, &data, style))?;
        self.chart.speak(digits::describe(&data));
        Ok(())
    }

    fn draw_plane(&mut self, plane: Plane, seen: &Snapshot, chosen: Option<[f32; 2]>, style: &Style) -> Outcome {
        let data = plane_of(plane, seen, &self.dots, chosen);
        // The plane is the lower layer and moves; the points lie on it.
        self.chart.below(|area| boundary::draw_plane(area, &data, style))?;
        self.chart.moving(|area| boundary::draw_points(area, &data, style))?;
        self.chart.speak(boundary::describe(&data));
        Ok(())
    }

    /// The example, or the network's answer, under a point of the chart.
    pub fn read(&self, config: &Config, seen: &Snapshot, style: &Style, x: f64, y: f64) -> Option<Tip> {
        let size = self.chart.size();
        match Plane::of(config.run.data) {
            None => {
                let images: Vec<&[f32]> = self.images.iter().map(Vec::as_slice).collect();
                let data = Digits { images: &images, labels: &self.labels, predicted: classes(seen) };
                digits::value_at(size, &data, style, x, y).map(|found| found.1)
            }
            Some(plane) => boundary::value_at(size, &plane_of(plane, seen, &self.dots, None), style, x, y),
        }
    }

    /// The point of the plane at a place of the chart.
    pub fn point_at(&self, config: &Config, seen: &Snapshot, style: &Style, x: f64, y: f64) -> Option<[f32; 2]> {
        let plane = Plane::of(config.run.data)?;
        boundary::point_at(self.chart.size(), &plane_of(plane, seen, &self.dots, None), style, x, y)
    }
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
