//! The variance recursion by depth, forward and backward: what an infinitely wide network would do at its start.
//!
//! Forward: `q_l = fan_in Var(w) E[a_{l-1}²]`, `E[a_l²] = E[act(sqrt(q_l) z)²]` with `z` standard normal (He et al. 2015,
//! section 2.2; Poole et al. 2016, equation 3). Backward: `Var(dpre_l) = E[act'(sqrt(q_l) z)²] fan_out_{l+1} Var(w_{l+1})
//! Var(dpre_{l+1})` (Glorot & Bengio 2010, section 4.2.1; Schoenholz et al. 2017). It assumes weights that are
//! independent of the signal, which holds at step 0 only, and many units: at width n and depth L the root mean square of
//! one ReLU network strays by about `sqrt(5 L / n) / 2` of itself.

use super::act::Act;
use super::init::Init;

/// One affine map, as the recursion sees it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Affine {
    /// Connections into a unit.
    pub fan_in: usize,
    /// Connections out of an input.
    pub fan_out: usize,
    /// The variance of its weights.
    pub variance: f64,
}

impl Affine {
    /// The dense maps of a network of these sizes, input and output included.
    pub fn dense(init: Init, sizes: &[usize]) -> Vec<Affine> {
        let pairs = sizes.windows(2).map(|pair| (pair[0], pair[1]));
        pairs.map(|(fan_in, fan_out)| Affine::new(init, fan_in, fan_out)).collect()
    }

    /// A map with these fans, started by `init`.
    pub fn new(init: Init, fan_in: usize, fan_out: usize) -> Affine {
        Affine { fan_in, fan_out, variance: init.variance().value(fan_in, fan_out) }
    }
}

/// What reaches the first layer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Signal {
    /// `E[x²]` over examples and inputs.
    pub mean_square: f64,
    /// The variance across examples, averaged over inputs: what batch norm sees of it.
    pub variance: f64,
}

impl Signal {
    /// Standardized inputs: mean square and variance 1.
    pub const STANDARD: Signal = Signal { mean_square: 1.0, variance: 1.0 };
}

/// The prediction for one hidden layer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Predicted {
    /// Standard deviation of the pre-activations (after batch norm: 1).
    pub pre_std: f64,
    /// Mean of the activations.
    pub act_mean: f64,
    /// Standard deviation of the activations, `sqrt(E[a²] - E[a]²)`.
    pub act_std: f64,
    /// Root mean square of the activations.
    pub act_rms: f64,
    /// Root mean square of the loss's gradient at the pre-activations, over that of the last hidden layer.
    pub grad_rms_relative: f64,
}

/// The prediction for every hidden layer of a network of dense layers of `sizes` (input, hidden…, output) without
/// normalization, whose inputs have this mean square. Empty for `Init::Constant`, whose weights are not independent.
pub fn recursion(init: Init, act: Act, sizes: &[usize], input_mean_square: f64) -> Vec<Predicted> {
    let input = Signal { mean_square: input_mean_square, variance: input_mean_square };
    if let Init::Constant(_) = init { Vec::new() } else { recursion_of(&Affine::dense(init, sizes), act, input, false) }
}

/// The prediction for every hidden layer behind these affine maps, the last of which is the output's.
///
/// With `batch_norm` each hidden map is followed by batch normalization (gamma 1, beta 0): its output has variance 1, and
/// the gradient is divided by the standard deviation across examples that it took out (Yang et al. 2019).
pub fn recursion_of(maps: &[Affine], act: Act, input: Signal, batch_norm: bool) -> Vec<Predicted> {
    let Some((_, hidden)) = maps.split_last() else { return Vec::new() };
    let mut signal = input;
    let mut layers = Vec::with_capacity(hidden.len());
    // What the gradient's variance is multiplied by on its way from a layer's pre-activations to its inputs.
    let mut back = Vec::with_capacity(hidden.len());
    for map in hidden {
        let gain = map.fan_in as f64 * map.variance;
        let taken = if batch_norm { gain * signal.variance } else { 1.0 };
        let q = if batch_norm { if taken > 0.0 { 1.0 } else { 0.0 } } else { gain * signal.mean_square };
        let moments = Expected::under(act, q);
        let act_std = (moments.square - moments.mean * moments.mean).max(0.0).sqrt();
        layers.push(Predicted {
            pre_std: q.sqrt(),
            act_mean: moments.mean,
            act_std,
            act_rms: moments.square.sqrt(),
            grad_rms_relative: 1.0,
        });
        back.push((moments.slope_square, map.fan_out as f64 * map.variance / taken));
        signal = Signal { mean_square: moments.square, variance: act_std * act_std };
    }
    let mut relative = 1.0;
    for layer in (0..hidden.len().saturating_sub(1)).rev() {
        // The last hidden layer's own slope is common to all, but not the others'.
        relative *= back[layer].0 * back[layer + 1].1;
        layers[layer].grad_rms_relative = relative.sqrt();
    }
    layers
}

/// Expectations over pre-activations from `N(0, q)`.
struct Expected {
    mean: f64,
    square: f64,
    slope_square: f64,
}

/// Nodes per unit of z, and how far they reach.
const NODES: i32 = 64;
const REACH: i32 = 9;

impl Expected {
    /// By the midpoint rule on a fine grid. On a Gaussian weight it converges as fast as Gauss-Hermite quadrature does
    /// for smooth functions, and it also resolves a tanh that `init=large` has made as steep as a step, narrower than
    /// the distance of Hermite nodes. The kink of ReLU lies between two nodes.
    fn under(act: Act, q: f64) -> Expected {
        let spread = q.sqrt();
        let mut sums = [0.0; 3];
        for i in -REACH * NODES..REACH * NODES {
            let z = (f64::from(i) + 0.5) / f64::from(NODES);
            let weight = libm::exp(-0.5 * z * z) / (f64::from(NODES) * std::f64::consts::TAU.sqrt());
            let (value, slope) = (act.value(spread * z), act.derivative(spread * z));
            for (sum, part) in sums.iter_mut().zip([value, value * value, slope * slope]) {
                *sum += weight * part;
            }
        }
        let [mean, square, slope_square] = sums;
        Expected { mean, square, slope_square }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::f64::consts::PI;

    fn close(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-5 * b.abs().max(1.0)
    }

    #[test]
    fn he_keeps_the_mean_square_of_relu() {
        let layers = recursion(Init::He, Act::Relu, &[300; 12], 1.0);
        for layer in &layers {
            assert!(close(layer.act_rms, 1.0) && close(layer.pre_std, 2f64.sqrt()));
            // Mean sqrt(q / 2 pi): the standard deviation is 18% below the root mean square.
            assert!(close(layer.act_mean, PI.sqrt().recip()) && close(layer.act_std, (1.0 - 1.0 / PI).sqrt()));
            assert!(close(layer.grad_rms_relative, 1.0));
        }
        assert_eq!(layers.len(), 10);
    }

    #[test]
    fn xavier_halves_the_mean_square_of_relu_at_every_layer() {
        let layers = recursion(Init::Xavier, Act::Relu, &[300; 6], 1.0);
        for (l, layer) in layers.iter().enumerate() {
            assert!(close(layer.act_rms, 0.5f64.powi(l as i32 + 1).sqrt()));
            assert!(close(layer.grad_rms_relative, 0.5f64.powi(3 - l as i32).sqrt()));
        }
    }

    #[test]
    fn small_weights_multiply() {
        let layers = recursion(Init::Normal { std: 0.01 }, Act::Linear, &[100; 5], 1.0);
        assert!(close(layers[2].act_std / 0.1f64.powi(3), 1.0), "{}", layers[2].act_std);
        assert!(close(layers[0].grad_rms_relative / 0.01, 1.0));
    }

    #[test]
    fn a_steep_tanh_is_a_step() {
        let layers = recursion(Init::Normal { std: 2.0 }, Act::Tanh, &[500; 3], 1.0);
        // Mean of tanh(s z)² for s = 44.7: 1 - sqrt(2 / pi) / s + …, the share of z within the ramp taken off.
        assert!((layers[0].act_rms.powi(2) - (1.0 - (2.0 / PI).sqrt() / layers[0].pre_std)).abs() < 1e-4);
    }

    #[test]
    fn batch_norm_makes_relu_gradients_grow_by_a_known_rate() {
        let maps = Affine::dense(Init::He, &[100; 12]);
        let layers = recursion_of(&maps, Act::Relu, Signal::STANDARD, true);
        let rate = (PI / (PI - 1.0)).sqrt();
        assert!((layers[0].grad_rms_relative / rate.powi(9) - 1.0).abs() < 1e-4, "{}", layers[0].grad_rms_relative);
        assert!(layers.iter().all(|layer| layer.pre_std == 1.0));
    }

    #[test]
    fn zeros_and_constants_do_not_divide_by_zero() {
        for batch_norm in [false, true] {
            let maps = Affine::dense(Init::Zeros, &[10; 5]);
            let layers = recursion_of(&maps, Act::Sigmoid, Signal::STANDARD, batch_norm);
            assert!(layers.iter().all(|layer| close(layer.act_mean, 0.5) && layer.act_std < 1e-6));
        }
        assert!(recursion(Init::Constant(0.1), Act::Tanh, &[10; 5], 1.0).is_empty());
    }
}
