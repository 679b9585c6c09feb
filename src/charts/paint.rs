//! Strokes, fills and words on a drawing area, in CSS-sized units: what every chart is made of. No chart's own geometry.

use plotters::style::text_anchor::{HPos, VPos};
use plotters::style::{Color, RGBAColor, RGBColor};

use super::drawing::{Drawing, Point, Shape, Type};
use super::scale::{Place, Scale};
use super::style::{Style, TICK};
use words::Words;

/// Anything that can be a colour: opaque, or mixed with what lies below.
pub trait Tint {
    /// The colour with its opacity.
    fn rgba(&self) -> RGBAColor;
}

impl Tint for RGBColor {
    fn rgba(&self) -> RGBAColor {
        self.to_rgba()
    }
}

impl Tint for RGBAColor {
    fn rgba(&self) -> RGBAColor {
        *self
    }
}

/// How a word is set: size in CSS pixels, where its point is, colour, weight.
#[derive(Clone, Copy)]
pub struct Word {
    pub size: f64,
    pub h: HPos,
    pub v: VPos,
    pub color: RGBColor,
    pub bold: bool,
}

impl Word {
    /// A tick label, centred on its point.
    pub fn tick(color: RGBColor) -> Self {
        Self { size: TICK, h: HPos::Center, v: VPos::Center, color, bold: false }
    }

    pub fn size(self, size: f64) -> Self {
        Self { size, ..self }
    }

    pub fn left(self) -> Self {
        Self { h: HPos::Left, ..self }
    }

    pub fn right(self) -> Self {
        Self { h: HPos::Right, ..self }
    }

    pub fn bold(self, bold: bool) -> Self {
        Self { bold, ..self }
    }
}

/// What a value on its axis looks like; one off the axis is a triangle at its end, one that is no number a cross.
#[derive(Clone, Copy)]
pub enum Symbol {
    Dot,
    Ring,
    Diamond,
    Dash,
}

/// The room that a plot leaves around itself, in CSS pixels: left, right, above and below.
pub struct Margins(pub f64, pub f64, pub f64, pub f64);

/// The axes' pixels of a plot in a rectangle of `size` at `corner`: from left to right, and from below to above.
pub fn framed(corner: (f64, f64), size: (f64, f64), margins: Margins, style: &Style) -> [(f64, f64); 2] {
    let (u, Margins(left, right, above, below)) = (style.px_ratio, margins);
    let x = (corner.0 + left * u, (corner.0 + size.0 - right * u).max(corner.0 + (left + 1.0) * u));
    let y = ((corner.1 + size.1 - below * u).max(corner.1 + (above + 1.0) * u), corner.1 + above * u);
    [x, y]
}

/// Draws shapes of a style on a canvas of a size.
pub struct Pen<'a> {
    /// Width and height in pixels.
    pub(crate) size: (f64, f64),
    pub(crate) style: &'a Style,
    drawing: Drawing,
}

impl<'a> Pen<'a> {
    pub(crate) fn new(size: (f64, f64), style: &'a Style) -> Self {
        Self { size, style, drawing: Drawing::default() }
    }

    /// What has been drawn.
    pub(crate) fn into_drawing(self) -> Drawing {
        self.drawing
    }

    fn draw(&mut self, shape: Shape) {
        self.drawing.shapes.push(shape);
    }

    /// A filled rectangle with its edges on whole pixels; nothing where it is empty.
    pub(crate) fn rect(&mut self, (x0, x1): (f64, f64), (y0, y1): (f64, f64), tint: impl Tint) {
        let corners = [at(x0.min(x1), y0.min(y1)), at(x0.max(x1), y0.max(y1))];
        if corners[0].0 >= corners[1].0 || corners[0].1 >= corners[1].1 {
            return;
        }
        self.draw(Shape::Rect(corners, tint.rgba()));
    }

    /// A horizontal hairline, one CSS pixel thick and sharp at every density, its upper edge at `y`.
    pub(crate) fn hline(&mut self, x0: f64, x1: f64, y: f64, tint: impl Tint) {
        let y = y.round();
        self.rect((x0, x1), (y, y + self.style.px(1.0)), tint)
    }

    /// A vertical hairline, its left edge at `x`.
    pub(crate) fn vline(&mut self, x: f64, y0: f64, y1: f64, tint: impl Tint) {
        let x = x.round();
        self.rect((x, x + self.style.px(1.0)), (y0, y1), tint)
    }

    /// A filled outline.
    pub(crate) fn fill(&mut self, outline: Vec<Point>, tint: impl Tint) {
        if outline.len() < 3 {
            return;
        }
        self.draw(Shape::Polygon(outline, tint.rgba()));
    }

    /// A line through points, `width` CSS pixels thick.
    pub(crate) fn path(&mut self, points: Vec<Point>, tint: impl Tint, width: f64) {
        if points.len() < 2 {
            return;
        }
        self.draw(Shape::Line(points, tint.rgba(), self.style.px(width) as u32));
    }

    /// A dashed line through points.
    pub(crate) fn dashes(&mut self, points: &[Point], tint: impl Tint, width: f64) {
        let color = tint.rgba();
        for dash in dashes(points, self.style.px(4.0), self.style.px(3.0)) {
            self.path(dash, color, width);
        }
    }

    /// A disc of `radius` CSS pixels.
    pub(crate) fn dot(&mut self, (x, y): (f64, f64), radius: f64, tint: impl Tint) {
        self.draw(Shape::Disc(at(x, y), self.style.px(radius) as u32, tint.rgba()));
    }

    /// A circle of `radius` CSS pixels.
    pub(crate) fn ring(&mut self, (x, y): (f64, f64), radius: f64, tint: impl Tint, width: f64) {
        self.draw(Shape::Ring(at(x, y), self.style.px(radius) as u32, tint.rgba(), self.style.px(width) as u32));
    }

    /// A square standing on its corner.
    pub(crate) fn diamond(&mut self, (x, y): (f64, f64), radius: f64, tint: impl Tint) {
        let r = self.style.px(radius);
        self.fill(vec![at(x - r, y), at(x, y - r), at(x + r, y), at(x, y + r)], tint)
    }

    /// A triangle whose tip points down (or up).
    pub(crate) fn triangle(&mut self, (x, y): (f64, f64), radius: f64, down: bool, tint: impl Tint) {
        let r = self.style.px(radius);
        let tip = if down { r } else { -r };
        self.fill(vec![at(x - r, y - tip), at(x + r, y - tip), at(x, y + tip)], tint)
    }

    /// A diagonal cross: something here is not a finite number.
    pub(crate) fn cross(&mut self, (x, y): (f64, f64), radius: f64, tint: impl Tint) {
        let (r, color) = (self.style.px(radius), tint.rgba());
        self.path(vec![at(x - r, y - r), at(x + r, y + r)], color, 1.5);
        self.path(vec![at(x - r, y + r), at(x + r, y - r)], color, 1.5)
    }

    /// A value at its place on an axis.
    pub(crate) fn value(
        &mut self,
        (x, place): (f64, Place),
        symbol: Symbol,
        (radius, edge): (f64, f64),
        (color, bad): (RGBColor, RGBColor),
    ) {
        let point = (x, place.pixel());
        match (place, symbol) {
            (Place::At(_), Symbol::Dot) => self.dot(point, radius, color),
            (Place::At(_), Symbol::Ring) => self.ring(point, radius + 0.5, color, 1.0),
            (Place::At(_), Symbol::Diamond) => self.diamond(point, radius + 1.0, color),
            // Wider than a dot, so that it is seen where one stands on it.
            (Place::At(_), Symbol::Dash) => {
                let (wide, half) = (self.style.px(radius + 2.5), self.style.px(0.75));
                self.rect((point.0 - wide, point.0 + wide), (point.1 - half, point.1 + half), color)
            }
            (Place::Under(_), _) => self.triangle(point, edge, true, color),
            (Place::Over(_), _) => self.triangle(point, edge, false, color),
            (Place::NotFinite(_), _) => self.cross(point, edge - 0.5, bad),
        }
    }

    /// A horizontal line for each tick of an axis, with its label at the left.
    pub(crate) fn levels(&mut self, x: &Scale, y: &Scale, most: usize, label: impl Fn(f64, String) -> String) {
        let palette = &self.style.palette;
        for (v, text) in y.ticks(most) {
            self.hline(x.from, x.to, y.pixel(v), palette.rule);
            let place = (x.from - self.style.px(5.0), y.pixel(v));
            self.text(&label(v, text), place, Word::tick(palette.soft).right());
        }
    }

    /// The numbers of the first, the middle and the last of `n` layers under an axis, their middles at `y`.
    pub(crate) fn layer_numbers(&mut self, x: &Scale, n: usize, y: f64, words: &Words) {
        let mut shown = vec![1, n.div_ceil(2), n];
        shown.dedup();
        for layer in shown.into_iter().filter(|l| *l > 0 && *l <= n) {
            let name = if layer == 1 { words.layer_short(1) } else { layer.to_string() };
            self.text(&name, (x.pixel(layer as f64), y), Word::tick(self.style.palette.soft));
        }
    }

    /// A word at a point.
    pub(crate) fn text(&mut self, text: &str, (x, y): (f64, f64), word: Word) {
        let Word { size, h, v, color, bold } = word;
        let set = Type { family: self.style.family, size: size * self.style.px_ratio, h, v, color, bold };
        self.draw(Shape::Text(text.to_string(), at(x, y), set));
    }
}

/// The nearest whole pixel; far outside stays outside without overflow.
pub fn at(x: f64, y: f64) -> Point {
    let one = |v: f64| if v.is_nan() { i32::MIN / 4 } else { v.round().clamp(-1e6, 1e6) as i32 };
    (one(x), one(y))
}

/// Cuts a line into dashes of length `on` with gaps of `off`.
fn dashes(points: &[Point], on: f64, off: f64) -> Vec<Vec<Point>> {
    let (mut all, mut dash, mut left, mut drawing) = (Vec::new(), Vec::new(), on, true);
    for pair in points.windows(2) {
        let (a, b) = ((f64::from(pair[0].0), f64::from(pair[0].1)), (f64::from(pair[1].0), f64::from(pair[1].1)));
        let length = libm::hypot(b.0 - a.0, b.1 - a.1);
        let mut done = 0.0;
        while length - done > 1e-9 {
            let go = left.min(length - done);
            let place = |d: f64| at(a.0 + (b.0 - a.0) * d / length, a.1 + (b.1 - a.1) * d / length);
            if drawing {
                if dash.is_empty() {
                    dash.push(place(done));
                }
                dash.push(place(done + go));
            }
            done += go;
            left -= go;
            if left <= 1e-9 {
                if drawing {
                    all.push(std::mem::take(&mut dash));
                }
                drawing = !drawing;
                left = if drawing { on } else { off };
            }
        }
    }
    if dash.len() > 1 {
        all.push(dash);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dashes_cover_their_share_of_the_line() {
        let cut = dashes(&[(0, 0), (70, 0)], 4.0, 3.0);
        assert_eq!(cut.len(), 10);
        assert_eq!(cut[1], [(7, 0), (11, 0)]);
        assert!(dashes(&[(3, 3)], 4.0, 3.0).is_empty());
    }

    #[test]
    fn no_number_overflows_a_pixel() {
        assert_eq!(at(f64::INFINITY, -1e300), (1_000_000, -1_000_000));
        assert!(at(f64::NAN, 0.0).0 < -1_000_000);
    }
}
