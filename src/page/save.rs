//! What leaves the page: a link to the clipboard, a table or a picture as a file.

use super::context::Message;
use super::dom;
use super::error::{Error, Result};
use super::queue::Queue;
use super::widgets::chart;
use charts::sheet::Picture;
use js_sys::Array;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, HtmlCanvasElement, Url};
use words::Words;

/// Puts `words` on the clipboard, then calls `done` with whether that went well.
pub fn copy(words: &str, done: impl FnOnce(bool) + 'static) -> Result {
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
pub fn text(name: &str, kind: &str, words: &str) -> Result {
    let bag = BlobPropertyBag::new();
    bag.set_type(kind);
    let parts = Array::of1(&words.into());
    blob(name, &Blob::new_with_str_sequence_and_options(&parts, &bag)?)
}

fn blob(name: &str, blob: &Blob) -> Result {
    let url = Url::create_object_url_with_blob(blob)?;
    let link: HtmlAnchorElement = dom::make("a", "")?.dyn_into().map_err(|_| Error::from("no link"))?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The download has taken what it needs by then.
    dom::after(10_000, move || Url::revoke_object_url(&url).unwrap_or_default())
}

/// Offers a picture as PNG, at the density of the screen; `done` is called when it was offered.
pub fn png(
    queue: &Queue<Message>,
    words: &Rc<Words>,
    name: &str,
    picture: &Picture,
    done: impl FnOnce() + 'static,
) -> Result {
    let canvas: HtmlCanvasElement = dom::make("canvas", "")?.dyn_into().map_err(|_| Error::from("no canvas"))?;
    canvas.set_width(picture.size.0);
    canvas.set_height(picture.size.1);
    chart::show(&canvas, &picture.drawing, words)?;
    let (queue, words, name) = (queue.clone(), words.clone(), name.to_string());
    let ready = Closure::once_into_js(move |picture: JsValue| {
        let saved = picture.dyn_into::<Blob>().map_err(Error::from).and_then(|picture| blob(&name, &picture));
        match saved {
            Ok(()) => done(),
            Err(error) => queue.post(Message::Error(words.picture_failed(&error.0))),
        }
    });
    canvas.to_blob(ready.unchecked_ref())?;
    Ok(())
}
