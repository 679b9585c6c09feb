//! The sessions of one worker: a message names a run, a `Session` trains it, an answer goes back. Knows no thread: the clock
//! is handed in.

use crate::by_session::BySession;
use crate::message::{FromWorker, Report, SessionId, ToWorker};
use crate::step_timer::StepTimer;
use lesson::config::RunSpec;
use lesson::session::{RunError, Session};
use lesson::snapshot::{HeldOut, Wanted};

/// Longest time that one `Step` message may train, in milliseconds: a worker at work hears nothing else.
pub const STEP_LIMIT: f64 = 30.0;

/// The runs of a worker, by their handles; `Clock` gives the present time in milliseconds.
pub struct Sessions<Clock> {
    clock: Clock,
    running: BySession<RunningSession>,
}

/// One run.
struct RunningSession {
    session: Session,
    timer: StepTimer,
}

impl<Clock: Fn() -> f64> Sessions<Clock> {
    /// A worker without runs.
    pub fn new(clock: Clock) -> Self {
        Self { clock, running: BySession::default() }
    }

    /// How many networks are held in memory.
    pub fn len(&self) -> usize {
        self.running.len()
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
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
