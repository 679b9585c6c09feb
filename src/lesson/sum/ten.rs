//! Ten layers in a row, and the way back: a real network of random matrices, with the signal forward and a gradient back.
//!
//! It is as wide as the sum has terms, at most [`WIDEST`]: ten matrices of 1000 x 1000 would hold up the page. A narrower
//! network gets weights that are as much wider, so that `n Var(w)` is the same.

use super::{SumSpec, factor};
use crate::data::{Stream, generator};
use nn::act::Act;
use nn::dense;
use nn::init::{Dist, fill_standard};

/// How many layers.
pub const DEPTH: usize = 10;
/// The most units of a layer.
pub const WIDEST: u32 = 128;
/// Examples that are sent through.
const EXAMPLES: usize = 64;

/// What is measured at a layer.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct AtLayer {
    /// Standard deviation of the activations, over units and examples.
    pub act: f64,
    /// Standard deviation of the gradient with respect to the layer's sums.
    pub grad: f64,
}

/// The network: its matrices stay, and are stretched to the weights' standard deviation.
#[derive(Debug)]
pub struct Network {
    width: usize,
    /// One matrix a layer, `[out, in]`, standard normal.
    weights: Vec<f32>,
    inputs: Vec<f32>,
    /// The gradient that arrives at the last layer.
    arriving: Vec<f32>,
}

impl Network {
    /// Units of a layer for sums of n terms.
    pub fn width_for(n: u32) -> u32 {
        n.min(WIDEST)
    }

    /// The network for sums of n terms.
    pub fn new(n: u32, seed: u32) -> Self {
        let width = Self::width_for(n) as usize;
        let drawn = |count: usize, stream| {
            let mut values = vec![0.0; count];
            fill_standard(Dist::Normal, &mut generator(seed, stream), &mut values);
            values
        };
        Self {
            width,
            weights: drawn(DEPTH * width * width, Stream::Weights),
            inputs: drawn(EXAMPLES * width, Stream::Points),
            arriving: drawn(EXAMPLES * width, Stream::Batches),
        }
    }

    /// Units of a layer.
    pub fn width(&self) -> usize {
        self.width
    }

    fn matrix(&self, layer: usize) -> &[f32] {
        let size = self.width * self.width;
        &self.weights[layer * size..(layer + 1) * size]
    }

    /// Sends the inputs through all layers and the gradient back.
    pub fn measure(&self, sum: SumSpec, act: Act) -> Vec<AtLayer> {
        let (size, dims) = (EXAMPLES * self.width, [EXAMPLES, self.width, self.width]);
        // As wide a sum as one of n terms: n Var(w) is what counts.
        let stretch = (sum.std() / (self.width as f64).sqrt()) as f32;
        let (mut pre, mut out) = (vec![0.0; DEPTH * size], vec![0.0; DEPTH * size]);
        let (mut signal, mut scratch) = (self.inputs.clone(), Vec::new());
        let mut layers = vec![AtLayer::default(); DEPTH];
        for (l, layer) in layers.iter_mut().enumerate() {
            let here = l * size..(l + 1) * size;
            dense::forward(&signal, self.matrix(l), &[], dims, &mut pre[here.clone()], &mut scratch);
            pre[here.clone()].iter_mut().for_each(|z| *z *= stretch);
            act.forward(&pre[here.clone()], &mut out[here.clone()]);
            signal.copy_from_slice(&out[here]);
            layer.act = std(&signal);
        }
        let (mut gradient, mut below) = (self.arriving.clone(), vec![0.0; size]);
        for l in (0..DEPTH).rev() {
            layers[l].grad = std(&gradient);
            let Some(under) = l.checked_sub(1) else { break };
            let there = under * size..l * size;
            dense::backward_input(&gradient, self.matrix(l), dims, &mut below, &mut scratch);
            below.iter_mut().for_each(|d| *d *= stretch);
            act.backward(&pre[there.clone()], &out[there], &below, &mut gradient);
        }
        layers
    }
}

/// What the gradient was multiplied by a layer on its way back.
pub fn factor_of(layers: &[AtLayer]) -> f64 {
    let gradients: Vec<f64> = layers.iter().map(|layer| layer.grad).collect();
    factor(&gradients)
}

fn std(values: &[f32]) -> f64 {
    let count = values.len() as f64;
    let wide = || values.iter().map(|v| f64::from(*v));
    let mean = wide().sum::<f64>() / count;
    (wide().map(|v| (v - mean) * (v - mean)).sum::<f64>() / count).sqrt()
}

#[cfg(test)]
mod tests {
    use super::super::WeightStd;
    use super::*;

    fn both(n: u32, weights: WeightStd, act: Act) -> (Vec<AtLayer>, super::super::Prediction) {
        let sum = SumSpec { n, weights };
        (Network::new(n, 1).measure(sum, act), sum.predicted(act))
    }

    #[test]
    fn the_measured_network_follows_the_recursion_forward_and_back() {
        for (n, weights, act) in [
            (100, WeightStd::Xavier, Act::Tanh),
            (100, WeightStd::Fixed(0.01), Act::Tanh),
            (1000, WeightStd::Fixed(1.0), Act::Tanh),
            (1000, WeightStd::He, Act::Relu),
            (400, WeightStd::Xavier, Act::Linear),
        ] {
            let (measured, predicted) = both(n, weights, act);
            for (l, (layer, theory)) in measured.iter().zip(&predicted.layers).enumerate() {
                // One network strays by about sqrt(5 L / n) / 2 of itself (nn::theory).
                let stray = (5.0 * (l + 1) as f64 / 128.0).sqrt() / 2.0;
                let off = (layer.act / theory.act_std).ln().abs();
                assert!(off < stray.max(0.05), "{n} {weights:?} {act:?}, layer {}: {off}", l + 1);
            }
            let ratio = factor_of(&measured) / predicted.factor();
            assert!((ratio - 1.0).abs() < 0.06, "{n} {weights:?} {act:?}: {ratio}");
        }
    }

    #[test]
    fn large_tanh_weights_make_the_gradient_explode_though_the_slopes_are_flat() {
        let (measured, predicted) = both(100, WeightStd::Fixed(1.0), Act::Tanh);
        // 2.36 a layer from the second on; the inputs of the first are wider than a tanh gives them.
        let [second, third] = [1, 2].map(|l| predicted.layers[l].grad_rms_relative);
        assert!((second / third - 2.36).abs() < 0.01 && (predicted.factor() - 2.35).abs() < 0.01, "{}", second / third);
        assert!((1500.0..3000.0).contains(&libm::pow(predicted.factor(), 9.0)));
        let through = measured[0].grad / measured[DEPTH - 1].grad;
        assert!((700.0..7000.0).contains(&through), "{through}");
    }

    #[test]
    fn one_unit_a_layer_and_the_largest_weights_still_give_numbers() {
        for (n, std, act) in [(1, 0.01, Act::Tanh), (1, 3.0, Act::Linear), (1000, 3.0, Act::Relu)] {
            let (measured, _) = both(n, WeightStd::Fixed(std), act);
            assert!(
                measured.iter().all(|l| l.act.is_finite() && l.grad.is_finite() && l.grad > 0.0),
                "{n}: {measured:?}"
            );
        }
        assert_eq!([1, 64, 1000].map(|n| Network::new(n, 1).width()), [1, 64, 128]);
    }
}
