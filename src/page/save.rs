//! What leaves the page: a link to the clipboard, a table or a picture as a file.

use super::context::Message;
use super::dom;
use super::failure::{Failure, Outcome};
use super::queue::Queue;
use js_sys::Array;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{Blob, BlobPropertyBag, CanvasRenderingContext2d, Element, HtmlAnchorElement, HtmlCanvasElement, Url};
use words::Words;

/// Puts `words` on the clipboard, then calls `done` with whether that went well.
pub fn copy(words: &str, done: impl FnOnce(bool) + 'static) -> Outcome {
    let clipboard = js_sys::Reflect::get(&dom::window()?.navigator().into(), &"clipboard".into())?;
    // There is none on a page that is not served securely.
    let Ok(clipboard) = clipboard.dyn_into::<web_sys::Clipboard>() else {
        done(false);
        return Ok(());
    };
    let done = std::rc::Rc::new(std::cell::Cell::new(Some(done)));
    let failed = done.clone();
    let yes = Closure::once_into_js(move |_: JsValue| done.take().map_or((), |done| done(true)));
    let no = Closure::once_into_js(move |_: JsValue| failed.take().map_or((), |done| done(false)));
    let promise: JsValue = clipboard.write_text(words).into();
    let then: js_sys::Function = js_sys::Reflect::get(&promise, &"then".into())?.dyn_into()?;
    then.call2(&promise, &yes, &no)?;
    Ok(())
}

/// Offers a text as a file.
pub fn text(name: &str, kind: &str, words: &str) -> Outcome {
    let bag = BlobPropertyBag::new();
    bag.set_type(kind);
    let parts = Array::of1(&words.into());
    blob(name, &Blob::new_with_str_sequence_and_options(&parts, &bag)?)
}

fn blob(name: &str, blob: &Blob) -> Outcome {
    let url = Url::create_object_url_with_blob(blob)?;
    let link: HtmlAnchorElement = dom::make("a", "")?.dyn_into().map_err(|_| Failure::from("no link"))?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The download has taken what it needs by then.
    dom::after(10_000, move || Url::revoke_object_url(&url).unwrap_or_default())
}

/// A picture on its way into the file: a title and charts with their captions, in the page's own colours.
pub struct Sheet<'a> {
    /// The file's name.
    pub name: &'a str,
    /// The line on top.
    pub title: &'a str,
    /// The charts: caption, still layer, moving layer.
    pub charts: Vec<(String, HtmlCanvasElement, HtmlCanvasElement)>,
}

/// Offers charts as one PNG, one below the other, at the density of the screen.
pub fn png(queue: &Queue<Message>, words: &Rc<Words>, sheet: &Sheet<'_>) -> Outcome {
    let ratio = dom::window()?.device_pixel_ratio();
    let line = 28.0 * ratio;
    let margin = 16.0 * ratio;
    let width = sheet.charts.iter().map(|chart| chart.1.width()).max().unwrap_or(1);
    let height: f64 = sheet.charts.iter().map(|chart| f64::from(chart.1.height()) + line).sum();
    let canvas: HtmlCanvasElement = dom::make("canvas", "")?.dyn_into().map_err(|_| Failure::from("no canvas"))?;
    canvas.set_width(width + 2 * margin as u32);
    canvas.set_height((height + 2.0 * margin + line) as u32);
    let context: CanvasRenderingContext2d = canvas
        .get_context("2d")?
        .and_then(|context| context.dyn_into().ok())
        .ok_or("the browser gives no canvas to draw on")?;
    let root = dom::root()?;
    context.set_fill_style_str(&colour(&root, "--paper"));
    context.fill_rect(0.0, 0.0, f64::from(canvas.width()), f64::from(canvas.height()));
    let mut y = margin;
    let write = |words: &str, y: f64, size: f64| -> Outcome {
        context.set_fill_style_str(&colour(&root, "--ink"));
        context.set_font(&format!("{}px sans-serif", size * ratio));
        context.fill_text(words, margin, y + 18.0 * ratio)?;
        Ok(())
    };
    write(sheet.title, y, 15.0)?;
    y += line;
    for (caption, still, moving) in &sheet.charts {
        write(caption, y, 13.0)?;
        y += line;
        context.draw_image_with_html_canvas_element(still, margin, y)?;
        context.draw_image_with_html_canvas_element(moving, margin, y)?;
        y += f64::from(still.height());
    }
    let (queue, words, name) = (queue.clone(), words.clone(), sheet.name.to_string());
    let ready = Closure::once_into_js(move |picture: JsValue| {
        let saved = picture.dyn_into::<Blob>().map_err(Failure::from).and_then(|picture| blob(&name, &picture));
        if let Err(failure) = saved {
            queue.post(Message::Error(words.picture_failed(&failure.0)));
        }
    });
    canvas.to_blob(ready.unchecked_ref())?;
    Ok(())
}

/// A colour of the page's stylesheet.
fn colour(root: &Element, name: &str) -> String {
    let style = dom::window().ok().and_then(|window| window.get_computed_style(root).ok().flatten());
    style.and_then(|style| style.get_property_value(name).ok()).unwrap_or_default()
}
