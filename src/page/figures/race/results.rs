//! The race's results as a table and as CSV.

use super::row::Row;
use crate::dom;
use crate::failure::Outcome;
use lesson::snapshot::Snapshot;
use web_sys::Element;
use words::Words;
use words::table::{exact, origin};

/// The columns after the value.
pub const COLUMNS: &[&str] =
    &["cost", "accuracy", "std at first layer", "std at last layer", "gradient, first / last", "ms per step"];

fn values(row: &Row, seen: &Snapshot) -> [String; 6] {
    let ends = seen.layers.first().zip(seen.layers.last());
    let (first, last, ratio) = ends.map_or((f32::NAN, f32::NAN, f32::NAN), |(first, last)| {
        (first.act.std, last.act.std, first.grad.std / last.grad.std)
    });
    let pace = if row.ms_per_step.is_nan() { "–".to_string() } else { format!("{:.2}", row.ms_per_step) };
    [exact(seen.held_out_cost), exact(seen.accuracy), exact(first), exact(last), exact(ratio), pace]
}

/// Writes the table.
pub fn fill(table: &Element, words: &Words, vary: &str, rows: &[Row]) -> Outcome {
    let head: Element = dom::need(table, "thead tr")?;
    head.set_text_content(None);
    for name in std::iter::once(vary).chain(COLUMNS.iter().map(|name| words.column(name))) {
        let cell = dom::make("th", name)?;
        dom::attribute(&cell, "scope", "col");
        head.append_child(&cell)?;
    }
    let body: Element = dom::need(table, "tbody")?;
    body.set_text_content(None);
    for row in rows {
        let Some(seen) = row.picture() else { continue };
        let line = dom::make("tr", "")?;
        let name = dom::make("th", &row.label)?;
        dom::attribute(&name, "scope", "row");
        line.append_child(&name)?;
        for value in values(row, seen) {
            line.append_child(dom::make("td", &value)?.as_ref())?;
        }
        body.append_child(&line)?;
    }
    Ok(())
}

/// The same as CSV, after a line with the link's query and the version.
pub fn csv(vary: &str, rows: &[Row], query: &str, version: &str) -> String {
    let mut text = origin(query, version, None);
    text.push_str(vary);
    for name in COLUMNS {
        text.push(',');
        text.push_str(&name.replace(',', ""));
    }
    text.push('\n');
    for row in rows {
        let Some(seen) = row.picture() else { continue };
        text.push_str(&row.entry.key);
        for value in values(row, seen) {
            text.push(',');
            text.push_str(if value == "–" { "" } else { &value });
        }
        text.push('\n');
    }
    text
}
