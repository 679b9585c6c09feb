//! Quiet or gone, in words.

use crate::number::{NONE, cell};
use crate::table::heads;
use crate::words::Words;
use lesson::choice::Initializer;
use lesson::quiet::Quiet;
use nn::act::Act;

impl Words {
    /// What has become of the pictures at the last layer; empty before it is measured.
    pub fn quiet_finding(&self, quiet: &Quiet) -> String {
        let Some((kind, last)) = quiet.kind() else { return String::new() };
        let [read, std, cosine] = [last.read, last.std, last.cosine].map(f64::from);
        self.quiet_found(kind.key(), quiet.run().depth.into(), read, std, cosine)
    }

    /// What is said to a guess, once the network of the question has been measured.
    pub fn quiet_reply(&self, quiet: &Quiet, guess: &str) -> Option<String> {
        let run = quiet.run();
        let (_, last) = quiet.kind().filter(|_| (run.init, run.act) == (Initializer::Small, Act::Tanh))?;
        let verdict = if guess == "most" { "right" } else { guess };
        Some(self.quiet_judged(verdict, last.read.into(), last.std.into()))
    }

    /// The heads of the table.
    pub fn quiet_heads(&self) -> Vec<String> {
        heads(self.quiet_columns())
    }

    /// The lines of the table, the input first.
    pub fn quiet_lines(&self, quiet: &Quiet) -> Vec<Vec<String>> {
        let layers = quiet.readings().map_or(&[][..], |readings| &readings.layers[..]);
        let line = |(i, at): (usize, &lesson::readings::AtLayer)| {
            let predicted = i.checked_sub(1).and_then(|i| quiet.predicted().get(i));
            let predicted = predicted.map_or(NONE.into(), |v| cell(*v as f32));
            let [mean, low, high] = [at.cosine, at.spread[0], at.spread[1]].map(cell);
            vec![i.to_string(), mean, low, high, cell(quiet.pair(at)), predicted, cell(at.std), cell(at.read)]
        };
        layers.iter().enumerate().map(line).collect()
    }
}
