//! The walls between the folders of `src`: who may import whom, which outside crates each may use, and what no file may
//! hold. The compiler keeps browser crates out of the pure folders; these tests keep everything else.

#![allow(clippy::unwrap_used, reason = "a test tells by panicking")]

mod modules;

use modules::{Modules, paths};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// What no file may name, by file or folder, and why. Who may name which crate is the manifests' business.
const EXCEPTIONS: &[(&str, &[&str], &str)] = &[
    ("charts", &["Session", "session::", "nn::net"], "pictures read numbers, they never train"),
    ("figures", &["session::Session", "nn::net"], "an experiment asks for runs, the workers train"),
    ("page/workers/worker.rs", &["charts::"], "a worker has no document to draw on"),
    ("page/page", &["Session", "session::Session"], "the page only asks the worker"),
    ("", &["dbg!", "todo!", "unimplemented!", ".unwrap()"], "say what went wrong, or why it cannot"),
];

/// Package and the dependencies that it may have: arrows only point left, nn <- lesson <- protocol <- figures <- page <-
/// app and lesson <- words <- charts <- figures, and only the page knows a browser.
const DEPENDENCIES: &[(&str, &[&str])] = &[
    ("nn", &["rand", "wide", "libm"]),
    ("lesson", &["nn", "ndarray", "rand", "rand_chacha", "libm", "form_urlencoded"]),
    ("protocol", &["nn", "lesson"]),
    ("words", &["lesson", "nn"]),
    ("charts", &["nn", "lesson", "words", "libm", "plotters", "plotters-backend", "qrcodegen"]),
    ("figures", &["nn", "lesson", "protocol", "words", "charts"]),
    (
        "page",
        &[
            "nn",
            "lesson",
            "protocol",
            "words",
            "charts",
            "figures",
            "plotters-backend",
            "wasm-bindgen",
            "js-sys",
            "web-sys",
            "plotters-canvas",
            "getrandom",
        ],
    ),
    ("app", &["page"]),
];

/// Folders that give data only: what is said stands in `words`.
const SILENT: &[&str] = &["lesson/", "protocol/", "charts/", "figures/", "page/"];

/// The Rust files below `folder`, with their paths relative to `src` (`nn/act.rs`).
fn sources() -> Vec<(String, String)> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&src, &mut files);
    let name = |file: &PathBuf| file.strip_prefix(&src).unwrap().to_string_lossy().replace('\\', "/");
    files.iter().map(|file| (name(file), fs::read_to_string(file).unwrap())).collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

/// The program text without comments and without tests, which stand last in a file or in a file named tests.rs.
fn code(name: &str, text: &str) -> String {
    if name.ends_with("tests.rs") || name.contains("/tests/") {
        return String::new();
    }
    let lines = text.lines().take_while(|line| line.trim() != "#[cfg(test)]");
    let kept: Vec<&str> = lines.filter(|line| !line.trim_start().starts_with("//")).collect();
    kept.join("\n")
}

#[test]
fn every_file_says_first_what_is_here() {
    for (name, text) in sources() {
        assert!(text.starts_with("//! "), "src/{name} opens with something else than //!");
    }
}

#[test]
fn arrows_only_point_left() {
    for (package, allowed) in DEPENDENCIES {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(package).join("Cargo.toml");
        let text = fs::read_to_string(&file).unwrap();
        let mut here = false;
        for line in text.lines() {
            if line.starts_with('[') {
                here = line.ends_with("dependencies]") && !line.contains("dev-") && !line.contains("build-");
            } else if let Some((name, _)) = line.split_once(" = ").filter(|_| here && !line.starts_with(['#', ' '])) {
                assert!(allowed.contains(&name), "{} depends on {name}", file.display());
            }
        }
    }
}

#[test]
fn no_file_holds_what_it_may_not() {
    for (name, text) in sources() {
        let code = code(&name, &text);
        for (place, refused, why) in EXCEPTIONS.iter().filter(|row| name.starts_with(row.0)) {
            for word in *refused {
                assert!(!code.contains(word), "src/{name} names {word}, which is not for {place:?}: {why}");
            }
        }
    }
}

/// The string literals of a program text, as far as they stand in one line.
fn literals(code: &str) -> Vec<&str> {
    code.lines().flat_map(|line| line.split('"').skip(1).step_by(2)).collect()
}

/// A sentence for readers: it opens with a capital letter or a value, and has four words or ends with a point.
fn is_sentence(text: &str) -> bool {
    let words = text.split(' ').filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 1).count();
    let opens = text.starts_with(|c: char| c.is_uppercase() || c == '{');
    opens && (words > 3 || words > 1 && text.ends_with('.'))
}

#[test]
fn what_is_said_stands_in_words() {
    let www = Path::new(env!("CARGO_MANIFEST_DIR")).join("www");
    for script in ["boot.js", "early.js", "embed.js", "worker.js"] {
        for literal in literals(&code(script, &fs::read_to_string(www.join(script)).unwrap())) {
            assert!(!is_sentence(literal), "www/{script} says {literal:?}: a message of src/words/en can say it");
        }
    }
    for (name, text) in sources().iter().filter(|(name, _)| SILENT.iter().any(|folder| name.starts_with(folder))) {
        for literal in literals(&code(name, text)) {
            assert!(!is_sentence(literal), "src/{name} says {literal:?}: a message of src/words/en can say it");
        }
    }
    assert!(
        is_sentence("The gradient at layer 1 is {}")
            && is_sentence("{x} of {y} units are dead")
            && is_sentence("Not now.")
    );
    assert!(
        !is_sentence("Layer norm over") && !is_sentence("{key}={value}") && !is_sentence("how deep the network is")
    );
}

#[test]
fn comments_and_tests_are_no_code() {
    assert_eq!(code("nn/a.rs", "// dbg!\nlet a = 1;\n#[cfg(test)]\nmod tests {}"), "let a = 1;");
    assert_eq!(code("nn/tests.rs", "let a = 1;"), "");
}

/// Every crate below `src`, by its root file.
fn crates() -> Vec<(String, Modules)> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut crates = Vec::new();
    for entry in fs::read_dir(&src).unwrap() {
        let folder = entry.unwrap().path();
        let name = folder.file_name().unwrap().to_string_lossy().to_string();
        for root in ["lib.rs", "main.rs"] {
            if folder.join(root).exists() {
                crates.push((name.clone(), Modules::of(&folder.join(root), code)));
            }
        }
    }
    assert!(crates.len() >= 5, "{}", crates.len());
    crates
}

#[test]
fn every_file_is_reached_by_a_mod() {
    let mut reached = BTreeSet::new();
    for (_, modules) in crates() {
        reached.extend(modules.files.values().map(|(file, _)| file.clone()));
    }
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&src, &mut files);
    // A build script is a crate of its own, and what it shares with its package is reached from there.
    let orphans: Vec<_> = (files.into_iter())
        .filter(|file| !reached.contains(file) && *file != src.join("lib.rs") && !file.ends_with("build.rs"))
        // A package's own tests are found by cargo.
        .filter(|file| !file.components().any(|part| part.as_os_str() == "tests") || file.ends_with("tests.rs"))
        .collect();
    assert!(orphans.is_empty(), "never compiled: {orphans:?}");
}

#[test]
fn no_crate_imports_in_a_circle() {
    let circles: Vec<_> = (crates().into_iter())
        .flat_map(|(name, modules)| modules.circles().into_iter().map(move |circle| (name.clone(), circle)))
        .collect();
    assert!(circles.is_empty(), "{circles:#?}");
}

#[test]
fn the_reader_of_paths_sees_lists_in_lists() {
    let code = "use crate::{a::{b, c::d}, e};\nuse super::super::f::G;\nlet x = crate::h::i(1);\nmycrate::no::w();";
    assert_eq!(paths(code, "crate"), ["crate::a::b", "crate::a::c::d", "crate::e", "crate::h::i"]);
    assert_eq!(paths(code, "super"), ["super::super::f::G"]);
}

/// What the browser layer holds no native test reaches: it is kept small, whatever is added to the page.
#[test]
fn the_page_is_no_more_than_glue() {
    let pages = sources().into_iter().filter(|(name, _)| name.starts_with("page/"));
    let lines =
        |(name, text): (String, String)| code(&name, &text).lines().filter(|line| !line.trim().is_empty()).count();
    let lines: usize = pages.map(lines).sum();
    assert!((1000..=3500).contains(&lines), "{lines} lines of code in src/page");
}

/// What a library makes public the compiler never calls dead; a chart that nobody draws would be kept alive by its tests.
#[test]
fn nothing_public_in_charts_is_unused() {
    let sources = sources();
    let programs: Vec<(&str, String)> = (sources.iter())
        .filter(|(name, _)| ["charts/", "figures/", "page/"].iter().any(|folder| name.starts_with(folder)))
        .map(|(name, text)| (name.as_str(), code(name, text)))
        .collect();
    let is_letter = |c: char| c.is_alphanumeric() || c == '_';
    let uses = |item: &str| -> usize {
        let whole =
            |text: &str, at: usize| !text[..at].ends_with(is_letter) && !text[at + item.len()..].starts_with(is_letter);
        programs.iter().map(|(_, text)| text.match_indices(item).filter(|(at, _)| whole(text, *at)).count()).sum()
    };
    let mut checked = 0;
    for (name, text) in programs.iter().filter(|(name, _)| name.starts_with("charts/")) {
        for line in text.lines() {
            let Some(rest) = line.trim_start().strip_prefix("pub ") else { continue };
            let rest = rest.strip_prefix("const fn ").unwrap_or(rest);
            let rest = ["fn ", "struct ", "enum ", "trait ", "const ", "type "]
                .iter()
                .fold(rest, |rest, kind| rest.strip_prefix(kind).unwrap_or(rest));
            let item: String = rest.chars().take_while(|c| is_letter(*c)).collect();
            // `pub use` and `pub mod` name what is made public elsewhere.
            if item.is_empty() || item == "use" || item == "mod" {
                continue;
            }
            checked += 1;
            assert!(uses(&item) > 1, "src/{name}: nothing uses {item}");
        }
    }
    assert!(checked > 100, "{checked}");
}
