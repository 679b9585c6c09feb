//! How much the rest of the batch decides: the held-out examples judged by two trained networks, one batch-normed and one
//! layer-normed, alone and in batches of which a share is one class. Knows no training.

use crate::config::{Config, RunSpec};
use nn::norm::Norm;

/// The run that is judged: the small convolutional network, batch-normed; Adam because it gets there soonest.
pub const RUN: &str = "net=cnn&norm=batch&act=relu&init=he&batch=64&opt=adam&lr=0.01";

/// By this step it has learned what it will.
pub const LAST: u32 = 400;

/// Training steps between two judgements while it plays.
const STRIDE: u32 = 10;

/// The two networks: they differ in what is averaged over and in nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Net {
    /// Batch norm: the neighbours take part in its statistics.
    Batch,
    /// Layer norm, the control: every example has its own.
    Layer,
}

impl Net {
    /// Both.
    pub const BOTH: [Net; 2] = [Net::Batch, Net::Layer];

    /// Its run from a seed.
    pub fn run(self, seed: u32) -> RunSpec {
        let norm = if self == Net::Batch { Norm::Batch } else { Norm::Layer };
        RunSpec { seed, norm, ..Config::from_query(RUN).0.run }
    }
}

/// What is known of one of the networks.
#[derive(Debug, Default)]
struct Judged {
    step: u32,
    answers: Option<Neighbours>,
    /// It was asked and has not answered yet.
    pending: bool,
}

/// What the neighbours figure knows of its runs.
#[derive(Debug, Default)]
pub struct State {
    seed: Option<u32>,
    share: u32,
    nets: [Judged; 2],
}

impl State {
    /// The run of a network; that of seed 0 before the first configuration.
    pub fn run(&self, net: Net) -> RunSpec {
        net.run(self.seed.unwrap_or_default())
    }

    /// The share of a batch that is one class, in percent.
    pub fn share(&self) -> u32 {
        self.share
    }

    /// Takes in seed and share; says whether the runs are others.
    pub fn configure(&mut self, seed: u32, share: u32) -> bool {
        self.share = share;
        self.seed.replace(seed) != Some(seed)
    }

    /// The runs are begun.
    pub fn begin(&mut self) {
        self.nets.iter_mut().for_each(|net| (net.step, net.pending) = (0, false));
    }

    /// A run has reached a step.
    pub fn reach(&mut self, net: Net, step: u32) {
        self.nets[net as usize].step = step;
    }

    /// Whether a network is to be asked: it does not answer already, and what it said last is of another step or share.
    pub fn wants_answer(&self, net: Net) -> bool {
        let judged = &self.nets[net as usize];
        let said = judged.answers.as_ref().is_some_and(|it| (it.step, it.share) == (judged.step, self.share));
        !judged.pending && !said
    }

    /// A network was asked.
    pub fn asked(&mut self, net: Net) {
        self.nets[net as usize].pending = true;
    }

    /// Takes in what a network answers.
    pub fn take(&mut self, net: Net, answers: Neighbours) {
        let judged = &mut self.nets[net as usize];
        (judged.answers, judged.pending) = (Some(answers), false);
    }

    /// What each network answered last; `None` before both have.
    pub fn answers(&self) -> Option<[&Neighbours; 2]> {
        let [batch, layer] = &self.nets;
        Some([batch.answers.as_ref()?, layer.answers.as_ref()?])
    }

    /// Whether both have answered at the last step.
    pub fn is_over(&self) -> bool {
        self.nets.iter().all(|net| net.answers.as_ref().is_some_and(|it| it.step >= LAST) && net.step >= LAST)
    }

    /// The step of a network's next judgement; `None` while an answer is awaited, or the other network is behind.
    pub fn target(&self, net: Net) -> Option<u32> {
        let step = self.nets[net as usize].step;
        let together = self.nets.iter().all(|other| !other.pending && other.step >= step);
        let next = ((step / STRIDE + 1) * STRIDE).min(LAST);
        (together && step < LAST).then_some(next)
    }
}

/// What the network answers to the held-out examples with each of three sets of statistics.
#[derive(Clone, Debug, PartialEq)]
pub struct Neighbours {
    /// Updates done.
    pub step: u32,
    /// The share of a batch that is one class in `shared`, in percent.
    pub share: u32,
    /// The true class of each held-out example.
    pub labels: Vec<u8>,
    /// The predicted classes as in use: with running statistics where there are some, every example judged alone.
    pub running: Vec<u8>,
    /// With the statistics of the batch that the example stands in, all classes mixed.
    pub mixed: Vec<u8>,
    /// With the statistics of a batch of which `share` is of the example's own class and the rest mixed.
    pub shared: Vec<u8>,
}

impl Neighbours {
    /// Share of held-out examples that `predicted` gets wrong.
    pub fn error(&self, predicted: &[u8]) -> f32 {
        let wrong = self.labels.iter().zip(predicted).filter(|(label, answer)| label != answer).count();
        wrong as f32 / self.labels.len().max(1) as f32
    }

    /// The share that each set of statistics gets wrong: running, mixed, shared.
    pub fn errors(&self) -> [f32; 3] {
        [&self.running, &self.mixed, &self.shared].map(|predicted| self.error(predicted))
    }
}

/// The seats of one batch: the places of held-out examples that sit in it, those that are judged there first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seats {
    /// Places among the held-out examples.
    pub places: Vec<usize>,
    /// How many of them, from the first on, are judged in this batch.
    pub judged: usize,
}

/// Examples of a mixed batch; about as many as there are of one class.
const MIXED: usize = 36;

/// All examples in batches of all classes, as they come.
pub fn mixed(examples: usize) -> Vec<Seats> {
    let all: Vec<usize> = (0..examples).collect();
    all.chunks(MIXED).map(|places| Seats { places: places.to_vec(), judged: places.len() }).collect()
}

/// All examples in batches of which `share` percent are kept for the class of those that are judged there, and the other
/// seats go to examples of all classes, as they come. With none the batches are mixed, with all they are pure.
pub fn shared(labels: &[u8], share: u32) -> Vec<Seats> {
    let (share, mut others) = (share.min(100) as usize, (0..labels.len()).cycle());
    if share == 0 {
        return mixed(labels.len());
    }
    let classes = labels.iter().max().map_or(0, |most| most + 1);
    let mut batches = Vec::new();
    for class in 0..classes {
        let own: Vec<usize> = (0..labels.len()).filter(|at| labels[*at] == class).collect();
        let kept = ((own.len() * share + 50) / 100).max(1);
        for judged in own.chunks(kept) {
            // The last of a class are too few for their seats: others of the class sit there as well.
            let fellows = own.iter().filter(|at| !judged.contains(at)).take(kept - judged.len());
            let rest = others.by_ref().take(own.len() - kept);
            let places = judged.iter().chain(fellows).copied().chain(rest).collect();
            batches.push(Seats { places, judged: judged.len() });
        }
    }
    batches
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(step: u32, share: u32) -> Neighbours {
        let none = Vec::new;
        Neighbours { step, share, labels: none(), running: none(), mixed: none(), shared: none() }
    }

    #[test]
    fn judgements_stand_at_round_steps_in_lockstep_and_end() {
        let mut state = State::default();
        assert!(state.configure(3, 100) && !state.configure(3, 50) && state.configure(4, 50));
        assert_eq!(state.run(Net::Batch), RunSpec { seed: 4, ..Config::from_query(RUN).0.run });
        assert_eq!(state.run(Net::Layer), RunSpec { norm: Norm::Layer, ..state.run(Net::Batch) });
        for (step, next) in [(0, Some(10)), (1, Some(10)), (10, Some(20)), (395, Some(LAST)), (LAST, None)] {
            Net::BOTH.into_iter().for_each(|net| state.reach(net, step));
            assert_eq!(Net::BOTH.map(|net| state.target(net)), [next; 2], "{step}");
        }
        state.begin();
        state.reach(Net::Batch, 10);
        assert_eq!(Net::BOTH.map(|net| state.target(net)), [None, Some(10)], "the other is behind");
        state.reach(Net::Layer, 10);
        state.asked(Net::Layer);
        assert_eq!(Net::BOTH.map(|net| state.target(net)), [None; 2], "an answer is awaited");
    }

    #[test]
    fn a_network_is_asked_again_at_another_step_and_for_another_share() {
        let mut state = State::default();
        state.configure(1, 100);
        assert!(state.wants_answer(Net::Batch));
        state.asked(Net::Batch);
        assert!(!state.wants_answer(Net::Batch));
        state.take(Net::Batch, answers(0, 100));
        assert!(!state.wants_answer(Net::Batch) && state.answers().is_none(), "the control has not answered");
        state.configure(1, 60);
        assert!(state.wants_answer(Net::Batch));
        state.take(Net::Batch, answers(0, 60));
        state.reach(Net::Batch, 10);
        assert!(state.wants_answer(Net::Batch));
        state.take(Net::Layer, answers(0, 60));
        assert!(state.answers().is_some() && !state.is_over());
        for net in Net::BOTH {
            state.reach(net, LAST);
            state.take(net, answers(LAST, 60));
        }
        assert!(state.is_over());
        state.begin();
        assert!(!state.is_over() && state.answers().is_some(), "seen until there are others");
    }

    #[test]
    fn errors_are_counted() {
        let all = Neighbours {
            step: 3,
            share: 100,
            labels: vec![1, 2, 3, 9],
            running: vec![1, 2, 3, 9],
            mixed: vec![1, 2, 3, 0],
            shared: vec![0, 0, 0, 0],
        };
        assert_eq!(all.errors(), [0.0, 0.25, 1.0]);
    }

    #[test]
    fn every_example_is_judged_once_among_as_many_of_its_class_as_were_asked_for() {
        let labels: Vec<u8> = (0..180).map(|at| (at * 7 % 10) as u8).collect();
        for share in [0, 1, 10, 50, 90, 100] {
            let batches = shared(&labels, share);
            let mut judged: Vec<usize> =
                batches.iter().flat_map(|seats| &seats.places[..seats.judged]).copied().collect();
            judged.sort_unstable();
            assert_eq!(judged, (0..180).collect::<Vec<_>>(), "{share}");
            for seats in batches.iter().filter(|_| share > 0) {
                let class = labels[seats.places[0]];
                assert!(seats.places[..seats.judged].iter().all(|at| labels[*at] == class));
                let own =
                    seats.places.iter().filter(|at| labels[**at] == class).count() as f32 / seats.places.len() as f32;
                // The rest is mixed, and has some of the class too.
                let least = share as f32 / 100.0;
                assert!(seats.places.len() == 18 && own > least - 0.03 && own < least + 0.25, "{share}: {own}");
            }
        }
        assert!(shared(&[], 50).is_empty());
        assert_eq!(shared(&labels, 100).len(), 10);
    }
}
