//! The verdict on constructed snapshots: one kind of trouble each.

use super::*;
use crate::histogram::{Bins, Histogram};
use crate::snapshot::{InputStats, Moments, Part, Predictions, Spread};

fn layer(std: f32, grad: f32) -> LayerStats {
    let m = |std: f32| Moments { mean: 0.0, std };
    let empty = Histogram::new(Bins::SignedLog);
    LayerStats {
        units: 100,
        act: m(std),
        across: std,
        between: std,
        affine: m(std),
        pre: m(std),
        grad: m(grad),
        saturated: f32::NAN,
        zero: 0.0,
        dead: 0,
        update_ratio: 1e-3,
        per_statistic: 0,
        gamma: m(f32::NAN),
        beta: m(f32::NAN),
        batch_statistics: m(f32::NAN),
        running_statistics: m(f32::NAN),
        predicted_act_std: f32::NAN,
        predicted_grad_std: f32::NAN,
        predicted_spread: Spread { act: f32::NAN, grad: f32::NAN },
        act_histogram: empty.clone(),
        grad_histogram: empty.clone(),
        affine_histogram: empty.clone(),
        pre_histogram: empty,
    }
}

fn snapshot(layers: Vec<LayerStats>) -> Snapshot {
    Snapshot {
        step: 500,
        cost: 2.3,
        judged: 500,
        held_out_cost: 2.3,
        accuracy: 0.3,
        chance: 0.1,
        costs: Vec::new(),
        input: InputStats {
            value: Moments { mean: 0.0, std: 1.0 },
            across: 1.0,
            between: 1.0,
            histogram: Histogram::new(Bins::SignedLog),
        },
        layers,
        divergence: None,
        predictions: Predictions::None,
    }
}

fn found(snapshot: &Snapshot) -> Finding {
    verdict(snapshot, 2.3, &[2.0, 1.9]).finding
}

fn even() -> Vec<LayerStats> {
    vec![layer(0.5, 1e-3); 10]
}

#[test]
fn an_even_signal_is_healthy() {
    let finding = found(&snapshot(even()));
    assert_eq!(finding, Finding::Healthy { spread: (0.5, 0.5), ratio: 1.0, learned: None, alike: None });
    assert_eq!(finding.layer(), None);
}

#[test]
fn a_last_layer_that_is_the_same_for_nearly_every_example_is_named_beside_the_health_of_the_rest() {
    let mut layers = even();
    (layers[9].act.mean, layers[9].across) = (1.0, 0.1);
    let alike = |layers: &[LayerStats]| match found(&snapshot(layers.to_vec())) {
        Finding::Healthy { alike, .. } => alike,
        finding => panic!("{finding:?}"),
    };
    assert_eq!(alike(&layers), Some(Alike { layer: 10, std: 0.5, across: 0.1 }));
    layers[9].across = 0.4;
    assert_eq!(alike(&layers), None);
}

#[test]
fn a_signal_that_fades_is_named_at_the_first_layer_where_it_is_lost() {
    let layers = (0..10).map(|l| layer(0.1f32.powi(l), 1e-3)).collect();
    let finding = found(&snapshot(layers));
    assert_eq!((finding.key(), finding.layer()), ("vanishing-activations", Some(5)));
}

#[test]
fn gradients_are_compared_between_the_first_and_the_last_layer() {
    let graded = |factor: f32| snapshot((0..10).map(|l| layer(0.5, factor.powi(l))).collect());
    assert_eq!(found(&graded(10.0)).key(), "vanishing-gradients");
    assert_eq!(found(&graded(0.1)).key(), "exploding");
    assert_eq!(found(&graded(0.1)).layer(), Some(1));
    assert_eq!(found(&graded(1.3)).key(), "healthy");
    let growing = snapshot((0..10).map(|l| layer(7f32.powi(l), 1.0)).collect());
    assert_eq!((found(&growing).key(), found(&growing).layer()), ("exploding", Some(10)));
}

#[test]
fn activations_out_of_all_scale_are_not_healthy_however_even_they_are() {
    let finding = found(&snapshot(vec![layer(4e4, 1.0); 3]));
    assert_eq!(finding, Finding::OutOfScale { layer: 1, std: 4e4 });
    assert_eq!((finding.key(), finding.layer()), ("exploding", Some(1)));
}

#[test]
fn most_activations_saturated_is_saturated_even_where_the_input_is_lost_by_it() {
    let mut layers = even();
    layers[6].saturated = 0.83;
    let finding = found(&snapshot(layers.clone()));
    assert_eq!(finding, Finding::Saturated { layer: 7, share: 0.83, last: 10, ratio: 1.0 });
    layers[8].across = 0.0;
    assert_eq!(found(&snapshot(layers)).key(), "saturated");
}

#[test]
fn most_units_dead_is_dead_unless_they_never_lived() {
    let mut layers = even();
    layers[2].dead = 98;
    let finding = found(&snapshot(layers.clone()));
    assert_eq!(finding, Finding::Dead { layer: 3, dead: 98, units: 100 });
    for layer in &mut layers {
        (layer.dead, layer.across, layer.update_ratio) = (100, 0.0, f32::NAN);
    }
    assert_eq!(found(&snapshot(layers)).key(), "vanishing-activations");
}

#[test]
fn units_that_are_alike_are_symmetric_whatever_they_learn() {
    let mut layers = even();
    layers[4].between = 0.0;
    let mut now = snapshot(layers);
    now.accuracy = 0.95;
    assert_eq!(found(&now), Finding::Symmetric { layer: 5, units: 100 });
}

/// Activations of 1e-40 have no digits left in which they could differ: the signal is lost, the units are not one.
#[test]
fn what_f32_cannot_tell_apart_is_not_called_symmetric() {
    for query in ["init=normal&std=1.5e-6&seed=7", "init=normal&std=7e-7&seed=7", "init=normal&std=1e-38&seed=7"] {
        for act in ["tanh", "relu", "linear"] {
            let finding = of_run(&format!("{query}&act={act}"), 0);
            assert_eq!(finding.key(), "vanishing-activations", "{query}, {act}: {finding:?}");
        }
    }
    assert_eq!(of_run("init=constant&std=0.05&seed=7", 0).key(), "symmetric");
}

#[test]
fn a_network_that_learns_is_healthy_in_spite_of_its_numbers() {
    let mut now = snapshot((0..10).map(|l| layer(0.5, 0.1f32.powi(l))).collect());
    now.accuracy = 0.7;
    assert!(matches!(found(&now), Finding::Healthy { learned: Some(0.7), .. }));
}

#[test]
fn a_cost_that_does_not_fall_is_a_plateau_after_some_patience() {
    let mut now = snapshot(even());
    now.accuracy = 0.12;
    let flat = |now: &Snapshot| verdict(now, 2.3, &[2.31, 2.29]).finding;
    assert_eq!(flat(&now), Finding::Plateau { cost: 2.3, accuracy: 0.12, chance: 0.1 });
    now.step = 20;
    assert_eq!(flat(&now).key(), "healthy");
}

#[test]
fn a_fault_comes_before_everything() {
    let mut now = snapshot(even());
    now.divergence = Some(Divergence { step: 500, layer: 4, part: Part::Gradient });
    assert_eq!((found(&now).key(), found(&now).layer()), ("diverged", Some(4)));
}

fn of_run(query: &str, steps: u32) -> Finding {
    use crate::{config::Config, history::History, session::Session};
    let (mut session, mut history) = (Session::new(&Config::from_query(query).0.run).unwrap(), History::default());
    history.push(session.snapshot(false));
    while session.at() < steps && session.step() {
        history.push(session.snapshot(false));
    }
    history.verdict(history.newest().unwrap()).finding
}

#[test]
fn of_one_example_it_is_not_said_that_all_inputs_give_the_same() {
    for query in
        ["batch=1", "batch=1&act=relu&init=he", "batch=1&norm=layer", "batch=1&net=cnn", "batch=1&net=cnn&norm=batch"]
    {
        for steps in [0, 3] {
            let finding = of_run(query, steps);
            assert!(matches!(finding, Finding::OneExample { .. }), "{query} at {steps}: {finding:?}");
        }
    }
    // What can be told of one example is told.
    assert_eq!(of_run("batch=1&init=small", 0).key(), "vanishing-gradients");
    assert_eq!(of_run("batch=1&init=large", 0).key(), "saturated");
    assert_eq!(of_run("batch=2", 0).key(), "healthy");
}

#[test]
fn a_statistic_of_one_value_is_the_reason_whatever_follows_from_it() {
    for query in [
        "norm=instance",
        "norm=instance&act=sigmoid",
        "norm=group&groups=100",
        "norm=group&width=16&groups=16",
        "norm=batch&batch=1",
        "norm=mean-batch&batch=1&act=relu",
        "norm=weight-mean-batch&batch=1",
    ] {
        for steps in [0, 60] {
            let finding = of_run(query, steps);
            assert_eq!(finding, Finding::OneValue { layer: 1 }, "{query} at {steps}");
        }
    }
    assert_ne!(of_run("norm=batch&batch=2", 0).key(), "one-value");
    assert_ne!(of_run("norm=instance&net=cnn", 0).key(), "one-value");
    assert_ne!(of_run("norm=batch&net=cnn&batch=1", 0).key(), "one-value", "64 positions");
}
