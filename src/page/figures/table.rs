//! The table `Layer statistics`: the numbers that the charts draw, in full precision, and the same as CSV.

use crate::dom;
use crate::failure::Outcome;
use lesson::snapshot::{LayerStats, Snapshot};
use web_sys::Element;
use words::number;

/// A column: its name and how it reads a layer.
type Column = (&'static str, fn(&LayerStats) -> f32);

/// The columns after `layer`.
const COLUMNS: &[Column] = &[
    ("activation mean", |l| l.act.mean),
    ("activation std", |l| l.act.std),
    ("std across examples", |l| l.across),
    ("saturated", |l| l.saturated),
    ("zero", |l| l.zero),
    ("gradient mean", |l| l.grad.mean),
    ("gradient std", |l| l.grad.std),
    ("update/weight", |l| l.update_ratio),
];

/// Columns that follow where the run has them: the theory's numbers, and normalization's.
const MORE: &[Column] = &[
    ("dead units", |l| l.dead as f32),
    ("predicted activation std", |l| l.predicted_act_std),
    ("predicted gradient std", |l| l.predicted_grad_std),
    ("gamma mean", |l| l.gamma.mean),
    ("gamma std", |l| l.gamma.std),
    ("beta mean", |l| l.beta.mean),
    ("beta std", |l| l.beta.std),
    ("batch mean (rms)", |l| l.batch_statistics.mean),
    ("running mean (rms)", |l| l.running_statistics.mean),
    ("batch std", |l| l.batch_statistics.std),
    ("running std", |l| l.running_statistics.std),
];

/// A cell: the number in full, or nothing where the layer has none.
pub fn exact(value: f32) -> String {
    if value.is_nan() { number::NONE.into() } else { number::exact(value) }
}

fn columns(snapshot: &Snapshot) -> impl Iterator<Item = &'static Column> + use<'_> {
    let told = |column: &&Column| snapshot.layers.iter().any(|layer| !(column.1)(layer).is_nan());
    COLUMNS.iter().chain(MORE.iter().filter(told))
}

/// Writes the table.
pub fn fill(table: &Element, snapshot: &Snapshot) -> Outcome {
    let head: Element = dom::need(table, "thead tr")?;
    let names: Vec<&str> = std::iter::once("layer").chain(columns(snapshot).map(|column| column.0)).collect();
    if head.child_element_count() as usize != names.len() || head.text_content() != Some(names.concat()) {
        head.set_text_content(None);
        for name in names {
            let cell = dom::make("th", name)?;
            dom::attribute(&cell, "scope", "col");
            head.append_child(cell.as_ref())?;
        }
    }
    let body: Element = dom::need(table, "tbody")?;
    while body.child_element_count() as usize > snapshot.layers.len() {
        body.last_element_child().inspect(Element::remove);
    }
    for (i, layer) in snapshot.layers.iter().enumerate() {
        let row = match body.children().item(i as u32) {
            Some(row) => row,
            None => {
                body.append_child(dom::make("tr", "")?.as_ref()).map(|_| body.last_element_child())?.ok_or("no row")?
            }
        };
        let values =
            std::iter::once((i + 1).to_string()).chain(columns(snapshot).map(|column| exact((column.1)(layer))));
        write(&row, &values.collect::<Vec<_>>())?;
    }
    Ok(())
}

fn write(row: &Element, values: &[String]) -> Outcome {
    while row.child_element_count() as usize > values.len() {
        row.last_element_child().inspect(Element::remove);
    }
    for (i, value) in values.iter().enumerate() {
        match row.children().item(i as u32) {
            Some(cell) => dom::text(&cell, value),
            None => {
                let cell = dom::make(if i == 0 { "th" } else { "td" }, value)?;
                if i == 0 {
                    dom::attribute(&cell, "scope", "row");
                }
                row.append_child(cell.as_ref())?;
            }
        }
    }
    Ok(())
}

/// The table as CSV, after a line with the run that it is of: the link's query, the version and the step.
pub fn csv(snapshot: &Snapshot, query: &str, version: &str) -> String {
    let join = if query.is_empty() { "" } else { "&" };
    let mut text = format!("# {query}{join}v={version} step={}\n", snapshot.step);
    let names: Vec<&str> = std::iter::once("layer").chain(columns(snapshot).map(|column| column.0)).collect();
    text.push_str(&names.join(","));
    text.push('\n');
    for (i, layer) in snapshot.layers.iter().enumerate() {
        text.push_str(&(i + 1).to_string());
        for column in columns(snapshot) {
            let value = (column.1)(layer);
            text.push(',');
            if !value.is_nan() {
                text.push_str(&exact(value));
            }
        }
        text.push('\n');
    }
    text
}
