//! The networks that are timed, by name or by size, and one training step of them.

use rand_chacha::{ChaCha8Rng, rand_core::SeedableRng};
use unit_variance::nn::act::Act;
use unit_variance::nn::init::{Dist, Init};
use unit_variance::nn::loss;
use unit_variance::nn::net::{Activations, Gradients, Net, Plan, Spec};
use unit_variance::nn::norm::{LayerAxes, Mode, Norm};
use unit_variance::nn::optim::Optimizer;

/// What is compared with the targets.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Loss {
    /// Logistic loss on one output; targets 0 or 1.
    Logistic,
    /// Softmax cross-entropy; targets are class numbers.
    Softmax,
    /// None: forward only.
    Forward,
}

/// A network, its loss, batch and learning rate.
#[derive(Clone, Debug)]
pub struct Workload {
    /// `[C, H, W]` of an example.
    pub input: [usize; 3],
    /// The layers.
    pub specs: Vec<Spec>,
    /// The loss.
    pub loss: Loss,
    /// Examples in a batch.
    pub batch: usize,
    /// Learning rate of plain gradient descent.
    pub lr: f32,
}

/// A dense layer with bias.
fn dense(out: usize) -> Spec {
    Spec::Dense { out, bias: true, weight_norm: false }
}

/// `inputs - depth x width tanh - outputs`.
pub fn mlp(inputs: usize, depth: usize, width: usize, outputs: usize, batch: usize) -> Workload {
    let mut specs: Vec<Spec> = (0..depth).flat_map(|_| [dense(width), Spec::Act(Act::Tanh)]).collect();
    specs.push(dense(outputs));
    let loss = if outputs == 1 { Loss::Logistic } else { Loss::Softmax };
    Workload { input: [inputs, 1, 1], specs, loss, batch, lr: 0.05 }
}

/// `8x8x1 - 2 x (conv3x3 16 - batch norm - ReLU) - global average pool - 10`, batch 64.
fn cnn() -> Workload {
    let mut specs = Vec::new();
    for _ in 0..2 {
        specs.push(Spec::Conv { out: 16, kernel: 3, bias: true, weight_norm: false });
        specs.extend(Norm::Batch.activation(1, LayerAxes::Chw).map(Spec::Norm));
        specs.push(Spec::Act(Act::Relu));
    }
    specs.extend([Spec::GlobalAvgPool, dense(10)]);
    Workload { input: [1, 8, 8], specs, loss: Loss::Softmax, batch: 64, lr: 0.1 }
}

/// The workload of this name: P, A, B, C or D.
pub fn named(name: &str) -> Option<Workload> {
    Some(match name {
        "P" => {
            let specs = vec![dense(4), Spec::Act(Act::Tanh), dense(2), Spec::Act(Act::Tanh), dense(1)];
            Workload { input: [2, 1, 1], specs, loss: Loss::Logistic, batch: 10, lr: 0.1 }
        }
        "A" => Workload { lr: 0.1, ..mlp(2, 6, 32, 1, 64) },
        "B" => mlp(64, 10, 100, 10, 128),
        "C" => {
            let mut forward = mlp(500, 9, 500, 500, 1000);
            forward.specs.push(Spec::Act(Act::Tanh));
            Workload { loss: Loss::Forward, ..forward }
        }
        "D" => cnn(),
        _ => return None,
    })
}

/// A network in training on a pool of batches, used in turn.
pub struct Training {
    workload: Workload,
    net: Net,
    activations: Activations,
    gradients: Gradients,
    x: Vec<f32>,
    targets: Vec<f32>,
    labels: Vec<u32>,
    next: usize,
}

impl Training {
    /// Draws the weights (Xavier) and takes the examples: `x: [batches * batch, C, H, W]`, one target each. None where
    /// the network cannot be built or the numbers are not whole batches.
    pub fn new(workload: Workload, x: Vec<f32>, targets: Vec<f32>) -> Option<Training> {
        let per_batch = workload.batch * workload.input.iter().product::<usize>();
        let batches = x.len() / per_batch;
        if batches == 0 || x.len() != batches * per_batch || targets.len() != batches * workload.batch {
            return None;
        }
        let mut net = Net::new(workload.input, &workload.specs).ok()?;
        net.initialize(Init::Xavier, Dist::Normal, &mut ChaCha8Rng::seed_from_u64(1));
        let (activations, gradients) =
            (Activations::new(&net, workload.batch), Gradients::of_pre_activations(&net, workload.batch));
        let labels = targets.iter().map(|&t| t as u32).collect();
        Some(Training { workload, net, activations, gradients, x, targets, labels, next: 0 })
    }

    /// The same with examples made here: noise around one centre for each class.
    pub fn made(workload: Workload, batches: usize) -> Option<Training> {
        let per_example = workload.input.iter().product::<usize>();
        let classes = if workload.loss == Loss::Logistic { 2 } else { 10 };
        let mut state = 1u32;
        let mut draw = move || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as f32 / (1 << 23) as f32 - 1.0
        };
        let centres: Vec<f32> = (0..classes * per_example).map(|_| draw()).collect();
        let targets: Vec<f32> = (0..batches * workload.batch).map(|i| (i % classes) as f32).collect();
        let near = |t: &f32| centres[*t as usize * per_example..][..per_example].to_vec();
        let x = targets.iter().flat_map(near).map(|centre| centre + 0.5 * draw()).collect();
        Training::new(workload, x, targets)
    }

    /// `count` steps: forward, and unless the workload is forward only, loss, backward and update.
    pub fn run(&mut self, count: usize) {
        for _ in 0..count {
            let batches = self.targets.len() / self.workload.batch;
            let at = self.next % batches;
            self.next += 1;
            if self.workload.loss == Loss::Forward {
                self.forward(at, Mode::Eval);
                continue;
            }
            self.forward(at, Mode::Train);
            self.cost(at);
            let Training { workload, net, activations, gradients, x, .. } = self;
            let per_batch = workload.batch * workload.input.iter().product::<usize>();
            net.backward(&x[at * per_batch..][..per_batch], workload.batch, activations, gradients);
            net.update(&Optimizer::sgd(workload.lr));
        }
    }

    /// Mean loss over the pool, batch statistics in use; for a forward-only network the mean square of its output.
    pub fn loss(&mut self) -> f64 {
        let batches = self.targets.len() / self.workload.batch;
        let mut total = 0.0;
        for at in 0..batches {
            self.forward(at, if self.workload.loss == Loss::Forward { Mode::Eval } else { Mode::Train });
            total += f64::from(self.cost(at));
        }
        total / batches as f64
    }

    /// Operations of the matrix products of one step of training: a multiplication and an addition count as two.
    pub fn flops(&self) -> f64 {
        let Workload { input, specs, batch, .. } = &self.workload;
        Plan::new(*input, specs).map_or(f64::NAN, |plan| 2.0 * plan.multiply_adds(*batch) as f64)
    }

    fn forward(&mut self, at: usize, mode: Mode) {
        let per_batch = self.workload.batch * self.workload.input.iter().product::<usize>();
        let x = &self.x[at * per_batch..][..per_batch];
        self.net.forward(x, self.workload.batch, &mut self.activations, mode);
    }

    fn cost(&mut self, at: usize) -> f32 {
        let n = self.workload.batch;
        let (logits, dlogits) = (self.activations.logits(), self.gradients.loss_mut(n));
        match self.workload.loss {
            Loss::Logistic => loss::logistic(logits, &self.targets[at * n..][..n], dlogits),
            Loss::Softmax => {
                loss::softmax_cross_entropy(logits, &self.labels[at * n..][..n], logits.len() / n, dlogits)
            }
            Loss::Forward => {
                let square: f64 = logits.iter().map(|y| f64::from(*y) * f64::from(*y)).sum();
                (square / logits.len() as f64) as f32
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_training_workload_learns() {
        for name in ["P", "A", "B", "D"] {
            let mut training = named(name).and_then(|w| Training::made(w, 4)).unwrap();
            let before = training.loss();
            training.run(200);
            let after = training.loss();
            assert!(after < before * 0.95, "{name}: {before} became {after}");
        }
    }

    #[test]
    fn examples_must_be_whole_batches() {
        assert!(Training::new(mlp(2, 1, 4, 1, 8), vec![0.0; 17], vec![0.0; 8]).is_none());
        assert!(Training::new(mlp(2, 1, 4, 1, 8), vec![0.0; 16], vec![0.0; 8]).is_some());
        assert!(named("Z").is_none());
    }
}
