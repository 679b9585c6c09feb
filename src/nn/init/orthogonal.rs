//! Orthogonal matrices from random ones.

/// Replaces `a` `[rows, cols]` by the `Q` of its QR decomposition with the diagonal of `R` positive: orthonormal
/// columns, or orthonormal rows where `rows < cols` (the decomposition of the transpose). Modified Gram-Schmidt in f64,
/// whose `R` has a positive diagonal by construction. A vector that depends on those before it becomes 0.
pub fn orthogonalize(a: &mut [f32], rows: usize, cols: usize) {
    assert_eq!(a.len(), rows * cols, "matrix {rows} x {cols} in a slice of {}", a.len());
    let wide = rows < cols;
    let (count, size) = if wide { (rows, cols) } else { (cols, rows) };
    let at = |vector: usize, i: usize| {
        if wide { vector * cols + i } else { i * cols + vector }
    };
    let mut vectors: Vec<f64> = (0..count * size).map(|i| f64::from(a[at(i / size, i % size)])).collect();
    for j in 0..count {
        let (done, rest) = vectors.split_at_mut(j * size);
        orthonormalize(&mut rest[..size], done);
    }
    for (i, value) in vectors.iter().enumerate() {
        a[at(i / size, i % size)] = *value as f32;
    }
}

/// Takes from `v` its parts along the orthonormal vectors in `done`, then gives it length 1.
fn orthonormalize(v: &mut [f64], done: &[f64]) {
    let before = dot(v, v).sqrt();
    project_out(v, done);
    let mut length = dot(v, v).sqrt();
    if length < 1e-3 * before {
        // Little is left: what rounding left behind counts now. Twice is enough (Kahan).
        project_out(v, done);
        length = dot(v, v).sqrt();
    }
    let scale = if length > 1e-12 * before { 1.0 / length } else { 0.0 };
    v.iter_mut().for_each(|x| *x *= scale);
}

fn project_out(v: &mut [f64], done: &[f64]) {
    for q in done.chunks_exact(v.len()) {
        let along = dot(q, v);
        v.iter_mut().zip(q).for_each(|(x, q)| *x -= along * q);
    }
}

/// The inner product, in four interleaved sums.
fn dot(a: &[f64], b: &[f64]) -> f64 {
    let mut sums = [0.0; 4];
    let (heads, tails) = (a.chunks_exact(4), b.chunks_exact(4));
    let rest: f64 = heads.remainder().iter().zip(tails.remainder()).map(|(a, b)| a * b).sum();
    for (a, b) in heads.zip(tails) {
        for lane in 0..4 {
            sums[lane] += a[lane] * b[lane];
        }
    }
    (sums[0] + sums[1]) + (sums[2] + sums[3]) + rest
}
