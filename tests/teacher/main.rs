//! The teacher's pages, held to the engine: every link is understood, every number is what the figure of its link says, to the
//! last digit that is written, and the plan has as many minutes as it says. A number that fails here must be rewritten, not the test.

mod challenges;
mod measure;

use measure::{Asked, Runs};
use site::teacher::{Source, sources};
use std::collections::BTreeSet;
use unit_variance::lesson::choice::Choice;
use unit_variance::lesson::config::Config;
use unit_variance::lesson::figure::Figure;

fn pages() -> Vec<Source> {
    sources("en").expect("the teacher's pages can be read")
}

fn page(name: &str) -> Source {
    pages().into_iter().find(|page| page.name == name).unwrap_or_else(|| panic!("there is no page {name}"))
}

fn config(query: &str) -> Config {
    let (config, notices) = Config::from_query(query);
    assert!(notices.is_empty(), "{query}: {notices:?}");
    config
}

/// Every number of a page, measured from its link.
fn holds(name: &str) {
    let mut runs = Runs::default();
    let mut wrong = Vec::new();
    for row in page(name).rows() {
        let measured = runs.value(&config(&row.query), &Asked::of(&row.what));
        println!("{} | {} | {measured}", row.query, row.what);
        if measured != row.value {
            wrong.push(format!("{} | {} | says {}, is {measured}", row.query, row.what, row.value));
        }
    }
    assert!(wrong.is_empty(), "{name}:\n{}", wrong.join("\n"));
}

macro_rules! pages_of {
    ($($name:ident)+) => {
        $(
            #[test]
            fn $name() {
                holds(stringify!($name));
            }
        )+

        #[test]
        fn every_page_with_numbers_is_measured() {
            let measured = [$(stringify!($name)),+];
            for page in pages().iter().filter(|page| !page.rows().is_empty()) {
                assert!(measured.contains(&page.name.as_str()), "{}", page.name);
            }
        }
    };
}

pages_of! { lab chain sum slopes race map neighbours cube quiet why contours contrast sweep weight time }

#[test]
fn every_link_is_understood_and_shows_one_figure() {
    for page in pages() {
        for query in page.queries() {
            assert!(config(query).page.figure.is_some(), "{}: {query}", page.name);
        }
    }
}

#[test]
fn every_figures_page_has_three_questions_its_numbers_and_what_breaks_wrong_answers() {
    for page in pages().iter().filter(|page| page.is_figure()) {
        let questions = page.text.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_digit())).count();
        let (numbers, wrong) = page.text.split_once("## Wrong answers").unwrap_or_else(|| panic!("{}", page.name));
        let rows = |part: &str| part.lines().filter(|line| line.contains("](#")).count();
        assert_eq!(questions, 3, "{}", page.name);
        assert!(rows(numbers) >= 3 && rows(wrong) >= 2, "{}: {} {}", page.name, rows(numbers), rows(wrong));
        assert!(page.minutes.is_some() && !page.aim.is_empty() && !page.before.is_empty(), "{}", page.name);
        assert!(page.queries().iter().any(|query| query.contains(&format!("figure={}", page.name))), "{}", page.name);
    }
}

#[test]
fn the_plan_takes_ninety_minutes() {
    let plan = page("plan");
    let cells = plan.text.lines().filter_map(|line| line.strip_prefix("| ")?.split(" | ").next());
    let minutes: u32 = cells.filter_map(|cell| cell.parse::<u32>().ok()).sum();
    assert_eq!(minutes, 90);
    let shown: BTreeSet<&str> =
        plan.queries().iter().filter_map(|query| config(query).page.figure.map(Figure::key)).collect();
    assert!(shown.len() >= 6, "{shown:?}");
}
