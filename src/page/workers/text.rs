//! What a lost worker is called for the reader.

use protocol::scheduler::LossCause;
use words::Words;

/// Why a worker is gone.
pub fn loss(words: &Words, cause: &LossCause) -> String {
    match cause {
        LossCause::NotStarted => words.worker_absent().into(),
        LossCause::StartedTooLate => words.worker_late().into(),
        LossCause::Stopped(report) => words.worker_stopped(report),
        LossCause::Unreadable => words.worker_unreadable().into(),
        LossCause::Cancelled => words.worker_cancelled().into(),
    }
}
