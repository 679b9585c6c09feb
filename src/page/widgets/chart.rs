//! One chart on the page: a canvas in device pixels. Its axes, which seldom change, are kept as a picture that what moves is
//! drawn on: the browser puts one opaque layer on the screen for a chart, pixel for pixel, and not two that show through.

use super::context_2d::Context;
use crate::dom;
use crate::error::{Error, Result};
use crate::paper;
use charts::canvas::Canvas;
use charts::drawing::Drawing;
use charts::style::Style;
use js_sys::Object;
use plotters_backend::DrawingBackend;
use plotters_canvas::CanvasBackend;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, ContextAttributes2d, Element, Event, HtmlCanvasElement, MouseEvent};
use words::Words;

/// The layout of the page at which canvases were sized, and the style for it; `None` before that, and without room.
type Measured = Option<(u32, Style)>;

/// A chart's place on the page.
pub struct Chart {
    figure: Element,
    plot: Element,
    canvas: HtmlCanvasElement,
    /// The still layer, not in the document.
    still: HtmlCanvasElement,
    measured: Measured,
}

impl Chart {
    /// The chart called `name` in a figure's markup.
    pub fn find(figure: &Element, name: &str) -> Result<Self> {
        Self::within(&dom::need(figure, &format!("[data-chart='{name}']"))?)
    }

    /// The chart in an element with a `.plot` that has a canvas.
    pub fn within(chart: &Element) -> Result<Self> {
        let plot: Element = dom::need(chart, ".plot")?;
        let canvas = dom::need(&plot, "canvas")?;
        Ok(Self {
            figure: chart.clone(),
            plot,
            canvas,
            still: dom::make("canvas", "")?.unchecked_into(),
            measured: None,
        })
    }

    /// The style to draw in and the size in device pixels; nothing where there is no room: a chart in a closed tab has
    /// none.
    pub fn measure(&mut self, look: &Look) -> Option<(&Style, (f64, f64))> {
        let (canvas, still) = (&self.canvas, &self.still);
        let style = measure(&mut self.measured, look, &self.plot, |size, style| {
            resize(canvas, size);
            resize(still, size);
            // The place's own size is a fraction of a pixel off, and the picture would be stretched by so much.
            let css = |pixels: u32| format!("{}px", f64::from(pixels) / style.px_ratio);
            // Fails only on a bad name.
            let _ = canvas.style().set_property("width", &css(size.0));
            let _ = canvas.style().set_property("height", &css(size.1));
        })?;
        Some((style, size(canvas)))
    }

    /// Whether it is in sight, as far as the browser has told.
    pub fn is_in_sight(&self) -> bool {
        !self.plot.has_attribute(UNSEEN)
    }

    /// Width and height in device pixels.
    pub fn size(&self) -> (f64, f64) {
        size(&self.canvas)
    }

    /// Keeps the still layer, and below it the ground that all stands on, for what moves to be shown on.
    pub fn keep_still(&self, layers: [&Drawing; 2], words: &Words) -> Result {
        paint(&self.still, opaque(&self.still)?, &layers, words)
    }

    /// Shows the moving layer on the still one.
    pub fn show_moving(&self, drawing: &Drawing, words: &Words) -> Result {
        let context = opaque(&self.canvas)?;
        context.draw_image_with_html_canvas_element(&self.still, 0.0, 0.0)?;
        paint(&self.canvas, context, &[drawing], words)
    }

    /// Shows the ground and both layers on paper: a browser may print a canvas as the calls that drew it since its size was
    /// set, finer than its pixels.
    pub fn show_on_paper(&self, layers: [&Drawing; 3], words: &Words) -> Result {
        self.canvas.set_width(self.canvas.width());
        paint(&self.canvas, opaque(&self.canvas)?, &layers, words)
    }

    /// Says the chart in words, for those who cannot see it.
    pub fn set_label(&self, words: &str) {
        dom::attribute(&self.canvas, "aria-label", words);
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
        let (place, (width, height)) = (self.canvas.get_bounding_client_rect(), self.size());
        let ratio = (width / place.width().max(1.0), height / place.height().max(1.0));
        (place.left(), place.top(), ratio)
    }

    /// Whether the event's target is this chart's canvas.
    pub fn holds(&self, event: &Event) -> bool {
        dom::target(event).is_some_and(|on| on == *self.canvas.unchecked_ref::<Element>())
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
        let canvas = &self.canvas;
        measure(&mut self.measured, look, canvas, |size, _| resize(canvas, size));
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

/// Sizes what is in `place` by `resize` where the page's layout is another than when it was sized last; gives the style.
fn measure<'a>(
    measured: &'a mut Measured,
    look: &Look,
    place: &Element,
    resize: impl FnOnce((u32, u32), &Style),
) -> Option<&'a Style> {
    if measured.as_ref().is_none_or(|measured| measured.0 != look.layout) {
        let style = look.style_for(place);
        let size = pixels(place, &style);
        resize(size, &style);
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

/// Shows a drawing on a canvas, in place of what is there; what is below the canvas shows through.
pub fn show(canvas: &HtmlCanvasElement, drawing: &Drawing, words: &Words) -> Result {
    let context: CanvasRenderingContext2d = context_2d(canvas.get_context("2d")?)?;
    if paper::is_laid_out() {
        // On paper a rectangle that was cleared covers what is below.
        canvas.set_width(canvas.width());
    } else {
        context.clear_rect(0.0, 0.0, f64::from(canvas.width()), f64::from(canvas.height()));
    }
    paint(canvas, context, &[drawing], words)
}

/// A canvas that nothing shows through.
fn opaque(canvas: &HtmlCanvasElement) -> Result<CanvasRenderingContext2d> {
    let attributes = ContextAttributes2d::new();
    attributes.set_alpha(false);
    context_2d(canvas.get_context_with_context_options("2d", &attributes)?)
}

fn context_2d(context: Option<Object>) -> Result<CanvasRenderingContext2d> {
    Ok(context.and_then(|context| context.dyn_into().ok()).ok_or(NO_CANVAS)?)
}

/// What a figure says where there is no context.
const NO_CANVAS: &str = "the browser gives no canvas to draw on";

/// Draws one drawing after the other on what is there.
fn paint(
    canvas: &HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    drawings: &[&Drawing],
    words: &Words,
) -> Result {
    let plain = CanvasBackend::with_canvas_object(canvas.clone()).ok_or(NO_CANVAS)?;
    let mut backend = Canvas::new(plain, Context(context));
    let shown = drawings.iter().try_for_each(|drawing| drawing.show(&mut backend, 1.0));
    shown.and_then(|()| backend.present()).map_err(|error| Error(words.chart_failed(&error.to_string())))
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
