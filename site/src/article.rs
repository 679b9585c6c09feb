//! The article: Markdown files in the order of their names. Raw HTML passes through, `$…$` is a formula, and a line
//! `{{ figure NAME }}` is the place of a figure.

use crate::figures::Figures;
use crate::formula::{Fault, mathml};
use crate::{Error, files, read};
use math_core::MathDisplay;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, html};
use std::path::Path;
use words::Words;

/// All files of `article/LANG` as HTML, with the figures in their places.
pub fn html(folder: &Path, lang: &str) -> Result<String, Error> {
    let words = Words::parse(words::table(lang).unwrap_or_default()).map_err(|_| Error::Language(lang.into()))?;
    let figures = Figures::read(&folder.join("figures"), words)?;
    let mut page = String::new();
    for path in files(&folder.join("article").join(lang), "md")? {
        section(&mut page, &path, &read(&path)?, &figures)?;
    }
    Ok(page)
}

/// Adds one file's HTML: its text before, between and after the figures is Markdown of its own.
pub fn section(page: &mut String, path: &Path, text: &str, figures: &Figures) -> Result<(), Error> {
    let bad = |fault: Fault| Error::Formula { path: path.into(), formula: fault.formula, reason: fault.reason };
    let mut markdown = String::new();
    for (at, line) in text.lines().enumerate() {
        match placed(line) {
            None => markdown.extend([line, "\n"]),
            Some(name) => {
                push(page, &std::mem::take(&mut markdown)).map_err(bad)?;
                let missing = || Error::Figure { path: path.into(), line: at + 1, name: name.into() };
                page.push_str(&figures.render(name)?.ok_or_else(missing)?);
            }
        }
    }
    push(page, &markdown).map_err(bad)
}

/// The figure that a line places.
fn placed(line: &str) -> Option<&str> {
    line.trim().strip_prefix("{{ figure ")?.strip_suffix("}}").map(str::trim)
}

fn push(page: &mut String, markdown: &str) -> Result<(), Fault> {
    let mut events = Vec::new();
    // A formula on its own lines is a block itself, and no part of a paragraph.
    let mut block = false;
    let mut parser = Parser::new_ext(markdown, Options::ENABLE_MATH).peekable();
    while let Some(event) = parser.next() {
        match event {
            Event::Start(Tag::Paragraph) if parser.peek().is_some_and(is_block) => block = true,
            Event::End(TagEnd::Paragraph) if block => {
                block = false;
                events.push(Event::Html("\n".into()));
            }
            Event::InlineMath(tex) => events.push(Event::InlineHtml(mathml(&tex, MathDisplay::Inline)?.into())),
            Event::DisplayMath(tex) => events.push(Event::InlineHtml(mathml(&tex, MathDisplay::Block)?.into())),
            event => events.push(event),
        }
    }
    html::push_html(page, events.into_iter());
    Ok(())
}

fn is_block(event: &Event) -> bool {
    match event {
        Event::InlineHtml(tag) => tag.starts_with("<math display=\"block\""),
        event => matches!(event, Event::DisplayMath(_)),
    }
}
