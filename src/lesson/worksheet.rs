//! Worksheets from a seed: questions whose answers are measured on the engine, so that the key is right on every machine. Data
//! alone; what a question says is written where it is printed.

use crate::choice::Initializer;
use crate::config::RunSpec;
use crate::data::{Stream, below, generator, shuffle};
use crate::history::History;
use crate::session::{Session, StartError};
use crate::snapshot::{LayerStats, Snapshot};
use nn::act::Act;
use nn::norm::{LayerAxes, Norm};
use rand::Rng;

/// The seeds of the worksheets that are printed.
pub const SEEDS: std::ops::RangeInclusive<u32> = 1..=12;

/// A number to find by a formula, and what one network gives.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Calculation {
    /// The network, at step 0.
    pub run: RunSpec,
    /// The answer by the formula.
    pub expected: f64,
    /// What the network gives.
    pub measured: f64,
}

/// A network whose fate is to be named.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Case {
    /// The network, at step 0.
    pub run: RunSpec,
    /// The verdict's key, such as `exploding`.
    pub finding: &'static str,
    /// The last layer's std across examples.
    pub across: f64,
    /// The gradient's std at layer 1 over that at the last layer.
    pub ratio: f64,
}

/// A normalization of a tensor of a certain shape.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shared {
    /// The method.
    pub norm: Norm,
    /// The shape, `[N, C, H, W]`.
    pub shape: [usize; 4],
    /// Groups of channels, for group norm.
    pub groups: usize,
    /// Values that share one statistic.
    pub values: usize,
    /// How many statistics there are.
    pub statistics: usize,
}

/// A worksheet.
#[derive(Clone, Debug, PartialEq)]
pub struct Worksheet {
    /// How wide weights must be for a sum of `width` products of unit variance to have std 1: `1 / √n`. Measured is the factor
    /// that a layer of such weights stretches the signal by.
    pub width: Calculation,
    /// By what factor the activations' std changes from the first to the last linear layer: `(std √n)^(L − 1)`.
    pub linear: Calculation,
    /// What ReLU layers with weights of variance `1 / n` leave of the mean square from the first to the last: `2^(1 − L)`.
    pub relu: Calculation,
    /// What the gradient's std is multiplied by a layer on its way back through tanh layers, as predicted.
    pub backward: Calculation,
    /// Four networks.
    pub cases: Vec<Case>,
    /// Three normalizations of one tensor.
    pub shared: Vec<Shared>,
}

impl Worksheet {
    /// The worksheet of a seed.
    ///
    /// ```
    /// use unit_variance_lesson::worksheet::Worksheet;
    /// let sheet = Worksheet::new(3)?;
    /// assert_eq!(sheet, Worksheet::new(3)?);
    /// assert!((sheet.width.measured - 1.0).abs() < 0.2);
    /// # Ok::<(), unit_variance_lesson::session::StartError>(())
    /// ```
    pub fn new(seed: u32) -> Result<Self, StartError> {
        let rng = &mut generator(seed, Stream::Points);
        let base = RunSpec { seed, ..RunSpec::default() };
        Ok(Self {
            width: width(base, rng)?,
            linear: linear(base, rng)?,
            relu: relu(base, rng)?,
            backward: backward(base, rng)?,
            cases: cases(base, rng)?,
            shared: shared(rng),
        })
    }
}

fn one_of<T: Copy>(values: &[T], rng: &mut impl Rng) -> T {
    values[below(values.len() as u32, rng) as usize]
}

fn start(run: &RunSpec) -> Result<Snapshot, StartError> {
    Ok(Session::new(run)?.snapshot(false))
}

/// A quantity of the last layer over that of the first.
fn growth(shot: &Snapshot, of: impl Fn(&LayerStats) -> f32) -> f64 {
    match (shot.layers.first(), shot.layers.last()) {
        (Some(first), Some(last)) => f64::from(of(last)) / f64::from(of(first)),
        _ => f64::NAN,
    }
}

fn steps(run: &RunSpec) -> i32 {
    run.depth as i32 - 1
}

fn width(base: RunSpec, rng: &mut impl Rng) -> Result<Calculation, StartError> {
    let width = one_of(&[25, 64, 100, 144, 225, 256, 400], rng);
    let std = 1.0 / f64::from(width).sqrt();
    let run = RunSpec { init: Initializer::Normal, std: std as f32, act: Act::Linear, width, depth: 2, ..base };
    Ok(Calculation { run, expected: std, measured: growth(&start(&run)?, |layer| layer.act.std) })
}

fn linear(base: RunSpec, rng: &mut impl Rng) -> Result<Calculation, StartError> {
    let (std, depth) = (one_of(&[0.03, 0.05, 0.07, 0.15, 0.2, 0.3], rng), one_of(&[4, 5, 6, 7], rng));
    let run = RunSpec { init: Initializer::Normal, std, act: Act::Linear, depth, ..base };
    let factor = f64::from(std) * f64::from(run.width).sqrt();
    Ok(Calculation { run, expected: factor.powi(steps(&run)), measured: growth(&start(&run)?, |layer| layer.act.std) })
}

fn relu(base: RunSpec, rng: &mut impl Rng) -> Result<Calculation, StartError> {
    let run = RunSpec { init: Initializer::Xavier, act: Act::Relu, depth: one_of(&[6, 8, 11, 14, 17], rng), ..base };
    let mean_square = |layer: &LayerStats| layer.act.mean * layer.act.mean + layer.act.std * layer.act.std;
    Ok(Calculation { run, expected: 0.5f64.powi(steps(&run)), measured: growth(&start(&run)?, mean_square) })
}

fn backward(base: RunSpec, rng: &mut impl Rng) -> Result<Calculation, StartError> {
    let std = one_of(&[0.03, 0.05, 0.3, 0.5, 0.7, 1.0, 1.5], rng);
    let run = RunSpec { init: Initializer::Normal, std, ..base };
    let shot = start(&run)?;
    let a_layer = |ratio: f64| (1.0 / ratio).powf(1.0 / f64::from(steps(&run)));
    Ok(Calculation {
        run,
        expected: a_layer(growth(&shot, |layer| layer.predicted_grad_std)),
        measured: a_layer(growth(&shot, |layer| layer.grad.std)),
    })
}

/// Networks of which each worksheet has four: two that are healthy and two that are not.
const CASES: [(Initializer, Act, Norm, u32); 12] = [
    (Initializer::Small, Act::Tanh, Norm::None, 10),
    (Initializer::Large, Act::Tanh, Norm::None, 10),
    (Initializer::Xavier, Act::Tanh, Norm::None, 10),
    (Initializer::Uniform, Act::Tanh, Norm::None, 10),
    (Initializer::Xavier, Act::Relu, Norm::None, 30),
    (Initializer::He, Act::Relu, Norm::None, 30),
    (Initializer::Large, Act::Relu, Norm::None, 10),
    (Initializer::He, Act::Relu, Norm::Batch, 30),
    (Initializer::Small, Act::Tanh, Norm::Batch, 10),
    (Initializer::Xavier, Act::Sigmoid, Norm::None, 10),
    (Initializer::Orthogonal, Act::Tanh, Norm::None, 20),
    (Initializer::Small, Act::Relu, Norm::Layer, 10),
];

fn cases(base: RunSpec, rng: &mut impl Rng) -> Result<Vec<Case>, StartError> {
    let mut cases = CASES;
    shuffle(&mut cases, rng);
    let case = |(init, act, norm, depth): (Initializer, Act, Norm, u32)| {
        let run = RunSpec { init, act, norm, depth, width: 50, batch: 64, ..base };
        let mut history = History::default();
        let shot = start(&run)?;
        history.push(shot.clone());
        let across = shot.layers.last().map_or(f64::NAN, |last| last.across.into());
        let ratio = 1.0 / growth(&shot, |layer| layer.grad.std);
        Ok::<_, StartError>(Case { run, finding: history.verdict(&shot).finding.key(), across, ratio })
    };
    let mut found: [Vec<Case>; 2] = Default::default();
    let mut left = cases.into_iter();
    while let Some(network) = left.next().filter(|_| found.iter().any(|half| half.len() < 2)) {
        let case = case(network)?;
        let half = &mut found[usize::from(case.finding == "healthy")];
        if half.len() < 2 {
            half.push(case);
        }
    }
    let mut found = found.concat();
    shuffle(&mut found, rng);
    Ok(found)
}

fn shared(rng: &mut impl Rng) -> Vec<Shared> {
    let (n, c, side) = (one_of(&[2, 4, 8, 16, 32], rng), one_of(&[8, 16, 24, 64], rng), one_of(&[4, 7, 8, 14], rng));
    let shape = [n, c, side, side];
    let groups = one_of(&[2, 4, 8], rng);
    let mut norms = [Norm::Batch, Norm::Layer, Norm::Instance, Norm::Group];
    shuffle(&mut norms, rng);
    let one = |norm: Norm| {
        let reduction = norm.activation(groups, LayerAxes::Chw)?.reduction;
        let (values, statistics) = (reduction.cells_per_stat(shape), reduction.stat_count(shape));
        Some(Shared { norm, shape, groups, values, statistics })
    };
    norms.into_iter().take(3).filter_map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::choice::Choice;

    #[test]
    fn a_seed_gives_one_worksheet_and_another_seed_another() {
        let [a, b] = [1, 2].map(|seed| Worksheet::new(seed).unwrap());
        assert_eq!(a, Worksheet::new(1).unwrap());
        assert_ne!(a, b);
        assert_eq!((a.cases.len(), a.shared.len()), (4, 3));
    }

    #[test]
    fn every_cell_belongs_to_one_statistic() {
        for seed in SEEDS {
            for shared in shared(&mut generator(seed, Stream::Points)) {
                assert_eq!(shared.values * shared.statistics, shared.shape.iter().product::<usize>(), "{shared:?}");
            }
        }
    }

    /// What is calculated on paper is what the network gives, as nearly as one network follows the formula; and two of the four
    /// networks are healthy, two are not.
    #[test]
    fn formulas_and_networks_agree_and_each_worksheet_has_two_of_each_kind() {
        for seed in SEEDS {
            let sheet = Worksheet::new(seed).unwrap();
            let near = |what: Calculation, factor: f64| {
                let off = what.measured / what.expected;
                assert!(off < factor && off > 1.0 / factor, "seed {seed}: {what:?}");
            };
            assert!((sheet.width.measured - 1.0).abs() < 0.15, "seed {seed}: {:?}", sheet.width);
            near(sheet.linear, 1.3);
            near(sheet.backward, 1.1);
            // A single network of ReLU wanders.
            near(sheet.relu, 8.0);
            let found: Vec<_> = sheet.cases.iter().map(|case| (case.run.init.key(), case.finding)).collect();
            println!("{seed}: {found:?}");
            let healthy = found.iter().filter(|case| case.1 == "healthy").count();
            assert_eq!((healthy, found.len()), (2, 4), "seed {seed}: {found:?}");
        }
    }
}
