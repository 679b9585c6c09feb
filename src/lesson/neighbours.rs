//! How much the rest of the batch decides: the held-out examples judged three times by one trained, batch-normed
//! network. Knows no training.

/// The run that is judged: the small convolutional network, batch-normed; Adam because it gets there soonest.
pub const RUN: &str = "net=cnn&norm=batch&act=relu&init=he&batch=64&opt=adam&lr=0.01";
/// By this step it has learned what it will.
pub const LAST: u32 = 400;

/// What the network answers to the held-out examples with each of three sets of statistics.
#[derive(Clone, Debug, PartialEq)]
pub struct Neighbours {
    /// Updates done.
    pub step: u32,
    /// The true class of each held-out example.
    pub labels: Vec<u8>,
    /// The predicted classes with running statistics: every example is judged alone.
    pub running: Vec<u8>,
    /// With the statistics of the batch that the example stands in, all classes mixed.
    pub mixed: Vec<u8>,
    /// With the statistics of a batch of one class: all neighbours are of the example's own.
    pub sorted: Vec<u8>,
}

impl Neighbours {
    /// Share of held-out examples that `predicted` gets wrong.
    pub fn error(&self, predicted: &[u8]) -> f32 {
        let wrong = self.labels.iter().zip(predicted).filter(|(label, answer)| label != answer).count();
        wrong as f32 / self.labels.len().max(1) as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_are_counted() {
        let all = Neighbours {
            step: 3,
            labels: vec![1, 2, 3, 9],
            running: vec![1, 2, 3, 9],
            mixed: vec![1, 2, 3, 0],
            sorted: vec![0, 0, 0, 0],
        };
        assert_eq!([&all.running, &all.mixed, &all.sorted].map(|p| all.error(p)), [0.0, 0.25, 1.0]);
    }
}
