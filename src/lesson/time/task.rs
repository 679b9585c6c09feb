//! Sequences that are mostly zeros, and the sign of the last mark.

use crate::data::below;
use rand::Rng;

/// One number in so many is a mark.
pub const RARE: u32 = 8;

/// Sequences and what is to be said at every step.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sequences {
    /// How many.
    pub n: usize,
    /// `[steps, n]`: 0, or a mark, 1 or -1.
    pub x: Vec<f32>,
    /// `[steps, n]`: 1 where the last mark was positive, 0 where it was negative, NaN where there was none.
    pub last: Vec<f32>,
}

impl Sequences {
    /// Draws `n` sequences of so many steps, step by step.
    pub fn draw(n: usize, steps: usize, rng: &mut impl Rng) -> Self {
        let mut all = Self { n, x: Vec::with_capacity(n * steps), last: Vec::with_capacity(n * steps) };
        let mut last = vec![f32::NAN; n];
        for _ in 0..steps {
            for last in &mut last {
                let mark = match below(2 * RARE, rng) {
                    0 => 1.0,
                    1 => -1.0,
                    _ => 0.0,
                };
                if mark != 0.0 {
                    *last = if mark > 0.0 { 1.0 } else { 0.0 };
                }
                all.x.push(mark);
                all.last.push(*last);
            }
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::{Stream, generator};

    #[test]
    fn one_number_in_eight_is_a_mark_and_the_last_one_is_kept() {
        let n = 500;
        let all = Sequences::draw(n, 40, &mut generator(1, Stream::Points));
        let marks = all.x.iter().filter(|x| **x != 0.0).count() as f64 / all.x.len() as f64;
        assert!((marks - 0.125).abs() < 0.01 && (all.x.iter().sum::<f32>()).abs() < 200.0, "{marks}");
        for i in 0..n {
            let mut last = f32::NAN;
            for step in 0..40 {
                let (x, said) = (all.x[step * n + i], all.last[step * n + i]);
                last = if x == 0.0 { last } else { (x + 1.0) / 2.0 };
                assert!(last == said || last.is_nan() && said.is_nan(), "sequence {i}, step {step}");
            }
        }
    }
}
