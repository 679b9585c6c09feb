//! How a challenge stands: what was changed, and what the run came to. Judged from a configuration and a history alone.

pub use crate::challenge_spec::{Challenge, Quantity, Task};

use crate::config::{Config, RunSpec};
use crate::history::History;
use crate::snapshot::{LayerStats, Snapshot};

/// How a challenge stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Standing {
    /// A key that has to stay was changed.
    Fixed(&'static str),
    /// More keys than allowed were changed: so many.
    TooMany(u32),
    /// The run has not come to its step, or went on and did not stop there.
    Open,
    /// The number is not what it has to be.
    Missed(f32),
    /// It is.
    Reached(f32),
}

impl Task {
    /// How it stands with a run and what that run left behind.
    pub fn standing(&self, run: &RunSpec, history: &History) -> Standing {
        let changed = self.changed(run);
        if let Some(key) = changed.iter().find(|key| self.fixed.contains(key)) {
            return Standing::Fixed(key);
        }
        if changed.len() > self.changes as usize {
            return Standing::TooMany(changed.len() as u32);
        }
        let shots = (0..history.len()).filter_map(|place| history.at(place)).chain(history.newest());
        let mut there = shots.filter(|shot| shot.step == self.step && shot.is_judged() || shot.divergence.is_some());
        match there.next() {
            None => Standing::Open,
            Some(shot) => self.judged(shot),
        }
    }

    /// The keys in which a run differs from the start.
    fn changed(&self, run: &RunSpec) -> Vec<&'static str> {
        let start = Config::from_query(self.start).0;
        let now = Config { run: *run, ..Config::default() };
        let mut changed = Vec::new();
        now.each(&mut |key, value| {
            if start.value_of(key).as_deref() != Some(&value) {
                changed.push(key);
            }
        });
        changed
    }

    fn judged(&self, shot: &Snapshot) -> Standing {
        let (low, high) = self.range;
        match self.quantity.of(shot, (low + high) / 2.0) {
            value if shot.divergence.is_none() && (low..=high).contains(&value) => Standing::Reached(value),
            value => Standing::Missed(value),
        }
    }
}

impl Quantity {
    /// What it is at a step; `middle` is that of the range.
    fn of(self, shot: &Snapshot, middle: f32) -> f32 {
        let most = |of: &dyn Fn(&LayerStats) -> f32| shot.layers.iter().map(of).fold(0.0, f32::max);
        match self {
            Self::Accuracy => shot.accuracy,
            Self::Dead => most(&|layer| layer.dead as f32 / layer.units as f32),
            Self::Saturated => most(&|layer| layer.saturated),
            Self::Std => {
                let stds = shot.layers.iter().map(|layer| layer.act.std);
                stds.fold(middle, |far, std| if (std - middle).abs() > (far - middle).abs() { std } else { far })
            }
            Self::Seen => shot.layers.last().map_or(f32::NAN, |last| last.across / last.act.std),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::choice::Choice;
    use crate::session::Session;

    fn standing(task: &Task, query: &str, steps: u32) -> Standing {
        let run = Config::from_query(query).0.run;
        let mut session = Session::new(&run).unwrap();
        let mut history = History::default();
        history.push(session.snapshot(false));
        while session.at() < steps && session.step() {}
        history.push(session.snapshot(false));
        task.standing(&run, &history)
    }

    #[test]
    fn every_start_is_understood_and_keeps_its_challenge() {
        for challenge in Challenge::ALL {
            let (config, notices) = Config::from_query(&challenge.query());
            assert!(notices.is_empty(), "{}: {notices:?}", challenge.key());
            assert_eq!(config.page.challenge, Some(*challenge));
            assert_eq!(challenge.task().changed(&config.run), [""; 0]);
            let keys: Vec<_> = challenge.task().fixed.to_vec();
            assert!(keys.iter().all(|key| config.value_of(key).is_some()), "{keys:?}");
        }
    }

    #[test]
    fn what_has_to_stay_stays_and_changes_are_counted() {
        let task = Challenge::Blind.task();
        assert_eq!(standing(&task, "", 0), Standing::Missed(Quantity::Seen.of(&shot(""), 0.0)));
        assert_eq!(standing(&task, "depth=9", 0), Standing::Fixed("depth"));
        assert_eq!(standing(&task, "act=sigmoid&seed=2", 0), Standing::TooMany(2));
        assert!(matches!(standing(&task, "act=sigmoid", 0), Standing::Reached(seen) if seen < 1e-5));
    }

    fn shot(query: &str) -> Snapshot {
        Session::new(&Config::from_query(query).0.run).unwrap().snapshot(false)
    }

    #[test]
    fn a_run_that_has_not_come_so_far_is_open_and_one_that_breaks_off_has_missed() {
        let task = Challenge::Fast.task();
        assert_eq!(standing(&task, "act=relu&batch=64&lr=2&norm=batch", 3), Standing::Open);
        assert!(matches!(standing(&task, "act=relu&batch=64&lr=2", 200), Standing::Missed(_)));
    }

    #[test]
    fn the_std_that_is_farthest_off_decides() {
        let shot = shot("init=xavier");
        let farthest = Quantity::Std.of(&shot, 0.65);
        assert_eq!(farthest, shot.layers.last().unwrap().act.std);
    }
}
