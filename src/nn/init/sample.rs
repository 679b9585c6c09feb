//! Standard draws: the generator's bits become numbers of mean 0 and variance 1.

use super::super::error::Error;
use super::Dist;
use rand::Rng;
use std::f64::consts::TAU;

/// Fills `out` with draws of mean 0 and variance 1. Takes `2 ceil(len / 2)` 64-bit words, whatever `dist` is.
pub fn fill_standard(dist: Dist, rng: &mut impl Rng, out: &mut [f32]) {
    out.chunks_mut(BLOCK).for_each(|block| fill_block(dist, rng, block));
}

/// Values of one call of [`fill_block`], an even number. A browser optimizes a function that runs for long, but what it has begun it ends as
/// it began it: a large array in one call would be filled by slow code to its end.
const BLOCK: usize = 1024;

#[inline(never)]
fn fill_block(dist: Dist, rng: &mut impl Rng, out: &mut [f32]) {
    for pair in out.chunks_mut(2) {
        let (u, v) = (unit(rng), unit(rng));
        let values = match dist {
            Dist::Normal => box_muller(u, v),
            Dist::Uniform => (spread(u), spread(v)),
        };
        pair[0] = values.0 as f32;
        if let Some(second) = pair.get_mut(1) {
            *second = values.1 as f32;
        }
    }
}

/// A number in (0, 1), from the upper 53 bits.
fn unit(rng: &mut impl Rng) -> f64 {
    ((rng.next_u64() >> 11) as f64 + 0.5) * (1.0 / (1u64 << 53) as f64)
}

/// A number in (0, 1) to one of variance 1: uniform on `±sqrt(3)`.
fn spread(u: f64) -> f64 {
    (2.0 * u - 1.0) * 3.0f64.sqrt()
}

/// Two independent standard normal numbers from two uniform ones (Box & Muller 1958).
fn box_muller(u: f64, v: f64) -> (f64, f64) {
    let radius = (-2.0 * libm::log(u)).sqrt();
    let (sin, cos) = libm::sincos(TAU * v);
    (radius * cos, radius * sin)
}

/// Draws from `N(mean, std²)` cut off at the absolute bounds `low` and `high`: the tails are redrawn, not piled up.
pub fn truncated_normal(
    [mean, std]: [f64; 2],
    [low, high]: [f64; 2],
    rng: &mut impl Rng,
    out: &mut [f32],
) -> Result<(), Error> {
    if !(std > 0.0 && std.is_finite() && mean.is_finite()) {
        return Err(Error::new("std", std, "must be a positive number"));
    }
    if low.is_nan() || high.is_nan() || low >= high {
        return Err(Error::new("bounds", [low, high], "the lower must be under the upper"));
    }
    let cut = [(low - mean) / std, (high - mean) / std];
    for value in out {
        // Rounding to f32 may step over a bound by half a unit in the last place.
        *value = (mean + std * truncated_standard(cut, rng)).clamp(low, high) as f32;
    }
    Ok(())
}

/// One standard normal number within the bounds, by rejection: no interval takes more than some tries.
fn truncated_standard([a, b]: [f64; 2], rng: &mut impl Rng) -> f64 {
    if a >= 1.0 {
        return truncated_tail([a, b], rng);
    }
    if b <= -1.0 {
        return -truncated_tail([-b, -a], rng);
    }
    if b - a > 0.5 {
        loop {
            let z = box_muller(unit(rng), unit(rng)).0;
            if z >= a && z <= b {
                return z;
            }
        }
    }
    // Narrow and near 0: uniform proposals under the density's highest point there.
    let peak = if a > 0.0 { a } else { b.min(0.0) };
    loop {
        let z = a + (b - a) * unit(rng);
        if unit(rng) <= libm::exp((peak * peak - z * z) / 2.0) {
            return z;
        }
    }
}

/// One standard normal number in `[a, b]`, a at least 1: exponential proposals of rate a, cut off at b, of which `exp(-d²/2)` are
/// taken at the distance d from a (Robert 1995, section 2, with the rate of the density's own slope). Two of three or more are.
fn truncated_tail([a, b]: [f64; 2], rng: &mut impl Rng) -> f64 {
    let beyond = libm::expm1(-a * (b - a));
    loop {
        let distance = -libm::log1p(unit(rng) * beyond) / a;
        if unit(rng) <= libm::exp(-distance * distance / 2.0) {
            return a + distance;
        }
    }
}
