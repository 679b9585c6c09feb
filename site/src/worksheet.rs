//! Worksheets as pages: those of the seeds that are printed, each with and without its key. The key's numbers are measured here,
//! when the page is built, on the networks that its links open.

use crate::Error;
use lesson::worksheet::{Calculation, Case, SEEDS, Shared, Worksheet};
use minijinja::{Environment, Value, context};
use nn::norm::Norm;
use words::Words;
use words::number::{count, number};

/// The list and the worksheets, as files of the folder of the teacher's pages.
pub fn pages(templates: &Environment, shared: &Value, words: &Words) -> Result<Vec<(String, String)>, Error> {
    let list = context! { seeds => SEEDS.collect::<Vec<u32>>(), ..shared.clone() };
    let mut pages = vec![("worksheets.html".to_string(), templates.get_template("worksheets.html")?.render(list)?)];
    let template = templates.get_template("worksheet.html")?;
    for seed in SEEDS {
        let sheet = sheet(seed, &Worksheet::new(seed).map_err(|_| Error::Worksheet(seed))?, words);
        for (name, key) in [("", false), ("-key", true)] {
            let own = context! { sheet => sheet.clone(), key, ..shared.clone() };
            pages.push((format!("worksheet-{seed}{name}.html"), template.render(own)?));
        }
    }
    Ok(pages)
}

fn sheet(seed: u32, sheet: &Worksheet, words: &Words) -> Value {
    let shape = sheet.shared.first().map_or([0; 4], |shared| shared.shape);
    context! {
        seed,
        width => calculation(&sheet.width),
        linear => calculation(&sheet.linear),
        relu => calculation(&sheet.relu),
        backward => calculation(&sheet.backward),
        cases => sheet.cases.iter().map(|one| case(one, words)).collect::<Vec<_>>(),
        shape,
        shared => sheet.shared.iter().map(|one| method(one, words)).collect::<Vec<_>>(),
    }
}

fn calculation(it: &Calculation) -> Value {
    context! {
        query => it.run.to_query(),
        units => it.run.width,
        depth => it.run.depth,
        std => number(it.run.std.into()),
        expected => number(it.expected),
        measured => number(it.measured),
        grows => it.measured > 1.0,
    }
}

fn case(it: &Case, words: &Words) -> Value {
    context! {
        query => it.run.to_query(),
        init => words.label(it.run.init),
        act => words.label(it.run.act),
        norm => (it.run.norm != Norm::None).then(|| words.label(it.run.norm)),
        depth => it.run.depth,
        finding => it.finding,
        across => number(it.across),
        ratio => number(it.ratio),
    }
}

fn method(it: &Shared, words: &Words) -> Value {
    context! {
        norm => words.label(it.norm),
        groups => (it.norm == Norm::Group).then_some(it.groups),
        values => count(it.values as u64),
        statistics => count(it.statistics as u64),
    }
}
