//! Each preset and each way to fail, trained for real: the verdict finds what the text claims.

use unit_variance::lesson::config::Config;
use unit_variance::lesson::history::History;
use unit_variance::lesson::session::Session;
use unit_variance::lesson::verdict::Verdict;
use unit_variance::words::Words;

/// The verdicts of one run at these steps, as the page finds them.
fn verdicts<const N: usize>(query: &str, steps: [u32; N]) -> [Verdict; N] {
    let (config, notices) = Config::from_query(query);
    assert!(notices.is_empty(), "{query}: {notices:?}");
    let mut session = Session::new(&config.run).expect("a preset fits into memory");
    let mut history = History::default();
    steps.map(|step| {
        while session.at() < step && session.step() {}
        history.push(session.snapshot(false));
        let newest = history.newest().expect("a snapshot was pushed");
        history.verdict(newest)
    })
}

fn expect<const N: usize>(query: &str, steps: [u32; N], keys: [&str; N]) -> [Verdict; N] {
    let found = verdicts(query, steps);
    let sentences = found.map(|verdict| Words::english().verdict(&verdict));
    assert_eq!(found.map(|verdict| verdict.finding.key()), keys, "{query}: {sentences:?}");
    found
}

/// The link of a preset of the page.
fn preset(name: &str) -> String {
    let page = site::page().expect("the page can be assembled");
    let (_, item) = page.split_once(&format!("data-preset=\"{name}\"")).expect(name);
    let (_, link) = item.split_once("href=\"#").expect("a preset has a link");
    link.split('"').next().expect("a link ends").replace("&amp;", "&")
}

#[test]
fn too_small_vanishes() {
    let [start, later] = expect(&preset("too-small"), [0, 100], ["vanishing-activations"; 2]);
    assert_eq!((start.finding.layer(), later.finding.layer()), (Some(3), Some(3)));
}

#[test]
fn too_large_saturates() {
    let [start, _] = expect(&preset("too-large"), [0, 100], ["saturated"; 2]);
    assert!(Words::english().verdict(&start).contains("times that at layer 10"), "and explodes: {start:?}");
}

#[test]
fn equal_weights_stay_symmetric() {
    expect(&preset("symmetry"), [0, 100], ["symmetric"; 2]);
}

#[test]
fn xavier_fades_under_relu_and_he_learns() {
    expect(&preset("xavier-relu"), [0, 100], ["vanishing-activations"; 2]);
    expect(&preset("he-relu"), [0, 400], ["healthy"; 2]);
}

#[test]
fn units_die_of_raw_inputs_and_a_large_rate() {
    expect(&preset("dead-relu"), [0, 300], ["healthy", "dead"]);
}

#[test]
fn a_deep_sigmoid_is_blind_but_for_large_weights() {
    expect("init=large&act=sigmoid&depth=10", [0, 1000], ["saturated", "healthy"]);
    expect(&preset("sigmoid"), [0, 100], ["vanishing-activations"; 2]);
    expect("init=he&act=sigmoid&depth=10", [0, 100], ["vanishing-activations"; 2]);
}

#[test]
fn raw_units_saturate_and_standard_ones_are_learned() {
    let query = preset("units");
    expect(&query, [0, 300], ["saturated"; 2]);
    expect(&format!("{query}&scaling=standard"), [0, 300], ["healthy"; 2]);
}

#[test]
fn the_old_uniform_start_loses_its_gradients() {
    expect("init=uniform", [0], ["vanishing-gradients"]);
}

#[test]
fn batch_norm_under_relu_explodes_at_the_start_and_learns_all_the_same() {
    expect("init=he&act=relu&norm=batch&depth=30", [0, 400], ["exploding", "healthy"]);
}

#[test]
fn a_rate_of_nothing_is_a_plateau() {
    expect("depth=2&width=20&lr=0", [0, 100], ["healthy", "plateau"]);
}

#[test]
fn a_rate_without_measure_diverges() {
    let [end] = expect("init=large&act=relu&depth=30&lr=1", [200], ["diverged"]);
    assert!(end.finding.layer().is_some() && Words::english().verdict(&end).contains("step"), "{end:?}");
}

#[test]
fn zeros_pass_nothing() {
    let [start, later] = expect("init=zeros", [0, 20], ["vanishing-activations"; 2]);
    assert_eq!((start.finding.layer(), later.finding.layer()), (Some(1), Some(1)));
}
