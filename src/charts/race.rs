//! The race's charts: the curves of all its rows over each other, on axes that do not shrink while the race goes on. Draws
//! nothing.

use super::curve::{self, Curves, Measure, Series};
use super::overlay::{Line, Overlay};
use super::plot::Plot;
use super::scale::Decades;
use lesson::history::History;
use plotters::style::RGBColor;
use words::Words;

/// The charts as the markup names them, in reading order.
pub const CHARTS: [&str; 3] = ["race-cost", "race-accuracy", "race-depth"];

/// A row that takes part.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    /// What it is called.
    pub name: &'a str,
    /// Its colour.
    pub color: RGBColor,
    /// What it left behind so far; a row with no picture yet is not shown.
    pub history: &'a History,
}

/// What the charts keep from one picture to the next: axes as wide as the race has needed so far.
#[derive(Default)]
pub struct RaceCharts {
    cost_axis: Option<Decades>,
    std_axis: Option<Decades>,
}

impl RaceCharts {
    /// New runs: their axes begin anew.
    pub fn forget(&mut self) {
        *self = Self::default();
    }

    /// What every chart of [`CHARTS`] shows of the rows.
    pub fn plots<'a>(&mut self, mut rows: Vec<Row<'a>>, words: &'a Words) -> [Box<dyn Plot + 'a>; 3] {
        rows.retain(|row| row.history.picture().is_some());
        let (cost, depth) = (self.cost(&rows), self.depth(&rows));
        [Box::new(cost), Box::new(accuracy(&rows, words)), Box::new(depth)]
    }

    fn cost<'a>(&mut self, rows: &[Row<'a>]) -> Curves<'a> {
        let series: Vec<_> = rows.iter().map(|row| series(row, row.history.held_out.points())).collect();
        let axis = curve::cost_decades(&series).held(&mut self.cost_axis);
        Curves { series, steps: steps(rows), measure: Measure::Cost(axis), level: None }
    }

    fn depth<'a>(&mut self, rows: &[Row<'a>]) -> Overlay<'a> {
        let lines: Vec<Line> = rows.iter().filter_map(line).collect();
        let axis = Overlay::decades(&lines).held(&mut self.std_axis);
        let layers = lines.iter().map(|line| line.measured.len()).max().unwrap_or(1);
        Overlay { axis, lines, layers }
    }
}

fn accuracy<'a>(rows: &[Row<'a>], words: &'a Words) -> Curves<'a> {
    let series = rows.iter().map(|row| series(row, row.history.accuracy.points())).collect();
    let first = rows.first().and_then(|row| row.history.picture());
    let level = first.map(|seen| (f64::from(seen.chance), words.level_chance()));
    Curves { series, steps: steps(rows), measure: Measure::Share, level }
}

fn series<'a>(row: &Row<'a>, points: &'a [(u32, f32)]) -> Series<'a> {
    Series { name: row.name, color: row.color, width: 1.5, points }
}

fn line<'a>(row: &Row<'a>) -> Option<Line<'a>> {
    let layers = &row.history.picture()?.layers;
    let measured = layers.iter().map(|layer| layer.act.std.into()).collect();
    let predicted = layers.iter().map(|layer| layer.predicted_act_std.into()).collect();
    Some(Line { name: row.name, color: row.color, measured, predicted })
}

fn steps(rows: &[Row]) -> u32 {
    curve::room_for(rows.iter().filter_map(|row| Some(row.history.newest()?.step)).max().unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use lesson::config::Config;
    use lesson::session::Session;

    const GREY: RGBColor = RGBColor(9, 9, 9);

    fn run(query: &str, steps: u32) -> History {
        let mut session = Session::new(&Config::from_query(query).0.run).unwrap();
        let mut history = History::keeping(1);
        history.push(session.snapshot(false));
        for _ in 0..steps {
            session.step();
            history.push(session.snapshot(false));
        }
        history
    }

    fn row(history: &History) -> Row<'_> {
        Row { name: "row", color: GREY, history }
    }

    #[test]
    fn axes_never_shrink_before_the_race_is_another() {
        let mut charts = RaceCharts::default();
        let (small, large) = (run("depth=4&width=8&init=small", 0), run("depth=4&width=8&init=he", 0));
        let alone = charts.depth(&[row(&large)]).axis;
        let wide = charts.depth(&[row(&small), row(&large)]).axis;
        assert!(wide.low < alone.low, "{wide:?} {alone:?}");
        assert_eq!(charts.depth(&[row(&large)]).axis, wide);
        charts.forget();
        assert_eq!(charts.depth(&[row(&large)]).axis, alone);
    }

    #[test]
    fn a_row_that_has_not_begun_is_not_shown_and_the_longest_run_sets_the_steps() {
        let words = Words::english();
        let (empty, short, long) =
            (History::keeping(1), run("depth=2&width=8", 0), run("depth=2&width=8&lr=0.01", 101));
        let mut charts = RaceCharts::default();
        let [cost, accuracy, depth] = charts.plots(vec![row(&empty), row(&short)], &words);
        let said = |plot: &dyn Plot| plot.describe(&words).matches("row").count();
        assert_eq!([&cost, &accuracy, &depth].map(|plot| said(&**plot)), [1; 3]);
        assert_eq!(steps(&[row(&short)]), 100);
        assert_eq!(steps(&[row(&short), row(&long)]), 200);
        assert_eq!(charts.depth(&[]).layers, 1);
    }
}
