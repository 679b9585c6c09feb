//! The walls between the folders of `src`: who may import whom, which outside crates each may use, and what no file may
//! hold. The compiler keeps browser crates out of the pure folders; these tests keep everything else.

#![allow(clippy::unwrap_used, reason = "a test tells by panicking")]

use std::fs;
use std::path::{Path, PathBuf};

/// Folder, the folders of this crate that it may name, the outside crates that it may name. Arrows only point left:
/// nn <- experiment <- draw <- web <- bin.
const TABLE: &[(&str, &[&str], &[&str])] = &[
    ("nn", &["nn"], &["ndarray", "rand", "wide", "libm"]),
    ("experiment", &["nn", "experiment"], &["ndarray", "rand", "rand_chacha", "libm", "form_urlencoded"]),
    ("draw", &["nn", "experiment", "draw"], &["plotters", "libm"]),
    (
        "web",
        &["nn", "experiment", "draw", "web"],
        &["wasm_bindgen", "js_sys", "web_sys", "plotters", "plotters_canvas", "getrandom", "rand", "rand_chacha"],
    ),
    ("bin", &["web"], &["wasm_bindgen"]),
];

/// File or folder, what it may not name, and why.
const EXCEPTIONS: &[(&str, &[&str], &str)] = &[
    ("draw", &["Session", "session::", "nn::net"], "pictures read numbers, they never train"),
    ("web/worker.rs", &["crate::draw"], "a worker has no document to draw on"),
    ("web/page", &["Session", "session::Session"], "the page only asks the worker"),
    ("", &["dbg!", "todo!", "unimplemented!", ".unwrap()"], "say what went wrong, or why it cannot"),
];

/// Every outside crate of Cargo.toml, as written in paths.
const OUTSIDE: &[&str] = &[
    "ndarray",
    "rand",
    "rand_chacha",
    "wide",
    "libm",
    "plotters",
    "form_urlencoded",
    "wasm_bindgen",
    "js_sys",
    "web_sys",
    "plotters_canvas",
    "getrandom",
    "unit_variance_nn",
    "serde_json",
];

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

/// The first names of every path that starts with `root::`, also of `root::{a::b, c}`.
fn named(code: &str, root: &str) -> Vec<String> {
    let start = format!("{root}::");
    let mut found = Vec::new();
    for (at, _) in code.match_indices(&start) {
        let whole_word = !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$');
        let rest = &code[at + start.len()..];
        match rest.strip_prefix('{') {
            _ if !whole_word => {}
            Some(list) => found.extend(top_level(list)),
            None => found.push(word(rest)),
        }
    }
    found
}

/// The first word of each member of a brace list whose opening brace was already read.
fn top_level(list: &str) -> Vec<String> {
    let mut depth = 1;
    let mut member = String::new();
    let mut members = Vec::new();
    for c in list.chars() {
        depth += i32::from(c == '{') - i32::from(c == '}');
        if depth == 0 || (depth == 1 && c == ',') {
            members.push(word(member.trim_start()));
            member.clear();
        } else {
            member.push(c);
        }
        if depth == 0 {
            break;
        }
    }
    members.retain(|member| !member.is_empty());
    members
}

fn word(text: &str) -> String {
    text.chars().take_while(|&c| c.is_alphanumeric() || c == '_').collect()
}

fn folder(name: &str) -> &str {
    name.split(['/', '.']).next().unwrap_or_default()
}

#[test]
fn every_file_says_first_what_is_here() {
    for (name, text) in sources() {
        assert!(text.starts_with("//! "), "src/{name} opens with something else than //!");
    }
}

#[test]
fn arrows_only_point_left() {
    for (name, text) in sources() {
        let Some((_, inside, outside)) = TABLE.iter().find(|row| row.0 == folder(&name)) else {
            assert_eq!(name, "lib.rs", "src/{name} is in no folder of the table");
            continue;
        };
        let code = code(&name, &text);
        for root in ["crate", "unit_variance"] {
            for used in named(&code, root) {
                // Only folders are held against the table; crate::NAME of something else is a macro or a constant.
                let is_folder = TABLE.iter().any(|row| row.0 == used);
                assert!(!is_folder || inside.contains(&used.as_str()), "src/{name} names {root}::{used}");
            }
        }
        for krate in OUTSIDE.iter().filter(|krate| !outside.contains(*krate)) {
            assert!(named(&code, krate).is_empty(), "src/{name} names the crate {krate}");
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

#[test]
fn the_reader_of_paths_sees_lists_and_whole_words() {
    let text = "use crate::{nn::{act::Act, net}, draw};\nuse crate::web::dom;\nlet x = mycrate::nope::y;";
    assert_eq!(named(text, "crate"), ["nn", "draw", "web"]);
    assert_eq!(named("rand_chacha::ChaCha8Rng", "rand"), Vec::<String>::new());
    assert_eq!(code("nn/a.rs", "// crate::web\nlet a = 1;\n#[cfg(test)]\nmod tests {}"), "let a = 1;");
}
