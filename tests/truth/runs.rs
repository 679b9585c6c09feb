//! Runs of the lesson and what the tests read off them.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, OnceLock};
use unit_variance::lesson::config::Config;
use unit_variance::lesson::session::Session;
use unit_variance::lesson::snapshot::{LayerStats, Snapshot};

/// The page as the reader gets it.
pub static PAGE: LazyLock<String> = LazyLock::new(|| site::page().expect("the page can be assembled"));

/// The seeds on which a sentence must hold.
pub const SEEDS: [u32; 3] = [1, 2, 3];

/// The query of a link, which must stand in the article just so.
pub fn linked(query: &str) -> &str {
    let href = format!("href=\"#{}\"", query.replace('&', "&amp;"));
    assert!(PAGE.contains(&href), "the article has no link {href}");
    query
}

/// The configuration of a query that is understood to the last word.
pub fn config(query: &str) -> Config {
    let (config, notices) = Config::from_query(query);
    assert!(notices.is_empty(), "{query}: {notices:?}");
    config
}

/// A run at step 0.
pub fn session(query: &str) -> Session {
    Session::new(&config(query).run).expect("a run of the article fits into memory")
}

/// Trains a run up to a step, or to where it stops.
pub fn train(session: &mut Session, to: u32) {
    while session.at() < to && session.step() {}
}

/// What networks came to, by query and step.
type Trained = HashMap<(String, u32), Arc<OnceLock<Snapshot>>>;

/// A run after so many steps, or where it stopped. Several sentences ask the same network: it is trained once for all.
pub fn run(query: &str, steps: u32) -> Snapshot {
    static SEEN: LazyLock<Mutex<Trained>> = LazyLock::new(Mutex::default);
    let key = (config(query).to_query(), steps);
    let seen = SEEN.lock().expect("no test failed here").entry(key).or_default().clone();
    let trained = seen.get_or_init(|| {
        let mut session = session(query);
        train(&mut session, steps);
        session.snapshot(false)
    });
    trained.clone()
}

/// The same run from each seed.
pub fn runs(query: &str, steps: u32) -> [Snapshot; 3] {
    SEEDS.map(|seed| run(&format!("{query}&seed={seed}"), steps))
}

/// Held-out accuracies of the same run from each seed, printed for whoever rewrites a sentence.
pub fn accuracies(query: &str, steps: u32) -> [f32; 3] {
    let found = runs(query, steps).map(|shot| shot.accuracy);
    println!("{query}, step {steps}: {found:.2?}");
    found
}

/// Held-out accuracies of one run at several steps.
pub fn course<const N: usize>(query: &str, steps: [u32; N]) -> [f32; N] {
    let mut session = session(query);
    let found = steps.map(|step| {
        train(&mut session, step);
        session.snapshot(false).accuracy
    });
    println!("{query}, steps {steps:?}: {found:.2?}");
    found
}

/// Whether all values lie in the range.
pub fn within(range: std::ops::Range<f32>, values: &[f32]) -> bool {
    values.iter().all(|value| range.contains(value))
}

/// The first hidden layer.
pub fn first(shot: &Snapshot) -> &LayerStats {
    &shot.layers[0]
}

/// The last hidden layer.
pub fn last(shot: &Snapshot) -> &LayerStats {
    shot.layers.last().expect("a network has layers")
}

/// Gradient std of the first hidden layer over that of the last.
pub fn gradient_ratio(shot: &Snapshot) -> f32 {
    first(shot).grad.std / last(shot).grad.std
}

/// What the gradient's std is multiplied by on its way back through one layer, on average.
pub fn gradient_factor(shot: &Snapshot) -> f32 {
    gradient_ratio(shot).powf(1.0 / (shot.layers.len() - 1) as f32)
}

/// Mean square of a layer's activations.
pub fn mean_square(layer: &LayerStats) -> f32 {
    layer.act.mean * layer.act.mean + layer.act.std * layer.act.std
}
