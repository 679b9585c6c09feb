//! Products of numbers so small that f32 keeps what they come to with few digits, if at all (subnormal numbers). A processor takes a
//! hundred times as long for each, and deep networks from small weights are full of them. So `a` is made larger by a power of two,
//! which loses nothing, and the sums are made smaller again; one below f32's smallest normal number is 0, as on most accelerators.

use super::{Mat, Start, packed};
use crate::kernel::math::{abs, select};
use crate::kernel::spread::finite;
use wide::f32x4;

/// Where the largest product is below this, `2^-100`, sums may leave the normal numbers.
const TINY: f64 = 7.888609052210118e-31;

/// How large the products of two matrices are.
pub enum Products {
    /// Large enough for f32, or not all of them finite.
    Ordinary,
    /// Tiny, and brought to about 1 by this power of two.
    Tiny(f32),
    /// 0, every one: a lesson's favourite. Nothing need be multiplied.
    Zero,
}

/// How large the products are.
pub fn products(a: &Mat, b: &Mat) -> Products {
    let row = (0..a.cols).fold(0.0, |most, k| larger(most, a.at(0, k).abs()));
    let column = (0..b.rows).fold(0.0, |most, k| larger(most, b.at(k, 0).abs()));
    // As a rule one row and one column say that they are not.
    if f64::from(row) * f64::from(column) >= TINY {
        return Products::Ordinary;
    }
    let [largest_a, largest_b] = [largest(a.data), largest(b.data)].map(f64::from);
    let most = largest_a * largest_b;
    if most == 0.0 && finite(a.data) && finite(b.data) {
        return Products::Zero;
    }
    if !(most > 0.0 && most < TINY) {
        return Products::Ordinary;
    }
    // Brings the largest product to about 1, as far as the power and a are in range.
    let [a, most] = [largest_a, most].map(|largest| largest.log2().ceil() as i32);
    Products::Tiny(2.0f32.powi((-most).min(120 - a).min(126)))
}

/// The larger of two numbers; a NaN is not.
fn larger(most: f32, cell: f32) -> f32 {
    if cell > most { cell } else { most }
}

/// The largest absolute value.
fn largest(cells: &[f32]) -> f32 {
    let (sixteens, rest) = cells.as_chunks::<16>();
    // Four side by side, since each comparison waits for the last.
    let mut most = [f32x4::ZERO; 4];
    for sixteen in sixteens {
        for (most, four) in most.iter_mut().zip(sixteen.as_chunks::<4>().0) {
            let four = abs(f32x4::new(*four));
            // Not the machine's own maximum: of a NaN each has another.
            *most = select(four.simd_gt(*most), four, *most);
        }
    }
    let rest = rest.iter().map(|cell| cell.abs());
    rest.chain(most.into_iter().flat_map(f32x4::to_array)).fold(0.0, larger)
}

/// The product with `a` made larger by `scale`, and the result smaller.
pub fn product(a: Mat, b: Mat, c: &mut [f32], start: Start, scale: f32, scratch: &mut Vec<f32>) {
    let n = b.cols;
    packed(a, b, c, Start::Zero, scale, scratch);
    let (least, back) = (f32::MIN_POSITIVE * scale, 1.0 / scale);
    let shrunk = |cell: f32| if cell.abs() < least { 0.0 } else { cell * back };
    for row in c[..a.rows * n].chunks_exact_mut(n.max(1)) {
        match start {
            Start::Row(bias) => row.iter_mut().zip(bias).for_each(|(cell, bias)| *cell = bias + shrunk(*cell)),
            _ => row.iter_mut().for_each(|cell| *cell = shrunk(*cell)),
        }
    }
}
