//! The page: the address becomes a configuration, the configuration marks the controls and goes to every figure on the
//! page. One listener for each kind of event. No formulas, and no training.

mod around;
mod chrome;
mod deferred_layout;
mod events;
mod links;
mod presentation;
mod presets;

use super::context::{Context, Message};
use super::error::{Error, Result};
use super::figures;
use super::figures::embed_dialog::EmbedDialog;
use super::host::{Entries, Host};
use super::later::Later;
use super::queue::Queue;
use super::slots::figure_slot::FigureSlot;
use super::widgets::{chart, tooltip};
use super::workers::pool;
use super::workers::share::{Share, ShareEvent};
use super::{address, controls, dom, host, paper, watch};
use ::figures::markup::Slot;
use lesson::choice::Choice;
use lesson::config::{Config, RunSpec};
use lesson::figure::Figure;
use lesson::notice::Notice;
use protocol::message::needs_later;
use protocol::scheduler::{LossCause, SchedulerEvent};
use wasm_bindgen::prelude::*;
use web_sys::Element;
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
    "visibilitychange",
];

/// The page's state.
pub struct Page {
    cx: Context,
    body: Element,
    slots: Vec<FigureSlot>,
    later: Later,
    watch: watch::Watch,
    /// The figure last touched; it alone plays.
    in_use: usize,
    /// The figure that the last event was in.
    entered: Option<usize>,
    address: address::Writer,
    /// The page around this one, and this one's share of the cores, where this one is a frame.
    host: Option<Host>,
    share: Option<Share>,
    /// The dialog of Embed, while it is open.
    dialog: Option<EmbedDialog>,
    /// The presentation, while there is one.
    stage: Option<presentation::Stage>,
    /// The links that set up an experiment, and the run that each sets up.
    presets: Vec<(Element, RunSpec)>,
}

/// Starts the page program.
pub fn start() -> Result {
    let queue: Queue<Message> = Queue::default();
    std::panic::set_hook(Box::new(|panic| report(Err(Error(panic.to_string())))));
    let tell = queue.clone();
    let mut pool = pool::new(move |notification| tell.post(Message::Worker(notification)))?;
    pool.begin_in_part();
    let (config, notices) = address::read()?;
    let body: Element = dom::need(&dom::root()?, "body")?;
    let (heard, shared) = (queue.clone(), queue.clone());
    let host = Host::around(move |entries| heard.post(Message::Host(entries)))?;
    let share =
        host.as_ref().map(|_| Share::new(move |event| shared.post(Message::Share(event)), &mut pool)).transpose()?;
    let mut cx = Context::new(queue.clone(), pool, config, words()?);
    cx.pool.warm_up()?;
    let begins = matches!(cx.config.page.figure, None | Some(Figure::Lab));
    // In a frame, which may be far down a course page, nothing is begun before somebody looks.
    let slots = figures::first(&body, &cx, begins && !dom::is_framed())?;
    let mut page = Page {
        presets: presets::presets(&body),
        later: Later::default(),
        watch: watch::Watch::new(&queue)?,
        in_use: 0,
        entered: None,
        address: address::Writer::default(),
        host,
        share,
        dialog: None,
        stage: None,
        cx,
        body,
        slots,
    };
    page.listen(&queue)?;
    if !begins || needs_later(&page.cx.config.run) {
        page.later.ask(&queue)?;
    }
    queue.attach(move |message| page.take(message));
    // A task of its own: a phone would stand still for both halves of the start at once.
    queue.post_after(0.0, Message::Init(notices))
}

/// The sentences that the page carries, in its language: `site` puts them there when the page is built.
fn words() -> Result<Words> {
    let table: Element = dom::need(&dom::root()?, "script#words")?;
    let table = table.text_content().unwrap_or_default();
    Words::parse(&table).map_err(|error| Error(format!("script#words: {error:?}")))
}

impl Page {
    fn listen(&self, queue: &Queue<Message>) -> Result {
        let document = dom::document()?;
        for kind in EVENTS {
            queue.post_on(&document, kind, Message::Dom)?;
        }
        let window = dom::window()?;
        for kind in ["hashchange", "popstate"] {
            queue.post_on(&window, kind, |_| Message::Address)?;
        }
        let framed = queue.clone();
        let printer = queue.clone();
        paper::listen(move |printing| printer.post(Message::Print(printing)))?;
        host::hear_frames(move |source, height| framed.post(Message::Framed { source, height }))?;
        for query in ["(prefers-color-scheme: dark)", "(prefers-reduced-motion: reduce)", chart::FORCED] {
            if let Some(list) = window.match_media(query)? {
                queue.post_on(&list, "change", |_| Message::Resize)?;
            }
        }
        self.slots.iter().for_each(|slot| self.watch.figure(slot.slot.element()));
        tooltip::listen()
    }

    /// Handles one thing that happened; a failure is shown and logged here and nowhere else.
    fn take(&mut self, message: Message) {
        report(self.handle(message));
        if self.slots.iter().any(FigureSlot::wants_drawing) {
            self.cx.draw_soon();
        }
        self.seek_workers();
    }

    fn handle(&mut self, message: Message) -> Result {
        match message {
            Message::Dom(event) => self.event(&event),
            Message::Worker(notification) => {
                pool::take(&mut self.cx.pool, notification)?
                    .into_iter()
                    .try_for_each(|event| self.on_scheduler_event(event))?;
                self.give_back_unseen()
            }
            Message::Draw => {
                self.each(FigureSlot::draw)?;
                self.settle(false)?;
                self.tell_numbers()?;
                // The first picture goes first.
                self.later.ask(&self.cx.queue)
            }
            Message::Init(notices) => {
                self.apply(&notices, true);
                self.greet()?;
                deferred_layout::lay_out(&self.body)
            }
            Message::Later(outcome) => self.take_later(outcome),
            Message::NextFigure => self.make_next(),
            Message::States(text) => self.take_states(text),
            Message::Host(entries) => self.on_host(&entries),
            Message::Embed(figure) if !self.later.is_there() => self.wait(Message::Embed(figure)),
            Message::Embed(figure) => {
                self.dialog = Some(EmbedDialog::open(&self.cx, &figure)?);
                Ok(())
            }
            Message::Framed { source, height } => match &mut self.dialog {
                Some(dialog) => dialog.previewed(&source, height),
                None => Ok(()),
            },
            Message::Settled => self.settle(true),
            Message::Tell => self.tell_numbers(),
            Message::Share(event) => self.on_share(event),
            Message::Address => self.read_address(),
            Message::WriteAddress => self.address.flush(&self.cx.queue),
            // What is drawn for paper stays; the screen's size is asked for when the page is printed.
            Message::Resize | Message::Resized(_) if paper::is_laid_out() => Ok(()),
            Message::Resize => {
                self.resize(|_| true);
                Ok(())
            }
            Message::Resized(figures) => {
                self.resize(|name| figures.iter().any(|figure| figure == name));
                Ok(())
            }
            Message::Print(printing) => self.print(printing),
            Message::Visibility { figure, visible } => {
                // One that stands alone brings the run that it shows.
                let alone = self.cx.config.page.figure.filter(|one| one.key() == figure);
                for name in [Some(&*figure), alone.and_then(Figure::source).map(Figure::key)].into_iter().flatten() {
                    if let Some(place) = self.slot(name) {
                        self.slots[place].set_visible(&mut self.cx, visible)?;
                    }
                }
                self.give_back_unseen()
            }
            Message::ChartSeen(figure) => {
                self.slot(&figure).into_iter().for_each(|place| self.slots[place].slot.redraw_picture());
                Ok(())
            }
            Message::Rows(figure) => {
                self.slot(&figure).into_iter().for_each(|place| self.watch.charts(self.slots[place].slot.element()));
                Ok(())
            }
            Message::Patch { query, push } => self.patch(&query, push, true),
            Message::SetConfig(config) => {
                self.set_config(*config, &[], true, false);
                Ok(())
            }
            Message::LabSnapshot(snapshot) => {
                self.slots.iter_mut().for_each(|slot| slot.on_lab_snapshot(&snapshot));
                Ok(())
            }
            Message::Timeout => self.each(FigureSlot::on_timeout),
            Message::Error(text) => Err(Error(text)),
        }
    }

    /// What is asked for waits for the later part of the program.
    fn wait(&mut self, message: Message) -> Result {
        self.later.waiting.push(message);
        self.later.ask(&self.cx.queue)
    }

    /// The figures that came later are made.
    fn take_later(&mut self, outcome: Result) -> Result {
        if let Err(error) = outcome {
            self.later.failed();
            return Err(Error(self.cx.words.figures_failed(&error.0)));
        }
        let mut coming = figures::others(&self.body);
        // One that stands alone is wanted first.
        let alone = self.cx.config.page.figure.map(Figure::key);
        coming.sort_by_key(|element| element.get_attribute("data-figure").as_deref() != alone);
        self.later.coming = coming.into();
        self.cx.pool.complete()?;
        self.make_next()
    }

    /// Makes one more figure, in a task of its own: a phone would stand still for all at once. When all are there, what a
    /// reader did in them meanwhile is done.
    fn make_next(&mut self) -> Result {
        let Some(element) = self.later.coming.pop_front() else {
            self.later.arrived();
            self.present()?;
            return std::mem::take(&mut self.later.waiting).into_iter().try_for_each(|message| self.handle(message));
        };
        self.cx.queue.post_after(0.0, Message::NextFigure)?;
        let Some(mut slot) = figures::other(element, &self.cx)? else { return Ok(()) };
        self.watch.figure(slot.slot.element());
        let configured = slot.configure(&mut self.cx, true);
        self.slots.push(slot);
        self.mark_alone();
        configured
    }

    /// Does the same for every figure; one that fails is reported and keeps no other from its turn.
    fn each(&mut self, mut f: impl FnMut(&mut FigureSlot, &mut Context) -> Result) -> Result {
        for slot in &mut self.slots {
            report(f(slot, &mut self.cx));
        }
        Ok(())
    }

    /// Sizes or colours of these figures changed.
    fn resize(&mut self, changed: impl Fn(&str) -> bool) {
        self.cx.look.change();
        self.slots.iter().filter(|slot| changed(slot.slot.name())).for_each(|slot| slot.slot.redraw_picture());
    }

    fn slot(&self, name: &str) -> Option<usize> {
        self.slots.iter().position(|one| one.slot.name() == name)
    }

    fn on_scheduler_event(&mut self, event: SchedulerEvent) -> Result {
        match event {
            SchedulerEvent::Ready => {
                dom::attribute(&dom::root()?, "data-worker", "ready");
                Ok(())
            }
            SchedulerEvent::Lost { sessions, cause } => {
                if cause != LossCause::Cancelled {
                    dom::attribute(&dom::root()?, "data-worker", "lost");
                }
                self.each(|slot, cx| slot.on_worker_lost(cx, &sessions, &cause))
            }
            SchedulerEvent::Message(message) => {
                let Some(session) = message.session() else { return Ok(()) };
                let mut message = Some(message);
                for slot in &mut self.slots {
                    let Some(one) = message.take() else { break };
                    message = slot.on_message(&mut self.cx, session, one)?;
                }
                Ok(())
            }
        }
    }

    fn patch(&mut self, query: &str, push: bool, quiet: bool) -> Result {
        let (mut config, mut notices) = address::patch(&self.cx.config, query);
        // From here on the page, not the link's maker, answers for the numbers.
        config.page.made_by = None;
        if quiet {
            notices.clear();
        }
        self.set_config(config, &notices, push, false);
        Ok(())
    }

    /// The page follows at once; the address when the browser lets it.
    /// `arrived` where the reader came by a link rather than by a control.
    fn set_config(&mut self, config: Config, notices: &[Notice], push: bool, arrived: bool) {
        let written = match push {
            true => self.address.push(&config, &self.cx.queue),
            false => self.address.replace(&config, &self.cx.queue),
        };
        self.cx.config = config;
        self.apply(notices, arrived);
        report(written);
    }

    fn read_address(&mut self) -> Result {
        self.address.forget();
        self.offer_way_back(None);
        let (config, notices) = address::read()?;
        if config != self.cx.config || !notices.is_empty() {
            self.cx.config = config;
            self.apply(&notices, true);
        }
        Ok(())
    }

    /// Brings the whole page to the present configuration; `arrived` where the reader came by an address.
    fn apply(&mut self, notices: &[Notice], arrived: bool) {
        let shown = self.apply_to_chrome(notices);
        controls::mark(&self.body, &self.cx.config);
        report(shown);
        if needs_later(&self.cx.config.run) {
            report(self.later.ask(&self.cx.queue));
        }
        // Every failure is reported in its place.
        let _ = self.each(|slot, cx| slot.configure(cx, arrived));
        if let Some(host) = &mut self.host {
            host.tell_config(&self.cx.config, false);
        }
        if self.later.is_there() {
            report(self.present());
        }
    }
}

#[wasm_bindgen]
extern "C" {
    /// Shows what went wrong at the top of the page, and logs it: `www/boot.js` can, whatever state the program is in.
    #[wasm_bindgen(js_namespace = unitVariance, js_name = report)]
    fn report_text(error: &str);
}

/// Shows what went wrong, if anything did, at the top of the page, and logs it.
pub fn report(result: Result) {
    if let Err(Error(text)) = result {
        report_text(&text);
    }
}
