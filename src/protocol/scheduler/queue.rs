//! What waits, and where it goes next.

use super::{Host, MAX_IN_FLIGHT, Placed, Port, Scheduler};
use crate::message::{Priority, SessionId, ToWorker};

/// A message that was not sent yet.
pub struct Waiting {
    /// The message.
    pub message: ToWorker,
    /// For an opening: the session that it replaces, and the worker that has its memory.
    pub earlier: Option<(SessionId, usize)>,
    /// Whether it brings a session that was at rest back to its step.
    pub returns: bool,
}

impl Waiting {
    /// Whether this is what opens a session.
    pub fn opens(&self, session: SessionId) -> bool {
        matches!(self.message, ToWorker::Open { .. }) && self.message.session() == session
    }
}

impl<H: Host> Scheduler<H> {
    /// Sends what can be sent.
    pub(super) fn flush(&mut self) -> Result<(), H::Error> {
        self.place(Priority::Interactive)?;
        // Later, so that the free workers go to readers first.
        if !self.some_unplaced(Priority::Interactive) {
            self.place(Priority::Background)?;
        }
        for priority in [Priority::Interactive, Priority::Background] {
            let mut place = 0;
            while place < self.waiting.len() {
                match self.ready_worker(place, priority) {
                    Some(worker) => self.send_waiting(place, worker)?,
                    None => place += 1,
                }
            }
        }
        Ok(())
    }

    fn send_waiting(&mut self, place: usize, worker: usize) -> Result<(), H::Error> {
        let now = self.host.now();
        if let Some(Waiting { message, .. }) = self.waiting.remove(place)
            && let Some(slot) = &mut self.slots[worker]
        {
            slot.port.send(&message)?;
            slot.sent(&message, now);
        }
        Ok(())
    }

    /// The worker that can take this waiting message now.
    fn ready_worker(&self, place: usize, priority: Priority) -> Option<usize> {
        let waiting = &self.waiting[place];
        let placed = self.sessions.get(waiting.message.session()).filter(|placed| placed.priority == priority)?;
        let worker = placed.worker.filter(|_| !self.waits_for_return(waiting))?;
        let slot = self.slots[worker].as_ref()?;
        let session = waiting.message.session();
        let held_back = waiting.earlier.is_some_and(|(earlier, _)| self.is_opening(earlier))
            || (waiting.message.needs_later() && !self.whole)
            // Nothing overtakes the opening of its session.
            || self.waiting.iter().take(place).any(|one| one.opens(session));
        (slot.ready && slot.in_flight() < MAX_IN_FLIGHT && !held_back && !self.yields(worker, priority))
            .then_some(worker)
    }

    fn is_opening(&self, session: SessionId) -> bool {
        self.slots.iter().flatten().any(|slot| slot.is_opening(session))
    }

    /// Whether messages of this priority let others go first on a worker.
    fn yields(&self, worker: usize, priority: Priority) -> bool {
        let interactive = |one: &Waiting| {
            let placed = self.sessions.get(one.message.session());
            placed.is_some_and(|placed| {
                placed.priority == Priority::Interactive && placed.worker.is_none_or(|other| other == worker)
            })
        };
        priority == Priority::Background && self.waiting.iter().any(interactive)
    }

    fn some_unplaced(&self, priority: Priority) -> bool {
        self.sessions.values().any(|placed| placed.priority == priority && placed.worker.is_none())
    }

    /// Finds workers for the sessions that have none, in the order in which they wait.
    fn place(&mut self, priority: Priority) -> Result<(), H::Error> {
        let mut next = 0;
        while next < self.waiting.len() {
            // What wakes a session makes the line longer.
            let place = next;
            next += 1;
            let Waiting { message, earlier, .. } = &self.waiting[place];
            let (session, preferred) = (message.session(), earlier.map(|(_, worker)| worker));
            let unplaced = |placed: &&Placed| placed.priority == priority && placed.worker.is_none();
            if self.sessions.get(session).filter(unplaced).is_none() {
                continue;
            }
            let Some(worker) = self.choose(priority, preferred) else { continue };
            if let Err(error) = self.ensure(worker) {
                self.waiting.remove(place);
                self.sessions.remove(session);
                return Err(error);
            }
            if let Some(placed) = self.sessions.get_mut(session) {
                placed.worker = Some(worker);
            }
            self.wake(place);
        }
        Ok(())
    }

    /// The worker for a new session: the one whose sessions have the least to do at a step; then the one that has the memory of
    /// the session before it; then the one with the fewest messages; then one that exists. None is given more while it has more
    /// than another, even while the other is loading: it would keep it, and what goes in lockstep goes as fast as the slowest worker.
    fn choose(&self, priority: Priority, preferred: Option<usize>) -> Option<usize> {
        let there = |worker: usize| self.sessions.values().filter(move |placed| placed.worker == Some(worker));
        let busy = |worker: usize| there(worker).any(|placed| placed.priority == Priority::Background);
        let work = |worker: usize| there(worker).map(|placed| placed.work).fold(0, u64::saturating_add);
        let may_be = |worker: usize| self.slots[worker].is_some() || self.live() < self.limit;
        let least = (0..self.slots.len()).filter(|worker| may_be(*worker)).map(work).min()?;
        let room = |worker: &usize| {
            may_be(*worker)
                && self.given(*worker) < MAX_IN_FLIGHT
                && match priority {
                    Priority::Interactive => work(*worker) == least,
                    Priority::Background => !busy(*worker),
                }
        };
        (0..self.slots.len()).filter(room).min_by_key(|worker| {
            let is_preferred = preferred == Some(*worker);
            (work(*worker), !is_preferred, self.given(*worker), self.slots[*worker].is_none())
        })
    }

    /// Messages that a worker has not answered, and sessions that it is about to open.
    fn given(&self, worker: usize) -> usize {
        let here = |session: SessionId| self.sessions.get(session).and_then(|placed| placed.worker) == Some(worker);
        let opening = self.waiting.iter().filter(|one| one.opens(one.message.session()) && here(one.message.session()));
        self.slots[worker].as_ref().map_or(0, super::Slot::in_flight) + opening.count()
    }
}
