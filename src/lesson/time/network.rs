//! The cell with a unit that reads its state at every step, its training, and what it does at every step of other sequences.

use super::task::Sequences;
use crate::data::{Stream, generator};
use crate::time_spec::{LONGEST, Method, Past, TRAINED};
use nn::dense;
use nn::histogram::count_linear;
use nn::init::{Dist, Init};
use nn::loss::logistic;
use nn::norm::{LayerAxes, Mode, Norm, Running, Stats};
use nn::optim::{Optimizer, Param};
use nn::reduce::{Axis, Reduction};
use nn::rnn::{Activations, Gradients, Place, Rnn};
use rand_chacha::ChaCha8Rng;

/// Hidden units.
pub const HIDDEN: usize = 24;
/// Bins of the states from -1 to 1.
pub const BINS: usize = 16;
/// Sequences of a training step.
const BATCH: usize = 32;
/// The rate of Adam.
const RATE: f32 = 0.01;
/// What the gammas of batch norm start from: with 1 the tanh saturates, and no gradient comes back through time (Cooijmans et
/// al. 2017, section 4).
const GAMMA: f32 = 0.1;

/// A network in training.
#[derive(Clone, Debug)]
pub struct Network {
    cell: Rnn,
    /// `[1, hidden]`, and the bias: what is said is the sign of `w h + b`.
    reader: [Param; 2],
    batches: ChaCha8Rng,
    updates: u32,
    activations: Activations,
    gradients: Gradients,
    dstates: Vec<f32>,
    scratch: Vec<f32>,
}

/// What is measured at one step.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AtStep {
    /// The mean of the states, over units and sequences.
    pub mean: f64,
    /// Their standard deviation.
    pub std: f64,
    /// The share of the sequences with a mark so far whose last mark is told right; NaN where there is none.
    pub right: f64,
    /// The share of the states in each of [`BINS`] from -1 to 1.
    pub bins: [f64; BINS],
    /// The standard deviation over the sequences of what a unit gets from the state, `w_h h`, the mean over the units.
    pub found: f64,
    /// The same as batch norm had it at this step; NaN where it took none from store.
    pub stored: f64,
}

/// What a network does on sequences, step by step; it ends where the network has to stop.
pub type Run = Vec<AtStep>;

impl Network {
    /// The network as it starts: the same weights for every method.
    pub fn new(method: Method, seed: u32) -> Self {
        let norm = |norm: Norm| norm.activation(1, LayerAxes::Chw);
        let place = match method {
            Method::None => None,
            Method::Layer => norm(Norm::Layer).map(Place::Sum),
            Method::Batch => norm(Norm::Batch).map(Place::Each),
        };
        let place = place.unwrap_or(Place::Nowhere);
        let mut cell = Rnn::new([1, HIDDEN], place, TRAINED as usize).expect("the sizes are fixed");
        let rng = &mut generator(seed, Stream::Weights);
        let mut reader = [Param::new("weight", [1, HIDDEN, 1, 1], 0.0), Param::new("bias", [1, 1, 1, 1], 0.0)];
        for (init, param) in
            [(Init::Xavier, &mut cell.w_x), (Init::Orthogonal, &mut cell.w_h), (Init::Xavier, &mut reader[0])]
        {
            init.sample(Dist::Normal, param.shape, rng, &mut param.value);
        }
        if method == Method::Batch {
            cell.gamma.iter_mut().for_each(|gamma| gamma.value.fill(GAMMA));
        }
        Self {
            cell,
            reader,
            batches: generator(seed, Stream::Batches),
            updates: 0,
            activations: Activations::default(),
            gradients: Gradients::default(),
            dstates: Vec::new(),
            scratch: Vec::new(),
        }
    }

    /// Steps of training so far.
    pub fn updates(&self) -> u32 {
        self.updates
    }

    /// Means and variances that it has to store for use without a batch.
    pub fn stored(&self) -> usize {
        self.cell.running.iter().flatten().map(|step| step.mean.len() + step.var.len()).sum()
    }

    /// Weights, biases and gammas that it has learned.
    pub fn learned(&self) -> usize {
        let cell = [&self.cell.w_x, &self.cell.w_h, &self.cell.bias].into_iter().chain(&self.cell.gamma);
        cell.chain(&self.reader).map(|param| param.value.len()).sum()
    }

    /// One step of training, on new sequences; gives its loss.
    pub fn train(&mut self) -> f32 {
        let sequences = Sequences::draw(BATCH, TRAINED as usize, &mut self.batches);
        let loss = self.gradient(&sequences);
        self.updates += 1;
        let optimizer = Optimizer::adam(RATE);
        self.cell.update(&optimizer);
        self.reader.iter_mut().for_each(|param| param.update(&optimizer, self.updates));
        loss
    }

    /// The mean logistic loss where there has been a mark, and its gradient.
    fn gradient(&mut self, sequences: &Sequences) -> f32 {
        let Self { cell, reader, activations, gradients, dstates, scratch, .. } = self;
        let start = vec![0.0; sequences.n * HIDDEN];
        cell.forward(&sequences.x, &start, Mode::Train, activations).expect("as long as the statistics");
        let (states, sizes) = (activations.states(), [sequences.x.len(), HIDDEN, 1]);
        let mut logits = vec![0.0; sequences.x.len()];
        dense::forward(states, &reader[0].value, &reader[1].value, sizes, &mut logits, scratch);
        let known: Vec<usize> = (0..logits.len()).filter(|i| !sequences.last[*i].is_nan()).collect();
        let [said, right] = [&logits, &sequences.last].map(|all| known.iter().map(|i| all[*i]).collect::<Vec<f32>>());
        let mut slopes = vec![0.0; known.len()];
        let loss = logistic(&said, &right, &mut slopes);
        logits.fill(0.0);
        known.iter().zip(slopes).for_each(|(i, slope)| logits[*i] = slope);
        let [weight, bias] = reader;
        dense::backward_params(states, &logits, sizes, &mut weight.grad, &mut bias.grad, scratch);
        dstates.resize(states.len(), 0.0);
        dense::backward_input(&logits, &weight.value, sizes, dstates, scratch);
        cell.backward(&sequences.x, dstates, activations, gradients);
        loss
    }

    /// Runs sequences of any length without learning. Up to the length of training batch norm uses what it has stored for
    /// each step; what it uses past it, or that it stops there, is `past`.
    pub fn run(&self, sequences: &Sequences, past: Past) -> Run {
        let (n, trained) = (sequences.n, sequences.n * TRAINED as usize);
        let (near, far) = sequences.x.split_at(trained.min(sequences.x.len()));
        let mut run = Run::new();
        let mut state = vec![0.0; n * HIDDEN];
        let mut cell = self.cell.clone();
        self.measure(&mut cell, sequences, near, Mode::Eval, &mut state, &mut run);
        if self.stored() > 0 {
            let Some(running) = self.past(past) else { return run };
            cell.running = running;
        }
        let mode = if past == Past::Own { Mode::Train } else { Mode::Eval };
        self.measure(&mut cell, sequences, far, mode, &mut state, &mut run);
        run
    }

    /// The statistics for steps past those of training, product by product; `None` where there are none.
    fn past(&self, past: Past) -> Option<Vec<Vec<Running>>> {
        let of = |steps: &Vec<Running>| match past {
            Past::Nothing => None,
            Past::Last | Past::Own => steps.last().cloned(),
            Past::Average => average(steps),
        };
        let beyond = (LONGEST - TRAINED) as usize;
        self.cell.running.iter().map(|steps| Some(vec![of(steps)?; beyond])).collect()
    }

    /// Goes on from a state, which becomes the last one.
    fn measure(&self, cell: &mut Rnn, sequences: &Sequences, x: &[f32], mode: Mode, state: &mut [f32], run: &mut Run) {
        let (n, mut activations) = (sequences.n, Activations::default());
        cell.forward(x, state, mode, &mut activations).expect("there are statistics for every step");
        let (mut logits, mut product) = (vec![0.0; n], vec![0.0; n * HIDDEN]);
        let (mut scratch, mut stats) = (Vec::new(), Stats::default());
        for (step, after) in activations.states().chunks_exact(n * HIDDEN).enumerate() {
            dense::forward(
                after,
                &self.reader[0].value,
                &self.reader[1].value,
                [n, HIDDEN, 1],
                &mut logits,
                &mut scratch,
            );
            dense::forward(state, &cell.w_h.value, &[], [n, HIDDEN, HIDDEN], &mut product, &mut scratch);
            stats.measure_centred(Reduction::over(&[Axis::N]), [n, HIDDEN, 1, 1], &product);
            let right = &sequences.last[run.len() * n..][..n];
            let store = self.cell.running.last().filter(|_| mode == Mode::Eval).and(activations.stats(1, step));
            run.push(AtStep {
                right: accuracy(&logits, right),
                found: mean_std(&stats.var),
                stored: store.map_or(f64::NAN, |stats| mean_std(&stats.var)),
                ..spread(after)
            });
            state.copy_from_slice(after);
        }
    }
}

/// The average of the statistics of all steps.
fn average(steps: &[Running]) -> Option<Running> {
    let (mut sum, count) = (steps.first()?.clone(), steps.len() as f64);
    for step in &steps[1..] {
        sum.mean.iter_mut().zip(&step.mean).for_each(|(sum, mean)| *sum += mean);
        sum.var.iter_mut().zip(&step.var).for_each(|(sum, var)| *sum += var);
    }
    sum.mean.iter_mut().chain(&mut sum.var).for_each(|sum| *sum /= count);
    Some(sum)
}

fn mean_std(var: &[f64]) -> f64 {
    var.iter().map(|var| var.sqrt()).sum::<f64>() / var.len() as f64
}

fn accuracy(logits: &[f32], last: &[f32]) -> f64 {
    let known = || logits.iter().zip(last).filter(|(_, last)| !last.is_nan());
    known().filter(|(logit, last)| (**logit > 0.0) == (**last > 0.5)).count() as f64 / known().count() as f64
}

/// Mean, standard deviation and bins of states.
fn spread(states: &[f32]) -> AtStep {
    let count = states.len() as f64;
    let mean = states.iter().map(|h| f64::from(*h)).sum::<f64>() / count;
    let var = states.iter().map(|h| (f64::from(*h) - mean) * (f64::from(*h) - mean)).sum::<f64>() / count;
    let mut counts = [0; BINS];
    count_linear(states, [-1.0, 1.0], &mut counts);
    AtStep { mean, std: var.sqrt(), bins: counts.map(|bin| f64::from(bin) / count), ..AtStep::default() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::choice::Choice;

    /// The reader's gradient against a difference quotient, through the mask of the steps before the first mark.
    #[test]
    fn the_readers_gradient_agrees_with_differences() {
        for method in Method::ALL {
            let mut network = Network::new(*method, 3);
            let sequences = Sequences::draw(8, TRAINED as usize, &mut generator(5, Stream::Points));
            network.gradient(&sequences);
            for (which, at) in [(0, 0), (0, 7), (0, 23), (1, 0)] {
                let grad = f64::from(network.reader[which].grad[at]);
                let loss = |by: f32| {
                    let mut other = network.clone();
                    other.reader[which].value[at] += by;
                    f64::from(other.gradient(&sequences))
                };
                let slope = (loss(1e-2) - loss(-1e-2)) / 2e-2;
                assert!((grad - slope).abs() < 2e-3 * slope.abs().max(0.05), "{method:?} {which} {at}: {grad} {slope}");
            }
            // Through the cell, whose own gradients have a test of their own.
            let grad = f64::from(network.cell.w_x.grad[4]);
            let loss = |by: f32| {
                let mut other = network.clone();
                other.cell.w_x.value[4] += by;
                f64::from(other.gradient(&sequences))
            };
            let slope = (loss(3e-3) - loss(-3e-3)) / 6e-3;
            assert!((grad - slope).abs() < 0.02 * slope.abs().max(0.01), "{method:?}: {grad} {slope}");
        }
    }

    /// One sequence has no spread: with its own statistics nothing of it is left, and the network says the same at every step.
    #[test]
    fn a_single_sequence_has_no_statistics_of_its_own() {
        let mut network = Network::new(Method::Batch, 1);
        for _ in 0..300 {
            network.train();
        }
        let rng = &mut generator(9, Stream::Points);
        let [mut told, mut all] = [0.0; 2];
        for _ in 0..40 {
            let run = network.run(&Sequences::draw(1, 64, rng), Past::Own);
            assert!(run[40..].windows(2).all(|pair| pair[0].mean == pair[1].mean), "the state stands still");
            told += run[40..].iter().filter(|at| at.right == 1.0).count() as f64;
            all += run[40..].iter().filter(|at| at.right.is_finite()).count() as f64;
        }
        println!("{}", told / all);
        assert!((0.3..0.7).contains(&(told / all)), "no better than chance: {}", told / all);
    }
}
