//! What the sweep's figure knows: two networks' results, the noise beside them, and what follows.

use super::{COUNT, NORMS, Place, SEEDS, SIZES, job};
use crate::choice::NetKind;
use crate::jobs::{Job, Jobs};
use crate::session::RunError;
use crate::snapshot::Snapshot;
use nn::norm::Norm;

/// What a run came to: the share of held-out examples that it gets wrong. A run that broke off or could not begin is a
/// point of its own.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Outcome {
    /// It has not been run.
    Unknown,
    /// Its error.
    Error(f64),
    /// A number that is not finite ended it, or it was refused.
    Broken,
}

/// The results of one network.
#[derive(Debug)]
struct Network {
    jobs: Jobs,
    results: Vec<Outcome>,
}

/// A point of the chart: several seeds at one size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// The mean of the errors; NaN where every run broke.
    pub error: f64,
    /// The least and the greatest.
    pub spread: (f64, f64),
    /// Runs that have ended.
    pub runs: usize,
    /// Of these, those that broke off.
    pub broken: usize,
}

/// The sweep.
#[derive(Debug)]
pub struct Sweep {
    net: NetKind,
    seed: u32,
    chance: Option<f64>,
    networks: [Network; 2],
}

/// What a finished sweep says about batch norm at small batches.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Verdict {
    /// Batch norm's error at the largest size.
    pub large: f64,
    /// At two.
    pub two: f64,
    /// At one.
    pub one: f64,
    /// Error of the others: the least and the greatest at any size.
    pub others: (f64, f64),
}

impl Network {
    fn new(net: NetKind, seed: u32) -> Self {
        Self {
            jobs: Jobs::new(Place::all().map(|place| job(net, place, seed)).collect()),
            results: vec![Outcome::Unknown; COUNT],
        }
    }
}

impl Default for Sweep {
    fn default() -> Self {
        Self::new(NetKind::Mlp, 1)
    }
}

impl Sweep {
    fn new(net: NetKind, seed: u32) -> Self {
        Self { net, seed, chance: None, networks: [NetKind::Mlp, NetKind::Cnn].map(|net| Network::new(net, seed)) }
    }

    /// Takes in network and seed; says whether the jobs are others now. Another network's results wait until it is back.
    pub fn configure(&mut self, net: NetKind, seed: u32) -> bool {
        if (net, seed) == (self.net, self.seed) {
            return false;
        }
        self.current().jobs.rest();
        if seed == self.seed {
            self.net = net;
        } else {
            *self = Self::new(net, seed);
        }
        true
    }

    fn current(&mut self) -> &mut Network {
        &mut self.networks[usize::from(self.net == NetKind::Cnn)]
    }

    fn network(&self, net: NetKind) -> &Network {
        &self.networks[usize::from(net == NetKind::Cnn)]
    }

    /// The network that is chosen.
    pub fn net(&self) -> NetKind {
        self.net
    }

    /// The first seed.
    pub fn seed(&self) -> u32 {
        self.seed
    }

    /// The job at a place, for one of the networks.
    pub fn job(&self, net: NetKind, place: Place) -> Job {
        job(net, place, self.seed)
    }

    /// The chosen network's jobs.
    pub fn jobs(&mut self) -> &mut Jobs {
        &mut self.current().jobs
    }

    /// A job of the chosen network has ended.
    pub fn take(&mut self, job: usize, outcome: Result<&Snapshot, &RunError>) {
        self.chance = outcome.ok().map(|snapshot| 1.0 - f64::from(snapshot.chance)).or(self.chance);
        let result = match outcome {
            Ok(snapshot) if snapshot.divergence.is_none() => Outcome::Error(1.0 - f64::from(snapshot.accuracy)),
            Ok(_) | Err(_) => Outcome::Broken,
        };
        if let Some(known) = self.current().results.get_mut(job) {
            *known = result;
        }
    }

    /// The error of always naming the most frequent class, once a run has told it.
    pub fn chance(&self) -> Option<f64> {
        self.chance
    }

    /// The chosen network's results are of the past.
    pub fn forget(&mut self) {
        self.current().results.fill(Outcome::Unknown);
    }

    /// What is known of a normalization at a size; `None` before the first run has ended.
    pub fn point(&self, net: NetKind, norm: usize, size: usize) -> Option<Point> {
        let seeds = (0..SEEDS as usize).map(|seed| (seed * SIZES.len() + size) * NORMS.len() + norm);
        let results: Vec<Outcome> =
            seeds.map(|at| self.network(net).results[at]).filter(|r| *r != Outcome::Unknown).collect();
        let errors = || results.iter().filter_map(|r| if let Outcome::Error(error) = r { Some(*error) } else { None });
        let count = errors().count();
        (!results.is_empty()).then(|| Point {
            error: errors().sum::<f64>() / count as f64,
            spread: (errors().fold(f64::INFINITY, f64::min), errors().fold(f64::NEG_INFINITY, f64::max)),
            runs: results.len(),
            broken: results.len() - count,
        })
    }

    /// What the chosen network's sweep says, once all of it is there.
    pub fn verdict(&self) -> Option<Verdict> {
        if !self.network(self.net).jobs.is_over() {
            return None;
        }
        let batch = NORMS.iter().position(|norm| *norm == Norm::Batch)?;
        let error = |norm: usize, size: u32| {
            Some(self.point(self.net, norm, SIZES.iter().position(|one| *one == size)?)?.error)
        };
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for norm in (0..NORMS.len()).filter(|norm| *norm != batch) {
            for size in SIZES {
                let error = error(norm, size)?;
                (low, high) = (low.min(error), high.max(error));
            }
        }
        Some(Verdict { large: error(batch, 32)?, two: error(batch, 2)?, one: error(batch, 1)?, others: (low, high) })
    }
}

#[cfg(test)]
mod tests {
    use super::super::run;
    use super::*;
    use crate::config::RunSpec;
    use crate::session::Session;

    /// The sweep after the jobs that `is_wanted`, each trained for real.
    fn swept(net: NetKind, is_wanted: impl Fn(Place) -> bool) -> Sweep {
        let mut sweep = Sweep::new(net, 1);
        sweep.jobs().run(0.0);
        while let Some((at, job)) = sweep.jobs().begin_next() {
            if !is_wanted(Place::of(at)) {
                continue;
            }
            let mut session = Session::new(&job.spec).unwrap();
            while session.at() < job.to && session.step() {}
            sweep.take(at, Ok(&session.snapshot(false)));
            sweep.jobs().finished(at, 0.0);
        }
        sweep
    }

    fn at(norm: Norm) -> usize {
        NORMS.iter().position(|one| *one == norm).unwrap()
    }

    /// In batches of two batch norm is wrong at least eight times as often as in batches of 32; what stays within one example
    /// stays within two points of its own error at 32, whatever the batch.
    #[test]
    fn in_the_dense_network_batch_norm_alone_breaks_in_small_batches() {
        let sweep = swept(NetKind::Mlp, |place| place.seed == 0);
        let error = |norm, size| sweep.point(NetKind::Mlp, at(norm), size).unwrap().error;
        let [large, two, one] = [0, 4, 5].map(|size| error(Norm::Batch, size));
        assert!(two >= 8.0 * large && one > 0.8, "{large} {two} {one}");
        for norm in [Norm::None, Norm::Layer, Norm::Group, Norm::Rms] {
            for size in 1..SIZES.len() {
                let apart = error(norm, size) - error(norm, 0);
                assert!(apart.abs() < 0.02, "{norm:?} at {}: {apart}", SIZES[size]);
            }
            let errors: Vec<f64> = (0..SIZES.len()).map(|size| error(norm, size)).collect();
            assert!(errors.iter().all(|error| (0.02..0.06).contains(error)), "{norm:?}: {errors:?}");
        }
        assert_eq!(sweep.verdict(), None, "two seeds are still to be run");
        assert!((0.88..0.91).contains(&sweep.chance().unwrap()) && Sweep::default().chance().is_none());
    }

    /// Two pictures have 128 values for each mean of the convolutional network, and that is enough; one has 64.
    #[test]
    fn in_the_convolutional_network_batch_norm_breaks_at_one_picture_only() {
        let wanted = |place: Place| place.seed == 0 && place.norm == at(Norm::Batch) && [0, 4, 5].contains(&place.size);
        let sweep = swept(NetKind::Cnn, wanted);
        let [large, two, one] = [0, 4, 5].map(|size| sweep.point(NetKind::Cnn, at(Norm::Batch), size).unwrap().error);
        assert!(large < 0.12 && two < 0.12 && one > 0.5, "{large} {two} {one}");
    }

    #[test]
    fn several_seeds_make_one_point_and_one_that_breaks_is_counted_and_not_dropped() {
        let mut sweep = Sweep::default();
        assert_eq!(sweep.point(NetKind::Mlp, 0, 0), None);
        let snapshot = |accuracy, broke| {
            let mut snapshot =
                Session::new(&RunSpec { depth: 1, width: 2, ..RunSpec::default() }).unwrap().snapshot(false);
            snapshot.accuracy = accuracy;
            snapshot.divergence = broke;
            snapshot
        };
        let broke = Some(crate::snapshot::Divergence { step: 3, layer: 1, part: crate::snapshot::Part::Cost });
        let stride = NORMS.len() * SIZES.len();
        sweep.take(0, Ok(&snapshot(0.9, None)));
        sweep.take(stride, Ok(&snapshot(0.8, None)));
        sweep.take(2 * stride, Ok(&snapshot(0.1, broke)));
        let point = sweep.point(NetKind::Mlp, 0, 0).unwrap();
        assert!((point.error - 0.15).abs() < 1e-6 && (point.runs, point.broken) == (3, 1), "{point:?}");
        sweep.take(1, Err(&RunError::Replaced));
        let alone = sweep.point(NetKind::Mlp, 1, 0).unwrap();
        assert!(alone.error.is_nan() && alone.broken == 1);
    }

    #[test]
    fn another_network_waits_with_its_results_and_another_seed_begins_anew() {
        let mut sweep = Sweep::default();
        sweep.take(7, Err(&RunError::Replaced));
        assert!(sweep.configure(NetKind::Cnn, 1) && !sweep.configure(NetKind::Cnn, 1));
        assert!(sweep.configure(NetKind::Mlp, 1) && sweep.point(NetKind::Mlp, 2, 1).is_some());
        assert!(sweep.configure(NetKind::Mlp, 2) && sweep.point(NetKind::Mlp, 2, 1).is_none());
        let specs: Vec<_> = Place::all().map(|place| run(NetKind::Mlp, place, 2)).collect();
        assert!(specs.iter().enumerate().all(|(i, spec)| specs[..i].iter().all(|other| other != spec)), "all differ");
    }
}
