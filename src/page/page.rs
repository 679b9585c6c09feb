//! The page: the address becomes a configuration, the configuration marks the controls and goes to every figure on the
//! page. One listener for each kind of event. No formulas, and no training.

mod below;
mod frame;

use super::bus::{Bus, Msg};
use super::failure::{Failure, Outcome};
use super::figures::question::Question;
use super::figures::{self, Figure};
use super::pool::{Heard, Pool};
use super::{address, controls, dom, embed};
use lesson::config::Config;
use lesson::notice::Notice;
use lesson::snapshot::Snapshot;
use protocol::message::FromWorker;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event};
use words::Words;

/// Kinds of events that the page listens to, on the document.
const EVENTS: &[&str] = &[
    "click",
    "change",
    "input",
    "keydown",
    "pointerdown",
    "pointermove",
    "pointerup",
    "pointercancel",
    "focusin",
    "focusout",
];

/// What every figure may use.
pub struct Context {
    /// The line of things that happen.
    pub bus: Bus,
    /// The workers.
    pub pool: Pool,
    /// The present state of the lesson.
    pub config: Config,
    /// What the page says, in its language.
    pub words: Rc<Words>,
    /// What the lab shows, for the figures that look at it.
    pub lab: Option<Rc<Snapshot>>,
    runs: u32,
}

impl Context {
    /// The number of a new run; answers to older ones are dropped.
    pub fn new_run(&mut self) -> u32 {
        self.runs += 1;
        self.runs
    }

    /// Asks the page to change keys.
    pub fn patch(&self, query: String, push: bool) {
        self.bus.post(Msg::Patch { query, push });
    }
}

/// The page's state.
pub struct Page {
    cx: Context,
    body: Element,
    figures: Vec<Box<dyn Figure>>,
    /// The figure last touched; it alone plays.
    in_use: usize,
}

/// Starts the page program.
pub fn start() -> Outcome {
    let bus = Bus::default();
    std::panic::set_hook(Box::new(|panic| report(&Failure(format!("The page stopped: {panic}")))));
    let hear = bus.clone();
    let pool = Pool::new(move |note| hear.post(Msg::Worker(note)))?;
    let (config, notices) = address::read()?;
    let body: Element = dom::need(&dom::root()?, "body")?;
    let mut cx = Context { bus: bus.clone(), pool, config, words: Rc::new(words()), lab: None, runs: 0 };
    cx.pool.wake(0)?;
    let figures = figures::all(&body, &cx)?;
    let page = Page { cx, body, figures, in_use: 0 };
    page.listen(&bus)?;
    bus.attach(page);
    // A task of its own: a phone would stand still for both halves of the start at once.
    dom::after(0, move || bus.post(Msg::Begin(notices)))?;
    embed::announce_height()
}

/// The sentences that the page carries; the program's own where it carries none, or those of another build.
fn words() -> Words {
    let table =
        dom::root().ok().and_then(|root| dom::find(&root, "script#words")).and_then(|table| table.text_content());
    match table.map(|table| Words::parse(&table)) {
        Some(Ok(words)) => words,
        Some(Err(error)) => {
            report(&Failure(format!("The page's texts do not fit its program ({error:?}).")));
            Words::english()
        }
        None => Words::english(),
    }
}

impl Page {
    fn listen(&self, bus: &Bus) -> Outcome {
        let document = dom::document()?;
        for kind in EVENTS {
            let bus = bus.clone();
            dom::on(&document, kind, move |event| bus.post(Msg::Dom(event)))?;
        }
        let window = dom::window()?;
        for kind in ["hashchange", "popstate"] {
            let bus = bus.clone();
            dom::on(&window, kind, move |_| bus.post(Msg::Address))?;
        }
        for query in ["(prefers-color-scheme: dark)", "(prefers-reduced-motion: reduce)"] {
            let bus = bus.clone();
            if let Some(list) = window.match_media(query)? {
                dom::on(&list, "change", move |_| bus.post(Msg::Resize))?;
            }
        }
        let elements: Vec<Element> = self.figures.iter().map(|figure| figure.element().clone()).collect();
        embed::watch(bus, &elements)
    }

    /// Handles one thing that happened; a failure is shown and logged here and nowhere else.
    pub fn take(&mut self, msg: Msg) {
        if let Err(failure) = self.handle(msg) {
            report(&failure);
        }
    }

    fn handle(&mut self, msg: Msg) -> Outcome {
        match msg {
            Msg::Dom(event) => self.event(&event),
            Msg::Worker(note) => match self.cx.pool.hear(note)? {
                Some(heard) => self.heard(heard),
                None => Ok(()),
            },
            Msg::Draw => self.figures.iter_mut().try_for_each(|figure| figure.draw(&mut self.cx)),
            Msg::Begin(notices) => {
                self.show(&notices, true);
                below::lay_out(&self.body)
            }
            Msg::Address => self.address(),
            Msg::Resize => {
                self.figures.iter_mut().for_each(|figure| figure.resize());
                self.cx.bus.draw_soon();
                Ok(())
            }
            Msg::Seen { figure, visible } => {
                let found = self.figures.iter_mut().find(|one| one.name() == figure);
                found.map_or(Ok(()), |figure| figure.seen(&mut self.cx, visible))
            }
            Msg::Patch { query, push } => self.patch(&query, push),
            Msg::Become(config) => self.become_this(*config, &[], true),
            Msg::Look => self.figures.iter_mut().try_for_each(|figure| figure.look(&mut self.cx)),
            Msg::Trouble(text) => Err(Failure(text)),
        }
    }

    fn heard(&mut self, heard: Heard) -> Outcome {
        match heard {
            Heard::Up => {
                dom::attribute(&dom::root()?, "data-worker", "ready");
                Ok(())
            }
            Heard::Lost { worker, text } => {
                dom::attribute(&dom::root()?, "data-worker", "lost");
                self.figures.iter_mut().try_for_each(|figure| figure.lost(&mut self.cx, worker, &text))
            }
            Heard::Message(message) => {
                let (FromWorker::Frame { row, .. } | FromWorker::Answer { row, .. } | FromWorker::Failed { row, .. }) =
                    message
                else {
                    return Ok(());
                };
                let owner = self.figures.iter_mut().find(|figure| figure.owns(row));
                owner.map_or(Ok(()), |figure| figure.hear(&mut self.cx, message))
            }
        }
    }

    fn event(&mut self, event: &Event) -> Outcome {
        self.take_into_use(event);
        if matches!(event.type_().as_str(), "click") && self.anchor(event)? {
            return Ok(());
        }
        if let Some(patch) = controls::patch_of(event, &self.cx.config) {
            return self.patch(&patch.query, patch.push);
        }
        if event.type_() == "click" && dom::target_in(event, "[data-action=dismiss]").is_some() {
            return self.notices(&[]);
        }
        for figure in &mut self.figures {
            if figure.event(&mut self.cx, event)? {
                break;
            }
        }
        Ok(())
    }

    /// The figure last touched plays, the others wait.
    fn take_into_use(&mut self, event: &Event) {
        if !matches!(event.type_().as_str(), "pointerdown" | "focusin" | "click") {
            return;
        }
        let Some(place) = dom::target(event)
            .and_then(|target| self.figures.iter().position(|figure| figure.element().contains(Some(&target))))
        else {
            return;
        };
        if place != self.in_use {
            self.figures[self.in_use].pause();
            self.in_use = place;
        }
    }

    /// A link to a place in the text scrolls there and leaves the address, which holds the configuration, alone.
    fn anchor(&mut self, event: &Event) -> Outcome<bool> {
        let Some(link) = dom::target_in(event, "a[href^='#']") else { return Ok(false) };
        let href = link.get_attribute("href").unwrap_or_default();
        let name = href.trim_start_matches('#');
        if let Some(figure) = link.get_attribute("data-to") {
            event.prevent_default();
            return self.go(&link, name, &figure).map(|()| true);
        }
        if link.has_attribute("data-set") || name.contains('=') || name.is_empty() {
            return Ok(false);
        }
        let Some(place) = dom::document()?.get_element_by_id(name) else { return Ok(false) };
        event.prevent_default();
        place.scroll_into_view();
        if place.get_attribute("tabindex").is_none() {
            dom::attribute(&place, "tabindex", "-1");
        }
        dom::focus(&place);
        Ok(true)
    }

    /// A link of the text into a figure: its whole state, and the question that comes with it.
    fn go(&mut self, link: &Element, query: &str, figure: &str) -> Outcome {
        let (config, notices) = Config::from_query(query);
        let Config { hide, theme, lang, .. } = self.cx.config.clone();
        let config = Config { hide, theme, lang, ..config };
        let preset = link.closest("[data-preset]")?;
        let asked = |name| preset.as_ref().and_then(|preset| preset.get_attribute(name));
        if let (Some(words), Some(answers)) = (asked("data-question"), asked("data-answers")) {
            let answers = answers.split('|').map(String::from).collect();
            if let Some(figure) = self.figures.iter_mut().find(|one| one.name() == figure) {
                figure.pose(Question { words, answers });
            }
        }
        address::write(&config, true)?;
        self.cx.config = config;
        self.show(&notices, true);
        if let Some(place) = dom::find(&self.body, &format!("[data-figure='{figure}']")) {
            place.scroll_into_view();
        }
        Ok(())
    }

    fn patch(&mut self, query: &str, push: bool) -> Outcome {
        let (mut config, notices) = self.cx.config.with(query);
        // From here on the page, not the link's maker, answers for the numbers.
        config.made_by = None;
        self.become_this(config, &notices, push)
    }

    fn become_this(&mut self, config: Config, notices: &[Notice], push: bool) -> Outcome {
        address::write(&config, push)?;
        self.cx.config = config;
        self.show(notices, false);
        Ok(())
    }

    fn address(&mut self) -> Outcome {
        let (config, notices) = address::read()?;
        if config != self.cx.config || !notices.is_empty() {
            self.cx.config = config;
            self.show(&notices, true);
        }
        Ok(())
    }

    /// Brings the whole page to the present configuration; `arrived` where the reader came by an address.
    fn show(&mut self, notices: &[Notice], arrived: bool) {
        let shown = self.frame(notices);
        controls::mark(&self.body, &self.cx.config);
        if let Err(failure) = shown {
            report(&failure);
        }
        for figure in &mut self.figures {
            if let Err(failure) = figure.show(&mut self.cx, arrived) {
                report(&failure);
            }
        }
        self.cx.bus.draw_soon();
    }
}

/// Shows what went wrong at the top of the page, and logs it.
pub fn report(failure: &Failure) {
    web_sys::console::error_1(&JsValue::from_str(&failure.0));
    let Ok(root) = dom::root() else { return };
    if let Some(place) = dom::find(&root, "[data-part=boot-failure]") {
        dom::text(&place, &format!("Something on this page failed: {failure} Reloading the page may help."));
        dom::show(&place, true);
    }
}
