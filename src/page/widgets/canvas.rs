//! A canvas as plotters' backend that draws what is alike in one go: a dashed line is hundreds of short lines, a strip twenty
//! outlines, and each one drawn alone costs the browser as much as all together; and that says a colour or a font once, since
//! each saying is a text that is made, handed over and read. All else is plotters-canvas's.

use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontTransform,
};
use plotters_canvas::CanvasBackend;
use std::f64::consts::TAU;
use web_sys::CanvasRenderingContext2d;

/// A canvas, what is begun on it, and what it was told last.
pub struct Canvas {
    inner: CanvasBackend,
    context: CanvasRenderingContext2d,
    begun: Option<Paint>,
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

/// How upright words are set.
#[derive(PartialEq)]
struct Lettering {
    family: String,
    size: f64,
    style: String,
    anchor: [u8; 2],
}

type Outcome<E> = Result<(), DrawingErrorKind<E>>;
type Fault = <CanvasBackend as DrawingBackend>::ErrorType;

impl Canvas {
    /// Draws on the canvas of `context`.
    pub fn new(inner: CanvasBackend, context: CanvasRenderingContext2d) -> Self {
        Self { inner, context, begun: None, filling: None, lettering: None }
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
        if self.begun == Some((rgb, path)) {
            return true;
        }
        self.finish();
        match path {
            Path::Line(width) => {
                self.context.set_stroke_style_str(&css(rgb));
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
            self.context.set_fill_style_str(&css(rgb));
        }
    }

    /// The plain backend, which says everything itself.
    fn plain(&mut self) -> &mut CanvasBackend {
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

impl DrawingBackend for Canvas {
    type ErrorType = Fault;

    fn get_size(&self) -> (u32, u32) {
        self.inner.get_size()
    }

    fn ensure_prepared(&mut self) -> Outcome<Fault> {
        self.inner.ensure_prepared()
    }

    fn present(&mut self) -> Outcome<Fault> {
        self.finish();
        self.inner.present()
    }

    fn draw_pixel(&mut self, at: BackendCoord, color: BackendColor) -> Outcome<Fault> {
        self.plain().draw_pixel(at, color)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        a: BackendCoord,
        b: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Outcome<Fault> {
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

    fn draw_circle<S: BackendStyle>(&mut self, at: BackendCoord, radius: u32, style: &S, fill: bool) -> Outcome<Fault> {
        if !fill || !self.begin(style.color(), Path::Disc) {
            return self.plain().draw_circle(at, radius, style, fill);
        }
        let (x, y, radius) = (f64::from(at.0), f64::from(at.1), f64::from(radius));
        self.context.move_to(x + radius, y);
        // Fails only on a negative radius.
        let _ = self.context.arc(x, y, radius, 0.0, TAU);
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Outcome<Fault> {
        let Some(rgb) = opaque(style.color()).filter(|_| matches!(style.transform(), FontTransform::None)) else {
            self.lettering = None;
            return self.plain().draw_text(text, style, at);
        };
        self.finish();
        let same = |last: &Lettering| last.is(style);
        if self.lettering.as_ref().is_some_and(same) {
            self.fill_in(rgb);
            // Fails only on places that are no numbers.
            let _ = self.context.fill_text(text, at.0.into(), at.1.into());
            return Ok(());
        }
        (self.lettering, self.filling) = (Some(Lettering::of(style)), Some(rgb));
        self.inner.draw_text(text, style, at)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Outcome<Fault> {
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
    ) -> Outcome<Fault> {
        if !self.begin(style.color(), Path::Outline) {
            return self.plain().fill_polygon(path, style);
        }
        self.trace(path);
        self.context.close_path();
        Ok(())
    }
}
