//! `site FOLDER`: the index.html of a folder becomes the whole page, and its embed.js learns the link language.

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let folder = env::args_os().nth(1).ok_or("usage: site FOLDER")?;
    let folder = Path::new(&folder);
    rewrite(&folder.join("index.html"), |shell| unit_variance_site::assemble(shell, "en"))?;
    rewrite(&folder.join("embed.js"), unit_variance_site::embed)
}

fn rewrite(
    path: &Path,
    change: impl FnOnce(&str) -> Result<String, unit_variance_site::Error>,
) -> Result<(), Box<dyn Error>> {
    let said = |error| format!("{}: {error}", path.display());
    let text = fs::read_to_string(path).map_err(said)?;
    Ok(fs::write(path, change(&text)?).map_err(said)?)
}
