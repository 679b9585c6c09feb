//! What keeps a page from being assembled, said so that its author can mend it.

use std::fmt;
use std::path::PathBuf;

/// What keeps a page from being assembled.
#[derive(Debug)]
pub enum Error {
    /// A file or folder that cannot be read.
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// The shell lacks the place for the article, or the end of its body.
    Shell(&'static str),
    /// There are no sentences in this language.
    Language(String),
    /// A catalog of translations that cannot be read.
    Catalog {
        /// Which.
        path: PathBuf,
        /// Why.
        reason: String,
    },
    /// Pieces of the shell and the figures that the catalog of a language lacks.
    Untranslated {
        /// The language.
        lang: String,
        /// The pieces.
        pieces: Vec<String>,
    },
    /// A sentence that would end the element that carries it.
    Table,
    /// The article places a figure that is not there.
    Figure {
        /// The file that places it.
        path: PathBuf,
        /// The line in it, counted from 1.
        line: usize,
        /// The figure's name.
        name: String,
    },
    /// A formula of the article that is no LaTeX, or none that is known.
    Formula {
        /// The file that it stands in.
        path: PathBuf,
        /// The formula.
        formula: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A worksheet's network that cannot be run.
    Worksheet(u32),
    /// A figure's template cannot be rendered.
    Template(minijinja::Error),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::File { path, error } => write!(f, "{}: {error}", path.display()),
            Self::Shell(place) => write!(f, "the shell has no {place}"),
            Self::Language(lang) => write!(f, "there are no words in the language {lang:?}"),
            Self::Catalog { path, reason } => write!(f, "{}: {reason}", path.display()),
            Self::Untranslated { lang, pieces } => {
                writeln!(f, "site/{lang}.po lacks what stands in the shell and the figures:")?;
                pieces.iter().try_for_each(|piece| write!(f, "\nmsgid {piece:?}\nmsgstr \"\"\n"))
            }
            Self::Table => write!(f, "a sentence of the program contains </script"),
            Self::Figure { path, line, name } => {
                write!(f, "{}:{line}: there is no figure {name:?} in site/figures", path.display())
            }
            Self::Formula { path, formula, reason } => write!(f, "{}: ${formula}$: {reason}", path.display()),
            Self::Worksheet(seed) => write!(f, "the networks of worksheet {seed} cannot be run"),
            Self::Template(error) => write!(f, "{error:#}"),
        }
    }
}

impl std::error::Error for Error {}

impl From<minijinja::Error> for Error {
    fn from(error: minijinja::Error) -> Self {
        Self::Template(error)
    }
}
