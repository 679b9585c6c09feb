//! Products over a depth of one to four: the rows of `b` stay in registers while the rows of `a` pass by. Layers with few
//! inputs, and the gradient through layers with few outputs.

use super::{COLS, Mat, ROWS, Start, add_products, store_part_tile, store_tile};
use wide::f32x4;

/// The deepest.
pub const DEPTH: usize = 4;

/// The same chains as everywhere. The rows of `a` must follow each other without gaps.
#[inline(never)]
pub fn product(a: Mat, b: Mat, c: &mut [f32], start: Start) {
    match a.cols {
        1 => deep::<1>(a, b, c, start),
        2 => deep::<2>(a, b, c, start),
        3 => deep::<3>(a, b, c, start),
        _ => deep::<4>(a, b, c, start),
    }
}

fn deep<const K: usize>(a: Mat, b: Mat, c: &mut [f32], start: Start) {
    let rows = &a.data.as_chunks::<K>().0[..a.rows];
    let (n, mut column) = (b.cols, 0);
    while n - column >= COLS {
        strip::<K, 2>(rows, &b, [column, COLS], c, start);
        column += COLS;
    }
    while column < n {
        let columns = ROWS.min(n - column);
        strip::<K, 1>(rows, &b, [column, columns], c, start);
        column += columns;
    }
}

/// All rows against `columns` columns, at most `4 V`, from `column` on.
#[inline(always)]
fn strip<const K: usize, const V: usize>(
    rows: &[[f32; K]],
    b: &Mat,
    [column, columns]: [usize; 2],
    c: &mut [f32],
    start: Start,
) {
    let n = b.cols;
    let cell = |k: usize, l: usize| if l < columns { b.at(k, column + l) } else { 0.0 };
    let b: [[f32x4; V]; K] =
        std::array::from_fn(|k| std::array::from_fn(|v| f32x4::new(std::array::from_fn(|l| cell(k, 4 * v + l)))));
    let fixed: Option<[[f32x4; V]; 1]> = match start {
        Start::Added => None,
        start => Some(start.part_tile(&[], column, [1, columns], n)),
    };
    let whole = columns == 4 * V;
    for (i, row) in rows.iter().enumerate() {
        let c = &mut c[i * n + column..];
        let mut sums = fixed.unwrap_or_else(|| start.part_tile(c, column, [1, columns], n));
        for (a, b) in row.iter().zip(&b) {
            add_products(&mut sums, [*a], b);
        }
        if whole { store_tile(sums, c, n) } else { store_part_tile(sums, c, [1, columns], n) }
    }
}
