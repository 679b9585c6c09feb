//! The predicted line of “signal by depth” and its band: each activation function’s own, with skip connections and with a
//! start from data too.

use super::runs::*;
use unit_variance::lesson::session::Unpredicted;
use unit_variance::lesson::snapshot::{LayerStats, Snapshot};

fn forward(l: &LayerStats) -> [f32; 3] {
    [l.act.std, l.predicted_act_std, l.predicted_spread.act]
}

fn back(l: &LayerStats) -> [f32; 3] {
    [l.grad.std, l.predicted_grad_std, l.predicted_spread.grad]
}

/// Of how many networks out of forty the measured value lies within the band, at these layers.
fn inside(query: &str, of: impl Fn(&LayerStats) -> [f32; 3], layers: [usize; 3]) -> [u32; 3] {
    let shots: Vec<Snapshot> = (1..=40).map(|seed| run(&format!("{query}&batch=64&seed={seed}"), 0)).collect();
    let hits = layers.map(|layer| {
        let within = |shot: &&Snapshot| {
            let [measured, predicted, spread] = of(&shot.layers[layer - 1]);
            (1.0 / (1.0 + spread)..1.0 + spread).contains(&(measured / predicted))
        };
        shots.iter().filter(within).count() as u32
    });
    println!("{query}: {hits:?} of 40");
    hits
}

/// The sources’ “worked out for each activation function”: about two networks in three, or more, are inside.
#[test]
fn every_activation_function_has_a_band_of_its_own_that_most_networks_keep_to() {
    for (query, least) in [
        ("act=tanh&init=xavier&depth=30", 26),
        ("act=tanh&init=small&depth=30", 26),
        ("act=linear&init=xavier&depth=30", 26),
        ("act=sigmoid&init=xavier&depth=30", 18),
        ("act=relu&init=he&depth=30", 18),
    ] {
        let (ahead, behind) = (inside(query, forward, [2, 10, 30]), inside(query, back, [1, 10, 20]));
        assert!(ahead.iter().chain(&behind).all(|inside| *inside >= least), "{query}");
    }
    // ReLU’s band would be several times as wide as that of a sigmoid, which then says nothing.
    let spread = |act: &str| last(&run(&format!("act={act}&depth=30"), 0)).predicted_spread.act;
    let [relu, tanh, sigmoid] = ["relu", "tanh", "sigmoid"].map(spread);
    println!("spread at layer 30: ReLU {relu}, tanh {tanh}, sigmoid {sigmoid}");
    assert!(relu > 2.0 * tanh && tanh > 2.0 * sigmoid);
}

#[test]
fn skip_connections_and_a_start_from_data_have_a_line_where_theory_gives_one() {
    for query in ["act=tanh&skip=1&depth=30", "act=tanh&norm=batch&skip=1&depth=30", "act=linear&skip=1&depth=10"] {
        for shot in runs(query, 0) {
            for layer in &shot.layers {
                let [ahead, behind] =
                    [forward(layer), back(layer)].map(|[measured, predicted, _]| measured / predicted);
                assert!((0.75..1.3).contains(&ahead) && (0.7..1.4).contains(&behind), "{query}: {ahead} {behind}");
            }
        }
    }
    for query in ["act=tanh&start=data&depth=30", "init=small&act=relu&start=data&depth=30"] {
        for shot in runs(query, 0) {
            let stds = shot.layers.iter().map(|layer| layer.act.std / layer.predicted_act_std);
            assert!(stds.clone().all(|ratio| (0.9..1.15).contains(&ratio)), "{query}: {:?}", stds.collect::<Vec<_>>());
            assert!(shot.layers.iter().all(|layer| layer.predicted_act_std == first(&shot).predicted_act_std), "flat");
            assert!(shot.layers.iter().all(|layer| layer.predicted_grad_std.is_nan()));
        }
    }
}

/// What the chart says where it has no line: there the recursion would be far off, or has no say.
#[test]
fn where_no_line_is_drawn_the_reason_holds() {
    use unit_variance::lesson::{config::Config, session::unpredicted};
    let why = |query: &str| unpredicted(&Config::from_query(query).0.run);
    for (query, reason) in [
        ("net=cnn", Some(Unpredicted::Convolution)),
        ("norm=layer", Some(Unpredicted::Normalization)),
        ("act=relu&skip=1", Some(Unpredicted::PilingUp)),
        ("init=constant", Some(Unpredicted::SameWeights)),
        ("norm=batch&batch=2", Some(Unpredicted::SmallBatch)),
        ("start=data&batch=2", Some(Unpredicted::SmallBatch)),
        ("norm=batch&batch=32", None),
        ("batch=1", None),
    ] {
        assert_eq!(why(query), reason, "{query}");
        let drawn = !first(&run(&format!("{query}&depth=3"), 0)).predicted_act_std.is_nan();
        assert_eq!(drawn, reason.is_none(), "{query}");
    }
    // A batch of two leaves ±1 of every value; the recursion would have said 0.63.
    for shot in runs("norm=batch&batch=2", 0) {
        assert!((first(&shot).act.std - 1f32.tanh()).abs() < 0.02, "{}", first(&shot).act.std);
    }
    // Skip connections pile up the mean of ReLU: it outgrows the std of what is added.
    for shot in runs("act=relu&init=he&skip=1&depth=30&norm=batch", 0) {
        assert!(
            last(&shot).act.mean > 10.0 * first(&shot).act.mean,
            "{} {}",
            last(&shot).act.mean,
            first(&shot).act.mean
        );
    }
}
