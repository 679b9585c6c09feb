//! One language at run time: a table of sentences, and how the places in them are filled. No grammar is read here.

use crate::messages::{COUNT, HASH, TABLE_EN};
use crate::number;

/// The sentences of one language; each is a function of this type.
///
/// A table is text: the first line says which messages it has, each further one is a message. `{0}` is the place of the
/// first value, `{0?key:text|key:text|:text}` a choice by it, whose last text is for all other keys.
#[derive(Debug)]
pub struct Words {
    pub(crate) lines: Vec<Box<str>>,
}

/// A table that this build cannot read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Error {
    /// It was made for other messages than this program has.
    OtherBuild,
    /// It ends too early, or goes on where it should end.
    Length,
}

/// A value in words by the name of its place in the markup.
pub type Named = (&'static str, String);

/// A value and how it is written.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Value<'a> {
    Text(&'a str),
    Count(u64),
    Number(f64),
    Percent(f64),
}

impl Words {
    /// Reads a table that was made by the build that made this program.
    pub fn parse(table: &str) -> Result<Self, Error> {
        let mut lines = table.trim().lines();
        if lines.next() != Some(HASH) {
            return Err(Error::OtherBuild);
        }
        let words = Self { lines: lines.map(Box::from).collect() };
        if words.lines.len() == COUNT { Ok(words) } else { Err(Error::Length) }
    }

    /// The English sentences, from the program itself.
    pub fn english() -> Self {
        Self { lines: TABLE_EN.lines().skip(1).map(Box::from).collect() }
    }

    /// A message without places.
    pub(crate) fn line(&self, message: usize) -> &str {
        self.lines.get(message).map_or("", |line| line)
    }

    /// A message with its places filled.
    pub(crate) fn fill(&self, message: usize, values: &[Value]) -> String {
        let mut text = String::new();
        fill(&mut text, self.line(message), values);
        text
    }
}

fn fill(text: &mut String, mut line: &str, values: &[Value]) {
    while let Some((before, rest)) = line.split_once('{') {
        let (place, after) = until(rest, b'}');
        let (at, choice) = place.split_once('?').map_or((place, None), |(at, choice)| (at, Some(choice)));
        let value = at.parse().ok().and_then(|at: usize| values.get(at));
        text.push_str(before);
        match (value, choice) {
            (Some(value), None) => text.push_str(&value.written()),
            (Some(value), Some(choice)) => fill(text, chosen(choice, &value.key()), values),
            (None, _) => {}
        }
        line = after;
    }
    text.push_str(line);
}

/// The text of `key`, or the last one.
fn chosen<'a>(mut choice: &'a str, key: &str) -> &'a str {
    loop {
        let (variant, rest) = until(choice, b'|');
        let (name, text) = variant.split_once(':').unwrap_or_default();
        if name == key || name.is_empty() {
            return text;
        }
        choice = rest;
    }
}

/// `text` before and after the first `end` that is not within braces.
fn until(text: &str, end: u8) -> (&str, &str) {
    let mut depth = 0;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if byte == end && depth == 0 => return (&text[..at], &text[at + 1..]),
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => {}
        }
    }
    (text, "")
}

impl Value<'_> {
    fn written(&self) -> String {
        match *self {
            Self::Text(text) => text.into(),
            Self::Count(n) => number::count(n),
            Self::Number(value) => number::number(value),
            Self::Percent(share) => number::percent(share),
        }
    }

    /// What a choice goes by.
    fn key(&self) -> String {
        match *self {
            Self::Count(n) => n.to_string(),
            _ => self.written(),
        }
    }
}
