//! `15-weight-norm-and-mean-only-batch-norm.md`.

use super::runs::*;
use unit_variance::lesson::cube::CubeTensors;
use unit_variance::lesson::weight::{Finding, Kind, STEPS, Weight};

fn lengths(cells: &CubeTensors) -> Vec<f64> {
    let row = cells.weight_shape[1..].iter().product();
    cells.v.chunks_exact(row).map(|v| v.iter().map(|x| f64::from(*x) * f64::from(*x)).sum::<f64>().sqrt()).collect()
}

/// 15, “each plain step makes v a little longer”.
#[test]
fn under_plain_descent_v_grows_longer_with_every_step() {
    for seed in SEEDS {
        let mut session = session(&format!("net=cnn&norm=weight&act=relu&init=he&seed={seed}"));
        let mut before = lengths(&session.cube_tensors().expect("a convolution"));
        let start = before.clone();
        for _ in 0..50 {
            session.step();
            let now = lengths(&session.cube_tensors().expect("a convolution"));
            assert!(now.iter().zip(&before).all(|(now, before)| *now >= before * (1.0 - 1e-7)));
            before = now;
        }
        println!("{:.4} to {:.4}", start[0], before[0]);
        assert!(before.iter().zip(&start).all(|(now, start)| now > start));
    }
}

/// 15, “In the lab weight norm starts as the very same network … so it does not rescue weights that start too small”.
#[test]
fn weight_norm_starts_as_the_same_network_and_does_not_rescue_small_weights() {
    for init in ["small", "xavier", "large"] {
        let [plain, normed] = ["none", "weight"].map(|norm| run(&format!("init={init}&norm={norm}"), 0));
        for (a, b) in plain.layers.iter().zip(&normed.layers) {
            assert!((a.act.std / b.act.std - 1.0).abs() < 1e-3, "{init}: {} {}", a.act.std, b.act.std);
        }
    }
    let small = linked("init=small&act=tanh&norm=weight&depth=10");
    assert!(within(0.0..0.15, &accuracies(small, 200)));
    assert!(within(0.0..0.15, &accuracies("init=small&act=tanh&norm=weight-mean-batch&depth=10", 200)));
    assert!(within(0.9..1.0, &accuracies("init=xavier&act=tanh&norm=weight&depth=10", 150)));
}

/// 15, “2,304 weights … 65,536 activations”: what the two have to look at in the lab's second convolution.
#[test]
fn the_second_convolution_has_far_fewer_weights_than_activations() {
    let mut session = session("net=cnn&norm=weight&batch=64");
    let cells = session.cube_tensors().expect("a convolution");
    let [_, c, h, w] = cells.shape;
    assert_eq!((cells.weight_shape.iter().product::<usize>(), 64 * c * h * w), (2304, 65_536));
}

/// 15, “Over a batch of one …”: the batch's mean is the value itself.
#[test]
fn mean_only_batch_norm_leaves_nothing_of_a_batch_of_one() {
    for norm in ["mean-batch", "weight-mean-batch"] {
        let query = format!("act=relu&init=he&depth=3&batch=1&norm={norm}");
        assert!(runs(&query, 0).iter().all(|shot| shot.layers.iter().all(|l| l.pre.std == 0.0 && l.pre.mean == 0.0)));
        assert!(within(0.0..0.25, &accuracies(&query, 300)), "{norm}");
    }
}

/// What the figure finds where a link sets it.
fn found(query: &str) -> Finding {
    let mut state = Weight::default();
    state.configure(config(query).page.figures.weight);
    while state.work() {}
    state.finding().expect("it is computed")
}

#[test]
fn both_descents_come_to_the_same_weights_from_anywhere() {
    for angle in (0..360).step_by(30) {
        for length in [0.5, 2.0, 4.0, 6.0] {
            let found = found(&format!("weight-steps=200&weight-angle={angle}&weight-length={length}"));
            assert!(found.kind == Kind::Both && found.apart < 0.05, "{angle} {length}: {found:?}");
        }
    }
}

#[test]
fn at_a_rate_that_is_too_large_v_grows_until_the_descent_comes_to_rest() {
    for angle in [70, 200, 270, 340] {
        let found = found(&format!("weight-lr=20&weight-steps=100&weight-angle={angle}"));
        println!("{angle}: {:?} calmer {}", found.ends.map(|end| end.cost), found.calmer());
        assert!(found.kind == Kind::Calmed && found.calmer() > 100.0, "{angle}: {found:?}");
        assert!(found.ends[0].cost > 1.3 * found.best && found.ends[1].cost < 1.01 * found.best, "{found:?}");
    }
}

/// A method in the convolutional network from each seed, trained as the figure's race does: accuracy and noise at the race's last
/// step.
fn raced(query: &str, norm: &str) -> [(f32, f32); 3] {
    let found = SEEDS.map(|seed| {
        let mut session = session(&format!("net=cnn&act=relu&{query}&norm={norm}&seed={seed}"));
        train(&mut session, STEPS);
        (session.snapshot(false).accuracy, session.batch_noise())
    });
    println!("{query} {norm}: {found:.3?}");
    found
}

#[test]
fn small_weights_learn_under_weight_norm_only_from_a_start_that_looks_at_data() {
    let plain = ["weight", "weight-mean-batch"].map(|norm| raced("init=small&start=plain", norm));
    let data = ["none", "weight", "weight-mean-batch"].map(|norm| raced("init=small&start=data", norm));
    for seed in 0..SEEDS.len() {
        let [weight, mean] = plain.each_ref().map(|found| found[seed].0);
        let [none, with_data, mean_with_data] = data.each_ref().map(|found| found[seed].0);
        assert!(weight < 0.15 && mean < 0.15, "{weight} {mean}");
        assert!(
            with_data > 0.4 && mean_with_data > with_data && with_data > none,
            "{none} {with_data} {mean_with_data}"
        );
    }
}

/// 15, “as many digits right as plain weights …, and the two that subtract a batch’s mean … have more”; “from He’s start, one to
/// four hundredths …, and more where its std is divided by, too”: the same networks.
#[test]
fn in_the_convolutional_network_weight_norm_is_as_plain_weights_and_a_batchs_mean_helps_and_is_a_little_noise() {
    let query = linked("vary=norm&net=cnn&act=relu&init=he").replace("vary=norm&", "");
    let [plain, weight, mean, batch] = ["none", "weight", "weight-mean-batch", "batch"].map(|norm| {
        let found = SEEDS.map(|seed| {
            let mut session = session(&format!("{query}&norm={norm}&seed={seed}"));
            train(&mut session, STEPS);
            let noise = session.batch_noise();
            train(&mut session, 500);
            (session.snapshot(false).accuracy, noise)
        });
        println!("{norm}, accuracy and noise: {found:.3?}");
        found
    });
    for seed in 0..SEEDS.len() {
        let [(plain, no_noise), (weight, none_either), (mean, of_mean), (batch, of_both)] =
            [plain[seed], weight[seed], mean[seed], batch[seed]];
        assert!((plain - weight).abs() < 0.04, "{plain} {weight}");
        assert!(mean > plain && batch > plain, "{plain} {mean} {batch}");
        assert_eq!([no_noise, none_either], [0.0; 2]);
        assert!((0.01..0.04).contains(&of_mean) && of_both > of_mean, "{of_mean} {of_both}");
    }
}
