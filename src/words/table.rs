//! The table `Layer statistics` as text: its lines in full precision, and the same as CSV.

use crate::number;
use crate::words::Words;
use lesson::columns::{columns, of_input};
use lesson::snapshot::{LayerStats, Snapshot};

/// The table's lines, one of the input, called `input`, and one a layer: its number, then every column in full.
pub fn lines(snapshot: &Snapshot, input: &str) -> Vec<Vec<String>> {
    let entering = columns(snapshot).map(|column| number::cell(of_input(column, &snapshot.input)));
    let entering = std::iter::once(input.to_string()).chain(entering).collect();
    let line = |(i, layer): (usize, &LayerStats)| {
        std::iter::once((i + 1).to_string())
            .chain(columns(snapshot).map(|column| number::cell((column.1)(layer))))
            .collect()
    };
    std::iter::once(entering).chain(snapshot.layers.iter().enumerate().map(line)).collect()
}

/// The first line of a table file: the run that it is of, as a link's query with the version, and the step where there is one.
pub fn origin(query: &str, version: &str, step: Option<u32>) -> String {
    let join = if query.is_empty() { "" } else { "&" };
    let step = step.map_or(String::new(), |step| format!(" step={step}"));
    format!("# {query}{join}v={version}{step}\n")
}

/// The heads of a figure's own table, which stand in one message with a `;` between them.
pub(crate) fn heads(columns: &str) -> Vec<String> {
    columns.split(';').map(|head| head.trim().into()).collect()
}

/// A figure's own table as CSV, after a line with the configuration that it is of.
pub fn experiment(heads: &[String], lines: &[Vec<String>], query: &str, version: &str) -> String {
    file(origin(query, version, None), heads.iter().map(String::as_str), lines.iter().cloned())
}

/// A field of CSV: in quotation marks where it holds what would end it (RFC 4180).
fn field(text: &str) -> String {
    match text {
        number::NONE => String::new(),
        text if text.contains([',', '"', '\n']) => format!("\"{}\"", text.replace('"', "\"\"")),
        text => text.into(),
    }
}

/// A file of CSV after its first line; a value that there is none of leaves its field empty.
pub(crate) fn file<'a>(
    mut text: String,
    heads: impl Iterator<Item = &'a str>,
    lines: impl Iterator<Item = Vec<String>>,
) -> String {
    let heads = heads.map(field).collect::<Vec<_>>().join(",");
    let lines = lines.map(|line| line.iter().map(|text| field(text)).collect::<Vec<_>>().join(","));
    for line in std::iter::once(heads).chain(lines) {
        text.extend([line.as_str(), "\n"]);
    }
    text
}

impl Words {
    /// The heads of the table `Layer statistics`.
    pub fn layer_heads(&self, snapshot: &Snapshot) -> Vec<String> {
        let names = std::iter::once("layer").chain(columns(snapshot).map(|column| column.0));
        names.map(|name| self.column(name).to_string()).collect()
    }

    /// The table as CSV with its heads in this language, after a line with the run that it is of. A number that is none leaves its
    /// field empty.
    pub fn layer_csv(&self, snapshot: &Snapshot, query: &str, version: &str) -> String {
        let heads = self.layer_heads(snapshot);
        let heads = heads.iter().map(String::as_str);
        file(origin(query, version, Some(snapshot.step)), heads, lines(snapshot, self.line_input()).into_iter())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use lesson::config::Config;
    use lesson::session::Session;

    #[test]
    fn what_would_end_a_field_is_quoted() {
        let heads = ["a, b", "c"].map(String::from);
        let lines = [["say \"x\"", number::NONE].map(String::from).to_vec()];
        let text = experiment(&heads, &lines, "", "1");
        assert_eq!(text.split_once('\n').unwrap().1, "\"a, b\",c\n\"say \"\"x\"\"\",\n");
    }

    #[test]
    fn the_file_has_the_tables_numbers_and_an_empty_field_where_there_is_none() {
        let mut session = Session::new(&Config::from_query("depth=3&width=8&act=relu").0.run).unwrap();
        let snapshot = session.snapshot(false);
        let text = Words::english().layer_csv(&snapshot, "depth=3", "9.9.9");
        let rows: Vec<&str> = text.lines().collect();
        assert_eq!(rows[0], "# depth=3&v=9.9.9 step=0");
        assert!(rows[1].starts_with("layer,activation mean,activation std,"), "{}", rows[1]);
        assert_eq!(rows.len(), 2 + 1 + 3);
        assert!(rows[2].starts_with("input,") && rows[3].starts_with("1,"), "{}", rows[2]);
        assert_eq!(Words::english().layer_heads(&snapshot).join(","), rows[1], "in English they are called alike");
        let width = rows[1].split(',').count();
        for (row, line) in rows[2..].iter().zip(lines(&snapshot, "input")) {
            let fields: Vec<&str> = row.split(',').collect();
            assert_eq!(fields.len(), width);
            assert!(
                fields
                    .iter()
                    .zip(&line)
                    .all(|(field, shown)| field == shown || field.is_empty() && shown == number::NONE)
            );
        }
        // Nothing saturates a ReLU, and no step was made yet.
        let at = rows[1].split(',').position(|name| name == "saturated").unwrap();
        assert!(rows[2..].iter().all(|row| row.split(',').nth(at) == Some("")));
        assert!(!rows[1].contains("gamma"), "a run without normalization has no gamma");
    }
}
