//! `12-batch-norm.md`.

use super::runs::*;
use unit_variance::lesson::neighbours;
use unit_variance::lesson::session::Session;

/// 12, “At thirty layers the network trains all the same … at fifty it no longer does”.
#[test]
fn under_batch_norm_thirty_relu_layers_train_and_fifty_do_not() {
    let thirty = linked("init=he&act=relu&depth=30&norm=batch");
    assert!(runs(thirty, 0).iter().all(|shot| gradient_ratio(shot) > 50.0));
    for seed in [2, 3] {
        let [thirty, fifty] =
            [30, 50].map(|depth| course(&format!("init=he&act=relu&depth={depth}&norm=batch&seed={seed}"), [200])[0]);
        assert!(thirty > 0.75 && fifty < 0.5);
    }
    let fifty = linked("init=he&act=relu&depth=50&norm=batch");
    let starts = runs(fifty, 0);
    println!("first gradient over last: {:?}", starts.each_ref().map(gradient_ratio));
    assert!(starts.iter().all(|shot| gradient_ratio(shot) > 3000.0));
}

/// 12, “1.21 a layer”: √(π / (π − 1)), and what the lab measures at its width.
#[test]
fn batch_norm_multiplies_the_gradient_of_relu_by_about_1_2_a_layer() {
    let rate = (std::f32::consts::PI / (std::f32::consts::PI - 1.0)).sqrt();
    assert!((1.205..1.215).contains(&rate));
    for shot in runs("init=he&act=relu&depth=30&norm=batch", 0) {
        println!("{:.3}", gradient_factor(&shot));
        assert!((1.17..1.25).contains(&gradient_factor(&shot)) && (200.0..300.0).contains(&gradient_ratio(&shot)));
    }
    for shot in runs("init=he&act=relu&depth=30", 0) {
        assert!((0.2..5.0).contains(&gradient_ratio(&shot)), "without it about equal");
    }
}

/// 12, “do not learn at all without it and learn well with it”.
#[test]
fn ten_small_sigmoids_learn_with_batch_norm_alone() {
    assert!(within(0.85..1.0, &accuracies(linked("init=small&act=sigmoid&norm=batch&depth=10"), 250)));
    assert!(within(0.0..0.2, &accuracies("init=small&act=sigmoid&depth=10", 100)));
    assert!(run("init=small&act=sigmoid&depth=10", 1000).accuracy < 0.2, "nor do they later");
}

/// 12, “It also survives larger learning rates”.
#[test]
fn batch_norm_survives_learning_rates_at_which_the_network_without_it_fails() {
    let _ = (linked("vary=lr&act=relu&norm=batch"), linked("vary=lr&act=relu&norm=none"));
    for lr in ["0.5", "2"] {
        assert!(within(0.75..1.0, &accuracies(&format!("act=relu&lr={lr}&norm=batch"), 100)), "{lr}");
        assert!(within(0.0..0.6, &accuracies(&format!("act=relu&lr={lr}&norm=none"), 100)), "{lr}");
    }
}

/// 12, “with one example and one position … only β comes out”.
#[test]
fn a_batch_of_one_leaves_nothing_but_beta() {
    for shot in runs(linked("act=tanh&norm=batch&batch=1"), 0) {
        assert!(shot.layers.iter().all(|l| l.act.std == 0.0 && l.pre.std == 0.0 && l.pre.mean == 0.0));
    }
    assert!(within(0.0..0.25, &accuracies("act=tanh&norm=batch&batch=1", 200)));
}

/// The figure's network after its last step.
fn trained(net: neighbours::Net, seed: u32) -> Session {
    let mut session = Session::new(&net.run(seed)).expect("the run of the figure begins");
    train(&mut session, neighbours::LAST);
    session
}

/// 12, the captions of the figure: “all neighbours are of one class”, and how wrong it gets; the replies to the guess.
#[test]
fn neighbours_of_one_class_make_most_digits_wrong() {
    for seed in SEEDS {
        let seen = trained(neighbours::Net::Batch, seed).neighbours(100).expect("the run of the figure is asked");
        let [running, mixed, pure] = seen.errors();
        println!("wrong: {running:.3} with running statistics, {mixed:.3} mixed, {pure:.3} among their own class");
        assert!(running < 0.06 && mixed < 0.06 && pure > 0.75);
    }
}

/// 12, “a fifth of the seats … is enough to double the errors, three fifths … about a third”, “layer norm gives the same
/// answers in any company”.
#[test]
fn errors_grow_with_the_share_of_one_class_and_layer_norm_does_not_move() {
    for seed in SEEDS {
        let mut of_batch = trained(neighbours::Net::Batch, seed);
        let wrong = [0, 20, 40, 60, 80, 100].map(|share| {
            let seen = of_batch.neighbours(share).expect("the run of the figure is asked");
            seen.errors()[2]
        });
        println!("seed {seed}: wrong with a share of 0, 20 … 100%: {wrong:.3?}");
        assert!(wrong.windows(2).all(|pair| pair[1] > pair[0]), "{wrong:?}");
        assert!(wrong[1] > 2.0 * wrong[0] && (0.28..0.4).contains(&wrong[3]), "{wrong:?}");
        let mut control = trained(neighbours::Net::Layer, seed);
        for share in [0, 50, 100] {
            let seen = control.neighbours(share).expect("the control is asked");
            println!("layer norm: {:.3}", seen.errors()[2]);
            assert!(seen.shared == seen.running && seen.mixed == seen.running && seen.errors()[0] < 0.1, "{share}");
        }
    }
}

/// 12, “the mean of many values varies little …; the std is estimated less surely, and dividing by it …”: what a batch of
/// few values does to the two statistics, on normal draws.
#[test]
fn dividing_by_the_std_of_few_values_has_a_heavy_tail_and_their_mean_has_none() {
    use unit_variance::lesson::data::{Stream, generator};
    use unit_variance::nn::init::{Dist, Init};
    let mut draws = vec![0.0; 4 * 20_000];
    let init = Init::Normal { std: 1.0 };
    init.sample(Dist::Normal, [20_000, 4, 1, 1], &mut generator(1, Stream::Weights), &mut draws);
    let of = |batch: &[f32]| {
        let mean = batch.iter().sum::<f32>() / 4.0;
        (mean, (batch.iter().map(|v| (v - mean) * (v - mean)).sum::<f32>() / 4.0).sqrt().recip())
    };
    let (means, inverse): (Vec<f32>, Vec<f32>) = draws.chunks(4).map(of).unzip();
    let kurtosis = |values: &[f32]| {
        let n = values.len() as f64;
        let mean = values.iter().map(|v| f64::from(*v)).sum::<f64>() / n;
        let moment = |k: i32| values.iter().map(|v| (f64::from(*v) - mean).powi(k)).sum::<f64>() / n;
        moment(4) / moment(2).powi(2)
    };
    println!("kurtosis of the means {:.2}, of 1 / std {:.1}", kurtosis(&means), kurtosis(&inverse));
    assert!((2.7..3.3).contains(&kurtosis(&means)) && kurtosis(&inverse) > 10.0);
}

/// 12, “each step moves them a tenth of the way”.
#[test]
fn running_averages_move_a_tenth_of_the_way() {
    use unit_variance::nn::norm::{LayerAxes, Norm};
    let norm = Norm::Batch.activation(1, LayerAxes::Chw).expect("batch norm acts on activations");
    assert_eq!(norm.momentum, Some(0.1));
}

/// The caption's “with all ten digits in it”.
#[test]
fn every_mixed_batch_holds_all_ten_digits() {
    let seen = session(neighbours::RUN).neighbours(0).expect("the run of the figure is asked");
    let kinds = |batch: &[u8]| (0..10).filter(|class| batch.contains(class)).count();
    let found: Vec<usize> = seen.labels.chunks(36).map(kinds).collect();
    assert!(found.iter().all(|kinds| *kinds == 10), "{found:?}");
}
