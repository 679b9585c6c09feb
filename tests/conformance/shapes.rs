//! Arrays of any rank as the cubes that the engine works on.

use super::case::{Array, Failure, refuse};

/// `[N, C, ...]` as `[N, C, H, 1]`, H all that follows.
pub fn cube(shape: &[usize]) -> Result<[usize; 4], Failure> {
    match shape {
        [n, c, rest @ ..] => Ok([*n, *c, rest.iter().product(), 1]),
        _ => refuse(format!("a batch with channels, not {shape:?}")),
    }
}

/// `[N, C, H, W]`, with H and W 1 where the array has none.
pub fn image(shape: &[usize]) -> Result<[usize; 4], Failure> {
    match shape {
        [n, c] => Ok([*n, *c, 1, 1]),
        [n, c, h] => Ok([*n, *c, *h, 1]),
        [n, c, h, w] => Ok([*n, *c, *h, *w]),
        _ => refuse(format!("an image or a batch of rows, not {shape:?}")),
    }
}

/// The array as rows: all axes before `axis`, all from it on.
pub fn rows(shape: &[usize], axis: usize) -> Result<[usize; 4], Failure> {
    match shape.split_at_checked(axis) {
        Some((before, from)) => Ok([before.iter().product(), from.iter().product(), 1, 1]),
        None => refuse(format!("axis {axis} of {shape:?}")),
    }
}

/// The array around one axis: `[before, the axis, after, 1]`.
pub fn around(shape: &[usize], axis: usize) -> [usize; 4] {
    [shape[..axis].iter().product(), shape[axis], shape[axis + 1..].iter().product(), 1]
}

/// `x: [a, b, c]` as `[a, c, b]`: brings a middle axis to the end, or back.
pub fn swap_last(x: &[f32], [a, b, c]: [usize; 3]) -> Vec<f32> {
    let mut out = Vec::with_capacity(x.len());
    for i in 0..a {
        for k in 0..c {
            out.extend((0..b).map(|j| x[(i * b + j) * c + k]));
        }
    }
    out
}

/// Runs `f` on rows along `axis`, and puts the result back in place.
pub fn along(x: &[f32], shape: &[usize], axis: usize, f: impl Fn(&[f32], usize, &mut [f32])) -> Vec<f32> {
    let [before, len, after, _] = around(shape, axis);
    let rows = swap_last(x, [before, len, after]);
    let mut out = vec![0.0; rows.len()];
    f(&rows, len, &mut out);
    swap_last(&out, [before, after, len])
}

/// The array repeated over `shape`, whose last axes are as long as its own or meet a 1 (ONNX: unidirectional broadcasting).
pub fn broadcast(array: &Array, shape: &[usize]) -> Result<Vec<f32>, Failure> {
    let own = &array.shape;
    let extra = own.len().saturating_sub(shape.len());
    let fits = own[..extra].iter().all(|&len| len == 1)
        && own[extra..].iter().rev().zip(shape.iter().rev()).all(|(&len, &to)| len == to || len == 1);
    if !fits {
        return refuse(format!("{own:?} does not broadcast to {shape:?}"));
    }
    let at = |mut cell: usize| {
        let (mut place, mut stride) = (0, 1);
        for (&len, &to) in own[extra..].iter().rev().zip(shape.iter().rev()) {
            place += if len == 1 { 0 } else { cell % to * stride };
            (cell, stride) = (cell / to, stride * len);
        }
        array.data[place] as f32
    };
    Ok((0..shape.iter().product()).map(at).collect())
}
