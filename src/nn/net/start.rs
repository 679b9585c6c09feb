//! A start that looks at data: every hidden unit begins with mean 0 and standard deviation 1 over one batch.

use super::{Activations, Net, Params, Running, Spec, Weights, with_n};
use crate::norm::Mode;
use crate::weight_norm::data_init;

impl Net {
    /// Data-dependent start (Salimans & Kingma 2016, section 3; for plain weights Mishkin & Matas 2016, LSUV, in one
    /// step): layer after layer, the outputs `t` of each hidden affine map over the batch `x: [n, C, H, W]` are brought to
    /// mean 0 and standard deviation 1 per unit or channel by `w / std(t)` (under weight normalization `g / std(t)`) and
    /// the bias `(b - mean(t)) / std(t)`. A unit whose outputs are all the same is left as it is. Running statistics
    /// start afresh.
    pub fn start_from_data(&mut self, x: &[f32], n: usize, activations: &mut Activations) {
        for block in self.blocks() {
            self.forward(x, n, activations, Mode::Train);
            let (t, layer) = (activations.out(block.affine), &mut self.layers[block.affine]);
            let units = layer.output[0];
            let (mut scale, mut shift) = (vec![1.0; units], vec![0.0; units]);
            data_init(with_n(n, layer.output), t, 1.0, &mut scale, &mut shift);
            let Params::Affine { weights, bias } = &mut layer.params else { continue };
            // NaN, of outputs that are not finite, leaves them so.
            for unit in (0..units).filter(|unit| scale[*unit].is_finite() && shift[*unit].is_finite()) {
                match weights {
                    Weights::Plain { weight } => {
                        let row = weight.value.len() / units;
                        weight.value[unit * row..][..row].iter_mut().for_each(|w| *w *= scale[unit]);
                    }
                    Weights::Normalized { g, .. } => g.value[unit] *= scale[unit],
                }
                if let Some(bias) = bias {
                    bias.value[unit] = bias.value[unit] * scale[unit] + shift[unit];
                }
            }
        }
        for layer in &mut self.layers {
            if let Spec::Norm(norm) = layer.spec {
                layer.running = Running::new(&norm, with_n(1, layer.input));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::act::Act;
    use crate::init::{Dist, Init, fill_standard};
    use crate::kernel::spread::mean_std;
    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;

    #[test]
    fn every_hidden_unit_starts_with_mean_0_and_std_1_whatever_was_drawn() {
        for weight_norm in [false, true] {
            let dense = |out| Spec::Dense { out, bias: true, weight_norm };
            let specs = [dense(6), Spec::Act(Act::Relu), dense(5), Spec::Act(Act::Tanh), dense(3)];
            let mut net = Net::new([4, 1, 1], &specs).unwrap();
            net.initialize(Init::Normal { std: 0.001 }, Dist::Normal, &mut ChaCha8Rng::seed_from_u64(5));
            let output = net.layers()[4].params.clone();
            let (n, mut x) = (64, vec![0.0; 64 * 4]);
            fill_standard(Dist::Normal, &mut ChaCha8Rng::seed_from_u64(1), &mut x);
            let mut activations = Activations::new(&net, n);
            net.start_from_data(&x, n, &mut activations);
            net.forward(&x, n, &mut activations, Mode::Train);
            for (layer, units) in [(0, 6), (2, 5)] {
                for unit in 0..units {
                    let column: Vec<f32> = activations.out(layer).iter().skip(unit).step_by(units).copied().collect();
                    let [mean, std] = mean_std(&column);
                    assert!(
                        mean.abs() < 1e-4 && (std - 1.0).abs() < 1e-3,
                        "layer {layer}, unit {unit}: {mean} ± {std}"
                    );
                }
            }
            assert!(net.layers()[4].params == output, "the output layer is left as drawn");
        }
    }

    #[test]
    fn units_without_any_spread_are_left_alone() {
        let dense = |out| Spec::Dense { out, bias: true, weight_norm: false };
        let mut net = Net::new([2, 1, 1], &[dense(3), Spec::Act(Act::Tanh), dense(1)]).unwrap();
        let mut activations = Activations::new(&net, 2);
        net.start_from_data(&[1.0, 2.0, 3.0, 4.0], 2, &mut activations);
        assert!(
            net.layers().iter().all(|layer| layer.params.iter().all(|param| param.value.iter().all(|v| *v == 0.0)))
        );
    }
}
