//! `site FOLDER`: the index.html of a folder becomes the whole page, its embed.js learns the link language, and the teacher's
//! pages come beside them.

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
    let shell = read(&folder.join("index.html"))?;
    rewrite(&folder.join("index.html"), |shell| unit_variance_site::assemble(shell, "en"))?;
    rewrite(&folder.join("embed.js"), unit_variance_site::embed)?;
    fs::create_dir_all(folder.join("teach"))?;
    for (name, page) in unit_variance_site::teacher::pages(&shell, "en")? {
        write(&folder.join("teach").join(name), &page)?;
    }
    Ok(())
}

fn rewrite(
    path: &Path,
    change: impl FnOnce(&str) -> Result<String, unit_variance_site::Error>,
) -> Result<(), Box<dyn Error>> {
    write(path, &change(&read(path)?)?)
}

fn read(path: &Path) -> Result<String, Box<dyn Error>> {
    Ok(fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?)
}

fn write(path: &Path, text: &str) -> Result<(), Box<dyn Error>> {
    Ok(fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))?)
}
