//! How a race stands: what each row's run has come to, and the common step at which all rows are before the next one is asked
//! for. Knows no worker.

use crate::history::History;
use crate::session::RunError;
use crate::snapshot::Snapshot;
use std::rc::Rc;

/// A row's run as far as it has come.
#[derive(Debug)]
pub struct Runner {
    /// What it left behind so far.
    pub history: History,
    /// Median milliseconds of a step; NaN before the first.
    pub ms_per_step: f32,
    /// Whether the reader lets it take part.
    pub takes_part: bool,
    /// Why it cannot begin or go on.
    pub failed: Option<RunError>,
    /// The next frame begins a new run.
    awaiting_first_frame: bool,
}

impl Default for Runner {
    fn default() -> Self {
        Self {
            history: History::keeping(1),
            ms_per_step: f32::NAN,
            takes_part: true,
            failed: None,
            awaiting_first_frame: true,
        }
    }
}

impl Runner {
    /// Its run was begun again.
    pub fn start(&mut self) {
        (self.awaiting_first_frame, self.failed) = (true, None);
    }

    /// Takes in a state of the run; what was seen of an earlier one stays until then.
    pub fn take(&mut self, snapshot: Snapshot, ms_per_step: f32) {
        if std::mem::take(&mut self.awaiting_first_frame) {
            self.history = History::keeping(1);
        }
        self.ms_per_step = ms_per_step;
        self.history.push(snapshot);
    }

    /// The step reached; `None` before the first state.
    pub fn at(&self) -> Option<u32> {
        let newest = self.history.newest().filter(|_| !self.awaiting_first_frame)?;
        Some(newest.step)
    }

    /// Whether it takes part and can go on.
    pub fn races(&self) -> bool {
        let newest = self.history.newest().filter(|_| !self.awaiting_first_frame);
        self.takes_part && self.failed.is_none() && newest.is_none_or(|newest| newest.divergence.is_none())
    }

    /// The state to draw.
    pub fn picture(&self) -> Option<&Rc<Snapshot>> {
        self.history.picture()
    }
}

/// The step at which all rows are to stand.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct CommonStep(pub u32);

impl CommonStep {
    /// Whether a row races and has not reached it.
    pub fn is_ahead_of(self, runner: &Runner) -> bool {
        runner.races() && runner.at().is_some_and(|at| at < self.0)
    }

    /// Whether every row that races stands there.
    pub fn unites<'a>(self, mut runners: impl Iterator<Item = &'a Runner>) -> bool {
        runners.all(|runner| !runner.races() || runner.at() == Some(self.0))
    }

    /// Goes on by some steps, to `until` at most; never back.
    pub fn advance(&mut self, steps: u32, until: Option<u32>) {
        self.0 = self.0.saturating_add(steps).min(until.unwrap_or(u32::MAX).max(self.0));
    }

    /// Whether a race can go on from there.
    pub fn may_go_on<'a>(self, mut runners: impl Iterator<Item = &'a Runner>, until: Option<u32>) -> bool {
        runners.any(Runner::races) && until.is_none_or(|until| self.0 < until)
    }
}

/// A row leads where it is right more often than chance by this much: a few hundred held-out examples wander by less.
const ABOVE_CHANCE: f32 = 0.05;

/// The row that is right most often among those that take part and go on, and how often; of two that are equal the later one.
/// One that broke off stands at a step of its own, and one at chance leads nothing.
pub fn leader<'a>(runners: impl Iterator<Item = &'a Runner>) -> Option<(usize, f32)> {
    let standing = runners.enumerate().filter(|(_, runner)| runner.takes_part && runner.races());
    let seen = standing.filter_map(|(i, runner)| Some((i, runner.picture()?)));
    let above = seen.filter(|(_, seen)| seen.accuracy > seen.chance + ABOVE_CHANCE);
    above.map(|(i, seen)| (i, seen.accuracy)).max_by(|a, b| a.1.total_cmp(&b.1))
}

/// How many rows take part and cannot go on.
pub fn stopped<'a>(runners: impl Iterator<Item = &'a Runner>) -> usize {
    runners.filter(|runner| runner.takes_part && !runner.races()).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::session::Session;

    fn session(query: &str) -> Session {
        Session::new(&Config::from_query(query).0.run).unwrap()
    }

    /// A runner at a step.
    fn at(step: u32) -> Runner {
        let mut session = session("depth=2&width=8");
        (0..step).for_each(|_| assert!(session.step()));
        let mut runner = Runner::default();
        runner.take(session.snapshot(false), 1.0);
        runner
    }

    fn diverged() -> Runner {
        let (mut session, mut runner) = (session("act=linear&lr=1&depth=3&init=large&width=20"), Runner::default());
        while session.step() {}
        runner.take(session.snapshot(false), 1.0);
        runner
    }

    #[test]
    fn the_rows_stand_together_when_all_that_race_have_come() {
        let (mut common, late) = (CommonStep::default(), Runner::default());
        let (ahead, behind, lost) = (at(2), at(1), diverged());
        common.advance(2, None);
        assert!(common.unites([&ahead, &lost].into_iter()), "who has diverged is not waited for");
        assert!(!common.unites([&ahead, &behind].into_iter()) && !common.unites([&late].into_iter()));
        assert!(common.is_ahead_of(&behind) && !common.is_ahead_of(&ahead));
        assert!(!common.is_ahead_of(&lost) && !common.is_ahead_of(&late), "there is nobody to ask yet");
        let off = Runner { takes_part: false, ..at(1) };
        assert!(common.unites([&ahead, &off].into_iter()) && !common.is_ahead_of(&off));
    }

    #[test]
    fn the_common_step_goes_on_to_the_stop_and_never_back() {
        let mut common = CommonStep::default();
        common.advance(50, Some(20));
        assert_eq!(common, CommonStep(20));
        common.advance(1, Some(10));
        assert_eq!(common, CommonStep(20), "the stop was moved to an earlier step");
        common.advance(u32::MAX, None);
        assert_eq!(common, CommonStep(u32::MAX));
    }

    #[test]
    fn a_race_goes_on_while_anybody_can_and_the_stop_is_not_reached() {
        let (common, runner, lost) = (CommonStep(1), at(1), diverged());
        assert!(common.may_go_on([&runner, &lost].into_iter(), None));
        assert!(common.may_go_on([&runner].into_iter(), Some(2)) && !common.may_go_on([&runner].into_iter(), Some(1)));
        assert!(!common.may_go_on([&lost].into_iter(), None));
        assert_eq!(stopped([&runner, &lost].into_iter()), 1);
    }

    #[test]
    fn a_run_begun_again_races_anew_and_shows_the_earlier_picture_until_its_first_frame() {
        let mut runner = diverged();
        runner.failed = Some(RunError::Replaced);
        runner.start();
        assert!(runner.races() && runner.at().is_none() && runner.picture().is_some());
        runner.take(session("depth=2&width=8").snapshot(false), f32::NAN);
        assert_eq!((runner.at(), runner.history.len()), (Some(0), 1));
    }

    #[test]
    fn the_leader_is_the_best_of_those_that_take_part() {
        let with = |accuracy: f32, takes_part| {
            let mut runner = Runner { takes_part, ..Runner::default() };
            let mut snapshot = session("depth=2&width=8").snapshot(false);
            snapshot.accuracy = accuracy;
            runner.take(snapshot, 1.0);
            runner
        };
        let rows = [with(0.2, true), with(0.9, false), with(0.5, true), Runner::default()];
        assert_eq!(leader(rows.iter()), Some((2, 0.5)));
        assert_eq!(leader([Runner::default()].iter()), None);
    }
}
