//! Long work: many runs whose ends alone are of interest, which the workers take one after the other, or a few that are measured
//! on their way and keep step. Runs, pauses, is cancelled; knows how much is done and how long the rest will take. Knows no worker and no clock.

use crate::config::RunSpec;
use crate::question::{Answer, Question};
use crate::snapshot::Snapshot;

/// A run and the step at which it is of interest.
#[derive(Clone, Debug, PartialEq)]
pub struct Job {
    /// What trains.
    pub spec: RunSpec,
    /// The step to reach.
    pub to: u32,
    /// What is asked of it there.
    pub ask: Option<Question>,
    /// How often, one answer after the other.
    pub times: u32,
    /// How long it takes beside the others, in any unit.
    pub cost: f64,
}

/// What a job came to.
#[derive(Clone, Copy, Debug)]
pub struct Done<'a> {
    /// The state at its step or, where the run broke off, before.
    pub snapshot: &'a Snapshot,
    /// The answer to what was asked.
    pub answer: Option<&'a Answer>,
    /// Median milliseconds of a step as measured, another on every machine and no part of the run; NaN before the first.
    pub ms_per_step: f32,
}

/// How far all of it has come.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    /// The share of the work that is done.
    pub share: f64,
    /// Jobs that are done, of how many.
    pub done: (usize, usize),
    /// Seconds that the rest will take; `None` before that can be said.
    pub left: Option<f64>,
}

/// So often a job is begun again after its worker was lost.
const TRIES: u32 = 3;
/// Before this share is done nothing is said about the time left.
const KNOWN: f64 = 0.02;

#[derive(Clone, Copy, Debug, PartialEq)]
enum State {
    Waiting,
    /// At work, at this step.
    Begun(u32),
    Done,
}

/// Jobs, by their places in the list, and what has become of each.
#[derive(Debug, Default)]
pub struct Jobs {
    jobs: Vec<Job>,
    states: Vec<State>,
    losses: Vec<u32>,
    lockstep: bool,
    running: bool,
    /// Milliseconds of work until the present stretch, and when that began.
    spent: f64,
    since: Option<f64>,
    /// When something last happened.
    seen: f64,
}

impl Jobs {
    /// Jobs in the order in which they are to be begun; none is at work.
    pub fn new(jobs: Vec<Job>) -> Self {
        let (states, losses) = (vec![State::Waiting; jobs.len()], vec![0; jobs.len()]);
        Self { jobs, states, losses, ..Self::default() }
    }

    /// Jobs that are all at work at the same time, none further than the others by more than one answer.
    pub fn in_lockstep(jobs: Vec<Job>) -> Self {
        Self { lockstep: true, ..Self::new(jobs) }
    }

    /// Whether they keep step: then all of them are to be in workers that take turns.
    pub fn keeps_step(&self) -> bool {
        self.lockstep
    }

    /// How many are at work at the same time, with so many workers.
    pub fn at_once(&self, workers: usize) -> usize {
        if self.lockstep { self.jobs.len() } else { workers }
    }

    /// Whether a job waits for those that it keeps step with.
    pub fn is_ahead(&self, place: usize) -> bool {
        let step = |state: &State| match state {
            State::Waiting => 0,
            State::Begun(step) => *step,
            State::Done => u32::MAX,
        };
        let last = self.states.iter().map(step).min();
        self.lockstep && self.states.get(place).map(step) > last
    }

    /// Whether the reader had it run and has not paused it.
    pub fn is_running(&self) -> bool {
        self.running
    }

    /// Whether something has been begun or done.
    pub fn is_begun(&self) -> bool {
        self.states.iter().any(|state| *state != State::Waiting)
    }

    /// Whether all is done.
    pub fn is_over(&self) -> bool {
        self.states.iter().all(|state| *state == State::Done)
    }

    /// Goes on at a time in milliseconds.
    pub fn run(&mut self, now: f64) {
        if !self.is_over() {
            self.running = true;
            (self.since, self.seen) = (Some(now), now);
        }
    }

    /// Waits: jobs that are at work keep their place.
    pub fn pause(&mut self, now: f64) {
        self.spent += self.since.take().map_or(0.0, |since| now - since);
        self.running = false;
    }

    /// Waits, and what is at work is let go: it will be begun anew.
    pub fn rest(&mut self) {
        self.pause(self.seen);
        for state in &mut self.states {
            if matches!(state, State::Begun(_)) {
                *state = State::Waiting;
            }
        }
    }

    /// From the beginning, and not at work.
    pub fn cancel(&mut self) {
        *self = Self { lockstep: self.lockstep, ..Self::new(std::mem::take(&mut self.jobs)) };
    }

    /// The next job to begin, which counts as begun from now on.
    pub fn begin_next(&mut self) -> Option<(usize, Job)> {
        let place = self.states.iter().position(|state| *state == State::Waiting).filter(|_| self.running)?;
        self.states[place] = State::Begun(0);
        Some((place, self.jobs[place].clone()))
    }

    /// A job has come to a step.
    pub fn reached(&mut self, place: usize, step: u32, now: f64) {
        self.seen = now;
        if let Some(state @ State::Begun(_)) = self.states.get_mut(place) {
            *state = State::Begun(step);
        }
    }

    /// A job is done, at a time in milliseconds.
    pub fn finished(&mut self, place: usize, now: f64) {
        self.seen = now;
        if let Some(state) = self.states.get_mut(place) {
            *state = State::Done;
        }
        if self.is_over() {
            self.pause(now);
        }
    }

    /// A job's worker is gone: it waits again. Says whether it may: a job that loses every worker would go on for ever.
    pub fn lost(&mut self, place: usize) -> bool {
        let (Some(state), Some(losses)) = (self.states.get_mut(place), self.losses.get_mut(place)) else {
            return false;
        };
        *losses += 1;
        *state = if *losses < TRIES { State::Waiting } else { State::Done };
        *losses < TRIES
    }

    /// How far it has come at a time in milliseconds.
    pub fn progress(&self, now: f64) -> Progress {
        let part = |(job, state): (&Job, &State)| match state {
            State::Waiting => 0.0,
            State::Begun(step) => job.cost * f64::from(*step) / f64::from((job.to + job.times).max(1)),
            State::Done => job.cost,
        };
        let all: f64 = self.jobs.iter().map(|job| job.cost).sum();
        let share = if all > 0.0 { self.jobs.iter().zip(&self.states).map(part).sum::<f64>() / all } else { 0.0 };
        let spent = self.spent + self.since.map_or(0.0, |since| now - since);
        let left = ((KNOWN..1.0).contains(&share) && spent > 0.0).then(|| spent / share * (1.0 - share) / 1000.0);
        let done = self.states.iter().filter(|state| **state == State::Done).count();
        Progress { share, done: (done, self.jobs.len()), left }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn two() -> Jobs {
        let job = |to, cost| Job { spec: RunSpec::default(), to, ask: None, times: 0, cost };
        Jobs::new(vec![job(100, 3.0), job(10, 1.0)])
    }

    #[test]
    fn jobs_are_begun_in_their_order_while_it_runs() {
        let mut jobs = two();
        assert_eq!((jobs.begin_next(), jobs.is_begun()), (None, false), "nobody has asked for it");
        jobs.run(0.0);
        assert_eq!((jobs.begin_next().map(|(place, _)| place), jobs.is_begun()), (Some(0), true));
        jobs.pause(1000.0);
        assert_eq!(jobs.begin_next(), None);
        jobs.run(5000.0);
        assert_eq!((jobs.begin_next().map(|(place, _)| place), jobs.begin_next()), (Some(1), None));
        jobs.finished(1, 5000.0);
        assert!(!jobs.is_over() && jobs.is_running());
        jobs.finished(0, 5000.0);
        assert!(jobs.is_over() && !jobs.is_running());
        jobs.run(6000.0);
        assert!(!jobs.is_running(), "there is nothing left");
        jobs.cancel();
        assert!(!jobs.is_begun() && jobs.progress(7000.0) == two().progress(0.0));
    }

    #[test]
    fn jobs_in_lockstep_are_all_at_work_and_none_goes_ahead() {
        let mut jobs = Jobs::in_lockstep(two().jobs);
        jobs.run(0.0);
        assert_eq!((jobs.at_once(1), two().at_once(1)), (2, 1));
        assert!(jobs.begin_next().is_some() && jobs.begin_next().is_some());
        assert!(!jobs.is_ahead(0) && !jobs.is_ahead(1));
        jobs.reached(0, 5, 1.0);
        assert!(jobs.is_ahead(0) && !jobs.is_ahead(1));
        jobs.reached(1, 5, 2.0);
        assert!(!jobs.is_ahead(0) && !jobs.is_ahead(1));
        // One whose worker is lost begins anew, and the other waits for it.
        assert!(jobs.lost(1) && jobs.is_ahead(0));
        jobs.finished(1, 3.0);
        assert!(!jobs.is_ahead(0));
        jobs.cancel();
        assert_eq!(jobs.at_once(1), 2);
    }

    #[test]
    fn the_time_left_follows_from_what_is_done_and_does_not_count_the_pause() {
        let mut jobs = two();
        jobs.run(0.0);
        jobs.begin_next();
        assert_eq!(jobs.progress(500.0).left, None, "too early to say");
        jobs.reached(0, 50, 3000.0);
        let half = Progress { share: 0.375, done: (0, 2), left: Some(5.0) };
        assert_eq!(jobs.progress(3000.0), half);
        jobs.pause(3000.0);
        assert_eq!(jobs.progress(60_000.0), half);
        jobs.run(60_000.0);
        jobs.finished(0, 63_000.0);
        assert_eq!(jobs.progress(63_000.0), Progress { share: 0.75, done: (1, 2), left: Some(2.0) });
    }

    #[test]
    fn jobs_at_rest_are_begun_anew_and_what_is_done_stays() {
        let mut jobs = two();
        jobs.run(0.0);
        jobs.begin_next();
        jobs.begin_next();
        jobs.finished(1, 1000.0);
        jobs.rest();
        assert!(!jobs.is_running() && jobs.progress(9000.0).done == (1, 2));
        jobs.run(9000.0);
        assert_eq!((jobs.begin_next().map(|(place, _)| place), jobs.begin_next()), (Some(0), None));
    }

    #[test]
    fn a_job_whose_worker_is_lost_is_run_again_but_not_for_ever() {
        let mut jobs = two();
        jobs.run(0.0);
        for _ in 0..2 {
            assert_eq!(jobs.begin_next().map(|(place, _)| place), Some(0));
            assert!(jobs.lost(0));
        }
        assert_eq!(jobs.begin_next().map(|(place, _)| place), Some(0));
        assert!(!jobs.lost(0) && jobs.begin_next().map(|(place, _)| place) == Some(1) && !jobs.lost(7));
    }
}
