//! The page around the figures: which figure stands alone, the theme, the notices, the preset that is set up.

use super::Page;
use crate::failure::Outcome;
use crate::{dom, run};
use lesson::choice::{Choice, Theme};
use lesson::config::Config;
use lesson::notice::Notice;
use web_sys::HtmlElement;

impl Page {
    /// What of the configuration concerns the page around the figures.
    pub(super) fn frame(&mut self, notices: &[Notice]) -> Outcome {
        let root = dom::root()?;
        let config = &self.cx.config;
        match config.figure {
            Some(figure) => dom::attribute(&root, "data-only", figure.key()),
            None => root.remove_attribute("data-only")?,
        }
        if let Some(only) = config.figure
            && let Some(place) = self.figures.iter().position(|figure| figure.name() == only.key())
        {
            self.in_use = place;
        }
        let dressed = root.get_attribute("data-theme");
        match config.theme {
            Theme::Auto => root.remove_attribute("data-theme")?,
            theme => dom::attribute(&root, "data-theme", theme.key()),
        }
        if root.get_attribute("data-theme") != dressed {
            self.figures.iter_mut().for_each(|figure| figure.resize());
        }
        for preset in dom::all(&self.body, "[data-preset]") {
            let href = dom::find(&preset, "a[href]").and_then(|link| link.get_attribute("href")).unwrap_or_default();
            match run::key(&Config::from_query(&href).0) == run::key(&self.cx.config) {
                true => dom::attribute(&preset, "aria-current", "true"),
                false => preset.remove_attribute("aria-current")?,
            }
        }
        self.notices(notices)
    }

    pub(super) fn notices(&self, notices: &[Notice]) -> Outcome {
        let place: HtmlElement = dom::need(&self.body, "[data-part=notices]")?;
        place.set_text_content(None);
        for notice in notices {
            place.append_child(dom::make("p", &self.cx.words.notice(notice))?.as_ref())?;
        }
        if !notices.is_empty() {
            let close = dom::make("button", "Dismiss")?;
            dom::attribute(&close, "type", "button");
            dom::attribute(&close, "data-action", "dismiss");
            place.append_child(close.as_ref())?;
        }
        Ok(())
    }
}
