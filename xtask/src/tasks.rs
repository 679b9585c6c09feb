//! The tasks themselves: each first sets up what it needs.

use crate::bench;
use crate::bundle;
use crate::report::Report;
use crate::run::{command, root, run, words};
use crate::tools;
use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

/// Builds the page with optimization, serves it and rebuilds it when a source changes. Does not return while it serves.
pub fn serve(extra: &[&str]) -> Result<(), String> {
    tools::for_build()?;
    let mut args = vec!["serve", "--release", "--dist", "dist-serve"];
    let port = free_port().to_string();
    if !extra.contains(&"--port") {
        println!(
            "\nUnit Variance will be at http://127.0.0.1:{port}/ as soon as trunk says that it listens (the first build takes a minute or two).\n"
        );
        args.extend(["--port", &port]);
    }
    args.extend(extra);
    replace(command("trunk", &args))
}

/// The first free port from 8080 on.
fn free_port() -> u16 {
    (8080..8180).find(|&port| TcpListener::bind(("127.0.0.1", port)).is_ok()).unwrap_or(8080)
}

/// Becomes the command, so that a signal to this process stops the server too.
#[cfg(unix)]
fn replace(mut command: std::process::Command) -> Result<(), String> {
    use std::os::unix::process::CommandExt;
    println!("$ {}", words(&command));
    let error = command.exec();
    Err(format!("could not start: {}\n{error}", words(&command)))
}

#[cfg(not(unix))]
fn replace(mut command: std::process::Command) -> Result<(), String> {
    println!("$ {}", words(&command));
    let status = command.status().map_err(|error| format!("could not start: {}\n{error}", words(&command)))?;
    if status.success() { Ok(()) } else { Err(format!("failed: {}\n{status}", words(&command))) }
}

/// The page as static files in dist/.
pub fn build() -> Result<(), String> {
    tools::for_build()?;
    trunk_build()?;
    println!("dist/ holds the page: copy it to any path of any web server.");
    Ok(())
}

/// The page as one file.
pub fn bundle() -> Result<(), String> {
    tools::for_build()?;
    trunk_build()?;
    bundled()?.iter().for_each(|file| println!("{} is the whole page.", file.display()));
    Ok(())
}

/// Makes one file a language of what is in dist/.
fn bundled() -> Result<Vec<PathBuf>, String> {
    let dist = root().join("dist");
    let write = |(name, text): (String, String)| {
        let file = dist.join(name);
        fs::write(&file, text).map(|()| file.clone()).map_err(|error| format!("{}: {error}", file.display()))
    };
    bundle::files(&dist)?.into_iter().map(write).collect()
}

fn trunk_build() -> Result<(), String> {
    run(
        &mut command("trunk", &["build", "--release"]),
        "read the compiler's messages above; then trunk build --release",
    )
}

/// Formatting, lints natively and for the browser, documentation; a warning is an error.
pub fn check() -> Result<(), String> {
    tools::for_check()?;
    let mut report = Report::new();
    check_parts(&mut report);
    report.finish()
}

fn check_parts(report: &mut Report) {
    let cargo = |args: &[&str], by_hand: &str| run(&mut command("cargo", args), by_hand);
    report.part("formatting", || cargo(&["fmt", "--all", "--", "--check"], "cargo fmt --all"));
    let native = ["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"];
    report.part("lints, native", || cargo(&native, "mend what clippy names"));
    let wasm = "clippy --target wasm32-unknown-unknown -p unit-variance-nn -p unit-variance -p unit-variance-page -p unit-variance-app --lib --bins -- -D warnings";
    let wasm: Vec<&str> = wasm.split(' ').collect();
    report.part("lints, wasm32", || cargo(&wasm, "mend what clippy names"));
    report.part("documentation", || {
        let mut doc =
            command("cargo", &["doc", "--no-deps", "--lib", "--workspace", "--exclude", "unit-variance-bench"]);
        run(doc.env("RUSTDOCFLAGS", "-D warnings"), "mend what rustdoc names")
    });
}

/// Everything: lints, all native tests, the release build, the browser tests on it, and the short form of the benchmark.
pub fn test() -> Result<(), String> {
    let mut report = Report::new();
    let mut browsers = None;
    report.part("tools", || {
        tools::for_check()?;
        tools::for_build()?;
        browsers = Some((tools::for_browser_tests()?, tools::headless_shell()));
        tools::other_browsers();
        Ok(())
    });
    let Some((browser, shell)) = browsers else { return report.finish() };
    check_parts(&mut report);
    // What is linked is optimized as a whole, on one core, for a minute: meanwhile the other tests.
    let built = thread::scope(|scope| {
        let page = scope.spawn(|| {
            let page = trunk_build().and_then(|()| bundled().map(drop));
            // What is wrong with it is said where it is measured.
            let _ = bench::build();
            page
        });
        report.part("unit, doc, conformance and golden tests", || run(&mut native_tests(), "cargo test --workspace"));
        report.part("the rest of the release build", || page.join().unwrap_or_else(|_| Err("it panicked".to_string())))
    });
    if built {
        report.part("browser tests", || browser_tests(&browser, shell.as_deref()));
    }
    report.part("speed: ratios against half of the targets", || bench::bench(&["--short"]));
    report.finish()
}

/// Where tests train networks, products take most of the time; their bits are the same on any processor. For one with wide registers they are
/// built for these.
fn native_tests() -> Command {
    let mut cargo = command("cargo", &["test", "--workspace", "--no-fail-fast"]);
    #[cfg(target_arch = "x86_64")]
    if std::is_x86_feature_detected!("avx2") {
        cargo.env("CARGO_BUILD_RUSTFLAGS", "-C target-feature=+avx2");
    }
    cargo
}

/// Two files at a time: one alone leaves a third of two cores idle, and none asks for a time. What fails beside another is asked
/// once more with the machine to itself: what is wrong is wrong again.
fn browser_tests(browser: &Path, shell: Option<&Path>) -> Result<(), String> {
    let failed = root().join("test-results/failed.txt");
    let by_hand = "cd tests/browser && node --test; pictures of the page are in test-results/";
    fs::create_dir_all(root().join("test-results")).map_err(|error| error.to_string())?;
    let at_a_time = |count: usize, files: &[&str]| {
        let mut node = command("node", &["--test", "--test-timeout=900000", "--test-reporter=spec"]);
        node.args(["--test-reporter-destination=stdout", "--test-reporter=./lib/failed.mjs"]);
        node.arg(format!("--test-reporter-destination={}", failed.display()));
        node.arg(format!("--test-concurrency={count}")).args(files);
        node.envs(shell.map(|shell| ("HEADLESS_SHELL", shell)));
        run(node.current_dir(root().join("tests/browser")).env("CHROMIUM", browser), by_hand)
    };
    at_a_time(2, &[]).or_else(|first| {
        let files = fs::read_to_string(&failed).unwrap_or_default();
        let files: Vec<&str> = files.lines().collect();
        if files.is_empty() {
            return Err(first);
        }
        eprintln!("{first}\n\nFailed beside another, asked again alone: {}", files.join(", "));
        at_a_time(1, &files)
    })
}

/// Compares two built pages picture by picture.
pub fn compare(words: &[&str]) -> Result<(), String> {
    let browser = tools::for_browser_tests()?;
    let mut node = command("node", &["compare.mjs"]);
    // The folders are named from where the task was called.
    for word in words {
        let path = Path::new(word);
        node.arg(std::path::absolute(path).ok().filter(|path| path.exists()).unwrap_or_else(|| path.to_path_buf()));
    }
    node.current_dir(root().join("tests/browser")).env("CHROMIUM", browser);
    run(&mut node, "cd tests/browser && node compare.mjs OLD NEW")
}

/// Rewrites the stored pictures and bits from what the code gives now; the change is then read as a diff.
pub fn golden() -> Result<(), String> {
    run(command("cargo", &["test", "--tests"]).env("UPDATE_GOLDEN", "1"), "UPDATE_GOLDEN=1 cargo test --tests")
}
