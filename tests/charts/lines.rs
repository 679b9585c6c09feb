//! Lines through measured points.

use super::{both_themes, draw, survive};
use unit_variance::charts::lines::{Line, Lines, Value, Vertical};
use unit_variance::charts::plot::{Mark, Plot};
use unit_variance::charts::scale::Decades;
use unit_variance::charts::style::Hue;
use unit_variance::nn::norm::Norm;
use unit_variance::words::Words;

/// Errors at five batch sizes: one line with a spread and a run that broke off, one that is predicted.
fn errors() -> Lines {
    let value = |(i, y): (usize, f64)| Value {
        x: i as f64,
        y,
        spread: if i == 3 { (y * 0.8, y * 1.2) } else { (f64::NAN, f64::NAN) },
        place: format!("batch size {}", 32 >> i),
    };
    let line = |name: &str, place, is_theory, errors: [f64; 5]| Line {
        name: name.into(),
        color: Hue::Series(place),
        is_theory,
        is_band: false,
        points: errors.into_iter().enumerate().map(value).collect(),
    };
    Lines {
        title: "Error by batch size".into(),
        lines: vec![
            line("batch", 0, false, [0.03, 0.03, 0.06, 0.5, f64::NAN]),
            line("theory", 1, true, [0.02, 0.02, 0.03, 0.04, 0.05]),
        ],
        x: (0.0, 4.0),
        ticks: (0..5).map(|i| (f64::from(i), (32 >> i).to_string())).collect(),
        y: Vertical::LogShare(Decades { low: -2, high: 0 }),
        level: Some((0.9, "chance".into())),
        places: vec![],
    }
}

#[test]
fn lines_have_spreads_predictions_and_crosses() {
    both_themes("lines", (420, 220), |area, style| draw(area, &errors(), style));
}

/// A band about a line, and a place along the axis.
fn by_time() -> Lines {
    let value = |i: u32| {
        let (x, y) = (f64::from(i), 0.02 * f64::from(i % 3) - 0.02);
        let std = 0.7 - 0.5 / f64::from(i);
        Value { x, y, spread: (y - std, y + std), place: format!("step {i}") }
    };
    let (name, color) = ("layer norm".into(), Hue::Norm(Norm::Layer));
    Lines {
        title: "Hidden state by time step".into(),
        lines: vec![Line { name, color, is_theory: false, is_band: true, points: (1..=24).map(value).collect() }],
        x: (1.0, 24.0),
        ticks: [1, 8, 16, 24].map(|step| (f64::from(step), step.to_string())).into(),
        y: Vertical::Number(-1.0, 1.0),
        level: None,
        places: vec![(16.0, "end of training".into()), (3.0, "here".into())],
    }
}

#[test]
fn a_band_lies_behind_its_line_and_places_have_their_names() {
    both_themes("lines-band", (420, 220), |area, style| draw(area, &by_time(), style));
    let said = by_time().describe(&Words::english());
    assert!(said.ends_with("−0.02 (−0.7 to 0.66) at step 24. At 16: end of training. At 3: here."), "{said}");
    survive(&by_time());
    survive(&Lines { places: vec![(f64::NAN, "nowhere".into())], ..by_time() });
}

#[test]
fn a_point_says_its_line_its_place_and_its_spread() {
    let words = Words::english();
    let lines = errors();
    let tip = |row, column| {
        let mark = Mark { x: (0.0, 0.0), y: (0.0, 0.0), at: (0.0, 0.0), row, column };
        lines.tip(&mark, &words).map(|tip| tip.text)
    };
    assert_eq!(tip(0, 0).as_deref(), Some("batch, batch size 32: 3%"));
    assert_eq!(tip(0, 3).as_deref(), Some("batch, batch size 4: 50% (40% to 60%)"));
    assert_eq!(tip(0, 4).as_deref(), Some("batch, batch size 2: NaN"));
    assert_eq!((tip(0, 5), tip(2, 0)), (None, None));
    let said = lines.describe(&words);
    assert!(said.starts_with("Error by batch size. batch: 3% at batch size 32, NaN at batch size 2."), "{said}");
}

#[test]
fn lines_survive_anything() {
    survive(&errors());
    survive(&Lines { lines: vec![], ..errors() });
    let wild = |v: f64| Value { x: v, y: v, spread: (-v, v), place: String::new() };
    let values = [f64::NAN, f64::INFINITY, -f64::INFINITY, 0.0, -1.0, 1e300].map(wild).to_vec();
    for y in [Vertical::Share(0.0), Vertical::Number(f64::NAN, 1.0), Vertical::Log(Decades { low: 0, high: 0 })] {
        let line = Line { points: values.clone(), ..errors().lines[0].clone() };
        survive(&Lines { lines: vec![line], y, x: (f64::NAN, 0.0), ..errors() });
    }
}
