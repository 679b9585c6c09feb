//! A canvas as plotters' backend that draws what is alike in one go: a dashed line is hundreds of short lines, a strip twenty
//! outlines, and each one drawn alone costs the browser as much as all together; and that says a colour or a font once, since
//! each saying is a text that is made, handed over and read. All else is a plain backend's. Knows no browser.

use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontTransform,
};

/// What of a canvas' `CanvasRenderingContext2D` is used, by the names that it has in the DOM.
#[allow(missing_docs)]
pub trait Context2d {
    fn set_fill_style(&self, css: &str);
    fn set_stroke_style(&self, css: &str);
    fn set_line_width(&self, width: f64);
    fn begin_path(&self);
    fn move_to(&self, x: f64, y: f64);
    fn line_to(&self, x: f64, y: f64);
    fn close_path(&self);
    /// A whole circle.
    fn arc(&self, x: f64, y: f64, radius: f64);
    fn fill(&self);
    fn stroke(&self);
    fn fill_rect(&self, x: f64, y: f64, width: f64, height: f64);
    fn fill_text(&self, text: &str, x: f64, y: f64);
}

/// A canvas, what is begun on it, and what it was told last.
pub struct Canvas<B, C> {
    inner: B,
    context: C,
    begun: Option<Paint>,
    /// So many outlines it has.
    outlines: usize,
    /// The colour of what is filled, words among it.
    filling: Option<[u8; 3]>,
    lettering: Option<Lettering>,
}

/// An opaque colour, and what is painted in it. Where see-through shapes overlap, each one counts.
type Paint = ([u8; 3], Path);

/// What a path is made of: outlines and circles run around in different senses, and where two senses overlap nothing is filled.
#[derive(Clone, Copy, PartialEq)]
enum Path {
    /// Lines so many pixels thick.
    Line(u32),
    /// Filled outlines.
    Outline,
    /// Filled circles.
    Disc,
}

/// More outlines than this make one path slow to paint again.
const LONGEST: usize = 256;

/// How upright words are set.
#[derive(PartialEq)]
struct Lettering {
    family: String,
    size: f64,
    style: String,
    anchor: [u8; 2],
}

type Outcome<B> = Result<(), DrawingErrorKind<<B as DrawingBackend>::ErrorType>>;

impl<B: DrawingBackend, C: Context2d> Canvas<B, C> {
    /// Draws by `context`, and by `inner`, which is the plain backend of the same canvas, what is not spared.
    pub fn new(inner: B, context: C) -> Self {
        Self { inner, context, begun: None, outlines: 0, filling: None, lettering: None }
    }

    /// Paints what is begun.
    fn finish(&mut self) {
        match self.begun.take() {
            Some((_, Path::Line(_))) => self.context.stroke(),
            Some((_, Path::Outline | Path::Disc)) => self.context.fill(),
            None => {}
        }
    }

    /// Begins what is painted so, or goes on with it; says whether that can be.
    fn begin(&mut self, color: BackendColor, path: Path) -> bool {
        let Some(rgb) = opaque(color) else {
            self.finish();
            return false;
        };
        self.outlines += 1;
        if self.begun == Some((rgb, path)) && self.outlines <= LONGEST {
            return true;
        }
        self.finish();
        self.outlines = 1;
        match path {
            Path::Line(width) => {
                self.context.set_stroke_style(&css(rgb));
                self.context.set_line_width(width.into());
            }
            Path::Outline | Path::Disc => self.fill_in(rgb),
        }
        self.context.begin_path();
        self.begun = Some((rgb, path));
        true
    }

    fn fill_in(&mut self, rgb: [u8; 3]) {
        if self.filling.replace(rgb) != Some(rgb) {
            self.context.set_fill_style(&css(rgb));
        }
    }

    /// The plain backend, which says everything itself.
    fn plain(&mut self) -> &mut B {
        self.finish();
        self.filling = None;
        &mut self.inner
    }

    fn trace(&self, path: impl IntoIterator<Item = BackendCoord>) {
        let mut path = path.into_iter().map(|(x, y)| (f64::from(x), f64::from(y)));
        if let Some((x, y)) = path.next() {
            self.context.move_to(x, y);
        }
        path.for_each(|(x, y)| self.context.line_to(x, y));
    }
}

impl Lettering {
    fn of(style: &impl BackendTextStyle) -> Self {
        Self {
            family: style.family().as_str().to_string(),
            size: style.size(),
            style: style.style().as_str().to_string(),
            anchor: anchor(style),
        }
    }

    /// Whether words of this style are set so.
    fn is(&self, style: &impl BackendTextStyle) -> bool {
        self.size == style.size()
            && self.style == style.style().as_str()
            && self.anchor == anchor(style)
            && self.family == style.family().as_str()
    }
}

fn anchor(style: &impl BackendTextStyle) -> [u8; 2] {
    let anchor = style.anchor();
    [anchor.h_pos as u8, anchor.v_pos as u8]
}

/// The colour, where nothing shows through it.
fn opaque(color: BackendColor) -> Option<[u8; 3]> {
    let (r, g, b) = color.rgb;
    (color.alpha == 1.0).then_some([r, g, b])
}

fn css([r, g, b]: [u8; 3]) -> String {
    format!("rgb({r},{g},{b})")
}

impl<B: DrawingBackend, C: Context2d> DrawingBackend for Canvas<B, C> {
    type ErrorType = B::ErrorType;

    fn get_size(&self) -> (u32, u32) {
        self.inner.get_size()
    }

    fn ensure_prepared(&mut self) -> Outcome<B> {
        self.inner.ensure_prepared()
    }

    fn present(&mut self) -> Outcome<B> {
        self.finish();
        self.inner.present()
    }

    fn draw_pixel(&mut self, at: BackendCoord, color: BackendColor) -> Outcome<B> {
        self.plain().draw_pixel(at, color)
    }

    fn draw_rect<S: BackendStyle>(&mut self, a: BackendCoord, b: BackendCoord, style: &S, fill: bool) -> Outcome<B> {
        match opaque(style.color()).filter(|_| fill) {
            Some(rgb) => {
                self.finish();
                self.fill_in(rgb);
                let (x, y, width, height) = (a.0, a.1, b.0 - a.0, b.1 - a.1);
                self.context.fill_rect(x.into(), y.into(), width.into(), height.into());
                Ok(())
            }
            None => self.plain().draw_rect(a, b, style, fill),
        }
    }

    fn draw_circle<S: BackendStyle>(&mut self, at: BackendCoord, radius: u32, style: &S, fill: bool) -> Outcome<B> {
        if !fill || !self.begin(style.color(), Path::Disc) {
            return self.plain().draw_circle(at, radius, style, fill);
        }
        let (x, y, radius) = (f64::from(at.0), f64::from(at.1), f64::from(radius));
        self.context.move_to(x + radius, y);
        self.context.arc(x, y, radius);
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Outcome<B> {
        let Some(rgb) = opaque(style.color()).filter(|_| matches!(style.transform(), FontTransform::None)) else {
            self.lettering = None;
            return self.plain().draw_text(text, style, at);
        };
        self.finish();
        let same = |last: &Lettering| last.is(style);
        if self.lettering.as_ref().is_some_and(same) {
            self.fill_in(rgb);
            self.context.fill_text(text, at.0.into(), at.1.into());
            return Ok(());
        }
        (self.lettering, self.filling) = (Some(Lettering::of(style)), Some(rgb));
        self.inner.draw_text(text, style, at)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Outcome<B> {
        if !self.begin(style.color(), Path::Line(style.stroke_width())) {
            return self.plain().draw_path(path, style);
        }
        self.trace(path);
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Outcome<B> {
        if !self.begin(style.color(), Path::Outline) {
            return self.plain().fill_polygon(path, style);
        }
        self.trace(path);
        self.context.close_path();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::{Drawing, Shape, Type};
    use plotters::backend::SVGBackend;
    use plotters::style::text_anchor::{HPos, VPos};
    use plotters::style::{Color, RGBAColor, RGBColor};
    use std::cell::RefCell;

    const RED: RGBColor = RGBColor(255, 0, 0);
    const BLUE: RGBColor = RGBColor(0, 0, 255);

    /// What a context was told.
    #[derive(Default)]
    struct Told(RefCell<Vec<String>>);

    impl Told {
        fn tell(&self, words: impl Into<String>) {
            self.0.borrow_mut().push(words.into());
        }
    }

    impl Context2d for &Told {
        fn set_fill_style(&self, css: &str) {
            self.tell(format!("fill style {css}"));
        }
        fn set_stroke_style(&self, css: &str) {
            self.tell(format!("stroke style {css}"));
        }
        fn set_line_width(&self, width: f64) {
            self.tell(format!("width {width}"));
        }
        fn begin_path(&self) {
            self.tell("begin");
        }
        fn move_to(&self, x: f64, y: f64) {
            self.tell(format!("move {x} {y}"));
        }
        fn line_to(&self, x: f64, y: f64) {
            self.tell(format!("line {x} {y}"));
        }
        fn close_path(&self) {
            self.tell("close");
        }
        fn arc(&self, x: f64, y: f64, radius: f64) {
            self.tell(format!("arc {x} {y} {radius}"));
        }
        fn fill(&self) {
            self.tell("fill");
        }
        fn stroke(&self) {
            self.tell("stroke");
        }
        fn fill_rect(&self, x: f64, y: f64, width: f64, height: f64) {
            self.tell(format!("rect {x} {y} {width} {height}"));
        }
        fn fill_text(&self, text: &str, x: f64, y: f64) {
            self.tell(format!("text {text} {x} {y}"));
        }
    }

    /// What the context is told of these shapes, and what the plain backend draws.
    fn shown(shapes: Vec<Shape>) -> (Vec<String>, String) {
        let (told, mut svg) = (Told::default(), String::new());
        {
            let mut canvas = Canvas::new(SVGBackend::with_string(&mut svg, (100, 100)), &told);
            Drawing { shapes }
                .show(&mut canvas, 1.0)
                .and_then(|()| canvas.present())
                .expect("text takes in everything");
        }
        (told.0.into_inner(), svg)
    }

    fn line(x: i32, color: RGBAColor, width: u32) -> Shape {
        Shape::Line(vec![(x, 0), (x, 9)], color, width)
    }

    fn word(text: &str, color: RGBColor, size: f64) -> Shape {
        let set = Type { family: "sans-serif", size, h: HPos::Left, v: VPos::Top, color, bold: false };
        Shape::Text(text.into(), (1, 2), set)
    }

    #[test]
    fn the_pieces_of_a_dashed_line_are_one_path() {
        let (told, _) = shown((0..3).map(|i| line(i, RED.to_rgba(), 2)).collect());
        let path = ["move 0 0", "line 0 9", "move 1 0", "line 1 9", "move 2 0", "line 2 9"];
        let expected = ["stroke style rgb(255,0,0)", "width 2", "begin"].iter().chain(&path).chain(&["stroke"]);
        assert!(told.iter().eq(expected), "{told:?}");
    }

    #[test]
    fn what_is_painted_otherwise_is_painted_in_its_turn() {
        let red = RED.to_rgba();
        let others = [
            line(1, BLUE.to_rgba(), 2),
            line(1, red, 3),
            Shape::Rect([(0, 0), (4, 5)], red),
            Shape::Polygon(vec![(0, 0), (4, 0), (4, 5)], red),
            Shape::Disc((3, 3), 2, red),
            Shape::Ring((3, 3), 2, red, 1),
            word("a", RED, 10.0),
            line(1, RED.mix(0.5), 2),
        ];
        for (place, other) in others.into_iter().enumerate() {
            let (told, _) = shown(vec![line(0, red, 2), other, line(2, red, 2)]);
            let at = |words: &str| told.iter().position(|one| one == words).expect("both lines");
            let between = &told[at("line 0 9")..at("move 2 0")];
            // The first line is painted before the other is begun, and the last begun anew.
            assert_eq!(between[1], "stroke", "{place}: {between:?}");
            assert_eq!(between[between.len() - 1], "begin", "{place}: {between:?}");
        }
    }

    #[test]
    fn see_through_shapes_are_painted_one_by_one_by_the_plain_backend() {
        let (told, svg) = shown((0..3).map(|i| line(i, RED.mix(0.5), 2)).collect());
        assert!(told.is_empty(), "{told:?}");
        assert_eq!(svg.matches("<polyline").count(), 3, "{svg}");
    }

    #[test]
    fn outlines_and_circles_are_never_filled_together() {
        let square = Shape::Polygon(vec![(0, 0), (4, 0), (4, 4), (0, 4)], RED.to_rgba());
        let (told, _) = shown(vec![square.clone(), Shape::Disc((3, 3), 2, RED.to_rgba()), square]);
        assert_eq!(told.iter().filter(|one| *one == "fill").count(), 3, "{told:?}");
        assert_eq!(told.iter().filter(|one| one.starts_with("fill style")).count(), 1, "one colour: {told:?}");
    }

    #[test]
    fn a_long_row_of_outlines_is_painted_in_pieces() {
        let square = |x: i32| Shape::Polygon(vec![(x, 0), (x + 2, 0), (x + 2, 2), (x, 2)], RED.to_rgba());
        let (told, _) = shown((0..2 * LONGEST as i32 + 1).map(|i| square(3 * i)).collect());
        let count = |word: &str| told.iter().filter(|one| one.starts_with(word)).count();
        assert_eq!([count("begin"), count("move"), count("fill style")], [3, 2 * LONGEST + 1, 1]);
    }

    #[test]
    fn a_font_and_a_colour_are_said_once() {
        let (told, svg) = shown(vec![word("a", RED, 10.0), word("b", RED, 10.0), word("c", BLUE, 10.0)]);
        assert_eq!(told, ["text b 1 2", "fill style rgb(0,0,255)", "text c 1 2"], "the first sets the font: {svg}");
        assert_eq!(svg.matches("<text").count(), 1, "{svg}");
        let (told, svg) = shown(vec![word("a", RED, 10.0), word("b", RED, 11.0)]);
        assert!(told.is_empty() && svg.matches("<text").count() == 2, "another font: {told:?} {svg}");
    }

    #[test]
    fn what_the_plain_backend_may_have_changed_is_said_again() {
        let rect = || Shape::Rect([(0, 0), (4, 5)], RED.to_rgba());
        let (told, _) = shown(vec![rect(), rect(), Shape::Ring((3, 3), 2, BLUE.to_rgba(), 1), rect()]);
        let colour = "fill style rgb(255,0,0)";
        assert_eq!(told, [colour, "rect 0 0 4 5", "rect 0 0 4 5", colour, "rect 0 0 4 5"]);
    }
}
