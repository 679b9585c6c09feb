//! The map run as the workers run it: every cell trains for real.

use super::*;
use crate::config::RunSpec;
use crate::session::Session;
use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, OnceLock};

fn configured(act: Act, batch_norm: bool) -> Map {
    let mut map = Map::default();
    map.configure(Networks { act, batch_norm, seed: 1 });
    map
}

/// A network at its step; each is trained once, however many tests look at it.
fn trained(spec: &RunSpec, to: u32) -> Arc<Snapshot> {
    type Networks = Mutex<HashMap<String, Arc<OnceLock<Arc<Snapshot>>>>>;
    static TRAINED: LazyLock<Networks> = LazyLock::new(Mutex::default);
    let found = TRAINED.lock().unwrap().entry(format!("{to} {spec:?}")).or_default().clone();
    let train = || {
        let mut session = Session::new(spec).unwrap();
        while session.at() < to && session.step() {}
        Arc::new(session.snapshot(false))
    };
    found.get_or_init(train).clone()
}

/// Runs the jobs that `wanted` lets through.
fn run(map: &mut Map, wanted: impl Fn(Cell) -> bool) {
    map.jobs().run(0.0);
    while let Some((place, job)) = map.jobs().begin_next() {
        if Cell::all().nth(place).is_some_and(&wanted) {
            map.take(place, Ok(&trained(&job.spec, job.to)));
        }
        map.jobs().finished(place, 0.0);
    }
    while map.work() {}
}

fn whole(act: Act, batch_norm: bool) -> Found {
    let mut map = configured(act, batch_norm);
    run(&mut map, |_| true);
    let found = map.found();
    println!("{act:?} {batch_norm} {found:?}");
    assert!(found.is_whole() && map.jobs().is_over());
    found
}

/// The band, from half the line's depth to twice, leaves most cells to be judged, and the most of them agree.
fn networks_learn_on_theorys_side_of_the_line(act: Act) -> Found {
    let found = whole(act, false);
    assert!(found.judged * 10 >= COUNT * 7 && found.agree * 10 >= found.judged * 9, "{act:?} {found:?}");
    assert!(found.learned > 10 && found.learned < COUNT / 2, "{act:?} {found:?}");
    found
}

// A whole map each, trained beside each other.
#[test]
fn tanh_learns_on_theorys_side_of_the_line() {
    let found = networks_learn_on_theorys_side_of_the_line(Act::Tanh);
    assert!(found.learned > 30 && found.deepest.0 == 33, "{found:?}");
}

#[test]
fn relu_learns_on_theorys_side_of_the_line() {
    networks_learn_on_theorys_side_of_the_line(Act::Relu);
}

#[test]
fn sigmoid_learns_on_theorys_side_of_the_line() {
    networks_learn_on_theorys_side_of_the_line(Act::Sigmoid);
}

#[test]
fn tanh_learns_deepest_near_xavier_and_relu_breaks_off_beyond_he() {
    let mut tanh = configured(Act::Tanh, false);
    run(&mut tanh, |cell| cell.row == 7);
    let learned: Vec<usize> =
        (0..STDS.len()).filter(|column| tanh.outcome(Cell { column: *column, row: 7 }).learned()).collect();
    assert_eq!(learned, [6, 7], "std 0.1 and 0.147 at depth 33");
    let mut relu = configured(Act::Relu, false);
    run(&mut relu, |cell| cell.row == 7);
    assert!((8..STDS.len()).all(|column| matches!(relu.outcome(Cell { column, row: 7 }), Outcome::Broken(_))));
}

#[test]
fn a_guess_is_judged_by_the_map_it_was_made_for() {
    for (guess, key) in Guess::ALL {
        let mut map = configured(Act::Tanh, false);
        map.answer(key);
        assert_eq!((map.guess(), map.judged(), guess.key()), (Some(guess), None, key));
        run(&mut map, |cell| Guess::cells().contains(&cell));
        let answer = map.judged().unwrap();
        assert_eq!(answer.right, guess == Guess::Xavier, "{key} {answer:?}");
        assert!(answer.accuracies[1] > 0.8 && answer.accuracies[0] < 0.2 && answer.accuracies[2] < 0.2, "{answer:?}");
    }
    let mut relu = configured(Act::Relu, false);
    relu.answer("nothing");
    run(&mut relu, |cell| Guess::cells().contains(&cell));
    assert_eq!(relu.judged(), None, "it was asked about tanh");
}

#[test]
fn another_map_waits_until_it_is_back_and_another_seed_begins_anew() {
    let mut map = Map::default();
    run(&mut map, |cell| cell.row == 0);
    let known = map.found();
    assert!(!map.configure(map.networks()), "nothing has changed");
    assert!(
        map.configure(Networks { batch_norm: true, ..map.networks() })
            && map.found().done == 0
            && map.other().is_none()
    );
    assert!(map.configure(Networks { batch_norm: false, ..map.networks() }));
    assert_eq!(map.found(), known);
    map.forget();
    assert_eq!(map.found().done, 0);
    assert!(map.configure(Networks { seed: 2, ..map.networks() }) && map.grids.len() == 1);
}
