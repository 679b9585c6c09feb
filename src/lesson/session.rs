//! A run: configuration to network, data and random numbers; steps, and the numbers of a snapshot. Knows no clock.

mod ask;
mod build;
mod divergence;
mod error;
mod held_out;
mod inputs;
mod measure;
mod noise;
mod predicted;
mod readings;
mod why;

pub use build::{LIMIT, bytes, work};
pub(crate) use build::{layers, net, optimizer};
pub use error::{RunError, StartError};
pub use predicted::{Unpredicted, unpredicted};

use super::choice::Start;
use super::config::RunSpec;
use super::data::{self, Batches, Dataset, Stream, generator};
use super::snapshot::{self, Divergence, Predictions, Snapshot, Wanted};
use held_out::{HeldOut, Judgement};
pub(crate) use inputs::outputs;
use inputs::{Batch, Inputs};
use measure::{Meter, Seen};
use nn::net::{Activations, Block, Gradients, Net};
use nn::norm::Mode;
use nn::optim::Optimizer;

/// Costs that are kept between two snapshots; of more steps only the last ones.
const COSTS: usize = 4096;

/// A network in training.
///
/// Between steps it stands with weights after `at()` updates, and with the outputs, cost and gradients of the batch that
/// the next update will use: step 0 already shows gradients.
pub struct Session {
    config: RunSpec,
    dataset: Dataset,
    inputs: Inputs,
    net: Net,
    blocks: Vec<Block>,
    activations: Activations,
    gradients: Gradients,
    batches: Batches,
    batch: Batch,
    optimizer: Optimizer,
    held: HeldOut,
    judgement: Option<Judgement>,
    meter: Meter,
    step: u32,
    cost: f32,
    costs: Vec<f32>,
    divergence: Option<Divergence>,
    probe: Option<why::Probe>,
}

impl Session {
    /// The run of `config` at step 0; refused where it would need more than [`LIMIT`] bytes.
    pub fn new(config: &RunSpec) -> Result<Self, StartError> {
        build::check(config)?;
        let dataset = data::load(config.data, config.seed);
        let inputs = Inputs::new(config, &dataset);
        let mut net = build::net(config, &dataset)?;
        net.initialize(config.init.init(config.std), config.dist, &mut generator(config.seed, Stream::Weights));
        let batches = Batches::new(&dataset.train, config.batch as usize, config.seed);
        let n = batches.size();
        let mut session = Self {
            config: *config,
            blocks: net.blocks(),
            activations: Activations::new(&net, n),
            gradients: Gradients::of_pre_activations(&net, n),
            batch: Batch::new(&inputs, n),
            held: HeldOut::new(&net, &dataset, &inputs),
            judgement: None,
            meter: Meter::new(config.act, config.skip, predicted::predicted(config, &net, &inputs, &dataset.train)),
            optimizer: build::optimizer(config),
            dataset,
            inputs,
            net,
            batches,
            step: 0,
            cost: 0.0,
            costs: Vec::with_capacity(COSTS),
            divergence: None,
            probe: None,
        };
        if config.start == Start::Data {
            session.start_from_data();
        }
        session.evaluate_next_batch();
        if let Some(last) = session.blocks.last() {
            session.meter.starts_with(session.gradients.of(last.pre()));
        }
        Ok(session)
    }

    /// One update with the present gradients, then the next batch: forward, cost, backward. False where the run has
    /// stopped at a number that is not finite. Allocates nothing after the first step.
    ///
    /// ```
    /// use unit_variance_lesson::{config::Config, session::Session};
    /// let (config, _) = Config::from_query("data=blobs&depth=2&width=8&batch=20&lr=0.5");
    /// let mut session = Session::new(&config.run)?;
    /// while session.at() < 100 && session.step() {}
    /// assert!(session.snapshot(false).accuracy > 0.95);
    /// # Ok::<(), unit_variance_lesson::session::StartError>(())
    /// ```
    pub fn step(&mut self) -> bool {
        if self.stopped() {
            return false;
        }
        self.net.update(&self.optimizer);
        self.step += 1;
        self.evaluate_next_batch();
        !self.stopped()
    }

    /// Rescales every hidden unit by the batch that the first step will use.
    fn start_from_data(&mut self) {
        let mut batches = Batches::new(&self.dataset.train, self.config.batch as usize, self.config.seed);
        self.batch.fill(&self.inputs, batches.next_rows());
        self.net.start_from_data(&self.batch.x, self.batch.n(), &mut self.activations);
    }

    /// Forward, cost and backward on the next batch.
    fn evaluate_next_batch(&mut self) {
        self.batch.fill(&self.inputs, self.batches.next_rows());
        let n = self.batch.n();
        self.net.forward(&self.batch.x, n, &mut self.activations, Mode::Train);
        self.cost = self.batch.target.loss(self.activations.logits(), self.gradients.loss_mut(n));
        self.net.backward(&self.batch.x, n, &self.activations, &mut self.gradients);
        if self.costs.len() == COSTS {
            self.costs.copy_within(1.., 0);
            self.costs.pop();
        }
        self.costs.push(self.cost);
        self.divergence =
            divergence::find(&self.net, &self.blocks, &self.activations, &self.gradients, self.cost, self.step);
    }

    fn stopped(&self) -> bool {
        self.divergence.is_some()
    }

    /// Updates done.
    pub fn at(&self) -> u32 {
        self.step
    }

    /// The first number that was not finite; the run has stopped then.
    pub fn divergence(&self) -> Option<Divergence> {
        self.divergence
    }

    /// The configuration of the run.
    pub fn config(&self) -> &RunSpec {
        &self.config
    }

    /// The data of the run, in their own units.
    pub fn dataset(&self) -> &Dataset {
        &self.dataset
    }

    /// Everything that a picture of this step needs; `predictions` asks for the answers on held-out examples or over the
    /// plane as well. Takes the costs since the previous snapshot with it, and changes nothing of the training.
    pub fn snapshot(&mut self, predictions: bool) -> Snapshot {
        let held_out = if predictions { snapshot::HeldOut::Predict } else { snapshot::HeldOut::Judge };
        self.picture(Wanted { held_out, ..Wanted::WHOLE })
    }

    /// The same, as far as it is wanted.
    pub fn picture(&mut self, wanted: Wanted) -> Snapshot {
        let earlier = self.judgement.take().filter(|_| wanted.held_out == snapshot::HeldOut::Last && !self.stopped());
        let judgement =
            earlier.unwrap_or_else(|| self.held.judge(&mut self.net, &self.blocks, &self.dataset, self.step));
        let seen = Seen {
            net: &self.net,
            activations: &self.activations,
            gradients: &self.gradients,
            input: &self.batch.x,
            n: self.batch.n(),
            dead: &judgement.dead,
            step: self.step,
            wanted: wanted.layers,
        };
        let (input, layers) = (self.meter.input(&seen), self.meter.layers(&self.blocks, &seen));
        let Judgement { step: judged, cost: held_out_cost, accuracy, .. } = judgement;
        self.judgement = Some(judgement);
        Snapshot {
            step: self.step,
            cost: self.cost,
            judged,
            held_out_cost,
            accuracy,
            chance: self.dataset.chance(),
            costs: self.costs.drain(..).collect(),
            input,
            layers,
            divergence: self.divergence,
            predictions: match wanted.held_out {
                snapshot::HeldOut::Predict => self.predictions(),
                snapshot::HeldOut::Last | snapshot::HeldOut::Judge => Predictions::None,
            },
        }
    }
}
