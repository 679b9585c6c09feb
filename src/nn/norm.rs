//! Normalization of activations: the table of methods, and one forward and one backward over a [`Reduction`].
//! Nothing here asks for the method by name below the table. What is computed stands in [`definition()`], to be read; how it
//! is computed fast, below [`forward`] and [`backward`].

use super::Error;
pub use super::reduce::Affine;
use super::reduce::{Axis, Reduction, Rows};

mod backward;
mod definition;
mod exact;
mod kernel;
mod single;
mod stats;
mod sum_both;
mod sums;
mod tile;

pub use backward::{Gradients, Workspace, backward};
pub use definition::definition;
pub use stats::{Running, Stats};

use exact::Exact;

/// The choices of the lesson.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Norm {
    /// No normalization.
    None,
    /// Batch normalization (Ioffe & Szegedy 2015).
    Batch,
    /// Batch normalization of the mean alone (Salimans & Kingma 2016, section 3.1).
    MeanBatch,
    /// Weight normalization (Salimans & Kingma 2016).
    Weight,
    /// Weight normalization with mean-only batch normalization.
    WeightMeanBatch,
    /// Layer normalization (Ba, Kiros & Hinton 2016).
    Layer,
    /// Instance normalization (Ulyanov, Vedaldi & Lempitsky 2016).
    Instance,
    /// Group normalization (Wu & He 2018).
    Group,
    /// Root-mean-square normalization (Zhang & Sennrich 2019).
    Rms,
}

/// The two readings of "layer": over all of an example, or over the channels of each position (token) alone.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum LayerAxes {
    /// C, H and W, as Wu & He 2018 draw it.
    #[default]
    Chw,
    /// C alone: the last axis of `[example, position, channel]`, as Transformers use it.
    Channel,
}

/// Training uses the statistics of the batch, evaluation the running ones where the method keeps them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mode {
    /// Statistics of this batch; running statistics follow.
    Train,
    /// Running statistics.
    Eval,
}

/// One row of the table: what is averaged over, and what is done with the averages.
///
/// `y = gamma * x_hat + beta`, `x_hat = (x - mean) / sqrt(var + eps)`; without `centre` the mean is 0 and there is no
/// beta, without `scale` the divisor is 1 and there is no gamma.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Normalization {
    /// The cells that share a statistic.
    pub reduction: Reduction,
    /// Subtract the mean, learn beta.
    pub centre: bool,
    /// Divide by the standard deviation (root mean square where not centred), learn gamma.
    pub scale: bool,
    /// Keep running statistics for evaluation: true exactly where a statistic mixes examples.
    pub running: bool,
    /// What gamma and beta are one per.
    pub affine: Affine,
    /// Added to the variance, inside the root: keeps a constant statistic finite.
    pub eps: f64,
    /// Weight of the newest batch in the running statistics; `None` for the plain average of all batches.
    pub momentum: Option<f64>,
}

impl Norm {
    /// The row of the table, `None` where activations are left alone. `groups` counts for `Group`, `layer_axes` for `Layer`
    /// and `Rms`.
    pub fn activation(self, groups: usize, layer_axes: LayerAxes) -> Option<Normalization> {
        use Axis::{C, H, N, W};
        let example = match layer_axes {
            LayerAxes::Chw => Reduction::over(&[C, H, W]),
            LayerAxes::Channel => Reduction::over(&[C]),
        };
        let (reduction, centre, scale) = match self {
            Norm::None | Norm::Weight => return None,
            Norm::Batch => (Reduction::over(&[N, H, W]), true, true),
            Norm::MeanBatch | Norm::WeightMeanBatch => (Reduction::over(&[N, H, W]), true, false),
            Norm::Layer => (example, true, true),
            Norm::Instance => (Reduction::over(&[H, W]), true, true),
            Norm::Group => (Reduction { groups, ..Reduction::over(&[C, H, W]) }, true, true),
            Norm::Rms => (example, false, true),
        };
        Some(Normalization {
            reduction,
            centre,
            scale,
            running: reduction.axes.contains(N),
            affine: Affine::PerChannel,
            eps: 1e-5,
            momentum: Some(0.1),
        })
    }

    /// Whether the weights are normalized.
    pub fn weight(self) -> bool {
        matches!(self, Norm::Weight | Norm::WeightMeanBatch)
    }

    /// Refuses what PyTorch refuses: groups that do not divide the channels, and a single value where training asks
    /// for a variance. The lab does not call this: there the same case runs and yields beta.
    pub fn check(self, norm: &Normalization, shape: [usize; 4], mode: Mode) -> Result<(), Error> {
        norm.reduction.check(shape)?;
        let values = match self {
            Norm::Batch if mode == Mode::Train => norm.reduction.cells_per_stat(shape),
            Norm::Instance => norm.reduction.cells_per_stat(shape),
            Norm::Group => shape[0] * norm.reduction.cells_per_stat(shape),
            _ => return Ok(()),
        };
        if values == 1 {
            let over = norm.reduction.axes;
            let reason = format!("a variance over {over} needs more than 1 value per statistic");
            return Err(Error::new("shape", shape, reason));
        }
        Ok(())
    }
}

impl Normalization {
    /// The number of gammas; 0 where the method does not scale.
    pub fn gamma_count(&self, shape: [usize; 4]) -> usize {
        if self.scale { self.reduction.param_count(shape, self.affine) } else { 0 }
    }

    /// The number of betas; 0 where the method does not centre.
    pub fn beta_count(&self, shape: [usize; 4]) -> usize {
        if self.centre { self.reduction.param_count(shape, self.affine) } else { 0 }
    }

    fn rows(&self, shape: [usize; 4]) -> Rows {
        self.reduction.rows(shape, self.affine)
    }
}

/// What a normalization reads: `x: [N, C, H, W]`, and `gamma`, `beta` of the lengths that [`Normalization`] counts.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// `[N, C, H, W]`.
    pub shape: [usize; 4],
    /// The cells.
    pub x: &'a [f32],
    /// Scale, or empty.
    pub gamma: &'a [f32],
    /// Shift, or empty.
    pub beta: &'a [f32],
}

/// `y = gamma * (x - mean) / sqrt(var + eps) + beta`, cell by cell; fills `stats`, and in training moves `running`.
///
/// In f32, with mean and variance in f64. Cells whose difference, standard deviation or gamma f32 does not hold are computed
/// in f64, so that y is finite where its true value is. (One exception: in evaluation an x_hat over 3.4e38 is infinite.)
///
/// ```
/// use unit_variance_nn::norm::{self, Input, Mode, Norm, LayerAxes, Running, Stats};
/// let (shape, x) = ([2, 2, 1, 1], [1.0, 10.0, 3.0, 30.0]); // two examples of two units
/// let batch = Norm::Batch.activation(1, LayerAxes::Chw).expect("batch norm acts on activations");
/// let (mut running, mut stats, mut y) = (Running::new(&batch, shape), Stats::default(), [0.0; 4]);
/// let input = Input { shape, x: &x, gamma: &[1.0; 2], beta: &[0.0; 2] };
/// norm::forward(&batch, input, Mode::Train, &mut running, &mut stats, &mut y);
/// assert_eq!(stats.mean, [2.0, 20.0]);
/// assert!((y[0] + 1.0).abs() < 1e-5 && (y[3] - 1.0).abs() < 1e-5);
/// ```
// A gate to the part of the program that is loaded later (`split`).
#[inline(never)]
pub fn forward(
    norm: &Normalization,
    input: Input,
    mode: Mode,
    running: &mut Running,
    stats: &mut Stats,
    y: &mut [f32],
) {
    let Input { shape, x, gamma, beta } = input;
    assert_eq!((x.len(), y.len()), (shape.iter().product(), x.len()), "x and y must fill the shape {shape:?}");
    assert_eq!(
        (gamma.len(), beta.len()),
        (norm.gamma_count(shape), norm.beta_count(shape)),
        "gamma and beta for {shape:?}"
    );
    stats.fixed = norm.running && mode == Mode::Eval;
    stats.single = single::applies(norm, shape) && single::ordinary(x);
    stats.prepare_params(gamma.len().max(beta.len()).max(1));
    if stats.single {
        stats.clear(x.len());
        return single::forward([or_default(gamma, &stats.ones), or_default(beta, &stats.zeros)], y);
    }
    if stats.fixed {
        stats.mean.clone_from(&running.mean);
        stats.var.clone_from(&running.var);
    } else {
        stats.measure(norm.reduction, [norm.centre, norm.scale], norm.eps, shape, x);
        if norm.running {
            running.update(norm, stats, norm.reduction.cells_per_stat(shape));
        }
    }
    stats.prepare(norm);
    let rows = norm.rows(shape);
    let leave_f32 = gamma.iter().fold(stats.leave_f32, |any, gamma| any | (gamma.abs() > HUGE_GAMMA));
    let (gamma, beta) = (or_default(gamma, &stats.ones), or_default(beta, &stats.zeros));
    let Stats { mean_hi, inv_std_f32, mean_lo_scaled, .. } = &*stats;
    kernel::forward(rows.clone(), x, [mean_hi, inv_std_f32, mean_lo_scaled], [gamma, beta], y);
    if leave_f32 {
        Exact { stats, gamma }.forward(rows, x, beta, y);
    }
}

/// Up to here gamma times an inverse standard deviation of 1e30 is an f32.
const HUGE_GAMMA: f32 = 1e8;

fn or_default<'a>(given: &'a [f32], default: &'a [f32]) -> &'a [f32] {
    if given.is_empty() { default } else { given }
}

#[cfg(test)]
mod tests;
