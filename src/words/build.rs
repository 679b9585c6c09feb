//! Reads the text files, refuses what is incomplete or does not fit together, and writes the tables and the typed functions.

mod compiled;
mod ftl;

use std::fs;
use std::path::Path;

fn main() {
    // The whole folder: its languages' folders, and those that are yet to come.
    println!("cargo::rerun-if-changed=.");
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
    let languages = ftl::languages()?;
    let original = ftl::parse("en", &ftl::files("en")?, None)?;
    for language in &languages {
        let translated = match language.as_str() {
            "en" => original.clone(),
            _ => ftl::parse(language, &ftl::files(language)?, Some(&original))?,
        };
        write(&format!("words_{language}.txt"), &compiled::table(&translated))?;
    }
    write("messages.rs", &compiled::source(&original, &languages)?)
}
