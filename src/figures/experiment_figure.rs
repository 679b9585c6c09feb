//! One piece of glue for every experiment: it hands events in, has the workers do the jobs, and shows what comes of it.

use crate::event::{Event, Move};
use crate::experiment::{Effect, Experiment};
use crate::figure::{Context, Figure, Result, Visit};
use crate::long_work::LongWork;
use crate::markup::Slot;
use charts::plot::Mark;
use charts::style::Style;
use lesson::config::{Config, VERSION};
use lesson::snapshot::Snapshot;
use protocol::message::{FromWorker, SessionId};
use std::rc::Rc;
use words::Words;

/// Milliseconds of a frame that go into an experiment's own work; a piece of it that has begun is finished.
const BUDGET: f64 = 6.0;
/// The button that shows the table of numbers.
const NUMBERS: &str = "[data-action=show-numbers]";

/// An experiment as a figure.
pub struct ExperimentFigure {
    state: Box<dyn Experiment>,
    work: LongWork,
    guess: Option<String>,
}

impl ExperimentFigure {
    /// The experiment as a figure.
    pub fn new(state: Box<dyn Experiment>) -> Self {
        Self { state, work: LongWork::default(), guess: None }
    }

    fn effect(&mut self, cx: &Context, effect: Effect, push: bool) -> bool {
        match effect {
            Effect::None => return false,
            Effect::Changed => self.place_sliders(cx.slot),
            Effect::Patch(query) => cx.slot.patch(query, push),
            Effect::Open(query) => cx.open_lab(query),
        }
        cx.slot.redraw();
        true
    }

    /// The sliders follow what a button, a link or an answer has set.
    fn place_sliders(&self, slot: &dyn Slot) {
        for name in slot.attributes("input[type=range][data-part]", "data-part") {
            let slider = format!("input[type=range][data-part='{name}']");
            if let Some(most) = self.state.most(&name) {
                slot.set_attribute(&slider, "max", Some(&most.to_string()));
            }
            if let Some(place) = self.state.place(&name, slot.field(&slider)) {
                slot.set_field(&slider, &place.to_string());
            }
        }
    }

    fn word(&mut self, cx: &Context) {
        let (slot, words) = (cx.slot, cx.words);
        for (name, value) in self.state.values(words) {
            slot.set_value(name, &value);
            slot.set_attribute(&format!("input[data-part='{name}']"), "aria-valuetext", Some(&value));
        }
        let asking = self.state.is_asking();
        slot.set_visible("question", asking);
        slot.set_attribute("", "data-asking", Some(if asking { "yes" } else { "no" }));
        slot.toggle_attribute("[data-part=controls]", "disabled", asking);
        if let Some((verdict, is_answer)) = self.state.verdict(words) {
            slot.set_text("verdict", &verdict);
            if is_answer {
                slot.announce("finding", &verdict);
            }
        }
        if let Some(reply) = self.guess.as_ref().and_then(|guess| self.state.reply(words, guess)) {
            slot.show_reply(&reply);
        }
        let open = slot.attribute("[data-part=numbers]:not([hidden])", "data-part").is_some();
        if let Some(table) = self.state.table(words).filter(|_| open) {
            slot.set_table(table);
        }
        let busy = self.state.is_busy() || self.work.is_running(&mut *self.state);
        slot.show_state(if busy { "stepping" } else { "idle" });
    }
}

impl Figure for ExperimentFigure {
    fn charts(&self) -> &'static [&'static str] {
        self.state.charts()
    }

    fn visit(&mut self, _config: &Config, words: &Words, _style: &Style, visit: Visit<'_>) {
        self.state.visit(words, visit);
    }

    fn configure(&mut self, cx: &mut Context, _arrived: bool) -> Result<bool> {
        if self.state.configure(cx.config) {
            self.work.end(cx)?;
        }
        self.place_sliders(cx.slot);
        self.word(cx);
        Ok(false)
    }

    fn on_event(&mut self, cx: &mut Context, event: &dyn Event) -> Result<bool> {
        let effect = match event.kind() {
            "input" => match event.closest("input[type=range][data-part]", "data-part") {
                Some(slider) => self.state.slid(&slider, event.number()),
                None => Effect::None,
            },
            "click" => match event.closest("[data-press]", "data-press") {
                Some(what) => self.state.pressed(&what),
                None => Effect::None,
            },
            _ => Effect::None,
        };
        Ok(self.effect(cx, effect, event.kind() == "click"))
    }

    fn on_pick(&mut self, cx: &mut Context, mark: &Mark, is_click: bool) -> bool {
        let effect = self.state.picked(mark);
        self.effect(cx, effect, is_click)
    }

    fn on_grip(&mut self, cx: &mut Context, moved: Move, size: (f64, f64), style: &Style) -> bool {
        let effect = match moved {
            Move::To(at) => self.state.dragged(at, size, style),
            Move::By(direction) => self.state.nudged(direction),
        };
        self.effect(cx, effect, false)
    }

    fn grip(&self, size: (f64, f64), style: &Style) -> Option<(f64, f64)> {
        self.state.grip(size, style)
    }

    fn act(&mut self, cx: &mut Context, action: &str, _event: &dyn Event) -> Result<bool> {
        match action {
            "run" => self.work.run_or_pause(cx, &mut *self.state)?,
            "cancel" | "restart" => self.work.cancel(cx, &mut *self.state)?,
            "show-numbers" => {
                let open = !cx.slot.is_open(NUMBERS);
                cx.slot.set_open(NUMBERS, open);
                cx.slot.set_visible("numbers", open);
            }
            _ => return Ok(false),
        }
        cx.slot.redraw();
        Ok(true)
    }

    fn owns(&self, session: SessionId) -> bool {
        self.work.owns(session)
    }

    fn on_message(&mut self, cx: &mut Context, message: FromWorker) -> Result {
        cx.slot.redraw_picture();
        self.work.on_message(cx, message, &mut *self.state)
    }

    fn on_worker_lost(&mut self, _slot: &dyn Slot, sessions: &[SessionId]) -> bool {
        self.work.on_worker_lost(sessions, &mut *self.state)
    }

    fn on_lab_snapshot(&mut self, slot: &dyn Slot, snapshot: &Rc<Snapshot>) {
        if self.state.on_lab_snapshot(snapshot) {
            self.place_sliders(slot);
            slot.redraw_picture();
        }
    }

    fn go_on(&mut self, cx: &mut Context) -> Result {
        self.work.go_on(cx, &mut *self.state)
    }

    fn draw(&mut self, cx: &mut Context) -> Result {
        let begun = cx.workers.now();
        while self.state.work() && cx.workers.now() - begun < BUDGET {}
        if self.state.is_busy() {
            cx.slot.redraw_picture();
        }
        self.state.prepare();
        // On paper it may be drawn out of sight; nothing is begun for that.
        if cx.slot.state().visible.get() {
            self.work.begin(cx, &mut *self.state)?;
        }
        self.work.show(cx, &mut *self.state);
        self.word(cx);
        Ok(())
    }

    fn reply(&mut self, cx: &mut Context, guess: &str) -> Option<String> {
        self.guess = Some(guess.to_string());
        let effect = self.state.answered(guess);
        self.effect(cx, effect, true);
        self.state.reply(cx.words, guess)
    }

    fn finding(&self, _config: &Config, words: &Words) -> String {
        self.state.finding(words)
    }

    fn csv(&self, config: &Config, words: &Words) -> Option<String> {
        let table = self.state.table(words)?;
        Some(words::table::experiment(&table.heads, &table.lines, &config.to_query(), VERSION))
    }
}

#[cfg(test)]
mod tests;
