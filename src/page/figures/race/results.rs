//! The race's results as a table and as CSV.

use super::row::Row;
use crate::error::Result;
use crate::widgets::table::Table;
use lesson::snapshot::Snapshot;
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
    let pace = if row.ms_per_step.is_nan() { "–".to_string() } else { format!("{:.2}", f64::from(row.ms_per_step)) };
    [exact(seen.held_out_cost), exact(seen.accuracy), exact(first), exact(last), exact(ratio), pace]
}

/// Writes the table.
pub fn fill(table: &mut Table, words: &Words, vary: &str, rows: &[Row]) -> Result {
    let names = COLUMNS.iter().map(|name| words.column(name).to_string());
    let line = |row: &Row| Some(std::iter::once(row.label.clone()).chain(values(row, row.picture()?)).collect());
    table.fill(std::iter::once(vary.to_string()).chain(names).collect(), rows.iter().filter_map(line).collect())
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
