//! The benchmark in the browser: builds the engine's wasm, then `bench/run.mjs` times it beside other libraries.

use crate::run::{command, root, run};
use crate::tasks;
use crate::tools;

/// The page's own speed: `page` builds it, and the engine alone, and runs `bench/page/run.mjs`.
pub fn page(extra: &[&str]) -> Result<(), String> {
    tasks::build()?;
    let browser = tools::for_browser_tests()?;
    tools::packages(&root().join("bench/page"))?;
    build()?;
    // It borrows a few lines of the other benchmark, not its libraries.
    let mut node = command("node", &["run.mjs"]);
    node.args(extra).current_dir(root().join("bench/page")).env("CHROMIUM", browser);
    run(&mut node, "cd bench/page && node run.mjs")
}

/// Builds and runs. `extra` goes to `bench/run.mjs`: `--short` (ratios against half of the targets, a minute or
/// two), `--rounds N`.
pub fn bench(extra: &[&str]) -> Result<(), String> {
    tools::for_build()?;
    let browser = tools::for_browser_tests()?;
    tools::packages(&root().join("bench"))?;
    build()?;
    let mut node = command("node", &["run.mjs"]);
    node.args(extra).current_dir(root().join("bench")).env("CHROMIUM", browser);
    run(&mut node, "cd bench && node run.mjs")
}

/// The engine's wasm, in the profile that the page is built with: what is measured is what readers run.
pub fn build() -> Result<(), String> {
    let mut build = command("cargo", &["build", "--profile", "page", "--package", "unit-variance-bench"]);
    build.args(["--target", "wasm32-unknown-unknown", "--target-dir", "target"]);
    run(&mut build, "read the compiler's messages above")?;
    let wasm = "target/wasm32-unknown-unknown/page/unit_variance_bench.wasm";
    let bind = ["--target", "web", "--out-dir", "target/bench-web", "--out-name", "engine", wasm];
    run(&mut command("wasm-bindgen", &bind), "install wasm-bindgen-cli of the version in Cargo.lock")
}
