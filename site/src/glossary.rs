//! The glossary: lines `= term; other form = what it means` of the article's file of that name. It becomes a list, and each
//! section's first mention of a term leads to its entry. In a translation the English term stands before the others and is the
//! entry's id: `= mean square | 均方; -均方根 = …`. A form after `-` is a longer word that is not meant.

use crate::translation::is_cjk;
use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

/// A word that is explained.
pub struct Term {
    /// The English word.
    name: String,
    /// The word, then the other forms in which it is mentioned.
    forms: Vec<String>,
    /// Longer words that hold one of them and mean something else.
    others: Vec<String>,
    meaning: String,
}

impl Term {
    /// The term of a line; `None` for any other line.
    pub fn of(line: &str) -> Option<Self> {
        let (forms, meaning) = line.strip_prefix("= ")?.split_once(" = ")?;
        let (name, forms) = forms.split_once(" | ").map_or((None, forms), |(name, forms)| (Some(name), forms));
        let forms = forms.split(';').map(|form| form.trim().to_string());
        let (others, forms): (Vec<String>, Vec<String>) = forms.partition(|form| form.starts_with('-'));
        let name = name.map_or_else(|| forms.first().cloned().unwrap_or_default(), |name| name.trim().to_string());
        let others = others.iter().map(|other| other.trim_start_matches('-').to_lowercase()).collect();
        Some(Self { name, forms, others, meaning: meaning.trim().into() })
    }

    fn id(&self) -> String {
        format!("term-{}", self.name.replace(' ', "-"))
    }

    /// Its entry.
    pub fn html(&self) -> String {
        format!(
            "<dt id=\"{}\">{}</dt><dd>{}</dd>\n",
            self.id(),
            self.forms.join(if self.forms.concat().chars().any(is_cjk) { "、" } else { ", " }),
            escaped(&self.meaning)
        )
    }

    /// Where a text mentions it first: from which byte, and how many; the longest form at that place.
    fn mention(&self, text: &str) -> Option<(usize, usize)> {
        let lower = text.to_lowercase();
        // Letters whose small form is longer would shift the places.
        if lower.len() != text.len() {
            return None;
        }
        let meant = |at: usize| !self.others.iter().any(|other| lower[at..].starts_with(other.as_str()));
        let places =
            self.forms.iter().filter_map(|form| Some((whole_word(&lower, &form.to_lowercase(), &meant)?, form.len())));
        places.min_by_key(|(at, length)| (*at, usize::MAX - length))
    }
}

/// Where a word stands alone, which Chinese words always do, and is `meant`.
fn whole_word(text: &str, word: &str, meant: &dyn Fn(usize) -> bool) -> Option<usize> {
    let letter = |c: Option<char>| c.is_some_and(|c| (c.is_alphanumeric() && !is_cjk(c)) || c == '-');
    let spaced = !word.chars().any(is_cjk);
    let alone = |at: &usize| {
        let (before, after) = (text[..*at].chars().next_back(), text[at + word.len()..].chars().next());
        (!spaced || (!letter(before) && !letter(after))) && meant(*at)
    };
    text.match_indices(word).map(|(at, _)| at).find(alone)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// The terms that a section has yet to mention.
pub struct Unmentioned<'a>(Vec<&'a Term>);

impl<'a> Unmentioned<'a> {
    /// All terms, at the beginning of a section.
    pub fn new(terms: &'a [Term]) -> Self {
        Self(terms.iter().collect())
    }

    /// Links each term's first mention in running text: headings, links and code stay as they are.
    pub fn link<'e>(&mut self, events: Vec<Event<'e>>) -> Vec<Event<'e>> {
        let (mut linked, mut closed) = (Vec::new(), 0);
        for event in events {
            match &event {
                Event::Start(Tag::Heading { .. } | Tag::Link { .. } | Tag::CodeBlock(_)) => closed += 1,
                Event::End(TagEnd::Heading(_) | TagEnd::Link | TagEnd::CodeBlock) => closed -= 1,
                Event::InlineHtml(tag) if tag.starts_with("<a ") => closed += 1,
                Event::InlineHtml(tag) if tag.starts_with("</a") => closed -= 1,
                _ => {}
            }
            match event {
                Event::Text(text) if closed == 0 => self.link_text(&text, &mut linked),
                event => linked.push(event),
            }
        }
        linked
    }

    fn link_text<'e>(&mut self, text: &str, events: &mut Vec<Event<'e>>) {
        let plain = |text: &str| Event::Text(CowStr::from(text.to_string()));
        let mut rest = text;
        loop {
            let mentions = self.0.iter().enumerate().filter_map(|(term, one)| Some((one.mention(rest)?, term)));
            let Some(((at, length), term)) = mentions.min_by_key(|((at, length), _)| (*at, usize::MAX - length)) else {
                break;
            };
            let id = self.0.remove(term).id();
            events.push(plain(&rest[..at]));
            let word = escaped(&rest[at..at + length]);
            events.push(Event::InlineHtml(format!("<a class=\"term\" href=\"#{id}\">{word}</a>").into()));
            rest = &rest[at + length..];
        }
        events.push(plain(rest));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use pulldown_cmark::{Parser, html};

    fn linked(markdown: &str, lines: &[&str]) -> String {
        let terms: Vec<Term> = lines.iter().map(|line| Term::of(line).expect("a term")).collect();
        let mut page = String::new();
        html::push_html(&mut page, Unmentioned::new(&terms).link(Parser::new(markdown).collect()).into_iter());
        page
    }

    #[test]
    fn the_first_mention_in_running_text_is_linked_and_no_other() {
        let lines = ["= mean square = The average of the squares.", "= std; standard deviation = The root."];
        assert_eq!(
            linked("## The std\n\nA [std](#a), `std`: the Mean square, an std, stds and the std.", &lines),
            "<h2>The std</h2>\n<p>A <a href=\"#a\">std</a>, <code>std</code>: the \
             <a class=\"term\" href=\"#term-mean-square\">Mean square</a>, an \
             <a class=\"term\" href=\"#term-std\">std</a>, stds and the std.</p>\n"
        );
        assert_eq!(
            Term::of("= a; b = c < d").map(|term| term.html()).as_deref(),
            Some("<dt id=\"term-a\">a, b</dt><dd>c &lt; d</dd>\n")
        );
        assert!(Term::of("plain text").is_none());
    }

    #[test]
    fn a_translation_keeps_the_ids_and_needs_no_spaces_between_words() {
        let lines = ["= mean square | 均方; -均方根 = 平方的平均。", "= std | 标准差; std = 方差的根。"];
        let page = linked("均方根之外，先取均方，再看标准差。", &lines);
        assert_eq!(
            page,
            "<p>均方根之外，先取<a class=\"term\" href=\"#term-mean-square\">均方</a>，再看<a class=\"term\" \
             href=\"#term-std\">标准差</a>。</p>\n"
        );
        assert_eq!(
            Term::of(lines[0]).map(|term| term.html()).as_deref(),
            Some("<dt id=\"term-mean-square\">均方</dt><dd>平方的平均。</dd>\n")
        );
    }

    #[test]
    fn of_two_terms_at_one_place_the_longer_is_meant() {
        let lines = ["= unit = One.", "= unit test = Two."];
        assert!(linked("A unit test.", &lines).contains("#term-unit-test"));
    }
}
