//! Eight columns in one register, where a native build is for processors that have such: half the instructions. The chains of
//! additions, and so the bits, are those of [`super::tile`].

use super::{COLS, ROWS, load_row};
use wide::{f32x4, f32x8};

/// Rows of the tile: eight chains side by side hide each other's waiting.
pub const PAIR: usize = 2 * ROWS;
/// Whether there are such registers.
pub const PRESENT: bool = cfg!(target_feature = "avx");

/// `start + a b` for two packed panels of `a`, one above the other, and one of `b`.
#[inline(always)]
pub fn tile(a: [&[f32]; 2], b: &[f32], start: [[f32x4; 2]; PAIR]) -> [[f32x4; 2]; PAIR] {
    let mut sums = start.map(|halves| {
        let mut row = [0.0; COLS];
        row.chunks_exact_mut(4).zip(halves).for_each(|(half, from)| half.copy_from_slice(from.as_array()));
        f32x8::new(row)
    });
    let [upper, lower] = a.map(|a| a.as_chunks::<ROWS>().0);
    for ((upper, lower), b) in upper.iter().zip(lower).zip(b.as_chunks::<COLS>().0) {
        let b = f32x8::new(*b);
        for (sum, a) in sums.iter_mut().zip(upper.iter().chain(lower)) {
            *sum += f32x8::splat(*a) * b;
        }
    }
    sums.map(|sum| load_row(sum.as_array()))
}
