//! What the owner of runs asks of the workers. [`Scheduler`](crate::scheduler::Scheduler) answers it, whatever its host.

use crate::message::{Priority, Question, Report, SessionId};
use lesson::config::RunSpec;

/// Whoever places sessions on workers.
pub trait Workers {
    /// What can go wrong on the way to a worker.
    type Error;

    /// The present time in milliseconds.
    fn now(&self) -> f64;

    /// How many workers there are at most.
    fn size(&self) -> usize;

    /// Opens a session for the run that `spec` describes.
    fn open(&mut self, spec: RunSpec, priority: Priority) -> Result<SessionId, Self::Error>;

    /// Opens a session in place of another, which is ended: what waits for it is called off. Where its own opening is at
    /// work, the new one waits for it, so that of many replacements in a row only the last is begun.
    fn replace(&mut self, old: SessionId, spec: RunSpec, priority: Priority) -> Result<SessionId, Self::Error>;

    /// Asks a session to train; ignored where there is no such session any more.
    fn step(&mut self, session: SessionId, to: u32, report: Report) -> Result<(), Self::Error>;

    /// Asks about a session; ignored where there is no such session any more.
    fn ask(&mut self, session: SessionId, question: Question) -> Result<(), Self::Error>;

    /// Ends a session: what waits for it is called off, what it still answers is dropped, its memory is freed.
    fn end(&mut self, session: SessionId) -> Result<(), Self::Error>;

    /// Ends a session even if a message of it works for long: its worker is given some time to come to the end of a step, and is
    /// ended otherwise.
    fn cancel(&mut self, session: SessionId) -> Result<(), Self::Error>;
}
