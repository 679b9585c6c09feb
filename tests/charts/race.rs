//! The charts of the race: a strip for each row, and the rows over each other.

use unit_variance::charts::overlay::{Line, Overlay};
use unit_variance::charts::strip::{self, Strip};
use unit_variance::charts::style::{Palette, Style};
use unit_variance::lesson::config::RunSpec;
use unit_variance::lesson::histogram::{Bins, Histogram};
use unit_variance::lesson::session::Session;
use unit_variance::lesson::snapshot::Snapshot;
use unit_variance::nn::act::Act;

use crate::{SIZES, both_themes, counted, draw, every_mark_answers, noise, survive, svg};

/// A state whose activations shrink by `by` from layer to layer, and whose gradients grow by as much.
fn state(depth: usize, by: f32) -> Snapshot {
    let config = RunSpec { depth: depth as u32, width: 4, batch: 4, ..RunSpec::default() };
    let mut snapshot = Session::new(&config).expect("a network").snapshot(false);
    for (i, layer) in snapshot.layers.iter_mut().enumerate() {
        let (act, grad) = (0.9 * libm::powf(by, i as f32), 1e-3 * libm::powf(by, (depth - i) as f32));
        (layer.act.std, layer.grad.std) = (act, grad);
        layer.act_histogram =
            counted(Bins::of_activations(Act::Tanh), noise(640, i as u32).map(|v| libm::tanhf(v * act)));
        layer.grad_histogram = counted(Bins::SignedLog, noise(640, 100 + i as u32).map(|v| v * grad));
    }
    snapshot
}

fn lines(palette: &Palette) -> Vec<Line<'static>> {
    let names = [("small", 0.1), ("Xavier", 0.93), ("He", 1.02), ("lost", 1e6)];
    let line = |(i, (name, by)): (usize, (&'static str, f64))| {
        let mut measured: Vec<f64> = (0..10).map(|k| 0.7 * libm::pow(by, f64::from(k))).collect();
        if name == "lost" {
            (measured[7], measured[8], measured[9]) = (0.0, f64::INFINITY, f64::NAN);
        }
        let predicted = (0..10).map(|k| if i == 1 { 0.7 * libm::pow(0.9, f64::from(k)) } else { f64::NAN }).collect();
        Line { name, color: palette.inits[i + 1], measured, predicted }
    };
    names.into_iter().enumerate().map(line).collect()
}

fn overlay(lines: Vec<Line>) -> Overlay {
    let layers = lines.iter().map(|line| line.measured.len()).max().unwrap_or(1);
    Overlay { axis: Overlay::decades(&lines), lines, layers }
}

#[test]
fn a_row_of_the_race() {
    for (n, size) in [(10, (720, 62)), (50, (720, 62)), (3, (300, 48))] {
        let snapshot = state(n, 0.8);
        let row = Strip { name: "He", snapshot: &snapshot, numbers: &strip::written(&snapshot) };
        both_themes(&format!("strip-{n}"), size, |area, style| draw(area, &row, style));
    }
    let snapshot = state(10, 0.4);
    both_themes("strip-spark", (120, 36), |area, style| area.put(&strip::spark(&snapshot, area.size, style)));
}

#[test]
fn the_rows_over_each_other() {
    for (name, size) in [("overlay", (360, 192)), ("overlay-narrow", (300, 140))] {
        both_themes(name, size, |area, style| draw(area, &overlay(lines(&style.palette)), style));
    }
}

#[test]
fn no_chart_of_the_race_panics_on_empty_or_wild() {
    let mut wild = state(3, 0.5);
    wild.layers[0].act.std = f32::NAN;
    wild.layers[1].act_histogram = Histogram::new(Bins::SignedLog);
    wild.layers[2].grad_histogram = counted(Bins::SignedLog, [f32::NAN, f32::INFINITY, -1e38].into_iter());
    let empty = Snapshot { layers: Vec::new(), ..wild.clone() };
    for snapshot in [&wild, &empty] {
        let row = Strip { name: "", snapshot, numbers: &strip::written(snapshot) };
        survive(&row);
        for size in SIZES {
            let style = Style::dark(2.75);
            svg(size, &style, |area| area.put(&strip::spark(snapshot, area.size, &style)));
        }
    }
    survive(&overlay(lines(&Style::light(1.0).palette)));
    survive(&overlay(Vec::new()));
    survive(&Overlay { layers: 0, ..overlay(Vec::new()) });
}

#[test]
fn every_mark_of_the_race_answers() {
    let snapshot = state(10, 0.8);
    every_mark_answers(&Strip { name: "He", snapshot: &snapshot, numbers: &strip::written(&snapshot) }, (720.0, 62.0));
    every_mark_answers(&overlay(lines(&Style::light(1.0).palette)), (360.0, 192.0));
}
