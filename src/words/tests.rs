//! The text files as a whole: every message says at run time what its file says, in every language.

use crate::ftl::{self, Kind, Message, Piece};
use crate::pseudo::pseudo;
use crate::words::Value;
use crate::{Error, TABLE_EN, Words, compiled, number, table};

fn english() -> Vec<Message> {
    ftl::parse("en", &ftl::files("en").unwrap(), None).unwrap()
}

/// The messages of a file of English.
fn parsed(text: &str) -> Result<Vec<Message>, String> {
    ftl::parse("en", &[("en/a.ftl".into(), lines(text))], None)
}

/// A value of each kind that no text of ours has in it.
fn sample(kind: Kind, at: usize) -> Value<'static> {
    match kind {
        Kind::Text => Value::Text(["alpha", "beta", "gamma", "delta", "epsilon", "zeta"][at % 6]),
        Kind::Count => Value::Count(98_700 + at as u64),
        Kind::Number => Value::Number(0.00765 + at as f64),
        Kind::Percent => Value::Percent(0.4321 + 0.01 * at as f64),
    }
}

fn written(value: &Value) -> String {
    match value {
        Value::Text(text) => text.to_string(),
        Value::Count(n) => number::count(*n),
        Value::Number(value) => number::number(*value),
        Value::Percent(share) => number::percent(*share),
    }
}

/// What a message says with these values, straight from the file's grammar.
fn said(pieces: &[Piece], values: &[Value]) -> String {
    let of = |piece: &Piece| match piece {
        Piece::Text(text) => text.clone(),
        Piece::Place(at) => written(&values[*at]),
        Piece::Choice(at, variants) => {
            let key = match &values[*at] {
                Value::Count(n) => n.to_string(),
                other => written(other),
            };
            let fits = variants.iter().find(|(name, _)| *name == key);
            said(&fits.or(variants.last()).unwrap().1, values)
        }
    };
    pieces.iter().map(of).collect()
}

/// The values of a message, once with samples and then with each key that it chooses by.
fn all_values(message: &Message) -> Vec<Vec<Value<'_>>> {
    let samples: Vec<_> = message.variables.iter().enumerate().map(|(at, v)| sample(v.kind, at)).collect();
    let mut all = vec![samples.clone()];
    for piece in &message.pieces {
        if let Piece::Choice(at, variants) = piece {
            for (key, _) in variants.iter().filter(|(key, _)| !key.is_empty()) {
                let mut values = samples.clone();
                values[*at] = match values[*at] {
                    Value::Count(_) => Value::Count(key.parse().unwrap()),
                    _ => Value::Text(key),
                };
                all.push(values);
            }
        }
    }
    all
}

/// The languages with their words and messages.
fn all_languages() -> Vec<(String, Words, Vec<Message>)> {
    let one = |lang: String| {
        let words = Words::parse(table(&lang).unwrap()).unwrap();
        let messages = match lang.as_str() {
            "en" => english(),
            _ => ftl::parse(&lang, &ftl::files(&lang).unwrap(), Some(&english())).unwrap(),
        };
        (lang, words, messages)
    };
    ftl::languages().unwrap().into_iter().map(one).collect()
}

#[test]
fn every_message_says_what_its_file_says_in_every_language() {
    for (lang, words, messages) in all_languages() {
        for (at, message) in messages.iter().enumerate() {
            for values in all_values(message) {
                let text = words.fill(at, &values);
                assert_eq!(text, said(&message.pieces, &values), "{lang}: {}", message.id);
                assert!(!text.contains(['{', '}', '|']) && !text.contains("  "), "{lang}: {}: {text}", message.id);
                // Chinese has no space between two sentences.
                assert!(
                    !text.is_empty() || (lang == "zh" && message.id == "between-sentences"),
                    "{lang}: {}",
                    message.id
                );
            }
        }
    }
}

/// For the eyes of a translator: `cargo test -p unit-variance-words -- --ignored --nocapture printed`.
#[test]
#[ignore = "a list to look at"]
fn every_branch_of_every_message_printed() {
    for (lang, words, messages) in all_languages() {
        for (at, message) in messages.iter().enumerate() {
            for values in all_values(message) {
                println!("{lang} {}: {}", message.id, words.fill(at, &values));
            }
        }
    }
}

#[test]
fn every_value_of_a_message_is_in_it() {
    let words = Words::english();
    for (at, message) in english().iter().enumerate() {
        for (i, variable) in
            message.variables.iter().enumerate().filter(|(_, v)| !matches!(v.kind, Kind::Text | Kind::Count))
        {
            let shown = all_values(message).iter().any(|values| words.fill(at, values).contains(&written(&values[i])));
            assert!(shown, "{}: ${}", message.id, variable.name);
        }
    }
}

#[test]
fn a_language_that_nobody_speaks_has_the_same_places() {
    let (words, made) = (Words::english(), Words::parse(&pseudo(TABLE_EN)).unwrap());
    for (at, message) in english().iter().enumerate() {
        for values in all_values(message) {
            let (text, other) = (words.fill(at, &values), made.fill(at, &values));
            assert!(
                other.starts_with('[') && other.ends_with(']') && other.len() > text.len(),
                "{}: {other}",
                message.id
            );
            let numbers = values.iter().filter(|value| !matches!(value, Value::Text(_))).map(written);
            for number in numbers.filter(|number| text.contains(number)) {
                assert!(other.contains(&number), "{}: {other}", message.id);
            }
        }
    }
}

#[test]
fn a_table_of_another_build_is_refused() {
    assert!(Words::parse(TABLE_EN).is_ok() && Words::parse(&format!("\n  {TABLE_EN}\n")).is_ok());
    assert_eq!(Words::parse("").unwrap_err(), Error::OtherBuild);
    assert_eq!(Words::parse(&TABLE_EN.replacen(|c: char| c.is_ascii_digit(), "x", 1)).unwrap_err(), Error::OtherBuild);
    let cut = TABLE_EN.trim_end().rsplit_once('\n').unwrap().0;
    assert_eq!(Words::parse(cut).unwrap_err(), Error::Length);
    assert_eq!((table("en"), table("none")), (Some(TABLE_EN), None));
}

#[test]
fn one_value_is_written_the_same_wherever_it_stands() {
    let file = "# $number (Number)\n# $share (Percent)\n# $count (Count)\n# $chosen (Text)\n\
        all = { $chosen -> ~[sentence] At { $number } it is { $share } of { $count }. ~*[label] { $number } { $share } { $count } ~}";
    let messages = parsed(file).unwrap();
    let words = Words { lines: compiled::table(&messages).lines().skip(1).map(Box::from).collect() };
    for (value, text) in [(2130.0, "2,130"), (0.819, "0.82"), (f64::NAN, "NaN"), (f64::INFINITY, "∞")] {
        for chosen in ["sentence", "label"] {
            let values = [Value::Number(value), Value::Percent(0.819), Value::Count(2130), Value::Text(chosen)];
            let said = words.fill(0, &values);
            assert!(said.contains(text) && said.contains("81.9%") && said.contains("2,130"), "{said}");
        }
    }
    assert_eq!(number::number(2130.0), number::count(2130));
    assert_eq!(number::product(2130.0), number::count(2130));
    let not_a_number = [number::number(f64::NAN), number::percent(f64::NAN), number::exact(f32::NAN)];
    assert_eq!(not_a_number, ["NaN", "NaN", "NaN"]);
}

/// The grammar wants each key of a choice, and the brace after them, on a line of its own: here each `~` is one.
fn lines(text: &str) -> String {
    text.replace('~', "\n ")
}

/// What is wrong with an English file of one message.
fn wrong(text: &str) -> String {
    parsed(text).unwrap_err()
}

#[test]
fn what_a_table_cannot_hold_is_refused_with_its_place() {
    assert_eq!(wrong("a = Step { $step }"), "en/a.ftl:1: a: $step is used and not declared");
    assert_eq!(wrong("\n# $step (Count)\na = Step"), "en/a.ftl:3: a: $step is declared and not used");
    assert!(wrong("# $step\na = Step { $step }").contains("$step has no type"));
    assert!(wrong("# $step (Day)\na = Step { $step }").contains("$step has no type"));
    assert!(wrong("a = b\na = c").ends_with("en/a.ftl:2: a: stands in en/a.ftl:1 already"));
    assert!(wrong("a = { NUMBER(1) }").contains("only variables"));
    assert!(wrong("a = { b }").contains("only variables"));
    assert!(wrong("-a = b").contains("terms"));
    assert!(wrong("a = b\n .c = d").contains("attributes"));
    assert!(wrong("a = x | y").contains("| cannot"));
    assert!(wrong("a b\n").starts_with("en/a.ftl:1"));
    assert!(wrong("# $r (Number)\na = { $r -> ~[one] 1 ~*[other] 2 ~}").contains("$r is a Number"));
    assert!(wrong("# $n (Count)\na = { $n -> ~[few] 1 ~*[other] 2 ~}").contains("[few] is no number"));
    let nested = "# $n (Count)\n# $m (Count)\na = { $n -> ~[1] { $m -> ~[1] x ~*[other] y ~} ~*[other] z ~}";
    assert!(wrong(nested).contains("within a choice"));
    let unnamed = |text: &str| compiled::source(&parsed(text).unwrap(), &[]).unwrap_err();
    assert_eq!(unnamed("match = b"), "match cannot be a name in Rust");
    assert_eq!(unnamed("# $in (Count)\na = { $in }"), "a: $in cannot be a name in Rust");
}

#[test]
fn a_translation_has_the_same_messages_and_variables() {
    let original = parsed("# $n (Count)\na = { $n -> ~[one] a step ~*[other] { $n } steps ~}\nb = B").unwrap();
    let translated = |text: &str| ftl::parse("zh", &[("zh/b.ftl".into(), lines(text))], Some(&original));
    let table = compiled::table(&translated("b = 乙\na = { $n }步").unwrap());
    assert_eq!(table, format!("{}\n{{0}}步\n乙\n", compiled::hash(&original)));
    assert_eq!(translated("").unwrap_err(), "zh: not translated: a (en/a.ftl:2), b (en/a.ftl:6)");
    assert_eq!(translated("c = 丙").unwrap_err(), "zh/b.ftl:1: c: is in no other language");
    assert_eq!(translated("a = 步").unwrap_err(), "zh/b.ftl:1: a: $n is declared and not used");
    assert_eq!(translated("a = { $m }步").unwrap_err(), "zh/b.ftl:1: a: $m is used and not declared");
    let other = translated("# $n (Number)\na = { $n }步").unwrap_err();
    assert_eq!(other, "zh/b.ftl:2: a: declares $n (Number), in English $n (Count)");
    assert!(translated("a = { $n -> ~[one] 一 ~*[other] { $n } ~}步").unwrap_err().contains("language zh"));
}

#[test]
fn the_files_of_a_language_are_one() {
    let file = |name: &str, text: &str| (format!("en/{name}.ftl"), text.to_string());
    let twice = ftl::parse("en", &[file("a", "x = X"), file("b", "y = Y\n\nx = Z")], None).unwrap_err();
    assert_eq!(twice, "en/b.ftl:3: x: stands in en/a.ftl:1 already");
    let both = ftl::parse("en", &[file("a", "x = X"), file("b", "y = Y")], None).unwrap();
    assert_eq!(compiled::table(&both).lines().skip(1).collect::<Vec<_>>(), ["X", "Y"]);
    assert_eq!(ftl::languages().unwrap()[0], "en");
}

#[test]
fn long_lines_may_be_broken() {
    let messages = parsed("# $n (Count)\na = One\n  line { $n ->\n   [one] {\"\"}\n   *[other] two\n  }.").unwrap();
    assert_eq!(compiled::table(&messages).lines().nth(1), Some("One line {0?1:|:two}."));
    let words = Words { lines: vec!["One line {0?1:|:two}.".into()] };
    assert_eq!(words.fill(0, &[Value::Count(1)]), "One line .");
    assert_eq!(words.fill(0, &[Value::Count(2)]), "One line two.");
    assert_eq!(words.fill(0, &[]), "One line .", "a value that is not there leaves its place empty");
}
