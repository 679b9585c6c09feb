//! The chain: a weight and a length by sliders; `w^L` beside the product that a linear network really gives.

use crate::experiment::{Effect, Experiment, Visit};
use charts::chain::Chain as Chart;
use lesson::chain::LinearChain;
use words::{Named, Words};

/// The chain: a tenth, four times, at the beginning.
#[derive(Debug, Default)]
pub struct Chain(LinearChain);

impl Experiment for Chain {
    fn charts(&self) -> &'static [&'static str] {
        &["chain"]
    }

    fn visit(&self, _words: &Words, visit: Visit<'_>) {
        let LinearChain { weight, length, ref products } = self.0;
        visit(0, &Chart { weight, length: length as usize, measured: products });
    }

    fn slid(&mut self, slider: &str, place: f64) -> Effect {
        self.0 = self.0.slid(slider, place);
        Effect::Changed
    }

    fn pressed(&mut self, what: &str) -> Effect {
        let Some(chain) = LinearChain::of(what) else { return Effect::None };
        self.0 = chain;
        Effect::Changed
    }

    fn place(&self, slider: &str, place: f64) -> Option<f64> {
        let shown = self.0.slid(slider, place);
        let right = self.0.places().into_iter().find(|(name, _)| *name == slider)?.1;
        (shown != self.0).then_some(right)
    }

    fn reply(&self, words: &Words, guess: &str) -> Option<String> {
        Some(words.reply_chain(guess))
    }

    fn values(&self, words: &Words) -> Vec<Named> {
        words.chain_values(&self.0).into()
    }

    fn finding(&self, words: &Words) -> String {
        words.chain_finding(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sliders_and_buttons_set_the_chain_and_the_finding_follows() {
        let (mut chain, words) = (Chain::default(), Words::english());
        assert!(chain.finding(&words).contains("0.0001"), "{}", chain.finding(&words));
        assert_eq!((chain.slid("chain-l", 7.0), chain.place("chain-l", 7.0)), (Effect::Changed, None));
        assert_eq!((chain.pressed("10,4"), chain.pressed("10")), (Effect::Changed, Effect::None));
        assert_eq!((chain.place("chain-w", -1.0), chain.place("nothing", 0.0)), (Some(1.0), None));
        assert!(chain.values(&words).contains(&("chain-product", "10,000".into())), "{:?}", chain.values(&words));
        assert!(["added", "once", "product"].iter().all(|guess| chain.reply(&words, guess).is_some()));
    }
}
