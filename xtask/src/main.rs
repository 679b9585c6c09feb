//! The project's tasks: `cargo xtask serve | test | check | build | bench | golden`.

mod hash;

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let task = std::env::args().nth(1).unwrap_or_default();
    let done = match task.as_str() {
        "hash-names" => match std::env::var_os("TRUNK_STAGING_DIR") {
            Some(dir) => hash::names(Path::new(&dir)),
            None => Err("TRUNK_STAGING_DIR is not set: this task is called by trunk".to_string()),
        },
        _ => Err(format!("unknown task {task:?}")),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(text) => {
            eprintln!("xtask {task}: {text}");
            ExitCode::FAILURE
        }
    }
}
