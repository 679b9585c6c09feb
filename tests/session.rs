//! A run as a whole: the same numbers for the same seed however it is looked at, initializers that only rescale, faults that
//! are named, questions that leave the training alone, and a step that allocates nothing.

#![allow(clippy::unwrap_used, reason = "a test tells by panicking")]

use unit_variance::lesson::config::Config;
use unit_variance::lesson::race;
use unit_variance::lesson::session::{LIMIT, Session, StartError, bytes};
use unit_variance::lesson::snapshot::{HeldOut, LayerStats, Part, Predictions, Snapshot, Wanted};
use unit_variance::lesson::verdict::verdict;
use unit_variance::protocol::wire;

fn session(query: &str) -> Session {
    let (config, notices) = Config::from_query(query);
    assert!(notices.is_empty(), "{notices:?}");
    Session::new(&config.run).unwrap()
}

fn run(query: &str, steps: u32) -> Snapshot {
    let mut session = session(query);
    while session.at() < steps && session.step() {}
    session.snapshot(true)
}

/// All numbers of a snapshot but the costs of the way there, as bits.
fn bits(snapshot: &Snapshot) -> Vec<u32> {
    let alone = Snapshot { costs: Vec::new(), ..snapshot.clone() };
    wire::encode(&alone).bits()
}

const SMALL: &str = "depth=3&width=20&batch=32&lr=0.1";

#[test]
fn the_same_seed_gives_the_same_bits_at_every_speed_and_however_often_it_is_looked_at() {
    for query in ["", "&norm=batch", "&opt=adam&act=gelu", "&data=moons&norm=weight", "&net=cnn&norm=group&groups=4"] {
        let query = format!("{SMALL}{query}");
        let once = run(&query, 30);
        let mut often = session(&query);
        while often.at() < 30 {
            often.step();
            often.snapshot(often.at().is_multiple_of(2));
            often.predict(&[1.0; 64]);
        }
        assert_eq!(bits(&once), bits(&often.snapshot(true)), "{query}");
        assert_ne!(bits(&once), bits(&run(&format!("{query}&seed=2"), 30)));
    }
}

/// What nobody looks at is not measured; what is measured, and the verdict on it, is the same.
#[test]
fn a_picture_holds_what_was_asked_for_and_nothing_else() {
    for query in ["depth=3&width=20", "norm=batch&act=relu&depth=2&width=12", "net=cnn&norm=batch&act=relu&depth=2"] {
        let mut session = session(query);
        (0..3).for_each(|_| assert!(session.step()));
        let wanted = [Wanted::WHOLE, Wanted::VERDICT, Wanted { held_out: HeldOut::Judge, ..Wanted::SIGNAL }];
        let [whole, judged, signal] = wanted.map(|wanted| session.picture(wanted));
        assert_eq!(verdict(&judged, 3.0, &[]), verdict(&whole, 3.0, &[]), "{query}");
        assert!(signal.input.value.std.is_nan() && judged.input.histogram.counts.is_empty());
        for ((whole, judged), signal) in whole.layers.iter().zip(&judged.layers).zip(&signal.layers) {
            let seen =
                |layer: &LayerStats| (layer.act, layer.act_histogram.clone(), layer.grad, layer.grad_histogram.clone());
            assert_eq!((seen(judged), seen(signal)), (seen(whole), seen(whole)));
            let asked = |layer: &LayerStats| [layer.across, layer.between, layer.zero, layer.update_ratio];
            assert_eq!(asked(judged), asked(whole));
            assert!(asked(signal).iter().all(|v| v.is_nan()) && signal.saturated.is_nan());
            assert!(
                [judged, signal].iter().all(|layer| layer.pre.std.is_nan() && layer.pre_histogram.counts.is_empty())
            );
        }
    }
}

#[test]
fn step_0_shows_the_untrained_network_with_its_gradients() {
    let snapshot = run(SMALL, 0);
    assert_eq!((snapshot.step, snapshot.costs.as_slice()), (0, &[snapshot.cost][..]));
    assert!(snapshot.layers.iter().all(|l| l.grad.std > 0.0 && l.update_ratio.is_nan()));
    let values = 32 * 20;
    assert!(snapshot.layers.iter().all(|l| l.act_histogram.total() == values && l.grad_histogram.total() == values));
}

#[test]
fn switching_the_initializer_rescales_the_same_draws() {
    let at_start = |init: &str| run(&format!("act=linear&depth=1&width=50&init={init}"), 0).layers[0].affine;
    let (xavier, he, small) = (at_start("xavier"), at_start("he"), at_start("small"));
    assert!((he.std / xavier.std / 2f32.sqrt() - 1.0).abs() < 1e-5);
    assert!((small.std / xavier.std / (0.01 * 8.0) - 1.0).abs() < 1e-5);
}

#[test]
fn he_keeps_the_spread_across_depth_where_small_loses_it() {
    let std = |init: &str| {
        let layers = run(&format!("act=relu&depth=20&init={init}"), 0).layers;
        layers[19].act.std / layers[0].act.std
    };
    assert!(std("he") > 0.3, "{}", std("he"));
    assert!(std("small") < 1e-20, "{}", std("small"));
}

#[test]
fn zeros_give_no_gradient_to_any_hidden_layer() {
    for layer in run("init=zeros&depth=3&width=20", 50).layers {
        assert_eq!((layer.grad.mean, layer.grad.std, layer.act.std), (0.0, 0.0, 0.0));
        assert!(layer.update_ratio.is_nan());
    }
}

#[test]
fn constant_weights_keep_all_units_of_a_layer_alike() {
    for layer in run("init=constant&depth=3&width=20&lr=0.5", 100).layers {
        assert_eq!(layer.between, 0.0);
        assert!(layer.across > 0.0);
    }
}

#[test]
fn a_run_that_diverges_names_layer_and_step_and_stops() {
    let mut wild = session("init=large&act=relu&depth=30&lr=1");
    while wild.at() < 1000 && wild.step() {}
    let divergence = wild.divergence().expect("it diverges");
    let at = wild.at();
    assert_eq!(divergence.step, at);
    assert!(!wild.step() && wild.at() == at, "it has stopped");
    let snapshot = wild.snapshot(true);
    assert_eq!(snapshot.divergence, Some(divergence));
    let back = wire::decode::<Snapshot>(&wire::encode(&snapshot)).unwrap();
    assert_eq!((back.divergence, back.layers.len()), (snapshot.divergence, 30));
}

#[test]
fn a_start_that_overflows_shows_the_layers_that_are_finite() {
    let mut wild = session("init=large&act=relu&depth=50");
    let divergence = wild.divergence().expect("it overflows");
    assert_eq!((divergence.step, divergence.part), (0, Part::Activation));
    assert!(divergence.layer > 30 && !wild.step());
    let layers = wild.snapshot(true).layers;
    let first = divergence.layer as usize - 1;
    assert!(layers[..first].iter().all(|l| l.act_histogram.nonfinite == 0 && l.act.std.is_finite()));
    assert!(layers[first].act_histogram.nonfinite > 0);
}

#[test]
fn batches_larger_than_the_training_part_and_of_one_work() {
    for query in
        ["data=circles&batch=512&depth=2&width=8", "batch=1&depth=2&width=8", "batch=1&norm=batch&depth=2&width=8"]
    {
        assert_eq!(run(query, 20).divergence, None, "{query}");
    }
}

#[test]
fn a_batch_of_one_under_batch_norm_passes_beta_and_no_gradient() {
    let layers = run("batch=1&norm=batch&depth=2&width=8", 0).layers;
    assert!(layers.iter().all(|l| l.pre.std == 0.0 && l.pre.mean == 0.0));
    assert_eq!(layers[0].grad.std, 0.0);
}

#[test]
fn every_normalization_runs_on_both_networks() {
    for norm in ["batch", "layer", "instance", "group", "mean-batch", "weight", "weight-mean-batch"] {
        for net in ["depth=2&width=16", "net=cnn"] {
            let snapshot = run(&format!("{net}&act=relu&init=he&batch=32&norm={norm}"), 5);
            assert_eq!(snapshot.divergence, None, "{net} {norm}");
            let has_beta = !matches!(norm, "weight");
            assert!(snapshot.layers.iter().all(|l| l.beta.mean.is_finite() == has_beta), "{net} {norm}");
        }
    }
}

#[test]
fn weight_norm_starts_as_the_same_network() {
    let plain = run(&format!("{SMALL}&init=he"), 0);
    let normed = run(&format!("{SMALL}&init=he&norm=weight"), 0);
    for (a, b) in plain.layers.iter().zip(&normed.layers) {
        assert!((a.act.std / b.act.std - 1.0).abs() < 1e-5);
    }
}

#[test]
fn predictions_are_probabilities_and_change_nothing() {
    let mut digits = session(SMALL);
    let before = bits(&digits.snapshot(true));
    let p = digits.predict(&[8.0; 64]);
    assert_eq!(p.len(), 10);
    assert!((p.iter().sum::<f32>() - 1.0).abs() < 1e-5);
    assert_eq!(bits(&digits.snapshot(true)), before);
    assert!(digits.predict(&[1.0; 3]).is_empty());
    assert_eq!(session("data=moons&depth=1&width=4").predict(&[0.5, f32::NAN]).len(), 2);
}

#[test]
fn what_was_learned_covers_the_plane_or_the_held_out_digits() {
    let Predictions::Plane { side, probability } = run("data=xor&depth=2&width=16&lr=0.5&batch=50", 500).predictions
    else {
        panic!("a plane")
    };
    let at = |row: u32, column: u32| probability[(row * side + column) as usize];
    let (near, far) = (side / 4, side * 3 / 4);
    // Top right and bottom left are class 1 or 0 alike, the other two corners the other class.
    assert!((at(near, far) - at(far, near)).abs() < 0.3 && (at(near, near) - at(far, far)).abs() < 0.3);
    assert!((at(near, far) - at(near, near)).abs() > 0.7);
    let Predictions::Classes(classes) = run(SMALL, 0).predictions else { panic!("classes") };
    assert!(classes.len() > 350 && classes.iter().all(|c| *c < 10));
}

#[test]
fn the_cube_reads_the_first_convolution_before_its_normalization() {
    let mut cnn = session("net=cnn&norm=batch&act=relu&init=he&batch=32");
    let cells = cnn.cube_tensors().unwrap();
    assert_eq!(cells.shape, [16, 16, 8, 8]);
    assert_eq!((cells.x.len(), cells.weight_shape), (16 * 16 * 64, [16, 16, 3, 3]));
    assert_eq!((cells.v.len(), cells.gamma.len()), (16 * 16 * 9, 16));
    assert_eq!(session(SMALL).cube_tensors(), Err(StartError::NotConvolutional));
    assert_eq!(session("net=cnn").neighbours(100), Err(StartError::NotBatchNormed));
    let before = bits(&cnn.snapshot(true));
    cnn.neighbours(50).unwrap();
    assert_eq!(bits(&cnn.snapshot(true)), before);
}

#[test]
fn too_much_memory_is_refused_with_the_figure() {
    let (largest, _) = Config::from_query("depth=50&width=512&batch=512&opt=adam");
    let one = bytes(&largest.run).unwrap();
    assert!((200 << 20..LIMIT).contains(&one), "{one}");
    let all = race::memory(&largest).unwrap();
    assert!(all > LIMIT, "eight of them are too many");
    assert_eq!(race::check(&largest), Err(StartError::Memory(all)));
    assert_eq!(race::check(&Config::default()), Ok(()));
}

#[test]
fn a_step_allocates_nothing() {
    for query in
        ["", "&norm=batch&opt=adam", "&norm=weight-mean-batch", "&data=spiral&norm=layer", "&net=cnn&norm=group"]
    {
        let mut session = session(&format!("{SMALL}{query}"));
        for _ in 0..2 {
            session.step();
            session.snapshot(false);
        }
        session.step();
        let counted = allocation_counter::measure(|| {
            for _ in 0..20 {
                assert!(session.step());
            }
        });
        assert_eq!(counted.count_total, 0, "{query}");
    }
}

#[test]
fn running_statistics_follow_the_batches_and_evaluation_uses_them() {
    let layer = |step| run(&format!("{SMALL}&norm=batch"), step).layers[1].clone();
    let (start, later) = (layer(0), layer(60));
    // One batch has moved them a tenth of the way from mean 0, variance 1.
    assert!(start.running_statistics.mean < 0.2 * start.batch_statistics.mean);
    let gap = (later.running_statistics.std / later.batch_statistics.std - 1.0).abs();
    assert!(gap < 0.2, "{gap}");
    assert_ne!(later.running_statistics, later.batch_statistics);
    assert!(run(&format!("{SMALL}&norm=layer"), 3).layers[1].running_statistics.mean.is_nan());
}
