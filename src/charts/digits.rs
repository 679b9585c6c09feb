//! Held-out digits as a grid of images, each with the class that the network names; mistakes are framed and say both.

use super::batch::Batch;
use super::paint::{Pen, Word};
use super::plot::{Axes, Mark, Plot, Tip};
use super::style::{LABEL, Style, mix};
use lesson::snapshot::NO_ANSWER;
use words::Words;

/// The chart's data.
#[derive(Clone, Debug)]
pub struct Digits<'a> {
    /// Images of `SIDE * SIDE` grey values, 0 (paper) to 16 (ink).
    pub images: &'a [Vec<f32>],
    /// Their true classes.
    pub labels: &'a [u8],
    /// The classes that the network names; empty before the first answer.
    pub predicted: &'a [u8],
}

/// A predicted class as it is written: a question mark where there is none.
fn written(class: u8) -> String {
    if class == NO_ANSWER { "?".to_string() } else { class.to_string() }
}

/// So many mistakes are listed in words.
const LISTED: usize = 5;
/// Pixels along the side of an image.
const SIDE: usize = 8;
/// Side of an image, gap between images and height of the label under one, in CSS pixels.
const IMAGE: f64 = 32.0;
const GAP: f64 = 12.0;
const UNDER: f64 = 14.0;

struct Grid {
    columns: usize,
    shown: usize,
    pixel: f64,
    cell: (f64, f64),
    left: f64,
    /// Above the first line: room for the frame of a mistake.
    above: f64,
}

impl Grid {
    fn new(size: (f64, f64), n: usize, style: &Style) -> Self {
        let pixel = (IMAGE / SIDE as f64 * style.px_ratio).round().max(1.0);
        let cell = (pixel * SIDE as f64 + style.px(GAP), pixel * SIDE as f64 + style.px(UNDER + 6.0));
        let columns = (((size.0 + style.px(GAP)) / cell.0) as usize).max(1);
        let lines = (size.1 / cell.1) as usize;
        let left = ((size.0 - columns as f64 * cell.0 + style.px(GAP)) / 2.0).max(0.0).floor();
        Self { columns, shown: n.min(columns * lines), pixel, cell, left, above: style.px(3.0) }
    }

    fn corner(&self, i: usize) -> (f64, f64) {
        (self.left + (i % self.columns) as f64 * self.cell.0, (i / self.columns) as f64 * self.cell.1 + self.above)
    }
}

/// Nine greys are enough for an eye; equal neighbours become one rectangle.
fn level(v: &f32) -> u8 {
    (v / 2.0).round().clamp(0.0, 8.0) as u8
}

impl Plot for Digits<'_> {
    fn axes(&self) -> Axes {
        // The examples never change but all together, and their classes with them.
        Box::new(self.labels.to_vec())
    }

    fn draw_axes(&self, pen: &mut Pen, _words: &Words) {
        let (size, style) = (pen.size, pen.style);
        let grid = Grid::new(size, self.images.len(), style);
        let mut batch = Batch::default();
        for (i, image) in self.images.iter().enumerate().take(grid.shown) {
            let (x, y) = grid.corner(i);
            for (row, line) in image.chunks(SIDE).enumerate().take(SIDE) {
                let edge = |k: usize| (x + k as f64 * grid.pixel).round() as i32;
                let top = (y + row as f64 * grid.pixel).round() as i32;
                let mut start = 0;
                for column in 1..=line.len() {
                    if line.get(column).map(level) != Some(level(&line[start])) {
                        let color = mix(style.palette.panel, style.palette.ink, f64::from(level(&line[start])) / 8.0);
                        batch.rect(color, (edge(start), edge(column)), (top, top + grid.pixel as i32));
                        start = column;
                    }
                }
            }
        }
        batch.fill(pen)
    }

    fn draw_marks(&self, pen: &mut Pen, words: &Words) {
        let (size, style) = (pen.size, pen.style);
        let (palette, grid) = (&style.palette, Grid::new(size, self.images.len(), style));
        let side = grid.pixel * SIDE as f64;
        for (i, (predicted, label)) in self.predicted.iter().zip(self.labels).enumerate().take(grid.shown) {
            let (x, y) = grid.corner(i);
            let under = (x + side / 2.0, y + side + style.px(9.0));
            if predicted == label {
                pen.text(&predicted.to_string(), under, Word::tick(palette.soft).size(LABEL));
                continue;
            }
            let (thick, out) = (style.px(2.0), style.px(1.0));
            for edge in [y - out - thick, y + side + out] {
                pen.rect((x - out - thick, x + side + out + thick), (edge, edge + thick), palette.bad);
            }
            for edge in [x - out - thick, x + side + out] {
                pen.rect((edge, edge + thick), (y - out, y + side + out), palette.bad);
            }
            pen.text(
                &words.digit_mistake(&written(*predicted), (*label).into()),
                (under.0, under.1 + style.px(2.0)),
                Word::tick(palette.bad).bold(true),
            );
        }
    }

    fn marks(&self, size: (f64, f64), style: &Style) -> Vec<Mark> {
        let grid = Grid::new(size, self.images.len(), style);
        let side = grid.pixel * SIDE as f64;
        let mark = |i: usize| {
            let (x, y) = grid.corner(i);
            Mark::rect((x, x + side), (y, y + grid.cell.1), (i / grid.columns, i))
        };
        (0..grid.shown).map(mark).collect()
    }

    fn tip(&self, mark: &Mark, words: &Words) -> Option<Tip> {
        let i = mark.column;
        let label = *self.labels.get(i)?;
        let text = match self.predicted.get(i).copied() {
            Some(p) if p == label => words.tip_digit_recognized(label.into()),
            Some(NO_ANSWER) => words.tip_digit_not_a_number(label.into()),
            Some(p) => words.tip_digit_mistaken(label.into(), p.into()),
            None => words.tip_digit(label.into()),
        };
        Some(Tip { value: self.predicted.get(i).map_or(f64::NAN, |p| f64::from(*p)), unit: "class", text })
    }

    fn describe(&self, words: &Words) -> String {
        let n = self.predicted.len().min(self.labels.len());
        let wrong: Vec<_> = self.predicted.iter().zip(self.labels).filter(|(p, l)| p != l).collect();
        let (images, share) = (self.images.len() as u64, (n - wrong.len()) as f64 / n.max(1) as f64);
        if n == 0 {
            return words.chart_digits(images);
        }
        if wrong.is_empty() {
            return words.chart_digits_recognized(images, share);
        }
        if wrong.iter().any(|(p, _)| **p == NO_ANSWER) {
            return words.chart_digits_not_numbers(images, share);
        }
        let mistakes = wrong.iter().take(LISTED).map(|(p, l)| words.chart_digits_mistake((**l).into(), (**p).into()));
        let mistakes = mistakes.collect::<Vec<_>>().join(words.between_items());
        words.chart_digits_mistakes(images, share, &mistakes, wrong.len().saturating_sub(LISTED) as u64)
    }
}

#[cfg(test)]
mod tests {
    use super::super::drawing::Shape;
    use super::super::plot::nearest;
    use super::super::view::drawn;
    use super::*;

    #[test]
    fn an_answer_that_is_no_number_is_not_written_as_a_class() {
        let data = Digits { images: &[vec![0.0; 64]], labels: &[3], predicted: &[NO_ANSWER] };
        assert_eq!(written(NO_ANSWER), "?");
        assert!(!data.describe(&Words::english()).contains("255"), "{}", data.describe(&Words::english()));
    }

    #[test]
    fn the_frame_of_a_mistake_in_the_first_line_is_whole_at_any_density() {
        let data = Digits { images: &[vec![0.0; 64]], labels: &[3], predicted: &[4] };
        for density in [1.0, 1.5, 2.0, 3.0] {
            let style = Style::light(density);
            let size = (100.0 * density, 60.0 * density);
            for shape in drawn(size, &style, |pen| data.draw_marks(pen, &Words::english())).shapes {
                if let Shape::Rect([(_, top), _], _) = shape {
                    assert!(top >= 0, "{top} at {density}");
                }
            }
        }
    }

    #[test]
    fn mistakes_are_said_in_words() {
        let data = Digits { images: &[vec![0.0; 64], vec![0.0; 64]], labels: &[3, 9], predicted: &[3, 4] };
        assert_eq!(data.describe(&Words::english()), "2 held-out digits: 50% recognized; mistakes: a 9 taken for a 4.");
        let marks = data.marks((100.0, 60.0), &Style::light(1.0));
        let tip = nearest(&marks, (60.0, 20.0)).and_then(|i| data.tip(&marks[i], &Words::english())).expect("an image");
        assert_eq!((tip.value, tip.text.as_str()), (4.0, "A 9, taken for a 4"));
    }
}
