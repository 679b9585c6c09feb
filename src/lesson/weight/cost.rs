//! A real cost of two weights: logistic regression that tells a 2 from a 7 by the ink in the lower left and in the lower right
//! quarter of the picture.

use crate::choice::DataSet;
use crate::data;
use nn::loss;

/// The two digits; the first one is the class 1.
pub const DIGITS: [u8; 2] = [2, 7];
/// Pixels along the side of a picture.
const SIDE: usize = 8;

/// Pictures as two numbers each, and which digit each is.
#[derive(Clone, Debug, PartialEq)]
pub struct Cost {
    /// Ink in the lower left and in the lower right quarter, each with mean 0 and std 1 over all pictures.
    x: [Vec<f32>; 2],
    targets: Vec<f32>,
    logits: Vec<f32>,
    slopes: Vec<f32>,
}

/// The ink in one quarter of the lower half.
fn quarter(picture: &[f32], right: bool) -> f32 {
    let half = SIDE / 2;
    let start = if right { half } else { 0 };
    (half..SIDE).flat_map(|row| &picture[row * SIDE + start..row * SIDE + start + half]).sum()
}

/// Brings numbers to mean 0 and std 1.
fn standardize(values: &mut [f32]) {
    let n = values.len() as f64;
    let mean = values.iter().map(|v| f64::from(*v)).sum::<f64>() / n;
    let var = values.iter().map(|v| (f64::from(*v) - mean) * (f64::from(*v) - mean)).sum::<f64>() / n;
    values.iter_mut().for_each(|v| *v = ((f64::from(*v) - mean) / var.sqrt()) as f32);
}

impl Default for Cost {
    fn default() -> Self {
        Self::new()
    }
}

impl Cost {
    /// Of all pictures of the two digits.
    pub fn new() -> Self {
        let dataset = data::load(DataSet::Digits, 1);
        let (mut x, mut targets) = ([Vec::new(), Vec::new()], Vec::new());
        for (row, label) in dataset.x.outer_iter().zip(&dataset.labels) {
            if DIGITS.contains(label) {
                let picture: Vec<f32> = row.iter().copied().collect();
                x.iter_mut().zip([false, true]).for_each(|(x, right)| x.push(quarter(&picture, right)));
                targets.push(if *label == DIGITS[0] { 1.0 } else { 0.0 });
            }
        }
        x.iter_mut().for_each(|x| standardize(x));
        let n = targets.len();
        Self { x, targets, logits: vec![0.0; n], slopes: vec![0.0; n] }
    }

    /// How many pictures there are.
    pub fn n(&self) -> usize {
        self.targets.len()
    }

    /// The mean logistic loss at a weight vector, and its gradient.
    pub fn at(&mut self, w: [f32; 2]) -> (f64, [f32; 2]) {
        for ((logit, a), b) in self.logits.iter_mut().zip(&self.x[0]).zip(&self.x[1]) {
            *logit = w[0] * a + w[1] * b;
        }
        let cost = loss::logistic(&self.logits, &self.targets, &mut self.slopes);
        let dot =
            |x: &[f32]| x.iter().zip(&self.slopes).map(|(x, d)| f64::from(*x) * f64::from(*d)).sum::<f64>() as f32;
        (cost.into(), [dot(&self.x[0]), dot(&self.x[1])])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gradient_is_that_of_finite_differences() {
        let mut cost = Cost::new();
        assert_eq!(cost.n(), 356);
        for w in [[0.3, -0.7], [2.0, 1.0], [-3.0, 2.5]] {
            let (_, dw) = cost.at(w);
            for i in 0..2 {
                let mut moved = [w; 2];
                moved[0][i] += 0.01;
                moved[1][i] -= 0.01;
                let slope = (cost.at(moved[0]).0 - cost.at(moved[1]).0) / 0.02;
                assert!((slope - f64::from(dw[i])).abs() < 1e-3 * slope.abs().max(0.1), "{w:?}: {slope} {}", dw[i]);
            }
        }
    }

    #[test]
    fn no_weights_cost_the_logarithm_of_two() {
        assert!((Cost::new().at([0.0, 0.0]).0 - std::f64::consts::LN_2).abs() < 1e-6);
    }
}
