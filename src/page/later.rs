//! The rest of the program: every figure but the lab is in a module of its own (`split`), which `www/boot.js` loads when it is
//! asked for. Where the program was not cut it is whole, and there at once.

use crate::context::Message;
use crate::error::{Error, Result};
use crate::queue::Queue;
use std::collections::VecDeque;
use wasm_bindgen::prelude::*;
use web_sys::Element;

#[wasm_bindgen]
extern "C" {
    /// Loads the module, links it with this one, whose exports it is given, and calls one of the two.
    #[wasm_bindgen(js_namespace = unitVariance, js_name = loadLater, catch)]
    fn load_later(exports: &JsValue, done: &JsValue, failed: &JsValue) -> Result<(), JsValue>;
}

/// What a reader did in a figure that was not there yet, and whether the rest is on its way.
#[derive(Default)]
pub struct Later {
    state: State,
    /// What is done as soon as the figures are there.
    pub waiting: Vec<Message>,
    /// The markup of the figures that are still to be made, in the page's order.
    pub coming: VecDeque<Element>,
}

#[derive(Default, PartialEq)]
enum State {
    #[default]
    Absent,
    Asked,
    There,
}

impl Later {
    /// Whether the figures are there.
    pub fn is_there(&self) -> bool {
        self.state == State::There
    }

    /// Asks for the rest, once; `Later` is posted when it is there, or with what went wrong.
    pub fn ask(&mut self, queue: &Queue<Message>) -> Result {
        if self.state != State::Absent {
            return Ok(());
        }
        self.state = State::Asked;
        let (there, lost) = (queue.clone(), queue.clone());
        let done = Closure::once_into_js(move || there.post(Message::Later(Ok(()))));
        let failed = Closure::once_into_js(move |error: JsValue| lost.post(Message::Later(Err(Error::from(error)))));
        Ok(load_later(&wasm_bindgen::exports(), &done, &failed)?)
    }

    /// Every figure is there.
    pub fn arrived(&mut self) {
        self.state = State::There;
    }

    /// The rest could not be loaded; it may be asked for again.
    pub fn failed(&mut self) {
        self.state = State::Absent;
    }
}
