//! The inner loops over one row of memory. A statistic or parameter is one for the row or one per cell; each loop is
//! written once for both. Sums are f64 in a fixed order.

use crate::nn::reduce::Rows;

/// A value for every cell of a row.
pub trait Each: Copy {
    /// Limited to `len` cells, so that the loop needs no bounds checks.
    fn cut(self, len: usize) -> Self;
    /// The value at cell `i`.
    fn at(self, i: usize) -> f32;
}

/// The same value for the whole row.
#[derive(Clone, Copy)]
pub struct One(f32);

impl One {
    pub fn new(values: &[f32]) -> One {
        One(values[0])
    }
}

impl Each for One {
    #[inline(always)]
    fn cut(self, _: usize) -> One {
        self
    }
    #[inline(always)]
    fn at(self, _: usize) -> f32 {
        self.0
    }
}

impl Each for &[f32] {
    #[inline(always)]
    fn cut(self, len: usize) -> Self {
        &self[..len]
    }
    #[inline(always)]
    fn at(self, i: usize) -> f32 {
        self[i]
    }
}

/// `y = (x - high - low) * inv * gamma + beta` on one row.
#[inline(always)]
pub fn forward<S: Each, P: Each>(x: &[f32], stat: [S; 3], param: [P; 2], y: &mut [f32]) {
    let n = y.len();
    let x = &x[..n];
    let [high, low, inv] = stat.map(|each| each.cut(n));
    let [gamma, beta] = param.map(|each| each.cut(n));
    for i in 0..n {
        y[i] = (x[i] - high.at(i) - low.at(i)) * inv.at(i) * gamma.at(i) + beta.at(i);
    }
}

/// `dx = inv * (dy * gamma - mean1 - x_hat * mean2)` on one row, `x_hat = (x - high - low) * inv`.
#[inline(always)]
pub fn backward<S: Each, P: Each>(x: &[f32], dy: &[f32], stat: [S; 5], gamma: P, dx: &mut [f32]) {
    let n = dx.len();
    let (x, dy, gamma) = (&x[..n], &dy[..n], gamma.cut(n));
    let [high, low, inv, mean1, mean2] = stat.map(|each| each.cut(n));
    for i in 0..n {
        let x_hat = (x[i] - high.at(i) - low.at(i)) * inv.at(i);
        dx[i] = inv.at(i) * (dy[i] * gamma.at(i) - mean1.at(i) - x_hat * mean2.at(i));
    }
}

/// Cells summed side by side: independent chains keep the processor busy, and their order is fixed by the source.
const LANES: usize = 8;

/// A running f64 sum of row cells: into one number, or cell by cell.
pub trait Sum {
    /// Adds the terms of cells `i..i + LANES`.
    fn block(&mut self, i: usize, terms: [f32; LANES]);
    /// Adds the term of cell `i`.
    fn single(&mut self, i: usize, term: f32);
}

/// One sum for the row.
#[derive(Default)]
pub struct SumOne([f64; LANES]);

impl SumOne {
    pub fn total(&self) -> f64 {
        let [a, b, c, d, e, f, g, h] = self.0;
        ((a + e) + (c + g)) + ((b + f) + (d + h))
    }
}

impl Sum for SumOne {
    #[inline(always)]
    fn block(&mut self, _: usize, terms: [f32; LANES]) {
        for (sum, term) in self.0.iter_mut().zip(terms) {
            *sum += term as f64;
        }
    }
    #[inline(always)]
    fn single(&mut self, _: usize, term: f32) {
        self.0[0] += term as f64;
    }
}

/// One sum per cell of the row.
pub struct SumMany<'a>(pub &'a mut [f64]);

impl Sum for SumMany<'_> {
    #[inline(always)]
    fn block(&mut self, i: usize, terms: [f32; LANES]) {
        for (sum, term) in self.0[i..i + LANES].iter_mut().zip(terms) {
            *sum += term as f64;
        }
    }
    #[inline(always)]
    fn single(&mut self, i: usize, term: f32) {
        self.0[i] += term as f64;
    }
}

/// Adds `dy` to `first` and `dy * x_hat` to `second`, weighted by `gamma`, on one row.
#[inline(always)]
pub fn gradient_sums<S: Each, P: Each, A: Sum>(
    x: &[f32],
    dy: &[f32],
    stat: [S; 3],
    gamma: P,
    first: &mut A,
    second: &mut A,
) {
    let n = x.len();
    let (dy, gamma) = (&dy[..n], gamma.cut(n));
    let [high, low, inv] = stat.map(|each| each.cut(n));
    let term = |i: usize| {
        let d = dy[i] * gamma.at(i);
        (d, d * ((x[i] - high.at(i) - low.at(i)) * inv.at(i)))
    };
    let whole = n / LANES * LANES;
    for start in (0..whole).step_by(LANES) {
        let terms: [(f32, f32); LANES] = std::array::from_fn(|j| term(start + j));
        first.block(start, terms.map(|t| t.0));
        second.block(start, terms.map(|t| t.1));
    }
    for i in whole..n {
        let (a, b) = term(i);
        first.single(i, a);
        second.single(i, b);
    }
}

/// Adds every cell of `x` to the sum of its statistic.
pub fn sums(rows: Rows, x: &[f32], sums: &mut [f64]) {
    let (len, moves) = (rows.len, rows.stat_moves);
    for row in rows {
        let x = &x[row.start..][..len];
        if moves {
            for (sum, &x) in sums[row.stat..][..len].iter_mut().zip(x) {
                *sum += x as f64;
            }
        } else {
            sums[row.stat] += lanes(x, |x| x as f64);
        }
    }
}

/// Adds the square of every cell's distance from `mean` to the sum of its statistic.
pub fn squares(rows: Rows, x: &[f32], mean: &[f64], sums: &mut [f64]) {
    let (len, moves) = (rows.len, rows.stat_moves);
    for row in rows {
        let x = &x[row.start..][..len];
        if moves {
            let (sums, mean) = (&mut sums[row.stat..][..len], &mean[row.stat..][..len]);
            for ((sum, &x), mean) in sums.iter_mut().zip(x).zip(mean) {
                let d = x as f64 - mean;
                *sum += d * d;
            }
        } else {
            let mean = mean[row.stat];
            sums[row.stat] += lanes(x, |x| (x as f64 - mean) * (x as f64 - mean));
        }
    }
}

#[inline(always)]
fn lanes(x: &[f32], term: impl Fn(f32) -> f64) -> f64 {
    let mut acc = [0.0; LANES];
    let (blocks, rest) = x.as_chunks::<LANES>();
    for block in blocks {
        for (sum, &x) in acc.iter_mut().zip(block) {
            *sum += term(x);
        }
    }
    for (sum, &x) in acc.iter_mut().zip(rest) {
        *sum += term(x);
    }
    SumOne(acc).total()
}
