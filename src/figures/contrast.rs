//! Contrast: a guess first, then one picture's contrast, brightness and one channel's gain by slider, and what four
//! normalizations make of it and of its neighbours.

use crate::experiment::{Effect, Experiment, Table, Visit};
use charts::contrast::{Channels, Pictures};
use lesson::config::Config;
use lesson::contrast::{Contrast as State, ContrastSpec, METHODS};
use words::{Named, Words};

/// What the question is about.
const ASKED: ContrastSpec = ContrastSpec { scale: 0.25, shift: 0.0, gain: 1.0, channel: 5 };
const KEYS: &str = "contrast-scale=0.25&contrast-shift=0&contrast-gain=1&contrast-channel=5";

/// The figure.
#[derive(Debug, Default)]
pub struct Contrast {
    state: State,
}

impl Experiment for Contrast {
    fn charts(&self) -> &'static [&'static str] {
        &["contrast-pictures", "contrast-batch", "contrast-layer", "contrast-instance", "contrast-group"]
    }

    fn visit(&self, _words: &Words, visit: Visit<'_>) {
        if let Some(pictures) = Pictures::of(&self.state) {
            visit(0, &pictures);
        }
        for method in 0..METHODS.len() {
            if let Some(channels) = Channels::of(&self.state, method) {
                visit(1 + method, &channels);
            }
        }
    }

    fn configure(&mut self, config: &Config) -> bool {
        self.state.configure(config.page.figures.contrast, config.run.seed);
        false
    }

    fn slid(&mut self, slider: &str, place: f64) -> Effect {
        Effect::patch(self.state.slid(slider, place))
    }

    fn place(&self, slider: &str, place: f64) -> Option<f64> {
        self.state.place(slider, place)
    }

    fn answered(&mut self, _guess: &str) -> Effect {
        Effect::Patch(KEYS.into())
    }

    fn reply(&self, words: &Words, guess: &str) -> Option<String> {
        let finding = self.state.finding().filter(|finding| finding.spec == ASKED)?;
        Some(words.contrast_reply(finding, guess))
    }

    fn work(&mut self) -> bool {
        self.state.work()
    }

    fn is_busy(&self) -> bool {
        self.state.is_busy()
    }

    fn values(&self, words: &Words) -> Vec<Named> {
        words.contrast_values(&self.state)
    }

    fn finding(&self, words: &Words) -> String {
        words.contrast_finding(&self.state)
    }

    fn table(&self, words: &Words) -> Option<Table> {
        Some(Table { heads: words.contrast_heads(), lines: words.contrast_lines(&self.state) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(contrast: &mut Contrast, query: &str) {
        let (config, notices) = Config::from_query(query);
        assert!(notices.is_empty(), "{notices:?}");
        contrast.configure(&config);
        while contrast.work() {}
    }

    #[test]
    fn each_guess_is_judged_by_what_the_networks_say_and_sets_what_was_asked() {
        let words = Words::english();
        for (guess, start) in [
            ("batch", "Yes: "),
            ("none", "Not under none: "),
            ("instance", "Not instance"),
            ("all", "Not under all"),
            ("skip", "Measured: "),
        ] {
            let mut contrast = Contrast::default();
            shown(&mut contrast, "");
            assert!(contrast.reply(&words, guess).is_none(), "nothing is changed yet");
            let Effect::Patch(query) = contrast.answered(guess) else { unreachable!("an answer sets keys") };
            shown(&mut contrast, &query);
            let said = contrast.reply(&words, guess).unwrap();
            assert!(
                said.starts_with(start) && said.contains("batch norm 74.4%, layer <0.1%, instance <0.1%"),
                "{said}"
            );
        }
    }

    #[test]
    fn a_reader_who_moves_the_sliders_is_told_what_became_of_it() {
        let (words, mut contrast) = (Words::english(), Contrast::default());
        for (query, said) in [
            ("", "Nothing is changed yet"),
            ("contrast-scale=0.25", "layer, instance and group norm take it away"),
            ("contrast-gain=3", "Channel 5 times 3: only instance norm takes it away (<0.1%)"),
            ("contrast-shift=0.5", "Brightness 0.5: instance norm leaves the least of it (18.3%"),
            ("contrast-scale=0", "No contrast at all"),
            ("contrast-gain=0&contrast-channel=2", "Channel 2 is silent"),
            ("contrast-gain=2&contrast-scale=0.5", "Before normalization"),
        ] {
            shown(&mut contrast, query);
            assert!(contrast.finding(&words).contains(said), "{query}: {}", contrast.finding(&words));
        }
        let Effect::Patch(query) = contrast.slid("contrast-gain", 3.1) else { unreachable!("a slider sets its key") };
        assert_eq!(query, "contrast-gain=3.1");
        assert_eq!(contrast.place("contrast-gain", 3.1), Some(2.0));
    }

    #[test]
    fn five_charts_and_a_table_say_the_same_numbers() {
        let (words, mut contrast) = (Words::english(), Contrast::default());
        contrast.visit(&words, &mut |_, _| unreachable!("nothing is computed before it is asked for"));
        shown(&mut contrast, "contrast-gain=3");
        let mut said = Vec::new();
        contrast.visit(&words, &mut |_, plot| said.push(plot.describe(&words)));
        assert!(
            said.len() == 5
                && said[1].contains("34%")
                && said[3].contains("instance: the picture’s values moved by <0.1%"),
            "{said:?}"
        );
        let table = contrast.table(&words).unwrap();
        assert_eq!((table.heads.len(), table.lines.len()), (5, 5));
        assert!(table.lines[1][1].starts_with("0.3398"), "{:?}", table.lines);
    }
}
