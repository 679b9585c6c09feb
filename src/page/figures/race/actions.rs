//! What the race's buttons, its rows' switches and links do.

use super::Race;
use crate::context::Context;
use crate::dom;
use crate::error::Result;
use crate::figures::{disclosure, toolbar};
use lesson::code::{Library, program};
use web_sys::{Element, HtmlInputElement};

impl Race {
    pub(super) fn press(&mut self, cx: &mut Context, action: &str, button: &Element) -> Result<bool> {
        match action {
            "play" => {
                self.slot.set_playing(!self.slot.is_playing() && self.may_go_on(&cx.config));
                if self.slot.is_playing() {
                    self.revive(cx)?;
                }
            }
            "step" => {
                self.slot.set_playing(false);
                self.revive(cx)?;
                self.advance(cx, 1)?;
            }
            "show-numbers" => {
                let open = disclosure::toggle(button);
                if let Some(panel) = dom::find(&self.slot.element, "[data-panel=numbers]") {
                    dom::set_visible(&panel, open);
                }
                self.slot.redraw();
            }
            "unfold-row" => {
                disclosure::toggle(button);
                cx.look.change();
                self.slot.redraw();
            }
            "copy-code" => self.copy_code(cx, button)?,
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// Copies the program of a row's own run.
    fn copy_code(&self, cx: &Context, button: &Element) -> Result {
        let Some(row) = self.rows.iter().find(|row| row.line.contains(Some(button))) else { return Ok(()) };
        toolbar::copy_code(cx, &self.slot.parts, &program(&row.entry.config.run, Library::Pytorch))
    }

    /// Switches a row off or on; one that comes back catches up.
    pub(super) fn switch(&mut self, cx: &mut Context, field: &HtmlInputElement) -> Result {
        let Some(row) = self.rows.iter_mut().find(|row| row.line.contains(Some(field))) else { return Ok(()) };
        row.runner.takes_part = field.checked();
        self.slot.redraw();
        self.revive(cx)?;
        self.pull(cx)
    }

    /// Opens a row in the lab, with the same configuration.
    pub(super) fn open(&self, cx: &Context, link: &Element) -> Result {
        let Some(row) = self.rows.iter().find(|row| row.line.contains(Some(link))) else { return Ok(()) };
        cx.patch(row.entry.to_patch(&cx.config.page), true);
        if let Some(lab) = dom::find(&dom::root()?, "[data-figure=lab]").filter(|_| cx.config.page.figure.is_none()) {
            lab.scroll_into_view();
        }
        Ok(())
    }
}
