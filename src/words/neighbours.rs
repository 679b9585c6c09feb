//! The neighbours in words: how many of the held-out digits each set of statistics gets wrong.

use crate::number;
use crate::words::{Named, Words};
use lesson::neighbours::Neighbours;

impl Words {
    /// The shares that are wrong, and the step.
    pub fn neighbours_values(&self, answers: &Neighbours) -> [Named; 4] {
        let [running, mixed, sorted] = answers.errors().map(|error| number::percent(error.into()));
        let step = answers.step.to_string();
        [("error-running", running), ("error-mixed", mixed), ("error-sorted", sorted), ("step", step)]
    }

    /// The same as a sentence.
    pub fn neighbours_sentence(&self, answers: &Neighbours) -> String {
        let [running, mixed, sorted] = answers.errors().map(f64::from);
        match answers.step {
            0 => self.neighbours_opening().to_string(),
            _ => self.neighbours_errors(running, mixed, sorted),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn before_training_the_sentence_says_what_to_do_and_then_what_is_wrong() {
        let words = Words::english();
        let (labels, running) = (vec![1, 2, 3, 4], vec![1, 2, 3, 4]);
        let mut answers = Neighbours { step: 0, labels, running, mixed: vec![1, 2, 3, 0], sorted: vec![0, 0, 0, 0] };
        assert_eq!(words.neighbours_sentence(&answers), words.neighbours_opening());
        answers.step = 20;
        assert!(words.neighbours_sentence(&answers).starts_with("0% of the held-out digits wrong with running"));
        let [running, mixed, sorted, step] = words.neighbours_values(&answers).map(|(_, value)| value);
        assert_eq!([running, mixed, sorted, step], ["0%", "25%", "100%", "20"]);
    }
}
