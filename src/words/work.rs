//! How far long work has come.

use crate::words::Words;
use lesson::jobs::Progress;

impl Words {
    /// Jobs done, of how many, and the time left where that can be said.
    pub fn progress(&self, progress: &Progress) -> String {
        let (done, all) = progress.done;
        let left = if progress.left.is_some() && done < all { "known" } else { "unknown" };
        let seconds = progress.left.unwrap_or(0.0).ceil() as u64;
        self.work_progress(done as u64, all as u64, left, seconds)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_left_is_said_where_it_is_known() {
        let words = Words::english();
        let progress = |left| words.progress(&Progress { share: 0.2, done: (18, 90), left });
        assert_eq!(progress(Some(11.2)), "18 of 90, about 12 s left");
        assert_eq!(progress(None), "18 of 90");
        let done = Progress { share: 1.0, done: (90, 90), left: Some(0.0) };
        assert_eq!(words.progress(&done), "90 of 90");
    }
}
