//! The lab's charts on runs that really trained.

use super::*;
use crate::style::Style;
use lesson::config::Config;
use lesson::session::Session;

fn run(query: &str, steps: u32) -> (RunSpec, History) {
    let run = Config::from_query(query).0.run;
    let mut session = Session::new(&run).unwrap();
    let mut history = History::default();
    history.push(session.snapshot(true));
    for _ in 0..steps {
        session.step();
        history.push(session.snapshot(true));
    }
    (run, history)
}

fn picture<'a>((run, history): &'a (RunSpec, History), snapshot: &'a Snapshot) -> Picture<'a> {
    let (marked, values) = (history.marked(snapshot), Values::Activations);
    Picture { snapshot, history, run: *run, marked, values, chosen: None, narrow: false }
}

#[test]
fn axes_never_shrink_before_the_run_is_another() {
    let (small, healthy) = (run("depth=6&width=10&init=small", 0), run("depth=6&width=10&init=xavier", 0));
    let (first, second) = (small.1.picture().unwrap(), healthy.1.picture().unwrap());
    let (words, mut charts) = (Words::english(), LabCharts::default());
    let alone = charts.depth(&picture(&healthy, second), &words);
    charts.forget();
    let wide = charts.depth(&picture(&small, first), &words);
    assert!(wide.act_axis.low < alone.act_axis.low, "{wide:?}");
    let after = charts.depth(&picture(&healthy, second), &words);
    assert_eq!(after.act_axis, wide.act_axis.with(alone.act_axis));
    assert_eq!(after.grad_axis, wide.grad_axis.with(alone.grad_axis));
    charts.forget();
    assert_eq!(charts.depth(&picture(&healthy, second), &words), alone);
}

#[test]
fn the_layer_that_the_verdict_means_is_marked_in_histograms_and_depth() {
    let dying = run("depth=6&width=10&init=small", 0);
    let picture = picture(&dying, dying.1.picture().unwrap());
    let finding = dying.1.verdict(picture.snapshot).finding;
    let layer = finding.layer().unwrap() as usize;
    assert_eq!(picture.marked, Some(layer - 1));
    assert_eq!(histograms(&picture).marked, Some(layer - 1));
    assert_eq!(LabCharts::default().depth(&picture, &Words::english()).marked, Some(layer - 1));
}

#[test]
fn a_run_that_diverged_keeps_its_last_finite_picture_and_the_steps_it_took() {
    let diverged = run("act=linear&lr=1&depth=3&init=large&width=20", 120);
    let (seen, newest) = (diverged.1.picture().unwrap(), diverged.1.newest().unwrap());
    assert!(seen.step < newest.step && seen.layers.iter().all(|layer| layer.act.std.is_finite()));
    let (words, picture) = (Words::english(), picture(&diverged, seen));
    let mut charts = LabCharts::default();
    let cost = charts.cost(&picture, &Style::light(1.0).palette, &words);
    assert_eq!(cost.steps, curve::room_for(newest.step));
    assert_eq!(cost.series[1].points.last().map(|point| point.0), Some(newest.step));
    assert!(charts.depth(&picture, &words).layers.iter().all(|layer| layer.act.is_finite()));
}

#[test]
fn the_readers_choice_stands_above_the_line() {
    let normed = run("depth=2&width=10&norm=batch", 0);
    let snapshot = normed.1.picture().unwrap();
    for (key, of) in [
        ("activations", (|layer| &layer.act_histogram) as fn(&lesson::snapshot::LayerStats) -> &_),
        ("before", |layer| &layer.affine_histogram),
        ("after", |layer| &layer.pre_histogram),
    ] {
        let values = Values::from_key(key);
        let shown = Picture { values, ..picture(&normed, snapshot) };
        assert!(histograms(&shown).panels.iter().zip(&snapshot.layers).all(|(panel, layer)| panel.act == of(layer)));
        assert_eq!(histograms(&shown).values, values.of_run(normed.0.norm));
        assert_eq!(values.of_run(nn::norm::Norm::None), Values::Activations);
    }
}

#[test]
fn every_chart_of_the_markup_has_its_plot() {
    let (words, style, mut charts) = (Words::english(), Style::light(1.0), LabCharts::default());
    for query in ["depth=2&width=10", "depth=2&width=10&data=moons"] {
        let run = run(query, 1);
        let plots = charts.plots(&picture(&run, run.1.picture().unwrap()), &style.palette, &words);
        let said: Vec<String> = plots.iter().map(|plot| plot.describe(&words)).collect();
        assert_eq!(said.len(), CHARTS.len());
        assert_eq!(CHARTS[LEARNED], "learned");
        assert!(said.iter().all(|text| !text.is_empty()), "{said:?}");
    }
}
