//! The chain: one weight, repeated. A linear network of one unit a layer, whose signal after layer l is `w^l` in theory;
//! what the network really gives is measured beside it.

use nn::dense;

/// The longest chain.
pub const LONGEST: u32 = 50;

/// The signal after each of `length` layers (at most [`LONGEST`]) of a linear network with one unit a layer, every
/// weight `w`, no bias, for the input 1: computed by the dense layer that the lab trains, in f32. (The layer and not the
/// whole network: the page's program would load every other kind of layer with it.)
///
/// ```
/// use unit_variance_lesson::chain::measured;
/// assert_eq!(measured(10.0, 4), [10.0, 100.0, 1000.0, 10000.0]);
/// ```
pub fn measured(w: f32, length: u32) -> Vec<f32> {
    let (mut signal, mut scratch) = ([1.0], Vec::new());
    let layer = |_| {
        let mut out = [0.0];
        dense::forward(&signal, &[w], &[], [1, 1, 1], &mut out, &mut scratch);
        signal = out;
        signal[0]
    };
    (0..length.clamp(1, LONGEST)).map(layer).collect()
}

/// `w` to the power of `length`, as the theory has it.
pub fn predicted(w: f64, length: u32) -> f64 {
    (0..length).fold(1.0, |product, _| product * w)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_network_multiplies_as_the_power_says() {
        for w in [0.1f32, 0.5, 0.9, 1.0, 1.1, 2.0, 10.0] {
            for (i, product) in measured(w, 30).into_iter().enumerate() {
                let power = predicted(f64::from(w), i as u32 + 1);
                assert!((f64::from(product) - power).abs() <= 1e-5 * power, "{w}^{}: {product} {power}", i + 1);
            }
        }
    }

    #[test]
    fn ten_to_the_fourth_is_ten_thousand_and_a_long_chain_leaves_the_numbers() {
        assert_eq!(measured(10.0, 4)[3], 10_000.0);
        assert!(measured(10.0, 50)[49].is_infinite());
        assert_eq!(measured(0.1, 50)[49], 0.0);
    }
}
