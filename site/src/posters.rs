//! The still pictures that stand for figures whose page is not loaded yet (`preview` of the embedded element).

use crate::figures::Figures;
use crate::translation::Translation;
use crate::{Error, folder, sentences};
use charts::poster::Question;
use charts::style::Style;
use figures::poster::poster;
use html5gum::{Token, Tokenizer};
use lesson::choice::{Choice, Lang};
use lesson::figure::Figure;
use std::rc::Rc;

/// Pixels; the element shows it as wide as it is itself.
const SIZE: (u32, u32) = (960, 420);

/// A poster of every figure in both themes, by the name of its file (`cube-dark.svg`).
pub fn posters(lang: Lang) -> Result<Vec<(String, String)>, Error> {
    let translation = Rc::new(Translation::read(folder(), lang.key())?);
    let (figures, words) =
        (Figures::read(&folder().join("figures"), sentences(lang.key())?, translation)?, sentences(lang.key())?);
    let mut posters = Vec::new();
    for figure in Figure::ALL {
        let name = figure.key();
        let veiled = figures.render(name)?.as_deref().and_then(veiled);
        for (theme, style) in [("light", Style::light(1.0)), ("dark", Style::dark(1.0))] {
            let picture = poster(*figure, veiled.as_ref(), SIZE, &style, &words)
                .map_err(|error| Error::Poster { figure: name.into(), reason: words.start_error(&error) })?;
            posters.push((format!("{name}-{theme}.svg"), picture));
        }
    }
    Ok(posters)
}

/// The question in a figure's markup, where its charts wait for the answer. What is asked stands in `<b>`.
fn veiled(markup: &str) -> Option<Question> {
    let (_, asking) = markup.split_once(" data-asked>")?;
    let (_, asking) = asking.split_once("data-part=\"ask\"")?;
    let (asking, _) = asking.split_once("<p>")?.1.split_once("</p>")?;
    let (lead, asked) = asking.split_once("<b>")?;
    Some(Question { lead: text(lead), asked: text(asked) })
}

/// What markup says.
fn text(markup: &str) -> String {
    let said = Tokenizer::new(markup).flatten().filter_map(|token| match token {
        Token::String(text) => Some(String::from_utf8_lossy(&text).into_owned()),
        _ => None,
    });
    said.collect::<String>().trim().to_string()
}
