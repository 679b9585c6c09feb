//! Four ways to treat the weights and sums of the convolutional network, from the same start at the same rate: plain, weight norm, the
//! same with mean-only batch norm, batch norm. The cost by step and by the time that was measured, and the batch's noise.

use crate::choice::NetKind;
use crate::config::{Config, RunSpec};
use crate::jobs::{Done, Job, Jobs};
use crate::question::{Answer, Question};
use nn::act::Act;
use nn::norm::Norm;

/// The methods, in the order in which they are run.
pub const METHODS: [Norm; 4] = [Norm::None, Norm::Weight, Norm::WeightMeanBatch, Norm::Batch];
/// Steps of each run.
pub const STEPS: u32 = 400;
/// Costs of so many steps are one point, their mean.
pub const STRIDE: usize = 20;

/// What a run came to.
#[derive(Clone, Debug, PartialEq)]
pub struct Raced {
    /// The mean cost of every [`STRIDE`] steps; shorter where the run broke off.
    pub costs: Vec<f64>,
    /// Held-out accuracy at the end.
    pub accuracy: f64,
    /// What the rest of the batch moves, as a share of a unit's spread over examples.
    pub noise: f64,
    /// Milliseconds of a step, the median, as measured: another on every machine, and no part of the run.
    pub ms: f64,
}

/// The race.
#[derive(Debug)]
pub struct Methods {
    run: RunSpec,
    jobs: Jobs,
    raced: [Option<Raced>; METHODS.len()],
    chance: Option<f64>,
    broken: bool,
}

impl Default for Methods {
    fn default() -> Self {
        Self::new(run(&Config::default()))
    }
}

/// The network that a configuration's start and rate make here.
fn run(config: &Config) -> RunSpec {
    let RunSpec { init, std, dist, start, lr, seed, .. } = config.run;
    RunSpec { init, std, dist, start, lr, seed, net: NetKind::Cnn, act: Act::Relu, ..RunSpec::default() }
}

impl Methods {
    fn new(run: RunSpec) -> Self {
        let job =
            |norm| Job { spec: RunSpec { norm, ..run }, to: STEPS, ask: Some(Question::Noise), times: 1, cost: 1.0 };
        let jobs = Jobs::new(METHODS.into_iter().map(job).collect());
        Self { run, jobs, raced: Default::default(), chance: None, broken: false }
    }

    /// Takes in a configuration; says whether the runs are others now.
    pub fn configure(&mut self, config: &Config) -> bool {
        let run = run(config);
        let other = run != self.run;
        if other {
            *self = Self::new(run);
        }
        other
    }

    /// What the workers are to do.
    pub fn jobs(&mut self) -> &mut Jobs {
        &mut self.jobs
    }

    /// A run has ended; `None` where it could not begin.
    pub fn take(&mut self, method: usize, done: Option<Done<'_>>) {
        let (Some(place), Some(Done { snapshot, answer, ms_per_step })) = (self.raced.get_mut(method), done) else {
            self.broken = true;
            return;
        };
        let mean = |costs: &[f32]| costs.iter().map(|cost| f64::from(*cost)).sum::<f64>() / costs.len() as f64;
        let noise = if let Some(Answer::Noise(noise)) = answer { f64::from(*noise) } else { f64::NAN };
        self.chance = Some(snapshot.chance.into());
        *place = Some(Raced {
            costs: snapshot.costs.chunks_exact(STRIDE).map(mean).collect(),
            accuracy: snapshot.accuracy.into(),
            noise,
            ms: ms_per_step.into(),
        });
    }

    /// What was measured is of the past.
    pub fn forget(&mut self) {
        (self.raced, self.broken) = (Default::default(), false);
    }

    /// Whether a run could not begin.
    pub fn is_broken(&self) -> bool {
        self.broken
    }

    /// The accuracy of always naming the most frequent class, once it is known.
    pub fn chance(&self) -> Option<f64> {
        self.chance
    }

    /// The network of all runs.
    pub fn run(&self) -> &RunSpec {
        &self.run
    }

    /// What a method's run came to, by its place.
    pub fn raced(&self, method: usize) -> Option<&Raced> {
        self.raced.get(method)?.as_ref()
    }

    /// All of them; nothing before the last has ended.
    pub fn all(&self) -> Option<[&Raced; METHODS.len()]> {
        let [plain, weight, mean, batch] = &self.raced;
        Some([plain.as_ref()?, weight.as_ref()?, mean.as_ref()?, batch.as_ref()?])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::Session;

    fn raced(query: &str) -> Methods {
        let (config, notices) = Config::from_query(query);
        assert!(notices.is_empty(), "{notices:?}");
        let mut methods = Methods::default();
        methods.configure(&config);
        methods.jobs().run(0.0);
        while let Some((at, job)) = methods.jobs().begin_next() {
            let mut session = Session::new(&job.spec).unwrap();
            drop(session.snapshot(false));
            while session.at() < job.to && session.step() {}
            let (snapshot, answer) = (session.snapshot(false), session.answer(job.ask.as_ref().unwrap()).unwrap());
            methods.take(at, Some(Done { snapshot: &snapshot, answer: Some(&answer), ms_per_step: f32::NAN }));
            methods.jobs().finished(at, 0.0);
        }
        println!(
            "{query}: {:.3?}",
            methods.all().unwrap().map(|raced| (raced.accuracy, raced.noise, raced.costs.last()))
        );
        methods
    }

    /// No noise without a batch's statistics, some with its mean, more with mean and std; from He, plain weights and weight norm
    /// go the same way, and a batch's mean helps.
    #[test]
    fn the_mean_brings_some_noise_and_mean_and_std_bring_more() {
        for seed in [1, 2] {
            let methods = raced(&format!("init=he&seed={seed}"));
            let [plain, weight, mean, batch] = methods.all().unwrap();
            assert_eq!((plain.noise, weight.noise), (0.0, 0.0));
            assert!(mean.noise > 0.005 && batch.noise > 1.2 * mean.noise, "{} {}", mean.noise, batch.noise);
            assert!(plain.costs.len() == STEPS as usize / STRIDE && plain.costs.iter().all(|cost| cost.is_finite()));
            let apart = |a: &Raced, b: &Raced| (a.costs.last().unwrap() - b.costs.last().unwrap()).abs();
            assert!(apart(plain, weight) < 0.1 && mean.costs.last() < plain.costs.last());
        }
    }

    #[test]
    fn another_start_or_rate_is_another_race_and_what_the_lab_shows_is_not() {
        let mut methods = Methods::default();
        let config = |query| Config::from_query(query).0;
        assert!(!methods.configure(&config("act=gelu&norm=group&depth=3&net=mlp&weight-lr=4")));
        assert!(methods.configure(&config("init=he")) && methods.configure(&config("init=he&lr=0.01")));
        methods.take(0, None);
        assert!(methods.is_broken() && methods.all().is_none() && methods.raced(7).is_none());
        methods.forget();
        assert!(!methods.is_broken());
    }
}
