//! The sweep in words: places, what was found, how a guess is judged.

use crate::number::cell;
use crate::table::heads;
use crate::words::{Named, Words};
use lesson::choice::Choice;
use lesson::sweep::{AtSize, NORMS, Point, SIZES, Sweep, values};

/// From twice … to so many times the error at the largest size counts as double.
const DOUBLE: (f64, f64) = (1.5, 4.0);

impl Words {
    /// What the sweep found, once all of it is there; `noise` is that of the chosen network.
    pub fn sweep_finding(&self, sweep: &Sweep, noise: &[AtSize]) -> String {
        let (Some(v), Some(at)) = (sweep.verdict(), noise.iter().find(|at| at.size == 2)) else { return String::new() };
        let (low, high) = v.others;
        self.sweep_found(sweep.net().key(), v.large, v.two, v.one, low, high, at.values.into(), at.mean)
    }

    /// What is said to a guess: that it will be judged, or how.
    pub fn sweep_reply(&self, sweep: &Sweep, guess: &str) -> String {
        let Some(v) = sweep.verdict() else { return self.sweep_guessed().into() };
        let ratio = v.two / v.large;
        let right = match ratio {
            _ if ratio < DOUBLE.0 => "same",
            _ if ratio < DOUBLE.1 => "double",
            _ => "many",
        };
        self.sweep_judged(if guess == right { "right" } else { guess }, v.large, v.two)
    }

    /// The heads of the table.
    pub fn sweep_heads(&self) -> Vec<String> {
        heads(self.sweep_columns())
    }

    /// The lines of the table: each normalization at each size, in full.
    pub fn sweep_lines(&self, sweep: &Sweep) -> Vec<Vec<String>> {
        let line = |norm: usize, size: usize, point: Point| {
            let [error, low, high] = [point.error, point.spread.0, point.spread.1].map(|v| cell(v as f32));
            let values = values(sweep.net(), SIZES[size]);
            let [size, values, runs] = [SIZES[size], values, point.runs as u32].map(|n| n.to_string());
            vec![self.label(NORMS[norm]).into(), size, values, error, low, high, runs]
        };
        let places = (0..NORMS.len()).flat_map(|norm| (0..SIZES.len()).map(move |size| (norm, size)));
        places.filter_map(|(norm, size)| Some(line(norm, size, sweep.point(sweep.net(), norm, size)?))).collect()
    }

    /// The figure's values in the markup.
    pub fn sweep_values(&self, sweep: &Sweep) -> [Named; 1] {
        [("sweep-seeds", format!("{}–{}", sweep.seed(), sweep.seed().wrapping_add(2)))]
    }
}
