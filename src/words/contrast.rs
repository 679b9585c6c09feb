//! Contrast in words: values, what was found, how a guess is judged.

use crate::number::{NONE, cell, count, number, percent};
use crate::table::heads;
use crate::words::{Named, Words};
use lesson::contrast::{Contrast, Finding, METHODS, Moved};
use nn::norm::Norm;

/// Where the values of the four methods stand in the markup: of the picture, and of its neighbours.
const PLACES: [[&str; 2]; METHODS.len()] = [
    ["contrast-batch", "contrast-batch-neighbours"],
    ["contrast-layer", "contrast-layer-neighbours"],
    ["contrast-instance", "contrast-instance-neighbours"],
    ["contrast-group", "contrast-group-neighbours"],
];

impl Words {
    /// The sliders' values, and by how much each method's values moved.
    pub fn contrast_values(&self, state: &Contrast) -> Vec<Named> {
        let spec = state.spec();
        let mut values = vec![
            ("contrast-scale", number(spec.scale.into())),
            ("contrast-shift", number(spec.shift.into())),
            ("contrast-gain", number(spec.gain.into())),
            ("contrast-channel", count(spec.channel.into())),
        ];
        for (i, [picture, neighbours]) in PLACES.into_iter().enumerate() {
            let moved = state.finding().map(|finding| finding.moved[i]);
            let of = |part: fn(&Moved) -> f64| moved.as_ref().map_or(NONE.into(), |moved| percent(part(moved)));
            values.extend([(picture, of(|moved| moved.picture)), (neighbours, of(|moved| moved.neighbours))]);
        }
        values
    }

    /// What was found, once it is measured.
    pub fn contrast_finding(&self, state: &Contrast) -> String {
        let Some(Finding { spec, kind, moved, convolved }) = state.finding() else { return String::new() };
        let [batch, layer, instance, group] = moved.map(|moved| moved.picture);
        let [scale, shift, gain] = [spec.scale, spec.shift, spec.gain].map(f64::from);
        let (channel, raw, neighbours) = (spec.channel.into(), convolved.picture, moved[0].neighbours);
        let key = kind.key();
        self.contrast_found(key, scale, shift, gain, channel, raw, batch, neighbours, layer, instance, group)
    }

    /// What is said to a guess, given what was measured of the question's picture.
    pub fn contrast_reply(&self, finding: &Finding, guess: &str) -> String {
        let [batch, layer, instance, group] = finding.moved.map(|moved| moved.picture);
        let verdict = if guess == "batch" { "right" } else { guess };
        self.contrast_judged(verdict, batch, layer, instance, group, finding.moved[0].neighbours)
    }

    /// The heads of the table.
    pub fn contrast_heads(&self) -> Vec<String> {
        heads(self.contrast_columns())
    }

    /// The lines of the table: before normalization, and under each method.
    pub fn contrast_lines(&self, state: &Contrast) -> Vec<Vec<String>> {
        let Some(finding) = state.finding() else { return Vec::new() };
        let line = |norm: Norm, moved: &Moved| {
            let numbers = [moved.picture, moved.channel, moved.others, moved.neighbours];
            let cells = numbers.into_iter().map(|v| cell(v as f32));
            std::iter::once(self.label(norm).to_string()).chain(cells).collect()
        };
        let methods = METHODS.into_iter().zip(&finding.moved).map(|(norm, moved)| line(norm, moved));
        std::iter::once(line(Norm::None, &finding.convolved)).chain(methods).collect()
    }
}
