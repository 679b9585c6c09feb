//! Running a command so that its output is seen while it runs and its end is understood when it fails.

use std::collections::VecDeque;
use std::env;
use std::ffi::OsString;
use std::io::{self, BufRead, BufReader, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

/// How many of a failed command's last lines its error repeats.
const LAST: usize = 30;

/// The project's folder: xtask is compiled inside it.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_path_buf).unwrap_or_default()
}

/// The folders where programs are looked for: PATH, after the folder that `cargo install` writes to.
pub fn path() -> OsString {
    let mut folders = Vec::new();
    let home = env::var_os("HOME").or_else(|| env::var_os("USERPROFILE"));
    let cargo =
        env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| home.map(|home| PathBuf::from(home).join(".cargo")));
    folders.extend(cargo.map(|cargo| cargo.join("bin")));
    folders.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
    env::join_paths(folders).unwrap_or_else(|_| env::var_os("PATH").unwrap_or_default())
}

/// The file that `program` would start, if there is one.
pub fn find(program: &str) -> Option<PathBuf> {
    let file = format!("{program}{}", env::consts::EXE_SUFFIX);
    env::split_paths(&path()).map(|folder| folder.join(&file)).find(|file| file.is_file())
}

/// A command in the project's folder, with the settings that the project relies on.
pub fn command(program: &str, args: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(args).current_dir(root()).env("PATH", path()).env("TRUNK_SKIP_VERSION_CHECK", "true");
    // Each of these replaces the flags of .cargo/config.toml (simd128), without which the page is not built.
    for name in ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "CARGO_BUILD_RUSTFLAGS"] {
        command.env_remove(name);
    }
    // Trunk refuses the customary NO_COLOR=1.
    command.env_remove("NO_COLOR");
    command
}

/// The first line that `program args…` prints, if it runs and succeeds.
pub fn says(program: &str, args: &[&str]) -> Option<String> {
    let output = command(program, args).stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).trim().lines().next().unwrap_or_default().to_string();
    output.status.success().then_some(text)
}

/// Runs `command`, shows what it prints, and on failure says which command it was, how it ended, its last lines and
/// what to do `by_hand`.
pub fn run(command: &mut Command, by_hand: &str) -> Result<(), String> {
    let line = words(command);
    println!("$ {line}");
    if io::stderr().is_terminal() {
        command.env("CARGO_TERM_COLOR", "always");
    }
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("could not start: {line}\n{error}\nBy hand: {by_hand}"))?;
    let errors = child.stderr.take().map(|stream| thread::spawn(move || pass(stream, io::stderr())));
    let mut last = child.stdout.take().map(|stream| pass(stream, io::stdout())).unwrap_or_default();
    last.extend(errors.and_then(|reader| reader.join().ok()).unwrap_or_default());
    let status = child.wait().map_err(|error| format!("{line}: {error}"))?;
    if status.success() {
        return Ok(());
    }
    let printed: Vec<String> = last.iter().map(|line| format!("  | {line}")).collect();
    Err(format!("failed: {line}\n{status}; it printed at the end:\n{}\nBy hand: {by_hand}", printed.join("\n")))
}

/// The command as one would type it.
pub fn words(command: &Command) -> String {
    let parts = std::iter::once(command.get_program()).chain(command.get_args());
    let words: Vec<String> = parts.map(|part| part.to_string_lossy().into_owned()).collect();
    words.join(" ")
}

/// Copies lines from a child to our own stream and returns the last ones.
fn pass(from: impl Read, mut to: impl Write) -> VecDeque<String> {
    let mut last = VecDeque::new();
    let mut from = BufReader::new(from);
    let mut line = Vec::new();
    while from.read_until(b'\n', &mut line).unwrap_or(0) > 0 {
        // Nobody may be reading any more; the command still counts.
        let _ = to.write_all(&line).and_then(|()| to.flush());
        last.push_back(String::from_utf8_lossy(&line).trim_end().to_string());
        if last.len() > LAST {
            last.pop_front();
        }
        line.clear();
    }
    last
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_names_the_command_and_what_it_printed() {
        let text = run(&mut command("cargo", &["no-such-task"]), "read the manual").unwrap_err();
        assert!(text.contains("failed: cargo no-such-task"), "{text}");
        assert!(text.contains("| error: no such command"), "{text}");
        assert!(text.contains("By hand: read the manual"), "{text}");
    }

    #[test]
    fn a_missing_program_is_named() {
        let text = run(&mut command("no-such-program-here", &[]), "install it").unwrap_err();
        assert!(text.contains("could not start: no-such-program-here"), "{text}");
    }

    #[test]
    fn cargo_is_found() {
        assert!(find("cargo").is_some());
        assert!(says("cargo", &["--version"]).unwrap().starts_with("cargo "));
    }
}
