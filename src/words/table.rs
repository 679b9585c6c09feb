//! The table `Layer statistics` as text: its lines in full precision, and the same as CSV.

use crate::number;
use lesson::columns::columns;
use lesson::snapshot::{LayerStats, Snapshot};

/// A cell: the number in full, or a dash where the layer has none.
pub fn exact(value: f32) -> String {
    if value.is_nan() { number::NONE.into() } else { number::exact(value) }
}

/// The table's lines, one a layer: its number, then every column in full.
pub fn lines(snapshot: &Snapshot) -> Vec<Vec<String>> {
    let line = |(i, layer): (usize, &LayerStats)| {
        std::iter::once((i + 1).to_string()).chain(columns(snapshot).map(|column| exact((column.1)(layer)))).collect()
    };
    snapshot.layers.iter().enumerate().map(line).collect()
}

/// The first line of a table file: the run that it is of, as a link's query with the version, and the step where there is one.
pub fn origin(query: &str, version: &str, step: Option<u32>) -> String {
    let join = if query.is_empty() { "" } else { "&" };
    let step = step.map_or(String::new(), |step| format!(" step={step}"));
    format!("# {query}{join}v={version}{step}\n")
}

/// The table as CSV, after a line with the run that it is of. A number that is none leaves its field empty.
pub fn csv(snapshot: &Snapshot, query: &str, version: &str) -> String {
    let mut text = origin(query, version, Some(snapshot.step));
    let names: Vec<&str> = std::iter::once("layer").chain(columns(snapshot).map(|column| column.0)).collect();
    text.push_str(&names.join(","));
    text.push('\n');
    for line in lines(snapshot) {
        let fields: Vec<&str> =
            line.iter().map(|field| if field == number::NONE { "" } else { field.as_str() }).collect();
        text.push_str(&fields.join(","));
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use lesson::config::Config;
    use lesson::session::Session;

    #[test]
    fn a_number_in_full_reads_back_as_itself_and_what_is_none_says_so() {
        for value in [0.1f32, 1e-7, 123_456.7, -3.4e38, f32::MIN_POSITIVE, 0.0] {
            assert_eq!(exact(value).parse::<f32>().unwrap().to_bits(), value.to_bits(), "{value:e}");
        }
        assert_eq!([f32::NAN, f32::INFINITY, f32::NEG_INFINITY].map(exact), ["–", "∞", "−∞"]);
    }

    #[test]
    fn the_file_has_the_tables_numbers_and_an_empty_field_where_there_is_none() {
        let mut session = Session::new(&Config::from_query("depth=3&width=8&act=relu").0.run).unwrap();
        let snapshot = session.snapshot(false);
        let text = csv(&snapshot, "depth=3", "9.9.9");
        let rows: Vec<&str> = text.lines().collect();
        assert_eq!(rows[0], "# depth=3&v=9.9.9 step=0");
        assert!(rows[1].starts_with("layer,activation mean,activation std,"), "{}", rows[1]);
        assert_eq!(rows.len(), 2 + 3);
        let width = rows[1].split(',').count();
        for (row, line) in rows[2..].iter().zip(lines(&snapshot)) {
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
        assert_eq!(rows[2].split(',').nth(at), Some(""));
        assert!(!rows[1].contains("gamma"), "a run without normalization has no gamma");
    }
}
