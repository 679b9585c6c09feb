//! `depth-today`: RMS norm, skip connections, a start from data.

use super::runs::*;

/// “learn as well as the same with layer norm: after 400 steps both have well over nine in ten right”.
#[test]
fn ten_layers_learn_with_rms_norm_as_with_layer_norm() {
    for query in ["norm=rms", "norm=layer"] {
        assert!(within(0.92..1.0, &accuracies(linked(query), 400)));
    }
}

/// “the gradient of layer 1 starts thousands of times as large …, and after 400 steps the network has half of the digits
/// wrong. With them more than nine in ten are right.”
#[test]
fn fifty_layers_of_relu_with_batch_norm_need_skip_connections() {
    let without = linked("act=relu&init=he&norm=batch&depth=50&lr=0.02");
    for start in runs(without, 0) {
        assert!(first(&start).grad.std / last(&start).grad.std > 2000.0);
    }
    assert!(within(0.2..0.55, &accuracies(without, 400)));
    assert!(within(0.9..1.0, &accuracies(linked("act=relu&init=he&norm=batch&skip=1&depth=50&lr=0.02"), 400)));
}

/// “fifty layers without normalization start with a std above a hundred million at the end, and the run breaks off.”
#[test]
fn skip_connections_alone_let_the_signal_grow_without_bound() {
    let alone = linked("act=relu&init=he&skip=1&depth=50&lr=0.02");
    for (start, end) in runs(alone, 0).iter().zip(runs(alone, 50)) {
        assert!(last(start).act.std > 1e8);
        assert!(end.divergence.is_some());
    }
}

/// “The small weights that learned nothing learn then, and so does a sigmoid of ten layers, which stays at chance with
/// Xavier … a small rate suits them.”
#[test]
fn a_start_from_data_makes_small_weights_and_deep_sigmoids_learn() {
    for query in ["init=small&start=data", "act=sigmoid&start=data", "init=small&start=data&norm=weight&lr=0.005"] {
        assert!(within(0.9..1.0, &accuracies(linked(query), 400)));
    }
    for query in ["init=small", "act=sigmoid"] {
        assert!(within(0.0..0.2, &accuracies(query, 400)));
    }
}
