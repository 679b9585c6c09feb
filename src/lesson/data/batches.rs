//! The order in which training examples are used: shuffled anew for each pass, the same for the same seed.

use super::random::{Stream, generator, shuffle};
use rand_chacha::ChaCha8Rng;

/// Batches of equal size, without end. Examples that do not fill a batch at the end of a pass are left out of that pass;
/// the next shuffle brings them back.
#[derive(Clone, Debug)]
pub struct Batches {
    order: Vec<u32>,
    at: usize,
    size: usize,
    rng: ChaCha8Rng,
}

impl Batches {
    /// Batches of `size` of the rows `train`; a larger size than there are rows means all rows, each time.
    pub fn new(train: &[u32], size: usize, seed: u32) -> Self {
        let size = size.clamp(1, train.len());
        Self { order: train.to_vec(), at: usize::MAX - size, size, rng: generator(seed, Stream::Batches) }
    }

    /// Examples in a batch.
    pub fn size(&self) -> usize {
        self.size
    }

    /// The rows of the next batch; allocates nothing.
    pub fn next_rows(&mut self) -> &[u32] {
        if self.at + self.size > self.order.len() {
            shuffle(&mut self.order, &mut self.rng);
            self.at = 0;
        }
        let rows = &self.order[self.at..self.at + self.size];
        self.at += self.size;
        rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pass_uses_every_example_at_most_once_and_the_next_one_in_another_order() {
        let train: Vec<u32> = (0..100).collect();
        let mut batches = Batches::new(&train, 30, 7);
        let mut passes = Vec::new();
        for _ in 0..2 {
            let mut rows: Vec<u32> = (0..3).flat_map(|_| batches.next_rows().to_vec()).collect();
            passes.push(rows.clone());
            rows.sort_unstable();
            rows.dedup();
            assert_eq!(rows.len(), 90);
        }
        assert_ne!(passes[0], passes[1]);
        assert_eq!(Batches::new(&train, 30, 7).next_rows(), &passes[0][..30]);
    }

    #[test]
    fn a_batch_larger_than_the_training_set_is_all_of_it() {
        let mut batches = Batches::new(&[4, 5, 6], 512, 1);
        assert_eq!(batches.size(), 3);
        for _ in 0..3 {
            let mut rows = batches.next_rows().to_vec();
            rows.sort_unstable();
            assert_eq!(rows, [4, 5, 6]);
        }
    }
}
