//! `09-the-race.md`.

use super::runs::*;
use unit_variance::lesson::race;
use unit_variance::lesson::session::Session;

/// 09, “each at its own usual learning rate” and “all four get there from Xavier”: the rows of the linked race, trained.
#[test]
fn at_their_usual_rates_all_optimizers_learn_from_xavier() {
    for seed in SEEDS {
        let config = config(&format!("{}&seed={seed}", linked("vary=opt")));
        for row in race::rows(&config) {
            let mut session = Session::new(&row.config.run).expect("a row fits into memory");
            train(&mut session, 200);
            let accuracy = session.snapshot(false).accuracy;
            println!("{} at {}: {accuracy}", row.key, row.config.run.lr);
            assert!(accuracy > 0.9, "{}", row.key);
        }
    }
}

/// 09, “Give all the same rate of 0.1, and RMSprop and Adam fail”.
#[test]
fn at_a_rate_that_suits_plain_descent_rmsprop_and_adam_fail() {
    let _ = linked("vary=opt&lr=0.1");
    for opt in ["sgd", "momentum"] {
        assert!(course(&format!("opt={opt}&lr=0.1"), [100])[0] > 0.85, "{opt}");
    }
    for opt in ["rmsprop", "adam"] {
        assert!(within(0.0..0.5, &accuracies(&format!("opt={opt}&lr=0.1"), 100)), "{opt}");
    }
}

/// 09, “RMSprop alone climbs out of the hole, in some thousands of steps”.
#[test]
fn from_small_weights_rmsprop_climbs_out_in_thousands_of_steps_and_the_others_do_not() {
    let _ = linked("vary=opt&init=small&act=tanh&depth=10");
    let [early, late] = course("init=small&act=tanh&depth=10&seed=3&opt=rmsprop&lr=0.001", [500, 2000]);
    assert!(early < 0.55 && late > 0.8);
    for rest in ["opt=adam&lr=0.001", "opt=momentum&lr=0.02", "opt=sgd"] {
        let [found] = course(&format!("init=small&act=tanh&depth=10&{rest}"), [500]);
        assert!(found < 0.25, "{rest}");
    }
}

/// 09, “SGD needs a hundred from Xavier”.
#[test]
fn plain_descent_needs_about_a_hundred_steps_from_xavier() {
    assert!(within(0.85..1.0, &accuracies("init=xavier&act=tanh&depth=10", 100)));
}

/// 09: at the rate of the lab, too, small weights stay where they are.
#[test]
fn no_optimizer_makes_up_for_small_weights() {
    let _ = linked("vary=opt&init=small&act=tanh&depth=10");
    for opt in ["sgd", "momentum", "rmsprop", "adam"] {
        let shot = run(&format!("init=small&opt={opt}"), 500);
        assert!(shot.accuracy < 0.4, "{opt}: {}", shot.accuracy);
    }
}
