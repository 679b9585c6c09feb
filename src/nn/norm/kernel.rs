//! The two maps, cell by cell.

use super::bundle::{Source, map};
use crate::reduce::Rows;

/// `y = x_hat * gamma + beta`, `x_hat = (x - high) * inv + shift`; `stats` are `high, inv, shift`.
pub fn forward(rows: Rows, x: &[f32], stats: [&[f32]; 3], params: [&[f32]; 2], y: &mut [f32]) {
    match (rows.stat_moves, rows.param_moves) {
        (false, false) => forward_as::<false, false>(rows, x, stats, params, y),
        (false, true) => forward_as::<false, true>(rows, x, stats, params, y),
        (true, false) => forward_as::<true, false>(rows, x, stats, params, y),
        (true, true) => forward_as::<true, true>(rows, x, stats, params, y),
    }
}

fn forward_as<const STAT: bool, const PARAM: bool>(
    rows: Rows,
    x: &[f32],
    stats: [&[f32]; 3],
    params: [&[f32]; 2],
    y: &mut [f32],
) {
    let source = Source::<_, _, _, STAT, PARAM> { cubes: [x], stats, params };
    if STAT == PARAM {
        // One affine map for the row or column.
        map(
            rows,
            source,
            |[x], [high, inv, shift], [gamma, beta]| (x - high) * (inv * gamma) + (shift * gamma + beta),
            y,
        )
    } else {
        map(rows, source, |[x], [high, inv, shift], [gamma, beta]| ((x - high) * inv + shift) * gamma + beta, y)
    }
}

/// `dx = inv * (dy * gamma - ((x - high) * slope + level))`; `stats` are `high, inv, slope, level`.
pub fn backward(rows: Rows, cubes: [&[f32]; 2], stats: [&[f32]; 4], params: [&[f32]; 1], dx: &mut [f32]) {
    match (rows.stat_moves, rows.param_moves) {
        (false, false) => backward_as::<false, false>(rows, cubes, stats, params, dx),
        (false, true) => backward_as::<false, true>(rows, cubes, stats, params, dx),
        (true, false) => backward_as::<true, false>(rows, cubes, stats, params, dx),
        (true, true) => backward_as::<true, true>(rows, cubes, stats, params, dx),
    }
}

fn backward_as<const STAT: bool, const PARAM: bool>(
    rows: Rows,
    cubes: [&[f32]; 2],
    stats: [&[f32]; 4],
    params: [&[f32]; 1],
    dx: &mut [f32],
) {
    let source = Source::<_, _, _, STAT, PARAM> { cubes, stats, params };
    map(
        rows,
        source,
        |[x, dy], [high, inv, slope, level], [gamma]| inv * (dy * gamma - ((x - high) * slope + level)),
        dx,
    )
}
