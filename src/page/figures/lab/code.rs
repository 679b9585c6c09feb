//! The lab's run as a program: written while its tab is open, copied by its button.

use super::Lab;
use crate::context::Context;
use crate::dom;
use crate::error::Result;
use crate::figures::toolbar;
use lesson::code::{Library, program};
use lesson::config::Config;
use web_sys::Event;

impl Lab {
    /// Writes the program of the present run, where it is to be seen.
    pub(super) fn write_code(&self, config: &Config) {
        if self.tabs.chosen() == "code" {
            self.slot.parts.set_text("code", &program(&config.run, self.library));
        }
    }

    /// For which library the program is written.
    pub(super) fn library_chosen(&mut self, event: &Event) -> bool {
        let Some(radio) = dom::target_in(event, "[data-library]").filter(|_| event.type_() == "change") else {
            return false;
        };
        self.library = Library::from_key(&radio.get_attribute("data-library").unwrap_or_default()).unwrap_or_default();
        true
    }

    pub(super) fn copy_code(&self, cx: &Context) -> Result {
        toolbar::copy_code(cx, &self.slot.parts, &program(&cx.config.run, self.library))
    }
}
