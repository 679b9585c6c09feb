//! The address bar is the truth: reads the configuration from the hash and writes it there. Knows no controls.

use super::context::Message;
use super::dom;
use super::error::Result;
use super::queue::Queue;
use lesson::config::Config;
use lesson::notice::Notice;
use wasm_bindgen::JsValue;

/// The query in the address, without `#`. An anchor within the text (`#text`) is no query.
pub fn query() -> Result<String> {
    let hash = dom::window()?.location().hash()?;
    let query = hash.trim_start_matches('#');
    let anchor = !query.contains('=') && dom::document()?.get_element_by_id(query).is_some();
    Ok(if anchor { String::new() } else { query.to_string() })
}

/// The configuration that the address names.
pub fn read() -> Result<(Config, Vec<Notice>)> {
    Ok(parse(&query()?))
}

/// The configuration of a query. The browser's timeline notes each reading of the language: a click costs one.
pub fn parse(query: &str) -> (Config, Vec<Notice>) {
    dom::mark("unit-variance:parse");
    Config::from_query(query)
}

/// A configuration with some keys changed; noted likewise.
pub fn patch(config: &Config, query: &str) -> (Config, Vec<Notice>) {
    dom::mark("unit-variance:parse");
    config.with(query)
}

/// Browsers ration changes of the address (WebKit: 100 in 10 seconds): a slider's moves are written at most so often, in
/// milliseconds; the last one always lands.
const PAUSE: f64 = 250.0;
/// After the browser refused a change, it is tried again so much later.
const RETRY: f64 = 2000.0;

/// Writes the configuration into the address, at the browser's pace.
#[derive(Default)]
pub struct Writer {
    /// The query that is still to be written.
    pending: Option<String>,
    /// Whether a `WriteAddress` is on its way.
    timed: bool,
    /// When the address may be written again.
    free_at: f64,
}

impl Writer {
    /// A step that Back undoes.
    pub fn push(&mut self, config: &Config, queue: &Queue<Message>) -> Result {
        let query = config.to_query();
        if query == self::query()? {
            self.pending = None;
            return Ok(());
        }
        match write(&query, true) {
            Ok(()) => {
                self.pending = None;
                Ok(())
            }
            Err(_) => self.put_off(query, RETRY, queue),
        }
    }

    /// The same step, in a new state: soon, and what comes meanwhile replaces it.
    pub fn replace(&mut self, config: &Config, queue: &Queue<Message>) -> Result {
        let wait = self.free_at - dom::now();
        let query = config.to_query();
        if wait > 0.0 || self.timed {
            return self.put_off(query, wait.max(0.0), queue);
        }
        self.pending = Some(query);
        self.flush_now(queue)
    }

    /// What was put off is due.
    pub fn flush(&mut self, queue: &Queue<Message>) -> Result {
        self.timed = false;
        self.flush_now(queue)
    }

    fn flush_now(&mut self, queue: &Queue<Message>) -> Result {
        let Some(query) = self.pending.take() else { return Ok(()) };
        if query == self::query()? {
            return Ok(());
        }
        self.free_at = dom::now() + PAUSE;
        match write(&query, false) {
            Ok(()) => Ok(()),
            // Nothing is lost: the page has the state already, and the address gets it later.
            Err(_) => self.put_off(query, RETRY, queue),
        }
    }

    fn put_off(&mut self, query: String, ms: f64, queue: &Queue<Message>) -> Result {
        self.pending = Some(query);
        self.free_at = self.free_at.max(dom::now() + ms);
        if std::mem::replace(&mut self.timed, true) {
            return Ok(());
        }
        let queue = queue.clone();
        dom::after(ms.ceil() as i32, move || queue.post(Message::WriteAddress))
    }

    /// The address was read: what was still to be written is of the past.
    pub fn forget(&mut self) {
        self.pending = None;
    }
}

fn write(query: &str, push: bool) -> Result {
    let window = dom::window()?;
    // An empty hash must be written as the whole path: setting `location.hash` would scroll to the top.
    let location = window.location();
    let path = format!("{}{}", location.pathname()?, location.search()?);
    let url = if query.is_empty() { path } else { format!("{path}#{query}") };
    let history = window.history()?;
    if push {
        history.push_state_with_url(&JsValue::NULL, "", Some(&url))?;
    } else {
        history.replace_state_with_url(&JsValue::NULL, "", Some(&url))?;
    }
    Ok(())
}

/// A link to hand on: the configuration and the version that made it.
pub fn link(config: &Config) -> Result<String> {
    let location = dom::window()?.location();
    Ok(format!("{}{}{}#{}", location.origin()?, location.pathname()?, location.search()?, config.to_link()))
}
