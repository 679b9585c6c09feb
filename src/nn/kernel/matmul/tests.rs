//! The product against plain loops, and the same bits whatever the layout.

use super::*;

/// Numbers that are no small integers, so that any change of order shows in the bits.
fn numbers(len: usize, seed: u32) -> Vec<f32> {
    let mut state = seed;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as f32 / 16_777_216.0 - 0.5
    };
    (0..len).map(|_| next()).collect()
}

fn plain(a: Mat, b: Mat, c: &mut [f32], add: bool) {
    for i in 0..a.rows {
        for j in 0..b.cols {
            let product = |k: usize| a.at(i, k) * b.at(k, j);
            let start = if add { c[i * b.cols + j] } else { 0.0 };
            let first = (0..a.cols.min(DEPTH)).map(product).fold(start, |sum, product| sum + product);
            let others = (DEPTH..a.cols).step_by(DEPTH).map(|from| from..a.cols.min(from + DEPTH));
            let sums = others.map(|depth| depth.map(product).fold(0.0, |sum, product| sum + product));
            c[i * b.cols + j] = sums.fold(first, |total, sum| total + sum);
        }
    }
}

#[test]
fn every_size_and_transpose_has_the_bits_of_the_plain_loops() {
    let mut scratch = Vec::new();
    let sizes = [1, 2, 3, 4, 5, 7, 8, 9, 12, 13, 16, 17, 33, 70, 100];
    let deep = [(1, 600, 1), (1, 1030, 1), (2, 300, 3), (5, 513, 9), (36, 256, 20), (3, 257, 1030), (33, 1, 515)];
    let count = sizes.len();
    let all = (0..count.pow(3)).map(|i| (sizes[i % count], sizes[i / count % count], sizes[i / count / count]));
    for (m, k, n) in all.chain(deep) {
        let (a, b) = (numbers(m * k, 1), numbers(k * n, 2));
        for (a, b) in [
            (Mat::new(&a, m, k), Mat::new(&b, k, n)),
            (Mat::new(&a, k, m).t(), Mat::new(&b, k, n)),
            (Mat::new(&a, m, k), Mat::new(&b, n, k).t()),
            (Mat::new(&a, k, m).t(), Mat::new(&b, n, k).t()),
        ] {
            for add in [false, true] {
                let mut want = numbers(m * n, 3);
                let mut got = want.clone();
                plain(a, b, &mut want, add);
                matmul(a, b, &mut got, add, &mut scratch);
                assert!(got == want, "{m} x {k} by {k} x {n}, strides {} {}, add {add}", a.col_stride, b.col_stride);
            }
        }
    }
}

#[test]
fn a_bias_is_where_every_row_starts() {
    for (m, k, n) in [(10, 2, 4), (7, 300, 13), (5, 3, 600), (4, 0, 3)] {
        let (a, b, bias) = (numbers(m * k, 1), numbers(k * n, 2), numbers(n, 3));
        let (mut want, mut got) = (bias.repeat(m), vec![9.0; m * n]);
        plain(Mat::new(&a, m, k), Mat::new(&b, k, n), &mut want, true);
        matmul_bias(Mat::new(&a, m, k), Mat::new(&b, k, n), &bias, &mut got, &mut Vec::new());
        assert_eq!(got, want);
    }
}

#[test]
fn a_matrix_inside_a_larger_one_is_read_by_its_strides() {
    let data = numbers(100, 1);
    let a = Mat { data: &data, rows: 5, cols: 6, row_stride: 20, col_stride: 3 };
    let b = numbers(6 * 9, 2);
    let (mut got, mut want) = ([0.0; 45], [0.0; 45]);
    matmul(a, Mat::new(&b, 6, 9), &mut got, false, &mut Vec::new());
    plain(a, Mat::new(&b, 6, 9), &mut want, false);
    assert_eq!(got, want);
}

#[test]
fn infinity_in_one_row_stays_in_that_row() {
    let mut a = vec![1.0; 5 * 3];
    a[4] = f32::INFINITY;
    let mut c = [0.0; 10];
    matmul(Mat::new(&a, 5, 3), Mat::new(&[1.0; 6], 3, 2), &mut c, false, &mut Vec::new());
    assert_eq!(c, [3.0, 3.0, f32::INFINITY, f32::INFINITY, 3.0, 3.0, 3.0, 3.0, 3.0, 3.0]);
}

#[test]
fn no_depth_is_zero() {
    let mut c = [5.0; 4];
    matmul(Mat::new(&[], 2, 0), Mat::new(&[], 0, 2), &mut c, true, &mut Vec::new());
    assert_eq!(c, [5.0; 4]);
    matmul(Mat::new(&[], 2, 0), Mat::new(&[], 0, 2), &mut c, false, &mut Vec::new());
    assert_eq!(c, [0.0; 4]);
}

/// PyTorch's f32 is off by 3e-7 to 4e-7 of the largest value at these depths; one chain by 1.4e-6 and 3.6e-6.
#[test]
fn deep_products_keep_their_digits() {
    for (m, k, n) in [(16, 64, 24), (16, 784, 24), (16, 4096, 24), (1, 2000, 1)] {
        let (a, b) = (numbers(m * k, 1), numbers(k * n, 2));
        let (a, b) = (Mat::new(&a, m, k), Mat::new(&b, k, n));
        let mut got = vec![0.0; m * n];
        matmul(a, b, &mut got, false, &mut Vec::new());
        let truth = |i: usize, j: usize| (0..k).map(|k| f64::from(a.at(i, k)) * f64::from(b.at(k, j))).sum::<f64>();
        let want: Vec<f64> = (0..m * n).map(|at| truth(at / n, at % n)).collect();
        let size = want.iter().fold(0.0f64, |size, want| size.max(want.abs()));
        let off = got.iter().zip(&want).map(|(got, want)| (f64::from(*got) - want).abs()).fold(0.0, f64::max);
        println!("{k}: {:e}", off / size);
        assert!(off / size < 6e-7, "depth {k}: {:e}", off / size);
    }
}

/// `numbers` times a power of two.
fn scaled(len: usize, seed: u32, power: i32) -> Vec<f32> {
    numbers(len, seed).into_iter().map(|x| (f64::from(x) * 2.0f64.powi(power)) as f32).collect()
}

/// The same bits as in the plain loops while these stay among the normal numbers; below them f64 tells what is right.
#[test]
fn tiny_products_keep_their_digits_and_what_is_no_normal_number_is_zero() {
    let (m, k, n) = (30, 40, 20);
    let mut met = [0, 0];
    for (left, right) in [(-60, -41), (0, -103), (20, -125), (-115, -4), (-63, -63), (-10, -120), (-140, 6), (-75, -75)]
    {
        let (a, b) = (scaled(m * k, 1, left), scaled(k * n, 2, right));
        let (a, b) = (Mat::new(&a, m, k), Mat::new(&b, k, n));
        let (mut got, mut loops) = (vec![9.0; m * n], vec![0.0; m * n]);
        matmul(a, b, &mut got, false, &mut Vec::new());
        plain(a, b, &mut loops, false);
        assert!(left + right < -110 || got == loops, "{left} {right}");
        for i in 0..m * n {
            let terms = (0..k).map(|at| f64::from(a.at(i / n, at)) * f64::from(b.at(at, i % n)));
            let (want, size) = terms.fold((0.0, 0.0), |(sum, size), term| (sum + term, size + term.abs()));
            let (near, got) = (1e-6 * size, f64::from(got[i]));
            assert!(got == 0.0 || got.abs() >= f64::from(f32::MIN_POSITIVE), "{left} {right}: {got:e}");
            let zero = got == 0.0 && want.abs() < f64::from(f32::MIN_POSITIVE) + near;
            assert!(zero || (got - want).abs() <= near, "{left} {right}: {got:e} for {want:e}");
            met[usize::from(zero)] += 1;
        }
        let mut beside = vec![0.0; m * n];
        matmul_bias(a, b, &[0.5; 20], &mut beside, &mut Vec::new());
        assert!(beside.iter().all(|cell| *cell == 0.5), "{left} {right}");
    }
    assert!(met.iter().all(|count| *count > 1000), "{met:?}");
}

#[test]
fn beside_tiny_numbers_nan_and_infinity_are_seen() {
    let (m, k, n) = (30, 40, 20);
    let b = scaled(k * n, 2, -70);
    for odd in [f32::NAN, f32::INFINITY] {
        let mut a = scaled(m * k, 1, -70);
        a[7 * k + 3] = odd;
        let mut got = vec![0.0; m * n];
        matmul(Mat::new(&a, m, k), Mat::new(&b, k, n), &mut got, false, &mut Vec::new());
        assert!(got.iter().enumerate().all(|(i, cell)| cell.is_finite() != (i / n == 7)), "{odd}");
    }
}

#[test]
fn a_product_with_zeros_has_the_bits_of_the_plain_loops() {
    let bits = |cells: &[f32]| cells.iter().map(|cell| cell.to_bits()).collect::<Vec<_>>();
    let mut scratch = Vec::new();
    for (m, k, n) in [(30, 40, 20), (33, 300, 9)] {
        let some = numbers(m * k, 1);
        // Zeros of either sign, and one cell that is none.
        let zeros: Vec<f32> = numbers(k * n, 2).iter().map(|x| 0.0 * x).collect();
        let one = [&zeros[..k * n - 1], &[1.0]].concat();
        let left: Vec<f32> = numbers(m * k, 4).iter().map(|x| 0.0 * x).collect();
        let other = numbers(k * n, 5);
        for (a, b) in [(&some, &zeros), (&some, &one), (&left, &other), (&left, &zeros)] {
            for (a, b) in [(Mat::new(a, m, k), Mat::new(b, k, n)), (Mat::new(a, k, m).t(), Mat::new(b, n, k).t())] {
                for bias in
                    [None, Some(vec![0.5; n]), Some(numbers(n, 3)), Some([vec![-0.0; 2], vec![0.25; n - 2]].concat())]
                {
                    let (mut want, mut got) = (vec![0.0; m * n], vec![9.0; m * n]);
                    match &bias {
                        None => matmul(a, b, &mut got, false, &mut scratch),
                        Some(bias) => {
                            want = bias.repeat(m);
                            matmul_bias(a, b, bias, &mut got, &mut scratch);
                        }
                    }
                    plain(a, b, &mut want, bias.is_some());
                    assert_eq!(bits(&got), bits(&want), "{m} x {k} x {n}, {bias:?}");
                }
            }
        }
        for odd in [f32::NAN, f32::INFINITY] {
            let mut a = some.clone();
            a[7 * k + 3] = odd;
            let mut got = vec![0.0; m * n];
            matmul(Mat::new(&a, m, k), Mat::new(&zeros, k, n), &mut got, false, &mut scratch);
            assert!(got.iter().enumerate().all(|(i, cell)| cell.is_nan() == (i / n == 7)), "{odd} times 0");
            let mut got = vec![0.0; n * m];
            matmul(Mat::new(&zeros, n, k), Mat::new(&a, k, m), &mut got, false, &mut scratch);
            let column = (7 * k + 3) % m;
            assert!(got.iter().enumerate().all(|(i, cell)| cell.is_nan() == (i % m == column)), "0 times {odd}");
        }
    }
}
