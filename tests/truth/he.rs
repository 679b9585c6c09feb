//! `08-he.md`, and the presets about ReLU.

use super::reader::at_start;
use super::runs::*;

/// 08, “At ten layers Xavier still gets there, four to six times as late”: the steps to 80%.
#[test]
fn xavier_needs_several_times_as_many_steps_as_he() {
    let needed = |query: &str| {
        let mut session = session(query);
        while session.snapshot(false).accuracy < 0.8 {
            (0..10).for_each(|_| {
                session.step();
            });
        }
        session.at() as f32
    };
    for seed in SEEDS {
        let [he, xavier] = ["he", "xavier"].map(|init| needed(&format!("act=relu&init={init}&depth=10&seed={seed}")));
        println!("80% after {he} steps with He, {xavier} with Xavier");
        assert!((3.5..6.5).contains(&(xavier / he)));
    }
}

/// 08, “at thirty it never does”; the presets' “thirty halvings”.
#[test]
fn at_thirty_layers_xavier_never_learns_and_he_does() {
    let xavier = linked("init=xavier&act=relu&depth=30&lr=0.02");
    assert!(within(0.0..0.25, &accuracies(xavier, 200)));
    assert!(run(xavier, 1000).accuracy < 0.25, "nor in a thousand steps");
    for start in runs(xavier, 0) {
        let kept = mean_square(last(&start)) / mean_square(first(&start));
        println!("of the mean square {kept:.1e} is left");
        assert!((1e-11..1e-7).contains(&kept));
    }
    let he = linked("init=he&act=relu&depth=30&lr=0.02");
    for start in runs(he, 0) {
        assert!((0.1..10.0).contains(&(mean_square(last(&start)) / mean_square(first(&start)))));
    }
    let [learned] = course(&format!("{he}&seed=2"), [300]);
    assert!(learned > 0.7);
    assert!(run(he, 1000).accuracy > 0.8);
}

/// The preset's “about half of all networks are still inside it at layer 30, and more of them below than above”.
#[test]
fn single_relu_networks_wander_out_of_the_band_and_more_often_below() {
    let (mut inside, mut below, mut above, mut seeds) = ([0; 30], 0, 0, 0);
    for seed in 1..=100 {
        let shot = run(&format!("init=he&act=relu&depth=30&batch=64&seed={seed}"), 0);
        for (at, layer) in shot.layers.iter().enumerate() {
            let spread = layer.predicted_spread.act;
            let ratio = layer.act.std / layer.predicted_act_std;
            inside[at] += i32::from(ratio > 1.0 / (1.0 + spread) && ratio < 1.0 + spread);
        }
        let (spread, ratio) = (last(&shot).predicted_spread.act, last(&shot).act.std / last(&shot).predicted_act_std);
        below += i32::from(ratio < 1.0 / (1.0 + spread));
        above += i32::from(ratio > 1.0 + spread);
        seeds += 1;
    }
    println!(
        "of {seeds}: inside at 5, 10, 20, 30: {:?}; below at 30: {below}, above: {above}",
        [4, 9, 19, 29].map(|at| inside[at])
    );
    assert!((65..85).contains(&inside[9]) && (50..67).contains(&inside[29]) && below > 2 * above);
}

/// 08, “lucky or unlucky”: one seed learns, one is stuck, one diverges.
#[test]
fn at_a_rate_of_0_05_the_seed_decides_about_thirty_relu_layers() {
    let _ = linked("init=he&act=relu&depth=30&lr=0.05");
    let [lucky, slow, broken] = [2, 1, 9].map(|seed| run(&format!("init=he&act=relu&depth=30&seed={seed}"), 600));
    println!("{} {} {:?}", lucky.accuracy, slow.accuracy, broken.divergence);
    assert!(lucky.accuracy > 0.8 && slow.accuracy < 0.45 && broken.divergence.is_some());
}

/// 08, “any two pictures look alike … whichever of the two”; the verdict's sentence about a layer where examples are alike.
#[test]
fn thirty_relu_layers_make_all_pictures_alike_with_he_and_xavier_the_same() {
    use unit_variance::lesson::history::History;
    for seed in SEEDS {
        let seen = |init: &str, layer| at_start(&format!("init={init}&act=relu&depth=30&seed={seed}"), layer);
        let [he, xavier] = ["he", "xavier"].map(|init| (seen(init, 10), seen(init, 30)));
        let numbers = |(ten, thirty): &(super::reader::Seen, super::reader::Seen)| {
            [ten.cosine(), thirty.cosine(), ten.read(), thirty.read()]
        };
        let [he, xavier] = [numbers(&he), numbers(&xavier)];
        println!("cosine at 10, 30, reader at 10, 30: He {he:.2?}, Xavier {xavier:.2?}");
        assert!(he[1] > 0.9 && (he[1] - xavier[1]).abs() < 0.01 && he[0] > 0.6);
        assert!(he[3] < he[2] && (he[3] - xavier[3]).abs() < 0.1);
        let mut history = History::default();
        history.push(run(&format!("init=he&act=relu&depth=30&lr=0.02&seed={seed}"), 0));
        let newest = history.newest().expect("a snapshot was pushed");
        let sentence = unit_variance::words::Words::english().verdict(&history.verdict(newest));
        assert!(
            sentence.starts_with("Healthy") && sentence.contains("one example looks much like another"),
            "{sentence}"
        );
    }
}

/// 08, the note: the std is about 17% below the root of the mean square; ReLU keeps half of the mean square.
#[test]
fn relu_keeps_half_of_the_mean_square_and_its_std_is_smaller_than_the_root() {
    for shot in runs("init=he&act=relu&depth=10", 0) {
        let first = first(&shot);
        let kept = mean_square(first) / (first.pre.mean * first.pre.mean + first.pre.std * first.pre.std);
        let below = 1.0 - first.act.std / mean_square(first).sqrt();
        println!("kept {kept:.3}, std {below:.3} below the root");
        assert!((0.42..0.58).contains(&kept) && (0.13..0.21).contains(&below));
    }
}

/// 08, the note: a leaky ReLU's exact factor; the table's “ReLU, leaky ReLU”.
#[test]
fn a_leaky_relu_loses_less_than_half() {
    use unit_variance::nn::act::Act;
    let factor = Act::LeakyRelu(0.01).gain().expect("a gain is recommended").powi(2);
    assert!((factor - 2.0 / 1.0001).abs() < 1e-9 && factor < 2.0);
    for start in runs("init=he&act=leaky-relu&depth=30&lr=0.02", 0) {
        assert!((0.1..10.0).contains(&(mean_square(last(&start)) / mean_square(first(&start)))));
    }
}

/// The table's row on GELU: at ten layers He's start serves it, at thirty its signal has faded and ReLU learns sooner.
#[test]
fn gelu_fades_with_depth_under_he_where_relu_does_not() {
    assert!(within(0.9..1.0, &accuracies("init=he&act=gelu&depth=10", 300)));
    for start in runs("init=he&act=gelu&depth=30&lr=0.02", 0) {
        let predicted = last(&start).predicted_act_std / first(&start).predicted_act_std;
        println!("predicted {predicted:.1e}, measured {:.1e}", last(&start).act.std / first(&start).act.std);
        assert!(predicted < 0.01);
    }
}
