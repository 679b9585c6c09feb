//! Reads the text files, refuses what is incomplete or does not fit together, and writes the tables and the typed functions.

mod compiled;
mod ftl;

use std::fs;
use std::path::Path;

fn main() {
    for one in ["build.rs", "ftl.rs", "compiled.rs", "."] {
        println!("cargo::rerun-if-changed={one}");
    }
    if let Err(error) = build() {
        panic!("{error}");
    }
}

fn build() -> Result<(), String> {
    let out = std::env::var("OUT_DIR").map_err(|error| format!("OUT_DIR: {error}"))?;
    let write = |name: &str, text: &str| {
        let path = Path::new(&out).join(name);
        fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))
    };
    let mut languages = languages()?;
    let english = languages.iter().position(|language| language == "en").ok_or("there is no en.ftl")?;
    languages.swap(0, english);
    languages[1..].sort();
    let original = ftl::parse("en.ftl", &read("en.ftl")?, None)?;
    for language in &languages {
        let file = format!("{language}.ftl");
        let translated = match language.as_str() {
            "en" => original.clone(),
            _ => ftl::parse(&file, &read(&file)?, Some(&original))?,
        };
        write(&format!("words_{language}.txt"), &compiled::table(&translated))?;
    }
    write("messages.rs", &compiled::source(&original, &languages)?)
}

fn read(file: &str) -> Result<String, String> {
    fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))
}

/// The names of the files `*.ftl`.
fn languages() -> Result<Vec<String>, String> {
    let mut names = Vec::new();
    for entry in fs::read_dir(".").map_err(|error| error.to_string())? {
        let name = entry.map_err(|error| error.to_string())?.file_name();
        names.extend(name.to_str().and_then(|name| name.strip_suffix(".ftl")).map(String::from));
    }
    Ok(names)
}
