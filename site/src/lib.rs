//! The page assembled: the shell (`index.html`) takes the article of a language, in which the figures stand, and the
//! program's sentences. It runs when the page is built, and in tests that read what the reader reads.

mod article;
mod error;
mod figures;
mod formula;
mod glossary;
pub mod teacher;
mod translation;
mod worksheet;

pub use error::Error;
use lesson::choice::{Choice, Lang};
use lesson::config;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use translation::Translation;
use words::Words;

/// Where the shell takes the article.
const PLACE: &str = "<!-- article -->";
/// Where it takes what is said if no script runs.
const SILENT: &str = "<!-- silent -->";

/// The folder with the article and the figures: this package is compiled inside it.
pub fn folder() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Where it takes the links to its other languages: those of the head, and those that are seen.
const OTHERS: &str = "<!-- languages -->";
const SWITCH: &str = "<!-- language switch -->";

/// The languages that there are pages in: English, which lies at the top, then those with a folder of their own.
pub fn languages() -> impl Iterator<Item = Lang> {
    Lang::ALL.iter().copied().filter(|lang| words::table(lang.key()).is_some())
}

/// The whole page: `shell` with the article, the figures and the table of sentences of `lang`.
pub fn assemble(shell: &str, lang: &str) -> Result<String, Error> {
    let unknown = || Error::Language(lang.into());
    let table = words::table(lang).ok_or_else(unknown)?;
    let language = Lang::from_key(lang).ok_or_else(unknown)?;
    let translation = Rc::new(Translation::read(folder(), lang)?);
    let article = article::html(folder(), lang, translation.clone())?;
    let shell = translation.html(shell, None);
    let place = |place: &'static str| shell.split_once(place).ok_or(Error::Shell(place));
    [PLACE, SILENT, OTHERS, SWITCH].into_iter().try_for_each(|one| place(one).map(drop))?;
    let (before, after) = place("</body>")?;
    let words = Words::parse(table).map_err(|_| Error::Table)?;
    let boot = boot_words(&words);
    let table = format!("<script type=\"text/plain\" id=\"words\">\n{table}</script>\n{boot}\n");
    if table.matches("</script").count() != 1 {
        return Err(Error::Table);
    }
    translation.complete(lang)?;
    let page = format!("{before}{table}</body>{after}");
    let page = page.replacen("<html lang=\"en\"", &format!("<html lang=\"{}\"", language.tag()), 1);
    let page = page.replacen(OTHERS, &alternates(language), 1).replacen(SWITCH, &switch(language, &words), 1);
    let page = if language == Lang::En { page } else { from_below(&page) };
    // The article last: only the shell's own marks are marks.
    Ok(page.replacen(SILENT, words.boot_silent(), 1).replacen(PLACE, &article, 1))
}

/// The shell's files, named from one folder below them.
fn from_below(shell: &str) -> String {
    shell.replace("=\"./", "=\"../")
}

/// The address of a language's page from that of another.
fn way(from: Lang, to: Lang) -> String {
    let up = if from.folder().is_empty() { "./" } else { "../" };
    let down = if to.folder().is_empty() { String::new() } else { format!("{}/", to.folder()) };
    format!("{up}{down}index.html")
}

/// For search engines, and for `early.js`, which follows `lang=` in an address.
fn alternates(here: Lang) -> String {
    let link = |to: Lang| format!("<link rel=\"alternate\" hreflang=\"{}\" href=\"{}\">", to.tag(), way(here, to));
    languages().map(link).collect::<Vec<_>>().join("\n  ")
}

/// A link to each other language, in its own name.
fn switch(here: Lang, words: &Words) -> String {
    let link = |to: Lang| {
        let (tag, way, key) = (to.tag(), way(here, to), to.key());
        format!("<a lang=\"{tag}\" hreflang=\"{tag}\" href=\"{way}#lang={key}\">{}</a>", words.label(to))
    };
    languages().filter(|to| *to != here).map(link).collect::<Vec<_>>().join(" ")
}

/// `embed.js` with what it takes from elsewhere: the keys of the language, and its words.
pub fn embed(script: &str) -> Result<String, Error> {
    let words = Words::english();
    let languages = languages().map(|lang| lang.key());
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
