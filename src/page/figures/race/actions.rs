//! What the race's buttons, its rows' switches and links do.

use super::{Race, results};
use crate::dom;
use crate::failure::Outcome;
use crate::figures::{Figure, foot};
use crate::page::Context;
use lesson::choice::Choice;
use lesson::config::VERSION;
use web_sys::{Element, HtmlInputElement};

impl Race {
    pub(super) fn act(&mut self, cx: &mut Context, action: &str, button: &Element) -> Outcome {
        match action {
            "play" => {
                // A click may come before the news that the race is in sight.
                if self.stale {
                    self.start(cx)?;
                }
                self.set_playing(!self.playing && self.may_go_on(&cx.config));
                if self.playing { self.revive(cx) } else { Ok(()) }
            }
            "step" => {
                self.set_playing(false);
                self.revive(cx)?;
                self.advance(cx, 1)
            }
            "restart" => self.start(cx),
            "new-seed" => foot::new_seed(cx),
            "show-numbers" => {
                let open = button.get_attribute("aria-expanded").as_deref() != Some("true");
                dom::attribute(button, "aria-expanded", if open { "true" } else { "false" });
                if let Some(panel) = dom::find(&self.element, "[data-panel=numbers]") {
                    dom::show(&panel, open);
                }
                (self.changed, self.worded) = (true, 0.0);
                Ok(())
            }
            "copy-link" => foot::copy_link(cx, &self.places),
            "csv" => {
                let text = results::csv(cx.config.vary.key(), &self.rows, &cx.config.to_query(), VERSION);
                foot::save_table(&self.places, "race", &text)
            }
            "png" => foot::save_picture(cx, &self.places, "race", self.target, &self.view.charts()),
            "unfold-row" => {
                let open = button.get_attribute("aria-expanded").as_deref() != Some("true");
                dom::attribute(button, "aria-expanded", if open { "true" } else { "false" });
                self.resize();
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// Switches a row off or on; one that comes back catches up.
    pub(super) fn switch(&mut self, cx: &mut Context, field: &HtmlInputElement) -> Outcome {
        let Some(row) = self.rows.iter_mut().find(|row| row.line.contains(Some(field))) else { return Ok(()) };
        row.on = field.checked();
        (self.changed, self.worded) = (true, 0.0);
        self.revive(cx)?;
        self.pull(cx)
    }

    /// Opens a row in the lab, with the same configuration.
    pub(super) fn open(&self, cx: &Context, link: &Element) -> Outcome {
        let Some(row) = self.rows.iter().find(|row| row.line.contains(Some(link))) else { return Ok(()) };
        let alone = if cx.config.figure.is_some() { "&figure=lab" } else { "" };
        cx.patch(format!("{}={}{alone}", cx.config.vary.key(), row.entry.key), true);
        if let Some(lab) = dom::find(&dom::root()?, "[data-figure=lab]").filter(|_| alone.is_empty()) {
            lab.scroll_into_view();
        }
        Ok(())
    }
}
