//! The project's tasks: `cargo xtask serve | test | check | build | bundle | bench | compare | golden`. Standard library only: it must run
//! on a machine that has nothing but cargo. Each task finds what it lacks, says so, and installs it.

mod bench;
mod bundle;
mod hash;
mod languages;
mod report;
mod run;
mod strip;
mod tasks;
mod tools;
mod version;

use std::path::Path;
use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo xtask TASK
  serve    build the page with optimization, serve it, rebuild on change (further words go to trunk: --port 9000)
  test     everything that is checked: lints, native tests, release build, browser tests, speed in ratios
  check    formatting, lints (natively and for wasm32) and documentation only
  build    the page as static files in dist/
  bundle   the page as one file, dist/unit-variance.html, that opens from a disk and in a sandbox
  bench    the engine's speed in the browser beside other libraries' (--short: a minute or two, wide margins);
           bench page: the page's load, frames and clicks
  compare  OLD NEW: two built pages, picture by picture, as equal in every pixel or not
  golden   rewrite the stored pictures and numbers of the tests; read the diff";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["serve", extra @ ..] => tasks::serve(extra),
        ["test"] => tasks::test(),
        ["check"] => tasks::check(),
        ["build"] => tasks::build(),
        ["bundle"] => tasks::bundle(),
        ["bench", "page", extra @ ..] => bench::page(extra),
        ["bench", extra @ ..] => bench::bench(extra),
        ["compare", folders @ ..] => tasks::compare(folders),
        ["golden"] => tasks::golden(),
        // Called by trunk after each build (see Trunk.toml).
        ["hash-names"] => match std::env::var_os("TRUNK_STAGING_DIR") {
            Some(dir) => {
                let dir = Path::new(&dir);
                part("unit-variance-split", dir, "read the message above, and split/src/lib.rs")
                    .and_then(|()| part("unit-variance-site", dir, "read what the message above names, in site/"))
                    .and_then(|()| strip::modules(dir))
                    .and_then(|()| strip::texts(dir))
                    .and_then(|()| hash::names(dir))
            }
            None => Err("TRUNK_STAGING_DIR is not set: trunk calls this task, people do not".to_string()),
        },
        _ => Err(USAGE.to_string()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(text) => {
            eprintln!("\n{text}");
            ExitCode::FAILURE
        }
    }
}

/// One part of what is done after a build, by a program of its own, since it has dependencies and this one has none: `split`
/// cuts the program in two; `site` puts the article, its figures and the words into the page that trunk made of the shell, once
/// for each language.
fn part(package: &str, dir: &Path, by_hand: &str) -> Result<(), String> {
    run::run(run::command("cargo", &["run", "--quiet", "--package", package, "--"]).arg(dir), by_hand)
}
