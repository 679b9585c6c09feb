//! The cube: one tensor, one method, and for a chosen cell the statistic it belongs to with all its numbers. What shares
//! a statistic is asked of `Reduction` alone. Knows no pixels.

mod reader;

pub use reader::choose;

use super::choice::{DataSet, NetKind, View};
use super::config::{Config, RunSpec};
use nn::norm::{self, Input, Mode, Norm, Normalization, Running, Stats};
use nn::reduce::{Axis, Reduction};
use nn::weight_norm::{self, PER_OUTPUT};

/// The methods of the cube, in the order of its cards.
pub const METHODS: [Norm; 8] = [
    Norm::Batch,
    Norm::Layer,
    Norm::Instance,
    Norm::Group,
    Norm::Rms,
    Norm::MeanBatch,
    Norm::Weight,
    Norm::WeightMeanBatch,
];

/// What a run gives to the cube: values of the small CNN at the step reached.
#[derive(Clone, Debug, PartialEq)]
pub struct CubeTensors {
    /// Updates done.
    pub step: u32,
    /// `[N, C, H, W]` of `x`.
    pub shape: [usize; 4],
    /// Output of the first convolution for a batch of digits, before normalization.
    pub x: Vec<f32>,
    /// The first normalization's learned scale, or empty.
    pub gamma: Vec<f32>,
    /// The first normalization's learned shift, or empty.
    pub beta: Vec<f32>,
    /// `[O, I, KH, KW]` of `v`.
    pub weight_shape: [usize; 4],
    /// The second convolution's weights (their direction, under weight norm).
    pub v: Vec<f32>,
    /// Their learned lengths, or empty.
    pub g: Vec<f32>,
}

/// Which formula the numbers go into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Formula {
    /// `y = gamma (x - mean) / sqrt(var + eps) + beta`.
    Scale,
    /// `y = gamma x / sqrt(mean square + eps)`.
    Rms,
    /// `y = x - mean + beta`.
    Mean,
    /// `w = g v / ||v||`.
    Weight,
}

impl Formula {
    /// Its key in the markup.
    pub fn key(self) -> &'static str {
        match self {
            Self::Scale => "scale",
            Self::Rms => "rms",
            Self::Mean => "mean",
            Self::Weight => "weight",
        }
    }
}

/// The numbers of one cell.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)] // named as in the formulas of `Formula`
pub struct Readout {
    pub formula: Formula,
    /// The axes averaged over, as the reduction prints them.
    pub axes: String,
    /// Cells that share the statistic.
    pub cells: usize,
    /// Statistics of the whole tensor.
    pub stats: usize,
    pub mean: f64,
    /// The variance; the mean square where the mean stays.
    pub var: f64,
    pub eps: f64,
    /// The value before; `v` for weights.
    pub x: f32,
    pub x_hat: f64,
    /// The value after; `w` for weights.
    pub y: f32,
    pub gamma: f32,
    pub beta: f32,
    pub g: f32,
    pub length: f64,
}

/// One tensor under one method.
#[derive(Clone, Debug)]
pub struct NormalizedTensor {
    /// `[N, C, H, W]`, or `[O, I, KH, KW]` under weight norm.
    pub shape: [usize; 4],
    /// Which cells share a statistic.
    pub reduction: Reduction,
    /// The formula of the method.
    pub formula: Formula,
    before: Vec<f32>,
    after: Vec<f32>,
    gamma: Vec<f32>,
    beta: Vec<f32>,
    mean: Vec<f64>,
    /// The variance, the mean square where the mean stays; the length under weight norm.
    var: Vec<f64>,
    eps: f64,
}

impl NormalizedTensor {
    /// The tensor of `cells`, cut to the sizes of `config.cube.shape`, normalized by `method`.
    pub fn new(cells: &CubeTensors, config: &Config, method: Norm) -> Self {
        let [n, c, side] = config.cube.shape.map(|s| s as usize);
        let groups = config.cube.groups_used(config.run.groups) as usize;
        match method.activation(groups, config.run.reading) {
            Some(norm) => Self::of_activations(cells, [n, c, side, side], &norm, config.run.norm == method),
            None => Self::of_weights(cells, c),
        }
    }

    fn of_activations(cells: &CubeTensors, shape: [usize; 4], norm: &Normalization, learned: bool) -> Self {
        let shape = [0, 1, 2, 3].map(|i| shape[i].min(cells.shape[i]));
        let before = crop(&cells.x, cells.shape, shape);
        let of = |list: &[f32], count: usize, plain: f32| match list.get(..count) {
            Some(own) if learned => own.to_vec(),
            _ => vec![plain; count],
        };
        let gamma = of(&cells.gamma, norm.gamma_count(shape), 1.0);
        let beta = of(&cells.beta, norm.beta_count(shape), 0.0);
        let mut after = vec![0.0; before.len()];
        let (mut running, mut stats) = (Running::new(norm, shape), Stats::default());
        let input = Input { shape, x: &before, gamma: &gamma, beta: &beta };
        norm::forward(norm, input, Mode::Train, &mut running, &mut stats, &mut after);
        let [mean, var] = stats.moments(&before);
        let formula = match (norm.centre, norm.scale) {
            (_, false) => Formula::Mean,
            (true, true) => Formula::Scale,
            (false, true) => Formula::Rms,
        };
        Self { shape, reduction: norm.reduction, formula, before, after, gamma, beta, mean, var, eps: norm.eps }
    }

    fn of_weights(cells: &CubeTensors, channels: usize) -> Self {
        let [o, i, kh, kw] = cells.weight_shape;
        let shape = [o.min(channels), i.min(channels), kh, kw];
        let before = crop(&cells.v, cells.weight_shape, shape);
        let mut after = vec![0.0; before.len()];
        let mut lengths = Vec::new();
        let count = PER_OUTPUT.stat_count(shape);
        // Without learned lengths, g = ||v||: the weights as they stand.
        weight_norm::forward(PER_OUTPUT, shape, &vec![1.0; count], &before, &mut lengths, &mut after);
        let gamma = match cells.g.get(..count) {
            Some(own) => own.to_vec(),
            None => lengths.iter().map(|length| *length as f32).collect(),
        };
        weight_norm::forward(PER_OUTPUT, shape, &gamma, &before, &mut lengths, &mut after);
        Self {
            shape,
            reduction: PER_OUTPUT,
            formula: Formula::Weight,
            before,
            after,
            gamma,
            beta: Vec::new(),
            mean: vec![0.0; count],
            var: lengths,
            eps: 0.0,
        }
    }

    /// The values to show.
    pub fn values(&self, view: View) -> &[f32] {
        match view {
            View::Before => &self.before,
            View::After => &self.after,
        }
    }

    /// The cell of `config`, held to this tensor's sizes.
    pub fn cell(&self, config: &Config) -> [usize; 4] {
        self.clamped([config.cube.n, config.cube.c, config.cube.h, config.cube.w].map(|i| i as usize))
    }

    /// A cell clamped to this tensor's sizes.
    pub fn clamped(&self, at: [usize; 4]) -> [usize; 4] {
        [0, 1, 2, 3].map(|i| at[i].min(self.shape[i] - 1))
    }

    /// The cell `by` further along `axis`, clamped to the tensor.
    pub fn moved(&self, at: [usize; 4], axis: Axis, by: isize) -> [usize; 4] {
        let mut to = at;
        to[axis as usize] = at[axis as usize].saturating_add_signed(by);
        self.clamped(to)
    }

    /// Whether two cells share a statistic.
    pub fn shares(&self, a: [usize; 4], b: [usize; 4]) -> bool {
        self.reduction.stat_of(self.shape, a) == self.reduction.stat_of(self.shape, b)
    }

    /// All numbers of a cell.
    pub fn readout(&self, at: [usize; 4]) -> Readout {
        let stat = self.reduction.stat_of(self.shape, at);
        let place = offset(self.shape, at);
        let (x, y) = (self.before[place], self.after[place]);
        let (mean, var) = (self.mean[stat], self.var[stat]);
        let own = |list: &[f32], plain: f32| list.get(at[1]).copied().unwrap_or(plain);
        let (gamma, beta) = match self.formula {
            Formula::Weight => (1.0, 0.0),
            _ => (own(&self.gamma, 1.0), own(&self.beta, 0.0)),
        };
        let (g, length) = match self.formula {
            Formula::Weight => (self.gamma[stat], var),
            _ => (1.0, 1.0),
        };
        let x_hat = match self.formula {
            Formula::Scale | Formula::Rms => (f64::from(x) - mean) / (var + self.eps).sqrt(),
            Formula::Mean => f64::from(x) - mean,
            Formula::Weight => f64::from(x) / length,
        };
        Readout {
            formula: self.formula,
            axes: self.reduction.axes.to_string(),
            cells: self.reduction.cells_per_stat(self.shape),
            stats: self.reduction.stat_count(self.shape),
            mean,
            var,
            eps: self.eps,
            x,
            x_hat,
            y,
            gamma,
            beta,
            g,
            length,
        }
    }
}

/// One tensor under each of [`METHODS`].
#[derive(Clone, Debug)]
pub struct NormalizedTensors([NormalizedTensor; METHODS.len()]);

impl NormalizedTensors {
    /// The tensor of `cells` under every method.
    pub fn new(cells: &CubeTensors, config: &Config) -> Self {
        Self(METHODS.map(|method| NormalizedTensor::new(cells, config, method)))
    }

    /// The tensor under the method that the cube shows.
    pub fn shown(&self, config: &Config) -> &NormalizedTensor {
        let method = method_of(&config.run);
        &self.0[METHODS.iter().position(|one| *one == method).unwrap_or(0)]
    }

    /// In the order of [`METHODS`].
    pub fn all(&self) -> &[NormalizedTensor] {
        &self.0
    }
}

/// The method that the cube shows: the run's normalization, or batch norm where there is none.
pub fn method_of(run: &RunSpec) -> Norm {
    if METHODS.contains(&run.norm) { run.norm } else { Norm::Batch }
}

/// The configuration as the cube's texts read it: with the method that is shown.
pub fn as_shown(config: &Config) -> Config {
    Config { run: RunSpec { norm: method_of(&config.run), ..config.run }, ..config.clone() }
}

/// The run behind the cube: the small CNN on digits with the lesson's choices. Depth and width are no choices of the CNN.
pub fn run_of(run: &RunSpec) -> RunSpec {
    let RunSpec { depth, width, .. } = RunSpec::default();
    RunSpec { net: NetKind::Cnn, data: DataSet::Digits, depth, width, ..*run }
}

fn offset(shape: [usize; 4], at: [usize; 4]) -> usize {
    at.iter().zip(shape).fold(0, |sum, (i, size)| sum * size + i)
}

/// The block of `to` at the origin of `from`.
fn crop(x: &[f32], from: [usize; 4], to: [usize; 4]) -> Vec<f32> {
    let mut block = Vec::with_capacity(to.iter().product());
    for n in 0..to[0] {
        for c in 0..to[1] {
            for h in 0..to[2] {
                let start = offset(from, [n, c, h, 0]);
                block.extend_from_slice(&x[start..start + to[3]]);
            }
        }
    }
    block
}

#[cfg(test)]
mod tests;
