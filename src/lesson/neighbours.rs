//! How much the rest of the batch decides: the held-out examples judged three times by one trained, batch-normed
//! network. Knows no training.

use super::codec::{Reader, put_list, put_whole};

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
    /// With the statistics of a batch sorted by class: neighbours of the same class.
    pub sorted: Vec<u8>,
}

impl Neighbours {
    /// Share of held-out examples that `predicted` gets wrong.
    pub fn error(&self, predicted: &[u8]) -> f32 {
        let wrong = self.labels.iter().zip(predicted).filter(|(label, answer)| label != answer).count();
        wrong as f32 / self.labels.len().max(1) as f32
    }

    /// One list of numbers for the way between threads.
    pub fn encode(&self) -> Vec<f32> {
        let mut out = Vec::new();
        put_whole(&mut out, self.step);
        for list in [&self.labels, &self.running, &self.mixed, &self.sorted] {
            put_list(&mut out, list.iter().map(|class| f32::from(*class)));
        }
        out
    }

    /// Reads `encode` back; `None` where the list is not one.
    pub fn decode(values: &[f32]) -> Option<Self> {
        let mut r = Reader { rest: values };
        let step = r.whole()?;
        let mut classes = || Some(r.list()?.into_iter().map(|class| class as u8).collect::<Vec<u8>>());
        let all = Self { step, labels: classes()?, running: classes()?, mixed: classes()?, sorted: classes()? };
        let n = all.labels.len();
        (all.running.len() == n && all.mixed.len() == n && all.sorted.len() == n).then_some(all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_travel_and_errors_are_counted() {
        let all = Neighbours {
            step: 3,
            labels: vec![1, 2, 3, 9],
            running: vec![1, 2, 3, 9],
            mixed: vec![1, 2, 3, 0],
            sorted: vec![0, 0, 0, 0],
        };
        assert_eq!(Neighbours::decode(&all.encode()), Some(all.clone()));
        assert_eq!([&all.running, &all.mixed, &all.sorted].map(|p| all.error(p)), [0.0, 0.25, 1.0]);
        assert_eq!(Neighbours::decode(&[1.0]), None);
    }
}
