//! What the lab's buttons, its history slider and its fields do.

use super::Lab;
use crate::event::{Event, Spot};
use crate::figure::{Context, Figure, Result};
use crate::markup::Slot;
use charts::histogram::Values;
use charts::lab::LEARNED;
use charts::learned::point_at;
use lesson::code::program;
use lesson::quiz::Guess;
use lesson::step_part::Part;
use words::number;

/// The fields of a point of the plane.
const POINT: [&str; 2] = ["[data-part=point-x]", "[data-part=point-y]"];
/// The button that unfolds the panel with the rest of the controls.
const MORE: &str = "[data-action=more]";

impl Lab {
    /// The reader's guess about the last layer: the layers are shown, and the guess is held against them.
    pub(super) fn answer(&mut self, slot: &dyn Slot, event: &dyn Event) {
        self.reveal(slot);
        let told = event.closest("[data-answer]", "data-reply").map(|reply| (Guess::Told, reply));
        let (guess, pressed) = told.unwrap_or_else(|| {
            let key = event.closest("[data-answer]", "data-answer").unwrap_or_default();
            (Guess::from_key(&key), event.text_of("[data-answer]").unwrap_or_default())
        });
        self.state.answer(guess, pressed);
        slot.focus("[data-action=play]");
    }

    pub(super) fn press(&mut self, cx: &mut Context, action: &str, event: &dyn Event) -> Result<bool> {
        if matches!(action, "play" | "step" | "restart" | "part" | "show-numbers") {
            self.reveal(cx.slot);
        }
        match action {
            "play" => self.play(cx)?,
            "step" => {
                cx.slot.set_playing(false);
                if self.state.press_step(self.run.is_running()) {
                    self.step(cx, 1)?;
                }
            }
            "part" => self.step_part(cx, event)?,
            "cancel" => self.cancel(cx)?,
            "more" => self.open_more(cx.slot, !cx.slot.is_open(MORE)),
            "show-numbers" => {
                cx.slot.choose_tab(if cx.slot.tab() == "numbers" { "learned" } else { "numbers" });
                cx.slot.redraw();
            }
            "copy-code" => cx.slot.copy_code(&program(&cx.config.run, self.library)),
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn play(&mut self, cx: &mut Context) -> Result {
        self.state.look_at_newest();
        let playing = !cx.slot.is_playing() && self.state.may_go_on(cx.config.page.until);
        cx.slot.set_playing(playing);
        if playing && !self.run.is_running() { self.start(cx) } else { Ok(()) }
    }

    fn step_part(&mut self, cx: &mut Context, event: &dyn Event) -> Result {
        cx.slot.set_playing(false);
        let part = event.closest("[data-action]", "data-value").and_then(|key| Part::from_key(&key));
        self.state.look_at_part(part);
        if part == Some(Part::Update) {
            return self.step(cx, 1);
        }
        self.tell_part(cx);
        Ok(())
    }

    /// Says what the part that is shown did.
    pub(super) fn tell_part(&self, cx: &Context) {
        if let (Some(part), Some(newest)) = (self.state.part(), self.state.history().newest()) {
            cx.slot.set_text("part-text", &cx.words.step_part(part, newest, cx.config));
        }
    }

    fn cancel(&mut self, cx: &mut Context) -> Result {
        self.run.cancel(cx.workers)?;
        cx.slot.set_playing(false);
        cx.slot.set_visible("busy", false);
        cx.slot.set_error(&cx.words.cancelled(self.state.newest_step().into()));
        Ok(())
    }

    pub(super) fn open_more(&self, slot: &dyn Slot, open: bool) {
        slot.set_open(MORE, open);
        slot.toggle_attribute("", "data-more", open);
        slot.toggle_attribute(".more-panel", "hidden", !open);
    }

    pub(super) fn history_moved(&mut self, slot: &dyn Slot, event: &dyn Event) -> bool {
        if event.of("input", "[data-part=history]", "data-part").is_none() {
            return false;
        }
        slot.set_playing(false);
        self.state.look_back(event.number() as usize);
        true
    }

    /// What stands above the line: activations, or the values around normalization.
    pub(super) fn values_chosen(&mut self, event: &dyn Event) -> bool {
        let Some(key) = event.of("change", "[data-values]", "data-values") else { return false };
        self.values = Values::from_key(&key);
        true
    }

    /// A click on the plane is the point to ask the network about; says whether there is one.
    pub(super) fn plane_clicked(&mut self, cx: &Context, spot: Spot) -> bool {
        let at = spot.at.filter(|_| spot.chart == LEARNED);
        let point = at.and_then(|at| point_at(cx.config.run.data, spot.size, spot.style, at));
        for (field, value) in POINT.into_iter().zip(point.into_iter().flatten()) {
            cx.slot.set_field(field, &number::coordinate(value));
        }
        self.predict.own.point = point.or(self.predict.own.point);
        point.is_some()
    }

    pub(super) fn point_typed(&mut self, slot: &dyn Slot, event: &dyn Event) -> bool {
        let typed = event.of("input", &POINT.join(", "), "data-part").is_some();
        if typed {
            self.predict.own.type_point(POINT.map(|field| slot.field(field)));
        }
        typed
    }
}
