//! The page assembled: the shell (`index.html`) takes the article of a language, in which the figures stand, and the
//! program's sentences. It runs when the page is built, and in tests that read what the reader reads.

mod article;
mod error;
mod figures;
mod formula;

pub use error::Error;
use std::fs;
use std::path::{Path, PathBuf};

/// Where the shell takes the article.
const PLACE: &str = "<!-- article -->";

/// The folder with the article and the figures: this package is compiled inside it.
pub fn folder() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The whole page: `shell` with the article, the figures and the table of sentences of `lang`.
pub fn assemble(shell: &str, lang: &str) -> Result<String, Error> {
    let table = words::table(lang).ok_or_else(|| Error::Language(lang.into()))?;
    let article = article::html(folder(), lang)?;
    let place = |place: &'static str| shell.split_once(place).ok_or(Error::Shell(place));
    place(PLACE)?;
    let (before, after) = place("</body>")?;
    let table = format!("<script type=\"text/plain\" id=\"words\">\n{table}</script>\n");
    if table.matches("</script").count() != 1 {
        return Err(Error::Table);
    }
    // The article last: only the shell's own marks are marks.
    Ok(format!("{before}{table}</body>{after}").replacen(PLACE, &article, 1))
}

/// The page in English as it is served, but for what the build tool adds; for tests.
pub fn page() -> Result<String, Error> {
    assemble(&read(&folder().join("../index.html"))?, "en")
}

fn read(path: &Path) -> Result<String, Error> {
    fs::read_to_string(path).map_err(|error| Error::File { path: path.into(), error })
}

/// What a folder holds under names that end so, by name.
fn files(folder: &Path, extension: &str) -> Result<Vec<PathBuf>, Error> {
    let entries = fs::read_dir(folder).map_err(|error| Error::File { path: folder.into(), error })?;
    let paths = entries.flatten().map(|entry| entry.path());
    let mut paths: Vec<_> = paths.filter(|path| path.extension().is_some_and(|one| one == extension)).collect();
    paths.sort();
    Ok(paths)
}

#[cfg(test)]
mod tests;
