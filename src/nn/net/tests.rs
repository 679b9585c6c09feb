//! Networks: gradients against finite differences, learning, and buffers made once.

use super::*;
use crate::act::Act;
use crate::loss;
use crate::norm::{LayerAxes, Mode, Norm};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

fn dense(out: usize) -> Spec {
    Spec::Dense { out, bias: true, weight_norm: false }
}

fn start(input: [usize; 3], specs: &[Spec]) -> Net {
    let mut net = Net::new(input, specs).unwrap();
    net.initialize(Init::Xavier, Dist::Normal, &mut ChaCha8Rng::seed_from_u64(7));
    net
}

fn examples(n: usize, size: usize) -> (Vec<f32>, Vec<u32>) {
    let mut x = vec![0.0; n * size];
    crate::init::fill_standard(Dist::Normal, &mut ChaCha8Rng::seed_from_u64(3), &mut x);
    (x, (0..n as u32).map(|i| i % 3).collect())
}

/// Loss of a copy of `net` with one parameter moved.
fn loss_at(net: &Net, x: &[f32], labels: &[u32], [layer, param, i]: [usize; 3], step: f32) -> f64 {
    let mut net = net.clone();
    net.params_mut(layer).iter_mut().nth(param).unwrap().value[i] += step;
    let mut activations = Activations::new(&net, labels.len());
    net.forward(x, labels.len(), &mut activations, Mode::Train);
    let mut dlogits = vec![0.0; activations.logits().len()];
    f64::from(loss::softmax_cross_entropy(activations.logits(), labels, 3, &mut dlogits))
}

/// Compares every parameter's gradient with central differences.
fn check_gradients(input: [usize; 3], specs: &[Spec]) {
    let n = 6;
    let mut net = start(input, specs);
    let (x, labels) = examples(n, input.iter().product());
    let (mut activations, mut gradients) = (Activations::new(&net, n + 2), Gradients::new(&net, n + 2));
    net.forward(&x, n, &mut activations, Mode::Train);
    loss::softmax_cross_entropy(activations.logits(), &labels, 3, gradients.loss_mut(n));
    net.backward(&x, n, &activations, &mut gradients);
    for layer in 0..specs.len() {
        for (param, trained) in net.layers()[layer].params.iter().enumerate() {
            for i in 0..trained.value.len() {
                let at = [layer, param, i];
                let step = 0.01;
                let slope = (loss_at(&net, &x, &labels, at, step) - loss_at(&net, &x, &labels, at, -step)) / 0.02;
                let grad = f64::from(trained.grad[i]);
                assert!((slope - grad).abs() < 2e-3 * (1.0 + grad.abs()), "{at:?}: {slope} by differences, {grad}");
            }
        }
    }
}

#[test]
fn gradients_of_dense_networks_agree_with_differences() {
    for act in [Act::Tanh, Act::Sigmoid, Act::Gelu, Act::Softplus, Act::Linear] {
        check_gradients([4, 1, 1], &[dense(5), Spec::Act(act), dense(4), Spec::Act(act), dense(3)]);
    }
}

#[test]
fn gradients_through_skip_connections_agree_with_differences() {
    let (tanh, skip) = (Spec::Act(Act::Tanh), |from| Spec::Skip { from });
    // Over one block, over two, and from the input.
    check_gradients([4, 1, 1], &[dense(4), tanh, skip(None), dense(4), tanh, skip(Some(2)), dense(3)]);
    check_gradients([4, 1, 1], &[dense(5), tanh, dense(5), tanh, skip(Some(1)), skip(Some(1)), dense(3)]);
    let conv = Spec::Conv { out: 2, kernel: 3, bias: true, weight_norm: false };
    check_gradients([2, 4, 3], &[conv, tanh, skip(None), Spec::GlobalAvgPool, dense(3)]);
}

#[test]
fn a_skip_connection_adds_and_belongs_to_its_block() {
    let specs = [dense(4), Spec::Act(Act::Relu), Spec::Skip { from: None }, dense(2)];
    let net = start([4, 1, 1], &specs);
    assert_eq!(net.blocks()[0], Block { affine: 0, norm: None, act: 1, out: 2 });
    let mut activations = Activations::new(&net, 1);
    let x = [1.0, -2.0, 0.5, 0.0];
    net.clone().forward(&x, 1, &mut activations, Mode::Train);
    let sum: Vec<f32> = activations.out(1).iter().zip(&x).map(|(y, x)| y + x).collect();
    assert_eq!(activations.out(2), sum);
    let refused = Net::new([3, 1, 1], &specs).err().map(|error| error.to_string()).unwrap_or_default();
    assert!(refused.contains("same shape"), "{refused}");
    assert!(Net::new([4, 1, 1], &[dense(4), Spec::Skip { from: Some(1) }]).is_err(), "a layer cannot add itself");
}

#[test]
fn gradients_through_normalizations_agree_with_differences() {
    for norm in [Norm::Batch, Norm::MeanBatch, Norm::Layer, Norm::Group] {
        let norm = Spec::Norm(norm.activation(2, LayerAxes::Chw).unwrap());
        check_gradients([3, 1, 1], &[dense(8), norm, Spec::Act(Act::Tanh), dense(3)]);
    }
}

#[test]
fn gradients_under_weight_normalization_agree_with_differences() {
    let dense = |out| Spec::Dense { out, bias: true, weight_norm: true };
    check_gradients([4, 1, 1], &[dense(5), Spec::Act(Act::Tanh), dense(3)]);
}

#[test]
fn gradients_of_a_convolutional_network_agree_with_differences() {
    for weight_norm in [false, true] {
        let conv = Spec::Conv { out: 4, kernel: 3, bias: true, weight_norm };
        let norm = Spec::Norm(Norm::Group.activation(2, LayerAxes::Chw).unwrap());
        let act = Spec::Act(Act::Tanh);
        check_gradients([2, 4, 3], &[conv, norm, act, conv, act, Spec::GlobalAvgPool, dense(3)]);
    }
}

#[test]
fn weight_normalization_starts_at_the_draw() {
    let specs = |weight_norm| [Spec::Dense { out: 8, bias: true, weight_norm }, Spec::Act(Act::Tanh), dense(3)];
    let [mut plain, mut normed] = [start([5, 1, 1], &specs(false)), start([5, 1, 1], &specs(true))];
    let (x, _) = examples(1, 5);
    let mut activations = Activations::new(&normed, 1);
    normed.forward(&x, 1, &mut activations, Mode::Train);
    plain.forward(&x, 1, &mut activations, Mode::Train);
    for (a, b) in plain.layers()[0].weight().iter().zip(normed.layers()[0].weight()) {
        assert!((a - b).abs() <= 2e-7 * a.abs());
    }
}

#[test]
fn a_smaller_batch_uses_the_same_buffers() {
    let mut net = start([4, 1, 1], &[dense(8), Spec::Act(Act::Relu), dense(3)]);
    let (x, _) = examples(5, 4);
    let (mut whole, mut part) = (Activations::new(&net, 5), Activations::new(&net, 9));
    net.forward(&x, 5, &mut whole, Mode::Train);
    net.forward(&x[..8], 2, &mut part, Mode::Train);
    assert_eq!((part.n(), part.logits()), (2, &whole.logits()[..6]));
}

#[test]
fn switching_the_initializer_only_rescales() {
    let specs = [dense(8), Spec::Act(Act::Tanh), dense(3)];
    let weights = |init: Init| {
        let mut net = Net::new([6, 1, 1], &specs).unwrap();
        net.initialize(init, Dist::Normal, &mut ChaCha8Rng::seed_from_u64(1));
        (net.layers()[0].weight().to_vec(), net.layers()[2].weight().to_vec())
    };
    let (xavier, he) = (weights(Init::Xavier), weights(Init::He));
    for (x, h) in xavier.0.iter().chain(&xavier.1).zip(he.0.iter().chain(&he.1)) {
        assert!((x * 2f32.sqrt() - h).abs() <= 3e-7 * h.abs());
    }
}

#[test]
fn infinity_runs_through_without_a_panic() {
    for act in [Act::Relu, Act::Tanh, Act::Gelu] {
        let mut net = start([2, 1, 1], &[dense(4), Spec::Act(act), dense(3)]);
        net.params_mut(0).iter_mut().next().unwrap().value.fill(f32::INFINITY);
        let (mut activations, mut gradients) = (Activations::new(&net, 2), Gradients::new(&net, 2));
        let x = [1.0, -1.0, f32::NAN, 0.0];
        net.forward(&x, 2, &mut activations, Mode::Train);
        loss::softmax_cross_entropy(activations.logits(), &[0, 1], 3, gradients.loss_mut(2));
        net.backward(&x, 2, &activations, &mut gradients);
        net.update(&Optimizer::adam(0.1));
        assert!(activations.logits().iter().any(|x| x.is_nan()), "{act:?} hides what went wrong");
    }
}

#[test]
fn hidden_blocks_are_found() {
    let norm = Spec::Norm(Norm::Batch.activation(1, LayerAxes::Chw).unwrap());
    let act = Spec::Act(Act::Relu);
    let net = Net::new([2, 1, 1], &[dense(4), norm, act, dense(4), act, dense(1)]).unwrap();
    let want = [Block { affine: 0, norm: Some(1), act: 2, out: 2 }, Block { affine: 3, norm: None, act: 4, out: 4 }];
    assert_eq!(net.blocks(), want);
    assert_eq!(net.param_count(), 12 + 8 + 20 + 5);
}

#[test]
fn impossible_networks_are_refused() {
    assert!(Net::new([2, 1, 1], &[]).is_err());
    assert!(Net::new([0, 1, 1], &[dense(1)]).is_err());
    assert!(Net::new([2, 1, 1], &[dense(0)]).is_err());
    let conv = Spec::Conv { out: 2, kernel: 2, bias: true, weight_norm: false };
    assert!(Net::new([1, 4, 4], &[conv]).unwrap_err().to_string().contains("kernel = 2"));
    let group = Spec::Norm(Norm::Group.activation(3, LayerAxes::Chw).unwrap());
    assert!(Net::new([4, 1, 1], &[group]).is_err());
}

#[test]
fn a_plan_counts_before_anything_is_made() {
    let act = Spec::Act(Act::Tanh);
    let specs = [dense(100), act, dense(100), act, dense(10)];
    let plan = Plan::new([64, 1, 1], &specs).unwrap();
    assert_eq!(plan.param_count(), Net::new([64, 1, 1], &specs).unwrap().param_count() as u64);
    assert_eq!(plan.outputs_per_example(), 410);
    assert_eq!(plan.multiply_adds(128), 128 * (2 * 64 * 100 + 3 * 100 * 100 + 3 * 100 * 10));
    let conv = Spec::Conv { out: 16, kernel: 3, bias: true, weight_norm: false };
    let convolutions = Plan::new([1, 8, 8], &[conv, act, conv, Spec::GlobalAvgPool, dense(10)]).unwrap();
    let each = 2 * 9 * 16 * 64 + 3 * 16 * 9 * 16 * 64 + 3 * 16 * 10;
    assert_eq!(convolutions.multiply_adds(5), 5 * each);
    let made = 4 * (4 * plan.param_count() + 2 * 128 * 410);
    assert!(plan.bytes(128) > made && plan.bytes(128) < 2 * made, "{} for {made}", plan.bytes(128));
    let huge = Plan::new([64, 1, 1], &[dense(usize::MAX / 64)]).unwrap();
    assert!(huge.bytes(512) > 1 << 50);
}
