//! Quiet or gone: two digits' cosine by depth, and a linear reader at every layer.

use crate::experiment::{Effect, Experiment, Table, Visit};
use charts::lines::{Line, Lines, Value, Vertical};
use charts::scale::Decades;
use charts::style::Hue;
use lesson::config::Config;
use lesson::jobs::{Done, Jobs};
use lesson::quiet::Quiet as State;
use lesson::readings::AtLayer;
use lesson::session::RunError;
use words::{Named, Words};

const NONE: (f64, f64) = (f64::NAN, f64::NAN);
/// What the question is about.
const ASKED: &str = "init=small&act=tanh&depth=10";
/// Layers that have a number on the axis, at most.
const TICKS: usize = 6;

/// The figure.
#[derive(Debug, Default)]
pub struct Quiet {
    state: State,
    is_broken: bool,
}

impl Quiet {
    fn layers(&self) -> &[AtLayer] {
        self.state.readings().map_or(&[], |readings| &readings.layers)
    }

    fn chart(&self, title: &str, lines: Vec<Line>, y: Vertical, words: &Words) -> Lines {
        let last = self.layers().len().max(2) - 1;
        let step = last.div_ceil(TICKS).max(1);
        let ticks = (0..=last).step_by(step).map(|layer| (layer as f64, layer.to_string())).collect();
        let title = if self.layers().is_empty() { words.quiet_title_empty() } else { title };
        Lines { title: title.into(), lines, x: (0.0, last as f64), ticks, y, level: None, places: Vec::new() }
    }

    fn line(&self, name: String, color: Hue, words: &Words, of: impl Fn(&AtLayer) -> (f64, (f64, f64))) -> Line {
        let value = |(layer, at): (usize, &AtLayer)| {
            let (y, spread) = of(at);
            Value { x: layer as f64, y, spread, place: words.quiet_place(layer as u64) }
        };
        Line {
            name,
            color,
            is_theory: false,
            is_band: false,
            points: self.layers().iter().enumerate().map(value).collect(),
        }
    }

    fn cosines(&self, words: &Words) -> Lines {
        let [a, b] = self.state.spec().digits.map(|digit| digit.to_string());
        let spread = |at: &AtLayer| (at.cosine.into(), (at.spread[0].into(), at.spread[1].into()));
        let theory = |(i, y): (usize, &f64)| Value {
            x: i as f64 + 1.0,
            y: *y,
            spread: NONE,
            place: words.quiet_place(i as u64 + 1),
        };
        let predicted = self.state.predicted().iter().enumerate().map(theory).collect();
        let mut lines = vec![
            self.line(words.quiet_all().into(), Hue::Activation, words, spread),
            self.line(words.quiet_pair(&a, &b), Hue::Series(4), words, |at| (self.state.pair(at).into(), NONE)),
        ];
        if !self.state.predicted().is_empty() {
            let name = words.quiet_theory().into();
            lines.push(Line { name, color: Hue::Ink, is_theory: true, is_band: false, points: predicted });
        }
        self.chart(words.quiet_cosine_title(), lines, Vertical::Number(-1.0, 1.0), words)
    }

    fn reader(&self, words: &Words) -> Lines {
        let line = self.line(words.quiet_reader().into(), Hue::Ink, words, |at| (at.read.into(), NONE));
        let chart = self.chart(words.quiet_reader_title(), vec![line], Vertical::Share(1.0), words);
        Lines { level: self.state.chance().map(|share| (share, words.level_chance().into())), ..chart }
    }

    fn loudness(&self, words: &Words) -> Lines {
        let line = self.line(words.quiet_std().into(), Hue::Activation, words, |at| (at.std.into(), NONE));
        let axis = Decades::of(self.layers().iter().map(|at| at.std.into()), 3);
        self.chart(words.quiet_std_title(), vec![line], Vertical::Log(axis), words)
    }
}

impl Experiment for Quiet {
    fn charts(&self) -> &'static [&'static str] {
        &["quiet-reader", "quiet-std", "quiet-cosine"]
    }

    fn visit(&self, words: &Words, visit: Visit<'_>) {
        visit(0, &self.reader(words));
        visit(1, &self.loudness(words));
        visit(2, &self.cosines(words));
    }

    fn configure(&mut self, config: &Config) -> bool {
        self.state.configure(config)
    }

    fn slid(&mut self, slider: &str, place: f64) -> Effect {
        Effect::Patch(format!("{slider}={place}"))
    }

    fn place(&self, slider: &str, place: f64) -> Option<f64> {
        let [a, b] = self.state.spec().digits.map(f64::from);
        let right = if slider == "quiet-a" { a } else { b };
        (right != place).then_some(right)
    }

    fn answered(&mut self, _guess: &str) -> Effect {
        Effect::Patch(ASKED.into())
    }

    fn jobs(&mut self) -> Option<&mut Jobs> {
        Some(self.state.jobs())
    }

    fn begins_by_itself(&self) -> bool {
        true
    }

    fn take(&mut self, _job: usize, outcome: Result<Done<'_>, &RunError>) {
        self.state.take(outcome);
        self.is_broken = self.state.readings().is_none();
    }

    fn reply(&self, words: &Words, guess: &str) -> Option<String> {
        words.quiet_reply(&self.state, guess)
    }

    fn values(&self, _words: &Words) -> Vec<Named> {
        let [a, b] = self.state.spec().digits.map(|digit| digit.to_string());
        vec![("quiet-a", a), ("quiet-b", b), ("quiet-depth", self.state.run().depth.to_string())]
    }

    fn finding(&self, words: &Words) -> String {
        if self.is_broken { words.quiet_broken().into() } else { words.quiet_finding(&self.state) }
    }

    fn table(&self, words: &Words) -> Option<Table> {
        Some(Table { heads: words.quiet_heads(), lines: words.quiet_lines(&self.state) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use lesson::question::{Answer, Question};
    use lesson::readings::{CLASSES, Readings};
    use lesson::snapshot::Snapshot;

    fn readings(read: f32, std: f32) -> Readings {
        let at = AtLayer { cosine: 0.2, spread: [0.1, 0.3], between: vec![0.5; CLASSES * CLASSES], std, read };
        Readings { step: 0, mean_square: 1.0, layers: vec![at; 11] }
    }

    fn measured(query: &str, readings: Readings, snapshot: &Snapshot) -> Quiet {
        let mut quiet = Quiet::default();
        quiet.configure(&Config::from_query(query).0);
        let jobs = quiet.jobs().unwrap();
        jobs.run(0.0);
        let (at, job) = jobs.begin_next().unwrap();
        assert_eq!(job.ask, Some(Question::Readings));
        quiet.take(at, Ok(Done { snapshot, answer: Some(&Answer::Readings(readings)), ms_per_step: f32::NAN }));
        quiet
    }

    #[test]
    fn the_finding_says_faint_or_gone_and_the_guess_is_judged_by_its_own_network() {
        let words = Words::english();
        let run = Config::from_query("depth=1&width=2").0.run;
        let snapshot = lesson::session::Session::new(&run).unwrap().snapshot(false);
        let faint = measured(ASKED, readings(0.92, 1e-10), &snapshot);
        assert!(faint.finding(&words).ends_with("faint, not gone."), "{}", faint.finding(&words));
        assert!(faint.reply(&words, "most").unwrap().starts_with("Yes: 92%"));
        assert!(faint.reply(&words, "tenth").unwrap().starts_with("Far more:"));
        let gone = measured("init=large&act=tanh", readings(0.2, 0.9), &snapshot);
        assert!(gone.finding(&words).ends_with("gone.") && gone.reply(&words, "most").is_none());
        let mut charts = Vec::new();
        faint.visit(&words, &mut |_, plot| charts.push(plot.describe(&words)));
        assert!(charts[0].contains("reader: 92% at the input, 92% at layer 10."), "{charts:?}");
        assert!(charts[2].contains("3 and 8: 0.5 at the input"), "{charts:?}");
        assert_eq!(faint.table(&words).unwrap().lines.len(), 11);
    }

    #[test]
    fn a_run_that_broke_off_says_so() {
        let mut quiet = Quiet::default();
        quiet.take(0, Err(&RunError::Replaced));
        assert_eq!(quiet.finding(&Words::english()), "The run broke off: there is nothing to read.");
    }
}
