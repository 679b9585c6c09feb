//! Arrays of any rank as the cubes that the engine works on.

/// `[N, C, ...]` as `[N, C, H, 1]`, H all that follows.
pub fn cube(shape: &[usize]) -> [usize; 4] {
    assert!(shape.len() >= 2, "a batch with channels, not {shape:?}");
    [shape[0], shape[1], shape[2..].iter().product(), 1]
}

/// `[N, C, H, W]`, with H and W 1 where the array has none.
pub fn image(shape: &[usize]) -> [usize; 4] {
    assert!((2..=4).contains(&shape.len()), "an image or a batch of rows, not {shape:?}");
    std::array::from_fn(|axis| shape.get(axis).copied().unwrap_or(1))
}

/// The array as rows: all axes before `axis`, all from it on.
pub fn rows(shape: &[usize], axis: usize) -> [usize; 4] {
    assert!(axis <= shape.len(), "axis {axis} of {shape:?}");
    [shape[..axis].iter().product(), shape[axis..].iter().product(), 1, 1]
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
