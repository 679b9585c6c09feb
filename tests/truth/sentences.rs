//! The list in `README.md`, held to the page and to the tests: every fragment is in the page, every test exists, every source
//! has its link, and no sentence of the article that has a number in it is missing.

use super::runs::PAGE;
use std::fs;
use std::path::{Path, PathBuf};

/// Words that compare or count; a sentence with one of them is listed, and so is one with a digit.
const COMPARE: [&str; 20] = [
    "than",
    "twice",
    "half",
    "third",
    "quarter",
    "quarters",
    "tenth",
    "thousands",
    "thousandth",
    "hundred",
    "hundreds",
    "millionth",
    "most",
    "never",
    "exactly",
    "nearly",
    "fewer",
    "three",
    "four",
    "fifty",
];

/// What may stand in place of a test: the sentence states nothing that could be measured.
const NOTHING_TO_MEASURE: [&str; 4] = ["setting", "definition", "arithmetic", "advice"];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

/// The rows of the list: a fragment and what backs it.
fn rows() -> Vec<(String, String)> {
    let list = fs::read_to_string(folder().join("truth/README.md")).expect("the list");
    let row = |line: &str| {
        let (fragment, backing) = line.strip_prefix("| ")?.strip_suffix(" |")?.split_once(" | ")?;
        (fragment != "sentence").then(|| (fragment.to_string(), backing.to_string()))
    };
    list.lines().filter_map(row).collect()
}

/// Text without what stands between `open` and `close`, these included; each becomes `mark`.
fn without(text: &str, open: &str, close: &str, mark: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(open) {
        let Some((_, after)) = after.split_once(close) else { break };
        out += before;
        out += mark;
        rest = after;
    }
    out + rest
}

fn plain(html: &str) -> String {
    let text = without(html, "<", ">", "");
    let text = text.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The sentences of an article's file, without formulas and marks.
fn sentences(markdown: &str) -> Vec<String> {
    let text = without(&without(markdown, "$$", "$$", "\n\n"), "<math", "</math>", "");
    let text = without(&text, "$", "$", "");
    let broken = ["h3", "p", "li", "td", "th", "div", "tr"].iter().fold(text, |text, tag| {
        text.replace(&format!("</{tag}>"), "\n\n").replace(&format!("<{tag}"), &format!("\n\n<{tag}"))
    });
    // A line of the glossary is a definition; its numbers have a test of their own.
    let prose = broken.lines().filter(|line| !["#", "{{", "= "].iter().any(|mark| line.starts_with(mark)));
    let prose = prose.map(|line| line.strip_prefix("- ").map_or(line.into(), |item| format!("\n\n{item}")));
    let prose = prose.collect::<Vec<_>>().join("\n").replace(['*', '`'], "");
    prose.split("\n\n").flat_map(|paragraph| split(&plain(paragraph))).collect()
}

/// A sentence ends at a full stop, a question mark or a colon before a blank and a capital or a bracket.
fn split(paragraph: &str) -> Vec<String> {
    let mut found = vec![String::new()];
    let letters: Vec<char> = paragraph.chars().collect();
    for (at, letter) in letters.iter().enumerate() {
        found.last_mut().expect("one at least").push(*letter);
        let next = |by: usize| letters.get(at + by).copied().unwrap_or(' ');
        if ".?!:".contains(*letter) && next(1) == ' ' && (next(2).is_uppercase() || "“(".contains(next(2))) {
            found.push(String::new());
        }
    }
    found
}

fn tells(sentence: &str) -> bool {
    let word = |word: &str| COMPARE.contains(&word.trim_matches(|c: char| !c.is_alphanumeric()));
    sentence.contains(|c: char| c.is_ascii_digit()) || sentence.split(' ').any(word)
}

#[test]
fn every_listed_sentence_stands_in_the_page() {
    let page = plain(&PAGE);
    let missing: Vec<_> = rows().into_iter().filter(|(fragment, _)| !page.contains(fragment.as_str())).collect();
    assert!(missing.is_empty() && rows().len() > 100, "{missing:#?}");
}

#[test]
fn every_named_test_exists_and_every_source_has_its_link() {
    for (fragment, backing) in rows() {
        if NOTHING_TO_MEASURE.contains(&backing.as_str()) {
            continue;
        }
        if let Some(source) = backing.strip_prefix("source: ") {
            assert!(PAGE.contains(&format!("href=\"https://{source}\"")), "{fragment}: no link to {source}");
            continue;
        }
        let (part, name) = backing.split_once("::").unwrap_or_else(|| panic!("{fragment}: what is {backing}?"));
        let file = match part {
            "findings" | "learning" => folder().join(format!("{part}.rs")),
            _ => folder().join(format!("truth/{part}.rs")),
        };
        let source = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        assert!(source.contains(&format!("#[test]\nfn {name}()")), "{fragment}: there is no test {backing}");
    }
}

#[test]
fn no_sentence_of_the_article_with_a_number_or_a_comparison_is_missing() {
    let rows = rows();
    let mut missing = Vec::new();
    let article = folder().join("../site/article/en");
    for entry in fs::read_dir(article).expect("the article").flatten() {
        if entry.file_name().to_string_lossy().contains("sources") {
            continue;
        }
        let text = fs::read_to_string(entry.path()).expect("a section");
        let told = sentences(&text).into_iter().filter(|sentence| tells(sentence));
        missing.extend(told.filter(|sentence| !rows.iter().any(|(fragment, _)| sentence.contains(fragment.as_str()))));
    }
    assert!(missing.is_empty(), "not listed in tests/truth/README.md: {missing:#?}");
}

#[test]
fn sentences_are_told_apart() {
    assert_eq!(split("A tenth: One. (Two 3.) It’s 0.5 then."), ["A tenth:", " One.", " (Two 3.) It’s 0.5 then."]);
    assert!(tells("more than that") && tells("at 3") && !tells("a thin layer"));
}
