//! Every case of `tests/fixtures/conformance`, and of the folder in `CONFORMANCE_DIR` if set, by the format's own
//! rules (its README): outputs within the file's tolerance, refusals where the oracle refuses. Prints `op: ran/total`.
//! An unknown op fails, and so does an op that is there but ran no case.

#[path = "conformance/case.rs"]
mod case;
#[path = "conformance/deep.rs"]
mod deep;
#[path = "conformance/hollow.rs"]
mod hollow;
#[path = "conformance/init.rs"]
mod init;
#[path = "conformance/layers.rs"]
mod layers;
#[path = "conformance/norm.rs"]
mod norm;
#[path = "conformance/onnx.rs"]
mod onnx;
#[path = "conformance/onnx_products.rs"]
mod onnx_products;
#[path = "conformance/optim.rs"]
mod optim;
#[path = "conformance/rnn.rs"]
mod rnn;
#[path = "conformance/shapes.rs"]
mod shapes;
#[path = "conformance/train.rs"]
mod train;

use case::{Case, Failure, Outcome, Outputs};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::path::{Path, PathBuf};
use std::sync::Once;

/// Ops that the project does not offer, and why. Variants of an offered op say so themselves, as `NotOffered`.
const NOT_OFFERED: [(&str, &str); 1] = [("init.sparse", "no part of the lesson starts weights sparse")];

/// Ops that a later change brings.
const NOT_BUILT_YET: [&str; 0] = [];

/// The part of the harness that knows this op.
fn runner(op: &str) -> Option<fn(&Case) -> Outcome> {
    [init::runner, layers::runner, norm::runner, onnx::runner, optim::runner, rnn::runner, train::runner, deep::runner]
        .iter()
        .find_map(|find| find(op))
}

#[derive(Default)]
struct Tally {
    ran: usize,
    total: usize,
    faults: Vec<String>,
    left_out: Vec<String>,
}

/// A line of the report; written past the test runner, which keeps what a passing test prints to itself.
fn say(line: &str) {
    writeln!(std::io::stdout().lock(), "{line}").expect("the report can be written");
}

#[test]
fn every_conformance_case_holds() {
    let own = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/conformance");
    let given = std::env::var_os("CONFORMANCE_DIR").map(PathBuf::from);
    let mut faults = Vec::new();
    for folder in [Some(own), given].into_iter().flatten() {
        faults.extend(run_folder(&folder));
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

/// Runs all files of a folder, prints the tally, returns what is wrong.
fn run_folder(folder: &Path) -> Vec<String> {
    let (mut ops, mut faults) = (BTreeMap::<String, Tally>::new(), Vec::new());
    for path in files(folder) {
        let name = path.strip_prefix(folder).unwrap_or(&path).display().to_string();
        match Case::read(&path) {
            Ok(case) => {
                let tally = ops.entry(case.op.clone()).or_default();
                tally.total += 1;
                run_case(&case, &name, tally);
            }
            Err(why) => faults.push(format!("{name}: {why}")),
        }
    }
    say(&folder.display().to_string());
    if ops.is_empty() {
        faults.push(format!("{}: no cases found", folder.display()));
    }
    for (op, tally) in ops {
        say(&format!("{op}: {}/{}", tally.ran, tally.total));
        tally.left_out.iter().for_each(|why| say(&format!("  not offered: {why}")));
        if tally.ran == 0 && tally.faults.is_empty() && !listed(&op) {
            faults.push(format!("{op}: ran none of {} cases", tally.total));
        }
        faults.extend(tally.faults);
    }
    faults
}

thread_local! {
    /// The source file of this thread's last panic.
    static PANICKED_IN: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Notes where every panic happens, beside telling it as usual.
static NOTE_PANICS: Once = Once::new();

/// What comes of an adapter. A shape that breaks an assertion of the engine is refused too, with both shapes in the text; a
/// panic of the adapter itself is a mistake, which no expected error excuses.
fn attempt(run: impl FnOnce() -> Outcome) -> Outcome {
    NOTE_PANICS.call_once(|| {
        let tell = take_hook();
        set_hook(Box::new(move |panic| {
            let file = panic.location().map(|place| place.file().replace('\\', "/")).unwrap_or_default();
            PANICKED_IN.set(file);
            tell(panic);
        }));
    });
    catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<String>().map(String::as_str).or(panic.downcast_ref::<&str>().copied());
        let (text, file) = (text.unwrap_or("panicked"), PANICKED_IN.take());
        let refused = file.contains("src/nn/");
        Err(if refused { Failure::Refused(text.to_owned()) } else { Failure::Wrong(format!("{file}: {text}")) })
    })
}

#[test]
fn only_the_engine_refuses_by_panicking() {
    let engine = attempt(|| {
        unit_variance::nn::conv::global_avg_pool(&[1.0; 3], 2, &mut [0.0]);
        Ok(Outputs::new())
    });
    assert!(matches!(engine, Err(Failure::Refused(_))), "{engine:?}");
    let adapter = attempt(|| panic!("input x is missing"));
    assert!(matches!(adapter, Err(Failure::Wrong(_))), "{adapter:?}");
}

fn listed(op: &str) -> bool {
    NOT_OFFERED.iter().any(|(name, _)| *name == op) || NOT_BUILT_YET.contains(&op)
}

fn run_case(case: &Case, name: &str, tally: &mut Tally) {
    if let Some((_, why)) = NOT_OFFERED.iter().find(|(op, _)| *op == case.op) {
        tally.left_out.push(format!("{name}: {why}"));
        return;
    }
    if NOT_BUILT_YET.contains(&case.op.as_str()) {
        tally.left_out.push(format!("{name}: not built yet"));
        return;
    }
    let Some(run) = runner(&case.op) else {
        tally.faults.push(format!("{name}: unknown op {}", case.op));
        return;
    };
    let fault = match attempt(|| run(case)) {
        Err(Failure::NotOffered(why)) => {
            tally.left_out.push(format!("{name}: {why}"));
            return;
        }
        Err(Failure::Wrong(what)) => Some(what),
        Err(Failure::Refused(why)) => (!case.refused).then(|| format!("refused: {why}")),
        Ok(_) if case.refused => Some("was accepted, but the oracle refuses it".to_owned()),
        Ok(got) => case.first_difference(&got),
    };
    tally.ran += 1;
    tally.faults.extend(fault.map(|fault| format!("{name} ({}): {fault}", case.op)));
}

/// The files that `index.json` lists, or all below the folder where it has none.
fn files(folder: &Path) -> Vec<PathBuf> {
    let index = folder.join("index.json");
    if index.exists() {
        let text = std::fs::read_to_string(&index).expect("the index can be read");
        let list: Vec<serde_json::Value> = serde_json::from_str(&text).expect("the index is JSON");
        return list
            .iter()
            .map(|entry| folder.join(entry["file"].as_str().expect("every entry names a file")))
            .collect();
    }
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(&next).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "json") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}
