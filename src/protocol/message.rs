//! What page and worker say to each other: plain enums, and the list of fields by which each travels. Knows no browser, and
//! no words for people.

use crate::wire::wire;
use lesson::choice::{NetKind, Start};
use lesson::config::RunSpec;
pub use lesson::question::{Answer, Question};
use lesson::session::RunError;
use lesson::snapshot::{Snapshot, Wanted};
use nn::norm::Norm;

/// The handle of a run in a worker. No number is used twice, so whatever is said about a session that was ended or replaced
/// is told by its handle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SessionId {
    number: u32,
}

impl SessionId {
    /// The handle with this number, which only the one who opens sessions gives out.
    pub const fn new(number: u32) -> Self {
        Self { number }
    }
}

/// Who waits for a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Priority {
    /// A reader who has just clicked, or looks on.
    Interactive,
    /// Nobody right now: it goes on where no reader waits.
    Background,
}

/// From the page to a worker, which answers every message but `End` once, in their order.
#[derive(Clone, Debug, PartialEq)]
pub enum ToWorker {
    /// Begin a run; answered by a `Frame` at step 0.
    Open {
        /// Its handle from now on.
        session: SessionId,
        /// What makes its numbers.
        spec: RunSpec,
        /// Who waits for it.
        priority: Priority,
    },
    /// Train until step `to` or until the time cap of one message, whichever is first; answered by a `Frame`, or by
    /// `Progress` where the cap came first and only the end is of interest.
    Step {
        /// The run.
        session: SessionId,
        /// The step to reach.
        to: u32,
        /// What is to be said then.
        report: Report,
    },
    /// A question about the run; answered by an `Answer` of the same kind.
    Ask {
        /// The run.
        session: SessionId,
        /// What is asked.
        question: Question,
    },
    /// Nobody needs the run any more: its memory is freed. Not answered.
    End {
        /// The run.
        session: SessionId,
    },
}

impl ToWorker {
    /// The run that it concerns.
    pub fn session(&self) -> SessionId {
        match self {
            Self::Open { session, .. }
            | Self::Step { session, .. }
            | Self::Ask { session, .. }
            | Self::End { session } => *session,
        }
    }

    /// Whether it needs the part of the program that is loaded later.
    pub fn needs_later(&self) -> bool {
        matches!(self, Self::Open { spec, .. } if needs_later(spec))
    }
}

/// Whether a run needs the part of the program that is loaded later: normalizations and convolutions are in it, and what brings the
/// weights of a start from data to their scale.
pub fn needs_later(spec: &RunSpec) -> bool {
    spec.norm != Norm::None || spec.net == NetKind::Cnn || spec.start == Start::Data
}

/// What a step is answered with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Report {
    /// A picture of the state, wherever the time cap found it.
    State(Wanted),
    /// A picture at the step that was asked for; on the way there only `Progress`.
    Target(Wanted),
}

/// From a worker to the page.
#[derive(Clone, Debug, PartialEq)]
pub enum FromWorker {
    /// The worker is up.
    Ready,
    /// The state of a run.
    Frame {
        /// The run.
        session: SessionId,
        /// Median milliseconds of a training step, NaN before the first.
        ms_per_step: f32,
        /// The state.
        snapshot: Box<Snapshot>,
    },
    /// The answer to a question.
    Answer {
        /// The run.
        session: SessionId,
        /// The answer.
        answer: Answer,
    },
    /// How far a step that takes several messages has come.
    Progress {
        /// The run.
        session: SessionId,
        /// The step reached.
        step: u32,
    },
    /// The run cannot begin or go on.
    Failed {
        /// The run.
        session: SessionId,
        /// Why.
        error: RunError,
    },
}

impl FromWorker {
    /// The run that it is about; `None` where it is about the worker.
    pub fn session(&self) -> Option<SessionId> {
        match self {
            Self::Ready => None,
            Self::Frame { session, .. }
            | Self::Answer { session, .. }
            | Self::Progress { session, .. }
            | Self::Failed { session, .. } => Some(*session),
        }
    }
}

wire! { struct SessionId { number } }

wire! { enum Priority { 0 Interactive; 1 Background; } }

wire! {
    enum ToWorker {
        0 Open { session, spec, priority };
        1 Step { session, to, report };
        2 Ask { session, question };
        3 End { session };
    }
}

wire! { enum Report { 0 State(wanted); 1 Target(wanted); } }

wire! { enum Question { 0 Predict(input); 1 Cube; 2 Neighbours(share); 3 Readings; 4 Why(noisy); 5 Noise; } }

wire! {
    enum FromWorker {
        0 Ready;
        1 Frame { session, ms_per_step, snapshot };
        2 Answer { session, answer };
        3 Progress { session, step };
        4 Failed { session, error };
    }
}

wire! { enum Answer { 0 Predict(probabilities); 1 Cube(tensors); 2 Neighbours(answers); 3 Readings(readings); 4 Why(measured); 5 Noise(share); } }
