//! What the tasks need beyond cargo: found if it is there in a usable version, installed and explained if it is not.

use crate::run::{command, find, root, run, says};
use crate::version::{Version, locked, parse};
use std::env;
use std::fs;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

/// The trunk that is installed where none is: the newest (0.22.1) asks for rustc 1.96.1, this one builds with 1.95.
const TRUNK: &str = "0.21.14";
/// Trunk.toml is written for these.
const TRUNK_USABLE: std::ops::Range<Version> = (0, 21, 0)..(0, 23, 0);
/// The oldest compiler that the project's Cargo.toml allows.
const RUSTC: Version = (1, 95, 0);
/// The oldest Node.js that playwright-core runs on.
const NODE: Version = (20, 0, 0);
const WASM: &str = "wasm32-unknown-unknown";

/// Everything that a build of the page takes.
pub fn for_build() -> Result<(), String> {
    compiler()?;
    target()?;
    trunk()?;
    wasm_bindgen()
}

/// The formatter and the linter, and the target that the linter also looks at.
pub fn for_check() -> Result<(), String> {
    compiler()?;
    target()?;
    for (name, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if says("cargo", &[name, "--version"]).is_none() {
            note(component, "checks the sources");
            run(
                &mut command("rustup", &["component", "add", component]),
                "install rustfmt and clippy for your toolchain",
            )?;
        }
    }
    Ok(())
}

/// Everything that the browser tests take; returns the browser.
pub fn for_browser_tests() -> Result<PathBuf, String> {
    node()?;
    packages(&root().join("tests/browser"))?;
    chromium()
}

/// Firefox and WebKit, which a second suite looks at the page with: installed where that is possible without asking; what is not
/// there is left out, and said.
pub fn other_browsers() {
    let webkit = find("WebKitWebDriver").is_some() && find("Xvfb").is_some();
    let firefox = find("firefox-esr").or_else(|| find("firefox")).is_some();
    for (name, is_there, packages) in
        [("Firefox", firefox, &["firefox-esr"][..]), ("WebKitGTK", webkit, &["webkit2gtk-driver", "xvfb"])]
    {
        if !is_there {
            note(name, "the tests look at the page with it as well");
            if let Err(error) = apt(packages, &format!("install {}", packages.join(" and "))) {
                println!("{name} is left out: {error}");
            }
        }
    }
}

fn note(what: &str, why: &str) {
    println!("Missing: {what}: {why}. Installing.");
}

fn compiler() -> Result<(), String> {
    let text = says("rustc", &["--version"]).unwrap_or_default();
    match parse(&text) {
        Some(version) if version >= RUSTC => Ok(()),
        _ => Err(format!("rustc 1.95 or newer is needed, found {text:?}. By hand: rustup update stable")),
    }
}

fn target() -> Result<(), String> {
    let there = says("rustc", &["--print", "sysroot"])
        .is_some_and(|sysroot| Path::new(&sysroot).join("lib/rustlib").join(WASM).join("lib").is_dir());
    if there {
        return Ok(());
    }
    note(WASM, "the compilation target of everything that runs in the browser");
    let by_hand = "install the wasm32-unknown-unknown target; without rustup: your system's package for it (Debian: libstd-rust-dev-wasm32)";
    run(&mut command("rustup", &["target", "add", WASM]), by_hand)
}

fn trunk() -> Result<(), String> {
    let text = says("trunk", &["--version"]).unwrap_or_default();
    if parse(&text).is_some_and(|version| TRUNK_USABLE.contains(&version)) {
        return Ok(());
    }
    note(&format!("trunk {TRUNK}{}", instead(&text)), "builds the page and serves it (a few minutes, once)");
    install("trunk", TRUNK)
}

fn wasm_bindgen() -> Result<(), String> {
    let lock = fs::read_to_string(root().join("Cargo.lock")).map_err(|error| format!("Cargo.lock: {error}"))?;
    let wanted = locked(&lock, "wasm-bindgen").ok_or("Cargo.lock holds no wasm-bindgen")?;
    let text = says("wasm-bindgen", &["--version"]).unwrap_or_default();
    if text.split_whitespace().nth(1) == Some(wanted.as_str()) {
        return Ok(());
    }
    note(
        &format!("wasm-bindgen-cli {wanted}{}", instead(&text)),
        "writes the JavaScript side of the programs and must be of exactly the version in Cargo.lock (a few minutes, once)",
    );
    install("wasm-bindgen-cli", &wanted)
}

/// What stands in the wrong version, in words.
fn instead(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!(" (found {text})") }
}

/// Builds a tool quickly rather than small: it runs a few times, and full optimization of trunk takes 7 minutes.
fn install(package: &str, version: &str) -> Result<(), String> {
    let quick = |extra: &[&str]| {
        let mut command = command("cargo", &["install", package, "--version", version, "--force"]);
        command.args(extra);
        command
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env("CARGO_PROFILE_RELEASE_DEBUG", "0");
        command
    };
    let by_hand = format!("cargo install {package} --version {version}");
    run(&mut quick(&["--locked"]), &by_hand).or_else(|error| {
        println!("{error}\nA registry may lack one of the locked versions: trying without --locked.");
        run(&mut quick(&[]), &by_hand)
    })
}

fn node() -> Result<(), String> {
    let good = || {
        let version = says("node", &["--version"]).and_then(|text| parse(&text));
        version.is_some_and(|version| version >= NODE) && find("npm").is_some()
    };
    let by_hand =
        "install Node.js 20 or newer with npm (https://nodejs.org), so that `node` and `npm` are found on PATH";
    if good() {
        return Ok(());
    }
    if says("node", &["--version"]).is_none() {
        note("Node.js", "drives the browser in the tests");
        apt(&["nodejs", "npm"], by_hand)?;
    }
    if good() { Ok(()) } else { Err(format!("Node.js 20 or newer with npm is needed. By hand: {by_hand}")) }
}

/// `npm ci` in `folder`, unless what is there came from the same lock file.
pub fn packages(folder: &Path) -> Result<(), String> {
    let lock = fs::read(folder.join("package-lock.json")).map_err(|error| format!("package-lock.json: {error}"))?;
    let stamp = folder.join("node_modules/.installed-from");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    note(&format!("the npm packages of {}", folder.display()), "drive the browser and look for barriers");
    let args = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
    run(command("npm", &args).current_dir(folder), &format!("cd {} && npm ci", folder.display()))?;
    fs::write(stamp, lock).map_err(|error| error.to_string())
}

fn chromium() -> Result<PathBuf, String> {
    let by_hand = "install Chromium or Chrome, or set the environment variable CHROMIUM to its program";
    if let Some(file) = env::var_os("CHROMIUM").map(PathBuf::from) {
        let usable = says(&file.to_string_lossy(), &["--version"]).is_some();
        return if usable {
            Ok(file)
        } else {
            Err(format!("CHROMIUM={} does not run. By hand: {by_hand}", file.display()))
        };
    }
    if let Some(file) = installed_chromium() {
        return Ok(file);
    }
    note("Chromium", "the browser that the tests look at the page with");
    apt(&["chromium"], by_hand)?;
    installed_chromium().ok_or_else(|| format!("Chromium was installed but is not found. By hand: {by_hand}"))
}

/// Chromium without the browser around its pages: what these pages do is the same program, and a test takes a fifth less. Installed
/// where that is possible without asking; without it, and where `CHROMIUM` names a browser, that is Chromium's to do.
pub fn headless_shell() -> Option<PathBuf> {
    const NAME: &str = "chromium-headless-shell";
    if env::var_os("CHROMIUM").is_some() {
        return None;
    }
    find(NAME).or_else(|| {
        note(NAME, "most browser tests are done sooner in it");
        let installed = apt(&[NAME], &format!("install {NAME}"));
        installed.map_err(|error| println!("Chromium itself does all of them: {error}")).ok().and_then(|()| find(NAME))
    })
}

fn installed_chromium() -> Option<PathBuf> {
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
    let places = [
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
    ];
    let found = names.iter().filter_map(|name| find(name)).chain(places.iter().map(PathBuf::from));
    found.into_iter().find(|file| says(&file.to_string_lossy(), &["--version"]).is_some())
}

/// Installs packages of Debian or Ubuntu, through sudo where we are not root; elsewhere says what to do.
fn apt(packages: &[&str], by_hand: &str) -> Result<(), String> {
    if find("apt-get").is_none() {
        return Err(format!(
            "{} cannot be installed from here: this system has no apt-get. By hand: {by_hand}",
            packages.join(" and ")
        ));
    }
    let mut before: Vec<&str> = Vec::new();
    if says("id", &["-u"]).as_deref() != Some("0") {
        if find("sudo").is_none() {
            return Err(format!(
                "installing {} needs root, and there is no sudo. By hand: {by_hand}",
                packages.join(" and ")
            ));
        }
        // Without a terminal nobody could type a password.
        before.extend(if io::stdin().is_terminal() { &["sudo"][..] } else { &["sudo", "-n"] });
    }
    before.extend(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
    let (program, rest) = (before[0], &before[1..]);
    run(command(program, rest).arg("update"), by_hand)?;
    run(command(program, rest).args(["install", "-y"]).args(packages), by_hand)
}
