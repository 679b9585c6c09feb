//! The neighbours in words: how many of the held-out digits each network gets wrong, alone and in company.

use crate::number;
use crate::words::{Named, Words};
use lesson::neighbours::Neighbours;

impl Words {
    /// The shares that are wrong under batch norm and under layer norm, and the step.
    pub fn neighbours_values(&self, [batch, layer]: [&Neighbours; 2]) -> [Named; 5] {
        let percent = |error: f32| number::percent(error.into());
        let ([running, mixed, shared], [_, _, control]) = (batch.errors(), layer.errors());
        [
            ("error-running", percent(running)),
            ("error-mixed", percent(mixed)),
            ("error-shared", percent(shared)),
            ("error-layer", percent(control)),
            ("step", batch.step.to_string()),
        ]
    }

    /// The share of a batch that is one class, from percent.
    pub fn neighbours_share(&self, share: u32) -> String {
        number::percent(f64::from(share) / 100.0)
    }

    /// What to do, or what the figure is about: it gives nothing away.
    pub fn neighbours_sentence(&self, step: u32) -> &str {
        if step == 0 { self.neighbours_opening() } else { self.neighbours_running() }
    }

    /// What was found; nothing before the training.
    pub fn neighbours_finding(&self, [batch, layer]: [&Neighbours; 2]) -> String {
        let ([running, mixed, shared], [alone, _, control]) =
            (batch.errors().map(f64::from), layer.errors().map(f64::from));
        if batch.step == 0 {
            return String::new();
        }
        let moved = if alone == control { "no" } else { "yes" };
        let share = f64::from(batch.share) / 100.0;
        self.finding_neighbours(batch.step.into(), share, shared, mixed, running, control, moved)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn before_training_the_sentence_says_what_to_do_and_then_the_finding_what_is_wrong() {
        let words = Words::english();
        let labels = vec![1, 2, 3, 4];
        let right = labels.clone();
        let batch = |step| Neighbours {
            step,
            share: 60,
            labels: labels.clone(),
            running: right.clone(),
            mixed: vec![1, 2, 3, 0],
            shared: vec![0, 0, 0, 0],
        };
        let layer = Neighbours { running: vec![1, 2, 0, 4], shared: vec![1, 2, 0, 4], ..batch(20) };
        assert_eq!(words.neighbours_finding([&batch(0), &layer]), "");
        assert_eq!(words.neighbours_sentence(0), words.neighbours_opening());
        assert_ne!(words.neighbours_sentence(20), words.neighbours_opening());
        assert_eq!(
            words.neighbours_finding([&batch(20), &layer]),
            "At step 20, batch norm gets 100% of the held-out digits wrong where 60% of each batch is one class, 25% in \
            mixed batches and 0% alone. Layer norm gets 25% wrong in any company."
        );
        let values = words.neighbours_values([&batch(20), &layer]).map(|(_, value)| value);
        assert_eq!(values, ["0%", "25%", "100%", "25%", "20"]);
    }
}
