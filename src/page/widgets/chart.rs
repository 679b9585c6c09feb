//! One chart on the page: two stacked canvases in device pixels, the still axes below and what moves above.

use super::canvas::Canvas;
use crate::dom;
use crate::error::{Error, Result};
use crate::paper;
use charts::drawing::Drawing;
use charts::style::Style;
use plotters_backend::DrawingBackend;
use plotters_canvas::CanvasBackend;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, Element, Event, HtmlCanvasElement, MouseEvent};
use words::Words;

/// The layout of the page at which canvases were sized, and the style for it; `None` before that, and without room.
type Measured = Option<(u32, Style)>;

/// A chart's place on the page.
pub struct Chart {
    figure: Element,
    plot: Element,
    back: HtmlCanvasElement,
    front: HtmlCanvasElement,
    measured: Measured,
}

impl Chart {
    /// The chart called `name` in a figure's markup.
    pub fn find(figure: &Element, name: &str) -> Result<Self> {
        Self::within(&dom::need(figure, &format!("[data-chart='{name}']"))?)
    }

    /// The chart in an element with a `.plot` of two canvases.
    pub fn within(chart: &Element) -> Result<Self> {
        let chart = chart.clone();
        Ok(Self {
            plot: dom::need(&chart, ".plot")?,
            back: dom::need(&chart, "canvas.back")?,
            front: dom::need(&chart, "canvas.front")?,
            figure: chart,
            measured: None,
        })
    }

    /// The style to draw in and the size in device pixels; nothing where there is no room: a chart in a closed tab has
    /// none.
    pub fn measure(&mut self, look: &Look) -> Option<(&Style, (f64, f64))> {
        let style = measure(&mut self.measured, look, &self.plot, &[&self.back, &self.front])?;
        Some((style, size(&self.front)))
    }

    /// Whether it is in sight, as far as the browser has told.
    pub fn is_in_sight(&self) -> bool {
        !self.plot.has_attribute(UNSEEN)
    }

    /// Width and height in device pixels.
    pub fn size(&self) -> (f64, f64) {
        size(&self.front)
    }

    /// Shows the still layer.
    pub fn show_still(&self, drawing: &Drawing, words: &Words) -> Result {
        show(&self.back, drawing, words)
    }

    /// Shows the moving layer.
    pub fn show_moving(&self, drawing: &Drawing, words: &Words) -> Result {
        show(&self.front, drawing, words)
    }

    /// Says the chart in words, for those who cannot see it.
    pub fn set_label(&self, words: &str) {
        dom::attribute(&self.front, "aria-label", words);
    }

    /// Whether nothing on it has a value; on paper it is left out then.
    pub fn set_empty(&self, empty: bool) {
        // Fails only on a bad name.
        let _ = self.plot.toggle_attribute_with_force("data-empty", empty);
    }

    /// Where the pointer is, in device pixels; `None` where it is not on this chart.
    pub fn point(&self, event: &Event) -> Option<(f64, f64)> {
        event.dyn_ref().filter(|_| self.holds(event)).map(|mouse| self.place_of(mouse))
    }

    /// Where the pointer is, in device pixels, wherever that is.
    pub fn place_of(&self, mouse: &MouseEvent) -> (f64, f64) {
        let (left, top, ratio) = self.on_window();
        ((f64::from(mouse.client_x()) - left) * ratio.0, (f64::from(mouse.client_y()) - top) * ratio.1)
    }

    /// The `.grip` of the chart, where the markup has one.
    pub fn grip(&self) -> Option<Element> {
        dom::find(&self.plot, ".grip")
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

    /// What stands under the chart.
    pub fn caption(&self) -> String {
        let caption = dom::find(&self.figure, "figcaption").and_then(|caption| caption.text_content());
        caption.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// A single canvas without axes, for a picture too small to be asked.
pub struct Sketch {
    canvas: HtmlCanvasElement,
    measured: Measured,
}

impl Sketch {
    /// The canvas that `selector` matches.
    pub fn find(figure: &Element, selector: &str) -> Result<Self> {
        Ok(Self { canvas: dom::need(figure, selector)?, measured: None })
    }

    /// Sizes it, where there is room: a narrow page alone has some.
    pub fn measure(&mut self, look: &Look) {
        measure(&mut self.measured, look, &self.canvas, &[&self.canvas]);
    }

    /// Draws what `draw` gives for its size, where it has one.
    pub fn draw(&self, words: &Words, draw: impl FnOnce((f64, f64), &Style) -> Drawing) -> Result {
        match &self.measured {
            Some((_, style)) => show(&self.canvas, &draw(size(&self.canvas), style), words),
            None => Ok(()),
        }
    }
}

/// On a `.plot` that is out of sight, as far as the browser has told.
const UNSEEN: &str = "data-unseen";

/// Whether a chart's `.plot` is in sight now; says whether it came into sight.
pub fn set_in_sight(plot: &Element, visible: bool) -> bool {
    let was_unseen = plot.has_attribute(UNSEEN);
    // Fails only on a bad name.
    let _ = plot.toggle_attribute_with_force(UNSEEN, !visible);
    visible && was_unseen
}

/// Sizes the canvases over `place` where the page's layout is another than when they were sized last; gives the style.
fn measure<'a>(
    measured: &'a mut Measured,
    look: &Look,
    place: &Element,
    canvases: &[&HtmlCanvasElement],
) -> Option<&'a Style> {
    if measured.as_ref().is_none_or(|measured| measured.0 != look.layout) {
        let style = look.style_for(place);
        let size = pixels(place, &style);
        canvases.iter().for_each(|canvas| resize(canvas, size));
        *measured = has_room(size).then_some((look.layout, style));
        if measured.is_some() {
            // What was never drawn leaves no gap on paper.
            dom::attribute(place, "data-drawn", "");
        }
    }
    measured.as_ref().map(|measured| &measured.1)
}

/// The size of an element in device pixels.
fn pixels(element: &Element, style: &Style) -> (u32, u32) {
    let pixels = |css: i32| (f64::from(css) * style.px_ratio).round() as u32;
    (pixels(element.client_width()), pixels(element.client_height()))
}

fn has_room((width, height): (u32, u32)) -> bool {
    width > 0 && height > 0
}

/// Setting a canvas' size clears it, even to the same size.
fn resize(canvas: &HtmlCanvasElement, (width, height): (u32, u32)) {
    if canvas.width() != width || canvas.height() != height {
        canvas.set_width(width);
        canvas.set_height(height);
    }
}

fn size(canvas: &HtmlCanvasElement) -> (f64, f64) {
    (canvas.width().into(), canvas.height().into())
}

/// Shows a drawing on a canvas, in place of what is there.
pub fn show(canvas: &HtmlCanvasElement, drawing: &Drawing, words: &Words) -> Result {
    let context: CanvasRenderingContext2d = canvas
        .get_context("2d")?
        .and_then(|context| context.dyn_into().ok())
        .ok_or("the browser gives no canvas to draw on")?;
    if paper::is_laid_out() {
        // A browser may print a canvas as the calls that drew it, and on paper a cleared rectangle covers the layer below.
        canvas.set_width(canvas.width());
    } else {
        context.clear_rect(0.0, 0.0, f64::from(canvas.width()), f64::from(canvas.height()));
    }
    let plain = CanvasBackend::with_canvas_object(canvas.clone()).ok_or("the browser gives no canvas to draw on")?;
    let mut backend = Canvas::new(plain, context);
    drawing
        .show(&mut backend, 1.0)
        .and_then(|()| backend.present())
        .map_err(|error| Error(words.chart_failed(&error.to_string())))
}

/// How charts look now, and how often the page has been laid out anew.
pub struct Look {
    /// Colours, fonts, density.
    pub style: Style,
    layout: u32,
}

impl Look {
    /// The look at the present theme and density.
    pub fn new() -> Self {
        Self { style: style(), layout: 0 }
    }

    /// The style for an element: a page may be zoomed or scaled by its style, and only the rectangle that is really seen
    /// tells by how much.
    fn style_for(&self, element: &Element) -> Style {
        let zoom = element.get_bounding_client_rect().width() / f64::from(element.client_width().max(1));
        // A width is rounded to whole pixels.
        let zoom = if (zoom - 1.0).abs() > 0.02 && zoom > 0.0 { zoom } else { 1.0 };
        let style = self.style.clone();
        Style { px_ratio: style.px_ratio * zoom, ..style }
    }

    /// Sizes, colours or the density changed: charts are measured and drawn anew.
    pub fn change(&mut self) {
        *self = Self { style: style(), layout: self.layout + 1 };
    }
}

/// Whether the reader's system chooses the colours.
pub const FORCED: &str = "(forced-colors: active)";
/// Pixels of a canvas per CSS pixel on paper: finer than most screens, and a whole article of them has room in memory.
const PAPER: f64 = 2.0;

fn style() -> Style {
    let ratio = dom::window().map_or(1.0, |window| window.device_pixel_ratio());
    if paper::is_laid_out() {
        return Style::print(PAPER);
    }
    let root = dom::root().ok();
    if let Some(forced) = root.as_ref().filter(|_| dom::media(FORCED)).and_then(|root| forced(root, ratio)) {
        return forced;
    }
    let dark = match root.and_then(|root| root.get_attribute("data-theme")).as_deref() {
        Some(theme) => theme == "dark",
        None => dom::media("(prefers-color-scheme: dark)"),
    };
    if dark { Style::dark(ratio) } else { Style::light(ratio) }
}

/// The style on the system's own paper and in its ink.
fn forced(root: &Element, ratio: f64) -> Option<Style> {
    let colours = dom::window().ok()?.get_computed_style(root).ok()??;
    let colour = |name| colours.get_property_value(name).unwrap_or_default();
    Style::forced(&colour("background-color"), &colour("color"), ratio)
}
