//! A figure's charts as one picture to keep: a title, and the charts with their captions, one below the other.

use super::drawing::{Drawing, svg, text_width};
use super::paint::{Pen, Word, at};
use super::style::Style;
use super::view::View;

/// A picture and its size.
pub struct Picture {
    /// Width and height in pixels.
    pub size: (u32, u32),
    /// The picture.
    pub drawing: Drawing,
}

impl Picture {
    /// As SVG text.
    pub fn svg(&self) -> String {
        svg(&self.drawing, self.size)
    }
}

/// A picture that grows downwards.
pub struct Sheet<'a> {
    style: &'a Style,
    drawing: Drawing,
    size: (f64, f64),
}

/// Around everything, in CSS pixels.
const MARGIN: f64 = 16.0;
/// From one line of words to what stands below it, in CSS pixels.
const LINE: f64 = 28.0;

impl<'a> Sheet<'a> {
    /// A sheet with a title.
    pub fn new(title: &str, style: &'a Style) -> Self {
        let mut sheet = Self { style, drawing: Drawing::default(), size: (1.0, style.px(MARGIN)) };
        sheet.write(title, 15.0);
        sheet
    }

    fn write(&mut self, words: &str, size: f64) {
        let (margin, line) = (self.style.px(MARGIN), self.style.px(LINE));
        let mut pen = Pen::new((self.size.0, line), self.style);
        pen.text(words, (0.0, line / 2.0), Word::tick(self.style.palette.ink).left().size(size));
        self.drawing.put(&pen.into_drawing(), at(margin, self.size.1));
        let wide = text_width(words, size * self.style.px_ratio);
        self.size = (self.size.0.max(wide), self.size.1 + line);
    }

    /// Adds a chart with its caption, where it is drawn.
    pub fn add(&mut self, caption: &str, view: &View) {
        let Some((size, layers)) = view.drawing() else { return };
        self.write(caption, 13.0);
        for layer in layers {
            self.drawing.put(layer, at(self.style.px(MARGIN), self.size.1));
        }
        self.size = (self.size.0.max(size.0), self.size.1 + size.1);
    }

    /// The picture, on the theme's paper.
    pub fn finish(self) -> Picture {
        let margin = self.style.px(MARGIN);
        let size = (self.size.0 + 2.0 * margin, self.size.1 + margin);
        let mut drawing = Drawing::paper(size, self.style.palette.paper);
        drawing.put(&self.drawing, (0, 0));
        Picture { size: (size.0 as u32, size.1 as u32), drawing }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chain::Chain;
    use crate::drawing::Shape;
    use words::Words;

    #[test]
    fn a_sheet_has_every_chart_that_is_drawn_under_its_caption() {
        let (words, style) = (Words::english(), Style::light(1.0));
        let plot = Chain { weight: 0.5, length: 4, measured: &[] };
        let (mut drawn, empty) = (View::default(), View::default());
        drawn.draw(&plot, (300.0, 100.0), &style, &words);
        let mut sheet = Sheet::new("a < b", &style);
        sheet.add("one", &drawn);
        sheet.add("none", &empty);
        let picture = sheet.finish();
        assert_eq!(picture.size, (332, 188));
        let shapes = drawn.drawing().map_or(0, |(_, layers)| layers.map(|layer| layer.shapes.len()).iter().sum());
        assert_eq!(picture.drawing.shapes.len(), shapes + 3, "paper, title and caption");
        assert!(matches!(&picture.drawing.shapes[1], Shape::Text(text, (16, _), _) if text == "a < b"));
        let text = picture.svg();
        assert!(text.contains("a &lt; b") && text.contains("one") && !text.contains("none\n"), "{text}");
    }
}
