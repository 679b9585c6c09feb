//! Why batch norm helps, in words.

use crate::number::cell;
use crate::table::heads;
use crate::words::Words;
use lesson::smoothness::Measured;
use lesson::why::{KEYS, Verdict, Why};

/// Closer than this, in accuracy, is as good.
const AS_GOOD: f64 = 0.01;

impl Words {
    /// What the three runs found; empty before they are done.
    pub fn why_finding(&self, why: &Why) -> String {
        let Some(Verdict { accuracy: [a, b, c], moved: [d, e, f], rise, .. }) = why.verdict() else {
            return if why.is_broken() { self.why_broken().into() } else { String::new() };
        };
        self.why_found(a, b, c, d, e, f, rise[0], rise[1])
    }

    /// What is said to the guess what noise does: that it will be judged, or how.
    pub fn why_reply(&self, why: &Why, guess: &str) -> String {
        let Some(Verdict { accuracy: [none, batch, noise], .. }) = why.verdict() else {
            return self.why_guessed().into();
        };
        let right = match noise {
            noise if noise >= batch - AS_GOOD => "good",
            noise if noise > none + AS_GOOD => "between",
            _ => "bad",
        };
        self.why_judged(if guess == right { "right" } else { guess }, noise, batch, none)
    }

    /// What the runs say for and against the reader's verdict; empty before they are done.
    pub fn why_decision(&self, why: &Why, choice: &str) -> String {
        let Some(v) = why.verdict() else { return String::new() };
        let ([none, batch, _], [moved, _, noisy]) = (v.rise, v.moved);
        self.why_decided(choice, noisy, moved, none, batch, v.together[0], v.together[1])
    }

    /// The heads of the table.
    pub fn why_heads(&self) -> Vec<String> {
        heads(self.why_columns())
    }

    /// The lines of the table, run by run.
    pub fn why_lines(&self, why: &Why) -> Vec<Vec<String>> {
        let line = |run: usize, at: &Measured| {
            let first = [at.accuracy, at.moved_mean, at.moved_std, at.cost];
            let last = [at.alone, at.together];
            let numbers = first.iter().chain(&at.along).chain(&at.turned).chain(&last).map(|v| cell(*v));
            [self.why_run(KEYS[run]), at.step.to_string()].into_iter().chain(numbers).collect()
        };
        (0..KEYS.len()).flat_map(|run| why.points(run).iter().map(move |at| line(run, at))).collect()
    }
}
