//! What was wrong with an address, and why a run cannot begin or go on, as sentences.

use crate::words::Words;
use lesson::choice::{Choice, Lang};
use lesson::notice::{Notice, Problem};
use lesson::session::{LIMIT, RunError, StartError};

impl Words {
    /// The sentence about a key and value of an address that were not used as they stand.
    ///
    /// ```
    /// use lesson::config::Config;
    /// let (_, notices) = Config::from_query("depth=900");
    /// let said = unit_variance_words::Words::english().notice(&notices[0]);
    /// assert_eq!(said, "depth=900 is out of range (1 to 50): used 50.");
    /// ```
    pub fn notice(&self, notice: &Notice) -> String {
        let Notice { key, value, problem } = notice;
        let used = |used| self.used(key, used);
        match problem {
            Problem::UnknownKey => self.notice_unknown_key(key, value),
            Problem::UnknownValue { used: last, offered } => self.notice_unknown_value(key, value, offered, used(last)),
            Problem::NotANumber { used: last } => self.notice_not_a_number(key, value, used(last)),
            Problem::NotWhole { used: last } => self.notice_not_whole(key, value, used(last)),
            Problem::OutOfRange { low, high, used } => self.notice_out_of_range(key, value, low, high, used),
            Problem::NotAShape { used } => self.notice_not_a_shape(key, value, used),
            Problem::UnknownControl { name } => self.notice_unknown_control(key, value, name),
            Problem::FixedByInit { init } => self.notice_fixed_by_init(key, value, self.label(*init)),
            Problem::NeedsImages { used } => self.notice_needs_images(key, value, used),
            Problem::NotADivisor { channels, used } => {
                self.notice_not_a_divisor(key, value, (*channels).into(), (*used).into())
            }
            Problem::NoDirection => self.notice_no_direction(key, value),
            Problem::OtherVersion { used } => self.notice_other_version(value, used),
        }
    }

    /// The value that was used, in words where the address has none for it.
    fn used<'a>(&'a self, key: &str, used: &'a str) -> &'a str {
        match (key, used) {
            ("figure", "") => self.notice_whole_article(),
            ("until", "") => self.notice_no_stop(),
            ("lang", "") => self.notice_page_language(),
            ("lang", used) => Lang::from_key(used).map_or(used, |lang| self.label(lang)),
            (_, used) => used,
        }
    }

    /// Why a run cannot begin, or a question not be answered.
    pub fn start_error(&self, error: &StartError) -> String {
        let mega = |bytes: u64| bytes.div_ceil(1 << 20);
        match error {
            StartError::Memory(bytes) => self.error_memory(mega(*bytes), mega(LIMIT)),
            StartError::Network { name, value, reason } => self.error_network(name, value, reason),
            StartError::NotConvolutional => self.error_not_convolutional().into(),
            StartError::NotDense => self.error_not_dense().into(),
            StartError::NotBatchNormed => self.error_not_batch_normed().into(),
        }
    }

    /// Why a run cannot begin or go on.
    pub fn run_error(&self, error: &RunError) -> String {
        match error {
            RunError::Start(error) => self.start_error(error),
            RunError::Stopped(report) => self.error_stopped(report),
            RunError::Replaced => self.error_replaced().into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use lesson::config::Config;

    fn said(query: &str) -> Vec<String> {
        Config::from_query(query).1.iter().map(|notice| Words::english().notice(notice)).collect()
    }

    #[test]
    fn what_has_no_word_in_an_address_has_one_in_the_notice() {
        assert_eq!(said("until=x"), ["until=x is not a number: used no stop."]);
        assert_eq!(
            said("init=orthogonal&dist=uniform"),
            ["dist=uniform is ignored: the initializer orthogonal fixes the distribution itself."]
        );
        assert!(said("figure=x")[0].ends_with("weight, time: used the whole article."));
    }

    #[test]
    fn too_much_memory_is_told_in_megabytes() {
        let text = Words::english().run_error(&RunError::Start(StartError::Memory(3 << 30)));
        assert!(text.starts_with("This would need about 3,072 megabytes of memory; the limit is 1,024."), "{text}");
    }
}
