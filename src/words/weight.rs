//! Weight in words: values, what was found, how a guess is judged.

use crate::number::{NONE, cell, count, number};
use crate::table::heads;
use crate::words::{Named, Words};
use lesson::weight::{Step, Weight, WeightSpec};

impl Words {
    /// The sliders' values, and the vector and its gradients at the start.
    pub fn weight_values(&self, state: &Weight) -> Vec<Named> {
        let spec = state.spec();
        let found = state.finding();
        let of = |value: fn(&Step) -> f64| found.map_or(NONE.into(), |found| number(value(&found.start)));
        vec![
            ("weight-length", number(spec.length.into())),
            ("weight-angle", count(spec.angle.into()) + "°"),
            ("weight-v", number(spec.v.into())),
            ("weight-lr", number(spec.lr.into())),
            ("weight-steps", count(spec.steps.into())),
            ("weight-w1", of(|start| start.w[0].into())),
            ("weight-w2", of(|start| start.w[1].into())),
            ("weight-v1", of(|start| start.split.v[0].into())),
            ("weight-v2", of(|start| start.split.v[1].into())),
            ("weight-dg", of(|start| start.split.dg.into())),
            ("weight-dv1", of(|start| start.split.dv[0].into())),
            ("weight-dv2", of(|start| start.split.dv[1].into())),
            ("weight-cosine", of(|start| start.split.cosine())),
        ]
    }

    /// What was found, once it is computed.
    pub fn weight_finding(&self, state: &Weight) -> String {
        let Some(found) = state.finding() else { return String::new() };
        let [plain, normed] = found.ends.map(|end| end.cost);
        let (from, to) = (found.start.v_length, found.ends[1].v_length);
        let (lr, steps) = (found.spec.lr.into(), found.spec.steps.into());
        self.weight_found(found.kind.key(), lr, steps, plain, normed, found.best, from, to, found.calmer())
    }

    /// What is said to a guess, given what was computed of the start that the figure has by itself.
    pub fn weight_reply(&self, state: &Weight, guess: &str) -> Option<String> {
        let found = state.finding().filter(|found| found.spec == WeightSpec::default())?;
        let verdict = if guess == "longer" { "right" } else { guess };
        let (from, to) = (found.start.v_length, found.ends[1].v_length);
        Some(self.weight_judged(verdict, from, to))
    }

    /// The heads of the table.
    pub fn weight_heads(&self) -> Vec<String> {
        heads(self.weight_columns())
    }

    /// The lines of the table, step by step.
    pub fn weight_lines(&self, state: &Weight) -> Vec<Vec<String>> {
        let [plain, normed] = state.paths();
        let line = |(i, (plain, normed)): (usize, (&Step, &Step))| {
            let own = [plain.w[0], plain.w[1], plain.cost as f32, normed.w[0], normed.w[1], normed.cost as f32];
            let rest = [normed.v_length as f32, normed.split.cosine() as f32];
            std::iter::once(i.to_string()).chain(own.into_iter().chain(rest).map(cell)).collect()
        };
        plain.iter().zip(normed).enumerate().map(line).collect()
    }
}
