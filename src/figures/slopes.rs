//! Slopes: three activations and their derivatives, over the lab's own pre-activations at the chosen layer.

use crate::experiment::{Effect, Experiment, Visit};
use charts::activation::{ACTIVATIONS, Slope};
use lesson::snapshot::Snapshot;
use std::rc::Rc;
use words::{Named, Words};

/// The slopes at a layer of what the lab shows.
#[derive(Debug)]
pub struct Slopes {
    layer: usize,
    snapshot: Option<Rc<Snapshot>>,
}

impl Default for Slopes {
    fn default() -> Self {
        Self { layer: 1, snapshot: None }
    }
}

impl Slopes {
    fn depth(&self) -> usize {
        self.snapshot.as_ref().map_or(1, |snapshot| snapshot.layers.len().max(1))
    }

    fn layer(&self) -> usize {
        self.layer.clamp(1, self.depth())
    }
}

impl Experiment for Slopes {
    fn charts(&self) -> &'static [&'static str] {
        &["slope-sigmoid", "slope-tanh", "slope-relu"]
    }

    fn visit(&self, _words: &Words, visit: Visit<'_>) {
        let Some(snapshot) = &self.snapshot else { return };
        for (place, act) in ACTIVATIONS.into_iter().enumerate() {
            visit(place, &Slope::of(act, snapshot, self.layer()));
        }
    }

    fn slid(&mut self, _slider: &str, place: f64) -> Effect {
        self.layer = place as usize;
        Effect::Changed
    }

    fn most(&self, _slider: &str) -> Option<usize> {
        Some(self.depth())
    }

    fn on_lab_snapshot(&mut self, snapshot: &Rc<Snapshot>) -> bool {
        // The lab tells of a state when it has it, and when it draws it.
        let other = self.snapshot.as_ref().is_none_or(|known| !Rc::ptr_eq(known, snapshot));
        if other {
            self.snapshot = Some(snapshot.clone());
        }
        other
    }

    fn reply(&self, words: &Words, guess: &str) -> Option<String> {
        Some(words.reply_slopes(guess))
    }

    fn values(&self, _words: &Words) -> Vec<Named> {
        vec![("layer", self.layer().to_string())]
    }

    fn finding(&self, words: &Words) -> String {
        let Some(snapshot) = &self.snapshot else { return String::new() };
        let flat = |act| Slope::of(act, snapshot, self.layer()).flat_share().unwrap_or(f64::NAN);
        let [sigmoid, tanh, relu] = ACTIVATIONS.map(flat);
        words.finding_slopes(self.layer() as u64, sigmoid, tanh, relu)
    }
}
