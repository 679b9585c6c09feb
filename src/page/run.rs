//! One row's dealings with its worker: which run is current, what is awaited, what may be sent. Knows no figures.

use super::dom;
use super::failure::Outcome;
use super::pool::Pool;
use protocol::message::{FromWorker, Question, ToWorker};

/// A frame of the current run.
pub struct Frame {
    /// `Snapshot::encode`.
    pub snapshot: Vec<f32>,
    /// Median milliseconds of a training step; NaN before the first.
    pub ms_per_step: f32,
}

/// What a worker's message means to the row.
pub enum Heard {
    /// Nothing: it was of an old run.
    Old,
    /// The state at a new step.
    Frame(Frame),
    /// The answer to the question number `kind`.
    Answer {
        /// The question's index in `Question`.
        kind: u32,
        /// Its answer.
        values: Vec<f32>,
    },
    /// The run cannot begin or go on; the sentence says why.
    Failed(String),
}

/// One row of the race, or the lab's only one.
pub struct Run {
    row: u32,
    number: u32,
    state: State,
    /// A start that waits until the one before it is answered: a slider that moves asks for many runs, and only the
    /// last one matters.
    next: Option<(u32, String)>,
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    /// There is no session in the worker.
    Absent,
    /// `Start` was sent with this run number.
    Starting { number: u32, since: f64 },
    /// The session waits to be asked.
    Idle,
    /// `Step` was sent.
    Stepping { since: f64 },
}

impl Run {
    /// A row without a run yet.
    pub fn new(row: u32) -> Self {
        Self { row, number: 0, state: State::Absent, next: None }
    }

    /// The row's number.
    pub fn row(&self) -> u32 {
        self.row
    }

    /// Begins run `number` in place of the present one, whose answers are dropped from now on.
    pub fn start(&mut self, pool: &mut Pool, number: u32, query: String) -> Outcome {
        self.number = number;
        if let State::Starting { .. } = self.state {
            self.next = Some((number, query));
            return Ok(());
        }
        self.state = State::Starting { number, since: dom::now() };
        pool.send(ToWorker::Start { run: number, row: self.row, query })
    }

    /// Asks for step `to`; says whether it could be asked for.
    pub fn step(&mut self, pool: &mut Pool, to: u32, learned: bool) -> Outcome<bool> {
        if self.state != State::Idle {
            return Ok(false);
        }
        self.state = State::Stepping { since: dom::now() };
        pool.send(ToWorker::Step { run: self.number, row: self.row, to, learned })?;
        Ok(true)
    }

    /// Asks about the run; the answer comes between the frames.
    pub fn ask(&mut self, pool: &mut Pool, question: Question) -> Outcome<bool> {
        if !matches!(self.state, State::Idle | State::Stepping { .. }) {
            return Ok(false);
        }
        pool.send(ToWorker::Ask { run: self.number, row: self.row, question })?;
        Ok(true)
    }

    /// Takes in a message about this row.
    pub fn hear(&mut self, pool: &mut Pool, message: FromWorker) -> Outcome<Heard> {
        let (FromWorker::Frame { run, .. } | FromWorker::Answer { run, .. } | FromWorker::Failed { run, .. }) = message
        else {
            return Ok(Heard::Old);
        };
        if matches!(self.state, State::Starting { number, .. } if number == run)
            && let Some((number, query)) = self.next.take()
        {
            self.state = State::Absent;
            self.start(pool, number, query)?;
            return Ok(Heard::Old);
        }
        if run != self.number {
            return Ok(Heard::Old);
        }
        Ok(match message {
            FromWorker::Frame { ms_per_step, snapshot, .. } => {
                self.state = State::Idle;
                Heard::Frame(Frame { snapshot, ms_per_step })
            }
            FromWorker::Answer { kind, values, .. } => Heard::Answer { kind, values },
            FromWorker::Failed { text, .. } => {
                self.state = State::Absent;
                Heard::Failed(text)
            }
            FromWorker::Ready => Heard::Old,
        })
    }

    /// The worker is gone, and the run with it.
    pub fn lose(&mut self) {
        self.state = State::Absent;
        self.next = None;
    }

    /// Whether there is a run that can go on.
    pub fn lives(&self) -> bool {
        self.state != State::Absent
    }

    /// Whether the run waits to be asked.
    pub fn idle(&self) -> bool {
        self.state == State::Idle
    }

    /// Milliseconds since an answer has been awaited.
    pub fn waited(&self) -> Option<f64> {
        match self.state {
            State::Starting { since, .. } | State::Stepping { since } => Some(dom::now() - since),
            State::Absent | State::Idle => None,
        }
    }
}
