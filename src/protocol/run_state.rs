//! One run as its owner sees it: which session is current, what is awaited, what may be asked for. Knows no figures.

use crate::message::{Answer, FromWorker, Priority, Question, Report, SessionId};
use crate::workers::Workers;
use lesson::config::RunSpec;
use lesson::session::RunError;
use lesson::snapshot::Snapshot;

/// What a worker's message means to the owner of a run.
#[derive(Debug, PartialEq)]
pub enum RunEvent {
    /// Nothing: it was about another run.
    Stale,
    /// The state at a new step.
    Frame(Frame),
    /// The answer to a question.
    Answer(Answer),
    /// How far a long step has come; it goes on when it is asked for again.
    Progress(u32),
    /// The run cannot begin or go on.
    Failed(RunError),
}

/// A state of the current run.
#[derive(Debug, PartialEq)]
pub struct Frame {
    /// The state.
    pub snapshot: Box<Snapshot>,
    /// Median milliseconds of a training step; NaN before the first.
    pub ms_per_step: f32,
}

/// A run in some worker, and what is awaited of it.
pub struct RunState {
    priority: Priority,
    state: State,
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    /// There is no session.
    Absent,
    /// The session was asked for.
    Starting { session: SessionId, since: f64 },
    /// The session waits to be asked.
    Idle { session: SessionId },
    /// A step was asked for.
    Stepping { session: SessionId, since: f64 },
}

impl RunState {
    /// No run yet.
    pub fn new(priority: Priority) -> Self {
        Self { priority, state: State::Absent }
    }

    /// The current session.
    pub fn session(&self) -> Option<SessionId> {
        match self.state {
            State::Absent => None,
            State::Starting { session, .. } | State::Idle { session } | State::Stepping { session, .. } => {
                Some(session)
            }
        }
    }

    /// Whether a session is the current one.
    pub fn owns(&self, session: SessionId) -> bool {
        self.session() == Some(session)
    }

    /// Begins a run in place of the present one, which is ended.
    pub fn start<W: Workers + ?Sized>(&mut self, workers: &mut W, spec: RunSpec) -> Result<(), W::Error> {
        let earlier = self.session();
        self.state = State::Absent;
        let session = match earlier {
            Some(earlier) => workers.replace(earlier, spec, self.priority)?,
            None => workers.open(spec, self.priority)?,
        };
        self.state = State::Starting { session, since: workers.now() };
        Ok(())
    }

    /// Asks for step `to`; says whether it could be asked for.
    pub fn step<W: Workers + ?Sized>(&mut self, workers: &mut W, to: u32, report: Report) -> Result<bool, W::Error> {
        let State::Idle { session } = self.state else { return Ok(false) };
        self.state = State::Stepping { session, since: workers.now() };
        workers.step(session, to, report)?;
        Ok(true)
    }

    /// Asks about the run; the answer comes between the frames. Says whether it could be asked.
    pub fn ask<W: Workers + ?Sized>(&mut self, workers: &mut W, question: Question) -> Result<bool, W::Error> {
        let (State::Idle { session } | State::Stepping { session, .. }) = self.state else { return Ok(false) };
        workers.ask(session, question)?;
        Ok(true)
    }

    /// Takes in a message of a worker.
    pub fn on_message<W: Workers + ?Sized>(
        &mut self,
        workers: &mut W,
        message: FromWorker,
    ) -> Result<RunEvent, W::Error> {
        let Some(session) = message.session().filter(|session| self.owns(*session)) else { return Ok(RunEvent::Stale) };
        Ok(match message {
            FromWorker::Ready => RunEvent::Stale,
            FromWorker::Frame { snapshot, ms_per_step, .. } => {
                self.state = State::Idle { session };
                RunEvent::Frame(Frame { snapshot, ms_per_step })
            }
            FromWorker::Progress { step, .. } => {
                self.state = State::Idle { session };
                RunEvent::Progress(step)
            }
            FromWorker::Answer { answer, .. } => RunEvent::Answer(answer),
            FromWorker::Failed { error, .. } => {
                self.end(workers)?;
                RunEvent::Failed(error)
            }
        })
    }

    /// Ends the run: the worker frees its memory, and what waits for it is called off.
    pub fn end<W: Workers + ?Sized>(&mut self, workers: &mut W) -> Result<(), W::Error> {
        let session = self.session();
        self.state = State::Absent;
        session.map_or(Ok(()), |session| workers.end(session))
    }

    /// Ends the run even in the middle of a long step.
    pub fn cancel<W: Workers + ?Sized>(&mut self, workers: &mut W) -> Result<(), W::Error> {
        let session = self.session();
        self.state = State::Absent;
        session.map_or(Ok(()), |session| workers.cancel(session))
    }

    /// A worker is gone, and these sessions with it; says whether the run is one of them.
    pub fn on_worker_lost(&mut self, sessions: &[SessionId]) -> bool {
        let lost = self.session().is_some_and(|session| sessions.contains(&session));
        if lost {
            self.state = State::Absent;
        }
        lost
    }

    /// Whether there is a run that can go on.
    pub fn is_running(&self) -> bool {
        self.state != State::Absent
    }

    /// Whether the run waits to be asked.
    pub fn is_idle(&self) -> bool {
        matches!(self.state, State::Idle { .. })
    }

    /// Milliseconds that an answer has been awaited.
    pub fn waited<W: Workers + ?Sized>(&self, workers: &W) -> Option<f64> {
        match self.state {
            State::Starting { since, .. } | State::Stepping { since, .. } => Some(workers.now() - since),
            State::Absent | State::Idle { .. } => None,
        }
    }
}
