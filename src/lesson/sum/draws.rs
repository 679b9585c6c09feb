//! Sums of real products. Every one of the n weights and n inputs of each sum is drawn, none is replaced by a formula; since
//! that can be twenty million normal numbers, they are drawn piece by piece: the same numbers, however large the pieces are.

use crate::data::{Stream, generator};
use nn::act::Act;
use nn::init::{Dist, fill_standard};
use rand_chacha::ChaCha8Rng;

/// How many sums are drawn.
pub const DRAWS: usize = 10_000;

/// Sums of n products of weights and inputs, all standard normal. Wider weights only stretch them: see [`Sums::scaled`].
#[derive(Debug)]
pub struct Sums {
    n: u32,
    rngs: [ChaCha8Rng; 2],
    terms: [Vec<f32>; 2],
    values: Vec<f32>,
}

impl Sums {
    /// No sums yet.
    pub fn new(n: u32, seed: u32) -> Self {
        let terms = || vec![0.0; n as usize];
        let rngs = [Stream::Weights, Stream::Points].map(|stream| generator(seed, stream));
        Self { n, rngs, terms: [terms(), terms()], values: Vec::with_capacity(DRAWS) }
    }

    /// The number of terms.
    pub fn n(&self) -> u32 {
        self.n
    }

    /// How many have been drawn.
    pub fn drawn(&self) -> usize {
        self.values.len()
    }

    /// Whether all have been drawn.
    pub fn is_complete(&self) -> bool {
        self.drawn() == DRAWS
    }

    /// Draws sums until about so many products are added up, at least one sum.
    pub fn draw(&mut self, products: usize) {
        let more = (products / self.n as usize).clamp(1, DRAWS - self.drawn().min(DRAWS - 1));
        for _ in 0..more.min(DRAWS - self.drawn()) {
            for (rng, terms) in self.rngs.iter_mut().zip(&mut self.terms) {
                fill_standard(Dist::Normal, rng, terms);
            }
            let [weights, inputs] = &self.terms;
            let sum: f64 = weights.iter().zip(inputs).map(|(w, x)| f64::from(*w) * f64::from(*x)).sum();
            self.values.push(sum as f32);
        }
    }

    /// The standard deviation of the sums drawn so far; NaN before the first two.
    pub fn std(&self) -> f64 {
        let count = self.values.len() as f64;
        let values = || self.values.iter().map(|v| f64::from(*v));
        let mean = values().sum::<f64>() / count;
        (values().map(|v| (v - mean) * (v - mean)).sum::<f64>() / count).sqrt()
    }

    /// The sums with weights of this standard deviation.
    pub fn scaled(&self, weight_std: f64) -> Vec<f32> {
        self.values.iter().map(|v| (f64::from(*v) * weight_std) as f32).collect()
    }

    /// The share of the sums' mean square that an activation leaves.
    pub fn kept(&self, act: Act, weight_std: f64) -> f64 {
        let before = self.scaled(weight_std);
        let mut after = vec![0.0; before.len()];
        act.forward(&before, &mut after);
        let square = |values: &[f32]| values.iter().map(|v| f64::from(*v) * f64::from(*v)).sum::<f64>();
        square(&after) / square(&before)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_size_of_the_pieces_changes_no_sum() {
        let (mut whole, mut pieces) = (Sums::new(7, 3), Sums::new(7, 3));
        whole.draw(usize::MAX);
        let mut calls = 0;
        while !pieces.is_complete() {
            pieces.draw(5000);
            calls += 1;
        }
        assert_eq!((whole.scaled(1.0), calls), (pieces.scaled(1.0), 15));
        whole.draw(1);
        assert_eq!(whole.drawn(), DRAWS);
        assert_ne!(Sums::new(7, 4).rngs, Sums::new(7, 3).rngs);
    }

    #[test]
    fn wider_weights_stretch_the_same_sums() {
        let mut sums = Sums::new(2, 1);
        sums.draw(200);
        let (one, half) = (sums.scaled(1.0), sums.scaled(0.5));
        assert!(one.len() == 100 && one.iter().zip(half).all(|(a, b)| a * 0.5 == b));
    }
}
