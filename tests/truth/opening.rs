//! `00-lab.md` and `03-the-chain.md`.

use super::runs::*;

/// 00, “The later columns collapse on 0 … they pile up at −1 and 1 … neither”.
#[test]
fn small_collapses_large_piles_up_and_xavier_does_neither() {
    for seed in SEEDS {
        let last_of = |init: &str| run(&format!("init={init}&act=tanh&depth=10&seed={seed}"), 0).layers.pop();
        let [small, large, xavier] = ["small", "large", "xavier"].map(|init| last_of(init).expect("ten layers"));
        assert!(small.act.std < 1e-6 && large.saturated > 0.7);
        assert!((0.15..0.3).contains(&xavier.act.std) && xavier.saturated < 0.01);
    }
}

/// 00, “about 10%”: what chance is for the digits.
#[test]
fn naming_one_digit_always_is_right_for_a_tenth() {
    assert!((0.095..0.11).contains(&session("").snapshot(false).chance));
}

/// 03, “Four layers of 0.1 give 0.0001. Four layers of 10 give 10,000”.
#[test]
fn the_chain_measures_what_it_says() {
    use unit_variance::lesson::chain::measured;
    let after = |w: f32, layers| f64::from(*measured(w, layers).last().expect("layers"));
    assert!((after(0.1, 4) / 1e-4 - 1.0).abs() < 1e-5 && (after(10.0, 4) / 1e4 - 1.0).abs() < 1e-5);
    assert!(after(0.9, 50) < 0.01 && after(1.1, 50) > 100.0, "the narrower near becomes");
}
