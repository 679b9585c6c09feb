//! When the address may be written. Browsers ration its changes (WebKit: 100 in 10 seconds), so a slider's moves are written
//! at most so often, and the last one always lands. Knows no browser and no clock.

/// Milliseconds between two writings of one state that moves.
const PAUSE: f64 = 250.0;
/// After the browser refused a change, it is tried again so much later.
const RETRY: f64 = 2000.0;

/// A change of the address.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The query to write.
    pub query: String,
    /// Whether Back undoes it; otherwise it takes the present state's place.
    pub push: bool,
}

/// What is to be done now.
#[derive(Clone, Debug, PartialEq)]
pub enum Next {
    /// Nothing.
    Nothing,
    /// Write this, and say by [`Pace::refused`] where the browser does not.
    Write(Change),
    /// Call [`Pace::due`] after so many milliseconds.
    Wait(f64),
}

/// What is still to be written, and when that may be.
#[derive(Debug, Default)]
pub struct Pace {
    pending: Option<String>,
    /// Whether `due` will be called.
    is_timed: bool,
    free_at: f64,
}

impl Pace {
    /// A step that Back undoes is written at once; `present` is what the address has.
    pub fn push(&mut self, query: String, present: &str) -> Next {
        self.pending = None;
        if query == present { Next::Nothing } else { Next::Write(Change { query, push: true }) }
    }

    /// The same step, in a new state: soon, and what comes meanwhile replaces it.
    pub fn replace(&mut self, query: String, present: &str, now: f64) -> Next {
        let wait = self.free_at - now;
        if wait > 0.0 || self.is_timed {
            return self.put_off(query, wait.max(0.0), now);
        }
        self.pending = Some(query);
        self.write(present, now)
    }

    /// What was put off is due.
    pub fn due(&mut self, present: &str, now: f64) -> Next {
        self.is_timed = false;
        self.write(present, now)
    }

    fn write(&mut self, present: &str, now: f64) -> Next {
        let Some(query) = self.pending.take().filter(|query| query != present) else { return Next::Nothing };
        self.free_at = now + PAUSE;
        Next::Write(Change { query, push: false })
    }

    /// The browser refused. Nothing is lost: the page has the state already, and the address gets it later.
    pub fn refused(&mut self, change: Change, now: f64) -> Next {
        self.put_off(change.query, RETRY, now)
    }

    fn put_off(&mut self, query: String, ms: f64, now: f64) -> Next {
        self.pending = Some(query);
        self.free_at = self.free_at.max(now + ms);
        if std::mem::replace(&mut self.is_timed, true) { Next::Nothing } else { Next::Wait(ms) }
    }

    /// The address was read: what was still to be written is of the past.
    pub fn forget(&mut self) {
        self.pending = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(query: &str, push: bool) -> Next {
        Next::Write(Change { query: query.into(), push })
    }

    #[test]
    fn a_sliders_moves_are_written_four_times_a_second_and_the_last_one_lands() {
        let mut pace = Pace::default();
        assert_eq!(pace.replace("lr=1".into(), "", 0.0), write("lr=1", false));
        assert_eq!(pace.replace("lr=2".into(), "lr=1", 50.0), Next::Wait(200.0));
        assert_eq!(pace.replace("lr=3".into(), "lr=1", 100.0), Next::Nothing, "one timer is enough");
        assert_eq!(pace.due("lr=1", 250.0), write("lr=3", false));
        assert_eq!(pace.replace("lr=4".into(), "lr=3", 600.0), write("lr=4", false));
    }

    #[test]
    fn a_click_is_written_at_once_and_overtakes_what_waits() {
        let mut pace = Pace::default();
        pace.replace("lr=1".into(), "", 0.0);
        assert_eq!(pace.replace("lr=2".into(), "lr=1", 10.0), Next::Wait(240.0));
        assert_eq!(pace.push("init=he&lr=2".into(), "lr=1"), write("init=he&lr=2", true));
        assert_eq!(pace.due("init=he&lr=2", 250.0), Next::Nothing);
        assert_eq!(pace.push("init=he&lr=2".into(), "init=he&lr=2"), Next::Nothing, "it is there");
    }

    #[test]
    fn what_the_browser_refuses_is_tried_again_unless_the_address_was_read_meanwhile() {
        let mut pace = Pace::default();
        let change = Change { query: "init=he".into(), push: true };
        assert_eq!(pace.refused(change.clone(), 0.0), Next::Wait(2000.0));
        assert_eq!(pace.replace("lr=2".into(), "", 1000.0), Next::Nothing);
        assert_eq!(pace.due("", 2000.0), write("lr=2", false));
        pace.refused(change, 3000.0);
        pace.forget();
        assert_eq!(pace.due("", 5000.0), Next::Nothing);
    }
}
