//! Why a run cannot begin or go on, as data: `words` makes the sentence. It travels from a worker to the page as a line of text.

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

/// Stands between the parts of an encoded error.
const BETWEEN: &str = "\u{1f}";

impl RunError {
    /// The error as a text, for [`RunError::decode`].
    ///
    /// ```
    /// use unit_variance_lesson::session::{RunError, StartError};
    /// let error = RunError::Start(StartError::Memory(1 << 40));
    /// assert_eq!(RunError::decode(&error.encode()), Some(error));
    /// ```
    pub fn encode(&self) -> String {
        let parts: &[&str] = match self {
            Self::Start(StartError::Memory(bytes)) => &["memory", &bytes.to_string()],
            Self::Start(StartError::Network { name, value, reason }) => &["network", name, value, reason],
            Self::Start(StartError::NotConvolutional) => &["not-convolutional"],
            Self::Start(StartError::NotBatchNormed) => &["not-batch-normed"],
            Self::Stopped(report) => &["stopped", report],
            Self::Replaced => &["replaced"],
        };
        parts.join(BETWEEN)
    }

    /// The error that a text was made from; `None` for any other text.
    pub fn decode(text: &str) -> Option<Self> {
        let (kind, rest) = text.split_once(BETWEEN).unwrap_or((text, ""));
        Some(match kind {
            "memory" => Self::Start(StartError::Memory(rest.parse().ok()?)),
            "network" => {
                let mut parts = rest.splitn(3, BETWEEN).map(String::from);
                let (name, value, reason) = (parts.next()?, parts.next()?, parts.next()?);
                Self::Start(StartError::Network { name, value, reason })
            }
            "not-convolutional" => Self::Start(StartError::NotConvolutional),
            "not-batch-normed" => Self::Start(StartError::NotBatchNormed),
            "stopped" => Self::Stopped(rest.into()),
            "replaced" => Self::Replaced,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_travel_as_text() {
        let network = Error::new("groups", 7, "does not divide the 100 channels").into();
        let starts = [StartError::Memory(u64::MAX), network, StartError::NotConvolutional, StartError::NotBatchNormed];
        let others =
            [RunError::Stopped("at line 3:\u{1f} ½".into()), RunError::Stopped(String::new()), RunError::Replaced];
        for error in starts.map(RunError::Start).into_iter().chain(others) {
            assert_eq!(RunError::decode(&error.encode()), Some(error));
        }
        assert_eq!(["", "memory", "memory\u{1f}x", "network\u{1f}a"].map(RunError::decode), [None, None, None, None]);
    }
}
