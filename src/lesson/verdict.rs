//! What happened to the signal, found from a snapshot's numbers. Data only: `words` makes the sentence.

use super::snapshot::{Divergence, LayerStats, Snapshot};

/// A spread across examples below this, where inputs have about 1, is a signal that is lost.
const LOST: f32 = 1e-3;
/// A gradient that changes by more than this factor from the last hidden layer to the first has vanished or exploded.
const FACTOR: f32 = 100.0;
/// A standard deviation beyond this, where inputs have about 1, is out of all scale, however even it is.
const HUGE: f32 = 1000.0;
/// Share of saturated activations, or of dead units, from which a layer counts as saturated or dead.
const MOST: f32 = 0.5;
/// Units are alike where their spread is below this share of their size.
const ALIKE: f32 = 1e-6;
/// The least size of activations whose differences f32 still holds: under it units are alike because numbers vanish.
const TELLING: f32 = f32::MIN_POSITIVE / ALIKE;
/// Steps before a cost that does not fall is called a plateau.
const PATIENCE: u32 = 100;
/// Accuracy above chance below which nothing has been learned.
const NOTHING: f32 = 0.05;
/// A cost that is still this share of the first one has not fallen.
const FLAT: f32 = 0.95;
/// Examples look alike where what differs between them is less than this share of a layer's mean square: the cosine
/// between two of them is then about 0.9 or more.
const SAME: f32 = 0.1;

/// What happened, and when.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Verdict {
    /// The step that was looked at.
    pub step: u32,
    /// What was found there.
    pub finding: Finding,
}

/// What was found. Layers count from 1; a ratio compares gradients at layer 1 with those at the last hidden layer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Finding {
    /// Signal and gradients pass, or the network learns in spite of what they do.
    Healthy {
        /// Smallest and largest standard deviation of the activations over the layers.
        spread: (f32, f32),
        /// Gradient ratio.
        ratio: f32,
        /// Held-out accuracy where the network has learned something, else `None`.
        learned: Option<f32>,
        /// The last hidden layer where it gives nearly the same for every example.
        alike: Option<Alike>,
    },
    /// The activations hardly depend on the input any more.
    VanishingActivations {
        /// The first layer where they do not.
        layer: u32,
        /// Standard deviation across examples there.
        across: f32,
        /// The last hidden layer.
        last: u32,
        /// Standard deviation across examples at the last hidden layer.
        last_across: f32,
    },
    /// The gradient shrinks on its way back.
    VanishingGradients {
        /// The last hidden layer.
        last: u32,
        /// Gradient ratio.
        ratio: f32,
    },
    /// Gradients or activations grow layer by layer.
    Exploding {
        /// The last hidden layer.
        last: u32,
        /// Gradient ratio.
        ratio: f32,
        /// Spread of the last layer's activations over the first one's.
        growth: f32,
    },
    /// Activations out of all scale.
    OutOfScale {
        /// The first layer where they are.
        layer: u32,
        /// Their standard deviation.
        std: f32,
    },
    /// Most activations sit where the slope is nearly 0.
    Saturated {
        /// The layer with the largest share.
        layer: u32,
        /// Its share of saturated activations.
        share: f32,
        /// The last hidden layer.
        last: u32,
        /// Gradient ratio.
        ratio: f32,
    },
    /// Most units give 0 for every held-out example.
    Dead {
        /// The layer with the most of them.
        layer: u32,
        /// How many.
        dead: u32,
        /// Units of that layer.
        units: u32,
    },
    /// All units of a layer do the same.
    Symmetric {
        /// The first such layer.
        layer: u32,
        /// Its units.
        units: u32,
    },
    /// Each statistic of the normalization is of one value, which less its own mean is 0 for every input. (A root mean square
    /// is of two values at least: of a whole layer.)
    OneValue {
        /// The first such layer.
        layer: u32,
    },
    /// The batch is one example: nothing else is wrong, and whether the signal passes cannot be told.
    OneExample {
        /// Smallest and largest standard deviation of the activations over the layers, each over its units.
        spread: (f32, f32),
        /// Gradient ratio.
        ratio: f32,
    },
    /// A number became infinite or NaN; the run stopped.
    Diverged {
        /// Where.
        divergence: Divergence,
    },
    /// Signal and gradients pass, and yet nothing is learned.
    Plateau {
        /// The cost.
        cost: f32,
        /// Held-out accuracy.
        accuracy: f32,
        /// What naming the most frequent class would score.
        chance: f32,
    },
}

/// A layer whose activations are much the same for every example, however widely spread over its units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Alike {
    /// The layer, counted from 1.
    pub layer: u32,
    /// Standard deviation of its activations, units and examples pooled.
    pub std: f32,
    /// Standard deviation across examples.
    pub across: f32,
}

impl Finding {
    /// A name for marks and tests, such as `vanishing-gradients`.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Healthy { .. } => "healthy",
            Self::VanishingActivations { .. } => "vanishing-activations",
            Self::VanishingGradients { .. } => "vanishing-gradients",
            Self::Exploding { .. } | Self::OutOfScale { .. } => "exploding",
            Self::Saturated { .. } => "saturated",
            Self::Dead { .. } => "dead",
            Self::Symmetric { .. } => "symmetric",
            Self::OneValue { .. } => "one-value",
            Self::OneExample { .. } => "one-example",
            Self::Diverged { .. } => "diverged",
            Self::Plateau { .. } => "plateau",
        }
    }

    /// The layer that is meant, 1 for the first hidden one; `None` where it is the whole network.
    pub fn layer(&self) -> Option<u32> {
        match self {
            Self::VanishingActivations { layer, .. }
            | Self::Saturated { layer, .. }
            | Self::Dead { layer, .. }
            | Self::OutOfScale { layer, .. }
            | Self::Symmetric { layer, .. }
            | Self::OneValue { layer, .. } => Some(*layer),
            Self::VanishingGradients { .. } => Some(1),
            Self::Exploding { last, ratio, .. } => Some(if *ratio > FACTOR { 1 } else { *last }),
            Self::Diverged { divergence } => Some(divergence.layer),
            Self::Healthy { .. } | Self::OneExample { .. } | Self::Plateau { .. } => None,
        }
    }
}

/// The verdict on a snapshot. `first_cost` is the cost at step 0, `recent` the last costs (some dozens, or fewer).
///
/// In this order: a run that diverged; statistics of one value; units that are all alike; a network that has learned is healthy whatever its numbers
/// look like; then dead units, a lost signal, saturation, explosion, vanishing gradients, a plateau.
pub fn verdict(now: &Snapshot, first_cost: f32, recent: &[f32]) -> Verdict {
    let of = |finding: Finding| Verdict { step: now.step, finding };
    let (Some(first), Some(last)) = (now.layers.first(), now.layers.last()) else {
        return of(plateau(now));
    };
    if let Some(divergence) = now.divergence {
        return of(Finding::Diverged { divergence });
    }
    let ratio = if now.layers.len() == 1 { 1.0 } else { first.grad.std / last.grad.std };
    let learned = (now.accuracy - now.chance > MOST * (1.0 - now.chance)).then_some(now.accuracy);
    if let Some(finding) = one_value(&now.layers).filter(|_| learned.is_none()) {
        return of(finding);
    }
    if let Some(finding) = symmetric(&now.layers) {
        return of(finding);
    }
    let trouble = if learned.is_some() { None } else { trouble(&now.layers, ratio) };
    let stuck = now.step >= PATIENCE && now.accuracy - now.chance < NOTHING && !falls(first_cost, recent);
    of(match trouble {
        Some(finding) => finding,
        None if stuck => plateau(now),
        // A batch of one has no spread across examples.
        None if learned.is_none() && last.across.is_nan() => Finding::OneExample { spread: spread(&now.layers), ratio },
        None => Finding::Healthy { spread: spread(&now.layers), ratio, learned, alike: alike(&now.layers) },
    })
}

fn plateau(now: &Snapshot) -> Finding {
    Finding::Plateau { cost: now.cost, accuracy: now.accuracy, chance: now.chance }
}

fn falls(first: f32, recent: &[f32]) -> bool {
    let mean = recent.iter().sum::<f32>() / recent.len() as f32;
    mean < FLAT * first
}

fn spread(layers: &[LayerStats]) -> (f32, f32) {
    layers.iter().fold((f32::INFINITY, 0.0), |(low, high), l| (low.min(l.act.std), high.max(l.act.std)))
}

fn alike(layers: &[LayerStats]) -> Option<Alike> {
    let last = layers.last()?;
    let mean_square = last.act.mean * last.act.mean + last.act.std * last.act.std;
    let same = last.across * last.across < SAME * mean_square;
    same.then_some(Alike { layer: layers.len() as u32, std: last.act.std, across: last.across })
}

fn one_value(layers: &[LayerStats]) -> Option<Finding> {
    let at = layers.iter().position(|l| l.per_statistic == 1)?;
    Some(Finding::OneValue { layer: at as u32 + 1 })
}

fn symmetric(layers: &[LayerStats]) -> Option<Finding> {
    let alike = |l: &LayerStats| {
        let size = l.act.mean.abs() + l.act.std;
        l.units > 1 && size >= TELLING && l.between <= ALIKE * size
    };
    let at = layers.iter().position(alike)?;
    Some(Finding::Symmetric { layer: at as u32 + 1, units: layers[at].units })
}

fn trouble(layers: &[LayerStats], ratio: f32) -> Option<Finding> {
    let count = layers.len() as u32;
    let (first, last) = (layers.first()?, layers.last()?);
    let lost = layers.iter().position(|l| l.across < LOST);
    let dead_share = |l: &LayerStats| l.dead as f32 / l.units as f32;
    let (dead_at, dead) = largest(layers, dead_share)?;
    // Weights that are all 0 (no update ratio) never lived; nor did those of step 0 die in training.
    let died = dead_share(dead) >= MOST && !dead.update_ratio.is_nan();
    if died && lost.is_none_or(|at| dead_at <= at) {
        return Some(Finding::Dead { layer: dead_at as u32 + 1, dead: dead.dead, units: dead.units });
    }
    let (saturated_at, most) = largest(layers, |l| l.saturated)?;
    let saturated = Finding::Saturated { layer: saturated_at as u32 + 1, share: most.saturated, last: count, ratio };
    if most.saturated >= MOST && lost.is_none_or(|at| saturated_at <= at) {
        return Some(saturated);
    }
    if let Some(at) = lost {
        let across = layers[at].across;
        return Some(Finding::VanishingActivations {
            layer: at as u32 + 1,
            across,
            last: count,
            last_across: last.across,
        });
    }
    let growth = last.act.std / first.act.std;
    if ratio > FACTOR || growth > FACTOR {
        return Some(Finding::Exploding { last: count, ratio, growth });
    }
    if let Some(at) = layers.iter().position(|l| l.act.std > HUGE) {
        return Some(Finding::OutOfScale { layer: at as u32 + 1, std: layers[at].act.std });
    }
    (ratio < 1.0 / FACTOR).then_some(Finding::VanishingGradients { last: count, ratio })
}

/// The first layer with the largest value; NaN counts as least.
fn largest(layers: &[LayerStats], value: impl Fn(&LayerStats) -> f32) -> Option<(usize, &LayerStats)> {
    let more = |at: usize, best: usize| value(&layers[at]) > value(&layers[best]) || value(&layers[best]).is_nan();
    let at = (1..layers.len()).fold(0, |best, at| if more(at, best) { at } else { best });
    Some((at, layers.get(at)?))
}

#[cfg(test)]
mod tests;
