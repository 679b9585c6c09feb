//! Watches which figures and which of their charts are in sight, how large they are and how dense the screen is. Knows no figure
//! by name.

use super::context::Message;
use super::dom;
use super::error::Result;
use super::queue::Queue;
use super::widgets::chart;
use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::{
    Element, IntersectionObserver, IntersectionObserverEntry, ResizeObserver, ResizeObserverBoxOptions,
    ResizeObserverEntry, ResizeObserverOptions,
};

/// Watches figures: posts `Visibility` when one comes into sight or leaves it, `ChartSeen` when a chart of one comes into sight,
/// `Resized` when charts of one change their size, and `Resize` when the screen changes its density.
pub struct Watch {
    sight: IntersectionObserver,
    size: ResizeObserver,
}

impl Watch {
    /// Watches the screen, and no figure yet.
    pub fn new(queue: &Queue<Message>) -> Result<Self> {
        let seen = queue.clone();
        let on_seen = Closure::<dyn FnMut(Array)>::new(move |entries: Array| {
            for entry in entries.iter() {
                let Ok(entry) = entry.dyn_into::<IntersectionObserverEntry>() else { continue };
                let (target, visible) = (entry.target(), entry.is_intersecting());
                match target.get_attribute(FIGURE) {
                    Some(figure) => seen.post(Message::Visibility { figure, visible }),
                    None => {
                        let figure = figure_of(&target).filter(|_| chart::set_in_sight(&target, visible));
                        figure.into_iter().for_each(|figure| seen.post(Message::ChartSeen(figure)));
                    }
                }
            }
        });
        let sight = IntersectionObserver::new(on_seen.as_ref().unchecked_ref())?;
        on_seen.forget();
        let resized = queue.clone();
        let on_size = Closure::<dyn FnMut(Array)>::new(move |entries: Array| {
            let plots = entries.iter().filter_map(|entry| entry.dyn_into::<ResizeObserverEntry>().ok());
            let mut figures: Vec<String> = plots.filter_map(|entry| figure_of(&entry.target())).collect();
            figures.dedup();
            resized.post(Message::Resized(figures));
        });
        let size = ResizeObserver::new(on_size.as_ref().unchecked_ref())?;
        on_size.forget();
        let window = dom::window()?;
        queue.post_on(&window, "resize", |_| Message::Resize)?;
        watch_density(queue.clone())?;
        Ok(Self { sight, size })
    }

    /// Watches which charts of a figure are in sight, those of new rows as well.
    pub fn charts(&self, figure: &Element) {
        dom::all(figure, ".plot").iter().for_each(|plot| self.sight.observe(plot));
    }

    /// Watches one more figure.
    pub fn figure(&self, figure: &Element) {
        self.sight.observe(figure);
        self.charts(figure);
        for plot in dom::all(figure, ".plot") {
            // Device pixels change with the density, too; a browser that does not know them tells of the size alone.
            let options = ResizeObserverOptions::new();
            options.set_box(ResizeObserverBoxOptions::DevicePixelContentBox);
            if observe(&self.size, &plot, &options).is_err() {
                self.size.observe(&plot);
            }
        }
    }
}

const FIGURE: &str = "data-figure";

/// The name of the figure that an element stands in.
fn figure_of(element: &Element) -> Option<String> {
    element.closest("[data-figure]").ok()??.get_attribute(FIGURE)
}

#[wasm_bindgen]
extern "C" {
    /// `observer.observe(element, options)`, which throws where the options name a box that the browser does not know.
    #[wasm_bindgen(method, js_class = ResizeObserver, js_name = observe, catch)]
    fn observe_box(this: &Observer, target: &Element, options: &ResizeObserverOptions) -> Result<(), JsValue>;
    #[wasm_bindgen(js_name = ResizeObserver)]
    type Observer;
}

fn observe(observer: &ResizeObserver, target: &Element, options: &ResizeObserverOptions) -> Result<(), JsValue> {
    observer.unchecked_ref::<Observer>().observe_box(target, options)
}

/// Another screen changes the density without changing a size in CSS pixels, and no `resize` comes: a media query for the
/// present density tells, once; then the next density is watched.
fn watch_density(queue: Queue<Message>) -> Result {
    let window = dom::window()?;
    let query = format!("(resolution: {}dppx)", window.device_pixel_ratio());
    let Some(list) = window.match_media(&query)? else { return Ok(()) };
    let told = list.clone();
    let change = Closure::once_into_js(move |_: JsValue| {
        told.set_onchange(None);
        queue.post(Message::Resize);
        if let Err(error) = watch_density(queue.clone()) {
            queue.post(Message::Error(error.0));
        }
    });
    list.set_onchange(Some(change.unchecked_ref()));
    Ok(())
}
