//! The page assembled: the shell (`index.html`) takes the article of a language, in which the figures stand, and the
//! program's sentences. It runs when the page is built, and in tests that read what the reader reads.

mod article;
mod error;
mod figures;
mod formula;
mod glossary;
pub mod teacher;
mod worksheet;

pub use error::Error;
use lesson::choice::{Choice, Lang};
use lesson::config;
use std::fs;
use std::path::{Path, PathBuf};
use words::Words;

/// Where the shell takes the article.
const PLACE: &str = "<!-- article -->";
/// Where it takes what is said if no script runs.
const SILENT: &str = "<!-- silent -->";

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
    place(SILENT)?;
    let words = Words::parse(table).map_err(|_| Error::Table)?;
    let boot = boot_words(&words);
    let table = format!("<script type=\"text/plain\" id=\"words\">\n{table}</script>\n{boot}\n");
    if table.matches("</script").count() != 1 {
        return Err(Error::Table);
    }
    // The article last: only the shell's own marks are marks.
    Ok(format!("{before}{table}</body>{after}").replacen(SILENT, words.boot_silent(), 1).replacen(PLACE, &article, 1))
}

/// `embed.js` with what it takes from elsewhere: the keys of the language, and its words.
pub fn embed(script: &str) -> Result<String, Error> {
    let words = Words::english();
    let languages = Lang::ALL.iter().map(|lang| lang.key()).filter(|lang| words::table(lang).is_some());
    let values = [
        ("%keys%", config::keys().join(" ")),
        ("%switches%", config::switches().join(" ")),
        ("%languages%", languages.collect::<Vec<_>>().join(" ")),
        ("%start%", words.embed_start().to_string()),
        ("%blocked%", words.embed_blocked().to_string()),
    ];
    values.into_iter().try_fold(script.to_string(), |script, (place, value)| match script.contains(place) {
        true if !value.contains(['"', '\\', '\n']) => Ok(script.replace(place, &value)),
        _ => Err(Error::Shell(place)),
    })
}

/// The element with what `www/boot.js` says, in which `{name}` is the place of a value.
fn boot_words(words: &Words) -> String {
    let sentences = [
        ("missing", words.boot_missing("{feature}")),
        ("simd", words.boot_simd().into()),
        ("late", words.boot_late("{seconds}")),
        ("failed", words.boot_failed("{error}")),
        ("stopped", words.boot_stopped("{error}")),
        ("reload", words.boot_reload().into()),
        ("sandboxed", words.boot_sandboxed().into()),
        ("disk", words.boot_disk().into()),
        ("absent", words.boot_absent("{file}")),
        ("type", words.boot_type("{file}", "{kind}")),
    ];
    let escaped = |text: &str| text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
    let attributes = sentences.iter().map(|(key, text)| format!(" data-{key}=\"{}\"", escaped(text)));
    format!("<template id=\"boot-words\"{}></template>", attributes.collect::<String>())
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
