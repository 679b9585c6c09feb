//! What holds for every page.

use super::*;
use crate::figures::Figures;
use crate::translation::Translation;
use lesson::choice::Choice;
use lesson::figure::Figure;
use std::rc::Rc;

fn untranslated() -> Rc<Translation> {
    Rc::new(Translation::read(folder(), "en").unwrap())
}

fn english() -> Result<Figures, Error> {
    Figures::read(&folder().join("figures"), Words::english(), untranslated())
}

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
    let figures = english().unwrap();
    let text = "## A\n\nText.\n\n{{ figure labb }}\n";
    let error = article::section(&mut article::Article::default(), Path::new("09-a.md"), text, &figures).unwrap_err();
    assert_eq!(error.to_string(), "09-a.md:5: there is no figure \"labb\" in site/figures");
}

#[test]
fn a_formula_on_its_own_is_no_paragraph_and_one_in_a_sentence_is() {
    let figures = english().unwrap();
    let mut article = article::Article::default();
    let text = "A <math><mi>x</mi></math>.\n\n<math display=\"block\"><mi>y</mi></math>\n";
    article::section(&mut article, Path::new("a.md"), text, &figures).unwrap();
    assert_eq!(article.page, "<p>A <math><mi>x</mi></math>.</p>\n<math display=\"block\"><mi>y</mi></math>\n");
}

#[test]
fn latex_becomes_mathml_and_a_formula_that_is_none_is_named() {
    let figures = english().unwrap();
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
    let places = "<!-- article --><!-- silent --><!-- languages --><!-- language switch -->";
    assert_eq!(said(places, "en"), "the shell has no </body>");
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
    let figures = Figures::read(&templates, words::Words::english(), untranslated()).unwrap();
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
    assert_eq!(list("LANGUAGES"), ["en", "zh"]);
    assert!(["%start%", "%blocked%"].iter().all(|place| !built.contains(place)));
    assert_eq!(embed("no places").unwrap_err().to_string(), "the shell has no %keys%");
    for figure in Figure::ALL {
        assert!(script.contains(&format!(" {}: [", figure.key())), "{figure:?} has no height in www/embed.js");
    }
}

fn page_in(lang: &str) -> String {
    assemble(&read(&folder().join("../index.html")).unwrap(), lang).unwrap()
}

/// The values of an attribute, in the page's order.
fn values<'a>(page: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    page.split(start.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

fn sorted<T: Ord>(mut list: Vec<T>) -> Vec<T> {
    list.sort();
    list
}

#[test]
fn every_language_has_the_same_places_links_formulas_and_figures() {
    let english = page_in("en");
    let of_article = |page: &str| {
        let links = values(page, "href").into_iter().filter(|link| !link.starts_with("#term-"));
        // What leads to the other pages of the lesson differs, and to the shell's files.
        sorted(links.filter(|link| !link.contains("index.html") && !link.starts_with('.')).map(String::from).collect())
    };
    let formulas = |page: &str| {
        let all = page.split("<math").skip(1).filter_map(|rest| rest.split("</math>").next());
        // Words within a formula are translated.
        let all = all.filter(|formula| !formula.contains("<mtext>"));
        let mut all = sorted(all.map(String::from).collect::<Vec<_>>());
        all.dedup();
        all
    };
    for lang in languages().map(|lang| lang.key()).filter(|lang| *lang != "en") {
        let page = page_in(lang);
        for attribute in [
            "id",
            "data-figure",
            "data-preset",
            "data-out",
            "data-part",
            "data-action",
            "data-set",
            "data-chart",
            "data-control",
        ] {
            let (here, there) = (sorted(values(&page, attribute)), sorted(values(&english, attribute)));
            let missing: Vec<_> = there.iter().filter(|value| !here.contains(value)).collect();
            let unknown: Vec<_> = here.iter().filter(|value| !there.contains(value)).collect();
            assert!(
                missing.is_empty() && unknown.is_empty(),
                "{lang}: {attribute}: lacks {missing:?}, has {unknown:?}"
            );
            assert_eq!(here.len(), there.len(), "{lang}: {attribute}");
        }
        assert_eq!(of_article(&page), of_article(&english), "{lang}");
        assert_eq!(formulas(&page), formulas(&english), "{lang}");
    }
}

#[test]
fn nothing_in_a_catalog_is_left_over() {
    for lang in languages().filter(|lang| lang.key() != "en") {
        let translation = Rc::new(Translation::read(folder(), lang.key()).unwrap());
        article::html(folder(), lang.key(), translation.clone()).unwrap();
        let shell = read(&folder().join("../index.html")).unwrap();
        translation.html(&shell, None);
        teacher::translated_into(&translation, lang).unwrap();
        assert_eq!(translation.unused(), Vec::<String>::new());
    }
}

/// The text of a page that is read: without tags, scripts, formulas and code.
fn text(page: &str) -> String {
    let mut text = String::new();
    let mut rest = page;
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        text.push(' ');
        let name: String = after.chars().take_while(|c| c.is_ascii_alphanumeric()).collect();
        let silent = ["script", "style", "math", "code", "cite", "kbd", "textarea"].contains(&name.as_str());
        let end = if silent { format!("</{name}>") } else { ">".to_string() };
        rest = after.split_once(end.as_str()).map_or("", |(_, rest)| rest);
    }
    text + rest
}

/// Rows of words in Latin letters that are a sentence of another language.
fn latin(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut run: Vec<&str> = Vec::new();
    for word in text.split_whitespace().chain(["。"]) {
        let letters = word.trim_matches(|c: char| c.is_ascii_punctuation());
        if letters.len() > 1
            && letters.chars().all(|c| c.is_ascii_alphabetic() || "-’'.".contains(c))
            && letters.chars().any(|c| c.is_ascii_lowercase())
        {
            run.push(word);
        } else {
            // Authors are written with capitals.
            if run.iter().filter(|word| word.starts_with(char::is_lowercase)).count() > 2 {
                found.push(run.join(" "));
            }
            run.clear();
        }
    }
    found
}

#[test]
fn no_page_speaks_another_language_than_its_own() {
    let english = text(&page_in("en"));
    let cjk = |c: &char| translation::is_cjk(*c);
    // The language's own name for itself, in the switch and in the dialog of Embed.
    assert_eq!(english.chars().filter(cjk).collect::<String>(), "中文中文");
    let chinese = page_in("zh");
    let (article, sources) = chinese.split_once("id=\"sources\"").unwrap();
    let table = words::table("zh").unwrap();
    for part in [article, table, sources.split_once("</main>").unwrap().1] {
        assert_eq!(latin(&text(part)), Vec::<String>::new());
    }
}
