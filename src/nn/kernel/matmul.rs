//! The matrix product: packed panels and a 4 x 8 register tile (Goto & van de Geijn 2008).
//!
//! Every element of the result is a chain of additions in the order of k, starting from 0 or from c; after every `DEPTH`
//! products a new chain starts from 0, and is added to what there is when it ends. A single chain of 4096 would lose a digit
//! more (Blanchard, Higham & Mary 2020, "blocked summation"). However the work is cut up otherwise, the bits are those of the
//! plain loops, but for sums of products that are all below 2^-100 (`tiny`). Where one operand is 0 throughout nothing is multiplied.

mod eight;
mod pack;
mod small;
mod thin;
mod tiny;

use super::math::{load, load_part, store_part};
pub(crate) use pack::{Lines, pack_lines};
use tiny::Products;
use wide::f32x4;

/// A view of a matrix in a flat slice: element (i, k) is `data[i * row_stride + k * col_stride]`.
#[derive(Clone, Copy, Debug)]
pub struct Mat<'a> {
    /// The numbers.
    pub data: &'a [f32],
    /// Rows.
    pub rows: usize,
    /// Columns.
    pub cols: usize,
    /// Distance in `data` between neighbours in a column.
    pub row_stride: usize,
    /// Distance in `data` between neighbours in a row.
    pub col_stride: usize,
}

impl<'a> Mat<'a> {
    /// A row-major matrix.
    #[inline]
    pub fn new(data: &'a [f32], rows: usize, cols: usize) -> Mat<'a> {
        assert!(data.len() >= rows * cols, "matrix {rows} x {cols} in a slice of {}", data.len());
        Mat { data, rows, cols, row_stride: cols, col_stride: 1 }
    }

    /// The transpose: the same numbers, the strides exchanged.
    #[inline]
    pub fn t(self) -> Mat<'a> {
        Mat {
            data: self.data,
            rows: self.cols,
            cols: self.rows,
            row_stride: self.col_stride,
            col_stride: self.row_stride,
        }
    }

    #[inline(always)]
    fn at(&self, i: usize, k: usize) -> f32 {
        self.data[i * self.row_stride + k * self.col_stride]
    }
}

/// Rows of the register tile, and of a packed panel of `a`.
pub(crate) const ROWS: usize = 4;
/// Columns of the register tile: two vectors. Eight accumulators, two columns and one row value fit 16 registers.
pub(crate) const COLS: usize = 8;
/// Depth of a block, and so products of one chain: a panel of `b` takes 8 KB, a block of `a` 32 KB; both stay in the first
/// cache.
pub(crate) const DEPTH: usize = 256;
/// Rows of a block of `a`.
const BLOCK_ROWS: usize = 32;
/// Columns of a block of `b`, which stays in the second cache: 512 KB.
const BLOCK_COLS: usize = 512;

/// `c = a b`, or `c += a b` with `add`; `a: [m, k]`, `b: [k, n]`, `c: [m, n]` row-major.
///
/// `scratch` holds the packed operands and grows once. A transposed operand costs no more than a plain one: packing
/// straightens both.
pub fn matmul(a: Mat, b: Mat, c: &mut [f32], add: bool, scratch: &mut Vec<f32>) {
    product(a, b, c, if add { Start::Added } else { Start::Zero }, scratch);
}

/// `c = a b + bias`, the bias `[n]` added to every row: each chain of additions starts from it.
pub fn matmul_bias(a: Mat, b: Mat, bias: &[f32], c: &mut [f32], scratch: &mut Vec<f32>) {
    assert_eq!(bias.len(), b.cols, "bias of {} for {} columns", bias.len(), b.cols);
    product(a, b, c, Start::Row(bias), scratch);
}

/// Where the chains of additions start.
#[derive(Clone, Copy)]
enum Start<'a> {
    Zero,
    /// From what c holds.
    Added,
    /// From the same row for every row of c.
    Row(&'a [f32]),
}

impl Start<'_> {
    /// A product of nothing.
    fn fill(self, c: &mut [f32], m: usize, n: usize) {
        match self {
            Start::Zero => c[..m * n].fill(0.0),
            Start::Row(bias) => c[..m * n].chunks_exact_mut(n.max(1)).for_each(|row| row.copy_from_slice(bias)),
            Start::Added => {}
        }
    }

    /// Whether any chain starts from -0.
    fn is_minus_zero(self) -> bool {
        matches!(self, Start::Row(bias) if bias.iter().any(|bias| bias.to_bits() == (-0.0f32).to_bits()))
    }

    /// The start of a whole tile, whose first cell is the first of `c`.
    #[inline(always)]
    fn tile<const R: usize, const V: usize>(self, c: &[f32], column: usize, n: usize) -> [[f32x4; V]; R] {
        match self {
            Start::Zero => [[f32x4::ZERO; V]; R],
            Start::Added => load_tile(c, n),
            Start::Row(bias) => load_tile(&bias[column..], 0),
        }
    }

    /// The start of a tile at the rim.
    #[inline(always)]
    fn part_tile<const R: usize, const V: usize>(
        self,
        c: &[f32],
        column: usize,
        part: [usize; 2],
        n: usize,
    ) -> [[f32x4; V]; R] {
        match self {
            Start::Zero => [[f32x4::ZERO; V]; R],
            Start::Added => load_part_tile(c, part, n),
            Start::Row(bias) => load_part_tile(&bias[column..], part, 0),
        }
    }
}

fn product(a: Mat, b: Mat, c: &mut [f32], start: Start, scratch: &mut Vec<f32>) {
    assert_eq!(a.cols, b.rows, "matmul of {} x {} by {} x {}", a.rows, a.cols, b.rows, b.cols);
    let (m, k, n) = (a.rows, a.cols, b.cols);
    assert!(c.len() >= m * n, "matmul into {} of {m} x {n}", c.len());
    if k == 0 {
        start.fill(c, m, n);
    }
    if (1..=thin::DEPTH).contains(&k) && a.col_stride == 1 && a.row_stride == k {
        return thin::product(a, b, c, start);
    }
    if m * k * n <= small::LIMIT && (a.row_stride == 1 || a.col_stride == 1) {
        return small::product(a, b, c, start, scratch);
    }
    if !matches!(start, Start::Added) {
        match tiny::products(&a, &b) {
            Products::Tiny(scale) => return tiny::product(a, b, c, start, scale, scratch),
            // 0 added to -0 is 0.
            Products::Zero if !start.is_minus_zero() => return start.fill(c, m, n),
            _ => {}
        }
    }
    packed(a, b, c, start, 1.0, scratch);
}

/// The product in blocks of packed panels, `a` times `scale`. A function of its own, as the other two ways are: together they would be too
/// much for the register allocation of a browser's compiler.
#[inline(never)]
fn packed(a: Mat, b: Mat, c: &mut [f32], start: Start, scale: f32, scratch: &mut Vec<f32>) {
    let (m, k, n) = (a.rows, a.cols, b.cols);
    let room = (DEPTH.min(k)) * (BLOCK_ROWS.min(m.next_multiple_of(ROWS)) + BLOCK_COLS.min(n.next_multiple_of(ROWS)));
    if scratch.len() < room {
        scratch.resize(room, 0.0);
    }
    for column in (0..n).step_by(BLOCK_COLS) {
        let columns = BLOCK_COLS.min(n - column);
        for from in (0..k).step_by(DEPTH) {
            let depth = DEPTH.min(k - from);
            let (packed_b, packed_a) = scratch.split_at_mut(depth * columns.next_multiple_of(ROWS));
            pack_columns(&b, column, columns, from, depth, packed_b);
            for row in (0..m).step_by(BLOCK_ROWS) {
                let rows = BLOCK_ROWS.min(m - row);
                pack_lines::<ROWS>(Lines::rows(&a, row, rows, from), depth, packed_a);
                if scale != 1.0 {
                    packed_a.iter_mut().for_each(|cell| *cell *= scale);
                }
                let start = match start {
                    _ if from > 0 => Start::Zero,
                    Start::Row(bias) => Start::Row(&bias[column..]),
                    start => start,
                };
                let c = Target { c: &mut c[row * n + column..], n, rows, start, first: from == 0 };
                block(packed_a, packed_b, depth, columns, c);
            }
        }
    }
}

/// Panels of eight columns, then one of four if no more are left.
fn pack_columns(b: &Mat, column: usize, columns: usize, from: usize, depth: usize, packed: &mut [f32]) {
    let wide = wide_columns(columns);
    let (eights, four) = packed.split_at_mut(depth * wide.next_multiple_of(COLS).min(columns.next_multiple_of(ROWS)));
    pack_lines::<COLS>(Lines::columns(b, column, wide, from), depth, eights);
    if columns > wide {
        pack_lines::<ROWS>(Lines::columns(b, column + wide, columns - wide, from), depth, four);
    }
}

/// How many columns the panels of eight take.
fn wide_columns(columns: usize) -> usize {
    let rest = columns % COLS;
    if rest > 0 && rest <= ROWS { columns - rest } else { columns }
}

/// Where a block writes: `c` from its first element on, rows `n` apart.
struct Target<'a> {
    c: &'a mut [f32],
    n: usize,
    rows: usize,
    start: Start<'a>,
    /// Whether this is the first block of the depth; what others give is added to c.
    first: bool,
}

fn block(a: &[f32], b: &[f32], depth: usize, columns: usize, mut target: Target) {
    let wide = wide_columns(columns);
    for column in (0..wide).step_by(COLS) {
        strip::<2>(a, &b[column * depth..][..COLS * depth], depth, column, COLS.min(columns - column), &mut target);
    }
    if columns > wide {
        strip::<1>(a, &b[wide * depth..][..ROWS * depth], depth, wide, columns - wide, &mut target);
    }
}

/// All row panels of `a` against one panel of `V` vectors of columns.
fn strip<const V: usize>(a: &[f32], b: &[f32], depth: usize, column: usize, columns: usize, target: &mut Target) {
    let done = if eight::PRESENT && columns == COLS { strip_of_pairs(a, b, depth, column, target) } else { 0 };
    for (row, a) in (done..target.rows).step_by(ROWS).zip(a[done * depth..].chunks_exact(ROWS * depth)) {
        let rows = ROWS.min(target.rows - row);
        let c = &mut target.c[row * target.n + column..];
        if rows == ROWS && columns == 4 * V {
            let sums = tile(a, b, target.start.tile::<ROWS, V>(c, column, target.n));
            let sums = if target.first { sums } else { added(load_tile(c, target.n), sums) };
            store_tile(sums, c, target.n);
        } else {
            let part = [rows, columns];
            let sums = tile(a, b, target.start.part_tile::<ROWS, V>(c, column, part, target.n));
            let sums = if target.first { sums } else { added(load_part_tile(c, part, target.n), sums) };
            store_part_tile(sums, c, part, target.n);
        }
    }
}

/// The row panels of `a` that come in pairs against one panel of eight columns; says how many rows these are.
fn strip_of_pairs(a: &[f32], b: &[f32], depth: usize, column: usize, target: &mut Target) -> usize {
    let done = target.rows / eight::PAIR * eight::PAIR;
    for (row, a) in (0..done).step_by(eight::PAIR).zip(a.chunks_exact(eight::PAIR * depth)) {
        let c = &mut target.c[row * target.n + column..];
        let sums = eight::tile(a.split_at(ROWS * depth).into(), b, target.start.tile(c, column, target.n));
        let sums = if target.first { sums } else { added(load_tile(c, target.n), sums) };
        store_tile(sums, c, target.n);
    }
    done
}

/// `start + a b` for packed panels: the whole arithmetic of a larger product happens here.
#[inline(always)]
pub(crate) fn tile<const V: usize>(a: &[f32], b: &[f32], start: [[f32x4; V]; ROWS]) -> [[f32x4; V]; ROWS] {
    let mut sums = start;
    for (a, b) in a.as_chunks::<ROWS>().0.iter().zip(b.chunks_exact(4 * V)) {
        add_products(&mut sums, *a, &load_row(b));
    }
    sums
}

/// So many vectors from the beginning of a row.
#[inline(always)]
pub(crate) fn load_row<const V: usize>(b: &[f32]) -> [f32x4; V] {
    std::array::from_fn(|v| load(&b[4 * v..4 * v + 4]))
}

/// One column of `a` times one row of `b`, added to a tile.
#[inline(always)]
pub(crate) fn add_products<const R: usize, const V: usize>(sums: &mut [[f32x4; V]; R], a: [f32; R], b: &[f32x4; V]) {
    for (sums, a) in sums.iter_mut().zip(a) {
        let a = f32x4::splat(a);
        for (sum, b) in sums.iter_mut().zip(b) {
            *sum += a * *b;
        }
    }
}

/// The sum of two tiles, cell by cell.
#[inline(always)]
pub(crate) fn added<const R: usize, const V: usize>(a: [[f32x4; V]; R], b: [[f32x4; V]; R]) -> [[f32x4; V]; R] {
    std::array::from_fn(|i| std::array::from_fn(|v| a[i][v] + b[i][v]))
}

#[inline(always)]
fn load_tile<const R: usize, const V: usize>(c: &[f32], n: usize) -> [[f32x4; V]; R] {
    std::array::from_fn(|i| load_row(&c[i * n..][..4 * V]))
}

#[inline(always)]
fn store_tile<const R: usize, const V: usize>(tile: [[f32x4; V]; R], c: &mut [f32], n: usize) {
    let mut rest = c;
    for sums in tile {
        let (row, below) = rest.split_at_mut(n.min(rest.len()));
        for (part, sum) in row[..4 * V].chunks_exact_mut(4).zip(sums) {
            part.copy_from_slice(sum.as_array());
        }
        rest = below;
    }
}

/// A tile at the rim: what lies outside reads as 0 and is not written.
#[inline(always)]
fn load_part_tile<const R: usize, const V: usize>(c: &[f32], [rows, columns]: [usize; 2], n: usize) -> [[f32x4; V]; R] {
    let mut tile = [[f32x4::ZERO; V]; R];
    for (i, sums) in tile.iter_mut().enumerate().take(rows) {
        let row = &c[i * n..][..columns];
        for (v, sum) in sums.iter_mut().enumerate() {
            *sum = match row.get(4 * v..4 * v + 4) {
                Some(quad) => load(quad),
                None => load_part(row.get(4 * v..).unwrap_or_default()),
            };
        }
    }
    tile
}

#[inline(always)]
fn store_part_tile<const R: usize, const V: usize>(
    tile: [[f32x4; V]; R],
    c: &mut [f32],
    [rows, columns]: [usize; 2],
    n: usize,
) {
    for (i, sums) in tile.into_iter().enumerate().take(rows) {
        let row = &mut c[i * n..][..columns];
        for (v, sum) in sums.into_iter().enumerate() {
            match row.get_mut(4 * v..4 * v + 4) {
                Some(quad) => quad.copy_from_slice(sum.as_array()),
                None => store_part(sum, row.get_mut(4 * v..).unwrap_or_default()),
            }
        }
    }
}

#[cfg(test)]
mod tests;
