//! Training steps natively, for the workloads that the benchmark in the browser compares with other libraries.
//! `cargo bench --workspace --bench steps`.

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use unit_variance_bench::workload::{Training, mlp, named};

fn workloads(c: &mut Criterion) {
    let mut group = c.benchmark_group("step");
    for name in ["P", "A", "B", "C", "D"] {
        let Some(mut training) = named(name).and_then(|workload| Training::made(workload, 4)) else { continue };
        group.bench_function(name, |b| b.iter(|| training.run(1)));
    }
    group.finish();
}

fn growth(c: &mut Criterion) {
    let mut group = c.benchmark_group("growth");
    let sizes =
        [[1, 100, 128], [10, 100, 128], [50, 100, 128], [10, 16, 128], [10, 512, 128], [10, 100, 1], [10, 100, 512]];
    for [depth, width, batch] in sizes {
        let Some(mut training) = Training::made(mlp(64, depth, width, 10, batch), 2) else { continue };
        let id = BenchmarkId::from_parameter(format!("depth {depth}, width {width}, batch {batch}"));
        group.bench_function(id, |b| b.iter(|| training.run(1)));
    }
    group.finish();
}

criterion_group!(benches, workloads, growth);
criterion_main!(benches);
