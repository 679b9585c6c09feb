//! The lab: one network trains, and every layer's histogram shows it. Configuration and snapshots in, charts and words
//! out; the training itself is the worker's.

use super::history::History;
use super::places::Places;
use super::predict::{self, Predict};
use super::stepper::{self, Part};
use super::tabs::Tabs;
use super::tips::Tips;
use super::view::{Picture, View};
use super::{Figure, question, table, words};
use crate::experiment::config::{Config, VERSION};
use crate::experiment::message::{FromWorker, Question};
use crate::experiment::snapshot::Snapshot;
use crate::web::bus::Msg;
use crate::web::failure::{Failure, Outcome};
use crate::web::page::Context;
use crate::web::run::{Frame, Heard, Run};
use crate::web::{address, controls, dom, save};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement};

/// The lab's row among the workers' sessions.
const ROW: u32 = 0;
/// An answer that takes longer than this, in milliseconds, is said to be computing.
const PATIENCE: f64 = 400.0;
/// Texts change at most so often while the network plays, in milliseconds.
const READING: f64 = 150.0;

/// The lab figure.
pub struct Lab {
    element: Element,
    places: Places,
    view: View,
    tabs: Tabs,
    tips: Tips,
    predict: Predict,
    run: Run,
    /// What of the configuration makes the present run.
    key: String,
    history: History,
    /// The next frame begins a new run.
    fresh: bool,
    /// The configuration changed while the figure was out of sight.
    stale: bool,
    visible: bool,
    playing: bool,
    /// A place of the history slider; `None` for the newest.
    past: Option<usize>,
    part: Option<Part>,
    asking: bool,
    /// What is said to the reader's guess, until the run goes on.
    told: Option<String>,
    looking: bool,
    changed: bool,
    worded: f64,
    answered: f64,
    ms_per_step: f32,
}

impl Lab {
    /// The figure in its markup.
    pub fn new(element: Element, _cx: &Context) -> Outcome<Self> {
        Ok(Self {
            places: Places::of(&element),
            view: View::of(&element)?,
            tabs: Tabs::of(&element),
            tips: Tips::default(),
            predict: Predict::of(&element),
            run: Run::new(ROW),
            key: String::new(),
            history: History::default(),
            fresh: true,
            stale: true,
            visible: true,
            playing: false,
            past: None,
            part: None,
            asking: false,
            told: None,
            looking: false,
            changed: false,
            worded: 0.0,
            answered: 0.0,
            ms_per_step: f32::NAN,
            element,
        })
    }

    /// Begins the run of the present configuration.
    fn start(&mut self, cx: &mut Context) -> Outcome {
        self.stale = false;
        self.fresh = true;
        (self.past, self.part) = (None, None);
        self.told = None;
        self.say_fault("");
        let number = cx.new_run();
        self.run.start(&mut cx.pool, number, self.key.clone())?;
        self.look_later(cx)
    }

    /// Asks for the next steps; where the run was lost, begins it again first.
    fn step(&mut self, cx: &mut Context, steps: u32) -> Outcome {
        if !self.run.lives() {
            return self.start(cx);
        }
        let Some(at) = self.history.newest().map(|newest| newest.step) else { return Ok(()) };
        let to =
            at.saturating_add(steps).min(if self.playing { cx.config.until.unwrap_or(u32::MAX) } else { u32::MAX });
        let learned = !self.playing || self.tabs.chosen() == "learned" && dom::now() - self.answered > READING;
        if self.run.step(&mut cx.pool, to, learned)? {
            self.look_later(cx)?;
        }
        Ok(())
    }

    /// Looks, a little later, whether the answer that was just asked for has come.
    fn look_later(&mut self, cx: &Context) -> Outcome {
        if self.looking {
            return Ok(());
        }
        self.looking = true;
        let bus = cx.bus.clone();
        dom::after(PATIENCE as i32, move || bus.post(Msg::Look))
    }

    fn set_playing(&mut self, playing: bool) {
        self.playing = playing;
        if let Some(button) = self.places.action("play") {
            dom::text(&button, if playing { "Pause" } else { "Play" });
        }
        self.changed = true;
        self.worded = 0.0;
    }

    /// Whether playing can go on from the present step.
    fn may_go_on(&self, config: &Config) -> bool {
        let newest = self.history.newest();
        let stopped = newest.is_some_and(|newest| newest.fault.is_some());
        let until = newest.zip(config.until).is_some_and(|(newest, until)| newest.step >= until);
        self.fresh || !(stopped || until)
    }

    fn take(&mut self, cx: &mut Context, frame: Frame) -> Outcome {
        let mut snapshot = Snapshot::decode(&frame.snapshot).ok_or("the worker's numbers could not be read")?;
        if std::mem::take(&mut self.fresh) {
            self.history = History::default();
            self.view.forget();
        }
        self.ms_per_step = frame.ms_per_step;
        if self.part == Some(Part::Update) {
            self.places.say("part-text", &stepper::describe(Part::Update, &snapshot, &cx.config));
        }
        let asked = !matches!(snapshot.learned, crate::experiment::snapshot::Learned::None);
        match self.history.newest() {
            _ if asked => self.answered = dom::now(),
            Some(earlier) => snapshot.learned = earlier.learned.clone(),
            None => {}
        }
        self.history.push(snapshot);
        self.ask(cx)?;
        if self.playing && !self.may_go_on(&cx.config) {
            self.set_playing(false);
        }
        self.changed = true;
        dom::show(self.places.part("busy")?, false);
        cx.bus.draw_soon();
        Ok(())
    }

    /// Asks the network about the reader's own point.
    fn ask(&mut self, cx: &mut Context) -> Outcome {
        let digits = is_digits(&cx.config);
        if let Some(input) = self.predict.input(digits) {
            self.run.ask(&mut cx.pool, Question::Predict(input))?;
        }
        Ok(())
    }

    /// The snapshot to be seen: the newest with finite numbers, or the one that the slider stands on.
    fn shown(&self) -> Option<Rc<Snapshot>> {
        match self.past {
            Some(place) => self.history.at(place).cloned(),
            None => self.history.picture().cloned(),
        }
    }

    fn say_fault(&self, words: &str) {
        self.places.say("fault", words);
        self.places.show("fault", !words.is_empty());
    }

    /// A control other than the question's was used, or an answer was given: the layers are shown.
    fn reveal(&mut self) {
        if std::mem::take(&mut self.asking) {
            self.places.show("question", false);
            self.changed = true;
            self.worded = 0.0;
        }
    }

    /// The reader's guess about the last layer: the layers are shown, and the guess is held against them.
    fn answer(&mut self, chip: &Element) -> Outcome {
        self.reveal();
        let guess = chip.get_attribute("data-answer").unwrap_or_default();
        self.told = self.shown().and_then(|snapshot| question::reply(&guess, &snapshot));
        if let Some(button) = self.places.action("play") {
            dom::focus(&button);
        }
        Ok(())
    }

    fn act(&mut self, cx: &mut Context, action: &str, button: &Element) -> Outcome {
        if matches!(action, "play" | "step" | "restart" | "part" | "show-numbers") {
            self.reveal();
        }
        match action {
            "play" => self.play(cx),
            "step" => {
                self.set_playing(false);
                (self.past, self.part) = (None, None);
                self.step(cx, 1)
            }
            "restart" => self.start(cx),
            "part" => self.step_part(cx, button),
            "cancel" => self.cancel(cx),
            "new-seed" => {
                let seed =
                    getrandom::u32().map_err(|error| Failure(format!("The browser gave no random number: {error}")))?;
                cx.patch(format!("seed={seed}"), true);
                Ok(())
            }
            "reset" => {
                let Config { figure, hide, theme, lang, .. } = cx.config.clone();
                cx.bus.post(Msg::Become(Box::new(Config { figure, hide, theme, lang, ..Config::default() })));
                Ok(())
            }
            "more" => {
                let open = button.get_attribute("aria-expanded").as_deref() != Some("true");
                self.open_more(open);
                Ok(())
            }
            "show-numbers" => self.show_numbers(button),
            "copy-link" => self.copy_link(cx),
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

    fn open_more(&self, open: bool) {
        if let Some(button) = self.places.action("more") {
            dom::attribute(&button, "aria-expanded", if open { "true" } else { "false" });
        }
        if let Some(panel) = dom::find(&self.element, ".more-panel") {
            dom::show(&panel, open);
        }
    }

    fn show_numbers(&mut self, button: &Element) -> Outcome {
        let open = self.tabs.chosen() != "numbers";
        self.tabs.choose(if open { "numbers" } else { "learned" });
        dom::attribute(button, "aria-expanded", if open { "true" } else { "false" });
        self.changed = true;
        self.worded = 0.0;
        Ok(())
    }

    fn copy_link(&self, cx: &Context) -> Outcome {
        let link = address::link(&cx.config)?;
        let place = self.places.part("done")?.clone();
        let words = link.clone();
        save::copy(&link, move |copied| {
            dom::text(&place, if copied { "Link copied" } else { &words });
        })
    }

    fn save_table(&self, cx: &Context) -> Outcome {
        let Some(snapshot) = self.shown() else { return Ok(()) };
        let text = table::csv(&snapshot, &cx.config.to_query(), VERSION);
        save::text("unit-variance-lab.csv", "text/csv", &text)?;
        self.places.say("done", "Table saved");
        Ok(())
    }

    fn save_picture(&self, cx: &Context) -> Outcome {
        let step = self.shown().map_or(0, |snapshot| snapshot.step);
        let title = format!("Unit Variance {VERSION}: {} step {step}", cx.config.to_query());
        let charts =
            self.view.charts().into_iter().filter(|chart| chart.size().0 > 0).map(|chart| chart.layers()).collect();
        save::png(&cx.bus, &save::Sheet { name: "unit-variance-lab.png", title: &title, charts })?;
        self.places.say("done", "Picture saved");
        Ok(())
    }

    fn history_moved(&mut self, event: &Event) -> bool {
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

    fn point_typed(&mut self, event: &Event) -> bool {
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

    /// Everything that is words and not pictures.
    fn word(&mut self, cx: &Context, snapshot: &Snapshot) -> Outcome {
        let newest = self.history.newest().map_or(0, |newest| newest.step);
        self.places.out("step", &snapshot.step.to_string());
        self.places.out("cost", &words::number(f64::from(snapshot.cost)));
        self.places.out("accuracy", &words::percent(snapshot.accuracy));
        let note = match self.past {
            Some(_) => format!("looking back from step {newest}"),
            None if cx.config.until == Some(newest) => format!("stopped at step {newest}, as the link asks"),
            None => words::pace(self.ms_per_step),
        };
        self.places.say("run-note", &note);
        if !self.asking {
            let verdict = words::verdict(
                self.history.newest().map_or(snapshot, |newest| match self.past {
                    Some(_) => snapshot,
                    None => newest,
                }),
                &cx.config,
            );
            let told = self.told.as_deref().filter(|_| newest == 0).map_or(String::new(), |told| format!("{told} "));
            self.places.say("verdict", &format!("{told}{verdict}"));
        }
        self.places.out("history", &format!("step {}", snapshot.step));
        let slider: &HtmlInputElement = self.places.part("history")?.dyn_ref().ok_or("the history is no slider")?;
        let last = self.history.len().saturating_sub(1);
        dom::attribute(slider, "max", &last.to_string());
        slider.set_value_as_number(self.past.unwrap_or(last) as f64);
        slider.set_disabled(last == 0);
        dom::attribute(slider, "aria-valuetext", &format!("step {}", snapshot.step));
        if !self.playing || self.tabs.chosen() == "numbers" {
            table::fill(self.places.part("table")?, snapshot)?;
        }
        Ok(())
    }

    /// Texts that depend on the configuration alone.
    fn describe(&self, config: &Config) -> Outcome {
        for key in ["depth", "width", "batch", "groups", "speed", "std", "lr"] {
            self.places.out(key, &config.value_of(key).unwrap_or_default());
        }
        let (fan_in, fan_out) = words::fans(config);
        self.places.out("fan_in", &fan_in.to_string());
        self.places.out("fan_out", &fan_out.to_string());
        let variance = config.init.init(config.std).variance().value(fan_in as usize, fan_out as usize);
        self.places.out("variance", &words::number(variance));
        let digits = is_digits(config);
        self.places.show("predict-digit", digits);
        self.places.show("predict-point", !digits);
        if let Some(element) = self.element.dyn_ref::<HtmlElement>() {
            element.style().set_property("--layers", &config.depth.to_string())?;
        }
        Ok(())
    }
}

fn is_digits(config: &Config) -> bool {
    config.data == crate::experiment::choice::DataSet::Digits
}

impl Figure for Lab {
    fn name(&self) -> &'static str {
        "lab"
    }

    fn element(&self) -> &Element {
        &self.element
    }

    fn owns(&self, row: u32) -> bool {
        row == ROW
    }

    fn show(&mut self, cx: &mut Context, arrived: bool) -> Outcome {
        self.describe(&cx.config)?;
        let first = self.key.is_empty() && self.history.is_empty();
        if arrived {
            if let Some(panel) = dom::find(&self.element, ".more-panel")
                && controls::needs_more(&panel, &cx.config)
            {
                self.open_more(true);
            }
            self.asking = first && address::query()?.is_empty();
            self.places.show("question", self.asking);
            let wants = cx.config.play && !dom::media("(prefers-reduced-motion: reduce)");
            self.set_playing(wants);
        }
        let key = run_key(&cx.config);
        if key != self.key || first {
            if !first {
                self.reveal();
            }
            self.key = key;
            self.stale = true;
            if self.visible {
                self.start(cx)?;
            }
        }
        self.changed = true;
        Ok(())
    }

    fn event(&mut self, cx: &mut Context, event: &Event) -> Outcome<bool> {
        let Some(target) = dom::target(event).filter(|target| self.element.contains(Some(target))) else {
            self.tips.away();
            return Ok(false);
        };
        if event.type_() == "click" {
            if let Some(answer) = target.closest("[data-answer]")? {
                self.answer(&answer)?;
                cx.bus.draw_soon();
                return Ok(true);
            }
            if let Some(button) = target.closest("[data-action]")? {
                let action = button.get_attribute("data-action").unwrap_or_default();
                if action != "clear-pad" {
                    self.act(cx, &action, &button)?;
                    cx.bus.draw_soon();
                    return Ok(true);
                }
            }
        }
        if self.tabs.event(event) || self.history_moved(event) {
            (self.changed, self.worded) = (true, 0.0);
            cx.bus.draw_soon();
            return Ok(true);
        }
        if self.predict.event(event) || self.point_typed(event) {
            self.ask(cx)?;
            return Ok(true);
        }
        if let Some(snapshot) = self.shown() {
            let picture = Picture::of(&snapshot, &self.history, &cx.config);
            self.tips.event(event, &self.view, &picture)?;
        }
        Ok(false)
    }

    fn hear(&mut self, cx: &mut Context, message: FromWorker) -> Outcome {
        match self.run.hear(&mut cx.pool, message)? {
            Heard::Old => Ok(()),
            Heard::Frame(frame) => self.take(cx, frame),
            Heard::Answer { values, .. } => predict::answer(&self.places, &values, is_digits(&cx.config)),
            Heard::Failed(text) => {
                self.set_playing(false);
                dom::show(self.places.part("busy")?, false);
                self.say_fault(&text);
                Ok(())
            }
        }
    }

    fn lost(&mut self, cx: &mut Context, worker: usize, text: &str) -> Outcome {
        if cx.pool.home(ROW) == worker {
            self.run.lose();
            self.set_playing(false);
            dom::show(self.places.part("busy")?, false);
            self.say_fault(&format!("{text} Restart begins the run again."));
        }
        Ok(())
    }

    fn draw(&mut self, cx: &mut Context) -> Outcome {
        if self.playing && self.visible && self.run.idle() && self.may_go_on(&cx.config) {
            // Before the picture, so that the worker computes while the page draws.
            self.step(cx, cx.config.speed)?;
        }
        if !self.changed || !self.visible {
            return Ok(());
        }
        self.changed = false;
        let Some(snapshot) = self.shown() else { return Ok(()) };
        let masked = match self.part {
            _ if self.asking => Some(question::veil(&snapshot)),
            Some(part) if part < Part::Update => Some(stepper::up_to(&snapshot, part)),
            _ => None,
        };
        self.view.draw(&Picture::of(masked.as_ref().unwrap_or(&snapshot), &self.history, &cx.config))?;
        stepper::light(&self.element, self.part);
        if !self.playing || dom::now() - self.worded > READING {
            self.worded = dom::now();
            self.word(cx, &snapshot)?;
        }
        Ok(())
    }

    fn resize(&mut self) {
        self.view.resize();
        self.changed = true;
    }

    fn seen(&mut self, cx: &mut Context, visible: bool) -> Outcome {
        self.visible = visible;
        if visible && self.stale {
            self.start(cx)?;
        }
        cx.bus.draw_soon();
        Ok(())
    }

    fn look(&mut self, cx: &mut Context) -> Outcome {
        self.looking = false;
        match self.run.waited() {
            Some(waited) if waited + 1.0 >= PATIENCE => {
                let what = if self.fresh { "Computing step 0 …" } else { "Computing the next step …" };
                self.places.say("busy-text", what);
                self.places.show("busy", true);
                Ok(())
            }
            Some(_) => self.look_later(cx),
            None => Ok(()),
        }
    }

    fn pause(&mut self) {
        self.set_playing(false);
    }
}

/// The part of a configuration that makes a run what it is: what only concerns the page is left out.
pub fn run_key(config: &Config) -> String {
    let default = Config::default();
    let run = Config {
        figure: None,
        speed: default.speed,
        until: None,
        shape: default.shape,
        n: 0,
        c: 0,
        h: 0,
        w: 0,
        view: default.view,
        vary: default.vary,
        play: false,
        hide: Vec::new(),
        lang: None,
        theme: default.theme,
        made_by: None,
        ..config.clone()
    };
    run.to_query()
}
