//! What a network answers about the reader's own input.

use crate::words::Words;
use lesson::choice::DataSet;
use lesson::predict::likeliest;

impl Words {
    /// The likeliest class, as a sentence.
    ///
    /// ```
    /// use lesson::choice::DataSet;
    /// let words = unit_variance_words::Words::english();
    /// assert_eq!(words.prediction(DataSet::Moons, &[0.25, 0.75]), "Class 1, with 75% confidence.");
    /// ```
    pub fn prediction(&self, set: DataSet, classes: &[f32]) -> String {
        match likeliest(classes) {
            Some((class, share)) if set == DataSet::Digits => self.predict_digit(class as u64, share.into()),
            Some((class, share)) => self.predict_point(class as u64, share.into()),
            None => self.predict_not_a_number().into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digit_is_seen_and_what_is_no_number_is_said_to_be_none() {
        let words = Words::english();
        assert_eq!(words.prediction(DataSet::Digits, &[0.1, 0.9]), "The network sees a 1, with 90% confidence.");
        assert_eq!(words.prediction(DataSet::Digits, &[f32::NAN; 10]), words.predict_not_a_number());
    }
}
