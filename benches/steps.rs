//! Training steps natively, for the workloads that the benchmark in the browser compares with other libraries.
//! `cargo bench --workspace --bench steps`.

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use unit_variance::lesson::config::Config;
use unit_variance::lesson::session::Session;
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

/// Steps of the dense lab under every normalization, and under the activation functions made of exponentials: what each costs is
/// its time over that of the first. The last is the convolutional lab.
fn lab(c: &mut Criterion) {
    let mut group = c.benchmark_group("lab");
    let norms = ["none", "batch", "mean-batch", "weight", "weight-mean-batch", "layer", "instance", "group", "rms"];
    let dense = |choice: String| format!("{choice}&depth=10&width=100&batch=128");
    let mut queries: Vec<String> = norms.map(|norm| dense(format!("norm={norm}"))).into();
    queries.extend(["sigmoid", "gelu"].map(|act| dense(format!("act={act}"))));
    queries.push("net=cnn&norm=batch&act=relu&depth=2".to_owned());
    for query in queries {
        let config = Config::from_query(&query).0.run;
        let Ok(mut session) = Session::new(&config) else { continue };
        group.bench_function(&query, |b| {
            b.iter(|| {
                if !session.step() {
                    session = Session::new(&config).expect("it began before");
                }
            })
        });
    }
    group.finish();
}

criterion_group!(benches, workloads, growth, lab);
criterion_main!(benches);
