//! A figure's poster, the still picture that stands in its place: its question or, where it asks none or shows its chart beside it,
//! the chart before anybody has touched it.

use crate::experiment::Experiment;
use crate::sum::Sum;
use charts::lab::{LabCharts, Picture};
use charts::plot::Plot;
use charts::poster::{Question, chart, question};
use charts::race::{RaceCharts, Row};
use charts::style::Style;
use lesson::config::Config;
use lesson::figure::Figure;
use lesson::history::History;
use lesson::race;
use lesson::session::{Session, StartError};
use words::Words;

/// The poster of a figure as SVG text. `veiled` is its question, where the page hides the chart until that is answered; a figure
/// with neither has its name.
///
/// # Errors
/// Where a network cannot be begun.
pub fn poster(
    figure: Figure,
    veiled: Option<&Question>,
    size: (u32, u32),
    style: &Style,
    words: &Words,
) -> Result<String, StartError> {
    let mut poster = String::new();
    let mut show = |plot: &dyn Plot| poster = chart(plot, size, style, words);
    let config = Config::default();
    match (veiled, figure) {
        (Some(asked), _) => poster = question(asked, size, style),
        (None, Figure::Lab) => lab(&config, style, words, &mut show)?,
        (None, Figure::Race) => race(&config, style, words, &mut show)?,
        (None, Figure::Sum) => sum(&config, words, &mut show),
        _ => poster = question(&Question { lead: String::new(), asked: words.label(figure).into() }, size, style),
    }
    Ok(poster)
}

fn lab(config: &Config, style: &Style, words: &Words, show: &mut dyn FnMut(&dyn Plot)) -> Result<(), StartError> {
    let mut history = History::default();
    history.push(Session::new(&config.run)?.snapshot(true));
    let Some(snapshot) = history.newest() else { return Ok(()) };
    let picture = Picture {
        snapshot,
        history: &history,
        run: config.run,
        marked: None,
        values: Default::default(),
        chosen: None,
        narrow: false,
    };
    let mut charts = LabCharts::default();
    let [histograms, ..] = charts.plots(&picture, &style.palette, words);
    show(&*histograms);
    Ok(())
}

fn sum(config: &Config, words: &Words, show: &mut dyn FnMut(&dyn Plot)) {
    let mut sum = Sum::default();
    sum.configure(config);
    while sum.work() {}
    sum.prepare();
    sum.visit(words, &mut |place, plot| {
        if place == 0 {
            show(plot);
        }
    });
}

/// The standard deviations by layer: what the initializers differ in before the first step.
fn race(config: &Config, style: &Style, words: &Words, show: &mut dyn FnMut(&dyn Plot)) -> Result<(), StartError> {
    let mut histories = Vec::new();
    for row in race::rows(config) {
        let mut history = History::default();
        history.push(Session::new(&row.config.run)?.snapshot(false));
        histories.push((words.row_name(config.page.vary, &row), row.key, history));
    }
    let rows = histories.iter().enumerate().map(|(place, (name, key, history))| {
        let color = style.palette.row(config.page.vary, key, place);
        Row { name, color, history }
    });
    let [_, _, depth] = RaceCharts::default().plots(rows.collect(), words);
    show(&*depth);
    Ok(())
}
