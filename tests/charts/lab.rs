//! The charts of the lab and the race.

use unit_variance::charts::curve::{self, Curves, Measure, Series};
use unit_variance::charts::depth::{AtLayer, Depth};
use unit_variance::charts::health::{self, Health};
use unit_variance::charts::histogram::{Histograms, Input, Panel, Values};
use unit_variance::charts::scale::Decades;
use unit_variance::charts::style::Style;
use unit_variance::lesson::histogram::{Bins, Histogram};
use unit_variance::lesson::snapshot::Moments;
use unit_variance::nn::act::Act;

use crate::{both_themes, counted, draw, every_mark_answers, light_only, noise, survive};

/// Layers as a network gives them: activations of std `act[i]` through tanh, gradients of std `grad[i]`.
fn layers(act: &[f32], grad: &[f32]) -> Vec<(Histogram, Histogram)> {
    act.iter()
        .zip(grad)
        .enumerate()
        .map(|(i, (&a, &g))| {
            let seed = i as u32;
            let up = counted(Bins::of_activations(Act::Tanh), noise(6400, seed).map(|v| libm::tanhf(v * a)));
            let down =
                counted(Bins::SignedLog, noise(6400, 100 + seed).zip(noise(6400, 200 + seed)).map(|(u, v)| u * v * g));
            (up, down)
        })
        .collect()
}

fn panels(layers: &[(Histogram, Histogram)], marked: Option<usize>, rows: bool) -> Histograms<'_> {
    let panels = layers.iter().map(|(act, grad)| Panel { act, grad }).collect();
    Histograms { input: None, panels, values: Values::Activations, marked, rows }
}

/// The same with an input before them.
fn behind<'a>(input: &'a Histogram, mean: f32, std: f32, layers: Histograms<'a>) -> Histograms<'a> {
    Histograms { input: Some(Input { values: input, moments: Moments { mean, std } }), ..layers }
}

/// Inputs of this mean and std.
fn input(mean: f32, std: f32) -> Histogram {
    counted(Bins::of_pre_activations(), noise(6400, 77).map(|v| mean + std * v))
}

fn falling(n: usize, from: f32, by: f32) -> Vec<f32> {
    (0..n).map(|i| from * libm::powf(by, i as f32)).collect()
}

#[test]
fn histograms_of_ten_layers() {
    let healthy = layers(&falling(10, 0.9, 0.94), &falling(10, 0.002, 0.95));
    both_themes("histograms-healthy", (800, 400), |area, style| draw(area, &panels(&healthy, None, false), style));
    let vanishing = layers(&falling(10, 0.1, 0.1), &falling(10, 1e-12, 10.0));
    both_themes("histograms-vanishing", (800, 400), |area, style| {
        draw(area, &panels(&vanishing, Some(0), false), style)
    });
    let saturated = layers(&falling(10, 6.0, 1.1), &falling(10, 1.0, 0.4));
    both_themes("histograms-saturated", (800, 400), |area, style| {
        draw(area, &panels(&saturated, Some(1), false), style)
    });
}

#[test]
fn histograms_of_thirty_and_fifty_layers_wrap() {
    for n in [30, 50] {
        let many = layers(&falling(n, 1.0, 0.96), &falling(n, 1e-9, 1.4));
        both_themes(&format!("histograms-{n}"), (800, 400), |area, style| {
            draw(area, &panels(&many, Some(7), false), style)
        });
    }
}

#[test]
fn histograms_as_strips_in_a_narrow_column() {
    let ten = layers(&falling(10, 0.9, 0.9), &falling(10, 0.002, 0.5));
    both_themes("histograms-narrow", (358, 456), |area, style| draw(area, &panels(&ten, Some(2), true), style));
}

#[test]
fn the_input_stands_before_the_layers() {
    let four = layers(&falling(4, 0.9, 0.9), &falling(4, 0.002, 0.5));
    let (standard, raw) = (input(0.0, 1.0), input(4.9, 6.0));
    let shown = |rows| behind(&standard, 0.0, 1.0, panels(&four, Some(0), rows));
    both_themes("histograms-input", (640, 300), |area, style| draw(area, &shown(false), style));
    both_themes("histograms-input-narrow", (358, 248), |area, style| draw(area, &shown(true), style));
    light_only("histograms-input-raw", (640, 300), |area, style| {
        draw(area, &behind(&raw, 4.9, 6.0, panels(&four, None, false)), style)
    });
    let many = layers(&falling(50, 1.0, 0.96), &falling(50, 1e-9, 1.4));
    light_only("histograms-input-50", (800, 400), |area, style| {
        draw(area, &behind(&standard, 0.0, 1.0, panels(&many, Some(7), false)), style)
    });
}

#[test]
fn the_input_tells_its_spread_and_that_it_has_no_gradient() {
    use unit_variance::charts::plot::{Plot, nearest};
    let (two, raw) = (layers(&[0.5, 0.5], &[1e-3, 1e-3]), input(4.9, 6.0));
    let plot = behind(&raw, 4.9, 6.0, panels(&two, None, false));
    let (style, words) = (Style::light(1.0), unit_variance::words::Words::english());
    let marks = plot.marks((640.0, 300.0), &style);
    let said = |at: (f64, f64)| plot.tip(&marks[nearest(&marks, at).expect("a mark")], &words).expect("a tip").text;
    let above = marks.iter().find(|mark| mark.row == 0 && mark.column == 41).expect("what lies above");
    assert!(
        said(above.at).starts_with("Input above 5: ") && said(above.at).ends_with("; all of it: mean 4.9, std 6"),
        "{}",
        said(above.at)
    );
    assert_eq!(said((100.0, 220.0)), words.tip_input_no_gradient());
    assert!(said((320.0, 220.0)).starts_with("Layer 1, gradients "), "{}", said((320.0, 220.0)));
    let all = plot.describe(&words);
    assert!(
        all.contains("Input, as it enters the network: ") && all.contains("above range, all of it: mean 4.9, std 6;"),
        "{all}"
    );
}

#[test]
fn what_lies_outside_is_marked() {
    let mut five = layers(&falling(5, 0.9, 1.0), &falling(5, 0.1, 1.0));
    five[1].0 = counted(Bins::Linear { low: -4.0, high: 4.0, count: 40 }, noise(6400, 9).map(|v| v * 4.0));
    five[2].0 = counted(Bins::of_activations(Act::Relu), noise(6400, 9).map(|v| (v * 4.0).max(0.0)));
    five[3].0 =
        counted(Bins::of_activations(Act::Tanh), noise(6400, 9).map(|v| if v > 0.5 { f32::NAN } else { v * 0.3 }));
    five[3].1 = counted(Bins::SignedLog, noise(6400, 9).map(|_| f32::INFINITY));
    five[4].1 = counted(Bins::SignedLog, noise(6400, 9).map(|v| v * 300.0));
    both_themes("histograms-outside", (640, 300), |area, style| draw(area, &panels(&five, Some(3), false), style));
}

fn healths() -> Health {
    let layer = |i: i32| health::AtLayer {
        saturated: 0.9 - 0.08 * f64::from(i),
        zero: 0.5 + 0.02 * f64::from(i),
        dead: if i > 7 { 0.12 } else { 0.0 },
        update_ratio: 1e-3 * libm::pow(1.7, f64::from(i) - 4.0),
        pooled: 0.6,
        across: 0.6 * libm::pow(0.2, f64::from(i)),
        between: 0.55,
    };
    Health { layers: (0..10).map(layer).collect() }
}

#[test]
fn health_of_ten_layers() {
    for (name, size) in [("health", (1152, 208)), ("health-narrow", (358, 260))] {
        both_themes(name, size, |area, style| {
            draw(area, &healths(), style);
        });
    }
}

fn depth_of(act: &[f64], grad: &[f64], predicted: bool) -> Depth<'static> {
    let n = act.len() as f64;
    let count = act.len();
    let layers: Vec<AtLayer> = act
        .iter()
        .zip(grad)
        .enumerate()
        .map(|(i, (&act, &grad))| AtLayer {
            act,
            grad,
            predicted_act: if predicted { 0.72 * libm::pow(0.97, i as f64) } else { f64::NAN },
            predicted_grad: if predicted { 2e-3 * libm::pow(0.96, n - i as f64) } else { f64::NAN },
            spread: [i + 1, count - 1 - i]
                .map(|layers| if predicted { 0.5 * libm::sqrt(5.0 * layers as f64 / 100.0) } else { 0.0 }),
        })
        .collect();
    let axis = |of: fn(&AtLayer) -> [f64; 2]| Decades::of(layers.iter().flat_map(of), 3);
    let (act_axis, grad_axis) = (axis(|l| [l.act, l.predicted_act]), axis(|l| [l.grad, l.predicted_grad]));
    Depth { input: predicted.then_some(1.0), layers, unpredicted: "", marked: Some(0), act_axis, grad_axis }
}

#[test]
fn signal_by_depth() {
    let wobble: Vec<f64> = noise(10, 3).map(|v| 1.0 + 0.12 * f64::from(v)).collect();
    let act: Vec<f64> = wobble.iter().enumerate().map(|(i, w)| 0.72 * w * libm::pow(0.97, i as f64)).collect();
    let grad: Vec<f64> = wobble.iter().rev().enumerate().map(|(i, w)| 1.5e-3 * w * libm::pow(1.04, i as f64)).collect();
    both_themes("depth-healthy", (320, 152), |area, style| draw(area, &depth_of(&act, &grad, true), style));
    let act: Vec<f64> = (0..50).map(|i| if i > 40 { 0.0 } else { libm::pow(10.0, -0.3 * f64::from(i)) }).collect();
    let grad: Vec<f64> =
        (0..50).map(|i| if i > 44 { f64::INFINITY } else { libm::pow(10.0, -14.0 + 0.3 * f64::from(i)) }).collect();
    both_themes("depth-fifty", (320, 152), |area, style| draw(area, &depth_of(&act, &grad, false), style));
    both_themes("depth-tall", (340, 420), |area, style| draw(area, &depth_of(&act[..10], &grad[..10], true), style));
}

fn cost_curve(n: u32, floor: f32, rate: f32, rough: f32) -> Vec<(u32, f32)> {
    let falls = move |i: u32| floor + (2.3 - floor) * libm::expf(-rate * i as f32);
    (0..n).zip(noise(n as usize, n)).map(|(i, e)| (i, falls(i) * libm::expf(rough * e))).collect()
}

#[test]
fn cost_and_accuracy() {
    let train = cost_curve(900, 0.02, 0.01, 0.25);
    let held: Vec<_> = cost_curve(900, 0.09, 0.009, 0.0).into_iter().step_by(10).collect();
    both_themes("cost", (320, 106), |area, style| {
        let p = &style.palette;
        let series = vec![
            Series { name: "train", color: p.train, width: 1.0, points: &train },
            Series { name: "held-out", color: p.held, width: 2.0, points: &held },
        ];
        let measure = Measure::Cost(curve::cost_decades(&series));
        draw(area, &Curves { series, steps: curve::room_for(900), measure, level: None }, style);
    });
    let accuracy: Vec<_> = (0..90).map(|i| (i * 10, 0.97 - 0.87 * libm::expf(-0.05 * i as f32))).collect();
    both_themes("accuracy", (320, 106), |area, style| {
        let series = vec![Series { name: "held-out", color: style.palette.held, width: 2.0, points: &accuracy }];
        draw(area, &Curves { series, steps: 1000, measure: Measure::Share, level: Some((0.1, "chance")) }, style);
    });
}

#[test]
fn the_race_labels_its_curves() {
    let names = ["zeros", "small", "Xavier", "He", "large", "normal", "uniform", "orthogonal"];
    let mut curves: Vec<_> =
        (0..8).map(|i| cost_curve(400, 0.03 + 0.3 * (i % 3) as f32, 0.002 * i as f32, 0.05)).collect();
    curves[4].truncate(150);
    curves[4].push((150, f32::NAN));
    for (name, size) in [("race", (720, 280)), ("race-narrow", (358, 260))] {
        both_themes(name, size, |area, style| {
            let series: Vec<_> = names
                .iter()
                .zip(&curves)
                .enumerate()
                .map(|(i, (name, points))| Series { name, color: style.palette.inits[i], width: 1.5, points })
                .collect();
            let measure = Measure::Cost(curve::cost_decades(&series));
            draw(area, &Curves { series, steps: 500, measure, level: None }, style);
        });
    }
}

#[test]
fn no_chart_panics_on_empty_wild_or_sizeless() {
    let nothing = Histogram::new(Bins::SignedLog);
    let wild = counted(Bins::of_activations(Act::Linear), [f32::NAN, f32::INFINITY, -1e38, 1e38, 0.0].into_iter());
    let layers = [(nothing.clone(), wild.clone()), (wild, nothing)];
    let depths = [vec![], vec![0.0], vec![f64::NAN, f64::INFINITY, -1.0, 1e-320, 1e300]];
    let points = [(0, f32::NAN), (1, f32::INFINITY), (2, 0.0), (3, -1.0), (u32::MAX, 1e38)];
    for rows in [false, true] {
        survive(&panels(&layers, Some(9), rows));
        survive(&behind(&layers[0].1, f32::NAN, f32::INFINITY, panels(&layers, Some(9), rows)));
        survive(&behind(&layers[0].1, 0.0, 1.0, panels(&[], None, rows)));
        survive(&panels(&[], None, rows));
    }
    let absent = health::AtLayer {
        saturated: f64::NAN,
        zero: f64::NAN,
        dead: f64::INFINITY,
        update_ratio: f64::NAN,
        pooled: 0.0,
        across: f64::INFINITY,
        between: f64::NAN,
    };
    survive(&Health { layers: vec![] });
    survive(&Health { layers: vec![absent; 50] });
    for d in &depths {
        survive(&depth_of(d, d, true));
    }
    let color = Style::light(1.0).palette.ink;
    for n in [0, 1, 5] {
        let series = vec![Series { name: "a", color, width: 1.0, points: &points[..n] }];
        let measure = Measure::Cost(curve::cost_decades(&series));
        survive(&Curves { series, steps: 0, measure, level: Some((f64::NAN, "chance")) });
    }
}

#[test]
fn every_mark_of_the_lab_answers() {
    let ten = layers(&falling(10, 0.9, 0.9), &falling(10, 0.002, 0.5));
    every_mark_answers(&panels(&ten, Some(2), false), (800.0, 400.0));
    every_mark_answers(&panels(&ten, Some(2), true), (358.0, 456.0));
    let standard = input(0.0, 1.0);
    every_mark_answers(&behind(&standard, 0.0, 1.0, panels(&ten, Some(2), false)), (800.0, 400.0));
    every_mark_answers(&behind(&standard, 0.0, 1.0, panels(&ten, Some(2), true)), (358.0, 456.0));
    let std: Vec<f64> = (0..10).map(|i| libm::pow(10.0, -0.3 * f64::from(i))).collect();
    every_mark_answers(&depth_of(&std, &std, true), (320.0, 152.0));
    every_mark_answers(&healths(), (1152.0, 208.0));
    every_mark_answers(&healths(), (358.0, 260.0));
    let (train, held) = (cost_curve(900, 0.02, 0.01, 0.25), cost_curve(30, 0.09, 0.009, 0.0));
    let color = Style::light(1.0).palette.ink;
    let series = [&train, &held].map(|points| Series { name: "curve", color, width: 1.0, points });
    let measure = Measure::Cost(curve::cost_decades(&series));
    every_mark_answers(&Curves { series: series.into(), steps: 1000, measure, level: None }, (320.0, 106.0));
}
