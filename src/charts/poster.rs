//! A figure's poster, as a video has one: its chart while nothing has begun or, where that would give an answer away, its question.

use super::drawing::{Drawing, svg, text_width};
use super::paint::{Pen, Word};
use super::plot::Plot;
use super::style::Style;
use super::view::View;
use words::Words;

/// A question: what leads to it, which may be empty, and what is asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// The sentences before it.
    pub lead: String,
    /// The question itself.
    pub asked: String,
}

/// Size of the letters in CSS pixels: a poster is often shown at less than half its size.
const LETTERS: f64 = 29.0;
/// From one line to the next, in sizes of the letters.
const LINE: f64 = 1.4;
/// Beside the lines, in CSS pixels.
const MARGIN: f64 = 48.0;

/// A chart on the theme's paper, as SVG text.
pub fn chart(plot: &dyn Plot, size: (u32, u32), style: &Style, words: &Words) -> String {
    let pixels = pixels(size);
    let mut view = View::default();
    view.draw(plot, pixels, style, words);
    let mut drawing = Drawing::paper(pixels, style.palette.paper);
    if let Some((_, layers)) = view.drawing() {
        layers.into_iter().for_each(|layer| drawing.put(layer, (0, 0)));
    }
    svg(&drawing, size)
}

/// A question on the theme's panel, as SVG text; its lines are broken where the width ends.
pub fn question(question: &Question, size: (u32, u32), style: &Style) -> String {
    let (unit, pixels) = (style.px_ratio, pixels(size));
    let room = pixels.0 - 2.0 * MARGIN * unit;
    // Heavy letters are wider than those that are measured.
    let [lead, asked] = [(&question.lead, 1.0), (&question.asked, 1.08)]
        .map(|(text, weight)| lines(text, room / (LETTERS * weight * unit)));
    let step = LETTERS * LINE * unit;
    let between = if lead.is_empty() { 0.0 } else { 0.5 * step };
    let mut y = (pixels.1 - step * (lead.len() + asked.len()) as f64 - between + step) / 2.0;
    let mut pen = Pen::new(pixels, style);
    for (lines, color, bold) in [(lead, style.palette.soft, false), (asked, style.palette.ink, true)] {
        for line in lines {
            pen.text(&line, (MARGIN * unit, y), Word::tick(color).left().size(LETTERS).bold(bold));
            y += step;
        }
        y += between;
    }
    let mut drawing = Drawing::paper(pixels, style.palette.panel);
    drawing.put(&pen.into_drawing(), (0, 0));
    svg(&drawing, size)
}

fn pixels(size: (u32, u32)) -> (f64, f64) {
    (f64::from(size.0), f64::from(size.1))
}

/// A text in lines of at most `room`, in sizes of the letters: broken at spaces and between Chinese characters, never before what
/// closes a clause.
fn lines(text: &str, room: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for piece in pieces(text) {
        match lines.last_mut() {
            Some(line) if text_width(&[line, piece.trim_end()].concat(), 1.0) <= room => line.push_str(piece),
            _ => lines.push(piece.into()),
        }
    }
    lines.iter_mut().for_each(|line| line.truncate(line.trim_end().len()));
    lines
}

/// What a line is not broken within.
fn pieces(text: &str) -> Vec<&str> {
    let is_wide = |c: char| ('\u{2e80}'..'\u{ffa0}').contains(&c);
    let closes = |c: char| "，。、；：？！）》”’…".contains(c);
    let opens = |c: char| "（《“‘".contains(c);
    let (mut pieces, mut begin, mut before) = (Vec::new(), 0, None);
    for (at, c) in text.char_indices() {
        let breaks = before.is_some_and(|last: char| {
            last == ' ' || (is_wide(last) || is_wide(c)) && !closes(c) && !opens(last) && c != ' '
        });
        if breaks {
            pieces.push(&text[begin..at]);
            begin = at;
        }
        before = Some(c);
    }
    pieces.push(&text[begin..]);
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chain::Chain;

    #[test]
    fn a_chart_is_whole_and_a_question_stands_in_lines_that_fit() {
        let (words, style) = (Words::english(), Style::light(1.0));
        let plot = Chain { weight: 0.5, length: 4, measured: &[] };
        let text = chart(&plot, (300, 100), &style, &words);
        assert!(text.contains("width=\"300\"") && text.contains("<text"), "{text}");
        let asked =
            Question { lead: "Four layers <each> with weight 0.1.".into(), asked: "How much comes out?".into() };
        let text = question(&asked, (300, 300), &style);
        assert!(text.contains("&lt;each&gt;") && text.matches("<text").count() == 5, "{text}");
        assert_eq!(lines("one two three", 4.0), ["one two", "three"]);
        assert_eq!(lines("", 4.0), [""; 0]);
    }

    #[test]
    fn chinese_is_broken_between_characters_and_no_line_begins_with_what_closes_one() {
        assert_eq!(pieces("用 32 的批量，“多少”？"), ["用 ", "32 ", "的", "批", "量，", "“多", "少”？"]);
        assert_eq!(lines("四层，权重", 2.0), ["四", "层，", "权重"]);
    }
}
