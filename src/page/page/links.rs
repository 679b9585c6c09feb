//! Links of the text: to a place in it, to a figure in a state, and the way back.

use super::{Page, address, dom};
use crate::error::Result;
use figures::markup::Markup;
use lesson::quiz::Question;
use web_sys::{Element, Event, Node};

impl Page {
    /// A link to a place in the text scrolls there and leaves the address, which holds the configuration, alone.
    pub(super) fn anchor(&mut self, event: &Event) -> Result<bool> {
        let Some(link) = dom::target_in(event, "a[href^='#']") else { return Ok(false) };
        if link.get_attribute("data-action").as_deref() == Some("back") {
            // The browser knows the state and the very line.
            event.prevent_default();
            if dom::is_framed() {
                // No step of a frame's is one of the page around it.
                return self.return_to_text(&link).map(|()| true);
            }
            return Ok(dom::window()?.history()?.back().map(|()| true)?);
        }
        let href = link.get_attribute("href").unwrap_or_default();
        let name = href.trim_start_matches('#');
        if let Some(figure) = link.get_attribute("data-to") {
            event.prevent_default();
            return self.go(&link, name, &figure).map(|()| true);
        }
        if link.has_attribute("data-set") || name.contains('=') || name.is_empty() {
            return Ok(false);
        }
        let Some(place) = dom::document()?.get_element_by_id(name) else { return Ok(false) };
        event.prevent_default();
        // The focus scrolls by itself, to the middle: what counts is where the place ends.
        dom::focus_place(&place);
        place.scroll_into_view();
        Ok(true)
    }

    /// A link of the text into a figure: its whole state, and the question that comes with it.
    pub(super) fn go(&mut self, link: &Element, query: &str, figure: &str) -> Result {
        let (config, notices) = address::followed(&self.cx.config, query);
        let preset = link.closest("[data-preset]")?;
        let asked = |name| preset.as_ref().and_then(|preset| preset.get_attribute(name));
        if let (Some(words), Some(answers)) = (asked("data-question"), asked("data-answers"))
            && let Some(place) = self.slot(figure)
        {
            self.slots[place].figure.set_question(Question::new(
                words,
                &answers,
                &asked("data-replies").unwrap_or_default(),
            ));
        }
        let from = self.section_of(link);
        self.set_config(config, &notices, true, true);
        self.offer_way_back(from.as_ref());
        if let Some(place) = dom::find(&self.body, &format!("[data-figure='{figure}']")) {
            place.scroll_into_view();
        }
        Ok(())
    }

    /// The heading of the section that a link of the text stands in.
    pub(super) fn section_of(&self, link: &Element) -> Option<Element> {
        let precedes =
            |heading: &Element| link.compare_document_position(heading) & Node::DOCUMENT_POSITION_PRECEDING != 0;
        dom::all(&self.body, "h2[id]").into_iter().rfind(precedes)
    }

    /// Offers the way back to the section that the reader came from; takes the offer away where there is none.
    pub(super) fn offer_way_back(&self, from: Option<&Element>) {
        let Some(lab) = self.slot("lab").map(|place| &self.slots[place].slot.parts) else { return };
        lab.set_visible("came-from", from.is_some());
        if let (Some(heading), Ok(link)) = (from, lab.part("back")) {
            lab.set_text("back", &self.cx.words.back_to(&heading.text_content().unwrap_or_default()));
            dom::attribute(link, "href", &format!("#{}", heading.id()));
        }
    }
}
