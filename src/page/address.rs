//! The address bar is the truth: reads the configuration from the hash and writes it there. Knows no controls.

use super::context::Message;
use super::dom;
use super::error::Result;
use super::queue::Queue;
use lesson::choice::Lang;
use lesson::config::pace::{Next, Pace};
use lesson::config::{self, Config};
use lesson::notice::Notice;
use wasm_bindgen::JsValue;

/// The query in the address, without `#`. An anchor within the text (`#text`) is no query.
pub fn query() -> Result<String> {
    let location = dom::window()?.location();
    let query = config::query_of(&location.search()?, &location.hash()?);
    let anchor = !query.contains('=') && dom::document()?.get_element_by_id(&query).is_some();
    Ok(if anchor { String::new() } else { query })
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

/// The configuration of a link of the text; noted likewise.
pub fn followed(config: &Config, link: &str) -> (Config, Vec<Notice>) {
    dom::mark("unit-variance:parse");
    config.followed(link)
}

/// A configuration with some keys changed; noted likewise.
pub fn patch(config: &Config, query: &str) -> (Config, Vec<Notice>) {
    dom::mark("unit-variance:parse");
    config.with(query)
}

/// Writes the configuration into the address, at the browser's pace.
#[derive(Default)]
pub struct Writer(Pace);

impl Writer {
    /// A step that Back undoes.
    pub fn push(&mut self, config: &Config, queue: &Queue<Message>) -> Result {
        if dom::is_framed() {
            // A frame's steps would be steps of the page around it.
            return self.replace(config, queue);
        }
        let next = self.0.push(config.to_query(), &query()?);
        self.follow(next, queue)
    }

    /// The same step, in a new state.
    pub fn replace(&mut self, config: &Config, queue: &Queue<Message>) -> Result {
        let next = self.0.replace(config.to_query(), &query()?, dom::now());
        self.follow(next, queue)
    }

    /// What was put off is due.
    pub fn flush(&mut self, queue: &Queue<Message>) -> Result {
        let next = self.0.due(&query()?, dom::now());
        self.follow(next, queue)
    }

    /// The address was read: what was still to be written is of the past.
    pub fn forget(&mut self) {
        self.0.forget();
    }

    fn follow(&mut self, next: Next, queue: &Queue<Message>) -> Result {
        match next {
            Next::Nothing => Ok(()),
            Next::Write(change) => match write(&change.query, change.push) {
                Ok(()) => Ok(()),
                Err(_) => {
                    let later = self.0.refused(change, dom::now());
                    self.follow(later, queue)
                }
            },
            Next::Wait(ms) => queue.post_after(ms, Message::WriteAddress),
        }
    }
}

fn write(query: &str, push: bool) -> Result {
    let window = dom::window()?;
    // An empty hash must be written as the whole path: setting `location.hash` would scroll to the top.
    let location = window.location();
    let path = location.pathname()?;
    let url = if query.is_empty() { path } else { format!("{path}#{query}") };
    let history = window.history()?;
    if push {
        history.push_state_with_url(&JsValue::NULL, "", Some(&url))?;
    } else {
        history.replace_state_with_url(&JsValue::NULL, "", Some(&url))?;
    }
    Ok(())
}

/// The address of this page, without its query.
pub fn page() -> Result<String> {
    let location = dom::window()?.location();
    Ok(format!("{}{}", location.origin()?, location.pathname()?))
}

/// The language of this page.
pub fn language() -> Result<Lang> {
    let tag = dom::root()?.get_attribute("lang").unwrap_or_default();
    Ok(Lang::from_tag(&tag).unwrap_or(Lang::En))
}

/// The address of the English page, beside which the others have their folders.
pub fn top() -> Result<String> {
    Ok(language()?.english_page(&page()?))
}

/// A link to hand on: the configuration and the version that made it.
pub fn link(config: &Config) -> Result<String> {
    Ok(format!("{}#{}", page()?, config.to_link()))
}
