//! The plane of two weights.

use super::{both_themes, draw, light_only, survive};
use unit_variance::charts::plot::{Mark, Plot};
use unit_variance::charts::style::Style;
use unit_variance::charts::weight::Plane;
use unit_variance::lesson::config::Config;
use unit_variance::lesson::weight::Weight;
use unit_variance::words::Words;

fn state(query: &str) -> Weight {
    let (mut state, (config, _)) = (Weight::default(), Config::from_query(query));
    state.configure(config.page.figures.weight);
    while state.work() {}
    state
}

#[test]
fn contours_the_vector_its_gradient_and_two_descents() {
    both_themes("weight-plane", (420, 420), |area, style| draw(area, &Plane(&state("")), style));
    let wild = state("weight-lr=20&weight-angle=340");
    light_only("weight-plane-wild", (360, 360), |area, style| draw(area, &Plane(&wild), style));
}

#[test]
fn a_step_says_where_it_is() {
    let (words, state) = (Words::english(), state(""));
    let plane = Plane(&state);
    let tip = |row, column| {
        let mark = Mark { x: (0.0, 0.0), y: (0.0, 0.0), at: (0.0, 0.0), row, column };
        plane.tip(&mark, &words).map(|tip| tip.text)
    };
    let said = tip(1, 100).expect("a step");
    assert!(said.starts_with("In g and v, step 100: w = (1.1") && said.contains("‖v‖ = 1.63"), "{said}");
    assert!(tip(0, 0).is_some_and(|said| said.starts_with("Plain, step 0: w = (2.82, −1.03)")));
    assert_eq!((tip(0, 101), tip(2, 0)), (None, None));
    let (size, style) = ((420.0, 420.0), Style::light(1.0));
    let marks = plane.marks(size, &style);
    for mark in &marks {
        let found = plane.mark_at(&marks, size, &style, mark.at).expect("a step where one stands");
        assert!(marks[found].at == mark.at);
    }
    assert!(plane.mark_at(&marks, size, &style, (400.0, 30.0)).is_none());
}

#[test]
fn a_point_of_the_plane_is_found_again() {
    let (state, style) = (state("weight-length=4&weight-angle=30"), Style::dark(2.0));
    let plane = Plane(&state);
    for size in [(420.0, 420.0), (900.0, 300.0), (300.0, 700.0)] {
        let [a, b] = plane.weights(plane.tip_of_vector(size, &style), size, &style);
        assert!((a - 3.4641).abs() < 1e-3 && (b - 2.0).abs() < 1e-3, "{a} {b}");
    }
}

#[test]
fn the_plane_survives_anything() {
    survive(&Plane(&Weight::default()));
    survive(&Plane(&state("weight-lr=64&weight-v=0.25&weight-steps=200")));
    survive(&Plane(&state("weight-length=0.25&weight-steps=1")));
}
