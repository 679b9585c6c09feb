//! A backend wrapper that measures text by a table: the browser backends measure by touching the page, which is slow and
//! impossible in a worker.

use plotters_backend::text_anchor::Pos;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontFamily,
    FontStyle, FontTransform,
};

/// The width of `text` in the pixels in which `size` (the font size) is given, for a common sans-serif face.
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

/// A backend that draws through `inner` and measures by the table.
pub struct Measured<DB> {
    inner: DB,
    text_scale: f64,
}

impl<DB: DrawingBackend> Measured<DB> {
    /// Wraps `inner`; text is measured by a table of widths.
    pub fn new(inner: DB) -> Self {
        Self { inner, text_scale: 1.0 }
    }

    /// Multiplies every font size: plotters' SVG backend draws text 1.24 times smaller than it is told.
    pub fn text_scale(self, text_scale: f64) -> Self {
        Self { text_scale, ..self }
    }
}

type Outcome<DB> = Result<(), DrawingErrorKind<<DB as DrawingBackend>::ErrorType>>;

impl<DB: DrawingBackend> DrawingBackend for Measured<DB> {
    type ErrorType = DB::ErrorType;

    fn get_size(&self) -> (u32, u32) {
        self.inner.get_size()
    }

    fn ensure_prepared(&mut self) -> Outcome<DB> {
        self.inner.ensure_prepared()
    }

    fn present(&mut self) -> Outcome<DB> {
        self.inner.present()
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Outcome<DB> {
        self.inner.draw_pixel(point, color)
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Outcome<DB> {
        self.inner.draw_line(from, to, style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Outcome<DB> {
        self.inner.draw_rect(from, to, style, fill)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Outcome<DB> {
        self.inner.draw_path(path, style)
    }

    fn draw_circle<S: BackendStyle>(&mut self, at: BackendCoord, radius: u32, style: &S, fill: bool) -> Outcome<DB> {
        self.inner.draw_circle(at, radius, style, fill)
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Outcome<DB> {
        self.inner.fill_polygon(path, style)
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Outcome<DB> {
        self.inner.draw_text(text, &Scaled { style, by: self.text_scale }, at)
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Self::ErrorType>> {
        let size = style.size();
        Ok((text_width(text, size).ceil() as u32, (size * 1.2).ceil() as u32))
    }
}

/// A text style at another size.
struct Scaled<'a, S> {
    style: &'a S,
    by: f64,
}

impl<S: BackendTextStyle> BackendTextStyle for Scaled<'_, S> {
    type FontError = S::FontError;

    fn color(&self) -> BackendColor {
        self.style.color()
    }
    fn size(&self) -> f64 {
        self.style.size() * self.by
    }
    fn transform(&self) -> FontTransform {
        self.style.transform()
    }
    fn style(&self) -> FontStyle {
        self.style.style()
    }
    fn anchor(&self) -> Pos {
        self.style.anchor()
    }
    fn family(&self) -> FontFamily<'_> {
        self.style.family()
    }
    fn layout_box(&self, text: &str) -> Result<((i32, i32), (i32, i32)), Self::FontError> {
        self.style.layout_box(text)
    }
    fn draw<E, F: FnMut(i32, i32, BackendColor) -> Result<(), E>>(
        &self,
        text: &str,
        at: BackendCoord,
        draw: F,
    ) -> Result<Result<(), E>, Self::FontError> {
        self.style.draw(text, at, draw)
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
