//! `site FOLDER`: the index.html of a folder becomes the whole page, and the teacher's pages come beside it.

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
    let path = Path::new(&folder).join("index.html");
    let said = |error| format!("{}: {error}", path.display());
    let shell = fs::read_to_string(&path).map_err(said)?;
    let page = unit_variance_site::assemble(&shell, "en")?;
    fs::write(&path, page).map_err(said)?;
    let teach = Path::new(&folder).join("teach");
    fs::create_dir_all(&teach)?;
    for (name, page) in unit_variance_site::teacher::pages(&shell, "en")? {
        let path = teach.join(name);
        fs::write(&path, page).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(())
}
