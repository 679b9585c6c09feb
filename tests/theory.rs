//! The variance recursion against networks that are really drawn: the standard deviation of the activations, averaged
//! over 20 seeds at width 500, batch 1000 and N(0, 1) inputs, lies within 10% of the line at each of the first 10 layers.

#![allow(clippy::unwrap_used, reason = "a test tells by panicking")]

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use unit_variance::nn::act::Act;
use unit_variance::nn::init::{Dist, Init, fill_standard};
use unit_variance::nn::kernel::sum::Moments;
use unit_variance::nn::net::{Activations, Net, Spec};
use unit_variance::nn::norm::Mode;
use unit_variance::nn::theory::recursion;

const WIDTH: usize = 500;
const BATCH: usize = 1000;
const DEPTH: usize = 10;
const SEEDS: u64 = 20;

fn measured(act: Act, init: Init) -> Vec<f64> {
    let specs = [Spec::Dense { out: WIDTH, bias: true, weight_norm: false }, Spec::Act(act)].repeat(DEPTH);
    let mut net = Net::new([WIDTH, 1, 1], &specs).unwrap();
    let mut activations = Activations::new(&net, BATCH);
    let mut x = vec![0.0; BATCH * WIDTH];
    let mut sums = vec![0.0; DEPTH];
    for seed in 0..SEEDS {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        fill_standard(Dist::Normal, &mut rng, &mut x);
        net.initialize(init, Dist::Normal, &mut rng);
        net.forward(&x, BATCH, &mut activations, Mode::Train);
        for (sum, block) in sums.iter_mut().zip(net.blocks()) {
            *sum += Moments::of(activations.out(block.act)).std / SEEDS as f64;
        }
    }
    sums
}

fn check(act: Act) {
    for init in [Init::Xavier, Init::He] {
        let line = recursion(init, act, &[WIDTH; DEPTH + 2], 1.0);
        for (layer, (measured, line)) in measured(act, init).into_iter().zip(line).enumerate() {
            let ratio = measured / line.act_std;
            assert!((ratio - 1.0).abs() < 0.1, "{act:?} {init:?} layer {}: {ratio} of the line", layer + 1);
        }
    }
}

#[test]
fn the_line_holds_for_linear() {
    check(Act::Linear);
}

#[test]
fn the_line_holds_for_tanh() {
    check(Act::Tanh);
}

#[test]
fn the_line_holds_for_relu() {
    check(Act::Relu);
}
