//! The address bar is the truth: reads the configuration from the hash and writes it there. Knows no controls.

use super::dom;
use super::failure::Outcome;
use lesson::config::{Config, VERSION};
use lesson::notice::Notice;
use wasm_bindgen::JsValue;

/// The query in the address, without `#`. An anchor within the text (`#text`) is no query.
pub fn query() -> Outcome<String> {
    let hash = dom::window()?.location().hash()?;
    let query = hash.trim_start_matches('#');
    let anchor = !query.contains('=') && dom::document()?.get_element_by_id(query).is_some();
    Ok(if anchor { String::new() } else { query.to_string() })
}

/// The configuration that the address names.
pub fn read() -> Outcome<(Config, Vec<Notice>)> {
    Ok(Config::from_query(&query()?))
}

/// Writes a configuration into the address; `push` makes it a step that Back undoes.
pub fn write(config: &Config, push: bool) -> Outcome {
    let query = config.to_query();
    if query == self::query()? {
        return Ok(());
    }
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
pub fn link(config: &Config) -> Outcome<String> {
    let location = dom::window()?.location();
    let query = config.to_query();
    let join = if query.is_empty() { "" } else { "&" };
    Ok(format!("{}{}{}#{query}{join}v={VERSION}", location.origin()?, location.pathname()?, location.search()?))
}
