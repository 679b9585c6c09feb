//! How much the rest of the batch decides: the held-out examples judged three times by one trained, batch-normed
//! network. Knows no training.

use crate::config::{Config, RunSpec};

/// The run that is judged: the small convolutional network, batch-normed; Adam because it gets there soonest.
pub const RUN: &str = "net=cnn&norm=batch&act=relu&init=he&batch=64&opt=adam&lr=0.01";
/// The same from a seed.
fn run_of(seed: u32) -> RunSpec {
    RunSpec { seed, ..Config::from_query(RUN).0.run }
}

/// By this step it has learned what it will.
pub const LAST: u32 = 400;

/// Training steps between two judgements while it plays.
const STRIDE: u32 = 10;

/// What the neighbours figure knows of its run.
#[derive(Debug, Default)]
pub struct State {
    run: Option<RunSpec>,
    step: u32,
    answers: Option<Neighbours>,
    /// The run was asked and has not answered yet.
    answers_pending: bool,
}

impl State {
    /// The run; a default one before the first configuration.
    pub fn run(&self) -> RunSpec {
        self.run.unwrap_or_default()
    }

    /// Takes in the seed; says whether the run is another one.
    pub fn configure(&mut self, seed: u32) -> bool {
        let run = run_of(seed);
        self.run.replace(run) != Some(run)
    }

    /// The run is begun.
    pub fn begin(&mut self) {
        (self.step, self.answers_pending) = (0, false);
    }

    /// The run has reached a step, and was asked there if it could be.
    pub fn reach(&mut self, step: u32, asked: bool) {
        (self.step, self.answers_pending) = (step, asked);
    }

    /// Takes in what it answers.
    pub fn take(&mut self, answers: Neighbours) {
        (self.answers, self.answers_pending) = (Some(answers), false);
    }

    /// What it answered last.
    pub fn answers(&self) -> Option<&Neighbours> {
        self.answers.as_ref()
    }

    /// Whether it has come to its end.
    pub fn is_over(&self) -> bool {
        self.step >= LAST
    }

    /// The step of the next judgement; `None` while one is awaited.
    pub fn target(&self) -> Option<u32> {
        let next = (self.step / STRIDE + 1) * STRIDE;
        (!self.answers_pending).then_some(next.min(LAST))
    }
}

/// What the network answers to the held-out examples with each of three sets of statistics.
#[derive(Clone, Debug, PartialEq)]
pub struct Neighbours {
    /// Updates done.
    pub step: u32,
    /// The true class of each held-out example.
    pub labels: Vec<u8>,
    /// The predicted classes with running statistics: every example is judged alone.
    pub running: Vec<u8>,
    /// With the statistics of the batch that the example stands in, all classes mixed.
    pub mixed: Vec<u8>,
    /// With the statistics of a batch of one class: all neighbours are of the example's own.
    pub sorted: Vec<u8>,
}

impl Neighbours {
    /// Share of held-out examples that `predicted` gets wrong.
    pub fn error(&self, predicted: &[u8]) -> f32 {
        let wrong = self.labels.iter().zip(predicted).filter(|(label, answer)| label != answer).count();
        wrong as f32 / self.labels.len().max(1) as f32
    }

    /// What each set of statistics answers: running, mixed, sorted.
    pub fn all(&self) -> [&[u8]; 3] {
        [&self.running, &self.mixed, &self.sorted]
    }

    /// The share that each gets wrong.
    pub fn errors(&self) -> [f32; 3] {
        self.all().map(|predicted| self.error(predicted))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn judgements_stand_at_round_steps_one_after_the_other_and_end() {
        let mut state = State::default();
        assert!(state.configure(3) && !state.configure(3) && state.configure(4));
        assert_eq!(state.run(), RunSpec { seed: 4, ..Config::from_query(RUN).0.run });
        for (step, next) in [(0, 10), (1, 10), (10, 20), (395, LAST), (LAST, LAST)] {
            state.reach(step, false);
            assert_eq!((state.target(), state.is_over()), (Some(next), step == LAST), "{step}");
        }
        state.reach(10, true);
        assert_eq!(state.target(), None, "the answers are awaited");
        let none = Vec::new;
        state.take(Neighbours { step: 10, labels: none(), running: none(), mixed: none(), sorted: none() });
        assert_eq!((state.target(), state.answers().map(|answers| answers.step)), (Some(20), Some(10)));
        state.begin();
        assert_eq!((state.target(), state.answers().is_some()), (Some(10), true), "seen until there are others");
    }

    #[test]
    fn errors_are_counted() {
        let all = Neighbours {
            step: 3,
            labels: vec![1, 2, 3, 9],
            running: vec![1, 2, 3, 9],
            mixed: vec![1, 2, 3, 0],
            sorted: vec![0, 0, 0, 0],
        };
        assert_eq!(all.errors(), [0.0, 0.25, 1.0]);
    }
}
