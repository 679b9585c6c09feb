//! Mean field: what an infinitely wide network's signal comes to after very many layers, and over how many layers it
//! forgets where it came from (Poole et al. 2016; Schoenholz et al. 2017). No biases.
//!
//! With `s = fan_in Var(w)`, the length of the signal goes to the fixed point `q* = s E[act(sqrt(q*) z)²]`. A small
//! difference between two signals is multiplied by `chi = s E[act'(sqrt(q*) z)²]` a layer, and so is the mean square of a
//! gradient on its way back. Both die away or blow up over `xi = 1 / |ln chi|` layers.

use super::Expected;
use crate::act::Act;

/// The fixed point of a network without normalization.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Field {
    /// The mean square of the pre-activations after many layers; 0 where the signal dies, infinite where it grows for ever.
    pub q: f64,
    /// What the mean square of a difference is multiplied by at each layer there.
    pub chi: f64,
}

/// Where the fixed point is looked for, and how often the interval is halved.
const FROM: f64 = 1e-12;
const TO: f64 = 1e12;
const HALVINGS: u32 = 40;

impl Field {
    /// The fixed point that a signal of mean square 1 goes to, for `gain = fan_in Var(w)`.
    pub fn new(act: Act, gain: f64) -> Self {
        let next = |q: f64| gain * Expected::under(act, q).square;
        let chi = |q: f64| gain * Expected::under(act, q).slope_square;
        let first = gain.clamp(FROM, TO);
        let grows = next(first) > first;
        let (mut low, mut high) = if grows { (first, TO) } else { (FROM, first) };
        if grows && next(high) >= high {
            return Self { q: f64::INFINITY, chi: chi(high) };
        }
        if !grows && next(low) <= low {
            return Self { q: 0.0, chi: chi(low) };
        }
        // Below the fixed point the next layer's signal is stronger, above it weaker.
        for _ in 0..HALVINGS {
            let middle = (low * high).sqrt();
            if next(middle) > middle { low = middle } else { high = middle }
        }
        let q = (low * high).sqrt();
        Self { q, chi: chi(q) }
    }

    /// Batch norm holds every unit at variance 1 whatever the weights' scale; a gradient is divided by what it took out
    /// (Yang et al. 2019).
    pub fn batch_norm(act: Act) -> Self {
        let one = Expected::under(act, 1.0);
        Self { q: 1.0, chi: one.slope_square / (one.square - one.mean * one.mean) }
    }

    /// The depth scale: the layers over which a difference or a gradient changes by a factor e. Infinite on the border
    /// between order and chaos.
    pub fn depth_scale(&self) -> f64 {
        1.0 / libm::log(self.chi).abs()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::f64::consts::PI;

    fn close(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-4 * b.abs().max(1e-3)
    }

    #[test]
    fn below_one_tanh_is_a_line_and_above_it_settles_where_the_next_layer_gives_the_same() {
        for gain in [1e-4, 0.25, 0.9] {
            let field = Field::new(Act::Tanh, gain);
            assert!(field.q == 0.0 && close(field.chi, gain), "{field:?}");
        }
        for gain in [1.1, 2.0, 10.0, 100.0] {
            let field = Field::new(Act::Tanh, gain);
            let mut q = 1.0;
            for _ in 0..2000 {
                q = gain * Expected::under(Act::Tanh, q).square;
            }
            assert!(close(field.q, q) && field.chi > 1.0, "{field:?} {q}");
        }
        assert!(
            (Field::new(Act::Tanh, 100.0).chi.sqrt() - 2.36).abs() < 0.01,
            "what the lab measures for large weights"
        );
    }

    #[test]
    fn relu_has_no_length_of_its_own_and_its_border_is_he() {
        assert!(close(Field::new(Act::Relu, 1.0).chi, 0.5) && Field::new(Act::Relu, 1.0).q == 0.0);
        assert!(close(Field::new(Act::Relu, 8.0).chi, 4.0) && Field::new(Act::Relu, 8.0).q.is_infinite());
        assert!(Field::new(Act::Relu, 2.0).depth_scale() > 1e4);
    }

    #[test]
    fn a_sigmoid_always_has_a_signal_and_needs_wide_weights_to_tell_differences() {
        let chi = |std: f64| Field::new(Act::Sigmoid, 100.0 * std * std).chi;
        assert!(chi(0.01) < 1e-3 && chi(0.1) < 0.0625 && chi(1.0) > 0.9, "{} {} {}", chi(0.01), chi(0.1), chi(1.0));
        assert!(close(Field::new(Act::Sigmoid, 1e-6).q, 0.25e-6));
    }

    #[test]
    fn batch_norm_forgets_the_scale_and_lets_gradients_grow() {
        assert!(close(Field::batch_norm(Act::Relu).chi, PI / (PI - 1.0)));
        assert!(Field::batch_norm(Act::Tanh).chi > 1.1);
    }
}
