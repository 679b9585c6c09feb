//! The shell's and the figures' own words in another language. They stand in English in the markup, so that markup and words are
//! read together; a catalog (`LANG.po`, GNU gettext's format, which translators' tools know) has what stands in their place.
//!
//! Where one piece means several things, an entry with the figure's name as its `msgctxt` goes before the one without.
//!
//! What is translated as one piece is text with the inline elements in it, as far as the next element that is none, and each
//! attribute that is read to somebody. The piece's HTML, with its white space as single spaces, is the catalog's `msgid`.

use crate::Error;
use html5gum::{DefaultEmitter, Span, StartTag, Token, Tokenizer};
use polib::catalog::Catalog;
#[cfg(test)]
use polib::message::MessageView;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::Path;

/// Elements that are part of the sentence they stand in.
const INLINE: &[&str] = &[
    "a",
    "abbr",
    "b",
    "bdi",
    "br",
    "cite",
    "code",
    "em",
    "i",
    "kbd",
    "math",
    "mfrac",
    "mi",
    "mn",
    "mo",
    "mover",
    "mrow",
    "msqrt",
    "mspace",
    "mstyle",
    "msub",
    "msubsup",
    "msup",
    "mtext",
    "munder",
    "munderover",
    "output",
    "q",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "var",
    "wbr",
];

/// Attributes that are read or heard.
const READ: &[&str] = &["alt", "aria-description", "aria-label", "placeholder", "title"];

/// What stands in the place of English markup; what was asked for and is not there.
pub struct Translation {
    catalog: Option<Catalog>,
    /// Context and text.
    asked: RefCell<BTreeSet<(Option<String>, String)>>,
    missing: RefCell<BTreeSet<String>>,
}

impl Translation {
    /// The catalog of a language, beside the figures; English has none and stays as it is.
    pub fn read(folder: &Path, lang: &str) -> Result<Self, Error> {
        let path = folder.join(format!("{lang}.po"));
        let bad =
            |error: polib::po_file::POParseError| Error::Catalog { path: path.clone(), reason: error.to_string() };
        let catalog = if lang == "en" { None } else { Some(polib::po_file::parse(&path).map_err(bad)?) };
        Ok(Self { catalog, asked: RefCell::default(), missing: RefCell::default() })
    }

    /// `html` with each of its pieces translated; `figure` is the name of the figure whose it is.
    pub fn html(&self, html: &str, figure: Option<&str>) -> String {
        if self.catalog.is_none() {
            return html.into();
        }
        let mut changes: Vec<(Span<usize>, String)> = Vec::new();
        for piece in pieces(html) {
            let text = &html[piece.start..piece.end];
            if let Some(text) = self.of(&single_spaced(text), figure) {
                changes.push((piece, text));
            }
        }
        let mut translated = html.to_string();
        changes.sort_by_key(|(span, _)| span.start);
        for (span, text) in changes.iter().rev() {
            translated.replace_range(span.start..span.end, text);
        }
        translated
    }

    /// One piece of text that stands for itself.
    pub fn phrase(&self, english: &str) -> String {
        self.of(english, None).unwrap_or_else(|| english.into())
    }

    /// Refuses a page for which something was asked that is not in the catalog.
    pub fn complete(&self, lang: &str) -> Result<(), Error> {
        let pieces: Vec<String> = self.missing.borrow().iter().cloned().collect();
        if pieces.is_empty() { Ok(()) } else { Err(Error::Untranslated { lang: lang.into(), pieces }) }
    }

    /// What the catalog has and nobody asked for.
    #[cfg(test)]
    pub fn unused(&self) -> Vec<String> {
        let asked = self.asked.borrow();
        let messages = self.catalog.iter().flat_map(|catalog| catalog.messages());
        let key = |message: &dyn MessageView| {
            let context = message.msgctxt().filter(|context| !context.is_empty()).map(String::from);
            (context, message.msgid().to_string())
        };
        messages.map(key).filter(|key| !asked.contains(key)).map(|(_, id)| id).collect()
    }

    fn of(&self, english: &str, figure: Option<&str>) -> Option<String> {
        let catalog = self.catalog.as_ref()?;
        // Names of choices come in the page's language already.
        if !is_said(english) || english.chars().any(is_cjk) {
            return None;
        }
        let found = |context: Option<&str>| {
            let text = catalog.find_message(context, english, None)?.msgstr().ok()?;
            self.asked.borrow_mut().insert((context.map(String::from), english.into()));
            Some(text).filter(|text| !text.is_empty())
        };
        let text = figure.and_then(|figure| found(Some(figure))).or_else(|| found(None));
        if text.is_none() {
            self.missing.borrow_mut().insert(english.into());
        }
        text.map(String::from)
    }
}

/// A character of Chinese, Japanese or Korean script.
pub fn is_cjk(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}')
}

/// Whether HTML has letters outside its tags and entities.
fn is_said(html: &str) -> bool {
    let mut skipped = None;
    html.chars().any(|c| match (skipped, c) {
        (None, '<') => {
            skipped = Some('>');
            false
        }
        (None, '&') => {
            skipped = Some(';');
            false
        }
        (Some(end), c) => {
            if c == end {
                skipped = None;
            }
            false
        }
        (None, c) => c.is_alphabetic(),
    })
}

fn single_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// An inline element's tag within the run that is being read.
struct Inline {
    name: String,
    span: Span<usize>,
}

/// Where the pieces of `html` stand.
fn pieces(html: &str) -> Vec<Span<usize>> {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let (mut found, mut run) = (Vec::new(), Run::default());
    // Scripts and styles are no text.
    let mut silent = false;
    for Ok(token) in Tokenizer::new_with_emitter(html, emitter) {
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                let inline = INLINE.contains(&name.as_str());
                attributes(html, &tag, &name, &mut found);
                if inline && name != "br" && name != "wbr" {
                    run.opened.push(Inline { name, span: tag.span });
                    run.grow(tag.span);
                } else if inline {
                    run.grow(tag.span);
                } else {
                    run.end(html, &mut found);
                    silent = matches!(name.as_str(), "script" | "style" | "template");
                }
            }
            Token::EndTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name);
                if run.opened.last().is_some_and(|open| *open.name == *name) {
                    run.opened.pop();
                    run.grow(tag.span);
                } else {
                    run.end(html, &mut found);
                    silent = false;
                }
            }
            Token::String(text) if !silent => run.grow(text.span),
            Token::String(_) | Token::Error(_) => {}
            Token::Comment(_) | Token::Doctype(_) => run.end(html, &mut found),
        }
    }
    run.end(html, &mut found);
    // An attribute inside a piece is a part of it.
    let whole: Vec<Span<usize>> = found.iter().filter(|(text, _)| *text).map(|(_, span)| *span).collect();
    let inside = |span: &Span<usize>| whole.iter().any(|all| all.start < span.start && span.end < all.end);
    found.into_iter().filter(|(text, span)| *text || !inside(span)).map(|(_, span)| span).collect()
}

/// Text and inline elements that stand together.
#[derive(Default)]
struct Run {
    span: Option<Span<usize>>,
    /// The inline elements that are still open.
    opened: Vec<Inline>,
}

impl Run {
    fn grow(&mut self, span: Span<usize>) {
        let start = self.span.map_or(span.start, |all| all.start);
        self.span = Some(Span { start, end: span.end });
    }

    /// Notes the run; an element that stays open divides it.
    fn end(&mut self, html: &str, found: &mut Vec<(bool, Span<usize>)>) {
        let Some(Span { mut start, end }) = self.span.take() else { return };
        for open in self.opened.drain(..) {
            found.extend(piece(html, start, open.span.start));
            start = open.span.end;
        }
        found.extend(piece(html, start, end));
    }
}

/// The piece between two places, without the white space and the element around it.
fn piece(html: &str, start: usize, end: usize) -> Option<(bool, Span<usize>)> {
    let text = &html[start..end];
    let start = start + (text.len() - text.trim_start().len());
    let text = text.trim();
    let end = start + text.len();
    if !is_said(text) {
        return None;
    }
    if let Some((tag, _)) = text.strip_prefix('<').and_then(|rest| rest.split_once('>')) {
        let name = tag.split_whitespace().next().unwrap_or_default();
        let close = format!("</{name}>");
        let inner = &text[tag.len() + 2..text.len().saturating_sub(close.len()).max(tag.len() + 2)];
        if text.ends_with(&close) && !inner.contains(&close) && !name.starts_with('m') {
            let start = start + tag.len() + 2;
            return piece(html, start, start + inner.len());
        }
    }
    Some((true, Span { start, end }))
}

/// Where the values of the attributes stand that are read.
fn attributes(html: &str, tag: &StartTag<usize>, name: &str, found: &mut Vec<(bool, Span<usize>)>) {
    let described =
        name == "meta" && tag.attributes.get(&b"name"[..]).is_some_and(|value| ***value == b"description"[..]);
    let source = &html[tag.span.start..tag.span.end];
    for read in READ.iter().copied().chain(described.then_some("content")) {
        let Some((before, rest)) = source.split_once(&format!(" {read}=\"")) else { continue };
        let start = tag.span.start + before.len() + read.len() + 3;
        let value = rest.split('"').next().unwrap_or_default();
        if is_said(value) {
            found.push((false, Span { start, end: start + value.len() }));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(html: &str) -> Vec<&str> {
        let mut spans = pieces(html);
        spans.sort_by_key(|span| span.start);
        spans.into_iter().map(|span| &html[span.start..span.end]).collect()
    }

    #[test]
    fn a_sentence_is_one_piece_with_what_stands_in_it() {
        assert_eq!(
            found("<p>Layer <b>5 of <i>ten</i></b>.</p>\n<p>Next</p> 12 &amp; <button>Play</button>"),
            ["Layer <b>5 of <i>ten</i></b>.", "Next", "Play"]
        );
        assert_eq!(found("<label>Seed <input type=\"number\"> of it</label>"), ["Seed", "of it"]);
        assert_eq!(found("<p><span class=\"a\">Only <b>this</b></span></p>"), ["Only <b>this</b>"]);
        assert_eq!(found("<span>A <div>B</div> C</span>"), ["A", "B", "C"]);
        assert_eq!(found("<p><b>A</b> and <b>B</b></p>"), ["<b>A</b> and <b>B</b>"]);
    }

    #[test]
    fn attributes_that_are_read_are_pieces_and_scripts_are_none() {
        assert_eq!(found("<div class=\"x\" aria-label=\"Lab\" title=\"12\"></div>"), ["Lab"]);
        assert_eq!(
            found("<meta name=\"description\" content=\"A lesson\"><meta name=\"a\" content=\"b\">"),
            ["A lesson"]
        );
        assert_eq!(found("<p>Press <kbd title=\"a key\">A</kbd> now</p>"), ["Press <kbd title=\"a key\">A</kbd> now"]);
        assert_eq!(found("<script>var a</script><style>b</style>c"), ["c"]);
    }

    #[test]
    fn what_has_no_translation_is_named_and_stays() {
        let mut catalog = Catalog::new(polib::metadata::CatalogMetadata::new());
        let message = polib::message::Message::build_singular()
            .with_msgid("Stop <b>here</b>".into())
            .with_msgstr("<b>这里</b>停".into())
            .done();
        catalog.append_or_update(message);
        let translation =
            Translation { catalog: Some(catalog), asked: RefCell::default(), missing: RefCell::default() };
        assert_eq!(translation.html("<p>Stop\n <b>here</b></p><p>Go</p>", None), "<p><b>这里</b>停</p><p>Go</p>");
        assert_eq!(translation.complete("xx").unwrap_err().to_string().lines().last(), Some("msgstr \"\""));
        assert!(translation.unused().is_empty());
    }
}
