//! `10-scaling-the-inputs.md`, and the preset about unscaled inputs.

use super::runs::*;
use unit_variance::lesson::choice::{DataSet, Scaling};
use unit_variance::lesson::data::{Scaler, load};
use unit_variance::lesson::history::History;

/// 10, “thousands of times as wide”.
#[test]
fn kilometres_are_thousands_of_times_as_wide_as_years() {
    for seed in SEEDS {
        let data = load(DataSet::Units, seed);
        let scaler = Scaler::fit(data.x.view(), &data.train, Scaling::Standard, false);
        let ratio = scaler.factor[0] / scaler.factor[1];
        println!("{ratio}");
        assert!((2000.0..10_000.0).contains(&ratio));
    }
}

/// 10, “more than nine values in ten lie beyond the range … standardized, none does”.
#[test]
fn the_input_column_shows_what_is_out_of_range_and_how_scaling_brings_it_in() {
    let share = |query: &str| {
        runs(query, 0).map(|shot| {
            let input = &shot.input.histogram;
            f64::from(input.under + input.over) / f64::from(input.total())
        })
    };
    let (raw, standard) = (share("data=units&scaling=raw&depth=2"), share("data=units&scaling=standard&depth=2"));
    println!("outside: raw {raw:?}, standard {standard:?}");
    assert!(raw.iter().all(|share| *share > 0.9) && standard.iter().all(|share| *share == 0.0));
}

/// 10, “saturates … and never finds the line”, “standardized: same network, same learning rate”.
#[test]
fn unscaled_cars_are_not_learned_by_tanh_and_scaled_ones_are() {
    let raw = linked("data=units&scaling=raw&depth=2");
    for shot in runs(raw, 300) {
        assert!(first(&shot).saturated > 0.9 && shot.accuracy < 0.6);
    }
    assert!(within(0.97..1.01, &accuracies(linked("data=units&scaling=standard&depth=2"), 300)));
    assert!(within(0.95..1.01, &accuracies("data=units&scaling=min-max&depth=2", 300)));
}

/// 10, “the loud column reaches every layer”: ReLU hands the tens of thousands on, and the first steps kill every unit.
#[test]
fn unscaled_cars_run_through_every_relu_layer_and_kill_it() {
    let raw = linked("data=units&scaling=raw&depth=2&act=relu");
    for shot in runs(raw, 0) {
        println!("std {:.0} and {:.0}, cost {:.0}", first(&shot).act.std, last(&shot).act.std, shot.cost);
        assert!(shot.layers.iter().all(|l| l.act.std > 10_000.0) && shot.cost > 1000.0);
        let mut history = History::default();
        history.push(shot);
        let newest = history.newest().expect("a snapshot was pushed");
        assert_eq!(history.verdict(newest).finding.key(), "exploding");
    }
    for shot in runs(raw, 10) {
        println!("dead {:?}", shot.layers.iter().map(|l| l.dead).collect::<Vec<_>>());
        assert!(shot.layers.iter().any(|l| l.dead == l.units) && shot.accuracy < 0.6);
    }
}

/// 10, “standardization gives every column mean 0 and variance 1”, min–max “is not centred”, a constant column “becomes 0”;
/// and one mean and std for all pixels in a convolution.
#[test]
fn scalers_do_what_their_formulas_say() {
    let data = load(DataSet::Digits, 1);
    let fitted = |scaling, together| Scaler::fit(data.x.view(), &data.train, scaling, together);
    let moments = |scaler: &Scaler, column: usize| {
        let value =
            |row: &u32| f64::from((data.x[[*row as usize, column]] - scaler.shift[column]) * scaler.factor[column]);
        let n = data.train.len() as f64;
        let mean = data.train.iter().map(value).sum::<f64>() / n;
        (mean, data.train.iter().map(|row| (value(row) - mean).powi(2)).sum::<f64>() / n)
    };
    let standard = fitted(Scaling::Standard, false);
    let (constant, varied): (Vec<usize>, Vec<usize>) = (0..data.columns()).partition(|c| standard.factor[*c] == 0.0);
    assert!(!constant.is_empty() && constant.iter().all(|c| moments(&standard, *c) == (0.0, 0.0)));
    assert!(varied.iter().map(|c| moments(&standard, *c)).all(|(m, v)| m.abs() < 1e-4 && (v - 1.0).abs() < 1e-3));
    let min_max = fitted(Scaling::MinMax, false);
    let centre = varied.iter().map(|c| moments(&min_max, *c).0).sum::<f64>() / varied.len() as f64;
    assert!(centre > 0.1, "{centre}");
    let together = fitted(Scaling::Standard, true);
    assert!(
        together.shift.iter().all(|s| *s == together.shift[0])
            && together.factor.iter().all(|f| *f == together.factor[0])
    );
}
