//! `04-too-small.md`, and what the presets and verdicts say of weights that start too small.

use super::reader::at_start;
use super::runs::*;
use unit_variance::lesson::snapshot::Predictions;

/// 04, “It is not gone”, and the note below it; 01, “until the signal is too faint for the last layer to learn from”; the
/// verdict's “too faint to learn much from”.
#[test]
fn small_tanh_weights_make_the_picture_faint_and_do_not_erase_it() {
    for seed in SEEDS {
        let small = at_start(&format!("init=small&act=tanh&depth=10&seed={seed}"), 10);
        let xavier = at_start(&format!("init=xavier&act=tanh&depth=10&seed={seed}"), 10);
        let input = at_start(&format!("seed={seed}"), 0);
        let [faint, held, pixels] = [small.read(), xavier.read(), input.read()];
        println!("seed {seed}: std {:.1e}; reader {faint:.3} small, {held:.3} Xavier, {pixels:.3} pixels", small.std());
        println!("cosine {:.3} small, {:.3} input", small.cosine(), input.cosine());
        assert!((3e-11..3e-10).contains(&small.std()));
        assert!(faint > 0.88 && held > 0.85 && pixels > 0.9 && pixels - faint < 0.04 && faint > held);
        assert!(small.cosine() < 0.1);
    }
}

/// 04, “as wide as the inputs were … 10⁻¹⁰”; the presets' “about a tenth as wide as the one before”.
#[test]
fn small_weights_leave_a_tenth_at_each_layer_and_nothing_is_learned() {
    for start in runs("init=small&act=tanh&depth=10", 0) {
        for pair in start.layers.windows(2) {
            let factor = pair[1].act.std / pair[0].act.std;
            assert!((0.08..0.12).contains(&factor), "{factor}");
            assert!(pair[0].grad.std < 0.2 * pair[1].grad.std, "the gradient fades the other way");
        }
        assert!((1e-11..1e-9).contains(&last(&start).act.std));
    }
    for seed in SEEDS {
        let mut session = session(&format!("init=small&act=tanh&depth=10&seed={seed}"));
        train(&mut session, 500);
        let Predictions::Classes(answers) = session.snapshot(true).predictions else { panic!("digits have classes") };
        assert!(answers.iter().all(|answer| *answer == answers[0]), "the same digit for every picture");
    }
}

/// 04, “the hidden weights get a gradient of exactly zero”, “with sigmoid, zeros behave in this second way”.
#[test]
fn zero_weights_get_no_gradient_but_for_sigmoid() {
    for act in ["linear", "tanh", "relu", "leaky-relu", "gelu"] {
        let shot = run(&format!("init=zeros&act={act}&depth=4"), 5);
        assert!(shot.layers.iter().all(|l| l.grad.std == 0.0 && l.act.std == 0.0), "{act}");
    }
    let sigmoid = run("init=zeros&act=sigmoid&depth=4", 50);
    assert!(last(&sigmoid).grad.std > 0.0 && sigmoid.layers.iter().all(|l| l.between == 0.0));
}

/// The preset's “std between units … is 0 in every layer”; the column is in the table that the reader opens.
#[test]
fn equal_weights_keep_every_unit_equal_and_the_table_shows_it() {
    use unit_variance::lesson::columns::columns;
    let query = linked("init=constant&std=0.01&act=tanh&depth=10");
    let shot = run(query, 200);
    assert!(shot.cost < 0.9 * run(query, 0).cost, "gradients do flow");
    let (_, between) = columns(&shot).find(|(name, _)| *name == "std between units").expect("a column of the table");
    assert!(shot.layers.iter().all(|layer| between(layer) == 0.0 && layer.grad.std > 0.0));
    assert!(shot.accuracy < 0.5);
    assert!(runs("init=xavier&act=tanh", 0).iter().all(|shot| shot.layers.iter().all(|layer| between(layer) > 0.1)));
}

/// 04, the note: a sigmoid's input goes to 0, its output to 0.5.
#[test]
fn small_weights_send_a_sigmoid_to_a_half() {
    for shot in runs("init=small&act=sigmoid&depth=10", 0) {
        assert!(shot.layers.iter().skip(1).all(|l| (0.4..0.6).contains(&l.act.mean) && l.across < 1e-2));
        assert!(last(&shot).across < 1e-6);
    }
}
