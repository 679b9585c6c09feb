//! The sum in numbers and in words: what is measured beside what is predicted, and the answer to the question.

use crate::number::{NONE, count, number, percent};
use crate::words::{Named, Words};
use lesson::sum::DRAWS;
use lesson::sum_state::{FROM, Finding, SumState, TO};

impl Words {
    /// The sliders' values and every measurement with its prediction.
    pub fn sum_values(&self, state: &SumState) -> [Named; 10] {
        let known = |value: f64, write: fn(f64) -> String| if value.is_nan() { NONE.into() } else { write(value) };
        let (kept, kept_predicted) = state.kept();
        let ten = state.ten();
        [
            ("sum-n", count(state.sum().n.into())),
            ("sum-std", number(state.sum().weight_std())),
            ("sum-drawn", count(state.drawn() as u64)),
            ("sum-width", known(state.std(), number)),
            ("sum-width-predicted", number(state.sum().std())),
            ("sum-kept", known(kept, percent)),
            ("sum-kept-predicted", known(kept_predicted, percent)),
            ("sum-factor", known(ten.factor(), number)),
            ("sum-factor-predicted", known(ten.predicted.factor(), number)),
            ("sum-units", count(ten.width as u64)),
        ]
    }

    /// The sentence beside the charts: the answer, that it is on its way, or what to try.
    pub fn sum_sentence(&self, state: &SumState) -> String {
        match state.finding() {
            Some(Finding { guess, before, after }) => {
                self.sum_found(guess.key(), FROM.into(), before, TO.into(), after, after / before)
            }
            None if state.is_finding() => self.sum_drawing(state.sum().n.into(), DRAWS as u64),
            None => self.sum_try().into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use lesson::config::Config;
    use lesson::sum_state::Guess;

    fn configure(state: &mut SumState, query: &str) {
        let config = Config::from_query(query).0;
        state.configure(config.page.figures.sum, config.run.act, config.run.seed);
    }

    #[test]
    fn each_guess_is_judged_in_its_own_words_and_with_the_same_numbers() {
        let words = Words::english();
        for ((guess, key), start) in
            Guess::ALL.into_iter().zip(["Not 4 times: ", "Yes, 2 times: ", "Not the same: ", "From n = 100"])
        {
            let mut state = SumState::default();
            let patch = state.answer(key).unwrap();
            configure(&mut state, &patch);
            assert_eq!(words.sum_sentence(&state), "Drawing 10,000 sums of 400 products …");
            while state.work() {}
            let said = words.sum_sentence(&state);
            assert!(said.starts_with(start), "{guess:?}: {said}");
            assert!(
                said.ends_with("From n = 100 to n = 400 the measured std went from 10 to 20.1: 2 times as wide."),
                "{said}"
            );
        }
    }

    #[test]
    fn what_is_not_measured_yet_is_a_dash() {
        let mut state = SumState::default();
        configure(&mut state, "sum-n=1000&sum-std=he&act=relu");
        let values = |state: &SumState| Words::english().sum_values(state).map(|(_, value)| value);
        assert_eq!(values(&state), ["1,000", "0.045", "0", "–", "1.41", "–", "50%", "–", "–", "0"]);
        while state.work() {}
        assert_eq!(values(&state)[2..5], ["10,000", "1.41", "1.41"]);
    }
}
