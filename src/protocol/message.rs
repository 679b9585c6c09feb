//! What page and worker say to each other: plain enums. How they travel is `web::port`'s.

/// From the page to a worker. A worker holds one run per `row` and answers every message once, in their order; `run` numbers
/// the page's configurations, and answers to an old `run` are dropped.
#[derive(Clone, Debug, PartialEq)]
pub enum ToWorker {
    /// Begin the run that `query` describes in place of the row's earlier one; answered by a `Frame` at step 0.
    Start {
        /// Number of the page's configuration.
        run: u32,
        /// Row of the race; 0 in the lab.
        row: u32,
        /// The configuration.
        query: String,
    },
    /// Train until step `to` or until the time cap of one message, whichever is first; answered by a `Frame`.
    Step {
        /// Number of the page's configuration.
        run: u32,
        /// Row of the race.
        row: u32,
        /// The step to reach.
        to: u32,
        /// Whether the answer carries `Predictions`.
        learned: bool,
    },
    /// A question about the run; answered by an `Answer` of the same kind.
    Ask {
        /// Number of the page's configuration.
        run: u32,
        /// Row of the race.
        row: u32,
        /// What is asked.
        question: Question,
    },
}

impl ToWorker {
    /// The row that it concerns.
    pub fn row(&self) -> u32 {
        let (Self::Start { row, .. } | Self::Step { row, .. } | Self::Ask { row, .. }) = self;
        *row
    }
}

/// What can be asked of a run.
#[derive(Clone, Debug, PartialEq)]
pub enum Question {
    /// Class probabilities for one input in the data's own units (64 pixels 0..16, or two coordinates).
    Predict(Vec<f32>),
    /// The first convolution's output and the second one's weights: see `cube::CubeTensors`.
    Cells,
    /// What three sets of statistics make of the held-out examples: see `neighbours::Neighbours`.
    Neighbours,
}

/// From a worker to the page.
#[derive(Clone, Debug, PartialEq)]
pub enum FromWorker {
    /// The worker is up.
    Ready,
    /// The state of a row.
    Frame {
        /// Number of the page's configuration.
        run: u32,
        /// Row of the race.
        row: u32,
        /// Median milliseconds of a training step, NaN before the first.
        ms_per_step: f32,
        /// `Snapshot::encode`.
        snapshot: Vec<f32>,
    },
    /// The answer to a question; the values are described at the question.
    Answer {
        /// Number of the page's configuration.
        run: u32,
        /// Row of the race.
        row: u32,
        /// The question's index in `Question`, 0 for `Predict`.
        kind: u32,
        /// The answer.
        values: Vec<f32>,
    },
    /// The run cannot begin or go on.
    Failed {
        /// Number of the page's configuration.
        run: u32,
        /// Row of the race.
        row: u32,
        /// What happened, for the reader.
        text: String,
    },
}
