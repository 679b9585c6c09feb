//! One chart on the page: two stacked canvases in device pixels, the still axes below and what moves above.

use crate::dom;
use crate::failure::{Failure, Outcome};
use charts::backend::Measured;
use charts::style::Style;
use charts::{Area, Drawn};
use plotters::drawing::IntoDrawingArea;
use plotters_canvas::CanvasBackend;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, Element, Event, HtmlCanvasElement, MouseEvent};

/// What charts are drawn with.
pub type Backend = Measured<CanvasBackend>;

/// A chart's place on the page.
pub struct Chart {
    figure: Element,
    plot: Element,
    back: HtmlCanvasElement,
    front: HtmlCanvasElement,
    /// The element's size is to be read again: sizes changed.
    unmeasured: bool,
}

impl Chart {
    /// The chart called `name` in a figure's markup.
    pub fn find(figure: &Element, name: &str) -> Outcome<Self> {
        Self::within(&dom::need(figure, &format!("[data-chart='{name}']"))?)
    }

    /// The chart in an element with a `.plot` of two canvases.
    pub fn within(chart: &Element) -> Outcome<Self> {
        let chart = chart.clone();
        Ok(Self {
            plot: dom::need(&chart, ".plot")?,
            back: dom::need(&chart, "canvas.back")?,
            front: dom::need(&chart, "canvas.front")?,
            figure: chart,
            unmeasured: true,
        })
    }

    /// Sizes changed.
    pub fn resize(&mut self) {
        self.unmeasured = true;
    }

    /// Whether there is room to draw: a chart in a closed tab has none.
    pub fn fit(&mut self) -> Outcome<bool> {
        if self.unmeasured {
            let ratio = dom::window()?.device_pixel_ratio();
            let pixels = |css: i32| (f64::from(css) * ratio).round() as u32;
            let (width, height) = (pixels(self.plot.client_width()), pixels(self.plot.client_height()));
            for canvas in [&self.back, &self.front] {
                // Setting a canvas' size clears it, even to the same size.
                if canvas.width() != width || canvas.height() != height {
                    canvas.set_width(width);
                    canvas.set_height(height);
                }
            }
            self.unmeasured = width == 0 || height == 0;
        }
        Ok(!self.unmeasured)
    }

    /// Width and height in device pixels.
    pub fn size(&self) -> (f64, f64) {
        (self.front.width().into(), self.front.height().into())
    }

    /// Whether it can be seen where it stands: not in a closed tab.
    pub fn visible(&self) -> bool {
        self.plot.client_width() > 0
    }

    /// Draws the still layer.
    pub fn still(&self, draw: impl FnOnce(&Area<Backend>) -> Drawn<Backend>) -> Outcome {
        paint(&self.back, draw)
    }

    /// Draws the moving layer.
    pub fn moving(&self, draw: impl FnOnce(&Area<Backend>) -> Drawn<Backend>) -> Outcome {
        paint(&self.front, draw)
    }

    /// The chart in words, for those who cannot see it.
    pub fn speak(&self, words: &str) {
        dom::attribute(&self.front, "aria-label", words);
    }

    /// Where the pointer is, in device pixels; `None` where it is not on this chart.
    pub fn point(&self, event: &Event) -> Option<(f64, f64)> {
        let mouse: &MouseEvent = event.dyn_ref().filter(|_| self.holds(event))?;
        let (left, top, ratio) = self.on_window();
        Some(((f64::from(mouse.client_x()) - left) * ratio.0, (f64::from(mouse.client_y()) - top) * ratio.1))
    }

    /// A point of the chart in the pixels of pointer events.
    pub fn on_screen(&self, (x, y): (f64, f64)) -> (f64, f64) {
        let (left, top, ratio) = self.on_window();
        (left + x / ratio.0, top + y / ratio.1)
    }

    /// The canvas' left upper corner in the window, and device pixels per pixel of the window: a page may be zoomed or
    /// scaled by its style, and only the rectangle that is really seen tells by how much.
    fn on_window(&self) -> (f64, f64, (f64, f64)) {
        let (place, (width, height)) = (self.front.get_bounding_client_rect(), self.size());
        let ratio = (width / place.width().max(1.0), height / place.height().max(1.0));
        (place.left(), place.top(), ratio)
    }

    /// Whether the event's target is this chart's canvas.
    pub fn holds(&self, event: &Event) -> bool {
        dom::target(event).is_some_and(|on| on == *self.front.unchecked_ref::<Element>())
    }

    /// Caption and both layers, for a picture to keep.
    pub fn layers(&self) -> (String, HtmlCanvasElement, HtmlCanvasElement) {
        let caption =
            dom::find(&self.figure, "figcaption").and_then(|caption| caption.text_content()).unwrap_or_default();
        let caption = caption.split_whitespace().collect::<Vec<_>>().join(" ");
        (caption, self.back.clone(), self.front.clone())
    }
}

/// A single canvas without axes, for a picture too small to be asked.
pub struct Sketch {
    canvas: HtmlCanvasElement,
    unmeasured: bool,
}

impl Sketch {
    /// The canvas that `selector` matches.
    pub fn find(figure: &Element, selector: &str) -> Outcome<Self> {
        Ok(Self { canvas: dom::need(figure, selector)?, unmeasured: true })
    }

    /// Sizes or colours changed.
    pub fn resize(&mut self) {
        self.unmeasured = true;
    }

    /// Whether there is room to draw: a narrow page alone has some.
    pub fn fit(&mut self) -> Outcome<bool> {
        if std::mem::take(&mut self.unmeasured) {
            let ratio = dom::window()?.device_pixel_ratio();
            let pixels = |css: i32| (f64::from(css) * ratio).round() as u32;
            self.canvas.set_width(pixels(self.canvas.client_width()));
            self.canvas.set_height(pixels(self.canvas.client_height()));
        }
        Ok(self.canvas.width() > 0 && self.canvas.height() > 0 && self.canvas.client_width() > 0)
    }

    /// Draws it anew.
    pub fn draw(&self, draw: impl FnOnce(&Area<Backend>) -> Drawn<Backend>) -> Outcome {
        paint(&self.canvas, draw)
    }
}

fn paint(canvas: &HtmlCanvasElement, draw: impl FnOnce(&Area<Backend>) -> Drawn<Backend>) -> Outcome {
    let context: CanvasRenderingContext2d = canvas
        .get_context("2d")?
        .and_then(|context| context.dyn_into().ok())
        .ok_or("the browser gives no canvas to draw on")?;
    context.clear_rect(0.0, 0.0, f64::from(canvas.width()), f64::from(canvas.height()));
    let backend = CanvasBackend::with_canvas_object(canvas.clone()).ok_or("the browser gives no canvas to draw on")?;
    draw(&Measured::new(backend).into_drawing_area())
        .map_err(|error| Failure(format!("A chart could not be drawn: {error:?}")))
}

/// The charts' look at the present theme and density.
pub fn style() -> Style {
    let ratio = dom::window().map_or(1.0, |window| window.device_pixel_ratio());
    let chosen = dom::root().ok().and_then(|root| root.get_attribute("data-theme"));
    let dark = match chosen.as_deref() {
        Some(theme) => theme == "dark",
        None => dom::media("(prefers-color-scheme: dark)"),
    };
    if dark { Style::dark(ratio) } else { Style::light(ratio) }
}
