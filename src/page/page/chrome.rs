//! The page around the figures: which figure stands alone, the theme, the notices, the preset that is set up.

use super::{FigureSlot, Page};
use crate::error::Result;
use crate::widgets::chart::FORCED;
use crate::{dom, paper};
use lesson::choice::{Choice, Theme};
use lesson::notice::Notice;
use web_sys::HtmlElement;

impl Page {
    /// What of the configuration concerns the page around the figures.
    pub(super) fn apply_to_chrome(&mut self, notices: &[Notice]) -> Result {
        let root = dom::root()?;
        let config = &self.cx.config;
        match config.page.figure {
            Some(figure) => dom::attribute(&root, "data-only", figure.key()),
            None => root.remove_attribute("data-only")?,
        }
        root.toggle_attribute_with_force("data-present", config.page.present)?;
        let dressed = root.get_attribute("data-theme");
        match config.page.theme {
            Theme::Auto => root.remove_attribute("data-theme")?,
            _ if dom::media(FORCED) => root.remove_attribute("data-theme")?,
            theme => dom::attribute(&root, "data-theme", theme.key()),
        }
        self.mark_alone();
        if root.get_attribute("data-theme") != dressed {
            self.resize(|_| true);
        }
        for (preset, run) in &self.presets {
            match *run == self.cx.config.run {
                true => dom::attribute(preset, "aria-current", "true"),
                false => preset.remove_attribute("aria-current")?,
            }
        }
        self.notices(notices)
    }

    /// For the printer every figure is drawn, in sight or not. Nothing waits here: the browser takes the page as it stands when
    /// this returns.
    pub(super) fn print(&mut self, printing: bool) -> Result {
        if !paper::lay_out(printing)? {
            return Ok(());
        }
        self.resize(|_| true);
        if printing { self.each(FigureSlot::print) } else { Ok(()) }
    }

    /// A figure that stands alone is told so, and is the one in use.
    pub(super) fn mark_alone(&mut self) {
        let alone = self.cx.config.page.figure.and_then(|figure| self.slot(figure.key()));
        for (place, slot) in self.slots.iter().enumerate() {
            // Fails only on a bad name.
            let _ = slot.slot.element().toggle_attribute_with_force("data-alone", alone == Some(place));
        }
        self.in_use = alone.unwrap_or(self.in_use);
    }

    pub(super) fn notices(&self, notices: &[Notice]) -> Result {
        let place: HtmlElement = dom::need(&self.body, "[data-part=notices]")?;
        place.set_text_content(None);
        for notice in notices {
            place.append_child(dom::make("p", &self.cx.words.notice(notice))?.as_ref())?;
        }
        if !notices.is_empty() {
            let close = dom::make("button", self.cx.words.dismiss())?;
            dom::attribute(&close, "type", "button");
            dom::attribute(&close, "data-action", "dismiss");
            place.append_child(close.as_ref())?;
        }
        Ok(())
    }
}
