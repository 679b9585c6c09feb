//! The programs before Python itself: all are read by it, and ten are run where PyTorch is there.

use super::contents::runs;
use super::run;
use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use unit_variance::lesson::code::{Library, program};
use unit_variance::lesson::config::RunSpec;
use unit_variance::lesson::session::Session;

/// The states that are run.
const STATES: &[&str] = &[
    "",
    "init=he&act=relu",
    "init=he&act=leaky-relu&dist=uniform&norm=batch",
    "init=large&norm=layer&lr=0.01",
    "init=orthogonal&act=linear&norm=group&groups=5&scaling=min-max",
    "init=glorot&act=gelu&norm=rms&skip=1&opt=adam&lr=0.001",
    "init=he&act=relu&norm=weight&start=data",
    "init=he&act=relu&norm=batch&net=cnn&start=data",
    "init=he&act=relu&norm=weight-mean-batch&net=cnn&opt=momentum&skip=1",
    "init=normal&std=0.2&act=sigmoid&norm=mean-batch&data=moons&opt=rmsprop&lr=0.01&depth=3",
    "init=uniform&act=relu&norm=rms&net=cnn&batch=32",
    "init=he&act=relu&norm=layer&reading=last&net=cnn&scaling=raw",
];
/// Networks that are drawn of each state: the ratio of two means over them keeps well within the tolerance.
const SEEDS: u32 = 12;
/// How far the mean ratio of a state's activation std may be from 1.
const TOLERANCE: f64 = 0.15;

/// `PYTHON`, else python3.
fn python() -> Command {
    Command::new(env::var("PYTHON").unwrap_or_else(|_| "python3".into()))
}

/// Whether Python can do this; if not, that is said past the test's own capture.
#[allow(clippy::explicit_write, reason = "eprintln! is captured where a test succeeds, and this is to be read")]
fn can(code: &str, what: &str) -> bool {
    let done = python().args(["-c", code]).stdout(Stdio::null()).stderr(Stdio::null()).status();
    let can = done.is_ok_and(|status| status.success());
    if !can {
        writeln!(std::io::stderr(), "skipped: {what} needs a Python that can do {code:?} (PYTHON=…)").unwrap();
    }
    can
}

fn folder(name: &str) -> PathBuf {
    let folder = env::temp_dir().join(format!("unit-variance-{name}-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn succeeded(output: Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn python_reads_every_program() {
    if !can("pass", "the syntax check") {
        return;
    }
    let mut programs = BTreeSet::new();
    runs(&mut |run| programs.extend(Library::ALL.map(|library| program(run, library))));
    let folder = folder("syntax");
    let mut files = Vec::new();
    for (at, program) in programs.iter().enumerate() {
        let file = folder.join(format!("{at}.py"));
        fs::write(&file, program).unwrap();
        writeln!(files, "{}", file.display()).unwrap();
    }
    let list = folder.join("list");
    fs::write(&list, files).unwrap();
    let output = python().args(["-m", "py_compile", "-"]).stdin(fs::File::open(list).unwrap()).output().unwrap();
    succeeded(output);
    let compiled = fs::read_dir(folder.join("__pycache__")).unwrap().count();
    assert_eq!(compiled, programs.len());
    fs::remove_dir_all(folder).unwrap();
}

/// The activation std of each layer at step 0, for one network after the other.
fn engine(run: &RunSpec) -> Vec<Vec<f64>> {
    let stds = |more| {
        let mut session = Session::new(&RunSpec { seed: run.seed + more, ..*run }).unwrap();
        session.snapshot(false).layers.iter().map(|layer| f64::from(layer.act.std)).collect()
    };
    (0..SEEDS).map(stds).collect()
}

/// The held-out accuracy after the program's steps.
fn accuracy(run: &RunSpec) -> f64 {
    let mut session = Session::new(run).unwrap();
    while session.at() < 300 && session.step() {}
    f64::from(session.snapshot(false).accuracy)
}

/// Ratio of the geometric means over all networks and layers.
fn ratio(of: &[Vec<f64>], to: &[Vec<f64>]) -> f64 {
    let mean =
        |all: &[Vec<f64>]| all.iter().flatten().map(|std| std.ln()).sum::<f64>() / all.iter().flatten().count() as f64;
    (mean(of) - mean(to)).exp()
}

#[test]
fn pytorch_measures_the_signal_that_the_lesson_shows() {
    if !can("import torch, sklearn; torch.nn.RMSNorm", "the comparison with PyTorch") {
        return;
    }
    let folder = folder("torch");
    let files: Vec<PathBuf> = (0..STATES.len()).map(|at| folder.join(format!("{at}.py"))).collect();
    for (file, query) in files.iter().zip(STATES) {
        fs::write(file, program(&run(query), Library::Pytorch)).unwrap();
    }
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/torch/run.py");
    let told = succeeded(
        python().env("OMP_NUM_THREADS", "1").arg(script).arg(SEEDS.to_string()).args(&files).output().unwrap(),
    );
    let told: serde_json::Value = serde_json::from_str(&told).unwrap();
    for (file, query) in files.iter().zip(STATES) {
        let of = &told[file.to_str().unwrap()];
        let stds: Vec<Vec<f64>> = serde_json::from_value(of["stds"].clone()).unwrap();
        let run = run(query);
        let own = engine(&run);
        assert!(stds.len() == own.len() && stds.iter().zip(&own).all(|(a, b)| a.len() == b.len()), "{query}: {stds:?}");
        let (ratio, accuracy) = (ratio(&stds, &own), [of["accuracy"].as_f64().unwrap(), accuracy(&run)]);
        println!("{query:>90}: std ratio {ratio:.3}, accuracy {accuracy:.3?}");
        assert!((ratio - 1.0).abs() < TOLERANCE, "{query}: PyTorch / engine {ratio}");
    }
    fs::remove_dir_all(folder).unwrap();
}
