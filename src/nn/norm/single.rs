//! Statistics of one cell each, as instance normalization of a dense layer has them: the mean is the cell, the variance 0, the
//! output beta, the gradient 0. Nothing is to be summed but the gradient of beta, and nothing to be kept.
//!
//! To the bit what the general way gives, for ordinary numbers. Others (NaN, infinity, what f32 may not hold, and -0, whose
//! distance from its mean is -0) are refused here, and go the general way.

use super::{Affine, Normalization};
use crate::kernel::math::{abs, map2};
use wide::bytemuck::cast;
use wide::{f32x4, u32x4};

/// Far under where the squares and sums of the general way leave f32.
const ORDINARY: f32 = 1e30;

/// Whether this is a dense layer, every cell of it a statistic, every unit a gamma and a beta.
pub fn applies(norm: &Normalization, shape: [usize; 4]) -> bool {
    let [n, units, height, width] = shape;
    let each = n > 1 && units > 1 && height * width == 1 && norm.reduction.cells_per_stat(shape) == 1;
    each && norm.affine == Affine::PerChannel && norm.centre && norm.scale && !norm.running && norm.eps > 1e-20
}

/// Whether all are ordinary numbers.
pub fn ordinary(x: &[f32]) -> bool {
    let (fours, rest) = x.as_chunks::<4>();
    let (mut within, mut changed) = (!u32x4::ZERO, u32x4::ZERO);
    let rest = [std::array::from_fn(|i| rest.get(i).copied().unwrap_or(0.0))];
    fours.iter().chain(&rest).for_each(|four| {
        let x = f32x4::new(*four);
        within &= cast::<_, u32x4>(abs(x).simd_lt(f32x4::splat(ORDINARY)));
        // -0 alone does not stand a 0 added to it.
        changed |= cast::<_, u32x4>(x + f32x4::ZERO) ^ cast::<_, u32x4>(x);
    });
    within == !u32x4::ZERO && changed == u32x4::ZERO
}

/// Every example's output is the same: that of a cell which is its own mean.
pub fn forward([gamma, beta]: [&[f32]; 2], y: &mut [f32]) {
    let (first, others) = y.split_at_mut(gamma.len());
    map2(gamma, beta, first, |gamma, beta| f32x4::ZERO * gamma + beta);
    others.chunks_exact_mut(gamma.len()).for_each(|row| row.copy_from_slice(first));
}

/// The gradients of ordinary `x` for `dy`: that of gamma is 0, `sums` are those of beta. False where a `dy * gamma` is not
/// ordinary: then they do not count.
pub fn backward(dy: &[f32], gamma: &[f32], sums: &mut [f64], dx: &mut [f32]) -> bool {
    let units = gamma.len();
    let mut within = !u32x4::ZERO;
    for (dy, dx) in dy.chunks_exact(units).zip(dx.chunks_exact_mut(units)) {
        map2(dy, gamma, dx, |dy, gamma| {
            let d = dy * gamma;
            within &= cast::<_, u32x4>(abs(d).simd_lt(f32x4::splat(ORDINARY)));
            // Without its mean, which it is itself: 0, or -0 of -0.
            d - (f32x4::ZERO + d)
        });
        sums.iter_mut().zip(dy).for_each(|(sum, &dy)| *sum += f64::from(dy));
    }
    within == !u32x4::ZERO
}
