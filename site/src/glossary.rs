//! The glossary: lines `= term; other form = what it means` of the article's file of that name. It becomes a list, and each
//! section's first mention of a term leads to its entry.

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

/// A word that is explained.
pub struct Term {
    /// The word, then the other forms in which it is mentioned.
    forms: Vec<String>,
    meaning: String,
}

impl Term {
    /// The term of a line; `None` for any other line.
    pub fn of(line: &str) -> Option<Self> {
        let (forms, meaning) = line.strip_prefix("= ")?.split_once(" = ")?;
        let forms = forms.split(';').map(|form| form.trim().to_string()).collect();
        Some(Self { forms, meaning: meaning.trim().into() })
    }

    fn id(&self) -> String {
        let name = self.forms.first().map_or("", String::as_str);
        format!("term-{}", name.replace(' ', "-"))
    }

    /// Its entry.
    pub fn html(&self) -> String {
        format!("<dt id=\"{}\">{}</dt><dd>{}</dd>\n", self.id(), self.forms.join(", "), escaped(&self.meaning))
    }

    /// Where a text mentions it first: from which byte, and how many; the longest form at that place.
    fn mention(&self, text: &str) -> Option<(usize, usize)> {
        let lower = text.to_lowercase();
        // Letters whose small form is longer would shift the places.
        if lower.len() != text.len() {
            return None;
        }
        let places = self.forms.iter().filter_map(|form| Some((whole_word(&lower, &form.to_lowercase())?, form.len())));
        places.min_by_key(|(at, length)| (*at, usize::MAX - length))
    }
}

fn whole_word(text: &str, word: &str) -> Option<usize> {
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '-');
    let alone = |at: &usize| {
        let (before, after) = (text[..*at].chars().next_back(), text[at + word.len()..].chars().next());
        !letter(before) && !letter(after)
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
    fn of_two_terms_at_one_place_the_longer_is_meant() {
        let lines = ["= unit = One.", "= unit test = Two."];
        assert!(linked("A unit test.", &lines).contains("#term-unit-test"));
    }
}
