//! The sweep: error against batch size for five normalizations, run when it is asked for, and beside it why.

use crate::experiment::{Experiment, Table, Visit};
use charts::lines::{Line, Lines, Value, Vertical};
use charts::scale::Decades;
use charts::style::Hue;
use lesson::choice::{Choice, NetKind};
use lesson::config::Config;
use lesson::jobs::{Done, Jobs};
use lesson::session::RunError;
use lesson::sweep::{AtSize, NORMS, Noise, Point, SIZES, Sweep as State, values};
use nn::norm::Norm;
use words::{Named, Words};

/// Errors from 1% to all.
const ERRORS: Vertical = Vertical::LogShare(Decades { low: -2, high: 0 });
/// The greatest number of values of one mean, as a power of two.
const MOST: f64 = 11.0;
const NONE: (f64, f64) = (f64::NAN, f64::NAN);

/// The sweep, and the noise of the chosen network's statistics.
#[derive(Debug)]
pub struct Sweep {
    state: State,
    noise: Noise,
}

impl Default for Sweep {
    fn default() -> Self {
        let state = State::default();
        Self { noise: Noise::new(state.net(), state.seed()), state }
    }
}

impl Sweep {
    /// Error against batch size, a line for each normalization.
    fn errors(&self, words: &Words) -> Lines {
        let net = self.state.net();
        let line = |(norm, kind): (usize, &Norm)| Line {
            name: words.label(*kind).into(),
            color: Hue::Norm(*kind),
            is_theory: false,
            is_band: false,
            points: self.points(net, norm, |size| (size as f64, words.sweep_place(SIZES[size].into()))),
        };
        let lines: Vec<Line> = NORMS.iter().enumerate().map(line).filter(|line| !line.points.is_empty()).collect();
        let title = if lines.is_empty() { words.sweep_title_empty().into() } else { words.sweep_title(net.key()) };
        let ticks = SIZES.iter().enumerate().map(|(i, size)| (i as f64, size.to_string())).collect();
        let level = self.state.chance().map(|error| (error, words.level_chance().into()));
        Lines { title, lines, x: (0.0, SIZES.len() as f64 - 1.0), ticks, y: ERRORS, level, places: Vec::new() }
    }

    fn points(&self, net: NetKind, norm: usize, place: impl Fn(usize) -> (f64, String)) -> Vec<Value> {
        let value = |size: usize, Point { error: y, spread, .. }: Point| {
            let (x, place) = place(size);
            Value { x, y, spread, place }
        };
        (0..SIZES.len()).filter_map(|size| Some(value(size, self.state.point(net, norm, size)?))).collect()
    }

    /// Batch norm's error against the number of values of one mean, for both networks.
    fn by_values(&self, words: &Words) -> Lines {
        let batch = NORMS.iter().position(|norm| *norm == Norm::Batch).unwrap_or(0);
        let line = |(i, (net, name)): (usize, (NetKind, &str))| Line {
            name: name.into(),
            color: if i == 0 { Hue::Norm(Norm::Batch) } else { Hue::Ink },
            is_theory: false,
            is_band: false,
            points: {
                let place = |size: usize| {
                    let values = values(net, SIZES[size]);
                    (f64::from(values).log2(), words.sweep_values_place(values.into()))
                };
                // From few values to many.
                self.points(net, batch, place).into_iter().rev().collect()
            },
        };
        let nets = [(NetKind::Mlp, words.sweep_dense()), (NetKind::Cnn, words.sweep_conv())];
        let lines = nets.into_iter().enumerate().map(line).filter(|line| !line.points.is_empty()).collect();
        let ticks = [1u32, 4, 16, 64, 256, 1024].map(|m| (f64::from(m).log2(), m.to_string())).into();
        Lines {
            title: words.sweep_values_title().into(),
            lines,
            x: (0.0, MOST),
            ticks,
            y: ERRORS,
            level: None,
            places: Vec::new(),
        }
    }

    /// How far mean and variance of a batch stray.
    fn by_noise(&self, words: &Words) -> Lines {
        let line = |name: &str, hue: Hue, is_theory, of: fn(&AtSize) -> f64| Line {
            name: name.into(),
            color: hue,
            is_theory,
            is_band: false,
            points: (self.noise.known().iter().enumerate())
                .map(|(i, at)| Value { x: i as f64, y: of(at), spread: NONE, place: words.sweep_place(at.size.into()) })
                .collect(),
        };
        let lines = vec![
            line(words.sweep_noise_theory(), Hue::Soft, true, |at| 1.0 / f64::from(at.values).sqrt()),
            line(words.sweep_noise_variance(), Hue::Series(4), false, |at| at.variance),
            line(words.sweep_noise_mean(), Hue::Activation, false, |at| at.mean),
        ];
        let ticks = SIZES.iter().enumerate().map(|(i, size)| (i as f64, size.to_string())).collect();
        let y = Vertical::Log(Decades { low: -2, high: 1 });
        let title = words.sweep_noise_title().into();
        Lines { title, lines, x: (0.0, SIZES.len() as f64 - 1.0), ticks, y, level: None, places: Vec::new() }
    }
}

impl Experiment for Sweep {
    fn charts(&self) -> &'static [&'static str] {
        &["sweep", "sweep-values", "sweep-noise"]
    }

    fn visit(&self, words: &Words, visit: Visit<'_>) {
        visit(0, &self.errors(words));
        visit(1, &self.by_values(words));
        visit(2, &self.by_noise(words));
    }

    fn configure(&mut self, config: &Config) -> bool {
        let other = self.state.configure(config.run.net, config.run.seed);
        if other {
            self.noise = Noise::new(config.run.net, config.run.seed);
        }
        other
    }

    fn work(&mut self) -> bool {
        self.noise.work()
    }

    fn is_busy(&self) -> bool {
        self.noise.is_busy()
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

    fn reply(&self, words: &Words, guess: &str) -> Option<String> {
        Some(words.sweep_reply(&self.state, guess))
    }

    fn values(&self, words: &Words) -> Vec<Named> {
        words.sweep_values(&self.state).into()
    }

    fn finding(&self, words: &Words) -> String {
        words.sweep_finding(&self.state, self.noise.known())
    }

    fn table(&self, words: &Words) -> Option<Table> {
        Some(Table { heads: words.sweep_heads(), lines: words.sweep_lines(&self.state) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use charts::plot::Plot;
    use lesson::config::RunSpec;
    use lesson::session::Session;
    use lesson::sweep::{COUNT, Place};

    fn shown(sweep: &Sweep) -> Vec<String> {
        let (mut said, words) = (Vec::new(), Words::english());
        sweep.visit(&words, &mut |_, plot: &dyn Plot| said.push(plot.describe(&words)));
        said
    }

    #[test]
    fn results_appear_as_they_come_and_the_finding_waits_for_the_last() {
        let (mut sweep, words) = (Sweep::default(), Words::english());
        assert!(shown(&sweep)[0].starts_with("Nothing has been run yet"));
        while sweep.work() {}
        let noise = shown(&sweep).remove(2);
        assert!(noise.contains("mean: 0.17 at batch size 32, 1 at batch size 1"), "{noise}");
        sweep.jobs().unwrap().run(0.0);
        for done in 0..COUNT {
            assert!(sweep.finding(&words).is_empty() && sweep.reply(&words, "many").unwrap().starts_with("Press Run"));
            let (at, _) = sweep.jobs().unwrap().begin_next().unwrap();
            sweep.take(at, Err(&RunError::Replaced));
            sweep.jobs().unwrap().finished(at, 0.0);
            assert_eq!(sweep.table(&words).unwrap().lines.len(), (done + 1).min(30));
        }
        // Every run was refused: points of their own, and no number is made up.
        assert!(shown(&sweep)[0].contains("batch: NaN at batch size 32, NaN at batch size 1."), "{:?}", shown(&sweep));
        assert!(sweep.finding(&words).contains("NaN"), "{}", sweep.finding(&words));
        sweep.forget();
        assert!(shown(&sweep)[0].starts_with("Nothing has been run yet"));
    }

    /// The numbers are made up here: `in_the_dense_network_batch_norm_alone_breaks_in_small_batches` measures them.
    #[test]
    fn the_guess_is_judged_by_the_error_in_batches_of_two() {
        let (mut sweep, words) = (Sweep::default(), Words::english());
        let tiny = RunSpec { depth: 1, width: 2, ..RunSpec::default() };
        let mut snapshot = Session::new(&tiny).unwrap().snapshot(false);
        while sweep.work() {}
        sweep.jobs().unwrap().run(0.0);
        while let Some((at, _)) = sweep.jobs().unwrap().begin_next() {
            let place = Place::of(at);
            snapshot.accuracy = match (NORMS[place.norm], SIZES[place.size]) {
                (Norm::Batch, 1) => 0.1,
                (Norm::Batch, 2) => 0.55,
                _ => 0.97,
            };
            sweep.take(at, Ok(Done { snapshot: &snapshot, answer: None, ms_per_step: f32::NAN }));
            sweep.jobs().unwrap().finished(at, 0.0);
        }
        let judged = ["same", "double", "many"].map(|guess| sweep.reply(&words, guess).unwrap().starts_with("Yes: "));
        assert_eq!(judged, [false, false, true]);
        let finding = sweep.finding(&words);
        assert!(["3%", "45%", "90%"].iter().all(|number| finding.contains(number)), "{finding}");
    }

    #[test]
    fn another_seed_has_other_jobs_and_another_figures_keys_have_not() {
        let mut sweep = Sweep::default();
        let config = |query| Config::from_query(query).0;
        assert!(!sweep.configure(&config("init=zeros&act=gelu&depth=3")));
        assert!(sweep.configure(&config("net=cnn")) && sweep.configure(&config("seed=7")));
        assert_eq!(sweep.values(&Words::english())[0].1, "7–9");
    }
}
