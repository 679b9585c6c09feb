//! What charts say, as a file: a line for each mark of each chart, with its value and what its tip says.

use super::plot::{Mark, Plot, Tip};
use super::view::View;
use words::Words;

/// A file that grows by charts: comma-separated values.
pub struct Listing(String);

impl Listing {
    /// A file with its first line, which says what it is of, and the names of its columns.
    pub fn new(origin: &str) -> Self {
        Self(format!("{origin}chart,row,column,value,unit,text\n"))
    }

    /// Adds the marks of a chart, where it is drawn. Rows and columns are counted from 1; a value that is not finite is
    /// written as it reads (`NaN`, `inf`).
    pub fn add(&mut self, caption: &str, plot: &dyn Plot, view: &View, words: &Words) {
        for (mark, tip) in marks(plot, view, words) {
            let (row, column, value) = (mark.row + 1, mark.column + 1, tip.value);
            let (caption, text) = (field(caption), field(&tip.text));
            self.0.push_str(&format!("{caption},{row},{column},{value},{},{text}\n", tip.unit));
        }
    }

    /// The file.
    pub fn finish(self) -> String {
        self.0
    }
}

fn marks(plot: &dyn Plot, view: &View, words: &Words) -> Vec<(Mark, Tip)> {
    let Some((style, size)) = view.drawn() else { return Vec::new() };
    plot.marks(size, style).into_iter().filter_map(|mark| Some((mark, plot.tip(&mark, words)?))).collect()
}

/// A text as one field: in quotes, those within it doubled.
fn field(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chain::Chain;
    use crate::style::Style;

    #[test]
    fn every_mark_of_a_drawn_chart_is_a_line_with_its_value() {
        let (words, style) = (Words::english(), Style::light(1.0));
        let plot = Chain { weight: 0.5, length: 2, measured: &[] };
        let mut view = View::default();
        let mut listing = Listing::new("# v=1\n");
        listing.add("not drawn", &plot, &view, &words);
        view.draw(&plot, (300.0, 100.0), &style, &words);
        listing.add("a \"b\", c", &plot, &view, &words);
        let text = listing.finish();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[..2], ["# v=1", "chart,row,column,value,unit,text"]);
        let values: Vec<&str> = lines[2..].iter().map(|line| line.split(',').nth(4).unwrap_or("")).collect();
        assert_eq!(values, ["1", "0.5", "0.25"], "{text}");
        assert!(lines[3].starts_with("\"a \"\"b\"\", c\",1,2,0.5,signal,\""), "{text}");
    }
}
