//! What drives a figure in tests as the page, a reader and the workers do: markup that keeps what it is told (`page`), events as
//! data (`deed`), workers that compute in the test itself, and a clock that the test moves.

mod deed;
mod page;

use crate::figure::{Context, Figure};
use crate::markup::{Markup, Slot};
use charts::style::Style;
pub use deed::{Deed, deed};
use lesson::config::Config;
pub use page::Page;
use protocol::message::{FromWorker, ToWorker};
use protocol::scheduler::{Host, Port, Scheduler, SchedulerEvent, WorkerEvent, WorkerKey};
use protocol::sessions::Sessions;
use protocol::workers::Workers;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;
use words::Words;

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
        rig.page.state().visible.set(true);
        rig.configure(query, true);
        rig
    }

    /// The same, whose runs have begun and whose first picture is drawn.
    pub fn drawn(figure: F, query: &str, workers: usize) -> Self {
        let mut rig = Self::new(figure, query, workers);
        rig.work();
        rig.draw();
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
