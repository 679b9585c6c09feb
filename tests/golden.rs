//! Runs as bits: what is stored in `fixtures/golden` is what every machine and every browser must give. The browser tests
//! compare the page's table with the same files. `cargo xtask golden` writes them anew; the difference is to be reviewed.

use serde_json::{Value, json};
use std::path::PathBuf;
use unit_variance::lesson::columns::COLUMNS;
use unit_variance::lesson::config::Config;
use unit_variance::lesson::session::Session;
use unit_variance::lesson::snapshot::{LayerStats, Snapshot};

/// File, configuration, and the step at which its table is taken.
const RUNS: &[(&str, &str, u32)] = &[
    ("start", "seed=7", 0),
    ("tanh", "seed=7", 200),
    ("small", "init=small&seed=7", 20),
    ("relu-batch-adam", "init=he&act=relu&norm=batch&opt=adam&lr=0.003&depth=5&width=50&batch=64&seed=3", 200),
    ("gelu-layer-momentum", "init=orthogonal&act=gelu&norm=layer&opt=momentum&depth=4&width=33&batch=50&lr=0.02", 200),
    ("sigmoid-spiral-rmsprop", "act=sigmoid&data=spiral&opt=rmsprop&depth=3&width=20&batch=30&lr=0.01&seed=11", 300),
    ("leaky-weight", "init=glorot&dist=uniform&act=leaky-relu&norm=weight-mean-batch&depth=3&width=40&batch=17", 200),
    ("cnn-group", "net=cnn&init=he&act=relu&norm=group&groups=4&batch=32&lr=0.1", 60),
];

/// A number as its bits; any NaN is null.
fn bits(value: f32) -> Value {
    if value.is_nan() { Value::Null } else { json!(value.to_bits()) }
}

fn table(query: &str, step: u32) -> Value {
    let (config, notices) = Config::from_query(query);
    assert!(notices.is_empty(), "{query}: {notices:?}");
    let mut session = Session::new(&config.run).expect("a golden run fits into memory");
    while session.at() < step && session.step() {}
    let snapshot: Snapshot = session.snapshot(false);
    let row = |l: &LayerStats| COLUMNS.iter().map(|(_, value)| bits(value(l))).collect::<Vec<_>>();
    json!({
        "query": query,
        "step": snapshot.step,
        "cost": bits(snapshot.cost),
        "held_out_cost": bits(snapshot.held_out_cost),
        "accuracy": bits(snapshot.accuracy),
        "columns": COLUMNS.iter().map(|(name, _)| *name).collect::<Vec<_>>(),
        "layers": snapshot.layers.iter().map(row).collect::<Vec<_>>(),
    })
}

/// One line for each layer, so that a difference can be read.
fn written(table: &Value) -> String {
    let mut lines: Vec<String> = Vec::new();
    for key in ["query", "step", "cost", "held_out_cost", "accuracy", "columns"] {
        lines.push(format!("  \"{key}\": {}", table[key]));
    }
    let layers = table["layers"]
        .as_array()
        .expect("layers are a list")
        .iter()
        .map(|row| format!("    {row}"))
        .collect::<Vec<_>>();
    lines.push(format!("  \"layers\": [\n{}\n  ]", layers.join(",\n")));
    format!("{{\n{}\n}}\n", lines.join(",\n"))
}

#[test]
fn runs_give_the_stored_bits() {
    let update = std::env::var_os("UPDATE_GOLDEN").is_some();
    for (name, query, step) in RUNS {
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("tests/fixtures/golden/{name}.json"));
        let now = written(&table(query, *step));
        if update {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, &now).unwrap();
        }
        let stored = std::fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(now, stored, "{}: `cargo xtask golden` writes it anew", path.display());
    }
}
