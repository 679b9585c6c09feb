//! The variance recursion by depth, forward and backward: what an infinitely wide network would do at its start.
//!
//! Forward: `q_l = fan_in Var(w) E[a_{l-1}²]`, `E[a_l²] = E[act(sqrt(q_l) z)²]` with `z` standard normal (He et al. 2015,
//! section 2.2; Poole et al. 2016, equation 3). Backward: `Var(dpre_l) = E[act'(sqrt(q_l) z)²] fan_out_{l+1} Var(w_{l+1})
//! Var(dpre_{l+1})` (Glorot & Bengio 2010, section 4.2.1; Schoenholz et al. 2017). It assumes weights that are
//! independent of the signal, which holds at step 0 only, and many units.
//!
//! A network of finite width strays from it. The mean square over the n units of a layer is a mean of n independent
//! values, given the layer before: each layer adds `Var(a²) / (n E[a²]²)` to the variance of its logarithm, and what the
//! layer before strayed by comes through `d log E[a²] / d log q` times as large. For ReLU that is 5 a layer and a factor
//! of 1, so a network of depth L strays by about `sqrt(5 L / n) / 2` (Hanin & Rolnick 2018); a tanh pulls back what
//! strays. The way back likewise adds `(3 E[act'⁴] / E[act'²]² - 1) / n`. It is said of one example; a batch of
//! different ones strays a little less.
//!
//! A skip connection (He et al. 2016) adds what went into a layer to its activations: their mean squares add up, and so do
//! those of the two gradients on the way back.

mod field;

pub use field::Field;

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
    /// Whether what goes into it is added to the activations that come of it.
    pub skip: bool,
}

impl Affine {
    /// The dense maps of a network of these sizes, input and output included.
    pub fn dense(init: Init, sizes: &[usize]) -> Vec<Affine> {
        let pairs = sizes.windows(2).map(|pair| (pair[0], pair[1]));
        pairs.map(|(fan_in, fan_out)| Affine::new(init, fan_in, fan_out)).collect()
    }

    /// A map with these fans, started by `init`.
    pub fn new(init: Init, fan_in: usize, fan_out: usize) -> Affine {
        Affine { fan_in, fan_out, variance: init.variance().value(fan_in, fan_out), skip: false }
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
    /// No signal.
    const NONE: Signal = Signal { mean_square: 0.0, variance: 0.0 };
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
    /// How far a single network of this width strays from `act_std`: the standard deviation of the logarithm. 0 where the
    /// normalization leaves no room to stray.
    pub act_spread: f64,
    /// The same of `grad_rms_relative`.
    pub grad_spread: f64,
}

/// The prediction for every hidden layer of a network of dense layers of `sizes` (input, hidden…, output) without
/// normalization, whose inputs have this mean square. Empty for `Init::Constant`, whose weights are not independent.
pub fn recursion(init: Init, act: Act, sizes: &[usize], input_mean_square: f64) -> Vec<Predicted> {
    let input = Signal { mean_square: input_mean_square, variance: input_mean_square };
    if let Init::Constant(_) = init { Vec::new() } else { recursion_of(&Affine::dense(init, sizes), act, input, false) }
}

/// The prediction for every hidden layer behind these affine maps, the last of which is the output's.
///
/// With `normalized` the pre-activations of each hidden unit have mean 0 and variance 1 over the batch: by batch
/// normalization (gamma 1, beta 0), or because its weights were rescaled so (`Net::start_from_data`). The gradient is
/// divided by the standard deviation across examples that was taken out (Yang et al. 2019).
pub fn recursion_of(maps: &[Affine], act: Act, input: Signal, normalized: bool) -> Vec<Predicted> {
    let Some((_, hidden)) = maps.split_last() else { return Vec::new() };
    let mut passing = Passing { signal: input, mean: 0.0, strayed: 0.0 };
    let (mut layers, mut steps) = (Vec::with_capacity(hidden.len()), Vec::with_capacity(hidden.len()));
    for map in hidden {
        let gain = map.fan_in as f64 * map.variance;
        let taken = if normalized { gain * passing.signal.variance } else { 1.0 };
        let q = match normalized {
            true => f64::from(u8::from(taken > 0.0)),
            false => gain * passing.signal.mean_square,
        };
        let moments = Expected::under(act, q);
        let strays = if normalized { 0.0 } else { 1.0 };
        layers.push(passing.through(map, q, &moments, strays));
        steps.push(Step {
            slope: moments.slope_square,
            back: map.fan_out as f64 * map.variance / taken,
            stray: moments.back_stray(),
            units: map.fan_out as f64,
            skip: map.skip,
        });
    }
    send_back(&mut layers, &steps);
    layers
}

/// What goes from layer to layer.
struct Passing {
    signal: Signal,
    /// The mean over units, which skip connections add up.
    mean: f64,
    /// The variance of the logarithm of the mean square, from network to network.
    strayed: f64,
}

impl Passing {
    /// Takes the signal through a layer whose pre-activations have the mean square `q`; `strays` is 0 where it is held.
    fn through(&mut self, map: &Affine, q: f64, of: &Expected, strays: f64) -> Predicted {
        let (units, before) = (map.fan_out as f64, if map.skip { self.signal } else { Signal::NONE });
        let mean = of.mean + if map.skip { self.mean } else { 0.0 };
        // Weights that are as often negative as positive leave nothing in common but the means.
        let in_common = 2.0 * of.mean * (mean - of.mean);
        let square = before.mean_square + of.square + in_common;
        let variance = (square - mean * mean).max(0.0);
        let own = (of.square_stray * of.square * of.square + 4.0 * before.mean_square * of.square) / units;
        let came = before.mean_square + of.transmits * of.square;
        let strayed = strays * share(came * came * self.strayed + own, square * square);
        let of_variance = match map.skip {
            true => strayed,
            false => {
                strays * (of.variance_stray / units + of.variance_transmits * of.variance_transmits * self.strayed)
            }
        };
        let across = before.variance + of.variance();
        *self = Self { signal: Signal { mean_square: square, variance: across }, mean, strayed };
        Predicted {
            pre_std: q.sqrt(),
            act_mean: mean,
            act_std: variance.sqrt(),
            act_rms: square.sqrt(),
            grad_rms_relative: 1.0,
            act_spread: of_variance.sqrt() / 2.0,
            grad_spread: 0.0,
        }
    }
}

/// What a layer does to the gradient on its way back, in mean squares.
struct Step {
    /// From its activations to its pre-activations.
    slope: f64,
    /// From its pre-activations to what goes into it.
    back: f64,
    /// What it adds to the variance of the logarithm, times its units.
    stray: f64,
    units: f64,
    skip: bool,
}

/// Sends a gradient back through all layers; at the last one it is measured.
fn send_back(layers: &mut [Predicted], steps: &[Step]) {
    let (mut relative, mut strayed) = (1.0, 0.0);
    for layer in (0..layers.len().saturating_sub(1)).rev() {
        // The last hidden layer's own slope is common to all, but not the others'.
        let (here, above) = (&steps[layer], &steps[layer + 1]);
        let factor = above.slope * above.back;
        let beside = f64::from(u8::from(above.skip));
        // The gradient at the layer's output, whose slope comes last.
        relative *= beside + factor;
        let own = (factor * factor * here.stray + 4.0 * beside * factor) / here.units;
        strayed += share(own, (beside + factor) * (beside + factor));
        let slopes = share(here.slope, steps[layers.len() - 1].slope);
        layers[layer].grad_rms_relative = (relative * slopes).sqrt();
        layers[layer].grad_spread = strayed.sqrt() / 2.0;
    }
}

/// A share of a whole; of nothing none.
fn share(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

/// Expectations over pre-activations `x` from `N(0, q)`.
struct Expected {
    mean: f64,
    square: f64,
    slope_square: f64,
    slope_fourth: f64,
    /// `Var(a²) / E[a²]²`.
    square_stray: f64,
    /// `Var((a - E[a])²) / Var(a)²`.
    variance_stray: f64,
    /// `d log E[a²] / d log q`.
    transmits: f64,
    /// `d log Var(a) / d log q`.
    variance_transmits: f64,
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
        let nodes: Vec<[f64; 4]> = (-REACH * NODES..REACH * NODES)
            .map(|i| {
                let z = (f64::from(i) + 0.5) / f64::from(NODES);
                let weight = libm::exp(-0.5 * z * z) / (f64::from(NODES) * std::f64::consts::TAU.sqrt());
                let x = spread * z;
                [weight, x, act.value(x), act.derivative(x)]
            })
            .collect();
        let expect =
            |of: &dyn Fn(f64, f64, f64) -> f64| nodes.iter().map(|[w, x, a, s]| w * of(*x, *a, *s)).sum::<f64>();
        let (mean, square) = (expect(&|_, a, _| a), expect(&|_, a, _| a * a));
        let variance = expect(&|_, a, _| (a - mean) * (a - mean));
        let fourth = expect(&|_, a, _| a * a * a * a);
        let central = expect(&|_, a, _| (a - mean) * (a - mean) * (a - mean) * (a - mean));
        Expected {
            mean,
            square,
            slope_square: expect(&|_, _, s| s * s),
            slope_fourth: expect(&|_, _, s| s * s * s * s),
            square_stray: (share(fourth, square * square) - 1.0).max(0.0),
            variance_stray: (share(central, variance * variance) - 1.0).max(0.0),
            // d/dq E[g(sqrt(q) z)] = E[x g'(x)] / 2q.
            transmits: share(expect(&|x, a, s| x * a * s), square),
            variance_transmits: share(expect(&|x, a, s| x * s * (a - mean)), variance),
        }
    }

    fn variance(&self) -> f64 {
        (self.square - self.mean * self.mean).max(0.0)
    }

    /// What the way back adds to the variance of the logarithm, times the number of units: sums of normal weights over
    /// units, times slopes.
    fn back_stray(&self) -> f64 {
        (3.0 * share(self.slope_fourth, self.slope_square * self.slope_square) - 1.0).max(0.0)
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
    fn relu_strays_by_five_halves_of_its_layers_and_tanh_is_pulled_back() {
        let relu = recursion(Init::He, Act::Relu, &[100; 32], 1.0);
        let (last, hanin) = (relu[29].act_spread, (5.0 * 30.0 / 100.0f64).sqrt() / 2.0);
        assert!((last / hanin - 1.0).abs() < 0.02, "{last}, {hanin}");
        // The way back is measured at the last layer: there is nothing to stray yet.
        assert_eq!(relu[29].grad_spread, 0.0);
        assert!((relu[0].grad_spread / (5.0 * 29.0 / 100.0f64).sqrt() * 2.0 - 1.0).abs() < 1e-6);
        let linear = recursion(Init::Xavier, Act::Linear, &[100; 32], 1.0);
        assert!((linear[29].act_spread / (2.0 * 30.0 / 100.0f64).sqrt() * 2.0 - 1.0).abs() < 1e-4);
        let [tanh, sigmoid] = [Act::Tanh, Act::Sigmoid].map(|act| recursion(Init::Xavier, act, &[100; 32], 1.0)[29]);
        assert!(
            tanh.act_spread < 0.6 * last && sigmoid.act_spread < 0.2 * last,
            "{} {}",
            tanh.act_spread,
            sigmoid.act_spread
        );
    }

    #[test]
    fn skip_connections_add_mean_squares_forward_and_back() {
        let skip = |variance| Affine { fan_in: 100, fan_out: 100, variance, skip: true };
        // Linear: each layer adds as much as went in.
        let layers = recursion_of(&[skip(0.01); 6], Act::Linear, Signal::STANDARD, false);
        for (at, layer) in layers.iter().enumerate() {
            assert!(close(layer.act_rms, 2f64.powi(at as i32 + 1).sqrt()), "{at}: {}", layer.act_rms);
            assert!(close(layer.grad_rms_relative, 2f64.powi(4 - at as i32).sqrt()));
        }
        // Normalized: each layer adds the same, and the gradient grows by less and less.
        let layers = recursion_of(&[skip(0.02); 6], Act::Linear, Signal::STANDARD, true);
        for (at, layer) in layers.iter().enumerate() {
            assert!(close(layer.act_rms, (at as f64 + 2.0).sqrt()), "{at}: {}", layer.act_rms);
            assert!(close(layer.grad_rms_relative, (6.0 / (at as f64 + 2.0)).sqrt()), "{at}");
            assert_eq!(layer.act_spread, 0.0);
        }
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
