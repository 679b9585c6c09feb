//! The inner loops over one row of memory, cell by cell. A statistic or parameter is one for the row or one per cell;
//! each loop is written once for both. The compiler makes vectors of them.

/// A value for every cell of a row.
pub trait Each: Copy {
    /// Limited to `len` cells, so that the loop needs no bounds checks.
    fn cut(self, len: usize) -> Self;
    /// The value at cell `i`.
    fn at(self, i: usize) -> f32;
}

/// The same value for the whole row.
#[derive(Clone, Copy)]
pub struct One(pub f32);

impl One {
    /// The first of `values`.
    #[inline(always)]
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

/// `y = x_hat * gamma + beta` on one row, `x_hat = (x - high) * inv + shift`.
#[inline(always)]
pub fn forward<S: Each, P: Each>(x: &[f32], stat: [S; 3], param: [P; 2], y: &mut [f32]) {
    let n = y.len();
    let x = &x[..n];
    let [high, inv, shift] = stat.map(|each| each.cut(n));
    let [gamma, beta] = param.map(|each| each.cut(n));
    for i in 0..n {
        y[i] = ((x[i] - high.at(i)) * inv.at(i) + shift.at(i)) * gamma.at(i) + beta.at(i);
    }
}

/// `dx = inv * (dy * gamma - mean1 - x_hat * mean2)` on one row, `x_hat` as in [`forward`].
#[inline(always)]
pub fn backward<S: Each, P: Each>(x: &[f32], dy: &[f32], stat: [S; 5], gamma: P, dx: &mut [f32]) {
    let n = dx.len();
    let (x, dy, gamma) = (&x[..n], &dy[..n], gamma.cut(n));
    let [high, inv, shift, mean1, mean2] = stat.map(|each| each.cut(n));
    for i in 0..n {
        let x_hat = (x[i] - high.at(i)) * inv.at(i) + shift.at(i);
        dx[i] = inv.at(i) * (dy[i] * gamma.at(i) - mean1.at(i) - x_hat * mean2.at(i));
    }
}
