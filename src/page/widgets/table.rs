//! A table of numbers that keeps its cells: a text is written where it differs from what was written last, so that a reader's
//! selection, a screen reader's place and a translator's work stay.

use crate::dom;
use crate::error::Result;
use web_sys::Element;

/// A table in the markup, and what it was given last.
pub struct Table {
    head: Element,
    body: Element,
    heads: Vec<String>,
    lines: Vec<Vec<String>>,
}

impl Table {
    /// The table in an element with `thead tr` and `tbody`.
    pub fn of(table: &Element) -> Result<Self> {
        let (head, body) = (dom::need(table, "thead tr")?, dom::need(table, "tbody")?);
        Ok(Self { head, body, heads: Vec::new(), lines: Vec::new() })
    }

    /// Writes column heads and lines; the first cell of a line is its name.
    pub fn fill(&mut self, heads: Vec<String>, lines: Vec<Vec<String>>) -> Result {
        write(&self.head, &self.heads, &heads, |_| ("th", "col"))?;
        self.heads = heads;
        while self.body.child_element_count() as usize > lines.len() {
            self.body.last_element_child().inspect(Element::remove);
        }
        self.lines.truncate(lines.len());
        for (i, line) in lines.iter().enumerate() {
            let row = match self.body.children().item(i as u32) {
                Some(row) => row,
                None => {
                    let row = dom::make("tr", "")?;
                    self.body.append_child(&row)?;
                    row
                }
            };
            let last = self.lines.get(i).map_or(&[][..], Vec::as_slice);
            write(&row, last, line, |i| if i == 0 { ("th", "row") } else { ("td", "") })?;
        }
        self.lines = lines;
        Ok(())
    }
}

/// Brings a row from the texts that it was given last to new ones; `kind` is a cell's tag and the scope of a head.
fn write(
    row: &Element,
    last: &[String],
    texts: &[String],
    kind: impl Fn(usize) -> (&'static str, &'static str),
) -> Result {
    while row.child_element_count() as usize > texts.len() {
        row.last_element_child().inspect(Element::remove);
    }
    for (i, text) in texts.iter().enumerate() {
        match row.children().item(i as u32) {
            Some(_) if last.get(i) == Some(text) => {}
            Some(cell) => cell.set_text_content(Some(text)),
            None => {
                let (tag, scope) = kind(i);
                let cell = dom::make(tag, text)?;
                if !scope.is_empty() {
                    dom::attribute(&cell, "scope", scope);
                }
                row.append_child(&cell)?;
            }
        }
    }
    Ok(())
}
