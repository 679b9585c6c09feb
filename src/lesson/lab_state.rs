//! What the lab knows of its run, its question and what the reader looks at. Knows no page, no worker and no clock: the time
//! is handed in, in milliseconds.

use crate::challenge::{Challenge, Standing};
use crate::config::RunSpec;
use crate::history::History;
use crate::quiz::{self, Guess, Question, Reply};
use crate::snapshot::{HeldOut, Predictions, Snapshot, Wanted};
use crate::step_part::{self, Part};
use std::rc::Rc;

/// An answer that takes longer than this, in milliseconds, is said to be computing.
pub const PATIENCE: f64 = 400.0;
/// Texts, judgement and predictions change at most so often while the network plays, in milliseconds.
pub const READING: f64 = 150.0;

/// The lab's state.
#[derive(Debug)]
pub struct LabState {
    /// The present run.
    run: Option<RunSpec>,
    /// What it left behind so far.
    history: History,
    /// Median milliseconds of a step; NaN before the first.
    ms_per_step: f32,
    /// The next frame begins a new run.
    awaiting_first_frame: bool,
    /// Step was pressed before the run had begun.
    step_pending: bool,
    /// A place of the history slider; `None` for the newest.
    history_position: Option<usize>,
    /// The part of a step that is shown.
    part: Option<Part>,
    quiz_open: bool,
    /// The question that comes with the next configuration.
    next_question: Option<Question>,
    /// What is said to the reader's guess, with the text of the button, until the run goes on.
    quiz_reply: Option<(Reply, String)>,
    timeout_pending: bool,
    last_judged_at: f64,
}

/// Whether an answer is overdue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wait {
    /// Nothing is awaited.
    Over,
    /// There is still time.
    GoesOn,
    /// The reader has waited long enough to be told.
    Overdue,
}

impl Default for LabState {
    fn default() -> Self {
        Self {
            run: None,
            history: History::default(),
            ms_per_step: f32::NAN,
            awaiting_first_frame: true,
            step_pending: false,
            history_position: None,
            part: None,
            quiz_open: false,
            next_question: None,
            quiz_reply: None,
            timeout_pending: false,
            last_judged_at: 0.0,
        }
    }
}

/// The run and its steps.
impl LabState {
    /// The present run; the default one before the first configuration.
    pub fn run(&self) -> RunSpec {
        self.run.unwrap_or_default()
    }

    /// What the run left behind so far.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// Median milliseconds of a step; NaN before the first.
    pub fn ms_per_step(&self) -> f32 {
        self.ms_per_step
    }

    /// The newest step.
    pub fn newest_step(&self) -> u32 {
        self.history.newest().map_or(0, |newest| newest.step)
    }

    /// Whether the first frame of a run is awaited; until then the earlier run is seen.
    pub fn is_beginning(&self) -> bool {
        self.awaiting_first_frame
    }

    /// Takes in the run of a configuration; says whether it is another one. A control that makes another run is an answer to
    /// the question; an address that the reader arrives by is none.
    pub fn configure(&mut self, run: RunSpec, arrived: bool) -> bool {
        let earlier = self.run.replace(run);
        let other = earlier != Some(run);
        self.quiz_open &= !(other && earlier.is_some() && !arrived);
        other
    }

    /// The run is begun.
    pub fn begin(&mut self) {
        (self.awaiting_first_frame, self.step_pending) = (true, false);
        self.quiz_reply = None;
        self.look_at_newest();
    }

    /// Takes in a state of the run; says whether it is the first. One that comes without predictions keeps the earlier ones.
    pub fn take(&mut self, mut snapshot: Snapshot, ms_per_step: f32, now: f64) -> bool {
        let first = std::mem::take(&mut self.awaiting_first_frame);
        if first {
            self.history = History::default();
        }
        self.ms_per_step = ms_per_step;
        if snapshot.is_judged() {
            self.last_judged_at = now;
        }
        if let Some(earlier) = self.history.newest().filter(|_| snapshot.predictions == Predictions::None) {
            snapshot.predictions = earlier.predictions.clone();
        }
        self.history.push(snapshot);
        first
    }

    /// Step was pressed: says whether a step can be asked for now. Where the run is only beginning, it follows the first
    /// frame.
    pub fn press_step(&mut self, is_running: bool) -> bool {
        self.look_at_newest();
        self.step_pending = self.awaiting_first_frame && is_running;
        !self.step_pending
    }

    /// Whether a step was pressed that had to wait; it is asked for once.
    pub fn take_pending_step(&mut self) -> bool {
        std::mem::take(&mut self.step_pending)
    }

    /// How a challenge stands. What an earlier run left behind decides nothing.
    pub fn standing(&self, challenge: Challenge) -> Standing {
        let nothing = History::default();
        let history = if self.awaiting_first_frame { &nothing } else { &self.history };
        challenge.task().standing(&self.run(), history)
    }

    /// The step to ask for, `steps` further on and `until` at most; `None` before the first frame of all.
    pub fn target(&self, steps: u32, until: Option<u32>) -> Option<u32> {
        let newest = self.history.newest()?;
        Some(newest.step.saturating_add(steps).min(until.unwrap_or(u32::MAX)))
    }

    /// What the picture of step `to` is to show: while the network plays, the held-out examples are judged as often as texts
    /// change and where the run stops, and predictions come only where they are `seen`.
    pub fn wanted(&self, to: u32, until: Option<u32>, is_playing: bool, seen: bool, now: f64) -> Wanted {
        let held_out = match () {
            () if !is_playing || until == Some(to) => HeldOut::Predict,
            () if now - self.last_judged_at <= READING => HeldOut::Last,
            () if seen => HeldOut::Predict,
            () => HeldOut::Judge,
        };
        Wanted { held_out, ..Wanted::WHOLE }
    }

    /// The step that is to be looked at again, where playing was paused at one at which the held-out examples were not judged.
    pub fn unjudged(&self) -> Option<u32> {
        let newest = self.history.newest().filter(|_| !self.awaiting_first_frame)?;
        (!newest.is_judged()).then_some(newest.step)
    }

    /// Whether playing can go on from the present step.
    pub fn may_go_on(&self, until: Option<u32>) -> bool {
        let Some(newest) = self.history.newest().filter(|_| !self.awaiting_first_frame) else { return true };
        newest.divergence.is_none() && until.is_none_or(|until| newest.step < until)
    }

    /// An answer was asked for: says whether somebody has to look, after [`PATIENCE`], whether it has come.
    pub fn begin_timeout(&mut self) -> bool {
        !std::mem::replace(&mut self.timeout_pending, true)
    }

    /// Time to look; `waited` is how long an answer has been awaited.
    pub fn on_timeout(&mut self, waited: Option<f64>) -> Wait {
        self.timeout_pending = false;
        match waited {
            // Clocks of browsers are coarse.
            Some(waited) if waited + 1.0 >= PATIENCE => Wait::Overdue,
            Some(_) => Wait::GoesOn,
            None => Wait::Over,
        }
    }
}

/// What the reader looks at.
impl LabState {
    /// Back to the newest snapshot, whole.
    pub fn look_at_newest(&mut self) {
        (self.history_position, self.part) = (None, None);
    }

    /// The history slider was moved to a place.
    pub fn look_back(&mut self, place: usize) {
        self.part = None;
        self.history_position = (place + 1 < self.history.len()).then_some(place);
    }

    /// Whether the slider stands on an earlier snapshot.
    pub fn is_looking_back(&self) -> bool {
        self.history_position.is_some()
    }

    /// Where the slider stands, and the last of its places.
    pub fn slider(&self) -> (usize, usize) {
        let last = self.history.len().saturating_sub(1);
        (self.history_position.unwrap_or(last), last)
    }

    /// A part of a step is to be shown; `None` for a key that names none.
    pub fn look_at_part(&mut self, part: Option<Part>) {
        (self.history_position, self.part) = (None, part);
    }

    /// The part of a step that is shown.
    pub fn part(&self) -> Option<Part> {
        self.part
    }

    /// The snapshot to be seen: the newest with finite numbers, or the one that the slider stands on.
    pub fn shown(&self) -> Option<&Rc<Snapshot>> {
        match self.history_position {
            Some(place) => self.history.at(place),
            None => self.history.picture(),
        }
    }

    /// The snapshot that the verdict is about: where the reader does not look back, the newest, whatever it holds.
    pub fn judged(&self) -> Option<&Rc<Snapshot>> {
        if self.is_looking_back() { self.shown() } else { self.history.newest() }
    }

    /// What is drawn, and the layer that is marked in it: the last layer is veiled while the question is open, and what a
    /// part of a step has not come to yet is not there.
    pub fn picture(&self) -> Option<(Rc<Snapshot>, Option<usize>)> {
        let shown = self.shown()?;
        if self.quiz_open {
            return Some((Rc::new(quiz::veil(shown)), None));
        }
        let seen = match self.part {
            Some(part) if part < Part::Update => Rc::new(step_part::up_to(shown, part)),
            _ => shown.clone(),
        };
        let marked = self.history.marked(&seen);
        Some((seen, marked))
    }
}

/// The question.
impl LabState {
    /// The next configuration comes with a question.
    pub fn set_question(&mut self, question: Question) {
        self.next_question = Some(question);
    }

    /// The reader arrives by an address, before its run is told; `bare` where it says nothing. Gives the question to be put,
    /// if one comes with it; a reader's first arrival without any choice meets the opening one.
    pub fn arrive(&mut self, bare: bool) -> Option<Question> {
        let question = self.next_question.take();
        self.quiz_open = question.is_some() || self.run.is_none() && bare;
        question
    }

    /// Whether the question is open: until then the last layer is veiled.
    pub fn is_quiz_open(&self) -> bool {
        self.quiz_open
    }

    /// Another control was used, or an answer was given: says whether the question was open.
    pub fn close_quiz(&mut self) -> bool {
        std::mem::take(&mut self.quiz_open)
    }

    /// The reader's guess is held against what is shown; `pressed` is the button's text.
    pub fn answer(&mut self, guess: Guess, pressed: String) {
        let reply = self.shown().and_then(|snapshot| quiz::reply(guess, snapshot));
        self.quiz_reply = reply.map(|reply| (reply, pressed));
    }

    /// What is said to the guess, and the button's text; only before the run goes on.
    pub fn quiz_reply(&self) -> Option<&(Reply, String)> {
        self.quiz_reply.as_ref().filter(|_| self.newest_step() == 0)
    }
}

#[cfg(test)]
mod tests;
