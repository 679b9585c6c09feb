//! What the lab's buttons, its history slider and its fields do.

use super::{Lab, ROW};
use crate::dom;
use crate::failure::Outcome;
use crate::figures::stepper;
use crate::figures::view::Values;
use crate::figures::{foot, question};
use crate::page::Context;
use lesson::columns;
use lesson::config::{Config, VERSION};
use lesson::quiz::Guess;
use lesson::snapshot::Snapshot;
use lesson::step_part::Part;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement};

impl Lab {
    /// The reader's guess about the last layer: the layers are shown, and the guess is held against them.
    pub(super) fn answer(&mut self, chip: &Element) -> Outcome {
        self.reveal();
        let guess = chip.get_attribute("data-answer").unwrap_or_default();
        let pressed = chip.text_content().unwrap_or_default();
        self.told = self.shown().and_then(|snapshot| question::reply(Guess::from_key(&guess), &pressed, &snapshot));
        if let Some(button) = self.places.action("play") {
            dom::focus(&button);
        }
        Ok(())
    }

    pub(super) fn act(&mut self, cx: &mut Context, action: &str, button: &Element) -> Outcome {
        if matches!(action, "play" | "step" | "restart" | "part" | "show-numbers") {
            self.reveal();
        }
        match action {
            "play" => self.play(cx),
            "step" => {
                self.set_playing(false);
                (self.past, self.part) = (None, None);
                self.owed = self.fresh && self.run.lives();
                if self.owed { Ok(()) } else { self.step(cx, 1) }
            }
            "restart" => self.start(cx),
            "part" => self.step_part(cx, button),
            "cancel" => self.cancel(cx),
            "new-seed" => foot::new_seed(cx),
            "reset" => {
                foot::reset(cx);
                Ok(())
            }
            "more" => {
                let open = button.get_attribute("aria-expanded").as_deref() != Some("true");
                self.open_more(open);
                Ok(())
            }
            "show-numbers" => self.show_numbers(),
            "copy-link" => foot::copy_link(cx, &self.places),
            "csv" => self.save_table(cx),
            "png" => self.save_picture(cx),
            _ => Ok(()),
        }
    }

    fn play(&mut self, cx: &mut Context) -> Outcome {
        (self.past, self.part) = (None, None);
        let playing = !self.playing && self.may_go_on(&cx.config);
        self.set_playing(playing);
        if playing && !self.run.lives() {
            self.start(cx)?;
        }
        cx.bus.draw_soon();
        Ok(())
    }

    fn step_part(&mut self, cx: &mut Context, button: &Element) -> Outcome {
        self.set_playing(false);
        self.past = None;
        self.part = button.get_attribute("data-value").and_then(|key| Part::from_key(&key));
        if self.part == Some(Part::Update) {
            self.step(cx, 1)?;
        } else if let (Some(part), Some(snapshot)) = (self.part, self.history.newest()) {
            self.places.say("part-text", &stepper::describe(part, snapshot, &cx.config));
        }
        cx.bus.draw_soon();
        Ok(())
    }

    fn cancel(&mut self, cx: &mut Context) -> Outcome {
        cx.pool.close(ROW);
        self.run.lose();
        self.set_playing(false);
        dom::show(self.places.part("busy")?, false);
        let step = self.history.newest().map_or(0, |newest| newest.step);
        self.say_fault(&format!("Cancelled after step {step}. Restart, Play or Step begins the run again."));
        Ok(())
    }

    pub(super) fn open_more(&self, open: bool) {
        if let Some(button) = self.places.action("more") {
            dom::attribute(&button, "aria-expanded", if open { "true" } else { "false" });
        }
        if let Some(panel) = dom::find(&self.element, ".more-panel") {
            dom::show(&panel, open);
        }
    }

    fn show_numbers(&mut self) -> Outcome {
        let open = self.tabs.chosen() != "numbers";
        self.tabs.choose(if open { "numbers" } else { "learned" });
        self.changed = true;
        self.worded = 0.0;
        Ok(())
    }

    fn save_table(&self, cx: &Context) -> Outcome {
        let Some(snapshot) = self.shown() else { return Ok(()) };
        foot::save_table(&self.places, "lab", &columns::csv(&snapshot, &cx.config.to_query(), VERSION))
    }

    fn save_picture(&self, cx: &Context) -> Outcome {
        let step = self.shown().map_or(0, |snapshot| snapshot.step);
        foot::save_picture(cx, &self.places, "lab", step, &self.view.charts())
    }

    pub(super) fn history_moved(&mut self, event: &Event) -> bool {
        let Some(slider) = dom::target_in(event, "[data-part=history]") else { return false };
        if event.type_() != "input" {
            return false;
        }
        let place = slider.dyn_ref::<HtmlInputElement>().map_or(0.0, HtmlInputElement::value_as_number) as usize;
        self.set_playing(false);
        self.part = None;
        self.past = (place + 1 < self.history.len()).then_some(place);
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
    pub(super) fn plane_clicked(&mut self, event: &Event, config: &Config, seen: &Snapshot) -> bool {
        if event.type_() != "click" {
            return false;
        }
        let answers = &self.view.learned;
        let Some((x, y)) = answers.chart().point(event) else { return false };
        let Some(point) = answers.point_at(config, seen, self.view.style(), x, y) else { return false };
        for (name, value) in [("point-x", point[0]), ("point-y", point[1])] {
            if let Some(field) = self.places.part(name).ok().and_then(dom::input) {
                field.set_value(&format!("{value:.4}"));
            }
        }
        self.predict.choose(Some(point));
        true
    }

    pub(super) fn point_typed(&mut self, event: &Event) -> bool {
        if event.type_() != "input" || dom::target_in(event, "[data-part=point-x], [data-part=point-y]").is_none() {
            return false;
        }
        let value = |name| {
            let field: &HtmlInputElement = self.places.part(name).ok()?.dyn_ref()?;
            Some(field.value_as_number() as f32).filter(|v| v.is_finite())
        };
        self.predict.choose(value("point-x").zip(value("point-y")).map(|(x, y)| [x, y]));
        true
    }
}
