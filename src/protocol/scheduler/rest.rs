//! Workers that are given back: several frames of one page share the cores, so an idle worker can be ended while the sessions
//! on it live on. A session at rest is its specification and its step; when it is asked something it is begun again, wherever
//! there is room, and trained to that step: the same run, number for number. Its owner notices nothing but the time.

use super::queue::Waiting;
use super::{Host, Port, Scheduler, SchedulerEvent};
use crate::message::{FromWorker, Priority, Report, SessionId, ToWorker};
use lesson::snapshot::Wanted;

impl<H: Host> Scheduler<H> {
    /// From now on there may be so many workers, at most as many as the scheduler was made for.
    pub fn set_limit(&mut self, limit: usize) -> Result<(), H::Error> {
        self.limit = limit.min(self.slots.len());
        self.flush()
    }

    /// How many workers there are.
    pub fn live(&self) -> usize {
        self.slots.iter().flatten().count()
    }

    /// How many workers would be of use where none may be made: one for each session that waits for a place.
    pub fn wanted(&self) -> usize {
        if self.limit > 0 {
            return 0;
        }
        let waits = |session: SessionId| self.waiting.iter().any(|one| one.message.session() == session);
        let count = self.sessions.iter().filter(|(session, one)| one.worker.is_none() && waits(*session)).count();
        count.min(self.slots.len())
    }

    /// Ends every worker that has nothing to do and no background job, and lets its sessions rest; says how many workers it
    /// ended. So many fewer may be made until [`Scheduler::set_limit`] says otherwise.
    pub fn rest(&mut self) -> usize {
        let mut ended = 0;
        for worker in 0..self.slots.len() {
            if self.slots[worker].as_ref().is_none_or(|slot| !slot.ready || slot.in_flight() > 0)
                || self.has_work(worker)
            {
                continue;
            }
            if let Some(slot) = self.slots[worker].take() {
                slot.port.terminate();
            }
            for placed in self.sessions.values_mut().filter(|placed| placed.worker == Some(worker)) {
                (placed.worker, placed.rests) = (None, true);
            }
            ended += 1;
        }
        self.limit = self.limit.saturating_sub(ended);
        ended
    }

    fn has_work(&self, worker: usize) -> bool {
        let here = |session: SessionId| self.sessions.get(session).filter(|placed| placed.worker == Some(worker));
        self.waiting.iter().any(|one| here(one.message.session()).is_some())
            || self.sessions.values().any(|one| one.worker == Some(worker) && one.priority == Priority::Background)
    }

    /// A session at rest was given a worker: what brings it back goes before the message at `place`.
    pub(super) fn wake(&mut self, place: usize) {
        let session = self.waiting[place].message.session();
        let Some(placed) = self.sessions.get_mut(session).filter(|placed| placed.rests) else { return };
        (placed.rests, placed.returns) = (false, true);
        let open = ToWorker::Open { session, spec: placed.spec, priority: placed.priority };
        self.waiting.insert(place, Waiting { message: open, earlier: None, returns: true });
    }

    /// Takes in what a session that is coming back to its step says; gives back what concerns its owner.
    pub(super) fn on_return(&mut self, message: FromWorker) -> Option<SchedulerEvent> {
        let session = message.session()?;
        let placed = self.sessions.get_mut(session)?;
        let reached = match &message {
            FromWorker::Frame { snapshot, .. } => snapshot.step,
            FromWorker::Progress { step, .. } => *step,
            _ => placed.step,
        };
        if !placed.returns {
            placed.step = reached;
            return Some(SchedulerEvent::Message(message));
        }
        if matches!(message, FromWorker::Failed { .. }) {
            placed.returns = false;
            return Some(SchedulerEvent::Message(message));
        }
        let diverged = matches!(&message, FromWorker::Frame { snapshot, .. } if snapshot.divergence.is_some());
        if reached >= placed.step || diverged {
            placed.returns = false;
        } else {
            let message = ToWorker::Step { session, to: placed.step, report: Report::Target(Wanted::SIGNAL) };
            self.waiting.push_front(Waiting { message, earlier: None, returns: true });
        }
        None
    }

    /// Whether this waiting message is held back while its session comes back.
    pub(super) fn waits_for_return(&self, one: &Waiting) -> bool {
        !one.returns && self.sessions.get(one.message.session()).is_some_and(|placed| placed.returns)
    }
}
