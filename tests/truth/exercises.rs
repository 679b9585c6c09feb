//! `exercises`: the answers, measured.

use super::runs::*;

/// 1: “keep the signal’s std from layer to layer”.
#[test]
fn four_hundred_inputs_ask_for_weights_of_a_twentieth() {
    for start in runs(linked("init=normal&std=0.05&act=linear&width=400&depth=5"), 0) {
        let stds: Vec<f32> = start.layers.iter().map(|layer| layer.act.std).collect();
        assert!(stds.iter().all(|std| (0.8..1.2).contains(&(std / stds[0]))), "{stds:?}");
    }
}

/// 2: “about two millionths. A single network wanders around that by a factor of a few.”
#[test]
fn nineteen_halvings_leave_two_millionths_of_the_mean_square() {
    for start in runs(linked("init=xavier&act=relu&depth=20"), 0) {
        let kept = mean_square(last(&start)) / mean_square(first(&start));
        assert!((2e-7..2e-5).contains(&kept), "{kept:e}");
    }
}

/// 3: “2.4 a layer, and 2.4⁹ is about two and a half thousand. The lab measures it”.
#[test]
fn the_gradient_of_large_tanh_grows_about_two_and_a_half_thousandfold() {
    for start in runs(linked("init=large"), 0) {
        let growth = first(&start).grad.std / last(&start).grad.std;
        assert!((1500.0..4000.0).contains(&growth), "{growth}");
    }
}

/// 4: “cannot learn anything from its inputs in training”: whatever goes in, every layer puts out the same.
#[test]
fn batch_norm_over_one_example_leaves_beta() {
    let query = linked("norm=batch&batch=1");
    for start in runs(query, 0) {
        assert!(start.layers.iter().all(|layer| layer.pre.std == 0.0 && layer.pre.mean == 0.0));
    }
    assert!(within(0.0..0.3, &accuracies(query, 400)));
}

/// 5: “stays at 0”.
#[test]
fn units_that_start_alike_stay_alike() {
    for end in runs(linked("init=constant&std=0.01"), 200) {
        assert!(end.layers.iter().all(|layer| layer.between < 1e-6), "{:?}", first(&end).between);
    }
}

/// 6: “the same network with a sigmoid stays at chance, and with tanh it learns”.
#[test]
fn the_sigmoid_of_ten_layers_stays_at_chance_where_tanh_learns() {
    assert!(within(0.0..0.2, &accuracies(linked("act=sigmoid"), 400)));
    assert!(within(0.9..1.0, &accuracies(linked("act=tanh"), 400)));
}

/// The glossary's numbers: the default batch, ε, the limits of saturation, chance.
#[test]
fn the_glossary_has_the_engines_numbers() {
    use unit_variance::nn::norm::{LayerAxes, Norm};
    let page = &*PAGE;
    assert!(page.contains("at together, 128 in the lab") && config("").run.batch == 128);
    let eps = Norm::Batch.activation(1, LayerAxes::Chw).map(|norm| norm.eps);
    assert!(page.contains("here 0.00001.") && eps == Some(1e-5));
    let start = run("init=large", 0);
    assert!(page.contains("lab counts |a| &gt; 0.97") || page.contains("lab counts |a| > 0.97"));
    assert!(start.layers.iter().all(|layer| layer.saturated > 0.5));
    assert!((0.09..0.12).contains(&start.chance));
}
