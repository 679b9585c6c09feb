//! The map of weight std and depth.

use super::{both_themes, draw, every_mark_answers, light_only, survive};
use unit_variance::charts::map::{Map, cell_of};
use unit_variance::charts::plot::Plot;
use unit_variance::charts::style::Style;
use unit_variance::lesson::map::{COUNT, Found, Map as State, Networks, Outcome, Picture, STDS};
use unit_variance::nn::act::Act;
use unit_variance::words::Words;

/// Theory's own line, and cells that are made up to agree with it: every kind of cell stands in it, some not run yet.
fn map(act: Act) -> Map {
    let mut state = State::default();
    state.configure(Networks { act, batch_norm: false, seed: 1 });
    while state.work() {}
    let mut picture = state.picture();
    for (at, outcome) in picture.outcomes.iter_mut().enumerate().take(COUNT - 10) {
        let (column, row) = (at % STDS.len(), at / STDS.len());
        let far = column.abs_diff(6) + row;
        *outcome = match far {
            _ if act == Act::Relu && column > 8 && row > 2 => Outcome::Broken(3),
            0..8 => Outcome::Accuracy(0.95 - 0.06 * far as f64),
            8..10 => Outcome::Accuracy(0.3),
            _ => Outcome::Accuracy(0.1),
        };
    }
    Map { picture, found: Found { done: 134, learned: 40, broken: 24, deepest: (33, 0.1, 0.85), ..Found::default() } }
}

#[test]
fn the_map() {
    both_themes("map-tanh", (760, 430), |area, style| draw(area, &map(Act::Tanh), style));
    light_only("map-relu-narrow", (358, 350), |area, style| draw(area, &map(Act::Relu), style));
}

#[test]
fn every_cell_answers_and_says_what_it_is() {
    let (map, style, words) = (map(Act::Relu), Style::light(1.0), Words::english());
    every_mark_answers(&map, (760.0, 430.0));
    let marks = map.marks((760.0, 430.0), &style);
    let tips: Vec<String> = marks.iter().filter_map(|mark| map.tip(mark, &words)).map(|tip| tip.text).collect();
    assert_eq!((tips.len(), tips[0].as_str()), (COUNT, "std 0.01, 50 layers: 10% right after 100 steps"));
    assert_eq!(tips[15], "std 3.16, 50 layers: not run yet");
    assert_eq!(tips[31], "std 3.16, 33 layers: broke off at step 3, its numbers too large to be written");
    assert!(marks.iter().all(|mark| cell_of(mark).is_some()));
    let said = map.describe(&words);
    assert!(
        said.starts_with("Map of 144 networks by weight std")
            && said.contains("134 have been run, 40 learned, 24 broke off."),
        "{said}"
    );
    assert!(said.ends_with("The deepest that learned has 33 layers and std 0.1."), "{said}");
}

#[test]
fn a_map_survives_anything() {
    survive(&map(Act::Tanh));
    survive(&Map { picture: State::default().picture(), found: Found::default() });
    let line = [0.0, -1.0, f64::NAN, f64::INFINITY, 1e300, 3.0].into_iter().enumerate().map(|(at, y)| (at as f64, y));
    let wild = vec![Outcome::Accuracy(f64::NAN), Outcome::Accuracy(7.0), Outcome::Refused];
    survive(&Map { picture: Picture { outcomes: wild, line: line.collect() }, found: Found::default() });
}
