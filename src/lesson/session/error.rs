//! Why a run cannot begin or go on, as data: `words` makes the sentence.

use nn::Error;

/// Why a run cannot begin, or a question about it not be answered.
#[derive(Clone, Debug, PartialEq)]
pub enum StartError {
    /// It would need so many bytes.
    Memory(u64),
    /// The configuration gives no possible network.
    Network {
        /// Which size of it.
        name: String,
        /// What it was to be.
        value: String,
        /// Why that cannot be.
        reason: String,
    },
    /// What was asked is a question about the convolutional network only.
    NotConvolutional,
    /// What was asked is a question about batch normalization only.
    NotBatchNormed,
    /// What was asked is a question about the dense network only.
    NotDense,
}

impl From<Error> for StartError {
    fn from(Error { name, value, reason }: Error) -> Self {
        Self::Network { name: name.into(), value, reason }
    }
}

/// Why a run cannot begin or go on.
#[derive(Clone, Debug, PartialEq)]
pub enum RunError {
    /// It cannot begin, or not answer.
    Start(StartError),
    /// The program stopped; its last words, which are for those who mend it.
    Stopped(String),
    /// Another run has taken its place.
    Replaced,
}

impl From<StartError> for RunError {
    fn from(error: StartError) -> Self {
        Self::Start(error)
    }
}
