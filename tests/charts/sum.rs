//! The sums of n products.

use super::{both_themes, draw, every_mark_answers, light_only, survive};
use unit_variance::charts::plot::Plot;
use unit_variance::charts::sum::{Sum, by_depth};
use unit_variance::lesson::config::Config;
use unit_variance::lesson::histogram::{Bins, Histogram};
use unit_variance::lesson::sum_state::{Picture, SumState};
use unit_variance::words::Words;

fn state(query: &str) -> SumState {
    let (mut state, (config, _)) = (SumState::default(), Config::from_query(query));
    state.configure(config.page.figures.sum, config.run.act, config.run.seed);
    while state.work() {}
    state
}

#[test]
fn the_sum() {
    for (name, query) in [("sum-400", "sum-n=400"), ("sum-100", "")] {
        let picture = state(query).picture();
        both_themes(name, (640, 240), |area, style| draw(area, &Sum(&picture), style));
    }
    for (name, query) in [("sum-1", "sum-n=1"), ("sum-xavier", "sum-n=1000&sum-std=xavier")] {
        let picture = state(query).picture();
        light_only(name, (340, 220), |area, style| draw(area, &Sum(&picture), style));
    }
}

#[test]
fn ten_layers_in_a_row() {
    light_only("sum-ten", (640, 200), |area, style| draw(area, &by_depth(state("").ten()), style));
    let said = by_depth(state("").ten()).describe(&Words::english());
    assert!(said.contains("layers 1 to 10") && said.contains("with the predicted line"), "{said}");
}

#[test]
fn every_bar_answers_and_the_summary_has_the_numbers() {
    let picture = state("sum-n=400").picture();
    every_mark_answers(&Sum(&picture), (640.0, 240.0));
    let said = Sum(&picture).describe(&Words::english());
    assert!(said.starts_with("Histogram of 10,000 sums of 400 products: std "), "{said}");
    assert!(said.contains("The normal curve over it has std 20.") && said.ends_with("100 products, std 10."), "{said}");
}

#[test]
fn none_panics_before_the_first_sum() {
    for count in [1, 101] {
        let empty = Histogram::new(Bins::Linear { low: -1.0, high: 1.0, count });
        let behind = Some((empty.clone(), 0.0));
        survive(&Sum(&Picture { n: 1, sums: empty.clone(), std: f64::NAN, predicted: 0.3, behind: None }));
        survive(&Sum(&Picture { n: 1, sums: empty, std: f64::INFINITY, predicted: 0.0, behind }));
    }
}
