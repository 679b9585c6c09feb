//! The share of one frame in the cores that all frames of a course page have. A frame makes a worker only while it holds one of as
//! many locks as there are cores; where none is free it asks around, and whoever has an idle worker gives it back
//! (`scheduler/rest.rs`). What was asked for in vain for long makes figures that play pause.

/// After so many milliseconds in vain, figures that play are asked to pause.
const PATIENCE: f64 = 1000.0;

/// The locks that a frame holds, and how it asks for more. What a lock is, the browser knows.
#[derive(Debug)]
pub struct Share<Lock> {
    held: Vec<Lock>,
    is_asking: bool,
    since: Option<f64>,
}

/// What follows from an answer.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Answer {
    /// So many workers may be made.
    Limit(usize),
    /// Nothing was free: the other frames are asked, and it is tried again later.
    AskAround {
        /// Whether figures that play are to pause.
        urgent: bool,
    },
}

impl<Lock> Default for Share<Lock> {
    fn default() -> Self {
        Self { held: Vec::new(), is_asking: false, since: None }
    }
}

impl<Lock> Share<Lock> {
    /// How many locks to ask for at the time `now`, where `wanted` workers are waited for.
    pub fn seek(&mut self, wanted: usize, now: f64) -> usize {
        if wanted == 0 {
            self.since = None;
            return 0;
        }
        self.since.get_or_insert(now);
        if std::mem::replace(&mut self.is_asking, true) { 0 } else { wanted }
    }

    /// Takes in what came of it; `None` where the browser has no locks.
    pub fn answered(&mut self, locks: Option<Vec<Lock>>, now: f64) -> Answer {
        // Without locks nobody can be asked: one worker for each frame.
        let Some(locks) = locks else { return Answer::Limit(1) };
        if locks.is_empty() {
            return Answer::AskAround { urgent: self.since.is_some_and(|since| now - since > PATIENCE) };
        }
        self.is_asking = false;
        self.held.extend(locks);
        Answer::Limit(self.held.len())
    }

    /// It is time to try again.
    pub fn again(&mut self) {
        self.is_asking = false;
    }

    /// The locks of so many workers that are no longer.
    pub fn give_back(&mut self, workers: usize) -> Vec<Lock> {
        self.held.split_off(self.held.len().saturating_sub(workers))
    }
}

/// What came of asking for every lock once, so far.
#[derive(Debug)]
pub struct Round<Lock> {
    left: usize,
    wanted: usize,
    got: Option<Vec<Lock>>,
}

impl<Lock> Round<Lock> {
    /// A round that asks for `locks` and keeps as many as are `wanted`.
    pub fn new(locks: usize, wanted: usize) -> Self {
        Self { left: locks, wanted, got: Some(Vec::new()) }
    }

    /// Whether one more that is free is kept.
    pub fn keeps(&self) -> bool {
        self.got.as_ref().is_some_and(|got| got.len() < self.wanted)
    }

    /// Keeps one; asked only where it [`keeps`](Self::keeps) it.
    pub fn keep(&mut self, lock: Lock) {
        self.got.get_or_insert_default().push(lock);
    }

    /// This browser has no locks.
    pub fn fail(&mut self) {
        self.got = None;
    }

    /// One was answered; what [`Share::answered`] takes in where it was the last.
    pub fn one_answered(&mut self) -> Option<Option<Vec<Lock>>> {
        self.left = self.left.saturating_sub(1);
        (self.left == 0).then(|| self.got.take())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_asks_once_until_it_is_answered() {
        let mut share = Share::default();
        assert_eq!(share.seek(2, 0.0), 2);
        assert_eq!(share.seek(2, 10.0), 0, "under way");
        assert_eq!(share.answered(Some(vec!["a"]), 20.0), Answer::Limit(1));
        assert_eq!(share.seek(1, 30.0), 1, "the other one is still waited for");
        assert_eq!(share.answered(Some(vec!["b"]), 40.0), Answer::Limit(2));
        assert_eq!(share.seek(0, 50.0), 0);
    }

    #[test]
    fn whoever_waited_long_asks_urgently() {
        let mut share = Share::<()>::default();
        for (now, urgent) in [(0.0, false), (PATIENCE, false), (PATIENCE + 1.0, true)] {
            assert_eq!(share.seek(1, now), 1);
            assert_eq!(share.answered(Some(Vec::new()), now), Answer::AskAround { urgent });
            assert_eq!(share.seek(1, now), 0, "not before it is time");
            share.again();
        }
        // What is no longer waited for is forgotten.
        share.seek(0, PATIENCE + 2.0);
        assert_eq!(share.seek(1, PATIENCE + 3.0), 1);
        assert_eq!(share.answered(Some(Vec::new()), PATIENCE + 4.0), Answer::AskAround { urgent: false });
    }

    #[test]
    fn a_browser_without_locks_gives_each_frame_one_worker() {
        let mut round = Round::<()>::new(2, 2);
        round.fail();
        assert!(!round.keeps());
        assert_eq!(round.one_answered(), None);
        round.fail();
        let locks = round.one_answered().expect("the last");
        let mut share = Share::default();
        share.seek(2, 0.0);
        assert_eq!(share.answered(locks, 1.0), Answer::Limit(1));
        assert_eq!(share.seek(1, 2.0), 0, "it is no use to ask again");
    }

    #[test]
    fn a_round_keeps_as_many_as_are_wanted() {
        let mut round = Round::new(4, 2);
        let mut answer = None;
        for lock in ["free", "taken", "free", "free"] {
            assert_eq!(answer, None, "not all have answered");
            if lock == "free" && round.keeps() {
                round.keep(lock);
            }
            answer = round.one_answered();
        }
        assert_eq!(answer, Some(Some(vec!["free"; 2])));
    }

    #[test]
    fn what_is_idle_is_given_back() {
        let mut share = Share::default();
        share.seek(3, 0.0);
        share.answered(Some(vec![1, 2, 3]), 0.0);
        assert_eq!(share.give_back(0), [0; 0]);
        assert_eq!(share.give_back(2), [2, 3]);
        share.seek(1, 1.0);
        assert_eq!(share.answered(Some(vec![4]), 1.0), Answer::Limit(2));
        assert_eq!(share.give_back(5), [1, 4]);
    }
}
