//! Single kernels with their data, to be run a number of times: matrix products, normalizations, the time to read and
//! write arrays, and the machine's peak.

use std::hint::black_box;
use unit_variance::nn::kernel::matmul::{Mat, matmul};
use unit_variance::nn::norm::{
    self, Gradients, Input, LayerAxes, Mode, Norm, Normalization, Running, Stats, Workspace,
};
use wide::f32x4;

/// Numbers in [-1, 1) that are the same everywhere.
fn numbers(count: usize) -> Vec<f32> {
    let mut state = 7u32;
    let mut draw = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as f32 / (1 << 23) as f32 - 1.0
    };
    (0..count).map(|_| draw()).collect()
}

/// Which operand is read as a transpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transposed {
    /// `c = a b`, both row-major.
    Neither,
    /// `a` is stored column-major: the gradient of a weight.
    Left,
    /// `b` is stored column-major: the gradient of an input.
    Right,
}

/// One matrix product, `[m, k] x [k, n]`.
#[derive(Debug)]
pub struct Product {
    sizes: [usize; 3],
    transposed: Transposed,
    a: Vec<f32>,
    b: Vec<f32>,
    c: Vec<f32>,
    scratch: Vec<f32>,
}

impl Product {
    /// Operands of `[m, k, n]`.
    pub fn new([m, k, n]: [usize; 3], transposed: Transposed) -> Product {
        let (a, b) = (numbers(m * k), numbers(k * n));
        Product { sizes: [m, k, n], transposed, a, b, c: vec![0.0; m * n], scratch: Vec::new() }
    }

    /// Multiplies `count` times.
    pub fn run(&mut self, count: usize) {
        let [m, k, n] = self.sizes;
        for _ in 0..count {
            let a = match self.transposed {
                Transposed::Left => Mat::new(&self.a, k, m).t(),
                _ => Mat::new(&self.a, m, k),
            };
            let b = match self.transposed {
                Transposed::Right => Mat::new(&self.b, n, k).t(),
                _ => Mat::new(&self.b, k, n),
            };
            matmul(a, b, black_box(&mut self.c), false, &mut self.scratch);
        }
    }

    /// Multiplications and additions of one product.
    pub fn flops(&self) -> f64 {
        2.0 * self.sizes.iter().map(|&size| size as f64).product::<f64>()
    }

    /// The largest difference from the product by definition, over a few elements.
    pub fn error(&mut self) -> f64 {
        let [m, k, n] = self.sizes;
        self.run(1);
        let element = |i: usize, j: usize| {
            let term = |l: usize| {
                let a = if self.transposed == Transposed::Left { self.a[l * m + i] } else { self.a[i * k + l] };
                let b = if self.transposed == Transposed::Right { self.b[j * k + l] } else { self.b[l * n + j] };
                f64::from(a) * f64::from(b)
            };
            (0..k).map(term).sum::<f64>()
        };
        let places = (0..64).map(|at| (at * 7919 % m, at * 104_729 % n));
        places.map(|(i, j)| (element(i, j) - f64::from(self.c[i * n + j])).abs()).fold(0.0, f64::max)
    }
}

/// Which pass of a normalization, or the time that its arrays alone take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pass {
    /// x to y.
    Forward,
    /// x and dy to dx.
    Backward,
    /// Read one array, write one.
    Touch,
    /// Read two arrays, write one.
    TouchTwo,
}

/// One normalization of an `[N, C, H, W]` cube.
#[derive(Debug)]
pub struct Normalizing {
    norm: Normalization,
    shape: [usize; 4],
    pass: Pass,
    arrays: [Vec<f32>; 3],
    params: [Vec<f32>; 4],
    running: Running,
    stats: Stats,
    workspace: Workspace,
}

impl Normalizing {
    /// `norm` (4 groups where it has groups) over a cube of `shape`; None for methods that leave activations alone.
    pub fn new(norm: Norm, shape: [usize; 4], pass: Pass) -> Option<Normalizing> {
        let norm = norm.activation(4, LayerAxes::Chw)?;
        let cells = shape.iter().product();
        let (gamma, beta) = (vec![1.0; norm.gamma_count(shape)], vec![0.0; norm.beta_count(shape)]);
        let mut made = Normalizing {
            norm,
            shape,
            pass: Pass::Forward,
            arrays: [numbers(cells), numbers(cells), vec![0.0; cells]],
            params: [gamma.clone(), beta.clone(), gamma, beta],
            running: Running::new(&norm, shape),
            stats: Stats::default(),
            workspace: Workspace::default(),
        };
        made.run(1);
        made.pass = pass;
        Some(made)
    }

    /// Runs the pass `count` times.
    pub fn run(&mut self, count: usize) {
        let Normalizing { norm, shape, arrays: [x, dy, out], params: [gamma, beta, dgamma, dbeta], .. } = self;
        let input = Input { shape: *shape, x, gamma, beta };
        for _ in 0..count {
            match self.pass {
                Pass::Forward => norm::forward(norm, input, Mode::Train, &mut self.running, &mut self.stats, out),
                Pass::Backward => {
                    let gradients = Gradients { dx: out, dgamma, dbeta };
                    norm::backward(norm, input, &self.stats, dy, &mut self.workspace, gradients);
                }
                Pass::Touch => touch(x, black_box(out)),
                Pass::TouchTwo => touch_two(x, dy, black_box(out)),
            }
        }
    }

    /// Sum of what was written, so that nothing is optimized away and the caller can check it.
    pub fn sum(&self) -> f64 {
        self.arrays[2].iter().map(|y| f64::from(*y)).sum()
    }
}

/// The cheapest pass over one array into another.
fn touch(x: &[f32], y: &mut [f32]) {
    for (x, y) in x.chunks_exact(4).zip(y.chunks_exact_mut(4)) {
        y.copy_from_slice((quad(x) + f32x4::ONE).as_array());
    }
}

/// The cheapest pass over two arrays into a third.
fn touch_two(x: &[f32], dy: &[f32], dx: &mut [f32]) {
    for ((x, dy), dx) in x.chunks_exact(4).zip(dy.chunks_exact(4)).zip(dx.chunks_exact_mut(4)) {
        dx.copy_from_slice((quad(x) + quad(dy)).as_array());
    }
}

#[inline(always)]
fn quad(x: &[f32]) -> f32x4 {
    f32x4::new([x[0], x[1], x[2], x[3]])
}

/// Floating point operations of one round of [`peak`] for each chain.
pub const PEAK_FLOPS: f64 = (8 * PEAK_STEPS) as f64;
const PEAK_STEPS: usize = 2000;

/// `rounds` rounds of multiply and add on registers alone, in `CHAINS` independent chains: what the machine can do at
/// best with four lanes and no fused operations. How many chains that takes depends on the machine: try several.
pub fn peak<const CHAINS: usize>(rounds: usize) -> f32 {
    let (factor, term) = (black_box(f32x4::splat(0.999)), black_box(f32x4::splat(0.001)));
    let mut sums = [f32x4::ONE; CHAINS];
    for _ in 0..rounds {
        let mut chains = sums;
        for _ in 0..PEAK_STEPS {
            for chain in &mut chains {
                *chain = *chain * factor + term;
            }
        }
        sums = black_box(chains);
    }
    sums.iter().fold(f32x4::ZERO, |total, chain| total + *chain).reduce_add()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_timed_product_is_the_product() {
        for transposed in [Transposed::Neither, Transposed::Left, Transposed::Right] {
            assert!(Product::new([37, 50, 21], transposed).error() < 1e-4, "{transposed:?}");
        }
    }

    #[test]
    fn a_normalized_cube_sums_to_nothing() {
        for norm in [Norm::Batch, Norm::Layer, Norm::Instance, Norm::Group] {
            let mut made = Normalizing::new(norm, [4, 8, 4, 4], Pass::Backward).unwrap();
            assert!(made.sum().abs() < 1e-2);
            made.run(2);
            assert!(made.sum().abs() < 1e-2);
        }
        assert!(Normalizing::new(Norm::None, [4, 8, 4, 4], Pass::Forward).is_none());
    }

    #[test]
    fn the_chains_of_the_peak_settle_at_one() {
        assert!((peak::<12>(2) / 48.0 - 1.0).abs() < 1e-2);
    }
}
