//! What a chart draws, as data: a list of shapes in the pixels of its canvas, which any plotters backend can show. The
//! page shows it on a canvas and keeps it as SVG, tests read it as text. Knows no chart.

use plotters::backend::SVGBackend;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, IntoFont, RGBAColor, RGBColor, ShapeStyle, TextStyle};
use plotters_backend::{DrawingBackend, DrawingErrorKind, FontFamily, FontStyle};

/// A point in pixels.
pub type Point = (i32, i32);

/// One thing that is drawn.
#[derive(Clone, PartialEq)]
pub enum Shape {
    /// A filled rectangle from its upper left to its lower right corner.
    Rect([Point; 2], RGBAColor),
    /// A filled outline.
    Polygon(Vec<Point>, RGBAColor),
    /// A line through points, so many pixels thick.
    Line(Vec<Point>, RGBAColor, u32),
    /// A filled circle of a radius.
    Disc(Point, u32, RGBAColor),
    /// A circle of a radius, its line so many pixels thick.
    Ring(Point, u32, RGBAColor, u32),
    /// Words at a point.
    Text(String, Point, Type),
}

/// How words are set.
#[derive(Clone, Copy)]
pub struct Type {
    /// The font family, or families as CSS lists them.
    pub family: &'static str,
    /// The font's size in pixels.
    pub size: f64,
    /// Which edge of the words is at their point, across.
    pub h: HPos,
    /// Which edge of the words is at their point, up and down.
    pub v: VPos,
    /// Their colour.
    pub color: RGBColor,
    /// Whether they are heavy.
    pub bold: bool,
}

impl PartialEq for Type {
    fn eq(&self, other: &Self) -> bool {
        let key = |t: &Self| (t.family, t.size.to_bits(), t.h as u8, t.v as u8, t.color, t.bold);
        key(self) == key(other)
    }
}

/// Shapes in the order in which they are drawn, on a canvas of a size.
#[derive(Clone, Default, PartialEq)]
pub struct Drawing {
    /// The shapes, the lowest first.
    pub shapes: Vec<Shape>,
}

impl Drawing {
    /// A rectangle of a size and a colour, for other drawings to lie on.
    pub fn paper((width, height): (f64, f64), color: RGBColor) -> Self {
        Self { shapes: vec![Shape::Rect([(0, 0), (width as i32, height as i32)], color.to_rgba())] }
    }

    /// Puts another drawing on top, its left upper corner at a point.
    pub fn put(&mut self, other: &Self, at: Point) {
        self.shapes.extend(other.shapes.iter().map(|shape| shape.moved(at)));
    }

    /// Shows the shapes on a backend; `text_scale` multiplies font sizes: plotters' SVG backend sets text 1.24 times
    /// smaller than it is told.
    ///
    /// # Errors
    /// What the backend cannot draw is its own error.
    pub fn show<DB: DrawingBackend>(
        &self,
        backend: &mut DB,
        text_scale: f64,
    ) -> Result<(), DrawingErrorKind<DB::ErrorType>> {
        let style = |color: RGBAColor, stroke_width| ShapeStyle { color, filled: true, stroke_width };
        for shape in &self.shapes {
            match shape {
                Shape::Rect([a, b], color) => backend.draw_rect(*a, *b, &style(*color, 1), true)?,
                Shape::Polygon(outline, color) => backend.fill_polygon(outline.iter().copied(), &style(*color, 1))?,
                Shape::Line(points, color, width) => {
                    backend.draw_path(points.iter().copied(), &style(*color, *width))?
                }
                Shape::Disc(at, radius, color) => backend.draw_circle(*at, *radius, &style(*color, 1), true)?,
                Shape::Ring(at, radius, color, width) => {
                    backend.draw_circle(*at, *radius, &style(*color, *width), false)?;
                }
                Shape::Text(text, at, set) => {
                    let weight = if set.bold { FontStyle::Bold } else { FontStyle::Normal };
                    let font = (FontFamily::Name(set.family), set.size * text_scale, weight).into_font();
                    let style = TextStyle::from(font).color(&set.color).pos(Pos::new(set.h, set.v));
                    backend.draw_text(text, &style, *at)?;
                }
            }
        }
        Ok(())
    }
}

impl Shape {
    /// The same shape elsewhere.
    fn moved(&self, (dx, dy): Point) -> Self {
        let there = |at: Point| (at.0 + dx, at.1 + dy);
        let all = |points: &[Point]| points.iter().map(|point| there(*point)).collect();
        match self {
            Self::Rect(corners, color) => Self::Rect(corners.map(there), *color),
            Self::Polygon(outline, color) => Self::Polygon(all(outline), *color),
            Self::Line(points, color, width) => Self::Line(all(points), *color, *width),
            Self::Disc(at, radius, color) => Self::Disc(there(*at), *radius, *color),
            Self::Ring(at, radius, color, width) => Self::Ring(there(*at), *radius, *color, *width),
            Self::Text(text, at, set) => Self::Text(text.clone(), there(*at), *set),
        }
    }
}

/// A drawing as SVG text.
pub fn svg(drawing: &Drawing, size: (u32, u32)) -> String {
    let mut text = String::new();
    let mut backend = SVGBackend::with_string(&mut text, size);
    // Text takes in everything: this backend has no errors of its own. It sets words 1.24 times smaller than it is told.
    let drawn = drawing.show(&mut backend, 1.24).and_then(|()| backend.present());
    debug_assert!(drawn.is_ok());
    drop(backend);
    text
}

/// The width of `text` in the pixels in which `size` (the font size) is given, for a common sans-serif face. Browsers
/// measure text by touching the page, which is slow, and cannot at all where there is no page.
pub(crate) fn text_width(text: &str, size: f64) -> f64 {
    text.chars().map(advance).sum::<f64>() * size
}

/// Advance widths of Helvetica in em, to the hundredth; Chinese characters are square.
fn advance(c: char) -> f64 {
    match c {
        '0'..='9' | '−' | '+' | '·' | '±' => 0.56,
        '⁰'..='⁹' | '¹' | '²' | '³' | '⁻' => 0.36,
        ' ' | '.' | ',' | ':' | ';' | '!' | '\'' | '/' | 't' | 'f' => 0.28,
        'i' | 'j' | 'l' | '|' => 0.22,
        'r' | '(' | ')' | '-' => 0.34,
        'c' | 'k' | 's' | 'v' | 'x' | 'y' | 'z' | 'J' => 0.5,
        'm' | 'M' => 0.83,
        'w' => 0.72,
        'W' => 0.94,
        '%' => 0.89,
        'A'..='Z' => 0.68,
        '\u{2e80}'.. => 1.0,
        _ => 0.56,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wider_text_is_measured_wider_and_chinese_is_square() {
        assert!(text_width("10⁻⁷", 10.0) < text_width("1000", 10.0));
        assert_eq!(text_width("学习", 12.0), 24.0);
        assert_eq!(text_width("", 12.0), 0.0);
    }
}
