//! The dense (fully connected) layer, forward and backward.

use super::kernel::matmul::{Mat, matmul, matmul_bias};
use super::kernel::sum::add_columns;

/// `y = x w^T + bias`. `x: [n, in]`, `w: [out, in]`, `bias: [out]` or empty, `y: [n, out]`.
pub fn forward(x: &[f32], w: &[f32], bias: &[f32], [n, ins, outs]: [usize; 3], y: &mut [f32], scratch: &mut Vec<f32>) {
    assert_eq!(y.len(), n * outs, "dense output of {n} x {outs}");
    let (x, w) = (Mat::new(x, n, ins), Mat::new(w, outs, ins).t());
    if bias.is_empty() { matmul(x, w, y, false, scratch) } else { matmul_bias(x, w, bias, y, scratch) }
}

/// `dw = dy^T x`, `dbias = sum_n dy`; both are overwritten. `dy: [n, out]`, `dw: [out, in]`, `dbias: [out]` or empty.
pub fn backward_params(
    x: &[f32],
    dy: &[f32],
    [n, ins, outs]: [usize; 3],
    dw: &mut [f32],
    dbias: &mut [f32],
    scratch: &mut Vec<f32>,
) {
    matmul(Mat::new(dy, n, outs).t(), Mat::new(x, n, ins), dw, false, scratch);
    dbias.fill(0.0);
    add_columns(dy, dbias);
}

/// `dx = dy w`. `dy: [n, out]`, `w: [out, in]`, `dx: [n, in]`.
pub fn backward_input(dy: &[f32], w: &[f32], [n, ins, outs]: [usize; 3], dx: &mut [f32], scratch: &mut Vec<f32>) {
    matmul(Mat::new(dy, n, outs), Mat::new(w, outs, ins), dx, false, scratch);
}

#[cfg(test)]
mod tests {
    use super::*;

    const X: [f32; 6] = [1.0, -2.0, 0.5, 3.0, 0.25, -1.0];
    const W: [f32; 6] = [0.5, 1.0, -1.0, 2.0, 0.0, 4.0];
    const SIZES: [usize; 3] = [2, 3, 2];

    #[test]
    fn forward_is_the_affine_map() {
        let mut y = [0.0; 4];
        forward(&X, &W, &[10.0, 20.0], SIZES, &mut y, &mut Vec::new());
        assert_eq!(y, [8.0, 24.0, 12.75, 22.0]);
        forward(&X, &W, &[], SIZES, &mut y, &mut Vec::new());
        assert_eq!(y, [-2.0, 4.0, 2.75, 2.0]);
    }

    #[test]
    fn backward_is_the_transpose() {
        let dy = [1.0, -1.0, 2.0, 0.5];
        let (mut dw, mut dbias, mut dx) = ([9.0; 6], [9.0; 2], [9.0; 6]);
        backward_params(&X, &dy, SIZES, &mut dw, &mut dbias, &mut Vec::new());
        backward_input(&dy, &W, SIZES, &mut dx, &mut Vec::new());
        assert_eq!(dw, [7.0, -1.5, -1.5, 0.5, 2.125, -1.0]);
        assert_eq!(dbias, [3.0, -0.5]);
        assert_eq!(dx, [-1.5, 1.0, -5.0, 2.0, 2.0, 0.0]);
    }
}
