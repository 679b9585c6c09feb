//! The text files at build time: Fluent syntax, cut down to what a table can hold, checked, and each variable with a type.
//! Used by `build.rs` and by the tests; the program has none of it.

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Message as Entered, PatternElement, VariantKey};
use fluent_syntax::{ast, parser};
use std::fs;
use std::path::Path;

/// How a variable is written, and so the type that its value has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Text,
    Count,
    Number,
    Percent,
}

impl Kind {
    /// All kinds, as comments name them, with their types.
    pub const ALL: [(Self, &'static str, &'static str); 4] = [
        (Self::Text, "Text", "&str"),
        (Self::Count, "Count", "u64"),
        (Self::Number, "Number", "f64"),
        (Self::Percent, "Percent", "f64"),
    ];

    pub fn name(self) -> &'static str {
        Self::ALL[self as usize].1
    }

    pub fn rust_type(self) -> &'static str {
        Self::ALL[self as usize].2
    }
}

/// A variable of a message, as its comment declares it: `# $step (Count) The step.`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    pub name: String,
    pub kind: Kind,
}

/// A part of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    Text(String),
    /// The place of a variable.
    Place(usize),
    /// The first variant whose key the variable has; the last, with no key, is for all others.
    Choice(usize, Vec<(String, Vec<Piece>)>),
}

/// One message of one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    pub id: String,
    /// Its file and line: `en/sum.ftl:7`.
    pub place: String,
    pub variables: Vec<Variable>,
    pub pieces: Vec<Piece>,
}

/// Languages in which `[one]` is exactly 1. Another rule needs code here: see the plural rules of the Unicode CLDR.
const ONE_IS_1: &[&str] = &["en", "de", "es", "it", "nl", "pt", "sv"];

/// One file of a language: its path below this package, such as `en/sum.ftl`, and its text.
pub type File = (String, String);

/// The languages that there are: the folders with files `*.ftl`, English first.
pub fn languages() -> Result<Vec<String>, String> {
    let mut names = names(".")?;
    names.retain(|name| Path::new(name).is_dir() && files(name).is_ok_and(|files| !files.is_empty()));
    names.sort_by_key(|name| (name != "en", name.clone()));
    Ok(names)
}

/// The files `*.ftl` of a language, in the order of their names.
pub fn files(language: &str) -> Result<Vec<File>, String> {
    let mut names = names(language)?;
    names.retain(|name| name.ends_with(".ftl"));
    names.sort();
    let read = |name: String| {
        let path = format!("{language}/{name}");
        let text = fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))?;
        Ok((path, text))
    };
    names.into_iter().map(read).collect()
}

fn names(folder: &str) -> Result<Vec<String>, String> {
    let said = |error| format!("{folder}: {error}");
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(said)? {
        names.extend(entry.map_err(said)?.file_name().into_string());
    }
    Ok(names)
}

/// The messages of a language's files. A translation may leave the declarations of variables to `original`, the English
/// messages; which file of its folder a message stands in is its own business. An error names file, line and message.
pub fn parse(language: &str, files: &[File], original: Option<&[Message]>) -> Result<Vec<Message>, String> {
    let mut messages: Vec<Message> = Vec::new();
    for file in files {
        parse_file(language, file, original, &mut messages)?;
    }
    match original {
        Some(original) => complete(language, original, &messages).map(|()| in_order_of(original, messages)),
        None => Ok(messages),
    }
}

fn parse_file(
    language: &str,
    (file, text): &File,
    original: Option<&[Message]>,
    messages: &mut Vec<Message>,
) -> Result<(), String> {
    let resource = parser::parse(text.as_str()).map_err(|(_, errors)| {
        let of = |error: &parser::ParserError| format!("{file}:{}: {}", line_at(text, error.pos.start), error.kind);
        errors.iter().map(of).collect::<Vec<_>>().join("\n")
    })?;
    for entry in &resource.body {
        match entry {
            Entry::Message(message) => {
                let id = message.id.name;
                let place = format!("{file}:{}", line_of(text, id));
                if let Some(other) = messages.iter().find(|other| other.id == id) {
                    return Err(format!("{place}: {id}: stands in {} already", other.place));
                }
                let read = read(language, place.clone(), message, original);
                messages.push(read.map_err(|what| format!("{place}: {id}: {what}"))?);
            }
            Entry::Term(term) => {
                let id = term.id.name;
                return Err(format!("{file}:{}: -{id}: terms are not supported", line_of(text, id)));
            }
            Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => {}
            Entry::Junk { content } => return Err(format!("{file}: not understood: {content}")),
        }
    }
    Ok(())
}

fn line_at(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}

/// Where a piece of the text begins.
fn line_of(text: &str, piece: &str) -> usize {
    line_at(text, (piece.as_ptr() as usize).saturating_sub(text.as_ptr() as usize))
}

fn complete(language: &str, original: &[Message], messages: &[Message]) -> Result<(), String> {
    let lacks = |wanted: &&Message| !messages.iter().any(|message| message.id == wanted.id);
    let missing = original.iter().filter(lacks).map(|message| format!("{} ({})", message.id, message.place));
    let missing: Vec<_> = missing.collect();
    if missing.is_empty() { Ok(()) } else { Err(format!("{language}: not translated: {}", missing.join(", "))) }
}

fn in_order_of(original: &[Message], mut messages: Vec<Message>) -> Vec<Message> {
    let place = |message: &Message| original.iter().position(|other| other.id == message.id);
    messages.sort_by_key(place);
    messages
}

fn read(
    language: &str,
    place: String,
    message: &Entered<&str>,
    original: Option<&[Message]>,
) -> Result<Message, String> {
    let declared = match &message.comment {
        Some(comment) => declarations(&comment.content)?,
        None => Vec::new(),
    };
    let variables = match original {
        None => declared,
        Some(original) => {
            let same = original.iter().find(|other| other.id == message.id.name);
            let variables = &same.ok_or("is in no other language")?.variables;
            if !declared.is_empty() && declared != *variables {
                return Err(format!("declares {}, in English {}", listed(&declared), listed(variables)));
            }
            variables.clone()
        }
    };
    if !message.attributes.is_empty() {
        return Err("attributes are not supported".into());
    }
    let pattern = message.value.as_ref().ok_or("has no text")?;
    let mut reader = Reader { used: vec![false; variables.len()], variables: &variables, language };
    let pieces = reader.pieces(pattern, false)?;
    match reader.used.iter().position(|used| !used) {
        Some(at) => Err(format!("${} is declared and not used", variables[at].name)),
        None => Ok(Message { id: message.id.name.into(), place, variables, pieces }),
    }
}

fn listed(variables: &[Variable]) -> String {
    let all: Vec<_> = variables.iter().map(|v| format!("${} ({})", v.name, v.kind.name())).collect();
    if all.is_empty() { "nothing".into() } else { all.join(", ") }
}

/// `$step (Count) The step that …`; other lines of the comment are for translators.
fn declarations(comment: &[&str]) -> Result<Vec<Variable>, String> {
    let mut variables: Vec<Variable> = Vec::new();
    for line in comment.iter().filter_map(|line| line.trim().strip_prefix('$')) {
        let (name, rest) = line.split_once(' ').unwrap_or((line, ""));
        let kind = rest.trim_start().strip_prefix('(').and_then(|rest| rest.split_once(')')).map(|(kind, _)| kind);
        let found = Kind::ALL.iter().find(|row| Some(row.1) == kind);
        let kind = found.ok_or(format!("${name} has no type: (Text), (Count), (Number) or (Percent)"))?.0;
        if variables.iter().any(|variable| variable.name == name) {
            return Err(format!("${name} is declared twice"));
        }
        variables.push(Variable { name: name.into(), kind });
    }
    Ok(variables)
}

/// Reads one pattern and notes which variables it used.
struct Reader<'a> {
    variables: &'a [Variable],
    used: Vec<bool>,
    language: &'a str,
}

impl Reader<'_> {
    fn pieces(&mut self, pattern: &ast::Pattern<&str>, within: bool) -> Result<Vec<Piece>, String> {
        pattern.elements.iter().map(|element| self.piece(element, within)).collect()
    }

    fn piece(&mut self, element: &PatternElement<&str>, within: bool) -> Result<Piece, String> {
        use InlineExpression::{StringLiteral, VariableReference};
        match element {
            PatternElement::TextElement { value } => text(value),
            PatternElement::Placeable { expression: Expression::Inline(StringLiteral { value }) } => text(value),
            PatternElement::Placeable { expression: Expression::Inline(VariableReference { id }) } => {
                Ok(Piece::Place(self.variable(id.name)?))
            }
            PatternElement::Placeable {
                expression: Expression::Select { selector: VariableReference { id }, variants },
            } if !within => self.choice(id.name, variants),
            PatternElement::Placeable { expression: Expression::Select { .. } } => {
                Err("a choice within a choice, or by something else than a variable, is not supported".into())
            }
            PatternElement::Placeable { .. } => Err("only variables, texts and choices may stand in braces".into()),
        }
    }

    fn variable(&mut self, name: &str) -> Result<usize, String> {
        let at = self.variables.iter().position(|variable| variable.name == name);
        let at = at.ok_or(format!("${name} is used and not declared"))?;
        self.used[at] = true;
        Ok(at)
    }

    fn choice(&mut self, name: &str, variants: &[ast::Variant<&str>]) -> Result<Piece, String> {
        let at = self.variable(name)?;
        let kind = self.variables[at].kind;
        if !matches!(kind, Kind::Text | Kind::Count) {
            return Err(format!("a choice goes by a Text or a Count, ${name} is a {}", kind.name()));
        }
        let (mut all, mut last) = (Vec::new(), Vec::new());
        for variant in variants {
            let pieces = self.pieces(&variant.value, true)?;
            if variant.default {
                last.push((String::new(), pieces));
            } else {
                all.push((self.key(kind, &variant.key)?, pieces));
            }
        }
        all.append(&mut last);
        Ok(Piece::Choice(at, all))
    }

    fn key(&self, kind: Kind, key: &VariantKey<&str>) -> Result<String, String> {
        match (kind, key) {
            (Kind::Count, VariantKey::Identifier { name: "one" }) if ONE_IS_1.contains(&self.language) => {
                Ok("1".into())
            }
            (Kind::Count, VariantKey::Identifier { name }) => {
                Err(format!("[{name}] is no number, nor a plural that is known of the language {}", self.language))
            }
            (_, VariantKey::Identifier { name }) => Ok((*name).into()),
            (_, VariantKey::NumberLiteral { value }) => Ok((*value).into()),
        }
    }
}

/// A line that ends in the file goes on in the sentence. What the table is written with cannot be text.
fn text(value: &str) -> Result<Piece, String> {
    match value.chars().find(|c| "{}|".contains(*c)) {
        Some(c) => Err(format!("{c} cannot stand in a text")),
        None => Ok(Piece::Text(value.replace('\n', " "))),
    }
}
