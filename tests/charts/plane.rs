//! Curves and points in a plane.

use super::{both_themes, draw, survive};
use unit_variance::charts::plane::{Curve, Plane, Spot, Spots, Stroke};
use unit_variance::charts::plot::{Mark, Plot};
use unit_variance::charts::style::{Hue, Style};
use unit_variance::words::Words;

/// A circle that leaves the axes, a line in dashes, and three points of which one is outside.
fn plane() -> Plane {
    let circle = (0..=48).map(|k| f64::from(k) * std::f64::consts::TAU / 48.0).map(|t| [2.0 * t.cos(), 2.0 * t.sin()]);
    let spot = |x: f64| Spot { at: [x, x / 2.0], text: format!("at {x}") };
    Plane {
        summary: "A circle and a line.".into(),
        x: (-1.5, 2.5),
        y: (-1.5, 2.5),
        curves: vec![
            Curve { hue: Hue::Soft, stroke: Stroke::Contour, points: circle.collect() },
            Curve { hue: Hue::Ink, stroke: Stroke::Dashes, points: vec![[-9.0, -4.0], [9.0, 4.0]] },
        ],
        spots: vec![Spots { hue: Hue::Series(1), radius: 3.0, spots: [0.0, 1.0, 5.0].map(spot).into() }],
    }
}

#[test]
fn curves_end_where_the_axes_do() {
    both_themes("plane", (300, 240), |area, style| draw(area, &plane(), style));
}

#[test]
fn points_within_the_axes_can_be_asked() {
    let (plane, words) = (plane(), Words::english());
    let marks = plane.marks((300.0, 240.0), &Style::light(1.0));
    assert_eq!(marks.len(), 2);
    assert_eq!(plane.tip(&marks[1], &words).map(|tip| tip.text), Some("at 1".into()));
    assert_eq!(plane.tip(&Mark { column: 9, ..marks[0] }, &words), None);
}

#[test]
fn a_plane_survives_anything() {
    survive(&plane());
    let wild = [f64::NAN, f64::INFINITY, -f64::INFINITY, 1e300, 0.0].map(|v| [v, -v]).to_vec();
    let curve = |stroke| Curve { hue: Hue::Ink, stroke, points: wild.clone() };
    let curves = [Stroke::Contour, Stroke::Line, Stroke::Dashes].map(curve).into();
    survive(&Plane { curves, x: (f64::NAN, 1.0), y: (3.0, 3.0), ..plane() });
}
