//! `05-too-large.md`, and what the presets say of weights that start too large, of sigmoid and of dead units.

use super::runs::*;
use unit_variance::lesson::snapshot::Snapshot;

/// 05, “Each sum is about ten times as wide as its inputs”.
#[test]
fn large_weights_make_a_sum_of_a_hundred_ten_times_as_wide() {
    for shot in runs("init=large&act=linear&depth=10", 0) {
        for pair in shot.layers.windows(2) {
            let factor = pair[1].act.std / pair[0].act.std;
            assert!((7.0..14.0).contains(&factor), "{factor}");
        }
    }
    assert!(runs(linked("init=large&act=relu&depth=50"), 0).iter().all(|shot| shot.divergence.is_some()));
}

/// 05, “multiplied by 2.4 times at each layer … 2,300 to 2,800”.
#[test]
fn the_gradient_of_large_tanh_grows_by_what_the_formula_says() {
    for shot in runs(linked("init=large&act=tanh&depth=10"), 0) {
        let predicted = first(&shot).predicted_grad_std / last(&shot).predicted_grad_std;
        let (factor, ratio) = (gradient_factor(&shot), gradient_ratio(&shot));
        println!("predicted {predicted}, measured {ratio}, a layer {factor}");
        assert!((2.25..2.5).contains(&factor) && (2250.0..2850.0).contains(&ratio));
        assert!((0.5..2.0).contains(&(ratio / predicted)));
        assert!(shot.layers.iter().all(|l| l.saturated > 0.7), "and most units are saturated");
    }
}

/// The preset's “Watch the cost jump about”.
#[test]
fn the_cost_of_large_weights_jumps_about() {
    let jumps = |query: &str| {
        let costs = run(query, 100).costs;
        costs.windows(2).filter(|pair| pair[1] > pair[0] + 1.0).count()
    };
    for seed in SEEDS {
        let [large, xavier] = ["large", "xavier"].map(|init| jumps(&format!("init={init}&act=tanh&seed={seed}")));
        println!("steps of 100 that raise the cost by 1 or more: large {large}, Xavier {xavier}");
        assert!(large >= 8 && xavier == 0);
        let cost = |init: &str| run(&format!("init={init}&act=tanh&seed={seed}"), 100).cost;
        assert!(cost("large") > 10.0 * cost("xavier"));
    }
}

/// The preset's “from one picture to the next hardly anything moves” and the factors of the gradient.
#[test]
fn a_deep_sigmoid_learns_from_large_weights_alone_because_its_gradient_survives() {
    for (init, low, high) in [("xavier", 0.2, 0.26), ("he", 0.28, 0.34), ("large", 0.95, 1.03)] {
        let query = format!("init={init}&act=sigmoid&depth=10");
        let starts = runs(&query, 0);
        let factors = starts.each_ref().map(gradient_factor);
        println!("{init}: gradient a layer {factors:.3?}, across {:?}", starts.each_ref().map(|s| last(s).across));
        assert!(within(low..high, &factors), "{init}");
        let found = accuracies(&query, if init == "large" { 300 } else { 100 });
        if init == "large" {
            assert!(within(0.4..1.0, &found));
        } else {
            assert!(within(0.0..0.2, &found));
            assert!(starts.iter().all(|s| last(s).act.std > 0.1 && last(s).across < 1e-4));
        }
    }
}

/// The preset's “The first updates push the weights so far …”.
#[test]
fn raw_inputs_and_a_large_rate_kill_most_units_within_three_steps() {
    for seed in SEEDS {
        let query = format!("{}&seed={seed}", linked("init=he&act=relu&depth=2&scaling=raw&lr=0.3"));
        let shot = run(&query, 3);
        let later = run(&query, 300);
        let dead = |shot: &Snapshot| shot.layers.iter().map(|l| l.dead).collect::<Vec<_>>();
        println!("{:?}, {:?}", dead(&shot), dead(&later));
        assert!(first(&shot).dead > 70 && last(&shot).dead > 50);
        assert!(later.layers.iter().all(|l| l.dead > 50) && later.accuracy < 0.2);
    }
}

/// 03 and Health: “beyond a factor of 100”.
#[test]
fn a_gradient_counts_as_vanished_or_exploded_beyond_a_factor_of_a_hundred() {
    use unit_variance::lesson::history::History;
    let finding = |query: &str| {
        let shot = run(query, 0);
        let ratio = gradient_ratio(&shot);
        let mut history = History::default();
        history.push(shot);
        let newest = history.newest().expect("a snapshot was pushed");
        (ratio, history.verdict(newest).finding.key())
    };
    for (query, key) in [
        ("init=uniform", "vanishing-gradients"),
        ("init=xavier", "healthy"),
        ("init=he&act=relu&norm=batch&depth=20", "healthy"),
        ("init=he&act=relu&norm=batch&depth=30", "exploding"),
    ] {
        let (ratio, found) = finding(query);
        println!("{query}: {ratio}");
        assert_eq!((ratio > 100.0, ratio < 0.01), (found == "exploding", found == "vanishing-gradients"), "{query}");
        assert_eq!(found, key, "{query}: {ratio}");
    }
}

/// Health, “the slope is under 6% of its largest”: at the limits that it names.
#[test]
fn where_a_unit_counts_as_saturated_the_slope_is_under_six_per_cent_of_its_largest() {
    use unit_variance::nn::act::Act;
    let tanh = Act::Tanh.derivative(0.97f64.atanh()) / Act::Tanh.derivative(0.0);
    let sigmoid = Act::Sigmoid.derivative((0.985f64 / 0.015).ln()) / Act::Sigmoid.derivative(0.0);
    println!("{tanh} {sigmoid}");
    assert!((0.055..0.06).contains(&tanh) && (0.055..0.06).contains(&sigmoid));
}

/// The preset's “The start we called too large is the only one of the three that learns”: nor do the others in a thousand steps.
#[test]
fn a_deep_sigmoid_looks_spread_while_it_is_blind_and_only_large_weights_learn() {
    for init in ["xavier", "he"] {
        let shot = run(&format!("init={init}&act=sigmoid&depth=10"), 1000);
        assert!(last(&shot).act.std > 0.1 && last(&shot).across < 1e-4, "{init}");
        assert!(shot.accuracy < 0.2, "{init}");
    }
    assert!(run(linked("init=large&act=sigmoid&depth=10"), 1000).accuracy > 0.6);
}
