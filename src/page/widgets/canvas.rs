//! A canvas as plotters' backend that draws what is alike in one go: a dashed line is hundreds of short lines, a strip twenty
//! outlines, and each one drawn alone costs the browser as much as all together. All else is plotters-canvas's.

use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind};
use plotters_canvas::CanvasBackend;
use web_sys::CanvasRenderingContext2d;

/// A canvas, and what is begun on it.
pub struct Canvas {
    inner: CanvasBackend,
    context: CanvasRenderingContext2d,
    begun: Option<Paint>,
}

/// How a path is painted: in a colour, as a line so many pixels thick or, without that, filled. Only opaque colours: where
/// see-through shapes overlap, each one counts.
type Paint = ([u8; 3], Option<u32>);

type Outcome<E> = Result<(), DrawingErrorKind<E>>;
type Fault = <CanvasBackend as DrawingBackend>::ErrorType;

impl Canvas {
    /// Draws on the canvas of `context`.
    pub fn new(inner: CanvasBackend, context: CanvasRenderingContext2d) -> Self {
        Self { inner, context, begun: None }
    }

    /// Paints what is begun.
    fn finish(&mut self) {
        match self.begun.take() {
            Some((_, Some(_))) => self.context.stroke(),
            Some((_, None)) => self.context.fill(),
            None => {}
        }
    }

    /// Begins what is painted so, or goes on with it; says whether that can be.
    fn begin(&mut self, color: BackendColor, width: Option<u32>) -> bool {
        let (r, g, b) = color.rgb;
        let paint = Some(([r, g, b], width)).filter(|_| color.alpha == 1.0);
        if paint.is_some() && self.begun == paint {
            return true;
        }
        self.finish();
        let name = || format!("rgb({r},{g},{b})");
        match paint {
            Some((_, Some(width))) => {
                self.context.set_stroke_style_str(&name());
                self.context.set_line_width(width.into());
            }
            Some((_, None)) => self.context.set_fill_style_str(&name()),
            None => return false,
        }
        self.context.begin_path();
        self.begun = paint;
        true
    }

    fn trace(&self, path: impl IntoIterator<Item = BackendCoord>) {
        let mut path = path.into_iter().map(|(x, y)| (f64::from(x), f64::from(y)));
        if let Some((x, y)) = path.next() {
            self.context.move_to(x, y);
        }
        path.for_each(|(x, y)| self.context.line_to(x, y));
    }
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
        self.finish();
        self.inner.draw_pixel(at, color)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        a: BackendCoord,
        b: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Outcome<Fault> {
        self.finish();
        self.inner.draw_rect(a, b, style, fill)
    }

    fn draw_circle<S: BackendStyle>(&mut self, at: BackendCoord, radius: u32, style: &S, fill: bool) -> Outcome<Fault> {
        self.finish();
        self.inner.draw_circle(at, radius, style, fill)
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Outcome<Fault> {
        self.finish();
        self.inner.draw_text(text, style, at)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Outcome<Fault> {
        if !self.begin(style.color(), Some(style.stroke_width())) {
            return self.inner.draw_path(path, style);
        }
        self.trace(path);
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Outcome<Fault> {
        if !self.begin(style.color(), None) {
            return self.inner.fill_polygon(path, style);
        }
        self.trace(path);
        self.context.close_path();
        Ok(())
    }
}
