//! The article: Markdown files in the order of their names. Raw HTML passes through, `$…$` is a formula, and a line
//! `{{ figure NAME }}` is the place of a figure, `{{ contents }}` that of the list of contents. Every heading has an id:
//! that of a section is its file's name without the number, so that it is the same in every language.

use crate::figures::Figures;
use crate::formula::{Fault, mathml};
use crate::glossary::{Term, Unmentioned};
use crate::translation::Translation;
use crate::{Error, files, read};
use math_core::MathDisplay;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};
use std::path::Path;
use std::rc::Rc;
use words::Words;

/// All files of `article/LANG` as HTML, with the figures in their places, in that language by `translation`.
pub fn html(folder: &Path, lang: &str, translation: Rc<Translation>) -> Result<String, Error> {
    let words = Words::parse(words::table(lang).unwrap_or_default()).map_err(|_| Error::Language(lang.into()))?;
    let name = words.contents().to_string();
    let figures = Figures::read(&folder.join("figures"), words, translation)?;
    let mut texts = Vec::new();
    for path in files(&folder.join("article").join(lang), "md")? {
        texts.push((read(&path)?, path));
    }
    let terms = texts.iter().flat_map(|(text, _)| text.lines().filter_map(Term::of)).collect();
    let mut article = Article { terms, ..Article::default() };
    for (text, path) in &texts {
        section(&mut article, path, text, &figures)?;
    }
    let page = keep_marks(&name_presets(&article.page));
    Ok(page.replacen(CONTENTS, &contents(&article.headings, &name), 1))
}

/// The article's HTML so far, and its headings.
#[derive(Default)]
pub struct Article {
    /// The HTML.
    pub page: String,
    headings: Vec<Heading>,
    terms: Vec<Term>,
}

struct Heading {
    id: String,
    /// Its text as HTML.
    html: String,
}

/// The line that is the place of the list of contents; in the HTML as well, until all headings are known.
const CONTENTS: &str = "{{ contents }}";

/// A list of links to the sections.
fn contents(headings: &[Heading], name: &str) -> String {
    let item = |heading: &Heading| format!("<li><a href=\"#{}\">{}</a></li>\n", heading.id, heading.html);
    let items: String = headings.iter().map(item).collect();
    format!("<nav class=\"contents wide\" aria-label=\"{name}\"><p>{name}</p>\n<ol>\n{items}</ol></nav>\n")
}

/// Adds one file's HTML: its text before, between and after the figures is Markdown of its own.
pub fn section(article: &mut Article, path: &Path, text: &str, figures: &Figures) -> Result<(), Error> {
    let bad = |fault: Fault| Error::Formula { path: path.into(), formula: fault.formula, reason: fault.reason };
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    let id = name.split_once('-').map_or(&*name, |(_, id)| id);
    let mut markdown = String::new();
    let terms = std::mem::take(&mut article.terms);
    // Where words are explained, and where they stand in titles, none is linked.
    let mut unmentioned = Unmentioned::new(if NO_TERMS.contains(&id) { &[] } else { &terms });
    for (at, line) in text.lines().enumerate() {
        if line.trim() == CONTENTS {
            push(article, &std::mem::take(&mut markdown), id, &mut unmentioned).map_err(bad)?;
            article.page.extend([CONTENTS, "\n"]);
            continue;
        }
        if let Some(term) = Term::of(line) {
            if !article.page.ends_with("</dd>\n") {
                push(article, &std::mem::take(&mut markdown), id, &mut unmentioned).map_err(bad)?;
                article.page.push_str("<dl class=\"glossary\">\n");
            }
            article.page.push_str(&term.html());
            continue;
        }
        if article.page.ends_with("</dd>\n") {
            article.page.push_str("</dl>\n");
        }
        match placed(line) {
            None => markdown.extend([line, "\n"]),
            Some(name) => {
                push(article, &std::mem::take(&mut markdown), id, &mut unmentioned).map_err(bad)?;
                let missing = || Error::Figure { path: path.into(), line: at + 1, name: name.into() };
                article.page.push_str(&figures.render(name)?.ok_or_else(missing)?);
            }
        }
    }
    if article.page.ends_with("</dd>\n") {
        article.page.push_str("</dl>\n");
    }
    push(article, &markdown, id, &mut unmentioned).map_err(bad)?;
    article.terms = terms;
    Ok(())
}

/// Sections in which no term is linked.
const NO_TERMS: [&str; 2] = ["glossary", "sources"];

/// The figure that a line places.
fn placed(line: &str) -> Option<&str> {
    line.trim().strip_prefix("{{ figure ")?.strip_suffix("}}").map(str::trim)
}

/// `section` is the id of the file's own heading; headings below it are counted from 1 in theirs.
fn push(article: &mut Article, markdown: &str, section: &str, unmentioned: &mut Unmentioned) -> Result<(), Fault> {
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
    let mut events = unmentioned.link(events);
    name_headings(&mut events, article, section);
    html::push_html(&mut article.page, events.into_iter());
    Ok(())
}

/// A line may not begin with a mark that belongs to a formula before it. Within Chinese text a browser knows that; after a formula
/// it is told.
fn keep_marks(page: &str) -> String {
    let marks = ['，', '。', '：', '；', '、', '？', '！', '）', '”'];
    marks.iter().fold(page.to_string(), |page, mark| {
        page.replace(&format!("</math>{mark}"), &format!("</math>&NoBreak;{mark}"))
    })
}

/// Gives the heading of every preset, which is HTML, the preset's name as its id.
fn name_presets(page: &str) -> String {
    let mut parts = page.split("data-preset=\"");
    let mut named = parts.next().unwrap_or_default().to_string();
    for part in parts {
        let name = part.split('"').next().unwrap_or_default();
        named.push_str("data-preset=\"");
        named.push_str(&part.replacen("<h3>", &format!("<h3 id=\"preset-{name}\">"), 1));
    }
    named
}

/// Gives every heading its id, and notes the sections'.
fn name_headings(events: &mut [Event], article: &mut Article, section: &str) {
    for at in 0..events.len() {
        let Event::Start(Tag::Heading { level, id, .. }) = &mut events[at] else { continue };
        let top = *level == HeadingLevel::H2;
        let below = article.page.matches(&format!("id=\"{section}-")).count() + 1;
        let own = if top { section.to_string() } else { format!("{section}-{below}") };
        let name = id.get_or_insert_with(|| own.into());
        if top {
            let id = name.to_string();
            let text = events[at + 1..].iter().take_while(|event| !matches!(event, Event::End(TagEnd::Heading(_))));
            let mut html = String::new();
            html::push_html(&mut html, text.cloned());
            article.headings.push(Heading { id, html });
        }
    }
}

fn is_block(event: &Event) -> bool {
    match event {
        Event::InlineHtml(tag) => tag.starts_with("<math display=\"block\""),
        event => matches!(event, Event::DisplayMath(_)),
    }
}
