//! `onnx/`: matrix products, with everything that ONNX lets them broadcast.

use super::case::{Case, Failure, Outcome, refuse};
use super::onnx::{input, named, needed};
use unit_variance::nn::kernel::matmul::{Mat, matmul};

/// `alpha A B + beta C`, A and B transposed on demand, C broadcast.
pub fn gemm(case: &Case) -> Outcome {
    let (a, b) = (needed(case, 0)?, needed(case, 1)?);
    let alpha = case.number_or("alpha", 1.0) as f32;
    let (left, right): (Vec<f32>, _) = (a.f32().iter().map(|a| alpha * a).collect(), b.f32());
    let mut left = Mat::new(&left, a.shape[0], a.shape[1]);
    let mut right = Mat::new(&right, b.shape[0], b.shape[1]);
    left = if case.flag("transA") { left.t() } else { left };
    right = if case.flag("transB") { right.t() } else { right };
    let (rows, columns) = (left.rows, right.cols);
    let mut y = vec![0.0; rows * columns];
    if let Some(c) = input(case, 2) {
        let beta = case.number_or("beta", 1.0) as f32;
        let stretch = broadcast(&c.shape, &[rows, columns])?;
        let c = c.f32();
        y.iter_mut().zip(stretch).for_each(|(y, from)| *y = beta * c[from]);
    }
    matmul(left, right, &mut y, true, &mut Default::default());
    Ok(named(case, &[&y]))
}

/// For every cell of `target`, the cell of an array of `shape` that it reads under NumPy's broadcasting.
fn broadcast(shape: &[usize], target: &[usize]) -> Result<Vec<usize>, Failure> {
    let pairs = || shape.iter().rev().zip(target.iter().rev());
    if shape.len() > target.len() || pairs().any(|(len, target)| *len != 1 && len != target) {
        return refuse(format!("{shape:?} does not broadcast to {target:?}"));
    }
    let missing = target.len() - shape.len();
    let from = (0..target.iter().product())
        .map(|cell: usize| {
            let (mut cell, mut from, mut stride) = (cell, 0, 1);
            for axis in (0..target.len()).rev() {
                let (at, len) = (cell % target[axis], if axis < missing { 1 } else { shape[axis - missing] });
                cell /= target[axis];
                from += if len == 1 { 0 } else { at * stride };
                stride *= len;
            }
            from
        })
        .collect();
    Ok(from)
}

/// NumPy's `matmul`: the last two axes are matrices, the others broadcast, a vector is a row or a column.
pub fn mat_mul(case: &Case) -> Outcome {
    let (a, b) = (needed(case, 0)?, needed(case, 1)?);
    let (mut left, mut right) = (a.shape.clone(), b.shape.clone());
    if left.len() == 1 {
        left.insert(0, 1);
    }
    if right.len() == 1 {
        right.push(1);
    }
    let ([left_batch @ .., m, k], [right_batch @ .., inner, n]) = (&left[..], &right[..]) else {
        return refuse("a scalar is no matrix");
    };
    if k != inner {
        return refuse(format!("{left:?} by {right:?}"));
    }
    let rank = left_batch.len().max(right_batch.len());
    let len = |batch: &[usize], axis: usize| (axis + batch.len()).checked_sub(rank).map_or(1, |at| batch[at]);
    let batch: Vec<usize> = (0..rank).map(|axis| len(left_batch, axis).max(len(right_batch, axis))).collect();
    let pairs = broadcast(left_batch, &batch)?.into_iter().zip(broadcast(right_batch, &batch)?);
    let (a, b) = (a.f32(), b.f32());
    let mut y = vec![0.0; batch.iter().product::<usize>() * m * n];
    for (y, (i, j)) in y.chunks_exact_mut(m * n).zip(pairs) {
        let (a, b) = (Mat::new(&a[i * m * k..], *m, *k), Mat::new(&b[j * k * n..], *k, *n));
        matmul(a, b, y, false, &mut Default::default());
    }
    Ok(named(case, &[&y]))
}
