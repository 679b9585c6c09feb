//! What a picture of a training step costs beside the step, natively: medians of both, taken turn about.
//! `cargo bench --workspace --bench pictures`.

use std::hint::black_box;
use std::time::Instant;
use unit_variance::lesson::config::Config;
use unit_variance::lesson::session::Session;
use unit_variance::lesson::snapshot::{HeldOut, Layers, Wanted};

const RUNS: &[(&str, &str)] = &[
    ("default", ""),
    ("depth 30", "depth=30"),
    ("CNN", "net=cnn&norm=batch&act=relu&depth=2"),
    ("batch norm", "norm=batch"),
];

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

fn timed(work: impl FnOnce()) -> f64 {
    let began = Instant::now();
    work();
    began.elapsed().as_secs_f64() * 1e3
}

fn main() {
    let row = Wanted { held_out: HeldOut::Last, layers: Layers::Signal };
    let pictures = [("of a row", row), ("whole", Wanted { layers: Layers::Whole, ..row }), ("judged", Wanted::WHOLE)];
    for (name, query) in RUNS {
        let mut session = Session::new(&Config::from_query(query).0.run).expect("the run fits into memory");
        let mut times: [Vec<f64>; 4] = Default::default();
        for _ in 0..150 {
            times[0].push(timed(|| {
                black_box(session.step());
            }));
            for ((_, wanted), times) in pictures.iter().zip(&mut times[1..]) {
                times.push(timed(|| drop(black_box(session.picture(*wanted)))));
            }
        }
        let [step, rest @ ..] = times.map(median);
        let ratios = pictures.iter().zip(rest).map(|((name, _), ms)| format!("{name} {ms:.2} ms = {:.2}", ms / step));
        println!("{name}: step {step:.2} ms; {}", ratios.collect::<Vec<_>>().join(", "));
    }
}
