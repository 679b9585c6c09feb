//! What theory says of two inputs at once: how alike a network makes them, layer by layer.

use super::act::Act;
use super::theory::Affine;

/// The cosine between the activations of two inputs at every hidden layer behind these affine maps, the last of which is the
/// output's: the correlation map of Poole et al. 2016 and Schoenholz et al. 2017,
///
/// `q' = fan_in Var(w) E[phi(u)^2]`, `cos = E[phi(u) phi(v)] / E[phi(u)^2]`,
///
/// where `u` and `v` are from `N(0, q)` with the correlation that the layer before has as its cosine. Biases are 0, and both
/// inputs have the same mean square.
pub fn cosines(maps: &[Affine], act: Act, mean_square: f64, cosine: f64) -> Vec<f64> {
    let Some((_, hidden)) = maps.split_last() else { return Vec::new() };
    let (mut square, mut cosine) = (mean_square, cosine);
    let next = |map: &Affine| {
        let q = map.fan_in as f64 * map.variance * square;
        let (same, between) = products(act, q, cosine);
        (square, cosine) = (same, if same > 0.0 { between / same } else { f64::NAN });
        cosine
    };
    hidden.iter().map(next).collect()
}

/// Nodes per unit of each of the two coordinates, and how far they reach.
const PLANE_NODES: i32 = 16;
const PLANE_REACH: i32 = 5;

/// `E[phi(u)^2]` and `E[phi(u) phi(v)]` for `u`, `v` from `N(0, q)` with this correlation, by the midpoint rule.
fn products(act: Act, q: f64, correlation: f64) -> (f64, f64) {
    let (spread, along) = (q.sqrt(), correlation.clamp(-1.0, 1.0));
    let across = (1.0 - along * along).sqrt();
    let nodes: Vec<(f64, f64)> = (-PLANE_REACH * PLANE_NODES..PLANE_REACH * PLANE_NODES)
        .map(|i| (f64::from(i) + 0.5) / f64::from(PLANE_NODES))
        .map(|z| (z, libm::exp(-0.5 * z * z)))
        .collect();
    let (mut same, mut between, mut total) = (0.0, 0.0, 0.0);
    for (z, weight) in &nodes {
        let first = act.value(spread * z);
        let other = |(y, weight): &(f64, f64)| weight * act.value(spread * (along * z + across * y));
        total += weight;
        same += weight * first * first;
        between += weight * first * nodes.iter().map(other).sum::<f64>();
    }
    (same / total, between / (total * total))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::init::Init;
    use std::f64::consts::PI;

    /// For ReLU the integral is known: the arc-cosine kernel of Cho and Saul 2009.
    #[test]
    fn relu_turns_pictures_towards_each_other_as_the_arc_cosine_kernel_says() {
        let kernel = |c: f64| ((1.0 - c * c).sqrt() + (PI - c.acos()) * c) / PI;
        for init in [Init::He, Init::Xavier] {
            let mut expected = 0.2;
            for cosine in cosines(&Affine::dense(init, &[100; 32]), Act::Relu, 1.0, expected) {
                expected = kernel(expected);
                assert!((cosine - expected).abs() < 2e-3, "{cosine} {expected}");
            }
            assert!(expected > 0.95, "thirty layers turn all pictures into one direction: {expected}");
        }
    }

    #[test]
    fn small_tanh_keeps_angles_and_large_tanh_turns_all_apart() {
        let last = |std, cosine| {
            *cosines(&Affine::dense(Init::Normal { std }, &[100; 12]), Act::Tanh, 1.0, cosine).last().unwrap()
        };
        assert!((last(0.01, 0.6) - 0.6).abs() < 0.01, "{}", last(0.01, 0.6));
        assert!(last(1.0, 0.9) < 0.1, "{}", last(1.0, 0.9));
        assert!((last(0.1, 1.0) - 1.0).abs() < 1e-6, "{}", last(0.1, 1.0));
    }
}
