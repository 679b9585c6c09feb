//! How the inputs of the layers move, how the cost lies along the gradient, and what the layers' updates do to each other.

use super::super::data::{Stream, generator, uniform};
use super::super::smoothness::{Measured, RATES, STRIDE};
use super::Session;
use nn::net::{Activations, Gradients, Net};
use nn::norm::Mode;
use nn::optim::Optimizer;
use rand_chacha::ChaCha8Rng;

/// Noise multiplies each unit's normalized values by up to so much more or less …
const SCALE: f64 = 0.5;
/// … and shifts them by up to so much, in standard deviations.
const SHIFT: f64 = 0.5;

/// What lasts from one measurement to the next.
pub struct Probe {
    noise: ChaCha8Rng,
    /// The examples on which movement is measured, always the same.
    x: Vec<f32>,
    n: usize,
    /// Mean and standard deviation of every unit, when last measured.
    seen: Vec<(f64, f64)>,
}

impl Session {
    /// Trains on by [`STRIDE`] steps, from the second time on, with noise after each normalization or without, and measures.
    // A gate to the part of the program that is loaded later (`split`).
    #[inline(never)]
    pub fn measure_why(&mut self, noisy: bool) -> Measured {
        let mut probe = self.probe.take().unwrap_or_else(|| Probe {
            noise: generator(self.config.seed, Stream::Noise),
            x: self.batch.x.clone(),
            n: self.batch.n(),
            seen: Vec::new(),
        });
        if !probe.seen.is_empty() {
            for _ in 0..STRIDE {
                if noisy {
                    self.gradient_under_noise(&mut probe.noise);
                }
                if !self.step() {
                    break;
                }
            }
        }
        let (moved_mean, moved_std) = self.movement(&mut probe, noisy);
        self.probe = Some(probe);
        let (along, turned) = self.along_the_gradient();
        let (alone, together) = self.savings();
        let (_, accuracy) = self.held.evaluate(&mut self.net, &self.dataset);
        Measured { step: self.step, accuracy, moved_mean, moved_std, cost: self.cost, along, turned, alone, together }
    }

    /// The present batch's gradient with every normalization's gamma and beta shaken: `y -> s y + m`, `s` and `m` drawn anew
    /// for each unit. What the gradient says of the shaken gamma and beta holds for the true ones times `s`.
    fn gradient_under_noise(&mut self, rng: &mut ChaCha8Rng) {
        let n = self.batch.n();
        let shaken = shake(&mut self.net, rng);
        self.net.forward(&self.batch.x, n, &mut self.activations, Mode::Train);
        self.batch.target.loss(self.activations.logits(), self.gradients.loss_mut(n));
        self.net.backward(&self.batch.x, n, &self.activations, &mut self.gradients);
        settle(&mut self.net, shaken);
    }

    /// Root mean square, over all units, of how far means and standard deviations have moved.
    fn movement(&self, probe: &mut Probe, noisy: bool) -> (f32, f32) {
        let mut net = self.net.clone();
        if noisy {
            shake(&mut net, &mut probe.noise);
        }
        let mut activations = Activations::new(&net, probe.n);
        net.forward(&probe.x, probe.n, &mut activations, Mode::Train);
        let now: Vec<(f64, f64)> =
            self.blocks.iter().flat_map(|block| units(activations.out(block.pre()), probe.n)).collect();
        let before = std::mem::replace(&mut probe.seen, now);
        let pairs = || before.iter().zip(&probe.seen);
        let count = before.len() as f64;
        let mean = pairs().map(|(a, b)| (a.0 - b.0).abs()).sum::<f64>() / count;
        let std = pairs().map(|(a, b)| (a.1 - b.1).abs()).sum::<f64>() / count;
        (mean as f32, std as f32)
    }

    /// The batch's cost one step of each rate along its gradient, and the cosine between the gradients there and here.
    fn along_the_gradient(&self) -> (Vec<f32>, Vec<f32>) {
        let n = self.batch.n();
        let (mut activations, mut gradients) =
            (Activations::new(&self.net, n), Gradients::of_pre_activations(&self.net, n));
        let here = gradient(&self.net);
        let at = |rate: &f32| {
            let mut net = self.net.clone();
            net.update(&Optimizer::sgd(*rate));
            net.forward(&self.batch.x, n, &mut activations, Mode::Train);
            let cost = self.batch.target.loss(activations.logits(), gradients.loss_mut(n));
            net.backward(&self.batch.x, n, &activations, &mut gradients);
            (cost, cosine(&here, &gradient(&net)))
        };
        RATES.iter().map(at).unzip()
    }

    /// What one update saves on the batch: the layers one at a time, added up, and all at once.
    fn savings(&self) -> (f32, f32) {
        let n = self.batch.n();
        let (mut activations, mut gradients) =
            (Activations::new(&self.net, n), Gradients::of_pre_activations(&self.net, n));
        let mut saved = |net: &mut Net| {
            net.forward(&self.batch.x, n, &mut activations, Mode::Train);
            self.cost - self.batch.target.loss(activations.logits(), gradients.loss_mut(n))
        };
        let mut moved = self.net.clone();
        moved.update(&self.optimizer);
        let layers = (0..moved.layers().len()).filter(|layer| moved.layers()[*layer].params.iter().next().is_some());
        let alone = layers.map(|layer| {
            let mut net = self.net.clone();
            *net.params_mut(layer) = moved.layers()[layer].params.clone();
            saved(&mut net)
        });
        (alone.sum(), saved(&mut moved))
    }
}

/// Shakes gamma and beta of every normalization; gives what they were, and the factors, layer by layer.
fn shake(net: &mut Net, rng: &mut ChaCha8Rng) -> Vec<(usize, Vec<[f32; 3]>)> {
    let mut shaken = Vec::new();
    for layer in 0..net.layers().len() {
        let nn::net::Params::Norm { gamma: Some(gamma), beta: Some(beta) } = net.params_mut(layer) else { continue };
        let units = gamma.value.iter_mut().zip(&mut beta.value).map(|(gamma, beta)| {
            let kept = [*gamma, *beta, uniform(1.0 - SCALE, 1.0 + SCALE, rng) as f32];
            (*gamma, *beta) = (*gamma * kept[2], *beta * kept[2] + uniform(-SHIFT, SHIFT, rng) as f32);
            kept
        });
        let units = units.collect();
        shaken.push((layer, units));
    }
    shaken
}

/// Puts back what was shaken; the gradients are then those of the true gamma and beta.
fn settle(net: &mut Net, shaken: Vec<(usize, Vec<[f32; 3]>)>) {
    for (layer, units) in shaken {
        let nn::net::Params::Norm { gamma: Some(gamma), beta: Some(beta) } = net.params_mut(layer) else { continue };
        for (i, [was_gamma, was_beta, factor]) in units.into_iter().enumerate() {
            (gamma.value[i], beta.value[i]) = (was_gamma, was_beta);
            gamma.grad[i] *= factor;
            beta.grad[i] *= factor;
        }
    }
}

/// Mean and standard deviation of each unit over `n` examples.
fn units(x: &[f32], n: usize) -> Vec<(f64, f64)> {
    let units = x.len() / n;
    let of = |unit: usize| {
        let values = || x.iter().skip(unit).step_by(units).map(|v| f64::from(*v));
        let mean = values().sum::<f64>() / n as f64;
        (mean, libm::sqrt(values().map(|v| (v - mean) * (v - mean)).sum::<f64>() / n as f64))
    };
    (0..units).map(of).collect()
}

fn gradient(net: &Net) -> Vec<f32> {
    net.layers().iter().flat_map(|layer| layer.params.iter()).flat_map(|param| param.grad.iter().copied()).collect()
}

fn cosine(a: &[f32], b: &[f32]) -> f32 {
    let dot = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| f64::from(*a) * f64::from(*b)).sum::<f64>();
    (dot(a, b) / libm::sqrt(dot(a, a) * dot(b, b))) as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    fn session() -> Session {
        Session::new(&Config::from_query("act=relu&init=he&norm=batch&depth=3&width=20").0.run).unwrap()
    }

    #[test]
    fn what_was_shaken_is_put_back_and_without_noise_it_is_the_plain_run() {
        let (mut shaken, mut plain) = (session(), session());
        let values = |session: &Session| -> Vec<f32> {
            let params = session.net.layers().iter().flat_map(|layer| layer.params.iter());
            params.flat_map(|param| param.value.iter().copied()).collect()
        };
        let kept = shake(&mut shaken.net, &mut generator(1, Stream::Noise));
        assert!(kept.len() == 3 && values(&shaken) != values(&plain));
        settle(&mut shaken.net, kept);
        assert_eq!(values(&shaken), values(&plain));
        let mut measured = session();
        (0..2).for_each(|_| drop(measured.measure_why(false)));
        while plain.at() < STRIDE && plain.step() {}
        assert_eq!((values(&measured), measured.cost), (values(&plain), plain.cost), "measuring changes nothing");
    }

    /// `d cost / d gamma` of the true gamma is the shaken one's times the factor: against a difference quotient.
    #[test]
    fn the_gradient_under_noise_is_that_of_the_true_gamma() {
        let mut session = session();
        let rng = generator(7, Stream::Noise);
        session.gradient_under_noise(&mut rng.clone());
        let layer = session.blocks[1].norm.unwrap();
        let grad = session.net.layers()[layer].params.gamma().unwrap().grad[4];
        let cost = |h: f32| {
            let mut net = session.net.clone();
            let Some(gamma) = net.params_mut(layer).iter_mut().next() else { unreachable!("it is a normalization") };
            gamma.value[4] += h;
            shake(&mut net, &mut rng.clone());
            let n = session.batch.n();
            let (mut activations, mut gradients) = (Activations::new(&net, n), Gradients::of_pre_activations(&net, n));
            net.forward(&session.batch.x, n, &mut activations, Mode::Train);
            session.batch.target.loss(activations.logits(), gradients.loss_mut(n))
        };
        let quotient = (cost(1e-2) - cost(-1e-2)) / 2e-2;
        assert!((grad - quotient).abs() < 0.02 * grad.abs().max(1e-3), "{grad} {quotient}");
    }
}
