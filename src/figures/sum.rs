//! The sum: a guess first, then n and the weights by slider, ten thousand sums as they are drawn, and ten layers in a row.

use crate::experiment::{Effect, Experiment, Visit};
use charts::sum::{Sum as Chart, by_depth};
use lesson::config::Config;
use lesson::sum_state::{Picture, SumState};
use words::{Named, Words};

/// The sum, and the picture of what has been drawn so far.
#[derive(Debug)]
pub struct Sum {
    state: SumState,
    picture: Picture,
}

impl Default for Sum {
    fn default() -> Self {
        let state = SumState::default();
        Self { picture: state.picture(), state }
    }
}

impl Experiment for Sum {
    fn charts(&self) -> &'static [&'static str] {
        &["sum", "sum-ten"]
    }

    fn visit(&self, _words: &Words, visit: Visit<'_>) {
        visit(0, &Chart(&self.picture));
        visit(1, &by_depth(self.state.ten()));
    }

    fn configure(&mut self, config: &Config) -> bool {
        self.state.configure(config.page.figures.sum, config.run.act, config.run.seed);
        false
    }

    fn slid(&mut self, slider: &str, place: f64) -> Effect {
        Effect::patch(self.state.slid(slider, place))
    }

    fn place(&self, slider: &str, place: f64) -> Option<f64> {
        self.state.place(slider, place)
    }

    fn answered(&mut self, guess: &str) -> Effect {
        Effect::patch(self.state.answer(guess))
    }

    fn is_asking(&self) -> bool {
        self.state.is_asking()
    }

    fn prepare(&mut self) {
        self.picture = self.state.picture();
    }

    fn work(&mut self) -> bool {
        self.state.work()
    }

    fn is_busy(&self) -> bool {
        self.state.is_busy()
    }

    fn values(&self, words: &Words) -> Vec<Named> {
        words.sum_values(&self.state).into()
    }

    fn verdict(&self, words: &Words) -> Option<(String, bool)> {
        Some((words.sum_sentence(&self.state), self.state.finding().is_some()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_sets_n_and_the_verdict_has_the_draws_numbers() {
        let (mut sum, words) = (Sum::default(), Words::english());
        assert!(sum.is_asking());
        let Effect::Patch(query) = sum.answered("two") else { unreachable!("an answer sets keys") };
        sum.configure(&Config::from_query(&query).0);
        while sum.work() {}
        sum.prepare();
        let (verdict, is_answer) = sum.verdict(&words).unwrap();
        assert!(!sum.is_asking() && is_answer && verdict.starts_with("Yes, 2 times:"), "{verdict}");
        let mut charts = 0;
        sum.visit(&words, &mut |place, plot| {
            charts += 1;
            assert!(!plot.describe(&words).is_empty() && place < sum.charts().len());
        });
        assert_eq!(charts, 2);
    }
}
