//! The map: a guess, then every start of one activation run at every depth, with theory's line over them. A cell opens in the
//! lab as the very network that it is.

use crate::experiment::{Effect, Experiment, Table, Visit};
use charts::map::{Map as Chart, cell_of};
use charts::plot::Mark;
use lesson::config::Config;
use lesson::jobs::{Done, Jobs};
use lesson::map::{Map as State, Networks};
use lesson::session::RunError;
use words::Words;

/// The map, on a page of a configuration.
#[derive(Debug, Default)]
pub struct Map {
    state: State,
    config: Config,
}

impl Experiment for Map {
    fn charts(&self) -> &'static [&'static str] {
        &["map"]
    }

    fn visit(&self, _words: &Words, visit: Visit<'_>) {
        visit(0, &Chart { picture: self.state.picture(), found: self.state.found() });
    }

    fn configure(&mut self, config: &Config) -> bool {
        self.config = config.clone();
        self.state.configure(Networks::of(config))
    }

    fn picked(&mut self, mark: &Mark) -> Effect {
        cell_of(mark).map_or(Effect::None, |cell| Effect::Open(self.state.networks().patch(cell, &self.config)))
    }

    fn work(&mut self) -> bool {
        self.state.work()
    }

    fn is_busy(&self) -> bool {
        self.state.is_busy()
    }

    fn jobs(&mut self) -> Option<&mut Jobs> {
        Some(self.state.jobs())
    }

    fn take(&mut self, job: usize, outcome: Result<Done<'_>, &RunError>) {
        self.state.take(job, outcome.map(|done| done.snapshot));
    }

    fn forget(&mut self) {
        self.state.forget();
    }

    fn answered(&mut self, guess: &str) -> Effect {
        self.state.answer(guess);
        Effect::Changed
    }

    fn reply(&self, words: &Words, _guess: &str) -> Option<String> {
        Some(words.map_reply(&self.state))
    }

    fn finding(&self, words: &Words) -> String {
        words.map_finding(&self.state)
    }

    fn table(&self, words: &Words) -> Option<Table> {
        Some(Table { heads: words.map_heads(), lines: words.map_lines(&self.state) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use charts::plot::Plot;
    use charts::style::Style;
    use lesson::choice::Choice;
    use lesson::map::{COUNT, Cell};
    use lesson::session::Session;

    fn said(map: &Map) -> String {
        let (mut said, words) = (String::new(), Words::english());
        map.visit(&words, &mut |_, plot: &dyn Plot| said = plot.describe(&words));
        said
    }

    /// Runs the jobs that `wanted` names; of the others no news is made up: they are refused.
    fn run(map: &mut Map, wanted: impl Fn(usize) -> bool) {
        map.jobs().unwrap().run(0.0);
        while let Some((at, job)) = map.jobs().unwrap().begin_next() {
            if wanted(at) {
                let mut session = Session::new(&job.spec).unwrap();
                while session.at() < job.to && session.step() {}
                map.take(at, Ok(Done { snapshot: &session.snapshot(false), answer: None, ms_per_step: f32::NAN }));
            } else {
                map.take(at, Err(&RunError::Replaced));
            }
            map.jobs().unwrap().finished(at, 0.0);
        }
    }

    #[test]
    fn a_guess_is_judged_by_the_row_that_it_is_about_and_the_finding_has_the_numbers() {
        let (mut map, words) = (Map::default(), Words::english());
        assert!(said(&map).contains("0 have been run, 0 learned, 0 broke off."), "{}", said(&map));
        assert_eq!(map.answered("large"), Effect::Changed);
        assert_eq!(map.reply(&words, "large").unwrap(), "You say 1. Press Run: the row of 33 layers of tanh decides.");
        while map.work() {}
        let cells: Vec<Cell> = Cell::all().collect();
        run(&mut map, |at| cells[at].row < 2 || cells[at].row == 7 && [0, 6, 12].contains(&cells[at].column));
        let reply = map.reply(&words, "large").unwrap();
        assert!(reply.starts_with("Not 1: ") && reply.contains("0.1 has 85%"), "{reply}");
        let finding = map.finding(&words);
        assert!(
            finding.contains(" of 144 networks have more than half")
                && finding.contains("the deepest at 33 layers with std 0.1."),
            "{finding}"
        );
        assert!(finding.contains("Theory’s line puts "), "{finding}");
        let table = map.table(&words).unwrap();
        assert_eq!((table.heads.len(), table.lines.len(), table.lines[0].len()), (5, COUNT, 5));
        assert_eq!(table.lines[0][..2], ["0.01", "2"]);
        map.configure(&Config::from_query("map-norm=1").0);
        while map.work() {}
        run(&mut map, |at| cells[at].row == 4 && cells[at].column < 2);
        let finding = map.finding(&words);
        assert!(
            finding.contains(
                "one for all weights, 37 layers: of 16 stds 1 learn at 10 layers and 0 at 50. Without batch norm "
            ),
            "{finding}"
        );
        map.forget();
        assert!(map.finding(&words).is_empty() && map.table(&words).unwrap().lines.is_empty());
    }

    #[test]
    fn a_cell_opens_in_the_lab_where_it_stands() {
        for (query, alone) in [("act=relu&depth=7", false), ("figure=map&map-norm=1", true)] {
            let (mut map, config) = (Map::default(), Config::from_query(query).0);
            map.configure(&config);
            let mut marks = Vec::new();
            map.visit(&Words::english(), &mut |_, plot| marks = plot.marks((600.0, 400.0), &Style::light(1.0)));
            let Effect::Open(patch) = map.picked(&marks[6]) else { panic!("nothing opens") };
            let there = config.with(&patch).0;
            assert_eq!(
                (there.run.std, there.run.depth, there.run.act),
                (0.1, 50, config.run.act),
                "the first row is the deepest"
            );
            assert_eq!(there.page.figure.map(Choice::key), alone.then_some("lab"));
        }
    }

    #[test]
    fn every_guess_is_told_something_of_its_own() {
        let words = Words::english();
        let mut said: Vec<String> = ["small", "xavier", "large", "nothing", "skip"]
            .iter()
            .map(|guess| {
                let mut map = Map::default();
                map.answered(guess);
                map.reply(&words, guess).unwrap()
            })
            .collect();
        said.sort();
        said.dedup();
        assert_eq!(said.len(), 5);
    }
}
