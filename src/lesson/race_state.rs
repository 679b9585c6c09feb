//! How a race stands: what each row's run has come to, and the common step at which all rows are before the next one is asked
//! for. Knows no worker.

use crate::history::History;
use crate::session::RunError;
use crate::snapshot::{HeldOut, Snapshot, Wanted};
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
    /// A state that is not shown yet, with the milliseconds of a step.
    ahead: Option<(Snapshot, f32)>,
}

impl Default for Runner {
    fn default() -> Self {
        Self {
            history: History::keeping(1),
            ms_per_step: f32::NAN,
            takes_part: true,
            failed: None,
            awaiting_first_frame: true,
            ahead: None,
        }
    }
}

impl Runner {
    /// Its run was begun again.
    pub fn start(&mut self) {
        (self.awaiting_first_frame, self.failed, self.ahead) = (true, None, None);
    }

    /// Takes in a state of the run, which is shown when all rows have theirs; the first one at once. What was seen of an
    /// earlier run stays until then.
    pub fn take(&mut self, snapshot: Snapshot, ms_per_step: f32) {
        self.show();
        self.ahead = Some((snapshot, ms_per_step));
        if std::mem::take(&mut self.awaiting_first_frame) {
            self.history = History::keeping(1);
            self.show();
        }
    }

    /// Shows the state that came last.
    pub fn show(&mut self) {
        if let Some((snapshot, ms_per_step)) = self.ahead.take() {
            self.ms_per_step = ms_per_step;
            self.history.push(snapshot);
        }
    }

    /// The newest state of this run, shown or not.
    fn newest(&self) -> Option<&Snapshot> {
        let shown = || self.history.newest().map(|newest| &**newest);
        self.ahead.as_ref().map(|ahead| &ahead.0).or_else(shown).filter(|_| !self.awaiting_first_frame)
    }

    /// The step reached; `None` before the first state.
    pub fn at(&self) -> Option<u32> {
        self.newest().map(|newest| newest.step)
    }

    /// Whether it takes part and can go on.
    pub fn races(&self) -> bool {
        let goes_on = self.newest().is_none_or(|newest| newest.divergence.is_none());
        self.takes_part && self.failed.is_none() && goes_on
    }

    /// The state to draw.
    pub fn picture(&self) -> Option<&Rc<Snapshot>> {
        self.history.picture()
    }

    /// The state to tell: the newest one at which the held-out examples were judged.
    pub fn told(&self) -> Option<&Rc<Snapshot>> {
        self.history.judged()
    }

    /// The state that the verdict is on: the one that is told, or where the run broke off.
    pub fn verdict_on(&self) -> Option<&Rc<Snapshot>> {
        self.history.newest().filter(|newest| newest.divergence.is_some()).or_else(|| self.told())
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

/// While the race plays, the held-out examples are judged and texts change at most so often, in milliseconds.
pub const READING: f64 = 200.0;
/// Judging costs as much as a step: so many pictures share it, unless they take longer than [`PATIENCE`].
const SHARED: u32 = 6;
/// Who looks on waits no longer for a judgement, in milliseconds.
const PATIENCE: f64 = 1000.0;

/// How the common step and what is seen of it follow each other: the rows compute the next step while the last one waits to be
/// drawn, and no further, so that a page that does not draw does not train.
#[derive(Clone, Copy, Debug, Default)]
pub struct Pace {
    /// The step at which all rows are to stand.
    pub target: CommonStep,
    /// The step that is seen.
    pub shown: u32,
    /// What is seen was not drawn yet.
    undrawn: bool,
    /// All rows stand at a step that is not seen yet.
    held: Option<u32>,
    /// When the held-out examples were last asked, how many pictures ago, and whether they are at the target.
    judged_at: f64,
    unjudged: u32,
    judges: bool,
}

impl Pace {
    /// Rows have come to a step: says whether all have come to the same, which is to be seen next.
    pub fn come<'a>(&mut self, runners: impl Iterator<Item = &'a Runner> + Clone) -> bool {
        let all = self.target.unites(runners.clone()) && runners.into_iter().any(|runner| runner.ahead.is_some());
        if all {
            self.held = Some(self.target.0);
        }
        all
    }

    /// What all rows have come to, where nothing that was seen waits to be drawn: it is seen from now on.
    pub fn show<'a>(&mut self, runners: impl Iterator<Item = &'a mut Runner>) -> bool {
        let Some(held) = self.held.take_if(|_| !self.undrawn) else { return false };
        runners.for_each(Runner::show);
        (self.shown, self.undrawn) = (held, true);
        true
    }

    /// What is seen is drawn; says whether something waits for the next frame.
    pub fn drawn(&mut self) -> bool {
        self.undrawn = false;
        self.held.is_some()
    }

    /// Goes on by some steps, to `until` at most; `playing` at a time in milliseconds.
    pub fn advance(&mut self, steps: u32, until: Option<u32>, playing: Option<f64>) {
        self.target.advance(steps, until);
        self.unjudged += 1;
        let due = playing.is_none_or(|now| {
            let passed = now - self.judged_at;
            passed > PATIENCE || passed > READING && self.unjudged >= SHARED
        });
        self.judges = due || until == Some(self.target.0);
        if self.judges {
            (self.judged_at, self.unjudged) = (playing.unwrap_or(self.judged_at), 0);
        }
    }

    /// What the rows' pictures at the target are to show.
    pub fn wanted(&self) -> Wanted {
        if self.judges { Wanted::VERDICT } else { Wanted::SIGNAL }
    }

    /// Whether a row that goes on is to be looked at again, judged this time: the race was paused where it was not.
    pub fn is_unjudged(&self, runner: &Runner) -> bool {
        runner.races() && runner.picture().is_some_and(|seen| seen.step == self.target.0 && !seen.is_judged())
    }
}

/// A row leads where it is right more often than chance by this much: a few hundred held-out examples wander by less.
const ABOVE_CHANCE: f32 = 0.05;

/// The row that is right most often among those that take part and go on, and how often; of two that are equal the later one.
/// One that broke off stands at a step of its own, and one at chance leads nothing.
pub fn leader<'a>(runners: impl Iterator<Item = &'a Runner>) -> Option<(usize, f32)> {
    let standing = runners.enumerate().filter(|(_, runner)| runner.takes_part && runner.races());
    let seen = standing.filter_map(|(i, runner)| Some((i, runner.told()?)));
    let above = seen.filter(|(_, seen)| seen.accuracy > seen.chance + ABOVE_CHANCE);
    above.map(|(i, seen)| (i, seen.accuracy)).max_by(|a, b| a.1.total_cmp(&b.1))
}

/// The step of what is told of the rows: all that go on are judged at the same one.
pub fn told_step<'a>(runners: impl Iterator<Item = &'a Runner>) -> u32 {
    runners.filter_map(Runner::told).map(|told| told.step).max().unwrap_or(0)
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

    /// The next step is under way while the last one waits for its frame; one more would be too many.
    #[test]
    fn rows_go_on_while_a_picture_waits_to_be_drawn_and_no_further() {
        let mut runs = ["he", "small"].map(|init| session(&format!("init={init}&depth=2&width=8")));
        let (mut pace, mut rows) = (Pace::default(), [Runner::default(), Runner::default()]);
        let mut come = |rows: &mut [Runner; 2], pace: &mut Pace| {
            for (run, row) in runs.iter_mut().zip(&mut *rows) {
                while run.at() < pace.target.0 {
                    run.step();
                }
                row.take(run.picture(pace.wanted()), 1.0);
            }
            pace.come(rows.iter())
        };
        let seen = |rows: &[Runner; 2]| rows.each_ref().map(|row| row.picture().map(|seen| seen.step));
        assert!(!come(&mut rows, &mut pace) && seen(&rows) == [Some(0); 2], "the start is seen at once");
        pace.advance(1, None, Some(1001.0));
        assert!(come(&mut rows, &mut pace) && seen(&rows) == [Some(0); 2], "not seen before all have come");
        assert!(pace.show(rows.iter_mut()) && pace.shown == 1 && seen(&rows) == [Some(1); 2]);
        pace.advance(1, None, Some(1010.0));
        assert!(come(&mut rows, &mut pace) && !pace.show(rows.iter_mut()), "the picture of step 1 was not drawn yet");
        assert!(pace.drawn() && pace.show(rows.iter_mut()) && seen(&rows) == [Some(2); 2] && !pace.drawn());
        // The second step came too soon to be judged.
        assert_eq!((rows[0].told().map(|told| told.step), told_step(rows.iter())), (Some(1), 1));
        assert!(rows.iter().all(|row| pace.is_unjudged(row)), "a race that is paused here has its rows judged");
        pace.advance(1, Some(3), Some(1020.0));
        assert_eq!(pace.wanted().held_out, HeldOut::Judge, "where it stops");
    }

    /// Of fast pictures a few each second are judged, of slow ones one in some, of very slow ones each.
    #[test]
    fn judging_is_shared_by_several_pictures() {
        let judged = |ms: f64| {
            let (mut pace, start) = (Pace::default(), 5000.0);
            pace.advance(1, None, Some(start));
            let judges = |at: u32| {
                pace.advance(1, None, Some(start + f64::from(at) * ms));
                pace.judges
            };
            (1..=60).map(judges).filter(|judges| *judges).count()
        };
        assert_eq!([10.0, 100.0, 1100.0].map(judged), [2, 10, 60]);
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
