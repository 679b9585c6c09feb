//! Kernels on f32 slices: matrix product, elementwise functions, sums. One source for wasm and native, one order of
//! operations, so that results agree to the last bit.

pub mod math;
pub mod matmul;
pub mod spread;
pub mod sum;
