//! The experiments that the article sets up by a link.

use crate::{address, dom};
use lesson::config::RunSpec;
use web_sys::Element;

/// The experiments of the article, and the run that each sets up.
pub fn presets(body: &Element) -> Vec<(Element, RunSpec)> {
    let run = |preset: Element| {
        let href = dom::find(&preset, "a[href]").and_then(|link| link.get_attribute("href")).unwrap_or_default();
        (preset, address::parse(&href).0.run)
    };
    dom::all(body, "[data-preset]").into_iter().map(run).collect()
}
