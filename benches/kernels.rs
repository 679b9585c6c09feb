//! Kernels natively: matrix products with either operand transposed, normalization passes beside the time to read and
//! write their arrays, and the peak of multiply and add. `cargo bench --workspace --bench kernels`.

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use unit_variance::nn::norm::Norm;
use unit_variance_bench::kernel::{Normalizing, PEAK_FLOPS, Pass, Product, Transposed, peak};

/// Elements are floating point operations here: "Gelem/s" reads as GFLOP/s.
fn products(c: &mut Criterion) {
    let mut group = c.benchmark_group("product");
    group.throughput(Throughput::Elements(12 * PEAK_FLOPS as u64)).bench_function("peak", |b| b.iter(|| peak::<12>(1)));
    for sizes in [[64, 32, 32], [128, 100, 100], [1000, 500, 500], [4096, 16, 144]] {
        for transposed in [Transposed::Neither, Transposed::Left, Transposed::Right] {
            let mut product = Product::new(sizes, transposed);
            group.throughput(Throughput::Elements(product.flops() as u64));
            let id = BenchmarkId::new(format!("{transposed:?}"), format!("{sizes:?}"));
            group.bench_function(id, |b| b.iter(|| product.run(1)));
        }
    }
    group.finish();
}

fn normalizations(c: &mut Criterion) {
    let mut group = c.benchmark_group("norm");
    for shape in [[128, 100, 1, 1], [64, 16, 8, 8]] {
        group.throughput(Throughput::Elements(shape.iter().product::<usize>() as u64));
        for norm in [Norm::Batch, Norm::Layer, Norm::Instance, Norm::Group] {
            for pass in [Pass::Forward, Pass::Backward] {
                let Some(mut made) = Normalizing::new(norm, shape, pass) else { continue };
                let id = BenchmarkId::new(format!("{norm:?} {pass:?}"), format!("{shape:?}"));
                group.bench_function(id, |b| b.iter(|| made.run(1)));
            }
        }
        for pass in [Pass::Touch, Pass::TouchTwo] {
            let Some(mut made) = Normalizing::new(Norm::Batch, shape, pass) else { continue };
            group.bench_function(BenchmarkId::new(format!("{pass:?}"), format!("{shape:?}")), |b| {
                b.iter(|| made.run(1))
            });
        }
    }
    group.finish();
}

criterion_group!(benches, products, normalizations);
criterion_main!(benches);
