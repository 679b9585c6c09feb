//! The URL language as a whole: every choice goes there and back, garbage gives a working page, and everything that the page
//! asks for by a link or a button is understood.

#![allow(clippy::unwrap_used, reason = "a test tells by panicking")]

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use unit_variance::lesson::choice::*;
use unit_variance::lesson::config::Config;
use unit_variance::nn::act::Act;
use unit_variance::nn::init::Dist;
use unit_variance::nn::norm::{LayerAxes, Norm};

fn read(query: &str) -> Config {
    let (config, notices) = Config::from_query(query);
    assert!(notices.is_empty(), "{query}: {}", notices[0]);
    config
}

fn every<C: Choice>() -> impl Iterator<Item = String> {
    C::ALL.iter().map(|choice| format!("{}={}", C::KEY, choice.key()))
}

#[test]
fn every_choice_goes_there_and_back() {
    let all = every::<Initializer>()
        .chain(every::<Dist>())
        .chain(every::<Act>())
        .chain(every::<Norm>())
        .chain(every::<LayerAxes>())
        .chain(every::<NetKind>())
        .chain(every::<DataSet>())
        .chain(every::<Scaling>())
        .chain(every::<Opt>())
        .chain(every::<View>())
        .chain(every::<Vary>())
        .chain(every::<Theme>());
    let default = Config::default().to_query();
    assert_eq!(default, "");
    let mut count = 0;
    for query in all {
        let config = read(&query);
        let back = config.to_query();
        assert!(back.is_empty() || back == query, "{query} came back as {back}");
        assert_eq!(read(&back), config);
        assert_eq!(config.value_of(query.split_once('=').unwrap().0).as_deref(), query.split_once('=').map(|p| p.1));
        count += 1;
    }
    assert!(count > 50, "{count} choices");
}

#[test]
fn numbers_and_lists_go_there_and_back() {
    let query = "figure=lab&init=he&std=0.125&act=relu&norm=group&groups=5&depth=8&width=20&batch=7&lr=0.003&seed=4294967295\
                 &speed=3&until=12&shape=4,8,6&n=3&c=7&h=5&w=1&play=1&hide=Optimizer,Data,Input+scaling&lang=en";
    let config = read(query);
    assert_eq!(config.to_query(), query);
    assert_eq!(config.seed, u32::MAX);
    assert_eq!(config.hide, ["Optimizer", "Data", "Input scaling"]);
}

#[test]
fn what_is_held_or_refused_is_named() {
    for (query, notice) in [
        ("depth=900", "depth=900 is out of range (1 to 50): used 50."),
        ("depth=-3", "depth=-3 is out of range (1 to 50): used 1."),
        ("depth=2.5", "depth=2.5 is not a whole number: used 2."),
        ("lr=fast", "lr=fast is not a number: used 0.05."),
        ("lr=inf", "lr=inf is out of range (0 to 100): used 100."),
        ("wdith=5", "wdith=5: there is no key “wdith”; it was ignored."),
        ("norm=group&width=100&groups=7", "groups=7 does not divide the 100 channels: used 5."),
        ("net=cnn&data=moons", "data=moons: the convolutional network needs images (data=digits): used digits."),
        ("hide=Nothing", "hide=Nothing: there is no control “Nothing”; it was ignored."),
    ] {
        let (config, notices) = Config::from_query(query);
        assert_eq!(notices.iter().map(ToString::to_string).collect::<Vec<_>>(), [notice], "{query}");
        read(&config.to_query());
    }
    let (_, notices) = Config::from_query("init=%3Cscript%3E&act=%E0%A4%A&data");
    assert_eq!(notices.len(), 3);
    assert!(notices[0].to_string().starts_with("init=<script> is not one of zeros, small"));
}

#[test]
fn a_long_value_is_cut_short_in_its_notice() {
    let (_, notices) = Config::from_query(&format!("init={}", "ß".repeat(5000)));
    assert!(notices[0].value.chars().count() < 60);
}

/// A query that means well or does not.
fn garbage(rng: &mut ChaCha8Rng) -> String {
    const KEYS: &[&str] = &[
        "figure", "init", "std", "dist", "act", "norm", "groups", "reading", "net", "data", "scaling", "opt", "depth",
        "width", "batch", "lr", "seed", "speed", "until", "shape", "n", "c", "h", "w", "view", "vary", "play", "hide",
        "lang", "theme", "v", "", "x", "INIT", "init ", "#init",
    ];
    const VALUES: &[&str] = &[
        "he",
        "cnn",
        "moons",
        "group",
        "cube",
        "sweep",
        "zh",
        "1",
        "0",
        "-1",
        "7",
        "16",
        "1e9",
        "1e-60",
        "nan",
        "inf",
        "-inf",
        "4294967296",
        "99999999999999999999",
        "0x10",
        "1,2,3",
        "1,2",
        "0,0,0",
        "99,99,99",
        ",,,",
        "",
        " ",
        "%",
        "%zz",
        "%ff%fe",
        "%00",
        "+",
        "é",
        "🙂",
        "Play,Step",
        "a=b",
        "null",
        "1;2",
        "２",
    ];
    let pick = |list: &[&'static str], rng: &mut ChaCha8Rng| list[(rng.next_u32() % list.len() as u32) as usize];
    let mut query = String::new();
    for _ in 0..rng.next_u32() % 8 {
        query += ["&", "&&", "#", "?", "&"][(rng.next_u32() % 5) as usize];
        query += pick(KEYS, rng);
        query += ["=", "=", "=", "==", ""][(rng.next_u32() % 5) as usize];
        query += pick(VALUES, rng);
    }
    if rng.next_u32().is_multiple_of(10) {
        let noise = (0..rng.next_u32() % 40).filter_map(|_| char::from_u32(rng.next_u32() % 0x11_0000));
        query.extend(noise.collect::<Vec<_>>());
    }
    query
}

#[test]
fn garbage_never_panics_and_always_gives_a_valid_configuration() {
    let mut rng = ChaCha8Rng::seed_from_u64(2);
    for _ in 0..5000 {
        let query = garbage(&mut rng);
        let (config, notices) = Config::from_query(&query);
        notices.iter().for_each(|notice| assert!(notice.to_string().len() < 1000));
        let back = config.to_query();
        let (again, notices) = Config::from_query(&back);
        let fine = |n: &&unit_variance::lesson::notice::Notice| n.key == "v" || n.key == "dist";
        assert!(notices.iter().all(|n| fine(&n)), "{query} gave {back}: {}", notices[0]);
        assert_eq!(again, config, "{query} gave {back}");
        let bounds = [(config.depth, 1, 50), (config.width, 2, 512), (config.batch, 1, 512), (config.n, 0, 15)];
        assert!(bounds.iter().all(|(value, low, high)| low <= value && value <= high), "{query}");
        assert!(config.lr.is_finite() && config.std.is_finite());
    }
}

/// The values of an attribute in the page's markup.
fn attributes<'a>(html: &'a str, name: &str) -> Vec<String> {
    let start = format!("{name}=\"");
    let parts: Vec<&'a str> = html.split(&start).skip(1).collect();
    parts.iter().filter_map(|part| part.split('"').next()).map(|value| value.replace("&amp;", "&")).collect()
}

#[test]
fn everything_that_the_page_asks_for_is_understood() {
    let html = include_str!("../index.html");
    let sets = attributes(html, "data-set");
    let links = attributes(html, "href").into_iter().filter_map(|href| href.strip_prefix('#').map(String::from));
    let states: Vec<String> = links.filter(|state| state.contains('=')).collect();
    assert!(sets.len() > 60 && states.len() > 20, "{} buttons, {} links", sets.len(), states.len());
    for query in sets.iter().chain(&states) {
        read(query);
    }
    for key in attributes(html, "data-key") {
        assert!(Config::default().value_of(&key).is_some(), "there is no key {key}");
    }
}
