//! Weight in words: values, what was found, how a guess is judged.

use crate::number::{NONE, cell, count, milliseconds, number, percent};
use crate::table::heads;
use crate::words::{Named, Words};
use lesson::weight::{METHODS, Methods, Raced, STEPS, STRIDE, Step, Weight, WeightSpec};

/// A network has learned something where it is right by so much more than by chance.
const LEARNS: f64 = 0.1;
/// The names of a method's values: held-out accuracy, milliseconds of a step, noise.
const RACED: [[&str; 3]; METHODS.len()] = [
    ["weight-right-none", "weight-ms-none", "weight-noise-none"],
    ["weight-right-weight", "weight-ms-weight", "weight-noise-weight"],
    ["weight-right-mean", "weight-ms-mean", "weight-noise-mean"],
    ["weight-right-batch", "weight-ms-batch", "weight-noise-batch"],
];

impl Words {
    /// The sliders' values, and the vector and its gradients at the start.
    pub fn weight_values(&self, state: &Weight, methods: &Methods) -> Vec<Named> {
        let spec = state.spec();
        let found = state.finding();
        let of = |value: fn(&Step) -> f64| found.map_or(NONE.into(), |found| number(value(&found.start)));
        let mut values = vec![
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
            ("weight-raced", self.weight_raced_finding(methods)),
            ("weight-rate", number(methods.run().lr.into())),
        ];
        for (i, [right, ms, noise]) in RACED.into_iter().enumerate() {
            let of = |print: fn(&Raced) -> String| methods.raced(i).map_or(NONE.into(), print);
            values.push((right, of(|raced| percent(raced.accuracy))));
            values.push((ms, of(|raced| milliseconds(raced.ms as f32))));
            values.push((noise, of(|raced| percent(raced.noise))));
        }
        values
    }

    /// What was found, once it is computed.
    pub fn weight_finding(&self, state: &Weight) -> String {
        let Some(found) = state.finding() else { return String::new() };
        let [plain, normed] = found.ends.map(|end| end.cost);
        let (from, to) = (found.start.v_length, found.ends[1].v_length);
        let (lr, steps) = (found.spec.lr.into(), found.spec.steps.into());
        self.weight_found(found.kind.key(), lr, steps, plain, normed, found.best, from, to, found.calmer())
    }

    /// What the race found, once all have been run.
    fn weight_raced_finding(&self, methods: &Methods) -> String {
        if methods.is_broken() {
            return self.weight_race_broken().into();
        }
        let Some(all) = methods.all() else { return String::new() };
        let [plain, weight, mean, batch] = all.map(|raced| raced.accuracy);
        let [_, _, mean_noise, batch_noise] = all.map(|raced| raced.noise);
        let chance = methods.chance().unwrap_or(f64::NAN);
        let learned = all.iter().filter(|raced| raced.accuracy > chance + LEARNS).count();
        let kind = match learned {
            0 => "none",
            learned if learned == METHODS.len() => "all",
            _ => "some",
        };
        self.weight_raced(kind, STEPS.into(), plain, weight, mean, batch, mean_noise, batch_noise)
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
    pub fn weight_lines(&self, state: &Weight, methods: &Methods) -> Vec<Vec<String>> {
        let [plain, normed] = state.paths();
        let descents = |i: usize| {
            let (Some(plain), Some(normed)) = (plain.get(i), normed.get(i)) else { return vec![NONE.to_string(); 9] };
            let own = [plain.w[0], plain.w[1], plain.cost as f32, normed.w[0], normed.w[1], normed.cost as f32];
            let rest = [normed.v_length as f32, normed.split.cosine() as f32];
            std::iter::once(i.to_string()).chain(own.into_iter().chain(rest).map(cell)).collect()
        };
        let race = |i: usize| {
            let middle = (i as f64 + 0.5) * STRIDE as f64;
            let step = if i < STEPS as usize / STRIDE { number(middle) } else { NONE.into() };
            let point = |method: usize| {
                let known = methods.raced(method).and_then(|raced| Some((*raced.costs.get(i)?, raced.ms)));
                known.map_or([NONE.to_string(), NONE.to_string()], |(cost, ms)| {
                    [cost as f32, (middle * ms / 1000.0) as f32].map(cell)
                })
            };
            std::iter::once(step).chain((0..METHODS.len()).flat_map(point)).collect::<Vec<_>>()
        };
        let count = plain.len().max(STEPS as usize / STRIDE);
        (0..count).map(|i| descents(i).into_iter().chain(race(i)).collect()).collect()
    }
}
