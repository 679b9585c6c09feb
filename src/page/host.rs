//! The page around this one, where this one is a frame: hears what it asks for, tells it height, configuration and numbers.
//! Only the window around is heard, and only with the origin that it has when it is heard first.

use crate::dom;
use crate::error::Result;
use crate::paper;
use js_sys::{Object, Reflect};
use lesson::config::Config;
use protocol::host::{Height, Tell, Telling};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{Element, MessageEvent, ResizeObserver, Window};

/// Keys and their values; `None` for the default.
pub type Entries = Vec<(String, Option<String>)>;

/// The page around this one.
pub struct Host {
    parent: Window,
    /// Where what it asked to hear goes; `None` until it asks.
    origin: Rc<RefCell<Option<String>>>,
    query: Option<String>,
    numbers: Telling,
    is_followed: bool,
}

impl Host {
    /// The page around; `hear` is called with what it asks for from now on. `None` where this page is no frame.
    pub fn around(hear: impl Fn(Entries) + 'static) -> Result<Option<Self>> {
        let Some(parent) = dom::parent() else { return Ok(None) };
        let origin: Rc<RefCell<Option<String>>> = Rc::default();
        let (from, heard) = (parent.clone(), origin.clone());
        let window = dom::window()?;
        dom::on(&window, "message", move |event| {
            let Ok(event) = event.dyn_into::<MessageEvent>() else { return };
            if event.source().is_none_or(|source| JsValue::from(source) != JsValue::from(&from)) {
                return;
            }
            let Some(asked) = read(&event.data()) else { return };
            if *heard.borrow_mut().get_or_insert_with(|| event.origin()) == event.origin() {
                hear(asked);
            }
        })?;
        Ok(Some(Self { parent, origin, query: None, numbers: Telling::default(), is_followed: false }))
    }

    /// The program listens.
    pub fn ready(&self) {
        // Whoever is around may know that there is a figure here.
        self.post("ready", &[], "*");
    }

    /// Tells the page around how tall this one is, from now on and whenever that changes.
    pub fn follow_height(&mut self) -> Result {
        if std::mem::replace(&mut self.is_followed, true) {
            return Ok(());
        }
        let measured: Element = dom::need(&dom::root()?, "main")?;
        let (watched, parent) = (measured.clone(), self.parent.clone());
        let mut height = Height::default();
        let tell = Closure::<dyn FnMut()>::new(move || {
            let place = watched.get_bounding_client_rect();
            if let Some(height) = height.changed(place.height(), place.width()) {
                // The height is no secret, and the page around may not have asked for it.
                // When the page around is printed it is too late to ask how tall this one is on paper.
                let print = paper::height(&watched).unwrap_or(height);
                post(&parent, "height", &[("height", height.into()), ("print", print.into())], "*");
            }
        });
        let observer = ResizeObserver::new(tell.as_ref().unchecked_ref())?;
        observer.observe(&measured);
        tell.forget();
        Ok(())
    }

    /// Tells the configuration, where it is another one or was `asked` for.
    pub fn tell_config(&mut self, config: &Config, asked: bool) {
        let query = config.to_query();
        if !asked && self.query.as_ref() == Some(&query) {
            return;
        }
        let keys = Object::new();
        for (key, value) in config.entries() {
            set(&keys, key, &value.into());
        }
        self.send("change", &[("query", query.as_str().into()), ("config", keys.into())]);
        self.query = Some(query);
    }

    /// Tells a figure's numbers as JSON, not too often; says after how many milliseconds to ask again.
    pub fn tell_numbers(&mut self, json: impl FnOnce() -> String) -> Option<f64> {
        self.origin.borrow().as_ref()?;
        let json = json();
        match self.numbers.of(&json, dom::now()) {
            Tell::Now => self.send("measure", &[("measured", json.into())]),
            Tell::Later(ms) => return Some(ms),
            Tell::Nothing => {}
        }
        None
    }

    /// To the page around, where it asked to hear.
    fn send(&self, kind: &str, values: &[(&str, JsValue)]) {
        let origin = self.origin.borrow();
        let Some(origin) = origin.as_deref() else { return };
        // A sandboxed page has no origin that could be named.
        self.post(kind, values, if origin == "null" { "*" } else { origin });
    }

    fn post(&self, kind: &str, values: &[(&str, JsValue)], origin: &str) {
        post(&self.parent, kind, values, origin);
    }
}

/// Calls `hear` with the window and the height of the frames that this page itself has, when they tell it.
pub fn hear_frames(hear: impl Fn(JsValue, f64) + 'static) -> Result {
    let window = dom::window()?;
    dom::on(&window, "message", move |event| {
        let Some(event) = event.dyn_ref::<MessageEvent>() else { return };
        let named = |name: &str| Reflect::get(event.data().dyn_ref::<Object>()?, &name.into()).ok();
        let height = named("height").and_then(|height| height.as_f64());
        if let (Some(source), Some(height)) = (event.source(), height) {
            hear(source.into(), height);
        }
    })
}

fn post(to: &Window, kind: &str, values: &[(&str, JsValue)], origin: &str) {
    let message = Object::new();
    set(&message, "unitVariance", &kind.into());
    values.iter().for_each(|(name, value)| set(&message, name, value));
    // A page that has gone hears nothing.
    let _ = to.post_message(&message, origin);
}

fn set(object: &Object, name: &str, value: &JsValue) {
    // Setting a property of a fresh object cannot fail.
    let _ = Reflect::set(object, &name.into(), value);
}

/// What a message asks for: keys to change, none for a greeting; `None` for a message that is not ours.
fn read(data: &JsValue) -> Option<Entries> {
    let data: &Object = data.dyn_ref()?;
    let named = |name: &str| Reflect::get(data, &name.into()).ok();
    match named("unitVariance")?.as_string()?.as_str() {
        "hello" => Some(Vec::new()),
        "config" => {
            let keys = named("config")?.dyn_into::<Object>().ok().filter(|keys| !js_sys::Array::is_array(keys))?;
            let entry = |pair: JsValue| {
                let pair: js_sys::Array = pair.dyn_into().ok()?;
                let value = pair.get(1);
                let text = value.as_string().or_else(|| value.as_f64().map(|number| number.to_string()));
                let text = text.or_else(|| value.as_bool().map(|on| u8::from(on).to_string()));
                (text.is_some() || value.is_null()).then_some((pair.get(0).as_string()?, text))
            };
            Some(Object::entries(&keys).iter().filter_map(entry).collect())
                .filter(|entries: &Entries| !entries.is_empty())
        }
        _ => None,
    }
}
