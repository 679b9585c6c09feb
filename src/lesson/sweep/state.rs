//! What the sweep's figure knows: two networks' results, the noise beside them, and what follows.

use super::{COUNT, NORMS, Place, SEEDS, SIZES, job};
use crate::choice::NetKind;
use crate::jobs::Jobs;
use crate::session::RunError;
use crate::snapshot::Snapshot;
use nn::norm::Norm;

/// What a run came to: the share of held-out examples that it gets wrong. A run that broke off or could not begin is a
/// point of its own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Result {
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
    results: Vec<Result>,
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
            results: vec![Result::Unknown; COUNT],
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
        Self { net, seed, networks: [NetKind::Mlp, NetKind::Cnn].map(|net| Network::new(net, seed)) }
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

    /// The chosen network's jobs.
    pub fn jobs(&mut self) -> &mut Jobs {
        &mut self.current().jobs
    }

    /// A job of the chosen network has ended.
    pub fn take(&mut self, job: usize, outcome: std::result::Result<&Snapshot, &RunError>) {
        let result = match outcome {
            Ok(snapshot) if snapshot.divergence.is_none() => Result::Error(1.0 - f64::from(snapshot.accuracy)),
            Ok(_) | Err(_) => Result::Broken,
        };
        if let Some(known) = self.current().results.get_mut(job) {
            *known = result;
        }
    }

    /// The chosen network's results are of the past.
    pub fn forget(&mut self) {
        self.current().results.fill(Result::Unknown);
    }

    /// What is known of a normalization at a size; `None` before the first run has ended.
    pub fn point(&self, net: NetKind, norm: usize, size: usize) -> Option<Point> {
        let seeds = (0..SEEDS as usize).map(|seed| (seed * SIZES.len() + size) * NORMS.len() + norm);
        let results: Vec<Result> =
            seeds.map(|at| self.network(net).results[at]).filter(|r| *r != Result::Unknown).collect();
        let errors = || results.iter().filter_map(|r| if let Result::Error(error) = r { Some(*error) } else { None });
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
    use super::*;
    use crate::session::Session;

    fn sweep(net: NetKind) -> Sweep {
        let mut sweep = Sweep::new(net, 1);
        sweep.jobs().run(0.0);
        while let Some((place, job)) = sweep.jobs().next() {
            let mut session = Session::new(&job.spec).unwrap();
            let began = std::time::Instant::now();
            while session.at() < job.to && session.step() {}
            println!(
                "{:?} {:.3}s {:.2e}",
                Place::of(place),
                began.elapsed().as_secs_f64(),
                began.elapsed().as_secs_f64() / job.cost
            );
            sweep.take(place, Ok(&session.snapshot(false)));
            sweep.jobs().finished(place, 0.0);
        }
        sweep
    }

    #[test]
    fn trial() {
        for net in [NetKind::Mlp, NetKind::Cnn] {
            let began = std::time::Instant::now();
            let sweep = sweep(net);
            for norm in 0..NORMS.len() {
                let line: Vec<String> = (0..SIZES.len())
                    .map(|size| {
                        let p = sweep.point(net, norm, size).unwrap();
                        format!("{:.1} ({:.1}-{:.1})", p.error * 100.0, p.spread.0 * 100.0, p.spread.1 * 100.0)
                    })
                    .collect();
                println!("{:?} {}", NORMS[norm], line.join("  "));
            }
            println!("{net:?} {:?} {:.1}s", sweep.verdict(), began.elapsed().as_secs_f64());
        }
    }
}
