//! A training step allocates nothing after the first, whatever the layers and the optimizer.
#![allow(clippy::unwrap_used, reason = "a test tells by panicking")]

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use unit_variance::nn::act::Act;
use unit_variance::nn::init::{Dist, Init, fill_standard};
use unit_variance::nn::loss;
use unit_variance::nn::net::{Activations, Gradients, Net, Spec};
use unit_variance::nn::norm::{LayerAxes, Mode, Norm};
use unit_variance::nn::optim::Optimizer;

fn check(input: [usize; 3], specs: &[Spec], optimizer: Optimizer) {
    let (n, held_out) = (32, 50);
    let size: usize = input.iter().product();
    let mut net = Net::new(input, specs).unwrap();
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    net.initialize(Init::Glorot, Dist::Normal, &mut rng);
    let mut x = vec![0.0; held_out * size];
    fill_standard(Dist::Normal, &mut rng, &mut x);
    let labels: Vec<u32> = (0..n as u32).map(|i| i % 10).collect();
    let (mut activations, mut gradients, mut held) =
        (Activations::new(&net, n), Gradients::new(&net, n), Activations::new(&net, held_out));
    let mut step = |n: usize| {
        net.forward(&x[..n * size], n, &mut activations, Mode::Train);
        loss::softmax_cross_entropy(activations.logits(), &labels[..n], 10, gradients.loss_mut(n));
        net.backward(&x[..n * size], n, &activations, &mut gradients);
        net.update(&optimizer);
        net.forward(&x, held_out, &mut held, Mode::Eval);
    };
    step(n);
    // The last batch of an epoch is smaller; the next is whole again.
    let counted = allocation_counter::measure(|| [n, 7, n, 1, n].into_iter().for_each(&mut step));
    assert_eq!(counted.count_total, 0, "{specs:?} {optimizer:?} allocates");
}

const OPTIMIZERS: [fn(f32) -> Optimizer; 4] =
    [Optimizer::sgd, Optimizer::momentum, Optimizer::rmsprop, Optimizer::adam];
const NORMS: [Norm; 7] =
    [Norm::Batch, Norm::MeanBatch, Norm::Layer, Norm::Group, Norm::Rms, Norm::Instance, Norm::WeightMeanBatch];

#[test]
fn a_step_of_a_dense_network_allocates_nothing() {
    for optimizer in OPTIMIZERS {
        for weight_norm in [false, true] {
            let dense = |out| Spec::Dense { out, bias: true, weight_norm };
            let act = Spec::Act(Act::Tanh);
            check([64, 1, 1], &[dense(30), act, dense(30), act, dense(10)], optimizer(0.01));
        }
    }
}

#[test]
fn a_step_through_every_normalization_allocates_nothing() {
    for norm in NORMS {
        let Some(row) = norm.activation(4, LayerAxes::Chw) else { continue };
        let conv = Spec::Conv { out: 8, kernel: 3, bias: false, weight_norm: norm.weight() };
        let dense = Spec::Dense { out: 10, bias: true, weight_norm: false };
        let specs = [conv, Spec::Norm(row), Spec::Act(Act::Relu), conv, Spec::GlobalAvgPool, dense];
        check([1, 8, 8], &specs, Optimizer::momentum(0.01));
    }
}
