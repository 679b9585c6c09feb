//! How much of what a unit gives for one example is the doing of the rest of the batch.

use super::super::data::{Stream, below, generator};
use super::{Batch, Session};
use nn::net::Activations;
use nn::norm::Mode;

/// Batches in which the example stands.
const BATCHES: usize = 16;

impl Session {
    /// The standard deviation of what the last hidden layer's units give for the first training example, before the
    /// activation, over batches whose other examples are drawn anew, as a share of their standard deviation over examples
    /// (root mean square over units). 0 where no statistic mixes examples. Works on a copy: nothing is learned.
    // A gate to the part of the program that is loaded later (`split`).
    #[inline(never)]
    pub fn batch_noise(&self) -> f32 {
        let (mut net, mut rng) = (self.net.clone(), generator(self.config.seed, Stream::Noise));
        let (n, rows) = (self.batch.n(), &self.dataset.train);
        let mut activations = Activations::new(&net, n);
        let mut batch = Batch::new(&self.inputs, n);
        let Some(layer) = self.blocks.last() else { return f32::NAN };
        let (mut own, mut between) = (Vec::new(), 0.0);
        for _ in 0..BATCHES {
            let drawn = (1..n).map(|_| rows[below(rows.len() as u32, &mut rng) as usize]);
            let seats: Vec<u32> = std::iter::once(rows[0]).chain(drawn).collect();
            batch.fill(&self.inputs, &seats);
            net.forward(&batch.x, n, &mut activations, Mode::Train);
            let values = activations.out(layer.pre());
            let cells = values.len() / n;
            between += (0..cells).map(|cell| variance(values.iter().skip(cell).step_by(cells))).sum::<f64>();
            own.push(values[..cells].to_vec());
        }
        let cells = own[0].len();
        let within = (0..cells).map(|cell| variance(own.iter().map(|values| &values[cell]))).sum::<f64>();
        libm::sqrt(within / (between / BATCHES as f64)) as f32
    }
}

fn variance<'a>(values: impl Iterator<Item = &'a f32> + Clone) -> f64 {
    let (sum, count) = values.clone().fold((0.0, 0.0), |(sum, count), v| (sum + f64::from(*v), count + 1.0));
    let mean = sum / count;
    values.map(|v| (f64::from(*v) - mean) * (f64::from(*v) - mean)).sum::<f64>() / count
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    #[test]
    fn only_what_mixes_examples_has_noise_and_less_of_it_in_larger_batches() {
        let noise = |query: &str| {
            let config = Config::from_query(&format!("act=relu&init=he&depth=3&width=30&{query}")).0;
            Session::new(&config.run).unwrap().batch_noise()
        };
        for norm in ["none", "weight", "layer", "group&groups=5", "rms"] {
            // Up to the rounding of f32.
            assert!(noise(&format!("norm={norm}")) < 1e-6, "{norm}");
        }
        for norm in ["batch", "mean-batch", "weight-mean-batch"] {
            let [small, large] = [16, 256].map(|batch| noise(&format!("norm={norm}&batch={batch}")));
            println!("{norm}: {small} {large}");
            // The mean of sixteen times as many values strays a quarter as far.
            assert!(small > 2.5 * large && large > 0.005, "{norm}: {small} {large}");
        }
    }
}
