//! The functions against libm in f64, and at the ends of their range.

use super::*;

fn one(f: impl Fn(f32x4) -> f32x4, x: f32) -> f32 {
    f(f32x4::splat(x)).to_array()[0]
}

/// The largest error in units of the last place of the true value, over many points in `range`.
fn worst_ulp(range: [f32; 2], f: impl Fn(f32x4) -> f32x4, truth: impl Fn(f64) -> f64) -> f64 {
    let count = 200_000;
    let mut worst = (0.0, 0.0);
    for i in 0..=count {
        let x = range[0] + (range[1] - range[0]) * (i as f32 / count as f32);
        let (got, want) = (f64::from(one(&f, x)), truth(f64::from(x)));
        let size = (want.abs() as f32).max(f32::MIN_POSITIVE);
        let unit = f64::from(f32::from_bits(size.to_bits() + 1) - size);
        let error = (got - want).abs() / unit;
        if error > worst.0 || error.is_nan() {
            worst = (error, x);
        }
    }
    println!("worst at {}: {} ulp", worst.1, worst.0);
    worst.0
}

#[test]
fn exp_is_within_two_ulp() {
    assert!(worst_ulp([-87.3, 88.7], exp, libm::exp) < 2.0);
    assert!(worst_ulp([-1.0, 1.0], exp, libm::exp) < 2.0);
    assert!(worst_ulp([-103.9, -87.0], exp, libm::exp) < 2.0);
}

#[test]
fn ln_is_within_two_ulp() {
    assert!(worst_ulp([1e-3, 4.0], ln, libm::log) < 2.0);
    assert!(worst_ulp([1e-44, 1e-37], ln, libm::log) < 2.0);
    assert!(worst_ulp([1.0, 3e38], ln, libm::log) < 2.0);
}

#[test]
fn tanh_is_within_a_few_ulp() {
    assert!(worst_ulp([-10.0, 10.0], tanh, libm::tanh) < 7.0);
    assert!(worst_ulp([-0.01, 0.01], tanh, libm::tanh) < 7.0);
    // The worst that was found, and what is as near to it as f32 goes.
    assert!((6.0..7.0).contains(&worst_ulp([5.85, 5.86], tanh, libm::tanh)));
    assert!((7.0..106.0).contains(&worst_ulp([1.2e-38, 2.4e-36], tanh, libm::tanh)));
    assert!(worst_ulp([2.4e-36, 1e-30], tanh, libm::tanh) < 7.0);
}

#[test]
fn sigmoid_is_within_three_ulp_in_both_tails() {
    assert!(worst_ulp([-87.0, 20.0], sigmoid, |x| 1.0 / (1.0 + libm::exp(-x))) < 3.0);
}

#[test]
fn exp_m1_and_ln_1p_keep_small_numbers() {
    assert!(worst_ulp([-1e-3, 1e-3], exp_m1, libm::expm1) < 4.0);
    assert!(worst_ulp([-20.0, 20.0], exp_m1, libm::expm1) < 4.0);
    assert!(worst_ulp([0.0, 2.0], ln_1p, libm::log1p) < 4.0);
}

#[test]
fn the_normal_distribution_keeps_its_tail() {
    let truth = |x: f64| 0.5 * libm::erfc(-x / std::f64::consts::SQRT_2);
    for (range, bound) in [([-1.0, 8.0], 4.5e-7), ([-3.0, -1.0], 7e-7), ([-6.0, -3.0], 1.5e-6), ([-12.9, -6.0], 5e-6)] {
        let at = |i: i32| range[0] + (range[1] - range[0]) * (i as f32 / 200_000.0);
        let off = |x: f32| (f64::from(one(|x| normal(x).0, x)) / truth(f64::from(x)) - 1.0).abs();
        let worst = (0..=200_000).map(at).map(off).fold(0.0, f64::max);
        println!("{range:?}: {worst:e}");
        assert!(worst < bound && worst > bound / 3.0, "{range:?}: {worst:e}");
    }
}

#[test]
fn the_ends_are_right() {
    let (inf, nan) = (f32::INFINITY, f32::NAN);
    type Kernel = fn(f32x4) -> f32x4;
    let cases: [(Kernel, [f32; 4]); 6] = [
        (exp, [0.0, inf, 3.783_506e-44, inf]),
        (tanh, [-1.0, 1.0, -1.0, 1.0]),
        (sigmoid, [0.0, 1.0, 3.783_506e-44, 1.0]),
        (exp_m1, [-1.0, inf, -1.0, inf]),
        (|x| normal(x).0, [0.0, 1.0, 0.0, 1.0]),
        (|x| normal(x).1, [0.0, 0.0, 0.0, 0.0]),
    ];
    for (at, (f, want)) in cases.into_iter().enumerate() {
        assert_eq!(f(f32x4::new([-inf, inf, -100.0, 100.0])).to_array(), want, "function {at}");
        assert!(one(f, nan).is_nan(), "function {at} loses NaN");
    }
    assert_eq!(ln(f32x4::new([0.0, inf, 1.0, -0.0])).to_array(), [-inf, inf, 0.0, -inf]);
    assert!(one(ln, -1.0).is_nan() && one(ln, nan).is_nan() && one(ln, -inf).is_nan());
}

#[test]
fn tails_of_slices_are_mapped() {
    let x = [0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0];
    let mut y = [9.0; 7];
    map2(&x, &x, &mut y, |a, b| a + b);
    assert_eq!(y, [0.0, 2.0, 4.0, 6.0, 8.0, 10.0, 12.0]);
}

#[test]
fn gelu_of_eight_has_the_bits_of_gelu_of_one() {
    let steps = (-4000..4000).map(|i| i as f32 * 0.00501);
    let ends = [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, 0.0, -0.0, 1e-45, -1e-30, 1e30, 12.999_999, -12.999_999];
    let edges = [13.0, -13.0, 13.000_001, -13.000_001, -14.2, -14.5, f32::MAX, f32::MIN];
    let x: Vec<f32> = steps.chain(ends).chain(edges).collect();
    let bits = |y: &[f32]| y.iter().map(|y| if y.is_nan() { 0 } else { y.to_bits() }).collect::<Vec<u32>>();
    for x in x.windows(8) {
        let [mut y, mut both_y, mut both_slope] = [[0.0; 8]; 3];
        gelu_slice(x, &mut y);
        gelu_both_slice(x, &mut both_y, &mut both_slope);
        let [one_y, one_slope] = [0, 1].map(|k| x.iter().map(|x| one(|x| gelu(x)[k], *x)).collect::<Vec<f32>>());
        assert_eq!(
            [bits(&y), bits(&both_y), bits(&both_slope)],
            [bits(&one_y), bits(&one_y), bits(&one_slope)],
            "{x:?}"
        );
    }
}
