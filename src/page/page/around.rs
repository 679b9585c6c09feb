//! The page in a frame: what the page around it asks for and is told, and what it takes of the cores.

use super::{Entries, Message, Page, Share, ShareEvent, dom, report};
use crate::error::Result;
use figures::markup::Slot;
use lesson::choice::Choice;
use web_sys::Element;

/// The key that a host sets to have the run begin by itself.
const PLAY: &str = "play";
/// Milliseconds in which a figure comes to stand as it will stand.
const SETTLING: f64 = 2000.0;

impl Page {
    /// Everything is in place: the page around is told so, and how tall this one is from now on.
    pub(super) fn greet(&mut self) -> Result {
        let Some(host) = &mut self.host else { return Ok(()) };
        // What leads out of the frame is not to take the figure's place in the course page.
        for link in dom::all(&self.body, "a[href^='http']") {
            dom::attribute(&link, "target", "_blank");
            dom::attribute(&link, "rel", "noopener");
        }
        host.ready();
        self.cx.queue.post_after(SETTLING, Message::Settled)
    }

    /// From when the figure stands as it will stand, or has had its time, the page around is told its height: once for all
    /// that comes while it is loaded.
    pub(super) fn settle(&mut self, late: bool) -> Result {
        let alone = self.cx.config.page.figure.and_then(|figure| self.slot(figure.key()));
        let settled = late || alone.is_none_or(|place| self.slots[place].is_settled());
        match self.host.as_mut().filter(|_| settled) {
            Some(host) => host.follow_height(),
            None => Ok(()),
        }
    }

    /// The page around asks for keys, or only to be told.
    pub(super) fn on_host(&mut self, entries: &Entries) -> Result {
        let borrowed: Vec<_> = entries.iter().map(|(key, value)| (key.as_str(), value.as_deref())).collect();
        let (config, notices) = self.cx.config.hosted(&borrowed);
        if config != self.cx.config || !notices.is_empty() {
            let arrived = entries.iter().any(|(key, _)| key == PLAY);
            self.set_config(config, &notices, false, arrived);
        }
        if let (true, Some(host)) = (entries.is_empty(), &mut self.host) {
            host.tell_config(&self.cx.config, true);
        }
        self.tell_numbers()
    }

    /// Tells the page around the numbers of the figure that stands alone.
    pub(super) fn tell_numbers(&mut self) -> Result {
        let alone = self.cx.config.page.figure.and_then(|figure| self.slot(figure.key()));
        let (Some(host), Some(place)) = (&mut self.host, alone) else { return Ok(()) };
        let (slot, cx) = (&mut self.slots[place], &self.cx);
        match host.tell_numbers(|| slot.measured(cx)) {
            Some(ms) => cx.queue.post_after(ms, Message::Tell),
            None => Ok(()),
        }
    }

    /// Asks for workers where some are waited for.
    pub(super) fn seek_workers(&mut self) {
        report(self.share.as_mut().map_or(Ok(()), |share| share.seek(&self.cx.pool)));
    }

    pub(super) fn on_share(&mut self, event: ShareEvent) -> Result {
        let Some(share) = &mut self.share else { return Ok(()) };
        match event {
            ShareEvent::Answered(locks) => share.answered(&mut self.cx.pool, locks),
            ShareEvent::Again => {
                share.again();
                Ok(())
            }
            ShareEvent::Wanted { urgent } => {
                if urgent {
                    // Another figure was touched later: it plays, this one waits.
                    self.slots
                        .iter()
                        .filter(|slot| slot.slot.is_playing())
                        .for_each(|slot| slot.slot.set_playing(false));
                }
                share.give_back(&mut self.cx.pool)
            }
        }
    }

    /// A frame out of sight keeps no worker.
    pub(super) fn give_back_unseen(&mut self) -> Result {
        let seen = self.slots.iter().any(|slot| slot.slot.state().visible.get());
        match self.share.as_mut().filter(|_| !seen) {
            Some(share) => Share::give_back(share, &mut self.cx.pool),
            None => Ok(()),
        }
    }

    /// Back to the heading that the offered way back names.
    pub(super) fn return_to_text(&mut self, link: &Element) -> Result {
        let id = link.get_attribute("href").unwrap_or_default();
        if let Some(heading) = dom::document()?.get_element_by_id(id.trim_start_matches('#')) {
            dom::focus_place(&heading);
            heading.scroll_into_view();
        }
        self.offer_way_back(None);
        Ok(())
    }
}
