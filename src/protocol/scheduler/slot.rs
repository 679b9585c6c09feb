//! One live worker: what it was given and has not answered yet. It answers every message but `End`, in their order.

use super::CANCEL_PATIENCE;
use crate::message::{SessionId, ToWorker};
use std::collections::VecDeque;

/// A live worker.
pub struct Slot<Port> {
    /// The way to it.
    pub port: Port,
    /// Tells it from those before and after it.
    pub generation: u32,
    /// Messages before `Ready` would be lost while the program loads.
    pub ready: bool,
    /// When it was made.
    pub made: f64,
    in_flight: VecDeque<InFlight>,
    /// Sessions that nobody waits for, but whose messages are in flight.
    cancelled: Vec<SessionId>,
}

/// A message that awaits its answer.
struct InFlight {
    session: SessionId,
    opens: bool,
    /// Since when it has been at work, or has stood behind another.
    since: f64,
}

impl<Port> Slot<Port> {
    /// A worker that was just made.
    pub fn new(port: Port, generation: u32, made: f64) -> Self {
        Self { port, generation, ready: false, made, in_flight: VecDeque::new(), cancelled: Vec::new() }
    }

    /// How many answers are awaited.
    pub fn in_flight(&self) -> usize {
        self.in_flight.len()
    }

    /// Notes a message that was sent.
    pub fn sent(&mut self, message: &ToWorker, now: f64) {
        let opens = matches!(message, ToWorker::Open { .. });
        self.in_flight.push_back(InFlight { session: message.session(), opens, since: now });
    }

    /// Notes the answer to the message that was at work.
    pub fn answered(&mut self, now: f64) {
        self.in_flight.pop_front();
        if let Some(head) = self.in_flight.front_mut() {
            head.since = now;
        }
        let in_flight = &self.in_flight;
        self.cancelled.retain(|session| in_flight.iter().any(|one| one.session == *session));
    }

    /// Whether the session's opening has not been answered.
    pub fn is_opening(&self, session: SessionId) -> bool {
        self.in_flight.iter().any(|one| one.opens && one.session == session)
    }

    /// Notes that nobody waits for a session; says after how many milliseconds to look again, where it is in flight.
    pub fn cancel(&mut self, session: SessionId, now: f64) -> Option<f64> {
        if !self.in_flight.iter().any(|one| one.session == session) {
            return None;
        }
        self.cancelled.push(session);
        self.patience_left(now)
    }

    /// Milliseconds that the worker still has to come to the end of a cancelled session's step; `None` where none is in
    /// flight.
    pub fn patience_left(&self, now: f64) -> Option<f64> {
        let head = self.in_flight.front()?;
        if self.cancelled.is_empty() {
            return None;
        }
        let is_head = self.cancelled.contains(&head.session);
        Some(if is_head { (CANCEL_PATIENCE - (now - head.since)).max(0.0) } else { CANCEL_PATIENCE })
    }
}
