//! The figure's state, driven as the page does.

use super::*;
use crate::config::Config;

fn configured(query: &str) -> SumState {
    let mut state = SumState::default();
    configure(&mut state, query);
    state
}

fn configure(state: &mut SumState, query: &str) -> bool {
    let (config, notices) = Config::from_query(query);
    assert!(notices.is_empty(), "{notices:?}");
    state.configure(config.page.figures.sum, config.run.act, config.run.seed)
}

fn finish(state: &mut SumState) {
    while state.work() {}
}

#[test]
fn an_answer_is_judged_by_the_draws() {
    for (guess, key) in Guess::ALL {
        let mut state = configured("sum-std=xavier");
        assert!(state.is_asking() && state.picture().behind.is_none());
        let patch = state.answer(key).unwrap();
        assert_eq!(patch, "sum-n=400&sum-std=0.1");
        assert!(configure(&mut state, &patch) && !state.is_asking() && state.finding().is_none());
        finish(&mut state);
        let found = state.finding().unwrap();
        assert_eq!((found.guess, found.guess.key()), (guess, key));
        assert!((found.after / found.before - 2.0).abs() < 0.05, "{found:?}");
        assert_eq!((state.answer("two"), state.is_busy()), (None, false), "asked once");
    }
    assert_eq!(SumState::default().answer("five"), None);
}

#[test]
fn a_link_to_a_sum_asks_nothing_and_finds_nothing() {
    let mut state = configured("sum-n=400&act=relu");
    finish(&mut state);
    assert!(!state.is_asking() && state.finding().is_none() && state.drawn() == crate::sum::DRAWS);
    let (measured, predicted) = state.kept();
    assert!((measured - 0.5).abs() < 0.01 && (predicted - 0.5).abs() < 1e-3);
}

#[test]
fn only_what_changed_is_drawn_again() {
    let mut state = configured("sum-n=30");
    finish(&mut state);
    assert!(!configure(&mut state, "sum-n=30"));
    assert!(configure(&mut state, "sum-n=30&sum-std=0.5") && state.drawn() == crate::sum::DRAWS);
    assert!(configure(&mut state, "sum-n=31&sum-std=0.5") && state.drawn() == 0 && state.before.is_complete());
    assert!(configure(&mut state, "sum-n=31&seed=2") && !state.before.is_complete());
    finish(&mut state);
    assert!(configure(&mut state, "seed=2") && state.drawn() == crate::sum::DRAWS, "n = 100 stays known");
}

#[test]
fn sliders_read_round_numbers_and_follow_the_rules() {
    let state = configured("sum-n=400&sum-std=he");
    assert_eq!(state.slid("sum-n", 2.0).as_deref(), Some("sum-n=100"));
    assert_eq!(state.slid("sum-n", 0.1).as_deref(), Some("sum-n=1"));
    assert_eq!(state.slid("sum-std", -1.0).as_deref(), Some("sum-std=0.1"));
    assert_eq!(state.slid("sum-std", 9.0).as_deref(), Some("sum-std=3"));
    assert_eq!((state.slid("depth", 1.0), state.slid("sum-n", f64::NAN)), (None, None));
    assert_eq!(state.place("sum-n", 2.6021), None, "400 already");
    assert!((state.place("sum-n", 0.0).unwrap() - 2.60206).abs() < 1e-5);
    assert!((state.place("sum-std", 0.0).unwrap() - libm::log10(0.0050f64.sqrt())).abs() < 1e-9);
}

#[test]
fn the_picture_holds_both_histograms_and_counts_what_lies_outside() {
    for query in ["", "sum-n=1", "sum-n=1000", "sum-n=400&sum-std=xavier", "sum-n=7&sum-std=0.01"] {
        let mut state = configured(query);
        finish(&mut state);
        let picture = state.picture();
        assert_eq!(picture.sums.total() as usize, crate::sum::DRAWS, "{query}");
        assert!((picture.sums.under + picture.sums.over) < 200, "{query}: {:?}", picture.sums);
        assert!(picture.sums.counts.len() % 2 == 1 && (picture.std / picture.predicted - 1.0).abs() < 0.02);
        assert_eq!(picture.behind.is_some(), !query.is_empty());
    }
}
