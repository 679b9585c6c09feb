//! What drives a figure in tests as the page, a reader and the workers do: markup that keeps what it is told, events as data,
//! workers that compute in the test itself, and a clock that the test moves.

use crate::event::Event;
use crate::figure::{Context, Figure};
use crate::markup::{Markup, Node, Slot};
use crate::slot_state::SlotState;
use charts::style::Style;
use lesson::config::Config;
use lesson::snapshot::Snapshot;
use protocol::message::{FromWorker, ToWorker};
use protocol::scheduler::{Host, Port, Scheduler, SchedulerEvent, WorkerEvent, WorkerKey};
use protocol::sessions::Sessions;
use protocol::workers::Workers;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;
use words::Words;

/// Markup and page, as far as they were told something.
#[derive(Default)]
pub struct Page {
    /// Texts and values, by the names of their parts.
    pub texts: RefCell<BTreeMap<String, String>>,
    /// Attributes by selector and name, and what is visible by `visible`; what the markup has of its own stands here, too.
    pub attributes: RefCell<BTreeMap<(String, String), String>>,
    /// What stands in an element.
    pub children: RefCell<BTreeMap<String, Vec<Node>>>,
    /// The fields.
    pub fields: RefCell<BTreeMap<String, String>>,
    /// The rows.
    pub rows: RefCell<Vec<Rc<Page>>>,
    /// What was asked of the page, in words of this file.
    pub asked: RefCell<Vec<String>>,
    state: SlotState,
    tab: RefCell<String>,
}

impl Page {
    /// The text of a part.
    pub fn text(&self, part: &str) -> String {
        self.texts.borrow().get(part).cloned().unwrap_or_default()
    }

    /// Whether a part was last shown or hidden.
    pub fn is_shown(&self, part: &str) -> Option<bool> {
        self.attribute(part, "visible").map(|visible| visible == "true")
    }

    /// What stands in an element.
    pub fn nodes(&self, selector: &str) -> Vec<Node> {
        self.children.borrow().get(selector).cloned().unwrap_or_default()
    }

    /// What was asked of the page since the last look.
    pub fn asked(&self) -> Vec<String> {
        self.asked.take()
    }

    fn ask(&self, what: String) {
        self.asked.borrow_mut().push(what);
    }
}

impl Markup for Page {
    fn set_value(&self, name: &str, value: &str) {
        self.texts.borrow_mut().insert(name.into(), value.into());
    }

    fn set_text(&self, part: &str, text: &str) {
        self.texts.borrow_mut().insert(part.into(), text.into());
    }

    fn set_visible(&self, part: &str, visible: bool) {
        self.set_attribute(part, "visible", Some(&visible.to_string()));
    }

    fn set_attribute(&self, selector: &str, name: &str, value: Option<&str>) {
        let (mut attributes, place) = (self.attributes.borrow_mut(), (selector.to_string(), name.to_string()));
        match value {
            Some(value) => attributes.insert(place, value.into()),
            None => attributes.remove(&place),
        };
    }

    fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        self.attributes.borrow().get(&(selector.into(), name.into())).cloned().into_iter().collect()
    }
}

impl Slot for Page {
    fn state(&self) -> &SlotState {
        &self.state
    }

    fn set_playing(&self, playing: bool) {
        self.state().playing.set(playing);
        self.redraw();
    }

    fn set_children(&self, selector: &str, nodes: Vec<Node>) {
        self.children.borrow_mut().insert(selector.into(), nodes);
    }

    fn make_rows(&self, count: usize) {
        self.rows.replace((0..count).map(|_| Rc::default()).collect());
    }

    fn row(&self, place: usize) -> Rc<dyn Markup> {
        self.rows.borrow()[place].clone()
    }

    fn field(&self, selector: &str) -> f64 {
        self.fields.borrow().get(selector).and_then(|text| text.parse().ok()).unwrap_or(f64::NAN)
    }

    fn set_field(&self, selector: &str, value: &str) {
        self.fields.borrow_mut().insert(selector.into(), value.into());
    }

    fn check(&self, selector: &str, value: &str) {
        self.set_attribute(selector, "checked", Some(value));
    }

    fn tab(&self) -> String {
        self.tab.borrow().clone()
    }

    fn choose_tab(&self, name: &str) {
        self.tab.replace(name.into());
    }

    fn show_texts(&self, _config: &Config) {}

    fn focus(&self, selector: &str) {
        self.ask(format!("focus {selector}"));
    }

    fn media(&self, _query: &str) -> bool {
        false
    }

    fn address(&self) -> String {
        self.text("address")
    }

    fn is_hidden(&self) -> bool {
        false
    }

    fn set_page_text(&self, selector: &str, text: &str) {
        self.set_text(selector, text);
    }

    fn set_page_attribute(&self, selector: &str, name: &str, value: Option<&str>) {
        self.set_attribute(selector, name, value);
    }

    fn patch(&self, query: String, push: bool) {
        self.ask(format!("{} {query}", if push { "push" } else { "replace" }));
    }

    fn scroll_to_lab(&self) {
        self.ask("scroll to lab".into());
    }

    fn copy_code(&self, program: &str) {
        self.ask(format!("copy {program}"));
    }

    fn tell_lab_snapshot(&self, snapshot: Rc<Snapshot>) {
        self.set_text("told", &snapshot.step.to_string());
    }

    fn call_timeout_after(&self, ms: f64) {
        self.ask(format!("look after {ms}"));
    }

    fn resize(&self) {
        self.ask("resize".into());
    }
}

/// Something that a reader does.
#[derive(Clone, Debug, Default)]
pub struct Deed {
    kind: &'static str,
    on: Vec<(String, String)>,
    text: String,
    below: Option<String>,
    key: Option<(String, bool)>,
    number: f64,
    row: Option<usize>,
}

/// An event of a kind.
pub fn deed(kind: &'static str) -> Deed {
    Deed { kind, ..Deed::default() }
}

impl Deed {
    /// At an element with this attribute.
    pub fn on(mut self, attribute: &str, value: &str) -> Self {
        self.on.push((attribute.into(), value.into()));
        self
    }

    /// Over an element with a cell's number.
    pub fn over(self, cell: &str) -> Self {
        Self { below: Some(cell.into()), ..self }
    }

    /// At a button with this text.
    pub fn saying(self, text: &str) -> Self {
        Self { text: text.into(), ..self }
    }

    /// With a number in the field; one that is not 0 checks it.
    pub fn at(self, number: f64) -> Self {
        Self { number, ..self }
    }

    /// With a key.
    pub fn key(self, key: &str) -> Self {
        Self { key: Some((key.into(), false)), ..self }
    }

    /// In a row.
    pub fn row(self, row: usize) -> Self {
        Self { row: Some(row), ..self }
    }
}

impl Event for Deed {
    fn kind(&self) -> &str {
        self.kind
    }

    /// The selector is met by an element that has the attribute which it names first.
    fn closest(&self, selector: &str, attribute: &str) -> Option<String> {
        let has = |(name, value): &(String, String)| {
            selector.contains(&format!("[{name}]")) || selector.contains(&format!("[{name}={value}]"))
        };
        self.on.iter().find(|one| has(one))?;
        self.on.iter().find(|(name, _)| name == attribute).map(|(_, value)| value.clone())
    }

    fn text_of(&self, _selector: &str) -> Option<String> {
        Some(self.text.clone())
    }

    fn below(&self, _attribute: &str) -> Option<String> {
        self.below.clone()
    }

    fn number(&self) -> f64 {
        self.number
    }

    fn is_checked(&self) -> bool {
        self.number != 0.0
    }

    fn key(&self) -> Option<(String, bool)> {
        self.key.clone()
    }

    fn row(&self) -> Option<usize> {
        self.row
    }

    fn prevent_default(&self) {}
}

type Inbox = Rc<RefCell<VecDeque<ToWorker>>>;
type Clock = Rc<Cell<f64>>;

struct TestHost {
    clock: Clock,
    made: Rc<RefCell<Vec<(WorkerKey, Inbox)>>>,
}

impl Host for TestHost {
    type Port = TestPort;
    type Error = String;

    fn spawn(&mut self, key: WorkerKey) -> Result<TestPort, String> {
        let inbox = Inbox::default();
        self.made.borrow_mut().push((key, inbox.clone()));
        Ok(TestPort(inbox))
    }

    fn call_tick_after(&mut self, _ms: f64) -> Result<(), String> {
        Ok(())
    }

    fn now(&self) -> f64 {
        self.clock.get()
    }
}

struct TestPort(Inbox);

impl Port for TestPort {
    type Error = String;

    fn send(&self, message: &ToWorker) -> Result<(), String> {
        self.0.borrow_mut().push_back(message.clone());
        Ok(())
    }

    fn terminate(&self) {
        self.0.borrow_mut().clear();
    }
}

/// A figure on its page, and its workers.
pub struct Rig<F> {
    /// The figure.
    pub figure: F,
    /// What it told the page.
    pub page: Page,
    /// The words.
    pub words: Words,
    config: Config,
    clock: Clock,
    made: Rc<RefCell<Vec<(WorkerKey, Inbox)>>>,
    scheduler: Scheduler<TestHost>,
    sessions: Vec<Sessions<Box<dyn Fn() -> f64>>>,
}

impl<F: Figure> Rig<F> {
    /// A figure that a reader arrives at by an address, with so many workers; it is in sight.
    pub fn new(figure: F, query: &str, workers: usize) -> Self {
        let (clock, made) = (Clock::default(), Rc::default());
        let host = TestHost { clock: clock.clone(), made: Rc::clone(&made) };
        let scheduler = Scheduler::new(host, workers);
        let (page, words, config) = (Page::default(), Words::english(), Config::default());
        let mut rig = Self { figure, page, words, config, clock, made, scheduler, sessions: Vec::new() };
        rig.page.set_text("address", query);
        rig.page.state.visible.set(true);
        rig.configure(query, true);
        rig
    }

    /// Calls the figure with what it may use.
    pub fn with<T>(&mut self, f: impl FnOnce(&mut F, &mut Context) -> T) -> T {
        let Self { figure, page, words, config, scheduler, .. } = self;
        f(figure, &mut Context { config, words, workers: scheduler, slot: page })
    }

    /// The configuration is another one.
    pub fn configure(&mut self, query: &str, arrived: bool) {
        self.config = Config::from_query(query).0;
        if self.with(|figure, cx| figure.configure(cx, arrived)).expect("workers") {
            self.start();
        }
    }

    /// Begins its runs.
    pub fn start(&mut self) {
        self.with(|figure, cx| figure.start(cx)).expect("workers");
    }

    /// Presses a button that the figure or, with `restart`, its slot knows.
    pub fn press(&mut self, action: &str) {
        self.press_at(action, deed("click").on("data-action", action));
    }

    /// Presses a button in some place.
    pub fn press_at(&mut self, action: &str, deed: Deed) {
        let known = self.with(|figure, cx| figure.act(cx, action, &deed)).expect("workers");
        if !known && action == "restart" {
            self.start();
        }
    }

    /// Does something; says whether the figure is done with it.
    pub fn does(&mut self, deed: Deed) -> bool {
        self.with(|figure, cx| figure.on_event(cx, &deed)).expect("workers")
    }

    /// The workers do all that they are asked for, and the figure hears of it; each answer takes a millisecond.
    pub fn work(&mut self) {
        loop {
            for place in self.sessions.len()..self.made.borrow().len() {
                let (clock, key) = (self.clock.clone(), self.made.borrow()[place].0);
                self.sessions.push(Sessions::new(Box::new(move || clock.get())));
                let ready = WorkerEvent::Message(FromWorker::Ready);
                self.scheduler.on_event(key, ready).expect("a worker");
            }
            let waiting = |one: &(WorkerKey, Inbox)| !one.1.borrow().is_empty();
            let Some(place) = self.made.borrow().iter().position(waiting) else { return };
            let (key, message) = {
                let made = self.made.borrow();
                let message = made[place].1.borrow_mut().pop_front();
                (made[place].0, message)
            };
            self.clock.set(self.clock.get() + 1.0);
            let Some(answer) = message.and_then(|message| self.sessions[place].answer(message)) else { continue };
            let event = self.scheduler.on_event(key, WorkerEvent::Message(answer)).expect("a worker");
            if let Some(SchedulerEvent::Message(message)) = event
                && message.session().is_some_and(|session| self.figure.owns(session))
            {
                self.with(|figure, cx| figure.on_message(cx, message)).expect("workers");
            }
        }
    }

    /// A worker stops, with all that it had; says whether the figure lost something.
    pub fn lose(&mut self, worker: usize) -> bool {
        let key = self.made.borrow()[worker].0;
        self.made.borrow()[worker].1.borrow_mut().clear();
        let event = self.scheduler.on_event(key, WorkerEvent::Error(Some("stopped".into()))).expect("a worker");
        match event {
            Some(SchedulerEvent::Lost { sessions, .. }) => self.figure.on_worker_lost(&self.page, &sessions),
            _ => false,
        }
    }

    /// The next picture: the figure asks and says, its charts are drawn; gives what each chart says of itself.
    pub fn draw(&mut self) -> BTreeMap<usize, String> {
        self.clock.set(self.clock.get() + 300.0);
        self.with(|figure, cx| figure.draw(cx)).expect("workers");
        let (style, mut said) = (Style::light(1.0), BTreeMap::new());
        let Self { figure, words, config, .. } = self;
        figure.visit(config, words, &style, &mut |place, plot| {
            said.insert(place, plot.describe(words));
        });
        said
    }

    /// Some frames, with the work in between.
    pub fn frames(&mut self, count: usize) {
        for _ in 0..count {
            self.draw();
            self.work();
        }
        self.draw();
    }

    /// What it found.
    pub fn finding(&self) -> String {
        self.figure.finding(&self.config, &self.words)
    }

    /// The time, in milliseconds.
    pub fn now(&self) -> f64 {
        self.scheduler.now()
    }
}
