//! `07-why-unit-variance.md`: the recursion against the networks.

use super::runs::*;

/// 06, “the variance of the sum is n Var(w) E[x²]”: measured at every layer of the lab's networks, averaged over seeds.
#[test]
fn a_layer_multiplies_the_mean_square_by_n_times_the_variance_of_the_weights() {
    for (init, act, variance) in [("xavier", "tanh", 0.01), ("he", "relu", 0.02), ("large", "linear", 1.0)] {
        let mut factors = Vec::new();
        for shot in runs(&format!("init={init}&act={act}&depth=5"), 0) {
            for pair in shot.layers.windows(2) {
                let z = pair[1].pre.mean * pair[1].pre.mean + pair[1].pre.std * pair[1].pre.std;
                factors.push(z / (100.0 * variance * mean_square(&pair[0])));
            }
        }
        let mean = factors.iter().sum::<f32>() / factors.len() as f32;
        println!("{init} {act}: {mean:.3} of the formula");
        assert!((0.85..1.15).contains(&mean));
    }
}

/// 06, “The two agree when the signal is centred on 0 … After a ReLU they do not”.
#[test]
fn mean_square_and_variance_agree_for_tanh_and_not_for_relu() {
    let share = |act: &str| {
        runs(&format!("init=he&act={act}&depth=3"), 0).map(|shot| {
            let layer = last(&shot);
            layer.act.std * layer.act.std / mean_square(layer)
        })
    };
    println!("{:.3?} {:.3?}", share("tanh"), share("relu"));
    assert!(within(0.97..1.01, &share("tanh")) && within(0.5..0.85, &share("relu")));
}
