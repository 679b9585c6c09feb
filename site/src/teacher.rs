//! The teacher's pages: `teacher/LANG`, one Markdown file a figure, the plan and what else stands there, each a static page of
//! its own below `teach/`. A link `#key=value` of theirs opens the lesson in that state; where a row of a table has a link,
//! what is to be read there and a value, a test measures the value from the link.

use crate::translation::Translation;
use crate::{Error, files, folder, read, sentences, worksheet};
use lesson::challenge_spec::Challenge;
use lesson::choice::{Choice, Lang};
use lesson::config::Config;
use lesson::figure::Figure;
use minijinja::{Environment, ErrorKind, UndefinedBehavior, Value, context};
use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, html};

/// A page as it is written.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its file's name without the ending: a figure's, for the page of a figure.
    pub name: String,
    /// What its heading says.
    pub title: String,
    /// How long it takes in class; `None` for a page that is no figure's.
    pub minutes: Option<u32>,
    /// What one should know before.
    pub before: String,
    /// What it is for.
    pub aim: String,
    /// The text below the heading, in Markdown.
    pub text: String,
}

/// A number that a teacher should see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The query of the link.
    pub query: String,
    /// What is to be read there.
    pub what: String,
    /// What it says.
    pub value: String,
}

impl Source {
    /// Lines `key: value`, an empty line, the heading, the text.
    fn of(name: String, file: &str) -> Self {
        let (head, text) =
            if file.starts_with("# ") { ("", file) } else { file.split_once("\n\n").unwrap_or((file, "")) };
        let value =
            |key: &str| head.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(": ")).unwrap_or_default();
        let (title, text) = text.trim_start().split_once('\n').unwrap_or((text, ""));
        Self {
            name,
            title: title.trim_start_matches("# ").into(),
            minutes: value("minutes").parse().ok(),
            before: value("before").into(),
            aim: value("aim").into(),
            text: text.into(),
        }
    }

    /// The numbers of its tables: the last three cells of each line whose second last but one is a link.
    pub fn rows(&self) -> Vec<Row> {
        self.text.lines().filter_map(row).collect()
    }

    /// The queries of all its links to the lesson.
    pub fn queries(&self) -> Vec<&str> {
        self.text.split("](#").skip(1).filter_map(|rest| rest.split(')').next()).collect()
    }

    /// Whether it is the page of a figure.
    pub fn is_figure(&self) -> bool {
        Figure::from_key(&self.name).is_some()
    }

    /// What is to be read stands in English in every language, since a test finds it by that; here it is translated.
    fn translated(&self, translation: &Translation) -> String {
        let line = |line: &str| match row(line) {
            Some(Row { what, value, .. }) => {
                let end = format!(" | {what} | {value} |");
                let start = line.strip_suffix(end.as_str()).unwrap_or(line);
                format!("{start} | {} | {} |\n", translation.phrase(&what), translation.phrase(&value))
            }
            None => format!("{line}\n"),
        };
        self.text.lines().map(line).collect()
    }

    fn html(&self, translation: &Translation) -> String {
        let text = self.translated(translation);
        let into_the_lesson = |event| match event {
            Event::Start(Tag::Link { link_type, dest_url, title, id }) if dest_url.starts_with('#') => {
                let dest_url: CowStr = format!("../index.html{dest_url}").into();
                Event::Start(Tag::Link { link_type, dest_url, title, id })
            }
            event => event,
        };
        let mut page = String::new();
        html::push_html(&mut page, Parser::new_ext(&text, Options::ENABLE_TABLES).map(into_the_lesson));
        // One tab for all states, so that a click changes what the class sees and opens nothing new.
        page.replace("<a href=\"../index.html#", "<a target=\"unit-variance\" href=\"../index.html#")
    }
}

/// What a line of a table says is to be read; `None` for any other line.
fn row(line: &str) -> Option<Row> {
    let cells: Vec<&str> = line.strip_prefix("| ")?.strip_suffix(" |")?.split(" | ").collect();
    let [.., state, what, value] = cells[..] else { return None };
    let query = state.split_once("](#")?.1.strip_suffix(')')?;
    Some(Row { query: query.into(), what: what.into(), value: value.into() })
}

/// The pages of a language: those of the figures in the figures' order, then the others by name.
pub fn sources(lang: &str) -> Result<Vec<Source>, Error> {
    let mut sources = Vec::new();
    let templates = asking(lang)?;
    for path in files(&folder().join("teacher").join(lang), "md")? {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        sources.push(Source::of(name, &templates.render_str(&read(&path)?, ())?));
    }
    sources.sort_by_key(|source| Figure::KEYS.iter().position(|key| *key == source.name).unwrap_or(usize::MAX));
    Ok(sources)
}

/// Templates in which `task("forty")` is what a challenge asks for, after a link to its start, and
/// `answer("forty", TEXT, "act=tanh&init=orthogonal")` a link to its start so changed.
fn asking(lang: &str) -> Result<Environment<'static>, Error> {
    let words = sentences(lang)?;
    let mut templates = Environment::new();
    templates.set_undefined_behavior(UndefinedBehavior::Strict);
    templates.add_function("task", move |key: String| {
        let unknown = || minijinja::Error::new(ErrorKind::InvalidOperation, format!("there is no challenge {key:?}"));
        let challenge = Challenge::from_key(&key).ok_or_else(unknown)?;
        let link = format!("[{key}](#{})", challenge.query());
        Ok::<_, minijinja::Error>(words.challenge_linked(&link, &words.challenge_task(challenge)))
    });
    templates.add_function("answer", |key: String, text: String, patch: String| {
        let start = Challenge::from_key(&key).map_or(String::new(), Challenge::query);
        format!("[{text}](#{})", Config::from_query(&start).0.with(&patch).0.to_query())
    });
    Ok(templates)
}

/// All pages as files of the folder `teach`: the name and the HTML. `shell` is the lesson's page, whose style sheet and icon
/// they use.
pub fn pages(shell: &str, language: Lang) -> Result<Vec<(String, String)>, Error> {
    let lang = language.key();
    let (sources, translation) = (sources(lang)?, Translation::read(folder(), lang)?);
    let mut templates = Environment::new();
    templates.set_undefined_behavior(UndefinedBehavior::Strict);
    for path in files(&folder().join("teacher").join(lang), "html")? {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        templates.add_template_owned(name, read(&path)?)?;
    }
    let links = ["stylesheet", "icon"].map(|rel| head_link(shell, rel, language).unwrap_or_default());
    let entry = |source: &Source| {
        let Source { name, title, minutes, before, aim, .. } = source.clone();
        context! { name, title, minutes, before, aim, is_figure => source.is_figure() }
    };
    let entries: Vec<Value> = sources.iter().map(entry).collect();
    let shared = context! { lang => language.tag(), links => links.concat(), pages => entries };
    let index = templates.get_template("index.html")?.render(&shared)?;
    let mut pages = vec![("index.html".to_string(), index)];
    pages.extend(worksheet::pages(&templates, &shared, &sentences(lang)?)?);
    for source in &sources {
        let own = context! { page => entry(source), text => source.html(&translation), ..shared.clone() };
        pages.push((format!("{}.html", source.name), templates.get_template("page.html")?.render(own)?));
    }
    translation.complete(lang)?;
    Ok(pages)
}

/// Asks for all that the teacher's pages of a language have translated by its catalog.
#[cfg(test)]
pub fn translated_into(translation: &Translation, lang: Lang) -> Result<(), Error> {
    sources(lang.key())?.iter().for_each(|source| drop(source.translated(translation)));
    Ok(())
}

/// The link of the head that leads to the style sheet or the icon, from the folder of the language's pages.
fn head_link(shell: &str, rel: &str, lang: Lang) -> Option<String> {
    let tag = shell.split("<link ").skip(1).map(|rest| rest.split('>').next().unwrap_or_default());
    let tag = tag.into_iter().find(|tag| tag.contains(&format!("rel=\"{rel}\"")))?;
    let href = tag.split_once("href=\"")?.1.split('"').next()?.trim_start_matches("./");
    let up = if lang.folder().is_empty() { "../" } else { "../../" };
    Some(format!("<link rel=\"{rel}\" href=\"{up}{href}\">\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_has_its_head_its_heading_and_its_rows() {
        let file = "minutes: 5\nbefore: a\naim: b\n\n# Title\n\nText [x](#init=he).\n\n| [y](#act=relu&depth=3) | cost | 2.3 |\n";
        let source = Source::of("lab".into(), file);
        assert_eq!((source.title.as_str(), source.minutes, source.before.as_str()), ("Title", Some(5), "a"));
        let row = Row { query: "act=relu&depth=3".into(), what: "cost".into(), value: "2.3".into() };
        assert_eq!((source.rows(), source.queries()), (vec![row], vec!["init=he", "act=relu&depth=3"]));
        let plain = Translation::read(folder(), "en").unwrap();
        assert!(source.html(&plain).contains("<a target=\"unit-variance\" href=\"../index.html#init=he\">x</a>"));
    }

    #[test]
    fn the_style_sheet_of_the_lesson_is_found_from_one_folder_below() {
        let shell = "<link rel=\"preload\" href=\"./a\"><link rel=\"stylesheet\" href=\"./style-1.css\"/>";
        assert_eq!(
            head_link(shell, "stylesheet", Lang::En).unwrap(),
            "<link rel=\"stylesheet\" href=\"../style-1.css\">\n"
        );
    }

    #[test]
    fn every_built_figure_has_its_page_and_every_page_its_place_in_the_index() {
        let pages = pages(&read(&folder().join("../index.html")).unwrap(), Lang::En).unwrap();
        let index = &pages[0].1;
        for figure in Figure::ALL {
            assert!(pages.iter().any(|(name, _)| *name == format!("{}.html", figure.key())), "{}", figure.key());
        }
        let lists = format!("{index}{}", pages.iter().find(|(name, _)| name == "worksheets.html").unwrap().1);
        for (name, html) in &pages[1..] {
            assert!(lists.contains(&format!("href=\"{name}\"")), "{name}");
            assert_eq!(html.matches("<h1").count(), 1, "{name}");
        }
    }
}
