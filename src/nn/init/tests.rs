//! Samples against the formulas.

use super::*;
use crate::kernel::sum::{Moments, sum_squares};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

const SHAPES: [[usize; 4]; 3] = [[300, 200, 1, 1], [64, 32, 3, 3], [10, 2000, 1, 1]];

fn draw(init: Init, dist: Dist, shape: [usize; 4], seed: u64) -> Vec<f32> {
    let mut out = vec![0.0; shape.iter().product()];
    init.sample(dist, shape, &mut ChaCha8Rng::seed_from_u64(seed), &mut out);
    out
}

#[test]
fn he_variance_is_two_over_fan_in() {
    assert_eq!(Init::He.variance().value(50, 7), 0.04);
    assert_eq!(Init::Glorot.variance().value(30, 10), 0.05);
    assert_eq!(Init::Xavier.variance().value(4, 9), 0.25);
    assert_eq!(Init::Orthogonal.variance().value(4, 8), 0.125);
    assert_eq!(Init::Normal { std: 0.01 }.variance(), Variance::Fixed(1e-4));
}

#[test]
fn a_standard_deviation_is_squared_as_it_was_written() {
    let written = (1..10_000).flat_map(|i| [1e-7, 1e-4, 1e-2].map(|unit| (f64::from(i) * unit) as f32));
    for std in written.chain([0.0, 100.0, 0.123_456_79, 16_777_216.0, f32::MIN_POSITIVE]) {
        let text: f64 = std.to_string().parse().unwrap();
        assert!(as_written(std) == text || std < 1e-12, "{std}: {}", as_written(std));
    }
    assert!(as_written(f32::NAN).is_nan() && as_written(f32::INFINITY).is_infinite());
}

#[test]
fn variances_print_as_formulas() {
    let cases = [
        (Init::Zeros, "Var(w) = 0"),
        (Init::Normal { std: 0.01 }, "Var(w) = 0.0001"),
        (Init::Uniform, "Var(w) = 1 / (3 fan_in)"),
        (Init::Xavier, "Var(w) = 1 / fan_in"),
        (Init::Glorot, "Var(w) = 2 / (fan_in + fan_out)"),
        (Init::He, "Var(w) = 2 / fan_in"),
        (Init::Orthogonal, "Var(w) = 1 / max(fan_in, fan_out)"),
    ];
    for (init, text) in cases {
        assert_eq!(init.variance().to_string(), text);
    }
}

#[test]
fn samples_have_the_variance_of_the_formula() {
    let inits = [Init::Normal { std: 0.3 }, Init::Uniform, Init::Xavier, Init::Glorot, Init::He];
    for (seed, shape) in SHAPES.into_iter().enumerate() {
        for (init, dist) in inits.into_iter().flat_map(|init| [(init, Dist::Normal), (init, Dist::Uniform)]) {
            let sample = draw(init, dist, shape, seed as u64);
            let (fan_in, fan_out) = fans(shape);
            let std = init.variance().value(fan_in, fan_out).sqrt();
            let (m, n) = (Moments::of(&sample), sample.len() as f64);
            // Kurtosis 3 of the normal, 1.8 of the uniform distribution.
            let kurtosis = if init.dist(dist) == Dist::Normal { 3.0 } else { 1.8 };
            assert!(m.mean.abs() < 5.0 * std / n.sqrt(), "{init:?} {dist:?} {shape:?}: mean {}", m.mean);
            let error = 5.0 * ((kurtosis - 1.0) / (4.0 * n)).sqrt();
            assert!((m.std / std - 1.0).abs() < error, "{init:?} {dist:?} {shape:?}: std {} for {std}", m.std);
        }
    }
}

#[test]
fn uniform_draws_fill_their_bounds_and_no_more() {
    let bound = (3.0f64 * 2.0 / 200.0).sqrt() as f32;
    let sample = draw(Init::He, Dist::Uniform, [300, 200, 1, 1], 1);
    let largest = sample.iter().fold(0.0f32, |top, w| top.max(w.abs()));
    assert!(largest <= bound && largest > 0.999 * bound);
}

#[test]
fn the_shape_of_the_normal_draws_is_normal() {
    let mut z = vec![0.0; 200_001];
    fill_standard(Dist::Normal, &mut ChaCha8Rng::seed_from_u64(5), &mut z);
    for (cut, share) in [(-2.0f32, 0.022_75), (-1.0, 0.158_655), (0.0, 0.5), (0.5, 0.691_46), (3.0, 0.998_65)] {
        let below = z.iter().filter(|z| **z < cut).count() as f64 / z.len() as f64;
        assert!((below - share).abs() < 5.0 * (share * (1.0 - share) / z.len() as f64).sqrt(), "{below} below {cut}");
    }
    let pairs: f64 = z.chunks_exact(2).map(|pair| f64::from(pair[0] * pair[1])).sum();
    assert!((pairs / 100_000.0).abs() < 5.0 / 100_000f64.sqrt(), "the two numbers of a pair go together: {pairs}");
}

#[test]
fn every_initializer_moves_the_generator_alike() {
    let inits = [Init::Zeros, Init::Constant(0.1), Init::Uniform, Init::He, Init::Orthogonal];
    let next = |init: Init, dist| {
        let mut rng = ChaCha8Rng::seed_from_u64(1);
        init.sample(dist, [5, 3, 1, 1], &mut rng, &mut [0.0; 15]);
        rng.next_u64()
    };
    for init in inits {
        assert_eq!(next(init, Dist::Normal), next(Init::Xavier, Dist::Uniform), "{init:?}");
    }
}

#[test]
fn constants_are_constant() {
    assert!(draw(Init::Zeros, Dist::Normal, SHAPES[0], 1).iter().all(|w| *w == 0.0));
    assert!(draw(Init::Constant(0.5), Dist::Uniform, SHAPES[0], 1).iter().all(|w| *w == 0.5));
}

#[test]
fn orthogonal_rows_or_columns_are_orthonormal() {
    for (rows, cols) in [(20, 20), (12, 30), (30, 12), (1, 7), (7, 1)] {
        let q = draw(Init::Orthogonal, Dist::Uniform, [rows, cols, 1, 1], 3);
        let count = rows.min(cols);
        let at = |v: usize, i: usize| f64::from(if rows <= cols { q[v * cols + i] } else { q[i * cols + v] });
        for (a, b) in (0..count).flat_map(|a| (0..count).map(move |b| (a, b))) {
            let dot: f64 = (0..rows.max(cols)).map(|i| at(a, i) * at(b, i)).sum();
            assert!((dot - f64::from(u8::from(a == b))).abs() < 1e-6, "{rows} x {cols}: {a} . {b} = {dot}");
        }
        let variance = sum_squares(&q) / q.len() as f64;
        assert!((variance * rows.max(cols) as f64 - 1.0).abs() < 1e-6);
    }
}

#[test]
fn dependent_vectors_do_not_become_noise() {
    let mut a = [1.0, 2.0, 3.0, 2.0, 4.0, 6.0];
    orthogonalize(&mut a, 2, 3);
    assert!(a[..3].iter().all(|x| x.is_finite()) && a[3..] == [0.0; 3], "{a:?}");
    let mut zero = [0.0; 4];
    orthogonalize(&mut zero, 2, 2);
    assert_eq!(zero, [0.0; 4]);
}

#[test]
fn fans_count_the_kernel() {
    assert_eq!(fans([7, 3, 1, 1]), (3, 7));
    assert_eq!(fans_of(&[4, 2, 5, 5]), Ok((50, 100)));
    assert!(fans_of(&[5]).unwrap_err().to_string().contains("[5]"));
    assert!(fans_of(&[]).is_err());
}

#[test]
fn truncated_draws_stay_inside_and_lose_variance() {
    let mut out = vec![0.0; 100_000];
    let mut rng = ChaCha8Rng::seed_from_u64(2);
    truncated_normal([0.0, 0.02], [-0.04, 0.04], &mut rng, &mut out).unwrap();
    assert!(out.iter().all(|x| (-0.04..=0.04).contains(x)));
    assert!((Moments::of(&out).std / 0.02 - 0.879_625_66).abs() < 0.01);
    // Far tails: the mean of N(0, 1) beyond 5 is 5.1865.
    truncated_normal([0.0, 1.0], [5.0, f64::INFINITY], &mut rng, &mut out[..5000]).unwrap();
    assert!((Moments::of(&out[..5000]).mean - 5.1865).abs() < 0.02);
    truncated_normal([1.0, 2.0], [f64::NEG_INFINITY, -9.0], &mut rng, &mut out[..5000]).unwrap();
    assert!((Moments::of(&out[..5000]).mean - (1.0 - 2.0 * 5.1865)).abs() < 0.04);
}

#[test]
fn every_std_that_f32_holds_is_kept() {
    let stds = [f32::MIN_POSITIVE, 1e-30, 5e-7, 7e-7, 7.2e-7, 1.5e-6, 1e-5, 0.012_345_678, 0.1, 3.0, 1e10, 1e37];
    for std in stds {
        let variance = Init::Normal { std }.variance().value(1, 1);
        assert!((variance.sqrt() / f64::from(std) - 1.0).abs() < 1e-7, "{std:e}: {variance:e}");
        let sample = draw(Init::Normal { std }, Dist::Normal, [100, 100, 1, 1], 4);
        let measured = Moments::of(&sample).std;
        assert!((measured / f64::from(std) - 1.0).abs() < 5.0 / 20_000f64.sqrt(), "{std:e}: {measured:e}");
    }
    let written = |std| Init::Normal { std }.variance();
    assert_eq!([0.01, 0.05, 1e-5, 1.5e-6].map(written), [1e-4, 0.0025, 1e-10, 2.25e-12].map(Variance::Fixed));
}

/// Of every kind of interval: what is drawn has the mean of the density between the bounds, by the trapezoidal rule.
#[test]
fn truncated_draws_have_the_mean_of_their_interval() {
    let (inf, mut rng, mut out) = (f64::INFINITY, ChaCha8Rng::seed_from_u64(8), vec![0.0; 20_000]);
    let intervals = [
        [-inf, inf],
        [0.3, 0.6],
        [-0.2, 0.1],
        [1.0, inf],
        [1.0, 1.2],
        [1.5, 4.0],
        [-1.3, -1.1],
        [-4.0, -1.0],
        [-inf, -3.0],
        [5.0, 5.5],
        [30.0, inf],
        [0.9, 1.3],
    ];
    for [low, high] in intervals {
        let [a, b] = [low.max(-40.0), high.min(40.0)];
        let peak = if a > 0.0 { a } else { b.min(0.0) };
        let points = (0..=400_000).map(|i| a + (b - a) * f64::from(i) / 400_000.0);
        let [mass, first, second] = points.fold([0.0; 3], |sums, z| {
            let density = libm::exp((peak * peak - z * z) / 2.0);
            [sums[0] + density, sums[1] + density * z, sums[2] + density * z * z]
        });
        let [mean, square] = [first / mass, second / mass];
        truncated_normal([0.0, 1.0], [low, high], &mut rng, &mut out).unwrap();
        let measured = Moments::of(&out);
        let error = 5.0 * ((square - mean * mean).max(0.0) / 20_000.0).sqrt() + 2e-6 * mean.abs();
        assert!((measured.mean - mean).abs() < error, "[{low}, {high}]: {} for {mean}", measured.mean);
        assert!(out.iter().all(|z| (low as f32..=high as f32).contains(z)), "[{low}, {high}]");
    }
}

/// Proposals are counted, not seconds: a value takes two words a try.
#[test]
fn far_tails_take_few_tries() {
    struct Counting(ChaCha8Rng, u32);
    impl rand::TryRng for Counting {
        type Error = std::convert::Infallible;
        fn try_next_u32(&mut self) -> Result<u32, Self::Error> {
            self.1 += 1;
            Ok(self.0.next_u32())
        }
        fn try_next_u64(&mut self) -> Result<u64, Self::Error> {
            self.1 += 1;
            Ok(self.0.next_u64())
        }
        fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Self::Error> {
            self.0.fill_bytes(bytes);
            Ok(())
        }
    }
    for [low, high] in
        [[1e7, 1e7 + 10.0], [1e6, 1e6 + 10.0], [-1e12, -1e7], [40.0, f64::INFINITY], [3.0, 1e9], [1.0, 1.5]]
    {
        let (mut rng, mut out) = (Counting(ChaCha8Rng::seed_from_u64(9), 0), [0.0; 100]);
        truncated_normal([0.0, 1.0], [low, high], &mut rng, &mut out).unwrap();
        assert!(rng.1 <= 400, "[{low:e}, {high:e}] took {} words for 100 values", rng.1);
        assert!(out.iter().all(|x| (low..=high).contains(&f64::from(*x))), "{out:?}");
    }
}

#[test]
fn truncation_without_an_interval_is_refused() {
    let mut rng = ChaCha8Rng::seed_from_u64(2);
    let mut refused = |normal, bounds| truncated_normal(normal, bounds, &mut rng, &mut [0.0]).is_err();
    assert!(refused([0.0, 1.0], [1.0, 1.0]) && refused([0.0, 1.0], [2.0, -2.0]) && refused([0.0, 0.0], [-1.0, 1.0]));
    assert!(refused([0.0, f64::NAN], [-1.0, 1.0]) && refused([0.0, 1.0], [f64::NAN, 1.0]));
}
