//! The buttons that every figure has: link, files, a new seed, the defaults.

use crate::context::{Context, Message};
use crate::error::{Error, Result};
use crate::slots::parts::Parts;
use crate::slots::slot::Slot;
use crate::{address, dom, save};
use charts::listing::Listing;
use charts::sheet::Sheet;
use figures::figure::Figure;
use figures::markup::Markup;
use lesson::config::VERSION;
use words::table::origin;

/// Puts a link to the present state on the clipboard; where the browser does not allow that, shows it.
pub fn copy_link(cx: &Context, parts: &Parts) -> Result {
    let link = address::link(&cx.config)?;
    let place = parts.part("done")?.clone();
    let (shown, copied_text) = (link.clone(), cx.words.link_copied().to_string());
    save::copy(&link, move |copied| dom::text(&place, if copied { &copied_text } else { &shown }))
}

/// Offers the figure's table as a file; where it has none, what its charts say.
// A gate to the part of the program that is loaded later (`split`).
#[inline(never)]
pub fn save_table(cx: &Context, slot: &Slot, figure: &mut dyn Figure) -> Result {
    let csv = match figure.csv(&cx.config, &cx.words) {
        Some(csv) => csv,
        None => {
            let mut listing = Listing::new(&origin(&cx.config.to_query(), VERSION, Some(figure.step())));
            slot.each_chart(figure, cx, |chart, plot| {
                chart.catch_up(plot, &cx.look, &cx.words)?;
                listing.add(&chart.chart().caption(), plot, chart.view(), &cx.words);
                Ok(())
            })?;
            listing.finish()
        }
    };
    save::text(&format!("unit-variance-{}.csv", slot.name()), "text/csv", &csv)?;
    slot.set_text("done", saved(cx, cx.words.table_saved()));
    Ok(())
}

/// Offers the charts that are drawn as one picture, `png` or `svg`.
// A gate to the part of the program that is loaded later (`split`).
#[inline(never)]
pub fn save_picture(cx: &Context, slot: &Slot, figure: &mut dyn Figure, kind: &str) -> Result {
    let title = cx.words.picture_title(figure.step().into(), &cx.config.to_link());
    let mut sheet = Sheet::new(&title, &cx.look.style);
    slot.each_chart(figure, cx, |chart, plot| {
        chart.catch_up(plot, &cx.look, &cx.words)?;
        sheet.add(&chart.chart().caption(), chart.view());
        Ok(())
    })?;
    let (name, picture) = (format!("unit-variance-{}.{kind}", slot.name()), sheet.finish());
    match kind {
        "svg" => save::text(&name, "image/svg+xml", &picture.svg())?,
        _ => {
            let (place, told) = (slot.parts.part("done")?.clone(), saved(cx, cx.words.picture_saved()).to_string());
            // The picture is made later, and what was made is told.
            return save::png(&cx.queue, &cx.words, &name, &picture, move || dom::text(&place, &told));
        }
    }
    slot.set_text("done", saved(cx, cx.words.picture_saved()));
    Ok(())
}

/// What is said of a file; in a frame that may not save, nothing tells that it did not.
fn saved<'a>(cx: &'a Context, words: &'a str) -> &'a str {
    if dom::is_framed() { cx.words.saved_from_frame() } else { words }
}

/// Draws another seed; it goes straight into the address.
pub fn new_seed(cx: &Context) -> Result {
    let seed = getrandom::u32().map_err(|error| Error(cx.words.seed_failed(&error.to_string())))?;
    cx.patch(format!("seed={seed}"), true);
    Ok(())
}

/// Back to the defaults, in the same frame of a course page.
pub fn reset(cx: &Context) {
    cx.queue.post(Message::SetConfig(Box::new(cx.config.reset())));
}

/// Points the embed's quiet link at the whole lesson in the same state.
pub fn full_lesson(cx: &Context, parts: &Parts) -> Result {
    let Ok(link) = parts.part("full-lesson") else { return Ok(()) };
    dom::attribute(link, "href", &address::link(&cx.config.whole_lesson())?);
    dom::attribute(link, "target", "_blank");
    dom::attribute(link, "rel", "noopener");
    Ok(())
}
