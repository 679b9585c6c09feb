//! Random numbers that are the same on every machine: ChaCha8 with one stream for each use.

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// What a generator is for; each use reads a stream of its own, so that drawing more of one changes no other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stream {
    /// Points of the toy data sets.
    Points,
    /// The split into training and held-out part.
    Split,
    /// The order of the batches.
    Batches,
    /// The weights, layer by layer.
    Weights,
    /// What is added to a network's own numbers.
    Noise,
}

/// The generator of `seed` for one use.
pub fn generator(seed: u32, stream: Stream) -> ChaCha8Rng {
    let mut key = [0; 32];
    key[..4].copy_from_slice(&seed.to_le_bytes());
    let mut rng = ChaCha8Rng::from_seed(key);
    rng.set_stream(match stream {
        Stream::Points => 0,
        Stream::Split => 1,
        Stream::Batches => 2,
        Stream::Weights => 3,
        Stream::Noise => 4,
    });
    rng
}

/// A whole number below `n`, each equally likely (multiply, and draw again where the remainder would favour some).
pub fn below(n: u32, rng: &mut impl Rng) -> u32 {
    let unfair = n.wrapping_neg() % n;
    loop {
        let wide = u64::from(rng.next_u32()) * u64::from(n);
        if wide as u32 >= unfair {
            return (wide >> 32) as u32;
        }
    }
}

/// Puts `items` in random order (Fisher and Yates).
pub fn shuffle<T>(items: &mut [T], rng: &mut impl Rng) {
    for i in (1..items.len()).rev() {
        items.swap(i, below(i as u32 + 1, rng) as usize);
    }
}

/// Uniform in `[low, high)`.
pub fn uniform(low: f64, high: f64, rng: &mut impl Rng) -> f64 {
    low + (high - low) * (f64::from(rng.next_u32() >> 8) / f64::from(1u32 << 24))
}

/// Standard normal (Box and Muller).
pub fn normal(rng: &mut impl Rng) -> f64 {
    let radius = (-2.0 * libm::log(1.0 - uniform(0.0, 1.0, rng))).sqrt();
    radius * libm::cos(uniform(0.0, std::f64::consts::TAU, rng))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shuffle_keeps_every_item_and_favours_no_place() {
        let mut rng = generator(3, Stream::Batches);
        let mut first = [0u32; 5];
        for _ in 0..5000 {
            let mut items = [0, 1, 2, 3, 4];
            shuffle(&mut items, &mut rng);
            first[items[0]] += 1;
            items.sort_unstable();
            assert_eq!(items, [0, 1, 2, 3, 4]);
        }
        assert!(first.iter().all(|c| (850..1150).contains(c)), "{first:?}");
    }

    #[test]
    fn streams_of_one_seed_differ_and_normals_have_unit_variance() {
        let mut a = generator(1, Stream::Points);
        let mut b = generator(1, Stream::Weights);
        assert_ne!(a.next_u32(), b.next_u32());
        let square = (0..10_000).map(|_| normal(&mut a).powi(2)).sum::<f64>() / 10_000.0;
        assert!((square - 1.0).abs() < 0.05, "{square}");
    }
}
