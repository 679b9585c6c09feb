//! How a race stands: what each row's run has come to, and the common step at which all rows are before the next one is asked
//! for. Knows no worker.

use crate::history::History;
use crate::session::RunError;
use crate::snapshot::{Snapshot, Wanted};
use std::collections::VecDeque;
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
    /// States that are not shown yet, the earliest first, each with the milliseconds of a step.
    ahead: VecDeque<(Snapshot, f32)>,
}

impl Default for Runner {
    fn default() -> Self {
        Self {
            history: History::keeping(1),
            ms_per_step: f32::NAN,
            takes_part: true,
            failed: None,
            awaiting_first_frame: true,
            ahead: VecDeque::new(),
        }
    }
}

impl Runner {
    /// Its run was begun again.
    pub fn start(&mut self) {
        (self.awaiting_first_frame, self.failed) = (true, None);
        self.ahead.clear();
    }

    /// Takes in a state of the run, which is shown when all rows have theirs; the first one at once. What was seen of an
    /// earlier run stays until then. One of the same step takes the place of the last.
    pub fn take(&mut self, snapshot: Snapshot, ms_per_step: f32) {
        let step = snapshot.step;
        self.ahead.pop_back_if(|last| last.0.step == step);
        self.ahead.push_back((snapshot, ms_per_step));
        if std::mem::take(&mut self.awaiting_first_frame) {
            self.history = History::keeping(1);
            self.show(step);
        }
    }

    /// Shows the states up to a step.
    pub fn show(&mut self, step: u32) {
        while let Some((snapshot, ms_per_step)) = self.ahead.pop_front_if(|first| first.0.step <= step) {
            self.ms_per_step = ms_per_step;
            self.history.push(snapshot);
        }
    }

    /// The newest state of this run, shown or not.
    fn newest(&self) -> Option<&Snapshot> {
        let shown = || self.history.newest().map(|newest| &**newest);
        self.ahead.back().map(|ahead| &ahead.0).or_else(shown).filter(|_| !self.awaiting_first_frame)
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
const SHARED: u32 = 16;
/// Who looks on waits no longer for a judgement, in milliseconds.
const PATIENCE: f64 = 1000.0;

/// So many steps may be under way, or be done and wait to be drawn, after the one that is seen. With one the rows would wait for each
/// other and for the screen, which shows a picture at every second or third of its beats and never between two; with more, a
/// click would find more to wait for.
const AHEAD: usize = 2;

/// What is to be seen next: which steps of all rows together. Each row goes on to the next of them for itself; one is seen when
/// all rows have come to it and what was seen before is drawn. A page that does not draw does not train.
#[derive(Clone, Debug, Default)]
pub struct Pace {
    /// The step that is seen.
    pub shown: u32,
    /// What is seen was not drawn yet.
    undrawn: bool,
    /// The steps to be seen, the earliest first.
    planned: VecDeque<Planned>,
    /// When the held-out examples were last to be asked, and how many pictures ago.
    judged_at: f64,
    unjudged: u32,
}

/// A step of all rows.
#[derive(Clone, Copy, Debug)]
struct Planned {
    step: CommonStep,
    /// Whether the held-out examples are asked.
    judges: bool,
}

impl Planned {
    /// What the rows' pictures are to show.
    fn wanted(&self) -> Wanted {
        if self.judges { Wanted::VERDICT } else { Wanted::SIGNAL }
    }
}

impl Pace {
    /// The step at which all rows will stand.
    pub fn target(&self) -> CommonStep {
        self.planned.back().map_or(CommonStep(self.shown), |last| last.step)
    }

    /// Where a row is to go from where it is, and what its picture is to show there.
    pub fn next(&self, runner: &Runner) -> Option<(u32, Wanted)> {
        let planned = self.planned.iter().find(|planned| planned.step.is_ahead_of(runner));
        let back = || CommonStep(self.shown).is_ahead_of(runner).then_some((self.shown, Wanted::VERDICT));
        planned.map(|planned| (planned.step.0, planned.wanted())).or_else(back)
    }

    /// Whether one more step may be planned: the first where all rows stand together, others while the race plays.
    pub fn may_plan<'a>(&self, runners: impl Iterator<Item = &'a Runner>, plays: bool) -> bool {
        match self.planned.len() {
            0 => self.target().unites(runners),
            some => plays && some < AHEAD,
        }
    }

    /// Plans to go on by some steps, to `until` at most; `playing` at a time in milliseconds.
    pub fn plan(&mut self, steps: u32, until: Option<u32>, playing: Option<f64>) {
        let (mut step, last) = (self.target(), self.target());
        step.advance(steps, until);
        if step == last {
            return;
        }
        self.unjudged += 1;
        let due = playing.is_none_or(|now| {
            let passed = now - self.judged_at;
            passed > PATIENCE || passed > READING && self.unjudged >= SHARED
        });
        let judges = due || until == Some(step.0);
        if judges {
            (self.judged_at, self.unjudged) = (playing.unwrap_or(self.judged_at), 0);
        }
        self.planned.push_back(Planned { step, judges });
    }

    /// The step that can be seen now: all rows have come to it, and what was seen before is drawn.
    fn ready<'a>(&self, mut runners: impl Iterator<Item = &'a Runner> + Clone) -> Option<u32> {
        let step = self.planned.front().map_or(CommonStep(self.shown), |first| first.step);
        let all = runners.clone().all(|runner| !runner.races() || runner.at().is_some_and(|at| at >= step.0));
        (!self.undrawn && all && runners.any(|runner| !runner.ahead.is_empty())).then_some(step.0)
    }

    /// The step that is seen from now on, where another one can be: the rows are to [`Runner::show`] it.
    pub fn see<'a>(&mut self, runners: impl Iterator<Item = &'a Runner> + Clone) -> Option<u32> {
        let step = self.ready(runners.clone())?;
        (self.shown, self.undrawn) = (step, true);
        self.planned.pop_front();
        if !runners.into_iter().any(Runner::races) {
            self.planned.clear();
        }
        Some(step)
    }

    /// What is seen is drawn; says whether something waits for the next frame.
    pub fn drawn<'a>(&mut self, runners: impl Iterator<Item = &'a Runner> + Clone) -> bool {
        self.undrawn = false;
        self.ready(runners).is_some()
    }

    /// Whether a row that goes on is to be looked at again, judged this time: the race was paused where it was not.
    pub fn is_unjudged(&self, runner: &Runner) -> bool {
        let seen = runner.picture().filter(|_| self.planned.is_empty() && runner.races());
        seen.is_some_and(|seen| seen.step == self.shown && !seen.is_judged())
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

    /// Two rows and how they are paced.
    struct Race {
        runs: [Session; 2],
        rows: [Runner; 2],
        pace: Pace,
    }

    impl Race {
        fn new() -> Self {
            let runs = ["he", "small"].map(|init| session(&format!("init={init}&depth=2&width=8")));
            let mut race = Self { runs, rows: Default::default(), pace: Pace::default() };
            (0..2).for_each(|row| race.rows[row].take(race.runs[row].snapshot(false), 1.0));
            race
        }

        /// A row does what it is to do next; says the step to which it came.
        fn work(&mut self, row: usize) -> Option<u32> {
            let (to, wanted) = self.pace.next(&self.rows[row])?;
            while self.runs[row].at() < to {
                self.runs[row].step();
            }
            self.rows[row].take(self.runs[row].picture(wanted), 1.0);
            Some(to)
        }

        fn see(&mut self) -> Option<u32> {
            let step = self.pace.see(self.rows.iter())?;
            self.rows.iter_mut().for_each(|row| row.show(step));
            Some(step)
        }

        fn seen(&self) -> [Option<u32>; 2] {
            self.rows.each_ref().map(|row| row.picture().map(|seen| seen.step))
        }

        fn plan(&mut self, now: f64) -> bool {
            let may = self.pace.may_plan(self.rows.iter(), true);
            if may {
                self.pace.plan(1, None, Some(now));
            }
            may
        }
    }

    /// A row goes on before the others have come and before what was seen is drawn, and no further than two steps.
    #[test]
    fn rows_go_on_for_themselves_and_are_seen_together() {
        let mut race = Race::new();
        assert_eq!((race.see(), race.seen(), race.work(0)), (None, [Some(0); 2], None), "the start is seen at once");
        assert!(race.plan(1001.0) && race.plan(1010.0) && !race.plan(1020.0), "two steps are planned");
        assert_eq!([race.work(0), race.work(0), race.work(0)], [Some(1), Some(2), None]);
        assert_eq!((race.see(), race.seen()), (None, [Some(0); 2]), "not seen before all have come");
        assert_eq!((race.work(1), race.see(), race.seen()), (Some(1), Some(1), [Some(1); 2]));
        assert!(race.plan(1020.0) && !race.plan(1021.0), "as one is seen the next is planned");
        assert_eq!((race.work(1), race.see()), (Some(2), None), "the picture of step 1 was not drawn yet");
        assert!(race.pace.drawn(race.rows.iter()));
        assert_eq!((race.see(), race.seen(), race.pace.drawn(race.rows.iter())), (Some(2), [Some(2); 2], false));
        // The second step came too soon to be judged.
        assert_eq!((race.rows[0].told().map(|told| told.step), told_step(race.rows.iter())), (Some(1), 1));
        assert!(!race.rows.iter().any(|row| race.pace.is_unjudged(row)), "a third one is on its way");
        assert_eq!(([race.work(0), race.work(1)], race.see()), ([Some(3); 2], Some(3)));
        assert!(
            race.rows.iter().all(|row| race.pace.is_unjudged(row)),
            "a race that is paused here has its rows judged"
        );
        assert!(race.pace.may_plan(race.rows.iter(), false), "a paused race goes on step by step");
        race.pace.plan(1, Some(4), Some(1030.0));
        assert!(!race.pace.may_plan(race.rows.iter(), false));
        assert_eq!(race.pace.next(&race.rows[0]), Some((4, Wanted::VERDICT)), "where it stops it is judged");
        race.pace.plan(1, Some(4), Some(1040.0));
        assert_eq!(race.pace.target(), CommonStep(4));
    }

    /// A row that was switched off is not waited for; when it comes back it goes to where the others are seen.
    #[test]
    fn a_row_that_comes_back_is_seen_when_it_has_caught_up() {
        let mut race = Race::new();
        race.rows[1].takes_part = false;
        race.plan(1001.0);
        assert_eq!((race.work(0), race.see(), race.pace.drawn(race.rows.iter())), (Some(1), Some(1), false));
        race.rows[1].takes_part = true;
        assert!(!race.pace.may_plan(race.rows.iter(), true), "the others wait");
        assert_eq!((race.work(1), race.see(), race.seen()), (Some(1), Some(1), [Some(1); 2]));
        assert!(race.pace.may_plan(race.rows.iter(), true));
    }

    /// Of fast pictures a few each second are judged, of slow ones one in some, of very slow ones each.
    #[test]
    fn judging_is_shared_by_several_pictures() {
        let judged = |ms: f64| {
            let (mut pace, start) = (Pace::default(), 5000.0);
            pace.plan(1, None, Some(start));
            let judges = |at: u32| {
                pace.plan(1, None, Some(start + f64::from(at) * ms));
                pace.planned.back().is_some_and(|planned| planned.judges)
            };
            (1..=60).map(judges).filter(|judges| *judges).count()
        };
        assert_eq!([10.0, 50.0, 1100.0].map(judged), [2, 3, 60]);
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
