//! What a run leaves behind: its curves, and snapshots kept for the history slider. Knows no page.

use crate::snapshot::Snapshot;
use crate::verdict::{Verdict, verdict};
use std::rc::Rc;

/// Costs that tell whether the cost falls; the verdict looks back on no more.
pub const RECENT: usize = 32;
/// Snapshots kept at most; beyond it every second one goes, so that the whole run stays covered.
const KEPT: usize = 200;
/// Points of a curve kept at most, thinned likewise.
const POINTS: usize = 2000;

/// A list that stays short: once full it drops every second entry, and takes only every second one from then on.
#[derive(Clone, Debug)]
struct Thinned<T> {
    entries: Vec<T>,
    most: usize,
    every: usize,
    offered: usize,
}

impl<T> Thinned<T> {
    fn new(most: usize) -> Self {
        Self { entries: Vec::new(), most, every: 1, offered: 0 }
    }

    /// Takes in an entry; one for which `replaces` holds of the last takes its place.
    fn push(&mut self, entry: T, replaces: impl Fn(&T) -> bool) {
        if let Some(last) = self.entries.last_mut().filter(|last| replaces(last)) {
            *last = entry;
            return;
        }
        if self.offered.is_multiple_of(self.every) {
            self.entries.push(entry);
        }
        self.offered += 1;
        if self.entries.len() > self.most {
            let mut odd = true;
            self.entries.retain(|_| {
                odd = !odd;
                !odd
            });
            self.every *= 2;
        }
    }
}

/// A curve: steps and values.
#[derive(Clone, Debug)]
pub struct Curve(Thinned<(u32, f32)>);

impl Curve {
    fn new() -> Self {
        Self(Thinned::new(POINTS))
    }

    /// The points.
    pub fn points(&self) -> &[(u32, f32)] {
        &self.0.entries
    }

    fn push(&mut self, step: u32, value: f32) {
        if self.0.entries.last().is_none_or(|last| step > last.0) {
            self.0.push((step, value), |_| false);
        }
    }
}

/// The run so far.
#[derive(Debug)]
pub struct History {
    kept: Thinned<Rc<Snapshot>>,
    newest: Option<Rc<Snapshot>>,
    finite: Option<Rc<Snapshot>>,
    judged: Option<Rc<Snapshot>>,
    /// Cost on the training batches.
    pub cost: Curve,
    /// Cost on the held-out examples.
    pub held_out: Curve,
    /// Accuracy on the held-out examples.
    pub accuracy: Curve,
}

impl Default for History {
    fn default() -> Self {
        Self::keeping(KEPT)
    }
}

impl History {
    /// A history that keeps at most so many snapshots for the slider.
    pub fn keeping(most: usize) -> Self {
        Self {
            kept: Thinned::new(most),
            newest: None,
            finite: None,
            judged: None,
            cost: Curve::new(),
            held_out: Curve::new(),
            accuracy: Curve::new(),
        }
    }
}

impl History {
    /// Adds a snapshot and its curves' points; one of the same step takes the place of the last.
    pub fn push(&mut self, snapshot: Snapshot) {
        let first = (snapshot.step + 1).saturating_sub(snapshot.costs.len() as u32);
        for (i, cost) in snapshot.costs.iter().enumerate() {
            self.cost.push(first + i as u32, *cost);
        }
        self.held_out.push(snapshot.judged, snapshot.held_out_cost);
        self.accuracy.push(snapshot.judged, snapshot.accuracy);
        let snapshot = Rc::new(snapshot);
        if snapshot.divergence.is_none() || self.finite.is_none() {
            self.kept.push(snapshot.clone(), |last| last.step == snapshot.step);
            self.finite = Some(snapshot.clone());
            if snapshot.is_judged() {
                self.judged = Some(snapshot.clone());
            }
        }
        self.newest = Some(snapshot);
    }

    /// The newest snapshot, whatever it holds.
    pub fn newest(&self) -> Option<&Rc<Snapshot>> {
        self.newest.as_ref()
    }

    /// What happened, as seen at a snapshot of this run.
    pub fn verdict(&self, at: &Snapshot) -> Verdict {
        let costs = self.cost.points();
        let end = costs.partition_point(|point| point.0 <= at.step);
        let recent: Vec<f32> = costs[end.saturating_sub(RECENT)..end].iter().map(|point| point.1).collect();
        verdict(at, costs.first().map_or(at.cost, |point| point.1), &recent)
    }

    /// The layer that the verdict on a picture of this run means, counted from 0.
    pub fn marked(&self, picture: &Snapshot) -> Option<usize> {
        // The verdict may be on a later snapshot than the picture: a run that diverged keeps its last finite one.
        let newest = self.newest().filter(|newest| newest.divergence.is_some() && newest.step >= picture.step);
        let layer = self.verdict(newest.map_or(picture, |newest| newest)).finding.layer()?;
        Some((layer as usize).clamp(1, picture.layers.len().max(1)) - 1)
    }

    /// The newest snapshot worth a picture: where the run diverged, the last one before; where step 0 did, that one.
    pub fn picture(&self) -> Option<&Rc<Snapshot>> {
        self.finite.as_ref()
    }

    /// The newest of these at which the held-out examples were judged: all its numbers are of one step.
    pub fn judged(&self) -> Option<&Rc<Snapshot>> {
        self.judged.as_ref()
    }

    /// How many snapshots the slider goes through, the newest included.
    pub fn len(&self) -> usize {
        let kept = &self.kept.entries;
        let newest_is_kept = match (&self.finite, kept.last()) {
            (Some(newest), Some(last)) => Rc::ptr_eq(newest, last),
            _ => true,
        };
        kept.len() + usize::from(!newest_is_kept)
    }

    /// Whether nothing was kept yet.
    pub fn is_empty(&self) -> bool {
        self.newest.is_none()
    }

    /// The snapshot at a place of the slider.
    pub fn at(&self, place: usize) -> Option<&Rc<Snapshot>> {
        self.kept.entries.get(place).or(self.finite.as_ref())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_that_is_full_keeps_every_second_entry_and_the_first() {
        let mut list = Thinned::new(4);
        (0..20).for_each(|i| list.push(i, |_| false));
        assert_eq!(list.entries, [0, 8, 16]);
        let mut short = Thinned::new(4);
        (0..4).for_each(|i| short.push(i, |_| false));
        assert_eq!(short.entries, [0, 1, 2, 3]);
    }

    #[test]
    fn a_curve_never_goes_back() {
        let mut curve = Curve::new();
        for (step, value) in [(0, 3.0), (1, 2.0), (1, 9.0), (0, 9.0), (2, 1.0)] {
            curve.push(step, value);
        }
        assert_eq!(curve.points(), [(0, 3.0), (1, 2.0), (2, 1.0)]);
    }

    fn snapshot(session: &mut crate::session::Session, to: u32) -> Snapshot {
        while session.at() < to && session.step() {}
        session.snapshot(false)
    }

    #[test]
    fn a_run_that_diverged_keeps_its_last_finite_picture_and_names_its_newest() {
        let config = crate::config::Config::from_query("act=linear&lr=1&depth=3&init=large&width=20").0;
        let mut session = crate::session::Session::new(&config.run).unwrap();
        let mut history = History::default();
        for to in 0..40 {
            history.push(snapshot(&mut session, to));
        }
        let (picture, newest) = (history.picture().unwrap(), history.newest().unwrap());
        assert!(picture.divergence.is_none() && newest.divergence.is_some());
        assert!(picture.step < newest.step);
        let found = history.verdict(newest).finding;
        assert_eq!(found.key(), "diverged");
        let layer = found.layer().unwrap() as usize;
        assert_eq!(history.marked(picture), Some(layer.min(picture.layers.len()) - 1), "the picture is an earlier one");
        assert!(history.at(history.len() - 1).is_some_and(|last| Rc::ptr_eq(last, picture)));
    }

    #[test]
    fn every_snapshot_of_a_short_run_has_its_place_on_the_slider() {
        let config = crate::config::Config::from_query("depth=2&width=10").0;
        let mut session = crate::session::Session::new(&config.run).unwrap();
        let mut history = History::default();
        assert!(history.is_empty());
        for to in 0..10 {
            history.push(snapshot(&mut session, to));
        }
        assert_eq!(history.len(), 10);
        assert_eq!(history.at(3).unwrap().step, 3);
        assert_eq!(history.cost.points().len(), 10);
        let mut race = History::keeping(1);
        for to in 10..15 {
            race.push(snapshot(&mut session, to));
        }
        assert_eq!(race.picture().unwrap().step, 14);
    }
}
