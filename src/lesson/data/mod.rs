//! Data sets: examples in their own units, their classes, and a fixed split into training and held-out part.

mod batches;
mod coding;
mod digits;
mod plane;
mod random;
mod scaler;
mod toy;

pub use batches::Batches;
pub use plane::Plane;
pub use random::{Stream, below, generator, shuffle, uniform};
pub use scaler::Scaler;

use super::choice::DataSet;
use ndarray::Array2;
use rand_chacha::ChaCha8Rng;

/// Seed of the split: one for all runs, so that every run is judged on the same digits.
const SPLIT_SEED: u32 = 80_20;

/// Held-out examples of the largest set (`units`): a fifth of it.
pub const MOST_HELD_OUT: usize = toy::UNITS_POINTS / 5;

/// What is known of a data set before it is loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// Numbers of one example.
    pub columns: usize,
    /// How many classes there are.
    pub classes: usize,
}

impl DataSet {
    /// The sizes of its examples.
    pub fn shape(self) -> Shape {
        match self {
            Self::Digits => Shape { columns: digits::PIXELS, classes: digits::CLASSES },
            Self::Circles | Self::Moons | Self::Spiral | Self::Xor | Self::Blobs | Self::Units => {
                Shape { columns: toy::COLUMNS, classes: toy::CLASSES }
            }
        }
    }
}

/// Examples with their classes.
#[derive(Clone, Debug, PartialEq)]
pub struct Dataset {
    /// One row for each example, in the data's own units.
    pub x: Array2<f32>,
    /// The class of each example.
    pub labels: Vec<u8>,
    /// How many classes there are.
    pub classes: usize,
    /// The rows to train on.
    pub train: Vec<u32>,
    /// The rows that are kept back to judge by.
    pub held_out: Vec<u32>,
}

/// The examples of `set`. The digits are the same for every seed; the points of the toy sets are drawn from `seed`.
///
/// A fifth of each class is held out, chosen by a fixed seed.
pub fn load(set: DataSet, seed: u32) -> Dataset {
    let mut rng = generator(seed, Stream::Points);
    let (x, labels, classes) = match set {
        DataSet::Digits => digits::load(),
        DataSet::Circles => toy::circles(&mut rng),
        DataSet::Moons => toy::moons(&mut rng),
        DataSet::Spiral => toy::spiral(&mut rng),
        DataSet::Xor => toy::xor(&mut rng),
        DataSet::Blobs => toy::blobs(&mut rng),
        DataSet::Units => toy::units(&mut rng),
    };
    let (train, held_out) = split(&labels, classes, &mut generator(SPLIT_SEED, Stream::Split));
    Dataset { x, labels, classes, train, held_out }
}

/// A fifth of each class (rounded to the nearest) is held out; both parts keep the examples' order.
fn split(labels: &[u8], classes: usize, rng: &mut ChaCha8Rng) -> (Vec<u32>, Vec<u32>) {
    let mut out = vec![false; labels.len()];
    for class in 0..classes {
        let mut rows: Vec<u32> =
            (0..labels.len() as u32).filter(|i| usize::from(labels[*i as usize]) == class).collect();
        random::shuffle(&mut rows, rng);
        for row in &rows[..(rows.len() + 2) / 5] {
            out[*row as usize] = true;
        }
    }
    (0..labels.len() as u32).partition(|i| !out[*i as usize])
}

impl Dataset {
    /// Number of columns of an example.
    pub fn columns(&self) -> usize {
        self.x.ncols()
    }

    /// Share of the most frequent class among the held-out examples: what naming it always would score.
    pub fn chance(&self) -> f32 {
        let mut counts = [0u32; 256];
        for row in &self.held_out {
            counts[usize::from(self.labels[*row as usize])] += 1;
        }
        counts.iter().max().copied().unwrap_or(0) as f32 / self.held_out.len() as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::choice::Choice;

    #[test]
    fn a_fifth_of_every_class_is_held_out_and_nothing_is_in_both_parts() {
        for set in DataSet::ALL {
            let data = load(*set, 1);
            let mut rows: Vec<u32> = data.train.iter().chain(&data.held_out).copied().collect();
            rows.sort_unstable();
            assert_eq!(rows, (0..data.labels.len() as u32).collect::<Vec<_>>(), "{}", set.key());
            for class in 0..data.classes {
                let of = |part: &[u32]| part.iter().filter(|i| usize::from(data.labels[**i as usize]) == class).count();
                let (train, held) = (of(&data.train), of(&data.held_out));
                assert!((held as f64 / (train + held) as f64 - 0.2).abs() < 0.004, "{}: {train} and {held}", set.key());
            }
        }
    }

    #[test]
    fn what_is_known_of_a_set_is_what_is_loaded() {
        let held_out = DataSet::ALL.iter().map(|set| {
            let data = load(*set, 1);
            assert_eq!(set.shape(), Shape { columns: data.columns(), classes: data.classes }, "{}", set.key());
            data.held_out.len()
        });
        assert_eq!(held_out.max(), Some(MOST_HELD_OUT));
    }

    #[test]
    fn the_digits_are_the_1797_that_ship_and_no_seed_changes_them() {
        let data = load(DataSet::Digits, 1);
        assert_eq!(data.x.dim(), (1797, 64));
        assert_eq!(data.classes, 10);
        assert!(data.x.iter().all(|v| (0.0..=16.0).contains(v)));
        assert_eq!(data, load(DataSet::Digits, 2));
    }

    #[test]
    fn toy_points_follow_the_seed_and_are_finite() {
        for set in DataSet::ALL.iter().filter(|s| **s != DataSet::Digits) {
            let data = load(*set, 1);
            assert_eq!(data, load(*set, 1));
            assert_ne!(data, load(*set, 2));
            assert_eq!((data.classes, data.columns()), (2, 2));
            assert!(data.x.iter().all(|v| v.is_finite()));
        }
    }
}
