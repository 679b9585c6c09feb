//! Messages as the program has them: the table of a language, and a typed function for each message. Used by `build.rs` and
//! by the tests.

use crate::ftl::{Message, Piece};
use std::fmt::Write;

/// Names that Rust keeps for itself.
const KEYWORDS: &str = " as async await become box break const continue crate do dyn else enum extern false final fn for if \
    impl in let loop macro match mod move mut override pub ref return self static struct super trait true try type unsafe \
    unsized use virtual where while yield ";

/// A number for these ids, in this order, with these variables.
pub fn hash(messages: &[Message]) -> String {
    let shape = |m: &Message| m.variables.iter().map(|v| format!(" {} {}", v.name, v.kind.name())).collect::<String>();
    let all: String = messages.iter().map(|m| format!("{}{}\n", m.id, shape(m))).collect();
    // FNV-1a.
    let hash = all
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{hash:016x}")
}

/// The table of a language: see `Words`.
pub fn table(messages: &[Message]) -> String {
    let lines: Vec<String> = messages.iter().map(|message| line(&message.pieces, &|at| at.to_string())).collect();
    format!("{}\n{}\n", hash(messages), lines.join("\n"))
}

/// Pieces as a line of a table, with the places named by `name`.
fn line(pieces: &[Piece], name: &dyn Fn(usize) -> String) -> String {
    let of = |piece: &Piece| match piece {
        Piece::Text(text) => text.clone(),
        Piece::Place(at) => format!("{{{}}}", name(*at)),
        Piece::Choice(at, variants) => {
            let variants: Vec<_> = variants.iter().map(|(key, text)| format!("{key}:{}", line(text, name))).collect();
            format!("{{{}?{}}}", name(*at), variants.join("|"))
        }
    };
    pieces.iter().map(of).collect()
}

/// The Rust source of the typed functions, and of what `Words` must know; `languages` have a file `words_LANGUAGE.txt` each
/// beside it.
pub fn source(messages: &[Message], languages: &[String]) -> Result<String, String> {
    let mut functions = String::new();
    for (at, message) in messages.iter().enumerate() {
        function(&mut functions, at, message)?;
    }
    let mut tables = String::new();
    for language in languages {
        let constant = format!("TABLE_{}", language.to_uppercase().replace('-', "_"));
        let _ = writeln!(
            tables,
            "/// The table of `{language}`.\npub const {constant}: &str = include_str!(concat!(env!(\"OUT_DIR\"), \"/words_{language}.txt\"));"
        );
    }
    let arms =
        |language: &String| format!("\"{language}\" => Some(TABLE_{}),\n", language.to_uppercase().replace('-', "_"));
    let arms: String = languages.iter().map(arms).collect();
    let ids: String = messages.iter().map(|message| format!("\"{}\", ", message.id)).collect();
    Ok(format!(
        "use crate::words::{{Value, Words}};\n\
        pub(crate) const COUNT: usize = {};\n\
        pub(crate) const HASH: &str = \"{}\";\n\
        /// What the messages are called, for the compiler alone: nothing of it is in the program.\n\
        pub(crate) const IDS: &[&str] = &[{ids}];\n\
        {tables}\n\
        /// The table of a language, for a page to carry; `None` for a language without one.\n\
        pub fn table(language: &str) -> Option<&'static str> {{\nmatch language {{\n{arms}_ => None,\n}}\n}}\n\
        impl Words {{\n{functions}}}\n",
        messages.len(),
        hash(messages)
    ))
}

fn function(source: &mut String, at: usize, message: &Message) -> Result<(), String> {
    let name = rust_name(&message.id)?;
    let text = line(&message.pieces, &|at| message.variables[at].name.clone());
    let _ = writeln!(source, "/// `{}`", text.replace('`', "'"));
    if message.variables.is_empty() {
        let _ = writeln!(source, "pub fn {name}(&self) -> &str {{\nself.line({at})\n}}");
        return Ok(());
    }
    let (mut arguments, mut values) = (String::new(), String::new());
    for variable in &message.variables {
        let argument = rust_name(&variable.name).map_err(|error| format!("{}: ${error}", message.id))?;
        let _ = write!(arguments, ", {argument}: {}", variable.kind.rust_type());
        let _ = write!(values, "Value::{}({argument}), ", variable.kind.name());
    }
    let _ = writeln!(source, "pub fn {name}(&self{arguments}) -> String {{\nself.fill({at}, &[{values}])\n}}");
    Ok(())
}

/// The name of a function or of its argument.
fn rust_name(id: &str) -> Result<String, String> {
    let name = id.replace('-', "_");
    let kept = KEYWORDS.contains(&format!(" {name} ")) || name.chars().any(char::is_uppercase);
    if kept { Err(format!("{id} cannot be a name in Rust")) } else { Ok(name) }
}
