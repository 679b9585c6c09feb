//! The claims of the article, each measured on the run that its link opens. A sentence that fails here must be
//! rewritten, not the test.

use std::sync::LazyLock;
use unit_variance::lesson::config::Config;
use unit_variance::lesson::neighbours;
use unit_variance::lesson::session::Session;
use unit_variance::lesson::snapshot::{LayerStats, Snapshot};

/// The page as the reader gets it.
static PAGE: LazyLock<String> = LazyLock::new(|| site::page().expect("the page can be assembled"));

/// The query of a link, which must stand in the article just so.
fn linked(query: &str) -> &str {
    let href = format!("href=\"#{}\"", query.replace('&', "&amp;"));
    assert!(PAGE.contains(&href), "the article has no link {href}");
    query
}

fn session(query: &str) -> Session {
    let (config, notices) = Config::from_query(query);
    assert!(notices.is_empty(), "{query}: {notices:?}");
    Session::new(&config.run).expect("a run of the article fits into memory")
}

fn run(query: &str, steps: u32) -> Snapshot {
    let mut session = session(query);
    while session.at() < steps && session.step() {}
    session.snapshot(false)
}

fn first(shot: &Snapshot) -> &LayerStats {
    &shot.layers[0]
}

fn last(shot: &Snapshot) -> &LayerStats {
    shot.layers.last().expect("a network has layers")
}

/// Gradient std of the first hidden layer over that of the last.
fn gradient_ratio(shot: &Snapshot) -> f32 {
    first(shot).grad.std / last(shot).grad.std
}

#[test]
fn small_weights_let_the_signal_die_and_the_network_never_learns() {
    let query = linked("init=small&act=tanh&depth=10");
    let start = run(query, 0);
    for pair in start.layers.windows(2) {
        let factor = pair[1].act.std / pair[0].act.std;
        assert!((0.08..0.12).contains(&factor), "about a tenth at each layer, not {factor}");
        assert!(pair[0].grad.std < 0.2 * pair[1].grad.std, "the gradient fades the other way");
    }
    assert!(run(query, 500).accuracy < 0.2);
}

#[test]
fn large_weights_saturate_tanh_and_yet_the_gradient_explodes() {
    let start = run(linked("init=large&act=tanh&depth=10"), 0);
    assert!(start.layers[1..].iter().all(|l| l.saturated > 0.75));
    assert!(gradient_ratio(&start) > 500.0, "{}", gradient_ratio(&start));
}

#[test]
fn large_weights_overflow_a_deep_relu_network() {
    assert!(run(linked("init=large&act=relu&depth=50"), 0).divergence.is_some());
}

#[test]
fn equal_weights_learn_a_little_and_stay_equal() {
    let query = linked("init=constant&std=0.01&act=tanh&depth=10");
    let mut session = session(query);
    let before = session.snapshot(false).cost;
    while session.at() < 200 && session.step() {}
    let after = session.snapshot(false);
    assert!(after.cost < 0.9 * before, "gradients do flow: {before} to {}", after.cost);
    assert!(after.layers.iter().all(|l| l.between == 0.0 && l.grad.std > 0.0));
    assert!(after.accuracy < 0.5);
}

#[test]
fn zero_weights_get_exactly_no_gradient_under_tanh_and_relu() {
    for act in ["tanh", "relu"] {
        let shot = run(&format!("init=zeros&act={act}"), 5);
        assert!(shot.layers.iter().all(|l| l.grad.std == 0.0 && l.act.std == 0.0), "{act}");
    }
    let sigmoid = run("init=zeros&act=sigmoid", 50);
    assert!(last(&sigmoid).grad.std > 0.0 && sigmoid.layers.iter().all(|l| l.between == 0.0));
}

#[test]
fn xavier_fails_relu_at_depth_30_and_he_does_not() {
    let xavier = linked("init=xavier&act=relu&depth=30&lr=0.02");
    assert!(last(&run(xavier, 0)).act.std < 1e-3 * first(&run(xavier, 0)).act.std);
    assert!(run(xavier, 1000).accuracy < 0.25);
    let he = linked("init=he&act=relu&depth=30&lr=0.02");
    assert!((0.2..5.0).contains(&(last(&run(he, 0)).act.std / first(&run(he, 0)).act.std)));
    assert!(run(he, 1000).accuracy > 0.8);
}

#[test]
fn raw_inputs_and_a_large_rate_kill_relus() {
    let shot = run(linked("init=he&act=relu&depth=2&scaling=raw&lr=0.3"), 300);
    assert!(
        shot.layers.iter().all(|l| 2 * l.dead > l.units),
        "{:?}",
        shot.layers.iter().map(|l| l.dead).collect::<Vec<_>>()
    );
    assert!(shot.accuracy < 0.2);
}

#[test]
fn a_deep_sigmoid_looks_spread_while_it_is_blind_and_only_large_weights_learn() {
    for init in ["xavier", "he"] {
        let shot = run(&format!("init={init}&act=sigmoid&depth=10"), 1000);
        assert!(last(&shot).act.std > 0.1 && last(&shot).across < 1e-4, "{init}");
        assert!(shot.accuracy < 0.2, "{init}");
    }
    assert!(run(linked("init=large&act=sigmoid&depth=10"), 1000).accuracy > 0.6);
}

#[test]
fn unscaled_cars_are_not_learned_and_standardized_ones_are() {
    let raw = run(linked("data=units&scaling=raw&depth=2"), 500);
    assert!(raw.accuracy < 0.6 && first(&raw).saturated > 0.95);
    assert!(run(linked("data=units&scaling=standard&depth=2"), 500).accuracy > 0.95);
}

#[test]
fn the_old_uniform_start_fades_the_gradient_and_glorot_keeps_its_order() {
    assert!(PAGE.contains("vary=init&amp;act=tanh&amp;depth=10"));
    assert!(gradient_ratio(&run("init=uniform", 0)) < 0.02);
    assert!((0.1..1.0).contains(&gradient_ratio(&run("init=glorot", 0))));
}

#[test]
fn with_xavier_tanh_shrinks_slowly_and_learns() {
    let start = run("init=xavier", 0);
    assert!(start.layers.windows(2).all(|l| l[1].act.std < l[0].act.std && l[1].act.std > 0.7 * l[0].act.std));
    assert!(run("init=xavier", 500).accuracy > 0.9);
}

#[test]
fn no_optimizer_makes_up_for_small_weights() {
    assert!(PAGE.contains("vary=opt&amp;init=small&amp;act=tanh&amp;depth=10"));
    for opt in ["sgd", "momentum", "rmsprop", "adam"] {
        let shot = run(&format!("init=small&opt={opt}"), 500);
        assert!(shot.accuracy < 0.4, "{opt}: {}", shot.accuracy);
    }
}

#[test]
fn batch_norm_lets_small_sigmoids_learn() {
    assert!(run(linked("init=small&act=sigmoid&norm=batch&depth=10"), 1000).accuracy > 0.9);
    assert!(run("init=small&act=sigmoid&depth=10", 1000).accuracy < 0.2);
}

#[test]
fn batch_norm_tolerates_larger_steps() {
    assert!(
        PAGE.contains("vary=lr&amp;act=relu&amp;norm=batch") && PAGE.contains("vary=lr&amp;act=relu&amp;norm=none")
    );
    for lr in ["0.5", "2"] {
        assert!(run(&format!("act=relu&lr={lr}&norm=batch"), 200).accuracy > 0.9, "{lr}");
        assert!(run(&format!("act=relu&lr={lr}&norm=none"), 200).accuracy < 0.6, "{lr}");
    }
}

#[test]
fn batch_norm_explodes_relu_gradients_at_the_start_and_trains_all_the_same() {
    let query = linked("init=he&act=relu&depth=30&norm=batch");
    assert!(gradient_ratio(&run(query, 0)) > 50.0);
    assert!((0.2..5.0).contains(&gradient_ratio(&run("init=he&act=relu&depth=30", 0))));
    assert!(run(query, 400).accuracy > 0.8);
}

#[test]
fn neighbours_of_one_class_change_the_prediction() {
    let mut session = session(neighbours::RUN);
    while session.at() < neighbours::LAST && session.step() {}
    let seen = session.neighbours(100).unwrap();
    let [running, mixed, sorted] = [&seen.running, &seen.mixed, &seen.shared].map(|predicted| seen.error(predicted));
    println!("held-out error: running statistics {running}, mixed batches {mixed}, sorted batches {sorted}");
    assert!(running < 0.05 && mixed < 0.05, "{running} {mixed}");
    assert!(sorted > 0.75, "{sorted}");
}
