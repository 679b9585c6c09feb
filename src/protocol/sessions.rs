//! The sessions of one worker: a message names a run, a `Session` trains it, an answer goes back. What was given waits its turn,
//! but for `End`, which calls off what waits for its run: a click does not wait for steps that nobody will see. Knows no thread: the
//! clock is handed in.

use crate::by_session::BySession;
use crate::message::{FromWorker, Report, SessionId, ToWorker};
use crate::step_timer::StepTimer;
use lesson::config::RunSpec;
use lesson::session::{RunError, Session};
use lesson::snapshot::{HeldOut, Wanted};
use std::collections::VecDeque;

/// Longest time that one `Step` message may train, in milliseconds: a worker at work hears nothing else.
pub const STEP_LIMIT: f64 = 30.0;

/// The runs of a worker, by their handles; `Clock` gives the present time in milliseconds.
pub struct Sessions<Clock> {
    clock: Clock,
    running: BySession<RunningSession>,
    waiting: VecDeque<Given>,
}

/// What a worker was given to do.
enum Given {
    Message(ToWorker),
    /// A message of a run that was ended meanwhile.
    CalledOff(SessionId),
}

impl Given {
    fn session(&self) -> SessionId {
        match self {
            Self::Message(message) => message.session(),
            Self::CalledOff(session) => *session,
        }
    }
}

/// One run.
struct RunningSession {
    session: Session,
    timer: StepTimer,
}

impl<Clock: Fn() -> f64> Sessions<Clock> {
    /// A worker without runs.
    pub fn new(clock: Clock) -> Self {
        Self { clock, running: BySession::default(), waiting: VecDeque::new() }
    }

    /// How many networks are held in memory.
    pub fn len(&self) -> usize {
        self.running.len()
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Takes a message in; says whether it is the first one to wait for [`Self::work`]. A run that is ended is gone at once.
    pub fn take(&mut self, message: ToWorker) -> bool {
        if let ToWorker::End { session } = message {
            self.running.remove(session);
            let of_it = self.waiting.iter_mut().filter(|given| given.session() == session);
            of_it.for_each(|given| *given = Given::CalledOff(session));
            return false;
        }
        self.waiting.push_back(Given::Message(message));
        self.waiting.len() == 1
    }

    /// The run of what is next to be done.
    pub fn next(&self) -> Option<SessionId> {
        self.waiting.front().map(Given::session)
    }

    /// Does what is next; every message is answered, in their order.
    pub fn work(&mut self) -> Option<FromWorker> {
        match self.waiting.pop_front()? {
            Given::Message(message) => self.answer(message),
            Given::CalledOff(session) => Some(FromWorker::Failed { session, error: RunError::Replaced }),
        }
    }

    /// Does what a message asks for. There is no answer to `End` alone.
    pub fn answer(&mut self, message: ToWorker) -> Option<FromWorker> {
        let session = message.session();
        let answer = match message {
            ToWorker::End { .. } => {
                self.running.remove(session);
                return None;
            }
            ToWorker::Open { spec, .. } => self.open(session, &spec),
            ToWorker::Step { to, report, .. } => match self.running.get_mut(session) {
                Some(running) => Ok(running.step(session, to, report, &self.clock)),
                None => Err(RunError::Replaced),
            },
            ToWorker::Ask { question, .. } => match self.running.get_mut(session) {
                Some(running) => running
                    .session
                    .answer(&question)
                    .map(|answer| FromWorker::Answer { session, answer })
                    .map_err(RunError::Start),
                None => Err(RunError::Replaced),
            },
        };
        Some(answer.unwrap_or_else(|error| FromWorker::Failed { session, error }))
    }

    fn open(&mut self, session: SessionId, spec: &RunSpec) -> Result<FromWorker, RunError> {
        let run = Session::new(spec).map_err(RunError::Start)?;
        let running = RunningSession { session: run, timer: StepTimer::default() };
        let wanted = Wanted { held_out: HeldOut::Predict, ..Wanted::WHOLE };
        Ok(self.running.insert(session, running).frame(session, wanted))
    }
}

impl RunningSession {
    fn step(&mut self, session: SessionId, to: u32, report: Report, clock: &impl Fn() -> f64) -> FromWorker {
        let began = clock();
        let mut at = began;
        let mut goes_on = true;
        while goes_on && self.session.at() < to && at - began < STEP_LIMIT {
            goes_on = self.session.step();
            let then = clock();
            self.timer.record(then - at);
            at = then;
        }
        match report {
            Report::Target(_) if goes_on && self.session.at() < to => {
                FromWorker::Progress { session, step: self.session.at() }
            }
            Report::State(wanted) | Report::Target(wanted) => self.frame(session, wanted),
        }
    }

    fn frame(&mut self, session: SessionId, wanted: Wanted) -> FromWorker {
        let snapshot = Box::new(self.session.picture(wanted));
        FromWorker::Frame { session, ms_per_step: self.timer.median(), snapshot }
    }
}
