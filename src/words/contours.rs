//! Contours in words.

use crate::number::{cell, count, number};
use crate::table::heads;
use crate::words::{Named, Words};
use lesson::contours::{Contours, Found};

impl Words {
    /// Steps of a descent; why there are none.
    pub fn contours_steps(&self, found: &Found) -> String {
        let diverged = found.descent.path.last().is_some_and(|(_, left)| *left > 1.0);
        match found.descent.steps {
            Some(steps) => count(steps.into()),
            None if diverged => self.contours_diverged().into(),
            None => self.contours_never().into(),
        }
    }

    /// What the three descents found; empty before they are done.
    pub fn contours_finding(&self, contours: &Contours) -> String {
        let [raw, min_max, standard] = contours.found() else { return String::new() };
        let rate = f64::from(contours.spec().rate);
        if rate > 1.0 {
            return self.contours_too_fast(rate);
        }
        let [a, b, c] = [raw, min_max, standard].map(|found| found.bowl.condition());
        let [d, e, f] = [raw, min_max, standard].map(|found| self.contours_steps(found));
        self.contours_found(a, b, c, &d, &e, &f, rate)
    }

    /// What is said to a guess.
    pub fn contours_reply(&self, contours: &Contours, guess: &str) -> Option<String> {
        let [raw, _, standard] = contours.found() else { return None };
        let verdict = if guess == "million" { "right" } else { guess };
        Some(self.contours_judged(verdict, &self.contours_steps(raw), &self.contours_steps(standard)))
    }

    /// The sliders' values.
    pub fn contours_values(&self, contours: &Contours) -> [Named; 2] {
        let spec = contours.spec();
        [("contours-rate", number(spec.rate.into())), ("contours-nudge", number(spec.nudge.into()))]
    }

    /// The table: its heads, and a line for each scaling.
    pub fn contours_table(&self, contours: &Contours) -> (Vec<String>, Vec<Vec<String>>) {
        let line = |found: &Found| {
            let swing = found.bowl.swing(contours.spec().nudge.into());
            let [condition, rate, swing] =
                [found.bowl.condition(), found.bowl.largest_rate(), swing].map(|v| cell(v as f32));
            let steps = self.contours_steps(found).replace(',', "");
            vec![self.label(found.scaling).to_string(), condition, rate, steps, swing]
        };
        let heads = heads(self.contours_columns());
        (heads, contours.found().iter().map(line).collect())
    }
}
