//! Time in words: values, what was found, how a guess is judged.

use crate::number::{NONE, cell, count, number, percent};
use crate::table::heads;
use crate::words::{Named, Words};
use lesson::choice::Choice;
use lesson::time::{AtStep, Method, TRAINED, Time};

/// The names of a method's values: mean, std, told right, numbers stored and learned.
const VALUES: [[&str; 5]; 3] = [
    ["time-mean-none", "time-std-none", "time-right-none", "time-stored-none", "time-learned-none"],
    ["time-mean-layer", "time-std-layer", "time-right-layer", "time-stored-layer", "time-learned-layer"],
    ["time-mean-batch", "time-std-batch", "time-right-batch", "time-stored-batch", "time-learned-batch"],
];

impl Words {
    /// What a method is called.
    pub fn time_method(&self, method: Method) -> &str {
        match method {
            Method::None => self.time_none(),
            Method::Layer => self.time_layer(),
            Method::Batch => self.time_batch(),
        }
    }

    /// The sliders' values, and what is measured at the step that is looked at.
    pub fn time_values(&self, time: &Time) -> Vec<Named> {
        let spec = time.spec();
        let mut values = vec![
            ("time-method", self.time_method(spec.method).into()),
            ("time-length", count(spec.length.into())),
            ("time-step", count(time.step().into())),
            ("time-updates", count(time.trained().into())),
        ];
        for (method, names) in Method::ALL.iter().zip(VALUES) {
            let of = |print: fn(&AtStep) -> String| time.at(*method).map_or(NONE.into(), print);
            let (stored, learned) = time.counts(*method);
            let own = [of(|at| number(at.mean)), of(|at| number(at.std)), of(|at| percent(at.right))];
            let counts = [stored, learned].map(|n| count(n as u64));
            values.extend(names.into_iter().zip(own.into_iter().chain(counts)));
        }
        values
    }

    /// What was found, once everything has been run.
    pub fn time_finding(&self, time: &Time) -> String {
        let Some(found) = time.finding() else { return String::new() };
        let ([none, layer, batch], (assumed, met)) = (found.right, found.assumed);
        let kind = found.past.map_or("within", |past| past.key());
        let (stored, learned) = (found.stored as u64, found.learned as u64);
        let (trained, next) = (u64::from(TRAINED), u64::from(TRAINED) + 1);
        self.time_found(kind, found.length.into(), trained, next, stored, learned, none, layer, batch, assumed, met)
    }

    /// What is said to a guess, once batch norm has come to a step that it has nothing for.
    pub fn time_reply(&self, time: &Time, guess: &str) -> Option<String> {
        let next = time.stopped()?;
        let verdict = if guess == "stops" { "right" } else { guess };
        let (stored, _) = time.counts(Method::Batch);
        Some(self.time_judged(verdict, next.into(), stored as u64, TRAINED.into()))
    }

    /// The heads of the table.
    pub fn time_heads(&self) -> Vec<String> {
        heads(self.time_columns())
    }

    /// The lines of the table, step by step.
    pub fn time_lines(&self, time: &Time) -> Vec<Vec<String>> {
        let runs: Vec<&[AtStep]> = Method::ALL.iter().map(|method| time.run(*method)).collect();
        let line = |step: usize| {
            let number =
                |run: &[AtStep], of: fn(&AtStep) -> f64| run.get(step).map_or(NONE.into(), |at| cell(of(at) as f32));
            let each = runs
                .iter()
                .flat_map(|run| [number(run, |at| at.mean), number(run, |at| at.std), number(run, |at| at.right)]);
            let batch = [number(runs[2], |at| at.stored), number(runs[2], |at| at.found)];
            std::iter::once((step + 1).to_string()).chain(each).chain(batch).collect()
        };
        (0..runs[0].len()).map(line).collect()
    }
}
