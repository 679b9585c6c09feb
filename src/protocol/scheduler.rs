//! Which worker works on what: sessions are placed, messages wait their turn, workers are made when they are first needed,
//! and a lost one takes its sessions with it. Knows no thread and no clock of its own: a [`Host`] has both.
//!
//! Rules. A session stays on the worker on which it was opened. A worker holds at most [`MAX_IN_FLIGHT`] unanswered
//! messages; what waits here can still be called off. A session that nobody has begun yet is taken by whichever worker is
//! free; an interactive one only by a worker whose sessions have no more to do at a step than another's. Background messages wait while interactive ones wait for the same worker, and a worker has one background session at
//! a time, so that many jobs of different length spread over the workers and few networks are in memory.

mod queue;
mod rest;
mod slot;

use crate::by_session::BySession;
use crate::message::{FromWorker, Priority, Question, Report, SessionId, ToWorker};
use crate::workers::Workers;
use lesson::config::RunSpec;
use lesson::session::{RunError, work};
use queue::Waiting;
use slot::Slot;
use std::collections::VecDeque;

/// Longest time between making a worker and its `Ready`, in milliseconds.
pub const START_LIMIT: f64 = 20_000.0;
/// Messages that a worker holds at a time: one at work, and enough to go on with while the page draws a picture and hears nothing.
/// Those of a run that is ended are called off in the worker (`sessions`).
pub const MAX_IN_FLIGHT: usize = 4;
/// A message that works longer than this, in milliseconds, for a cancelled session, ends with its worker.
pub const CANCEL_PATIENCE: f64 = 250.0;
/// Clocks and timers may disagree by so much.
const TICK: f64 = 1.0;

/// What the scheduler needs of the world around it.
pub trait Host {
    /// The way to one worker.
    type Port: Port<Error = Self::Error>;
    /// What can go wrong on the way.
    type Error;
    /// Makes a worker. Whatever it says goes to [`Scheduler::on_event`], with this key.
    fn spawn(&mut self, key: WorkerKey) -> Result<Self::Port, Self::Error>;
    /// Has [`Scheduler::tick`] called after so many milliseconds.
    fn call_tick_after(&mut self, ms: f64) -> Result<(), Self::Error>;
    /// The present time in milliseconds.
    fn now(&self) -> f64;
}

/// The way to one worker.
pub trait Port {
    /// What can go wrong on the way.
    type Error;
    /// Hands a message over.
    fn send(&self, message: &ToWorker) -> Result<(), Self::Error>;
    /// Ends the worker at once, whatever it computes.
    fn terminate(&self);
}

/// Tells a worker's late messages from its successor's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WorkerKey {
    worker: usize,
    generation: u32,
}

/// Something that happened to a worker.
#[derive(Debug, PartialEq)]
pub enum WorkerEvent {
    /// It said something.
    Message(FromWorker),
    /// It said something that could not be read.
    Unreadable,
    /// It could not be loaded, or threw; with the browser's words, where there are any.
    Error(Option<String>),
}

/// Why a worker is gone.
#[derive(Clone, Debug, PartialEq)]
pub enum LossCause {
    /// It could not be loaded.
    NotStarted,
    /// It did not say `Ready` in time.
    StartedTooLate,
    /// It threw or panicked; the browser's words, or its own.
    Stopped(String),
    /// It said something that could not be read.
    Unreadable,
    /// It was ended in the middle of a long step of a session that was cancelled.
    Cancelled,
}

/// What the scheduler tells the owners of sessions.
#[derive(Debug, PartialEq)]
pub enum SchedulerEvent {
    /// A worker is up.
    Ready,
    /// A message about a session that is still of interest.
    Message(FromWorker),
    /// A worker is gone, and these sessions with it. Whoever owns one may open another.
    Lost {
        /// In the order in which they were opened.
        sessions: Vec<SessionId>,
        /// Why.
        cause: LossCause,
    },
}

/// The workers and what waits for them.
pub struct Scheduler<H: Host> {
    host: H,
    slots: Vec<Option<Slot<H::Port>>>,
    /// How many workers there may be now.
    limit: usize,
    generations: u32,
    opened: u32,
    sessions: BySession<Placed>,
    waiting: VecDeque<Waiting>,
    /// Whether the workers have the whole program.
    whole: bool,
}

/// A session that its owner has not ended.
struct Placed {
    priority: Priority,
    worker: Option<usize>,
    spec: RunSpec,
    /// What its steps cost beside others' ([`lesson::session::work`]).
    work: u64,
    /// The step that its owner knows of.
    step: u32,
    /// Its worker was given back.
    rests: bool,
    /// It was begun again and is on its way to `step`.
    returns: bool,
}

impl<H: Host> Scheduler<H> {
    /// A scheduler of `size` workers, none of which exists yet.
    pub fn new(host: H, size: usize) -> Self {
        Self {
            host,
            slots: (0..size.max(1)).map(|_| None).collect(),
            limit: size.max(1),
            generations: 0,
            opened: 0,
            sessions: BySession::default(),
            waiting: VecDeque::new(),
            whole: true,
        }
    }

    /// The workers have a part of the program only: what needs the rest waits for [`Self::complete`].
    pub fn begin_in_part(&mut self) {
        self.whole = false;
    }

    /// The workers have the whole program.
    pub fn complete(&mut self) -> Result<(), H::Error> {
        self.whole = true;
        self.flush()
    }

    /// Makes the first worker, where there may be one, before there is something to send.
    pub fn warm_up(&mut self) -> Result<(), H::Error> {
        if self.limit > 0 { self.ensure(0) } else { Ok(()) }
    }

    fn send(&mut self, message: ToWorker) -> Result<(), H::Error> {
        if self.sessions.get(message.session()).is_some() {
            self.waiting.push_back(Waiting { message, earlier: None, returns: false });
        }
        self.flush()
    }

    /// Takes in what a worker has to say; a dead worker's last words are dropped.
    pub fn on_event(&mut self, key: WorkerKey, event: WorkerEvent) -> Result<Option<SchedulerEvent>, H::Error> {
        let now = self.host.now();
        let Some(slot) = self.slots[key.worker].as_mut().filter(|slot| slot.generation == key.generation) else {
            return Ok(None);
        };
        let message = match event {
            WorkerEvent::Message(message) => message,
            WorkerEvent::Unreadable => return self.lose(key.worker, LossCause::Unreadable).map(Some),
            WorkerEvent::Error(words) => {
                let cause = words.map_or(LossCause::NotStarted, LossCause::Stopped);
                return self.lose(key.worker, cause).map(Some);
            }
        };
        if let FromWorker::Failed { error: RunError::Stopped(report), .. } = message {
            // The last words of a program that is gone, and everything in it.
            return self.lose(key.worker, LossCause::Stopped(report)).map(Some);
        }
        if message.session().is_none() {
            slot.ready = true;
            return self.flush().map(|()| Some(SchedulerEvent::Ready));
        }
        slot.answered(now);
        let told = self.on_return(message);
        self.flush().map(|()| told)
    }

    /// Looks for workers that do not start or do not come to the end of a cancelled session's step.
    pub fn tick(&mut self) -> Result<Vec<SchedulerEvent>, H::Error> {
        let now = self.host.now() + TICK;
        let mut events = Vec::new();
        for worker in 0..self.slots.len() {
            let Some(slot) = &mut self.slots[worker] else { continue };
            if !slot.ready && now - slot.made >= START_LIMIT {
                events.push(self.lose(worker, LossCause::StartedTooLate)?);
            } else if let Some(patience) = slot.patience_left(now) {
                if patience > 0.0 {
                    self.host.call_tick_after(patience)?;
                } else {
                    events.push(self.lose(worker, LossCause::Cancelled)?);
                }
            }
        }
        Ok(events)
    }

    fn new_session(&mut self, priority: Priority, spec: RunSpec) -> SessionId {
        self.opened += 1;
        let session = SessionId::new(self.opened);
        let placed = Placed { priority, worker: None, spec, work: work(&spec), step: 0, rests: false, returns: false };
        self.sessions.insert(session, placed);
        session
    }

    fn lose(&mut self, worker: usize, cause: LossCause) -> Result<SchedulerEvent, H::Error> {
        if let Some(slot) = self.slots[worker].take() {
            slot.port.terminate();
        }
        let there = |placed: &Placed| placed.worker == Some(worker);
        let sessions: Vec<SessionId> =
            self.sessions.iter().filter(|(_, placed)| there(placed)).map(|(session, _)| session).collect();
        self.sessions.retain(|placed| !there(placed));
        self.waiting.retain(|one| !sessions.contains(&one.message.session()));
        self.flush()?;
        Ok(SchedulerEvent::Lost { sessions, cause })
    }

    fn ensure(&mut self, worker: usize) -> Result<(), H::Error> {
        if self.slots[worker].is_none() {
            self.generations += 1;
            let key = WorkerKey { worker, generation: self.generations };
            let port = self.host.spawn(key)?;
            self.slots[worker] = Some(Slot::new(port, key.generation, self.host.now()));
            self.host.call_tick_after(START_LIMIT)?;
        }
        Ok(())
    }
}

impl<H: Host> Workers for Scheduler<H> {
    type Error = H::Error;

    fn now(&self) -> f64 {
        self.host.now()
    }

    fn size(&self) -> usize {
        self.slots.len()
    }

    fn open(&mut self, spec: RunSpec, priority: Priority) -> Result<SessionId, Self::Error> {
        let session = self.new_session(priority, spec);
        self.waiting.push_back(Waiting {
            message: ToWorker::Open { session, spec, priority },
            earlier: None,
            returns: false,
        });
        self.flush().map(|()| session)
    }

    fn replace(&mut self, old: SessionId, spec: RunSpec, priority: Priority) -> Result<SessionId, Self::Error> {
        let queued = self.waiting.iter().position(|one| one.opens(old));
        let session = self.new_session(priority, spec);
        let message = ToWorker::Open { session, spec, priority };
        match queued {
            // It takes the place in the line, so that a slider that moves is not overtaken for ever.
            Some(place) => {
                let earlier = self.waiting[place].earlier;
                self.waiting.insert(place, Waiting { message, earlier, returns: false });
            }
            None => {
                let worker = self.sessions.get(old).and_then(|placed| placed.worker);
                self.waiting.push_back(Waiting {
                    message,
                    earlier: worker.map(|worker| (old, worker)),
                    returns: false,
                });
            }
        }
        self.end(old).map(|()| session)
    }

    fn step(&mut self, session: SessionId, to: u32, report: Report) -> Result<(), Self::Error> {
        self.send(ToWorker::Step { session, to, report })
    }

    fn ask(&mut self, session: SessionId, question: Question) -> Result<(), Self::Error> {
        self.send(ToWorker::Ask { session, question })
    }

    fn end(&mut self, session: SessionId) -> Result<(), Self::Error> {
        let begun = !self.waiting.iter().any(|one| one.opens(session));
        self.waiting.retain(|one| one.message.session() != session);
        if let Some(Placed { worker: Some(worker), .. }) = self.sessions.remove(session)
            && begun
            && let Some(slot) = &self.slots[worker]
        {
            slot.port.send(&ToWorker::End { session })?;
        }
        self.flush()
    }

    fn cancel(&mut self, session: SessionId) -> Result<(), Self::Error> {
        let now = self.host.now();
        let worker = self.sessions.get(session).and_then(|placed| placed.worker);
        if let Some(slot) = worker.and_then(|worker| self.slots[worker].as_mut())
            && let Some(patience) = slot.cancel(session, now)
        {
            self.host.call_tick_after(patience)?;
        }
        self.end(session)
    }
}
