//! Two-class problems in the plane, in the manner of TensorFlow Playground, and one in years and kilometres.

use super::random::{normal, uniform};
use ndarray::Array2;
use rand::Rng;
use std::f64::consts::{PI, TAU};

/// Points of the sets in the plane.
const POINTS: usize = 500;
/// Points of `units`: more, because its lesson is a difference of a few per cent.
pub const UNITS_POINTS: usize = 2000;
/// Coordinates of a point.
pub const COLUMNS: usize = 2;
/// Classes of every set.
pub const CLASSES: usize = 2;

type Points = (Array2<f32>, Vec<u8>, usize);

/// `n` points, half of each class; `draw(class, t)` gives a point, `t` in 0..1 its place in its class.
fn points(n: usize, mut draw: impl FnMut(u8, f64) -> [f64; 2]) -> Points {
    let half = n / 2;
    let labels: Vec<u8> = (0..n).map(|i| u8::from(i >= half)).collect();
    let mut x = Array2::zeros((n, COLUMNS));
    for (i, class) in labels.iter().enumerate() {
        let [a, b] = draw(*class, (i % half) as f64 / half as f64);
        (x[[i, 0]], x[[i, 1]]) = (a as f32, b as f32);
    }
    (x, labels, CLASSES)
}

fn polar(radius: f64, angle: f64) -> [f64; 2] {
    [radius * libm::cos(angle), radius * libm::sin(angle)]
}

/// A disc inside a ring.
pub fn circles(rng: &mut impl Rng) -> Points {
    points(POINTS, |class, _| {
        let radius = if class == 1 { uniform(0.0, 2.5, rng) } else { uniform(3.5, 5.0, rng) };
        polar(radius, uniform(0.0, TAU, rng))
    })
}

/// Two interleaved half circles.
pub fn moons(rng: &mut impl Rng) -> Points {
    points(POINTS, |class, t| {
        let [x, y] = polar(3.0, PI * t);
        let [x, y] = if class == 1 { [x - 1.5, y - 0.75] } else { [1.5 - x, 0.75 - y] };
        [x + 0.35 * normal(rng), y + 0.35 * normal(rng)]
    })
}

/// Two spiral arms of one and three quarter turns.
pub fn spiral(rng: &mut impl Rng) -> Points {
    points(POINTS, |class, t| {
        let [x, y] = polar(5.0 * t, 1.75 * TAU * t + if class == 1 { PI } else { 0.0 });
        [x + 0.12 * normal(rng), y + 0.12 * normal(rng)]
    })
}

/// Four quadrants, opposite ones alike, with a gap along the axes.
pub fn xor(rng: &mut impl Rng) -> Points {
    points(POINTS, |class, _| {
        let (x, y) = (uniform(0.3, 5.0, rng), uniform(0.3, 5.0, rng));
        let left = uniform(0.0, 1.0, rng) < 0.5;
        let up = left == (class == 0);
        [if left { -x } else { x }, if up { y } else { -y }]
    })
}

/// Two Gaussian clouds.
pub fn blobs(rng: &mut impl Rng) -> Points {
    points(POINTS, |class, _| {
        let centre = if class == 1 { 2.0 } else { -2.0 };
        [centre + 0.9 * normal(rng), centre + 0.9 * normal(rng)]
    })
}

/// Age 0..50 years and 0..200,000 kilometres; class 1 where `age / 50 + distance / 200,000 > 1`. Linear, and learned in
/// moments once both columns are of one size.
pub fn units(rng: &mut impl Rng) -> Points {
    points(UNITS_POINTS, |class, _| {
        loop {
            let (age, distance) = (uniform(0.0, 1.0, rng), uniform(0.0, 1.0, rng));
            if (age + distance > 1.0) == (class == 1) {
                return [50.0 * age, 200_000.0 * distance];
            }
        }
    })
}
