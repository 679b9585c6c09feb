//! What the lab's buttons, its history slider and its fields do.

use super::Lab;
use crate::context::Context;
use crate::dom;
use crate::error::Result;
use crate::figures::disclosure;
use crate::slots::figure::Figure;
use charts::histogram::Values;
use charts::lab::LEARNED;
use charts::learned::point_at;
use lesson::config::Config;
use lesson::quiz::Guess;
use lesson::step_part::Part;
use web_sys::{Element, Event, HtmlInputElement};
use words::number;

/// The fields of a point of the plane.
const POINT: [&str; 2] = ["point-x", "point-y"];

impl Lab {
    /// The reader's guess about the last layer: the layers are shown, and the guess is held against them.
    pub(super) fn answer(&mut self, chip: &Element) {
        self.reveal();
        let told = chip.get_attribute("data-reply").map(|reply| (Guess::Told, reply));
        let (guess, words) = told.unwrap_or_else(|| {
            let guess = Guess::from_key(&chip.get_attribute("data-answer").unwrap_or_default());
            (guess, chip.text_content().unwrap_or_default())
        });
        self.state.answer(guess, words);
        if let Some(button) = self.slot.parts.action("play") {
            dom::focus(&button);
        }
    }

    pub(super) fn press(&mut self, cx: &mut Context, action: &str, button: &Element) -> Result<bool> {
        if matches!(action, "play" | "step" | "restart" | "part" | "show-numbers") {
            self.reveal();
        }
        match action {
            "play" => self.play(cx)?,
            "step" => {
                self.slot.set_playing(false);
                if self.state.press_step(self.run.is_running()) {
                    self.step(cx, 1)?;
                }
            }
            "part" => self.step_part(cx, button)?,
            "cancel" => self.cancel(cx)?,
            "more" => self.open_more(!disclosure::is_open(button)),
            "show-numbers" => {
                let open = self.tabs.chosen() != "numbers";
                self.tabs.choose(if open { "numbers" } else { "learned" });
                self.slot.redraw();
            }
            "copy-code" => self.copy_code(cx)?,
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn play(&mut self, cx: &mut Context) -> Result {
        self.state.look_at_newest();
        let playing = !self.slot.is_playing() && self.state.may_go_on(cx.config.page.until);
        self.slot.set_playing(playing);
        if playing && !self.run.is_running() {
            self.start(cx)?;
        }
        Ok(())
    }

    fn step_part(&mut self, cx: &mut Context, button: &Element) -> Result {
        self.slot.set_playing(false);
        self.state.look_at_part(button.get_attribute("data-value").and_then(|key| Part::from_key(&key)));
        match self.state.part() {
            Some(Part::Update) => self.step(cx, 1)?,
            _ => self.tell_part(cx),
        }
        Ok(())
    }

    /// Says what the part that is shown did.
    pub(super) fn tell_part(&self, cx: &Context) {
        if let (Some(part), Some(newest)) = (self.state.part(), self.state.history().newest()) {
            self.slot.parts.set_text("part-text", &cx.words.step_part(part, newest, &cx.config));
        }
    }

    fn cancel(&mut self, cx: &mut Context) -> Result {
        self.run.cancel(&mut cx.pool)?;
        self.slot.set_playing(false);
        self.slot.parts.set_visible("busy", false);
        self.slot.set_error(&cx.words.cancelled(self.state.newest_step().into()));
        Ok(())
    }

    pub(super) fn open_more(&self, open: bool) {
        if let Some(button) = self.slot.parts.action("more") {
            disclosure::set_open(&button, open);
        }
        if let Some(panel) = dom::find(&self.slot.element, ".more-panel") {
            dom::set_visible(&panel, open);
        }
    }

    pub(super) fn history_moved(&mut self, event: &Event) -> bool {
        let slider = dom::target_in(event, "[data-part=history]").filter(|_| event.type_() == "input");
        let Some(slider) = slider else { return false };
        self.slot.set_playing(false);
        self.state.look_back(dom::input(&slider).map_or(0.0, HtmlInputElement::value_as_number) as usize);
        true
    }

    /// What stands above the line: activations, or the values around normalization.
    pub(super) fn values_chosen(&mut self, event: &Event) -> bool {
        let Some(radio) = dom::target_in(event, "[data-values]").filter(|_| event.type_() == "change") else {
            return false;
        };
        self.values = Values::from_key(&radio.get_attribute("data-values").unwrap_or_default());
        true
    }

    /// A click on the plane asks the network about that point.
    pub(super) fn plane_clicked(&mut self, event: &Event, config: &Config) -> bool {
        let Some(point) = self.point_under(event, config).filter(|_| event.type_() == "click") else { return false };
        for (name, value) in POINT.into_iter().zip(point) {
            if let Some(field) = self.slot.parts.part(name).ok().and_then(dom::input) {
                field.set_value(&number::coordinate(value));
            }
        }
        self.predict.own.point = Some(point);
        true
    }

    fn point_under(&self, event: &Event, config: &Config) -> Option<[f32; 2]> {
        let learned = &self.charts[LEARNED];
        let (style, size) = learned.view().drawn()?;
        point_at(config.run.data, size, style, learned.chart().point(event)?)
    }

    pub(super) fn point_typed(&mut self, event: &Event) -> bool {
        if event.type_() != "input" || dom::target_in(event, "[data-part=point-x], [data-part=point-y]").is_none() {
            return false;
        }
        let field = |name| self.slot.parts.part(name).ok().and_then(dom::input);
        self.predict.own.type_point(POINT.map(|name| field(name).map_or(f64::NAN, HtmlInputElement::value_as_number)));
        true
    }
}
