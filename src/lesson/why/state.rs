//! What the figure knows: the three runs as far as they have come, and what follows.

use crate::choice::Initializer;
use crate::config::{Config, RunSpec};
use crate::jobs::{Job, Jobs};
use crate::question::{Answer, Question};
use crate::smoothness::{Measured, STRIDE};
use crate::why_spec::{STEPS, WhySpec};
use nn::act::Act;
use nn::norm::Norm;

/// The runs, and whether noise comes after the normalization.
pub const RUNS: [(Norm, bool); 3] = [(Norm::None, false), (Norm::Batch, false), (Norm::Batch, true)];
/// The keys of the runs, as messages have them.
pub const KEYS: [&str; 3] = ["none", "batch", "noise"];

/// What the three runs say once they are done.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Verdict {
    /// Held-out accuracy of each at the end.
    pub accuracy: [f64; 3],
    /// How far a unit's mean moves in 20 steps, the mean over the run.
    pub moved: [f64; 3],
    /// The cost one step of .8 along the gradient over the cost here, at step 20.
    pub rise: [f64; 3],
    /// What the layers save together over what each would save alone, at step 20.
    pub together: [f64; 3],
}

/// The figure's state.
#[derive(Debug)]
pub struct Why {
    seed: u32,
    step: u32,
    jobs: Jobs,
    points: [Vec<Measured>; 3],
    broken: bool,
}

impl Default for Why {
    fn default() -> Self {
        Self { seed: 1, step: WhySpec::default().step, jobs: jobs(1), points: Default::default(), broken: false }
    }
}

/// Ten layers of ReLU, He: deep enough for the difference.
fn jobs(seed: u32) -> Jobs {
    let spec = |norm| RunSpec { act: Act::Relu, init: Initializer::He, norm, seed, ..RunSpec::default() };
    let job = |(norm, noisy): (Norm, bool)| Job {
        spec: spec(norm),
        to: 0,
        ask: Some(Question::Why(noisy)),
        times: STEPS / STRIDE + 1,
        cost: if noisy { 3.0 } else { 2.0 },
    };
    Jobs::in_lockstep(RUNS.into_iter().map(job).collect())
}

impl Why {
    /// Takes in a configuration; says whether the runs are others now.
    pub fn configure(&mut self, config: &Config) -> bool {
        // The measurement nearest to the step that is asked for.
        self.step = (config.page.figures.why.step + STRIDE / 2) / STRIDE * STRIDE;
        let other = config.run.seed != self.seed;
        if other {
            *self = Self { seed: config.run.seed, step: self.step, jobs: jobs(config.run.seed), ..Self::default() };
        }
        other
    }

    /// What the workers are to do.
    pub fn jobs(&mut self) -> &mut Jobs {
        &mut self.jobs
    }

    /// A run has been measured once more; one that had to begin anew is measured again.
    pub fn take(&mut self, run: usize, answer: Option<&Answer>) {
        match (self.points.get_mut(run), answer) {
            (Some(points), Some(Answer::Why(measured))) => {
                points.retain(|point| point.step < measured.step);
                points.push(measured.clone());
            }
            _ => self.broken = true,
        }
    }

    /// Whether a run could not go on.
    pub fn is_broken(&self) -> bool {
        self.broken
    }

    /// What was measured is of the past.
    pub fn forget(&mut self) {
        self.points = Default::default();
        self.broken = false;
    }

    /// A run's measurements, in the order of their steps.
    pub fn points(&self, run: usize) -> &[Measured] {
        &self.points[run]
    }

    /// The step whose surroundings are shown.
    pub fn step(&self) -> u32 {
        self.step
    }

    /// A run's measurement at a step.
    pub fn at(&self, run: usize, step: u32) -> Option<&Measured> {
        self.points[run].iter().find(|point| point.step == step)
    }

    /// What the runs say; nothing before all are done.
    pub fn verdict(&self) -> Option<Verdict> {
        let all = |of: &dyn Fn(usize) -> Option<f64>| Some([of(0)?, of(1)?, of(2)?]);
        let accuracy = all(&|run| Some(self.at(run, STEPS)?.accuracy.into()))?;
        let moved = |run: usize| {
            let moves = self.points[run].iter().map(|point| f64::from(point.moved_mean)).filter(|v| v.is_finite());
            let (sum, count) = moves.fold((0.0, 0.0), |(sum, count), v| (sum + v, count + 1.0));
            Some(sum / count)
        };
        let rise = |run: usize| {
            let point = self.at(run, STRIDE)?;
            Some(f64::from(*point.along.last()? / point.cost))
        };
        let together = |run: usize| self.at(run, STRIDE).map(|point| f64::from(point.together / point.alone));
        Some(Verdict { accuracy, moved: all(&moved)?, rise: all(&rise)?, together: all(&together)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::Session;

    fn run(why: &mut Why) {
        why.jobs().run(0.0);
        while let Some((at, job)) = why.jobs().begin_next() {
            let mut session = Session::new(&job.spec).unwrap();
            for _ in 0..job.times {
                let answer = session.answer(job.ask.as_ref().unwrap()).unwrap();
                why.take(at, Some(&answer));
            }
            why.jobs().finished(at, 0.0);
        }
    }

    /// Noise moves the inputs more than no normalization does, and the network trains as well as with batch norm; along the
    /// gradient the cost explodes without batch norm and stays flat with it; and its layers disturb each other less.
    #[test]
    fn the_inputs_move_and_it_trains_all_the_same_and_the_cost_is_smoother() {
        let mut why = Why::default();
        run(&mut why);
        let v = why.verdict().unwrap();
        println!("{v:?}");
        assert!(v.accuracy[2] > v.accuracy[0] + 0.02 && v.accuracy[2] > v.accuracy[1] - 0.01, "{:?}", v.accuracy);
        assert!(v.moved[2] > 2.0 * v.moved[0] && v.moved[0] > 20.0 * v.moved[1], "{:?}", v.moved);
        assert!(v.rise[0] > 10.0 && v.rise[1] < 1.0 && v.rise[2] < 1.0, "{:?}", v.rise);
        assert!(v.together[0] < 0.4 && v.together[1] > 0.5, "{:?}", v.together);
        let later = why.at(0, 200).unwrap();
        assert!(later.moved_mean < why.at(0, 40).unwrap().moved_mean, "as the gradients fade the inputs come to rest");
        why.forget();
        assert_eq!(why.verdict(), None);
    }

    #[test]
    fn a_step_between_two_measurements_shows_the_nearer_one_and_a_seed_begins_anew() {
        let mut why = Why::default();
        let config = |query| Config::from_query(query).0;
        assert!(!why.configure(&config("why-step=149&act=gelu")) && why.step() == 140);
        assert!(why.configure(&config("seed=5")) && why.step() == STRIDE);
        why.take(0, None);
        assert!(why.is_broken() && why.points(0).is_empty());
    }
}
