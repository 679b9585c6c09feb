//! What holds for every page.

use super::*;
use crate::figures::Figures;
use lesson::choice::Choice;
use lesson::figure::Figure;

#[test]
fn every_file_of_the_article_is_on_the_page_and_every_figure_once() {
    let page = page().unwrap();
    for path in files(&folder().join("article/en"), "md").unwrap() {
        let text = read(&path).unwrap();
        for title in text.lines().filter_map(|line| line.strip_prefix("## ")) {
            assert_eq!(page.matches(&format!("\">{title}</h2>")).count(), 1, "{}", path.display());
        }
    }
    for figure in Figure::ALL {
        let name = figure.key();
        assert_eq!(page.matches(&format!("data-figure=\"{name}\"")).count(), 1, "{name}");
    }
}

#[test]
fn every_heading_has_an_id_of_its_own_and_the_contents_list_every_section() {
    let page = page().unwrap();
    let ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let mut single = ids.clone();
    single.sort_unstable();
    single.dedup();
    assert_eq!(single.len(), ids.len(), "an id stands for one place");
    assert_eq!(page.matches("<h2>").count() + page.matches("<h3>").count(), 0, "a heading without an id");
    let (_, contents) = page.split_once("<nav class=\"contents").unwrap();
    let (contents, _) = contents.split_once("</nav>").unwrap();
    for (_, rest) in page.match_indices("<h2 id=\"").map(|(at, mark)| page.split_at(at + mark.len())) {
        let id = rest.split('"').next().unwrap();
        assert!(contents.contains(&format!("<a href=\"#{id}\">")), "{id}");
    }
}

#[test]
fn a_figure_that_is_not_there_is_named_with_file_and_line() {
    let figures = Figures::read(&folder().join("figures"), words::Words::english()).unwrap();
    let text = "## A\n\nText.\n\n{{ figure labb }}\n";
    let error = article::section(&mut article::Article::default(), Path::new("09-a.md"), text, &figures).unwrap_err();
    assert_eq!(error.to_string(), "09-a.md:5: there is no figure \"labb\" in site/figures");
}

#[test]
fn a_formula_on_its_own_is_no_paragraph_and_one_in_a_sentence_is() {
    let figures = Figures::read(&folder().join("figures"), words::Words::english()).unwrap();
    let mut article = article::Article::default();
    let text = "A <math><mi>x</mi></math>.\n\n<math display=\"block\"><mi>y</mi></math>\n";
    article::section(&mut article, Path::new("a.md"), text, &figures).unwrap();
    assert_eq!(article.page, "<p>A <math><mi>x</mi></math>.</p>\n<math display=\"block\"><mi>y</mi></math>\n");
}

#[test]
fn latex_becomes_mathml_and_a_formula_that_is_none_is_named() {
    let figures = Figures::read(&folder().join("figures"), words::Words::english()).unwrap();
    let mut article = article::Article::default();
    article::section(&mut article, Path::new("a.md"), "A $w^L$.\n\n$$y = \\beta$$\n", &figures).unwrap();
    let inline = "<math><msup><mi>w</mi><mi>L</mi></msup></math>";
    let block = "<math display=\"block\"><mi>y</mi><mo>=</mo><mi>β</mi></math>";
    assert_eq!(article.page, format!("<p>A {inline}.</p>\n{block}\n"));
    let error = article::section(&mut article, Path::new("a.md"), "$\\nonsense$", &figures).unwrap_err().to_string();
    assert!(error.starts_with("a.md: $\\nonsense$: "), "{error}");
}

#[test]
fn the_page_carries_the_programs_sentences() {
    let page = page().unwrap();
    let (_, table) = page.split_once("<script type=\"text/plain\" id=\"words\">").unwrap();
    let (table, rest) = table.split_once("</script>").unwrap();
    assert!(
        rest.trim_start().starts_with("<template id=\"boot-words\" data-missing=\"The figures need {feature}, which")
    );
    assert_eq!(words::Words::parse(table).unwrap().wait(), words::Words::english().wait());
}

#[test]
fn what_is_missing_is_said() {
    let said = |shell, lang| assemble(shell, lang).unwrap_err().to_string();
    assert_eq!(said("<body></body>", "en"), "the shell has no <!-- article -->");
    assert_eq!(said("<!-- article -->", "en"), "the shell has no </body>");
    assert_eq!(said("<!-- article --></body>", "xx"), "there are no words in the language \"xx\"");
}

/// The values that the radio groups called `FIGURE-KEY` offer.
fn offered(page: &str, group: &str) -> Vec<String> {
    let tags = page.split("<input ").map(|tag| tag.split('>').next().unwrap_or_default());
    let radios = tags.filter(|tag| tag.contains("type=\"radio\"") && tag.contains(&format!("name=\"{group}\"")));
    radios.map(|tag| tag.split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_string()).collect()
}

/// Groups of what is no part of the configuration.
const PARTICULAR: &[(&str, &[&str])] = &[
    // Which of a chart's values are drawn.
    ("lab-values", &["activations", "before", "after"]),
    // The library whose code is shown.
    ("lab-library", &["pytorch", "keras"]),
];

#[test]
fn every_group_offers_every_value_of_its_choice_in_its_order() {
    let page = page().unwrap();
    let mut left: Vec<&str> = figures::CHOICES.iter().map(|row| row.0).collect();
    for name in page.split("type=\"radio\" name=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
        let (figure, key) = name.split_once('-').unwrap();
        assert!(Figure::from_key(figure).is_some(), "{name} is named after no figure");
        let particular = PARTICULAR.iter().find(|row| row.0 == name).map(|row| row.1);
        let values = particular.or_else(|| figures::CHOICES.iter().find(|row| row.0 == key).map(|row| row.1));
        // The cube has no cells to show where nothing is averaged.
        let is_there = |value: &&&str| (name, **value) != ("cube-norm", "none");
        let values = values.unwrap_or_else(|| panic!("{name} is no choice")).iter().filter(is_there);
        assert!(offered(&page, name).iter().eq(values), "{name}: {:?}", offered(&page, name));
        left.retain(|one| *one != key);
    }
    assert!(left.is_empty(), "no figure offers {left:?}");
}

#[test]
fn a_choice_that_nobody_knows_is_an_error() {
    let mut templates = std::env::temp_dir();
    templates.push(format!("unit-variance-site-{}", std::process::id()));
    fs::create_dir_all(&templates).unwrap();
    fs::write(templates.join("bad.html"), "{{ choice(\"initt\").group }}").unwrap();
    let figures = Figures::read(&templates, words::Words::english()).unwrap();
    let error = figures.render("bad").unwrap_err().to_string();
    fs::remove_dir_all(&templates).unwrap();
    assert!(error.contains("there is no choice \"initt\"") && error.contains("bad.html:1"), "{error}");
}

#[test]
fn the_element_knows_every_key_of_the_language_and_every_figure_s_height() {
    let script = read(&folder().join("../www/embed.js")).unwrap();
    let built = embed(&script).unwrap();
    let list = |name: &str| {
        let (_, rest) = built.split_once(&format!("var {name} = \"")).unwrap();
        rest.split('"').next().unwrap().split(' ').map(String::from).collect::<Vec<_>>()
    };
    assert_eq!(list("KEYS"), lesson::config::keys());
    assert!(["play", "skip", "map-norm"].iter().all(|key| list("SWITCHES").contains(&key.to_string())));
    assert_eq!(list("LANGUAGES"), ["en"]);
    assert!(["%start%", "%blocked%"].iter().all(|place| !built.contains(place)));
    assert_eq!(embed("no places").unwrap_err().to_string(), "the shell has no %keys%");
    for figure in Figure::ALL {
        assert!(script.contains(&format!(" {}: [", figure.key())), "{figure:?} has no height in www/embed.js");
    }
}
