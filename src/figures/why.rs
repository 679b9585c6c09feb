//! Why batch norm helps: three runs, how their inputs move, how the cost lies along the gradient, and what the reader makes
//! of it.

use crate::experiment::{Effect, Experiment, Table, Visit};
use charts::lines::{Line, Lines, Value, Vertical};
use charts::scale::Decades;
use charts::style::Hue;
use lesson::config::Config;
use lesson::jobs::{Done, Jobs};
use lesson::session::RunError;
use lesson::smoothness::{Measured, RATES, STRIDE};
use lesson::why::{KEYS, Why as State};
use lesson::why_spec::STEPS;
use nn::norm::Norm;
use words::{Named, Words};

const NONE: (f64, f64) = (f64::NAN, f64::NAN);
const HUES: [Hue; 3] = [Hue::Norm(Norm::None), Hue::Norm(Norm::Batch), Hue::Series(4)];

/// The figure.
#[derive(Debug, Default)]
pub struct Why {
    state: State,
    /// The explanation that the reader holds with.
    choice: Option<String>,
}

fn value(x: f64, y: f64, place: String) -> Value {
    Value { x, y, spread: NONE, place }
}

impl Why {
    fn lines(&self, words: &Words, of: impl Fn(usize) -> Vec<Value>) -> Vec<Line> {
        let line = |run: usize| Line {
            name: words.why_run(KEYS[run]),
            color: HUES[run],
            is_theory: false,
            is_band: false,
            points: of(run),
        };
        (0..KEYS.len()).map(line).filter(|line| !line.points.is_empty()).collect()
    }

    /// A chart against the step.
    fn by_step(&self, words: &Words, title: &str, y: Vertical, of: fn(&Measured) -> f32) -> Lines {
        let point = |at: &Measured| value(at.step.into(), of(at).into(), words.why_place(at.step.into()));
        // Nothing has moved yet at the first.
        let lines =
            self.lines(words, |run| self.state.points(run).iter().map(point).filter(|v| !v.y.is_nan()).collect());
        let title = if lines.is_empty() { words.why_title_empty() } else { title };
        let ticks = (0..=4).map(|i| (f64::from(i * 100), (i * 100).to_string())).collect();
        Lines { title: title.into(), lines, x: (0.0, STEPS.into()), ticks, y, level: None, places: Vec::new() }
    }

    /// The cost along the gradient at the chosen step.
    fn along(&self, words: &Words) -> Lines {
        let lines = self.lines(words, |run| {
            let Some(at) = self.state.at(run, self.state.step()) else { return Vec::new() };
            let rates = RATES.iter().zip(&at.along).enumerate().map(|(i, (rate, cost))| {
                value(i as f64 + 1.0, f64::from(*cost), words.why_rate_place(&rate.to_string()))
            });
            std::iter::once(value(0.0, at.cost.into(), words.why_here().into())).chain(rates).collect()
        });
        let axis = Decades::of(lines.iter().flat_map(|line| line.points.iter().map(|point| point.y)), 2);
        let rates = RATES.iter().enumerate().map(|(i, rate)| (i as f64 + 1.0, rate.to_string()));
        let ticks = std::iter::once((0.0, words.why_here_short().into())).chain(rates).collect();
        let title = words.why_along_title(self.state.step().into());
        Lines {
            title,
            lines,
            x: (0.0, RATES.len() as f64),
            ticks,
            y: Vertical::Log(axis),
            level: None,
            places: Vec::new(),
        }
    }
}

impl Experiment for Why {
    fn charts(&self) -> &'static [&'static str] {
        &["why-moved", "why-along", "why-accuracy", "why-together"]
    }

    fn visit(&self, words: &Words, visit: Visit<'_>) {
        let moved = Vertical::Log(Decades { low: -4, high: 0 });
        visit(0, &self.by_step(words, words.why_moved_title(), moved, |at| at.moved_mean));
        visit(1, &self.along(words));
        visit(2, &self.by_step(words, words.why_accuracy_title(), Vertical::Share(1.0), |at| at.accuracy));
        let share = Vertical::Number(0.0, 1.0);
        visit(3, &self.by_step(words, words.why_together_title(), share, |at| at.together / at.alone));
    }

    fn configure(&mut self, config: &Config) -> bool {
        self.state.configure(config)
    }

    fn slid(&mut self, slider: &str, place: f64) -> Effect {
        Effect::Patch(format!("{slider}={place}"))
    }

    fn place(&self, _slider: &str, place: f64) -> Option<f64> {
        let right = f64::from(self.state.step());
        (right != place).then_some(right)
    }

    fn pressed(&mut self, what: &str) -> Effect {
        self.choice = Some(what.into());
        Effect::Changed
    }

    fn jobs(&mut self) -> Option<&mut Jobs> {
        Some(self.state.jobs())
    }

    fn take(&mut self, job: usize, outcome: Result<Done<'_>, &RunError>) {
        self.state.take(job, outcome.ok().and_then(|done| done.answer));
    }

    fn forget(&mut self) {
        self.state.forget();
    }

    fn reply(&self, words: &Words, guess: &str) -> Option<String> {
        Some(words.why_reply(&self.state, guess))
    }

    fn values(&self, words: &Words) -> Vec<Named> {
        let decided = self.choice.as_ref().map_or(String::new(), |choice| words.why_decision(&self.state, choice));
        let step = self.state.step().to_string();
        vec![("why-step", step), ("why-stride", STRIDE.to_string()), ("why-decided", decided)]
    }

    fn finding(&self, words: &Words) -> String {
        words.why_finding(&self.state)
    }

    fn table(&self, words: &Words) -> Option<Table> {
        Some(Table { heads: words.why_heads(), lines: words.why_lines(&self.state) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use lesson::question::Answer;
    use lesson::session::Session;

    fn measured(step: u32, accuracy: f32, moved: f32, rise: f32) -> Measured {
        let along = vec![1.0, 1.0, 1.0, 1.0, rise];
        let (cost, turned) = (1.0, vec![0.5; 5]);
        let (moved_mean, moved_std) = (moved, moved);
        Measured { step, accuracy, moved_mean, moved_std, cost, along, turned, alone: 2.0, together: 1.0 }
    }

    #[test]
    fn points_come_as_they_are_measured_and_the_reader_decides_at_the_end() {
        let (mut why, words) = (Why::default(), Words::english());
        let run = Config::from_query("depth=1&width=2").0.run;
        let snapshot = Session::new(&run).unwrap().snapshot(false);
        for (job, (accuracy, moved, rise)) in
            [(0.9, 0.3, 20.0), (0.94, 0.002, 0.8), (0.95, 0.5, 0.7)].into_iter().enumerate()
        {
            assert!(why.finding(&words).is_empty() && why.reply(&words, "good").unwrap().starts_with("Press Run"));
            for step in (0..=STEPS).step_by(STRIDE as usize) {
                let answer = Answer::Why(measured(step, accuracy, if step == 0 { f32::NAN } else { moved }, rise));
                why.take(job, Ok(Done { snapshot: &snapshot, answer: Some(&answer), ms_per_step: f32::NAN }));
            }
        }
        let found = why.finding(&words);
        assert!(found.contains("move by 0.3 without, 0.002 with batch norm and 0.5"), "{found}");
        assert!(why.reply(&words, "good").unwrap().starts_with("Yes: 95%"));
        assert!(why.reply(&words, "bad").unwrap().starts_with("Not at all:"));
        assert_eq!(why.pressed("still"), Effect::Changed);
        let decided = why.values(&words).pop().unwrap().1;
        assert!(decided.starts_with("Still inputs. Against you: with the noise they move by 0.5"), "{decided}");
        let mut charts = Vec::new();
        why.visit(&words, &mut |_, plot| charts.push(plot.describe(&words)));
        assert!(charts[1].contains("none: 1 at the present point, 20 at rate 0.8."), "{charts:?}");
        assert_eq!((why.table(&words).unwrap().lines.len(), why.table(&words).unwrap().heads.len()), (63, 18));
    }
}
