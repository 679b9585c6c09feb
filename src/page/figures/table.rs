//! Writes the table `Layer statistics`: the numbers that the charts draw, in full precision.

use crate::dom;
use crate::failure::Outcome;
use lesson::columns::columns;
use lesson::snapshot::Snapshot;
use web_sys::Element;
use words::table::lines;

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
    for (i, line) in lines(snapshot).iter().enumerate() {
        let row = match body.children().item(i as u32) {
            Some(row) => row,
            None => {
                body.append_child(dom::make("tr", "")?.as_ref()).map(|_| body.last_element_child())?.ok_or("no row")?
            }
        };
        write(&row, line)?;
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
