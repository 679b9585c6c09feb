//! The URL language as a whole: every choice goes there and back, garbage gives a working page, and everything that the page
//! asks for by a link or a button is understood.

#![allow(clippy::unwrap_used, reason = "a test tells by panicking")]

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use unit_variance::lesson::choice::*;
use unit_variance::lesson::config::Config;
use unit_variance::lesson::figure::Figure;
use unit_variance::lesson::session::Session;
use unit_variance::nn::act::Act;
use unit_variance::nn::init::Dist;
use unit_variance::nn::norm::{LayerAxes, Norm};
use unit_variance::words::Words;

fn read(query: &str) -> Config {
    let (config, notices) = Config::from_query(query);
    assert!(notices.is_empty(), "{query}: {notices:?}");
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
                 &speed=3&until=12&shape=4,8,6&n=3&c=7&h=5&w=1&play=1&hide=opt,data,scaling&lang=en";
    let config = read(query);
    assert_eq!(config.to_query(), query);
    assert_eq!(config.run.seed, u32::MAX);
    assert_eq!(config.page.hide, ["opt", "data", "scaling"]);
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
        assert_eq!(
            notices.iter().map(|notice| Words::english().notice(notice)).collect::<Vec<_>>(),
            [notice],
            "{query}"
        );
        read(&config.to_query());
    }
    let (_, notices) = Config::from_query("init=%3Cscript%3E&act=%E0%A4%A&data");
    assert_eq!(notices.len(), 3);
    assert!(Words::english().notice(&notices[0]).starts_with("init=<script> is not one of zeros, small"));
}

#[test]
fn a_long_value_is_cut_short_in_its_notice() {
    let (_, notices) = Config::from_query(&format!("init={}", "ß".repeat(5000)));
    assert!(notices[0].value.chars().count() < 60);
}

/// A query that means well or does not.
fn garbage(rng: &mut ChaCha8Rng) -> String {
    const KEYS: &[&str] = &[
        "figure",
        "init",
        "std",
        "dist",
        "act",
        "norm",
        "groups",
        "reading",
        "net",
        "data",
        "scaling",
        "opt",
        "depth",
        "width",
        "batch",
        "lr",
        "seed",
        "speed",
        "until",
        "shape",
        "n",
        "c",
        "h",
        "w",
        "view",
        "vary",
        "play",
        "hide",
        "lang",
        "theme",
        "v",
        "contrast-scale",
        "contrast-channel",
        "weight-v",
        "weight-angle",
        "",
        "x",
        "INIT",
        "init ",
        "#init",
    ];
    const VALUES: &[&str] = &[
        "he",
        "cnn",
        "moons",
        "group",
        "cube",
        "sweep",
        "contrast",
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
    let (words, mut rng) = (Words::english(), ChaCha8Rng::seed_from_u64(2));
    for _ in 0..5000 {
        let query = garbage(&mut rng);
        let (config, notices) = Config::from_query(&query);
        notices.iter().for_each(|notice| assert!(words.notice(notice).len() < 1000));
        let back = config.to_query();
        let (again, notices) = Config::from_query(&back);
        let fine = |n: &&unit_variance::lesson::notice::Notice| n.key == "v" || n.key == "dist";
        assert!(notices.iter().all(|n| fine(&n)), "{query} gave {back}: {:?}", notices[0]);
        assert_eq!(again, config, "{query} gave {back}");
        let bounds =
            [(config.run.depth, 1, 50), (config.run.width, 2, 512), (config.run.batch, 1, 512), (config.cube.n, 0, 15)];
        assert!(bounds.iter().all(|(value, low, high)| low <= value && value <= high), "{query}");
        assert!(config.run.lr.is_finite() && config.run.std.is_finite());
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
    let html = &site::page().expect("the page can be assembled");
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

/// The cube's groups and the network's: one key, two readers (their channels are 16 and 100).
#[test]
fn the_cubes_groups_go_up_and_down_in_the_whole_article() {
    use unit_variance::lesson::control::moved;
    for width in [97, 100, 128] {
        let mut config = read(&format!("norm=group&groups=1&width={width}"));
        let mut seen = Vec::new();
        let mut press = |config: &mut Config, by: i32| {
            let shown = config.cube.groups_used(config.run.groups);
            let patch = moved(config, "groups", &shown.saturating_add_signed(by).to_string(), config.cube.shape[1]);
            let (next, notices) = config.with(&patch);
            assert!(notices.is_empty(), "width {width}, {patch}: {notices:?}");
            *config = next;
            seen.push(config.cube.groups_used(config.run.groups));
        };
        (0..5).for_each(|_| press(&mut config, 1));
        (0..4).for_each(|_| press(&mut config, -1));
        assert_eq!(seen, [2, 4, 8, 16, 16, 8, 4, 2, 1], "width {width}");
        assert_eq!(config.run.groups_used(), 1);
    }
    // What the network cannot cut in 8 it cuts in its nearest divisor, and the link keeps the 8.
    let config = read("norm=group&groups=8");
    assert_eq!((config.cube.groups_used(8), config.run.groups_used()), (8, 10));
    assert_eq!(config.to_query(), "norm=group&groups=8");
}

/// The lab's slider reaches every divisor of its own channels.
#[test]
fn the_labs_groups_reach_every_divisor_of_the_width() {
    use unit_variance::lesson::control::moved;
    let mut config = read("norm=group&groups=1");
    let mut seen = vec![1];
    while seen.last() < Some(&100) {
        let patch = moved(&config, "groups", &(config.run.groups_used() + 1).to_string(), config.run.channels());
        let (next, notices) = config.with(&patch);
        assert!(notices.is_empty(), "{patch}: {notices:?}");
        config = next;
        seen.push(config.run.groups_used());
    }
    assert_eq!(seen, [1, 2, 4, 5, 10, 20, 25, 50, 100]);
}

/// A race says in the row what a row could not use as asked for.
#[test]
fn a_race_names_the_groups_that_a_row_uses() {
    let rows = unit_variance::lesson::race::rows(&read("vary=norm&width=97"));
    let group = rows.iter().find(|row| row.key == "group").unwrap();
    assert_eq!((group.config.run.groups, group.config.run.groups_used()), (4, 1));
}

/// A run is its specification: what concerns the cube or the page changes nothing in it, what concerns the run does.
#[test]
fn only_the_keys_of_a_run_make_another_run() {
    let default = Config::default().run;
    for query in [
        "figure=cube",
        "speed=5",
        "until=9",
        "shape=4,8,4",
        "n=1&c=2&h=3&w=4",
        "view=after",
        "vary=norm",
        "play=1",
        "hide=more",
        "lang=en",
        "theme=dark",
    ] {
        assert_eq!(read(query).run, default, "{query}");
    }
    for query in [
        "init=he",
        "std=0.2",
        "dist=uniform",
        "act=relu",
        "norm=layer",
        "groups=5",
        "reading=last",
        "net=cnn",
        "data=xor",
        "scaling=raw",
        "opt=adam",
        "depth=3",
        "width=9",
        "batch=7",
        "lr=0.1",
        "seed=2",
    ] {
        assert_ne!(read(query).run, default, "{query}");
    }
}

/// Links that were made when controls were hidden by their English names hide the same controls.
#[test]
fn the_older_names_of_controls_are_still_read() {
    for (key, older) in unit_variance::lesson::config::controls() {
        let query = form_urlencoded(older);
        assert_eq!(read(&format!("hide={query}")).page.hide, [*key], "{older}");
        assert_eq!(read(&format!("hide={key}")).to_query(), format!("hide={key}"));
    }
    assert_eq!(read("hide=Optimizer,Data,More").to_query(), "hide=opt,data,more");
}

fn form_urlencoded(text: &str) -> String {
    text.replace(' ', "+")
}

/// One list of figures: what the page has is what a link can name, and the other way round.
#[test]
fn every_figure_of_the_page_can_be_shown_alone() {
    let page = site::page().expect("the page can be assembled");
    let marks: Vec<&str> = page.split("data-figure=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    for figure in Figure::ALL {
        let (config, notices) = Config::from_query(&format!("figure={}", figure.key()));
        let built = marks.contains(&figure.key());
        assert_eq!((config.page.figure == Some(*figure), notices.is_empty()), (built, built), "{figure:?}");
    }
    assert!(marks.iter().all(|mark| Figure::from_key(mark).is_some()), "{marks:?}");
}

/// The program text that the cube shows is the engine's: every type, variant and function in it is one of the engine's own.
#[test]
fn the_code_that_the_cube_shows_names_what_the_engine_has() {
    fn sources(folder: &std::path::Path, all: &mut String) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, all);
            } else if path.extension().is_some_and(|end| end == "rs") && !path.ends_with("tests.rs") {
                all.push_str(&std::fs::read_to_string(path).unwrap());
            }
        }
    }
    let words = |text: &str| -> std::collections::BTreeSet<String> {
        text.split(|c: char| !(c.is_alphanumeric() || c == '_')).map(String::from).collect()
    };
    let mut engine = String::new();
    sources(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/nn"), &mut engine);
    let engine = words(&engine);
    let page = site::page().expect("the page can be assembled");
    let (_, cube) = page.split_once("data-figure=\"cube\"").unwrap();
    let mut checked = 0;
    for sample in cube.split("<pre tabindex=\"0\"><code>").skip(1) {
        let sample = sample.split("</code>").next().unwrap();
        let names = sample.split("::").collect::<Vec<_>>();
        // What stands before and after each `::` is a module, a type, a variant or a function.
        for pair in names.windows(2) {
            let before = words(pair[0].rsplit(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap());
            let after = pair[1].split(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap().to_string();
            for name in before.into_iter().chain([after]).filter(|name| !name.is_empty()) {
                assert!(engine.contains(&name), "{name} in {sample}");
                checked += 1;
            }
        }
    }
    assert!(checked > 40, "{checked}");
}

/// “so this run has no numbers from step 0 on”: where the notice comes, and nowhere else.
#[test]
fn the_notice_of_no_direction_comes_where_a_drawn_weight_vector_is_zero() {
    let mut rounded = [0, 0];
    for (start, zero) in [
        ("init=zeros", Some(true)),
        ("init=constant&std=0", Some(true)),
        ("init=constant&std=1e-44", Some(false)),
        ("init=normal&std=0", Some(true)),
        ("init=normal&std=5e-7", Some(false)),
        ("init=normal&std=1.2e-38", Some(false)),
        ("init=normal&std=2e-45", None),
        ("init=he", Some(false)),
    ] {
        for net in ["depth=1&data=moons&width=2", "depth=2&data=moons&width=3", "net=cnn", "depth=3&width=40"] {
            for seed in 1..6 {
                let query = format!("{start}&{net}&norm=weight&seed={seed}");
                let (config, notices) = Config::from_query(&query);
                let mut session = Session::new(&config.run).expect("a small run");
                assert_eq!(!notices.is_empty(), session.snapshot(false).cost.is_nan(), "{query}: {notices:?}");
                assert!(zero.is_none_or(|zero| zero != notices.is_empty()), "{query}: {notices:?}");
                rounded[usize::from(notices.is_empty())] += usize::from(zero.is_none());
            }
        }
    }
    assert!(rounded.iter().all(|count| *count > 0), "a std of which some networks get zeros: {rounded:?}");
}
