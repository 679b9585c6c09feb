//! `site FOLDER`: the index.html of a folder becomes the whole page, one a language (`zh/index.html`), its embed.js learns the link
//! language, and the teacher's pages come beside them.

use lesson::choice::Choice;
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
    for lang in unit_variance_site::languages() {
        let own = folder.join(lang.folder());
        fs::create_dir_all(own.join("teach"))?;
        write(&own.join("index.html"), &unit_variance_site::assemble(&shell, lang.key())?)?;
        for (name, page) in unit_variance_site::teacher::pages(&shell, lang)? {
            write(&own.join("teach").join(name), &page)?;
        }
    }
    write(&folder.join("embed.js"), &unit_variance_site::embed(&read(&folder.join("embed.js"))?)?)
}

fn read(path: &Path) -> Result<String, Box<dyn Error>> {
    Ok(fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?)
}

fn write(path: &Path, text: &str) -> Result<(), Box<dyn Error>> {
    Ok(fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))?)
}
