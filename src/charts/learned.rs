//! What the network learned: the held-out digits with the classes that it names, or the plane with its boundary. Keeps the
//! examples that lie on them.

use super::boundary::{Boundary, Dot};
use super::digits::Digits;
use super::plot::Plot;
use super::style::Style;
use lesson::choice::DataSet;
use lesson::data::{self, Plane};
use lesson::snapshot::{Predictions, Snapshot};
use words::Words;

/// The examples of a data set as the charts show them.
#[derive(Default)]
pub struct Examples {
    /// Which these are: the data set and, for the toy sets, the seed.
    of: Option<(DataSet, u32)>,
    images: Vec<Vec<f32>>,
    labels: Vec<u8>,
    dots: Vec<Dot>,
}

impl Examples {
    /// Takes in the examples of a run, where they are others than before.
    pub fn load(&mut self, set: DataSet, seed: u32) {
        if self.of.replace((set, seed)) == Some((set, seed)) {
            return;
        }
        let data = data::load(set, seed);
        let row = |i: &u32| data.x.row(*i as usize).to_vec();
        let class = |i: &u32| data.labels[*i as usize];
        match Plane::of(set) {
            None => {
                self.images = data.held_out.iter().map(row).collect();
                self.labels = data.held_out.iter().map(class).collect();
            }
            Some(_) => {
                let at = |i: &u32| [data.x[[*i as usize, 0]], data.x[[*i as usize, 1]]];
                let dot = |held_out| move |i: &u32| Dot { at: at(i), class: class(i), held_out };
                self.dots = data.train.iter().map(dot(false)).chain(data.held_out.iter().map(dot(true))).collect();
            }
        }
    }

    /// What a network answers to the examples of `set`; `chosen` is the point that the reader asked about.
    pub fn plot<'a>(
        &'a self,
        set: DataSet,
        seen: &'a Snapshot,
        chosen: Option<[f32; 2]>,
        words: &'a Words,
    ) -> Box<dyn Plot + 'a> {
        let Some(plane) = Plane::of(set) else {
            let Predictions::Classes(classes) = &seen.predictions else { return Box::new(self.digits(&[])) };
            return Box::new(self.digits(classes));
        };
        let (side, probability): (usize, &[f32]) = match &seen.predictions {
            Predictions::Plane { side, probability } => (*side as usize, probability),
            _ => (0, &[]),
        };
        Box::new(Boundary { plane, names: words.features(set), side, probability, dots: &self.dots, chosen })
    }

    /// The held-out digits with the classes that a network names.
    pub fn digits<'a>(&'a self, predicted: &'a [u8]) -> Digits<'a> {
        Digits { images: &self.images, labels: &self.labels, predicted }
    }
}

/// The point of a data set's plane under a point of its chart; `None` for images.
pub fn point_at(set: DataSet, size: (f64, f64), style: &Style, point: (f64, f64)) -> Option<[f32; 2]> {
    let plane = Plane::of(set)?;
    let chart = Boundary { plane, names: plane.names, side: 0, probability: &[], dots: &[], chosen: None };
    chart.point_at(size, style, point)
}

#[cfg(test)]
mod tests {
    use super::*;
    use lesson::config::Config;
    use lesson::session::Session;

    #[test]
    fn the_examples_are_those_of_the_run_and_stay_until_it_is_another() {
        let mut examples = Examples::default();
        examples.load(DataSet::Digits, 1);
        assert_eq!(examples.images.len(), examples.labels.len());
        assert!(examples.images.iter().all(|image| image.len() == 64) && examples.dots.is_empty());
        examples.load(DataSet::Moons, 1);
        let first = examples.dots.clone();
        let set = data::load(DataSet::Moons, 1);
        assert_eq!(first.iter().filter(|dot| dot.held_out).count(), set.held_out.len());
        assert_eq!(first.len(), set.labels.len());
        examples.load(DataSet::Moons, 1);
        assert_eq!(examples.dots, first);
        examples.load(DataSet::Moons, 2);
        assert_ne!(examples.dots, first);
    }

    #[test]
    fn a_network_that_was_not_asked_is_shown_with_its_examples_alone() {
        let words = Words::english();
        for query in ["depth=2&width=8", "depth=2&width=8&data=moons"] {
            let run = Config::from_query(query).0.run;
            let mut session = Session::new(&run).unwrap();
            let (silent, asked) = (session.snapshot(false), session.snapshot(true));
            let mut examples = Examples::default();
            examples.load(run.data, run.seed);
            let [before, after] =
                [&silent, &asked].map(|seen| examples.plot(run.data, seen, None, &words).describe(&words));
            assert_ne!(before, after, "{query}");
        }
    }

    #[test]
    fn a_point_of_the_chart_is_one_of_the_plane_and_images_have_none() {
        let style = Style::light(1.0);
        assert_eq!(point_at(DataSet::Digits, (300.0, 300.0), &style, (150.0, 150.0)), None);
        let [x, y] = point_at(DataSet::Moons, (300.0, 300.0), &style, (150.0, 140.0)).unwrap();
        assert!(x.abs() < 1.0 && y.abs() < 1.0, "{x} {y}");
        assert_eq!(point_at(DataSet::Moons, (300.0, 300.0), &style, (0.0, 299.0)), None);
    }
}
