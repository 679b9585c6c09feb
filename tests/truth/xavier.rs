//! `08-xavier.md`, and `07-why-unit-variance.md` where it speaks of tanh.

use super::runs::*;

fn stds(query: &str) -> Vec<f32> {
    run(query, 0).layers.iter().map(|l| l.act.std).collect()
}

/// 07, “the first layer takes 37% away … come out a little below”: what the chart predicts and what the lab measures.
#[test]
fn under_xavier_tanh_shrinks_fast_at_first_and_slowly_after() {
    for seed in SEEDS {
        let shot = run(&format!("init=xavier&act=tanh&depth=50&seed={seed}"), 0);
        let predicted = |layer: usize| shot.layers[layer - 1].predicted_act_std;
        let measured = |layer: usize| shot.layers[layer - 1].act.std;
        let at = [1, 2, 9, 10, 30, 50];
        println!("predicted {:.3?}, measured {:.3?}", at.map(predicted), at.map(measured));
        assert!((0.61..0.65).contains(&predicted(1)) && (0.76..0.8).contains(&(predicted(2) / predicted(1))));
        assert!((0.94..0.97).contains(&(predicted(10) / predicted(9))));
        for (layer, std) in [(1, 0.6), (10, 0.23), (30, 0.13), (50, 0.1)] {
            assert!((0.7..1.0).contains(&(measured(layer) / predicted(layer))), "layer {layer}: {}", measured(layer));
            assert!((predicted(layer) / std - 1.0).abs() < 0.1, "layer {layer}: {}", predicted(layer));
        }
    }
}

/// 07, “At ten layers that does no harm”.
#[test]
fn the_bend_of_tanh_does_no_harm_at_ten_layers() {
    assert!(within(0.93..1.0, &accuracies("init=xavier&act=tanh&depth=10", 300)));
}

/// 07, “a gain of 5/3 … 0.65 at any depth … but its gradient then grows by a tenth a layer”.
#[test]
fn a_gain_of_five_thirds_holds_the_std_of_tanh_and_lets_the_gradient_grow() {
    let query = linked("init=normal&std=0.1667&act=tanh&depth=30");
    for shot in runs(query, 0) {
        let stds = shot.layers.iter().map(|l| l.act.std).collect::<Vec<_>>();
        println!("{:.2} to {:.2}, gradient {:.3} a layer", stds[0], stds[29], gradient_factor(&shot));
        assert!(within(0.6..0.72, &stds));
        assert!((1.07..1.13).contains(&gradient_factor(&shot)));
    }
    assert!(within(0.0..0.2, &stds("init=xavier&act=tanh&depth=30")[20..]), "without it the std has shrunk");
}

/// 07, “LeCun’s own tanh, 1.7159 tanh(2z/3), … settles at 0.62”: the recursion of the chart, with that function.
#[test]
fn the_rule_1_over_n_suits_lecuns_own_tanh() {
    let square = |q: f64| {
        let nodes = (-4000..4000).map(|i| (f64::from(i) + 0.5) / 500.0);
        let part = |z: f64| (-0.5 * z * z).exp() * (1.7159 * (2.0 / 3.0 * q.sqrt() * z).tanh()).powi(2);
        nodes.map(part).sum::<f64>() / 500.0 / std::f64::consts::TAU.sqrt()
    };
    let mut q = 1.0;
    let stds: Vec<f64> = (0..50)
        .map(|_| {
            q = square(q);
            q.sqrt()
        })
        .collect();
    println!("{:.3} {:.3} {:.3}", stds[0], stds[9], stds[49]);
    assert!((stds[9] - stds[49]).abs() < 0.06 && (0.6..0.66).contains(&stds[49]));
}

/// 07, “with the first the gradients fade … with the second they keep their order of magnitude”; “a third of that variance”.
#[test]
fn the_old_uniform_start_loses_the_gradient_and_glorot_keeps_it() {
    use unit_variance::nn::init::Init;
    assert!((Init::Uniform.variance().value(100, 100) * 3.0 - Init::Xavier.variance().value(100, 100)).abs() < 1e-9);
    let _ = linked("vary=init&act=tanh&depth=10");
    for (init, low, high) in [("uniform", 0.0, 0.02), ("glorot", 0.1, 1.0), ("xavier", 0.1, 1.0)] {
        let ratios = runs(&format!("init={init}&act=tanh&depth=10"), 0).each_ref().map(gradient_ratio);
        println!("{init}: {ratios:.4?}");
        assert!(within(low..high, &ratios));
    }
    let [xavier, glorot] = ["xavier", "glorot"].map(|init| stds(&format!("init={init}&act=tanh&depth=10")));
    assert!(xavier[1..].iter().zip(&glorot[1..]).all(|(a, b)| (a / b - 1.0).abs() < 0.2), "nearly the same inside");
}

/// 07, “a little below”: at every layer, and never by much.
#[test]
fn with_xavier_tanh_shrinks_slowly_from_layer_to_layer() {
    let start = run("init=xavier", 0);
    assert!(start.layers.windows(2).all(|l| l[1].act.std < l[0].act.std && l[1].act.std > 0.7 * l[0].act.std));
}
