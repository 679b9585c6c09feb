//! What a slot knows of its figure: whether it is in sight, plays, or has changed, and what was last said of it. Knows no clock:
//! the time is handed in, in milliseconds.

use std::cell::{Cell, RefCell};

/// While a figure plays, its charts' labels change at most so often, in milliseconds.
const LABELS: f64 = 200.0;

/// The state that every figure has.
#[derive(Debug, Default)]
pub struct SlotState {
    /// Whether any of it can be seen.
    pub visible: Cell<bool>,
    /// Whether its runs are still to be begun.
    pub stale: Cell<bool>,
    /// Whether its picture is to be made anew.
    pub changed: Cell<bool>,
    /// Whether it plays.
    pub playing: Cell<bool>,
    every_chart: Cell<bool>,
    texts_at: Cell<f64>,
    labels_at: Cell<f64>,
    announced: RefCell<String>,
}

impl SlotState {
    /// A figure that has not begun; `visible` where it is taken to be in sight until the browser says otherwise.
    pub fn new(visible: bool) -> Self {
        let set = || Cell::new(true);
        Self { visible: Cell::new(visible), stale: set(), changed: set(), every_chart: set(), ..Self::default() }
    }

    /// The picture and its texts are to be made anew.
    pub fn redraw(&self) {
        self.changed.set(true);
        self.every_chart.set(true);
        self.texts_at.set(0.0);
        self.labels_at.set(0.0);
    }

    /// Whether the next picture is of every chart. While the figure plays, those out of sight wait, but for what a reader changed.
    pub fn draws_every_chart(&self) -> bool {
        self.every_chart.take() || !self.playing.get()
    }

    /// Whether texts may change now: while the figure plays, at most once in so many milliseconds.
    pub fn texts_due(&self, now: f64, every: f64) -> bool {
        self.due(&self.texts_at, now, every)
    }

    /// Whether charts are to be said in words again, with this picture.
    pub fn labels_due(&self, now: f64) -> bool {
        self.due(&self.labels_at, now, LABELS)
    }

    fn due(&self, last: &Cell<f64>, now: f64, every: f64) -> bool {
        let due = !self.playing.get() || now - last.get() > every;
        if due {
            last.set(now);
        }
        due
    }

    /// Whether `what` is to be announced: it is not what was announced last, while the figure played or paused as now.
    pub fn announces(&self, what: &str) -> bool {
        let what = format!("{what} {}", self.playing.get());
        self.announced.replace(what.clone()) != what
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn while_it_plays_texts_wait_their_time_and_a_change_does_not_wait() {
        let state = SlotState::new(true);
        assert!([1.0, 2.0].into_iter().all(|now| state.texts_due(now, 100.0) && state.labels_due(now)));
        state.playing.set(true);
        assert!(!state.texts_due(50.0, 100.0) && !state.labels_due(150.0));
        assert!(state.texts_due(103.0, 100.0) && !state.texts_due(104.0, 100.0), "once in that time");
        state.changed.set(false);
        state.redraw();
        assert!(state.changed.get() && state.texts_due(105.0, 100.0) && !state.texts_due(106.0, 100.0));
    }

    #[test]
    fn while_it_plays_every_chart_is_drawn_after_a_change_and_else_those_in_sight() {
        let state = SlotState::new(true);
        assert!(state.draws_every_chart() && state.draws_every_chart(), "it stands still");
        state.playing.set(true);
        assert!(!state.draws_every_chart());
        state.redraw();
        assert!(state.draws_every_chart() && !state.draws_every_chart());
    }

    #[test]
    fn the_same_is_announced_once_and_again_when_it_pauses() {
        let state = SlotState::new(true);
        assert!(state.announces("healthy") && !state.announces("healthy") && state.announces("dead"));
        state.playing.set(true);
        assert!(state.announces("dead") && !state.announces("dead"));
    }
}
