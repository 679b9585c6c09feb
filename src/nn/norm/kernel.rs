//! The maps, cell by cell.

use super::tile::{Operands, map};
use crate::reduce::Rows;

/// `y = x_hat * gamma + beta`, `x_hat = (x - mean_hi) * inv_std + mean_lo_scaled`; `stats` are those three.
pub fn forward(rows: Rows, x: &[f32], stats: [&[f32]; 3], params: [&[f32]; 2], y: &mut [f32]) {
    match (rows.stat_moves, rows.param_moves) {
        (false, false) => forward_as::<false, false>(rows, x, stats, params, y),
        (false, true) => forward_as::<false, true>(rows, x, stats, params, y),
        (true, false) => forward_as::<true, false>(rows, x, stats, params, y),
        (true, true) => forward_as::<true, true>(rows, x, stats, params, y),
    }
}

fn forward_as<const STAT_MOVES: bool, const PARAM_MOVES: bool>(
    rows: Rows,
    x: &[f32],
    stats: [&[f32]; 3],
    params: [&[f32]; 2],
    y: &mut [f32],
) {
    let operands = Operands::<_, _, _, STAT_MOVES, PARAM_MOVES> { cubes: [x], stats, params };
    if STAT_MOVES == PARAM_MOVES {
        // One affine map for the row or column.
        map(
            rows,
            operands,
            |[x], [mean_hi, inv_std, mean_lo_scaled], [gamma, beta]| {
                (x - mean_hi) * (inv_std * gamma) + (mean_lo_scaled * gamma + beta)
            },
            y,
        )
    } else {
        map(
            rows,
            operands,
            |[x], [mean_hi, inv_std, mean_lo_scaled], [gamma, beta]| {
                ((x - mean_hi) * inv_std + mean_lo_scaled) * gamma + beta
            },
            y,
        )
    }
}

/// `dx = inv_std * (dy * gamma - ((x - mean_hi) * slope + level))`; `stats` are `mean_hi, inv_std, slope, level`.
pub fn backward(rows: Rows, cubes: [&[f32]; 2], stats: [&[f32]; 4], params: [&[f32]; 1], dx: &mut [f32]) {
    match (rows.stat_moves, rows.param_moves) {
        (false, false) => backward_as::<false, false>(rows, cubes, stats, params, dx),
        (false, true) => backward_as::<false, true>(rows, cubes, stats, params, dx),
        (true, false) => backward_as::<true, false>(rows, cubes, stats, params, dx),
        (true, true) => backward_as::<true, true>(rows, cubes, stats, params, dx),
    }
}

fn backward_as<const STAT_MOVES: bool, const PARAM_MOVES: bool>(
    rows: Rows,
    cubes: [&[f32]; 2],
    stats: [&[f32]; 4],
    params: [&[f32]; 1],
    dx: &mut [f32],
) {
    let operands = Operands::<_, _, _, STAT_MOVES, PARAM_MOVES> { cubes, stats, params };
    map(
        rows,
        operands,
        |[x, dy], [mean_hi, inv_std, slope, level], [gamma]| inv_std * (dy * gamma - ((x - mean_hi) * slope + level)),
        dx,
    )
}

/// `dx = dy - level`.
pub fn backward_mean(rows: Rows, dy: &[f32], level: &[f32], dx: &mut [f32]) {
    if rows.stat_moves {
        let operands = Operands::<_, _, _, true, true> { cubes: [dy], stats: [level], params: [] };
        map(rows, operands, |[dy], [level], []| dy - level, dx)
    } else {
        let operands = Operands::<_, _, _, false, false> { cubes: [dy], stats: [level], params: [] };
        map(rows, operands, |[dy], [level], []| dy - level, dx)
    }
}
