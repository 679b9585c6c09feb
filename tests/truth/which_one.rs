//! `16-which-one-when.md`: every row with a run behind it.

use super::runs::*;

/// “Very deep with tanh, no normalization → orthogonal”.
#[test]
fn fifty_tanh_layers_learn_from_orthogonal_weights_sooner_than_from_xavier() {
    let [orthogonal, xavier] =
        ["orthogonal", "xavier"].map(|init| accuracies(&format!("init={init}&act=tanh&depth=50"), 100));
    assert!(orthogonal.iter().zip(&xavier).all(|(a, b)| a > b) && within(0.7..1.0, &orthogonal));
    for shot in runs("init=orthogonal&act=linear&depth=20", 0) {
        assert!((mean_square(last(&shot)) / mean_square(&shot.layers[0]) - 1.0).abs() < 1e-3, "lengths are kept");
    }
}

/// “A batch of one → layer, group or weight norm (no batch mean)”.
#[test]
fn a_batch_of_one_suits_layer_group_and_weight_norm_and_no_norm_of_the_batch() {
    let query = |norm: &str| format!("act=relu&init=he&depth=3&batch=1&norm={norm}");
    for norm in ["layer", "group", "weight"] {
        assert!(within(0.75..1.0, &accuracies(&query(norm), 1000)), "{norm}");
    }
    for norm in ["batch", "weight-mean-batch"] {
        assert!(within(0.0..0.25, &accuracies(&query(norm), 500)), "{norm}");
    }
}

/// “Images, large batches → batch norm”.
#[test]
fn with_large_batches_batch_norm_is_ahead_in_the_convolutional_network() {
    let query = |norm: &str| format!("net=cnn&act=relu&init=he&opt=adam&lr=0.01&batch=64&norm={norm}");
    let [batch, group] = ["batch", "group"].map(|norm| accuracies(&query(norm), 200));
    assert!(batch.iter().zip(&group).all(|(batch, group)| batch > group));
}

/// “Hidden layers with GELU … deeper: normalization”.
#[test]
fn thirty_gelu_layers_learn_under_layer_norm() {
    // Until then accuracy goes up and down: at 200 steps it is 0.6 to 0.9.
    assert!(within(0.7..1.0, &accuracies("init=he&act=gelu&depth=30&norm=layer", 300)));
    assert!(within(0.0..0.3, &accuracies("init=he&act=gelu&depth=30", 100)));
}
