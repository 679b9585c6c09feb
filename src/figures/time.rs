//! Time: a guess first, then a recurrent network unrolled, plain, with layer norm, and with batch norm that has statistics for
//! each step; a slider for the step, and one for sequences longer than any in training.

use crate::experiment::{Effect, Experiment, Table, Visit};
use charts::lines::{Line, Lines, Value, Vertical};
use charts::style::Hue;
use lesson::choice::Choice;
use lesson::config::Config;
use lesson::time::{AtStep, BINS, Method, TRAINED, Time as State};
use nn::norm::Norm;
use words::number::number;
use words::{Named, Words};

/// What the question is about.
const ASKED: &str = "time-length=64&time-past=none";
const NONE: (f64, f64) = (f64::NAN, f64::NAN);
/// Steps between two numbers of the axis.
const TICK: u32 = 8;

/// The figure.
#[derive(Debug, Default)]
pub struct Time {
    state: State,
}

fn hue(method: Method) -> Hue {
    Hue::Norm(match method {
        Method::None => Norm::None,
        Method::Layer => Norm::Layer,
        Method::Batch => Norm::Batch,
    })
}

impl Time {
    /// A line over the time steps; a step without a number has no point.
    fn line(&self, method: Method, words: &Words, of: impl Fn(&AtStep) -> f64) -> Line {
        let value = |(i, at): (usize, &AtStep)| Value {
            x: i as f64 + 1.0,
            y: of(at),
            spread: NONE,
            place: words.time_place(i as u64 + 1),
        };
        let points = self.state.run(method).iter().enumerate().map(value).filter(|value| !value.y.is_nan()).collect();
        let name = words.time_method(method).into();
        Line { name, color: hue(method), is_theory: false, is_band: false, points }
    }

    fn chart(&self, title: String, lines: Vec<Line>, y: Vertical, words: &Words) -> Lines {
        let (spec, is_known) = (self.state.spec(), !self.state.is_busy());
        let last = spec.length.max(2);
        let ticks = (0..=last / TICK).map(|i| (i * TICK).max(1));
        let trained = (spec.length > TRAINED).then(|| (f64::from(TRAINED), words.time_trained_until().into()));
        Lines {
            title: if is_known { title } else { words.time_title_empty().into() },
            lines: if is_known { lines } else { Vec::new() },
            x: (1.0, last.into()),
            ticks: ticks.map(|step| (step.into(), step.to_string())).collect(),
            y,
            level: None,
            places: trained.into_iter().collect(),
        }
    }

    /// The chosen network's states: their mean, and a standard deviation to either side.
    fn states(&self, words: &Words) -> Lines {
        let method = self.state.spec().method;
        let mut line = self.line(method, words, |at| at.mean);
        for (value, at) in line.points.iter_mut().zip(self.state.run(method)) {
            value.spread = (at.mean - at.std, at.mean + at.std);
        }
        let title = words.time_state_title(words.time_method(method));
        let mut chart = self.chart(title, vec![Line { is_band: true, ..line }], Vertical::Number(-1.0, 1.0), words);
        chart.places.push((self.state.step().into(), String::new()));
        chart
    }

    /// Where the states are at the step that is looked at.
    fn bins(&self, words: &Words) -> Lines {
        let edge = |i: usize| 2.0 * i as f64 / BINS as f64 - 1.0;
        let line = |method: &Method| {
            let bins = self.state.at(*method).map_or(&[][..], |at| &at.bins);
            let value = |(i, share): (usize, &f64)| Value {
                x: edge(i) + 1.0 / BINS as f64,
                y: *share,
                spread: NONE,
                place: words.time_bin(&number(edge(i)), &number(edge(i + 1))),
            };
            let points: Vec<Value> = bins.iter().enumerate().map(value).collect();
            let name = words.time_method(*method).into();
            Line { name, color: hue(*method), is_theory: false, is_band: false, points }
        };
        let lines: Vec<Line> = Method::ALL.iter().map(line).filter(|line| !line.points.is_empty()).collect();
        let most = lines.iter().flat_map(|line| &line.points).map(|value| value.y).fold(0.2, f64::max);
        let title = words.time_bins_title(self.state.step().into());
        let chart = self.chart(title, lines, Vertical::Share(most), words);
        let ticks = [-1.0, -0.5, 0.0, 0.5, 1.0].map(|v| (v, number(v))).into();
        Lines { x: (-1.0, 1.0), ticks, places: Vec::new(), ..chart }
    }

    /// What batch norm has stored, beside what it meets.
    fn statistics(&self, words: &Words) -> Lines {
        let stored = self.line(Method::Batch, words, |at| at.stored);
        let met = self.line(Method::Batch, words, |at| at.found);
        let most = stored.points.iter().chain(&met.points).map(|value| value.y).fold(1.0, f64::max);
        let lines = vec![
            Line { name: words.time_found_name().into(), color: Hue::Ink, ..met },
            Line { name: words.time_stored().into(), ..stored },
        ];
        let lines = lines.into_iter().filter(|line| !line.points.is_empty()).collect();
        self.chart(words.time_statistics_title().into(), lines, Vertical::Number(0.0, 1.1 * most), words)
    }

    /// How many sequences are told right.
    fn right(&self, words: &Words) -> Lines {
        let lines = Method::ALL.iter().map(|method| self.line(*method, words, |at| at.right)).collect();
        let chart = self.chart(words.time_right_title().into(), lines, Vertical::Share(1.0), words);
        Lines { level: (!self.state.is_busy()).then(|| (0.5, words.level_chance().into())), ..chart }
    }
}

impl Experiment for Time {
    fn charts(&self) -> &'static [&'static str] {
        &["time-state", "time-bins", "time-statistics", "time-right"]
    }

    fn visit(&self, words: &Words, visit: Visit<'_>) {
        visit(0, &self.states(words));
        visit(1, &self.bins(words));
        visit(2, &self.statistics(words));
        visit(3, &self.right(words));
    }

    fn configure(&mut self, config: &Config) -> bool {
        self.state.configure(config.page.figures.time, config.run.seed);
        false
    }

    fn slid(&mut self, slider: &str, place: f64) -> Effect {
        Effect::patch(self.state.slid(slider, place))
    }

    fn place(&self, slider: &str, place: f64) -> Option<f64> {
        self.state.place(slider, place)
    }

    fn most(&self, slider: &str) -> Option<usize> {
        (slider == "time-step").then_some(self.state.spec().length as usize)
    }

    fn answered(&mut self, _guess: &str) -> Effect {
        Effect::Patch(ASKED.into())
    }

    fn reply(&self, words: &Words, guess: &str) -> Option<String> {
        words.time_reply(&self.state, guess)
    }

    fn work(&mut self) -> bool {
        self.state.work()
    }

    fn is_busy(&self) -> bool {
        self.state.is_busy()
    }

    fn values(&self, words: &Words) -> Vec<Named> {
        words.time_values(&self.state)
    }

    fn finding(&self, words: &Words) -> String {
        words.time_finding(&self.state)
    }

    fn table(&self, words: &Words) -> Option<Table> {
        Some(Table { heads: words.time_heads(), lines: words.time_lines(&self.state) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(time: &mut Time, query: &str) {
        let (config, notices) = Config::from_query(query);
        assert!(notices.is_empty(), "{notices:?}");
        time.configure(&config);
        while time.work() {}
    }

    fn charts(time: &Time) -> Vec<String> {
        let (mut said, words) = (Vec::new(), Words::english());
        time.visit(&words, &mut |_, plot| said.push(plot.describe(&words)));
        said
    }

    #[test]
    fn each_guess_is_judged_by_the_step_at_which_the_run_stops() {
        let (words, mut time) = (Words::english(), Time::default());
        assert!(charts(&time).iter().all(|said| said.starts_with("Not trained yet")));
        assert!(time.reply(&words, "stops").is_none() && time.finding(&words).is_empty());
        assert_eq!(time.answered("stops"), Effect::Patch(ASKED.into()));
        shown(&mut time, ASKED);
        for (guess, start) in [
            ("stops", "Yes, it stops at step 17: the 1,536 stored"),
            ("computes", "It could, if there were a batch;"),
            ("shares", "There is no such set:"),
            ("skip", "It stops at step 17:"),
        ] {
            let said = time.reply(&words, guess).unwrap();
            assert!(said.starts_with(start) && said.contains("for steps 1 to 16"), "{said}");
        }
        let found = time.finding(&words);
        assert!(found.starts_with("Batch norm stops at step 17: none of its 1,536 stored"), "{found}");
        let said = charts(&time);
        assert!(said[0].contains("at step 16") && said[0].contains("end of training"), "{said:?}");
        assert!(said[3].contains("layer norm: 100% at step 1, 100% at step 64."), "{said:?}");
    }

    #[test]
    fn what_it_uses_past_training_changes_the_finding_and_the_charts() {
        let (words, mut time) = (Words::english(), Time::default());
        for (past, start) in [
            ("last", "With what was stored for step 16 batch norm goes on."),
            ("average", "With the average of all 16 steps"),
            ("own", "With the mean and variance of the sequences at hand"),
        ] {
            shown(&mut time, &format!("time-length=40&time-past={past}&time-step=30"));
            let found = time.finding(&words);
            println!("{found}");
            assert!(found.starts_with(start) && found.contains("step 40"), "{found}");
            assert!(charts(&time)[0].contains("at step 40"), "{:?}", charts(&time));
            assert!(time.reply(&words, "stops").is_none());
        }
        shown(&mut time, "time-method=layer&time-step=99&time-length=12".replace("99", "12").as_str());
        assert!(time.finding(&words).starts_with("Batch norm has a mean and a variance for every unit"));
        assert_eq!((time.table(&words).unwrap().lines.len(), time.table(&words).unwrap().heads.len()), (12, 12));
        assert!(charts(&time)[0].contains("layer norm") && time.most("time-step") == Some(12));
    }
}
