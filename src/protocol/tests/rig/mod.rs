//! Workers that are no threads: a clock that the test moves, ports that keep what they are given until the test lets the
//! worker take it, and sessions that run in the test itself.

#![allow(clippy::unwrap_used, dead_code, reason = "a test tells by panicking, and uses what it needs of the rig")]

use lesson::config::{Config, RunSpec};
use lesson::snapshot::Wanted;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;
use unit_variance_protocol::message::{FromWorker, Priority, Report, SessionId, ToWorker};
use unit_variance_protocol::scheduler::{Host, LossCause, Port, Scheduler, SchedulerEvent, WorkerEvent, WorkerKey};
use unit_variance_protocol::sessions::Sessions;
use unit_variance_protocol::workers::Workers;

/// The run that a query describes.
pub fn spec(query: &str) -> RunSpec {
    Config::from_query(query).0.run
}

/// What all parts of the rig share.
#[derive(Default)]
pub struct World {
    pub now: Cell<f64>,
    /// When `tick` was asked for.
    pub alarms: RefCell<Vec<f64>>,
    /// Workers in the order in which they were made.
    pub workers: RefCell<Vec<Rc<FakeWorker>>>,
    /// The next `spawn` fails.
    pub refuses: Cell<bool>,
}

/// A worker that does what it is asked when the test says so.
pub struct FakeWorker {
    pub key: WorkerKey,
    pub inbox: RefCell<VecDeque<ToWorker>>,
    /// How many of these it has heard.
    pub heard: Cell<usize>,
    /// All that it was ever sent.
    pub log: RefCell<Vec<ToWorker>>,
    pub terminated: Cell<bool>,
}

pub struct FakeHost(pub Rc<World>);
pub struct FakePort(Rc<FakeWorker>);

impl Host for FakeHost {
    type Port = FakePort;
    type Error = &'static str;

    fn spawn(&mut self, key: WorkerKey) -> Result<FakePort, &'static str> {
        if self.0.refuses.replace(false) {
            return Err("no worker to be had");
        }
        let worker = Rc::new(FakeWorker {
            key,
            inbox: RefCell::default(),
            heard: Cell::default(),
            log: RefCell::default(),
            terminated: Cell::new(false),
        });
        self.0.workers.borrow_mut().push(worker.clone());
        Ok(FakePort(worker))
    }

    fn call_tick_after(&mut self, ms: f64) -> Result<(), &'static str> {
        self.0.alarms.borrow_mut().push(self.now() + ms);
        Ok(())
    }

    fn now(&self) -> f64 {
        self.0.now.get()
    }
}

impl Port for FakePort {
    type Error = &'static str;

    fn send(&self, message: &ToWorker) -> Result<(), &'static str> {
        self.0.inbox.borrow_mut().push_back(message.clone());
        self.0.log.borrow_mut().push(message.clone());
        Ok(())
    }

    fn terminate(&self) {
        self.0.terminated.set(true);
    }
}

type Clock = Box<dyn Fn() -> f64>;

/// A scheduler and its workers.
pub struct Rig {
    pub world: Rc<World>,
    pub scheduler: Scheduler<FakeHost>,
    /// The sessions of each worker, by its place among those that were made.
    pub sessions: BTreeMap<usize, Sessions<Clock>>,
}

impl Rig {
    pub fn new(size: usize) -> Self {
        let world = Rc::new(World::default());
        Self { scheduler: Scheduler::new(FakeHost(world.clone()), size), world, sessions: BTreeMap::new() }
    }

    pub fn worker(&self, place: usize) -> Rc<FakeWorker> {
        self.world.workers.borrow()[place].clone()
    }

    pub fn made(&self) -> usize {
        self.world.workers.borrow().len()
    }

    /// Moves the clock, and calls `tick` where it was asked for on the way.
    pub fn pass(&mut self, ms: f64) -> Vec<SchedulerEvent> {
        let now = self.world.now.get() + ms;
        self.world.now.set(now);
        let due = self.world.alarms.borrow().iter().filter(|at| **at <= now).count();
        self.world.alarms.borrow_mut().retain(|at| *at > now);
        (0..due).flat_map(|_| self.scheduler.tick().unwrap()).collect()
    }

    /// A worker says something.
    pub fn says(&mut self, place: usize, message: FromWorker) -> Option<SchedulerEvent> {
        let key = self.worker(place).key;
        self.scheduler.on_event(key, WorkerEvent::Message(message)).unwrap()
    }

    /// A worker throws.
    pub fn throws(&mut self, place: usize, words: Option<&str>) -> Option<SchedulerEvent> {
        let key = self.worker(place).key;
        self.scheduler.on_event(key, WorkerEvent::Error(words.map(String::from))).unwrap()
    }

    /// All workers that were made are up.
    pub fn all_ready(&mut self) {
        for place in 0..self.made() {
            self.says(place, FromWorker::Ready);
        }
    }

    /// The worker hears what it was sent, does what is next, which takes so many milliseconds, and answers.
    pub fn work(&mut self, place: usize, ms: f64) -> Option<SchedulerEvent> {
        let worker = self.worker(place);
        let clock = self.world.clone();
        let clock: Clock = Box::new(move || {
            clock.now.set(clock.now.get() + 10.0);
            clock.now.get()
        });
        let sessions = self.sessions.entry(place).or_insert_with(|| Sessions::new(clock));
        let new: Vec<ToWorker> = worker.inbox.borrow_mut().drain(worker.heard.get()..).collect();
        for message in new {
            if !matches!(message, ToWorker::End { .. }) {
                worker.inbox.borrow_mut().push_back(message.clone());
            }
            sessions.take(message);
        }
        worker.inbox.borrow_mut().pop_front();
        worker.heard.set(worker.inbox.borrow().len());
        let answer = sessions.work()?;
        self.world.now.set(self.world.now.get() + ms);
        self.says(place, answer)
    }

    /// What a worker was sent and has not done.
    pub fn inbox(&self, place: usize) -> Vec<ToWorker> {
        self.worker(place).inbox.borrow().iter().cloned().collect()
    }
}

/// A small run.
pub const SPEC: &str = "data=blobs&depth=2&width=4&batch=8";

pub fn open(rig: &mut Rig, priority: Priority) -> SessionId {
    rig.scheduler.open(spec(SPEC), priority).unwrap()
}

pub fn interactive(rig: &mut Rig) -> SessionId {
    open(rig, Priority::Interactive)
}

pub fn step(rig: &mut Rig, session: SessionId, to: u32) {
    rig.scheduler.step(session, to, Report::State(Wanted::WHOLE)).unwrap();
}

/// The sessions that these messages open.
pub fn opens(messages: &[ToWorker]) -> Vec<SessionId> {
    let is_open = |message: &&ToWorker| matches!(message, ToWorker::Open { .. });
    messages.iter().filter(is_open).map(ToWorker::session).collect()
}

/// The session that an event is about.
pub fn about(event: Option<SchedulerEvent>) -> Option<SessionId> {
    match event? {
        SchedulerEvent::Message(message) => message.session(),
        _ => None,
    }
}

pub fn lost(event: Option<SchedulerEvent>) -> (Vec<SessionId>, LossCause) {
    match event {
        Some(SchedulerEvent::Lost { sessions, cause }) => (sessions, cause),
        other => panic!("no loss: {other:?}"),
    }
}
