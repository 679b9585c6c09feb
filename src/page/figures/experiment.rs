//! One piece of glue for every experiment: it hands events in, has the workers do the jobs, and shows what comes of it.

use crate::context::Context;
use crate::dom;
use crate::error::Result;
use crate::figures::disclosure;
use crate::figures::long_work::LongWork;
use crate::slots::figure::{Figure, Visit};
use crate::slots::slot::Slot;
use crate::widgets::chart_view::ChartView;
use crate::widgets::grip::{GripButton, Move};
use crate::widgets::table::Table;
use charts::plot::Plot;
use figures::experiment::{Effect, Experiment as State};
use lesson::config::VERSION;
use lesson::snapshot::Snapshot;
use protocol::message::{FromWorker, SessionId};
use std::rc::Rc;
use web_sys::{Element, Event};

/// Milliseconds of a frame that go into an experiment's own work; a piece of it that has begun is finished.
const BUDGET: f64 = 6.0;

/// An experiment in its markup.
pub struct Experiment {
    slot: Rc<Slot>,
    state: Box<dyn State>,
    charts: Vec<ChartView>,
    table: Option<Table>,
    /// What can be taken hold of, and the place of its chart.
    grip: Option<(usize, GripButton)>,
    /// Sliders of its own.
    sliders: Vec<Element>,
    work: LongWork,
    guess: Option<String>,
}

impl Experiment {
    /// The experiment in its figure's markup.
    pub fn new(slot: Rc<Slot>, state: Box<dyn State>) -> Result<Self> {
        let charts: Vec<ChartView> =
            state.charts().iter().map(|name| ChartView::find(&slot.element, name)).collect::<Result<_>>()?;
        let grips = charts.iter().enumerate();
        let grip = grips.filter_map(|(place, chart)| Some((place, GripButton::find(chart.chart())?))).next();
        let table = slot.parts.part("table").ok().map(Table::of).transpose()?;
        let sliders = dom::all(&slot.element, "input[type=range][data-part]");
        Ok(Self { charts, table, grip, sliders, work: LongWork::default(), guess: None, state, slot })
    }

    fn effect(&mut self, cx: &Context, effect: Effect, push: bool) -> bool {
        match effect {
            Effect::None => return false,
            Effect::Changed => self.place_sliders(),
            Effect::Patch(query) => cx.patch(query, push),
            Effect::Open(query) => open_lab(cx, query),
        }
        self.slot.redraw();
        true
    }

    /// The sliders follow what a button, a link or an answer has set.
    fn place_sliders(&self) {
        for slider in &self.sliders {
            let (Some(field), Some(name)) = (dom::input(slider), slider.get_attribute("data-part")) else { continue };
            if let Some(most) = self.state.most(&name) {
                dom::attribute(slider, "max", &most.to_string());
            }
            if let Some(place) = self.state.place(&name, field.value_as_number()) {
                field.set_value_as_number(place);
            }
        }
    }

    /// A click or Enter on a mark of one of the charts.
    fn picked(&mut self, cx: &Context, event: &Event) -> Effect {
        if !matches!(event.type_().as_str(), "click" | "keydown") || self.slot.element.has_attribute("data-asked") {
            return Effect::None;
        }
        let (state, charts, mut mark) = (&self.state, &mut self.charts, None);
        state.visit(&cx.words, &mut |place: usize, plot: &dyn Plot| {
            mark = mark.or_else(|| charts.get_mut(place)?.picked(event, &cx.words, plot));
        });
        mark.map_or(Effect::None, |mark| self.state.picked(&mark))
    }

    /// What comes of an event on the grip, where there is one.
    fn moved(&mut self, event: &Event) -> Effect {
        let Some((place, grip)) = &mut self.grip else { return Effect::None };
        let chart = &self.charts[*place];
        match (grip.on_event(event, chart.chart()), chart.view().drawn()) {
            (Some(Move::To(at)), Some((style, size))) => self.state.dragged(at, size, style),
            (Some(Move::By(direction)), _) => self.state.nudged(direction),
            _ => Effect::None,
        }
    }

    /// Puts the grip where the state has it.
    fn place_grip(&self) {
        let Some((place, button)) = &self.grip else { return };
        let Some((style, size)) = self.charts[*place].view().drawn() else { return };
        if let Some(grip) = self.state.grip(size, style) {
            button.put(grip, size);
        }
    }

    fn word(&mut self, cx: &Context) -> Result {
        let (parts, words) = (&self.slot.parts, &cx.words);
        for (name, value) in self.state.values(words) {
            parts.set_value(name, &value);
            if let Some(slider) = parts.part(name).ok().filter(|part| dom::input(part).is_some()) {
                dom::attribute(slider, "aria-valuetext", &value);
            }
        }
        let asking = self.state.is_asking();
        parts.set_visible("question", asking);
        dom::attribute(&self.slot.element, "data-asking", if asking { "yes" } else { "no" });
        if let Ok(controls) = parts.part("controls") {
            // Fails only on a bad name.
            let _ = controls.toggle_attribute_with_force("disabled", asking);
        }
        if let Some((verdict, is_answer)) = self.state.verdict(words) {
            parts.set_text("verdict", &verdict);
            if is_answer {
                self.slot.announce("finding", &verdict);
            }
        }
        if let Some(reply) = self.guess.as_ref().and_then(|guess| self.state.reply(words, guess)) {
            self.slot.show_reply(&reply);
        }
        let open = parts.part("numbers").is_ok_and(|panel| !panel.has_attribute("hidden"));
        if let (true, Some(table), Some(numbers)) = (open, &mut self.table, self.state.table(words)) {
            table.fill(numbers.heads, numbers.lines)?;
        }
        let busy = self.state.is_busy() || self.work.is_running(&mut *self.state);
        self.slot.set_state(if busy { "stepping" } else { "idle" });
        Ok(())
    }
}

/// Sets the lab up, and shows it where it is on the page.
fn open_lab(cx: &Context, query: String) {
    cx.patch(query, true);
    let lab = dom::root().ok().and_then(|root| dom::find(&root, "[data-figure=lab]"));
    if let Some(lab) = lab.filter(|_| cx.config.page.figure.is_none()) {
        lab.scroll_into_view();
    }
}

impl Figure for Experiment {
    fn configure(&mut self, cx: &mut Context, _arrived: bool) -> Result<bool> {
        if self.state.configure(&cx.config) {
            self.work.end(&mut cx.pool)?;
        }
        self.place_sliders();
        self.word(cx)?;
        Ok(false)
    }

    fn on_event(&mut self, cx: &mut Context, event: &Event, _target: &Element) -> Result<bool> {
        let named = |selector, attribute: &str| dom::target_in(event, selector)?.get_attribute(attribute);
        let effect = match event.type_().as_str() {
            "input" => {
                let place = dom::target(event).as_ref().and_then(dom::input).map(|slider| slider.value_as_number());
                let moved = named("input[type=range][data-part]", "data-part").zip(place);
                moved.map_or(Effect::None, |(slider, place)| self.state.slid(&slider, place))
            }
            "click" => named("[data-press]", "data-press").map_or(Effect::None, |what| self.state.pressed(&what)),
            _ => self.moved(event),
        };
        let effect = if effect == Effect::None { self.picked(cx, event) } else { effect };
        Ok(self.effect(cx, effect, event.type_() == "click"))
    }

    fn act(&mut self, cx: &mut Context, action: &str, button: &Element) -> Result<bool> {
        match action {
            "run" => self.work.run_or_pause(&mut cx.pool, &mut *self.state)?,
            "cancel" | "restart" => self.work.cancel(&mut cx.pool, &mut *self.state)?,
            "show-numbers" => {
                let open = disclosure::toggle(button);
                self.slot.parts.set_visible("numbers", open);
            }
            _ => return Ok(false),
        }
        self.slot.redraw();
        Ok(true)
    }

    fn owns(&self, session: SessionId) -> bool {
        self.work.owns(session)
    }

    fn on_message(&mut self, cx: &mut Context, message: FromWorker) -> Result {
        self.slot.redraw_picture();
        self.work.on_message(&mut cx.pool, message, &mut *self.state)
    }

    fn on_worker_lost(&mut self, sessions: &[SessionId]) -> bool {
        self.work.on_worker_lost(sessions, &mut *self.state)
    }

    fn on_lab_snapshot(&mut self, snapshot: &Rc<Snapshot>) {
        if self.state.on_lab_snapshot(snapshot) {
            self.place_sliders();
            self.slot.redraw_picture();
        }
    }

    fn go_on(&mut self, cx: &mut Context) -> Result {
        self.work.go_on(&mut cx.pool, &mut *self.state)
    }

    fn draw(&mut self, cx: &mut Context) -> Result {
        let begun = dom::now();
        while self.state.work() && dom::now() - begun < BUDGET {}
        if self.state.is_busy() {
            self.slot.redraw_picture();
        }
        self.state.prepare();
        // On paper it may be drawn out of sight; nothing is begun for that.
        if self.slot.is_visible() {
            self.work.begin(&mut cx.pool, &mut *self.state)?;
        }
        self.work.show(&self.slot, &cx.words, &mut *self.state);
        self.word(cx)
    }

    fn charts(&mut self, cx: &Context, visit: Visit<'_>) -> Result {
        let (state, charts) = (&self.state, &mut self.charts);
        let mut outcome = Ok(());
        state.visit(&cx.words, &mut |place: usize, plot: &dyn Plot| {
            if let Some(chart) = charts.get_mut(place).filter(|_| outcome.is_ok()) {
                outcome = visit(chart, plot);
            }
        });
        self.place_grip();
        outcome
    }

    fn reply(&mut self, cx: &Context, guess: &str) -> Option<String> {
        self.guess = Some(guess.to_string());
        let effect = self.state.answered(guess);
        self.effect(cx, effect, true);
        self.state.reply(&cx.words, guess)
    }

    fn finding(&self, cx: &Context) -> String {
        self.state.finding(&cx.words)
    }

    fn csv(&self, cx: &Context) -> Option<String> {
        let table = self.state.table(&cx.words)?;
        Some(words::table::experiment(&table.heads, &table.lines, &cx.config.to_query(), VERSION))
    }
}
