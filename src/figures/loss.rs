//! What a lost worker is called for the reader.

use protocol::scheduler::LossCause;
use words::Words;

/// Why a worker is gone, and what to do.
pub fn lost(words: &Words, cause: &LossCause) -> String {
    let why = match cause {
        LossCause::NotStarted => words.worker_absent().into(),
        LossCause::StartedTooLate => words.worker_late().into(),
        LossCause::Stopped(report) => words.worker_stopped(report),
        LossCause::Unreadable => words.worker_unreadable().into(),
        LossCause::Cancelled => words.worker_cancelled().into(),
    };
    [&why, words.between_sentences(), words.restart_run()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cause_is_said_with_the_browsers_words_and_what_to_do() {
        let words = Words::english();
        let causes = [LossCause::NotStarted, LossCause::StartedTooLate, LossCause::Unreadable, LossCause::Cancelled];
        let mut said: Vec<String> = causes.iter().map(|cause| lost(&words, cause)).collect();
        said.push(lost(&words, &LossCause::Stopped("unreachable".into())));
        assert!(said[4].contains("unreachable") && said.iter().all(|text| text.ends_with(words.restart_run())));
        said.dedup();
        assert_eq!(said.len(), 5);
    }
}
