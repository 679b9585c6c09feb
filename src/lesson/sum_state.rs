//! What the sum's figure knows between two events: the draws so far, the network, the reader's answer. Its work is done in
//! small pieces, so that no moment of the page is long; a test drives it as the page does.

use crate::control;
use crate::histogram::{Bins, Histogram};
use crate::sum::{AtLayer, Network, Prediction, STD, SumSpec, Sums, WeightStd, factor_of};
use nn::act::Act;

/// The question: n goes from here …
pub const FROM: u32 = 100;
/// … to here.
pub const TO: u32 = 400;

/// The sliders, as the markup names them.
const TERMS: &str = "sum-n";
const WEIGHTS: &str = "sum-std";

/// Products that one piece of work adds up: about a millisecond.
const PIECE: usize = 20_000;

/// Bars across the narrower of the two histograms' standard deviations, and the most of all.
const BARS: f64 = 5.0;
const MOST_BARS: f64 = 160.0;

/// The axis has room for sums behind that are at most so many times as wide.
const WIDER: f64 = 4.0;

/// How much wider the sum gets, as the reader says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guess {
    /// As many times as there are terms.
    Four,
    /// The root of that: what is right.
    Two,
    /// Not at all.
    Same,
    /// The reader would rather not guess.
    Skip,
}

impl Guess {
    /// All, by the keys of their buttons.
    pub const ALL: [(Self, &'static str); 4] =
        [(Self::Four, "four"), (Self::Two, "two"), (Self::Same, "same"), (Self::Skip, "skip")];

    /// The guess of a button.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, name)| *name == key).map(|(guess, _)| *guess)
    }

    /// The key of its button.
    pub fn key(self) -> &'static str {
        Self::ALL.iter().find(|(guess, _)| *guess == self).map_or("", |(_, key)| key)
    }
}

/// What was found about the question: the standard deviations before and after.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Finding {
    /// What the reader had said.
    pub guess: Guess,
    /// The standard deviation of the sums of [`FROM`] terms.
    pub before: f64,
    /// The same of [`TO`] terms.
    pub after: f64,
}

/// The sums as a histogram, with the sums of [`FROM`] terms behind it.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// The number of terms.
    pub n: u32,
    /// The sums.
    pub sums: Histogram,
    /// Their standard deviation; NaN before there are any.
    pub std: f64,
    /// What theory says of it.
    pub predicted: f64,
    /// The sums of [`FROM`] terms in the same bins, and what theory says of their standard deviation.
    pub behind: Option<(Histogram, f64)>,
}

/// The ten layers, measured, beside what theory says of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ten {
    /// Units of a layer.
    pub width: usize,
    /// What was measured.
    pub measured: Vec<AtLayer>,
    /// What theory says.
    pub predicted: Prediction,
}

impl Ten {
    /// What the gradient was multiplied by a layer on its way back.
    pub fn factor(&self) -> f64 {
        factor_of(&self.measured)
    }

    /// How far one network of this width strays from the prediction up to a layer, as a share of it (`nn::theory`).
    pub fn stray(&self, layer: usize) -> f64 {
        (5.0 * layer as f64 / self.width.max(1) as f64).sqrt() / 2.0
    }
}

/// The figure's state.
#[derive(Debug)]
pub struct SumState {
    sum: SumSpec,
    act: Act,
    seed: u32,
    /// The sums of [`FROM`] terms, and those of the present n where it is another.
    before: Sums,
    now: Option<Sums>,
    network: Option<(u32, Network)>,
    /// The network has been measured as it is now.
    is_measured: bool,
    ten: Ten,
    prediction: Prediction,
    is_asking: bool,
    guess: Option<Guess>,
    finding: Option<Finding>,
}

impl Default for SumState {
    fn default() -> Self {
        Self::new(SumSpec::default(), Act::Tanh, 1)
    }
}

impl SumState {
    fn new(sum: SumSpec, act: Act, seed: u32) -> Self {
        let other = (sum.n != FROM).then(|| Sums::new(sum.n, seed));
        Self {
            sum,
            act,
            seed,
            before: Sums::new(FROM, seed),
            now: other,
            network: None,
            is_measured: false,
            ten: Ten::default(),
            prediction: sum.predicted(act),
            is_asking: true,
            guess: None,
            finding: None,
        }
    }

    /// Takes in a configuration; says whether the picture is another. A link to another n than the question's has nothing
    /// to ask any more.
    pub fn configure(&mut self, sum: SumSpec, act: Act, seed: u32) -> bool {
        self.is_asking &= sum.n == FROM;
        if (sum, act, seed) == (self.sum, self.act, self.seed) {
            return false;
        }
        let (n, earlier) = (sum.n, self.seed);
        if seed != earlier {
            self.before = Sums::new(FROM, seed);
            (self.now, self.network) = (None, None);
        }
        if n == FROM {
            self.now = None;
        } else if self.now.as_ref().is_none_or(|sums| sums.n() != n) {
            self.now = Some(Sums::new(n, seed));
        }
        (self.sum, self.act, self.seed) = (sum, act, seed);
        self.prediction = sum.predicted(act);
        self.is_measured = false;
        true
    }

    /// Whether the reader is still to answer.
    pub fn is_asking(&self) -> bool {
        self.is_asking
    }

    /// Takes in the answer of a button: the keys to change so that the answer can be seen. Weights that follow a rule would
    /// change with n, so they stay as wide as they are.
    pub fn answer(&mut self, key: &str) -> Option<String> {
        let guess = Guess::from_key(key).filter(|_| self.is_asking)?;
        self.is_asking = false;
        self.guess = Some(guess);
        let std = WeightStd::Fixed(self.sum.weight_std() as f32).key();
        Some(format!("{TERMS}={TO}&{WEIGHTS}={std}"))
    }

    /// The key to change where a slider was moved to a place; both are logarithmic.
    pub fn slid(&self, slider: &str, place: f64) -> Option<String> {
        let value = control::rounded_value(control::from_log(place)).filter(|value| value.is_finite())?;
        match slider {
            TERMS => Some(format!("{TERMS}={}", libm::round(value))),
            WEIGHTS => {
                let std = WeightStd::Fixed(value.clamp(STD.0.into(), STD.1.into()) as f32);
                Some(format!("{WEIGHTS}={}", std.key()))
            }
            _ => None,
        }
    }

    /// Where a slider at `place` has to be moved; `None` where it shows the value already.
    pub fn place(&self, slider: &str, place: f64) -> Option<f64> {
        let value = if slider == TERMS { f64::from(self.sum.n) } else { self.sum.weight_std() };
        let shown = self.slid(slider, place).is_some_and(|patch| patch == format!("{slider}={}", self.key(slider)));
        (!shown).then(|| control::to_log(value))
    }

    fn key(&self, slider: &str) -> String {
        if slider == TERMS { self.sum.n.to_string() } else { self.sum.weights.key() }
    }

    /// Does one piece of what is left to do: at most some milliseconds. Says whether there was anything.
    pub fn work(&mut self) -> bool {
        if !self.is_measured {
            return self.work_on_network();
        }
        let left = std::iter::once(&mut self.before).chain(&mut self.now).find(|sums| !sums.is_complete());
        let Some(sums) = left else { return false };
        sums.draw(PIECE);
        if !self.is_busy() {
            self.find();
        }
        true
    }

    /// Draws the matrices, or sends signal and gradient through them.
    fn work_on_network(&mut self) -> bool {
        let width = Network::width_for(self.sum.n);
        match &self.network {
            Some((of, network)) if *of == width => {
                let measured = network.measure(self.sum, self.act);
                self.ten = Ten { width: network.width(), measured, predicted: self.prediction.clone() };
                self.is_measured = true;
            }
            _ => self.network = Some((width, Network::new(self.sum.n, self.seed))),
        }
        true
    }

    /// Whether there is work left.
    pub fn is_busy(&self) -> bool {
        !self.is_measured || !self.before.is_complete() || self.now.as_ref().is_some_and(|sums| !sums.is_complete())
    }

    /// The answer to the question, once both sums have been drawn.
    fn find(&mut self) {
        let (Some(guess), Some(now)) = (self.guess, &self.now) else { return };
        if now.n() == TO && self.finding.is_none() {
            let std = self.sum.weight_std();
            self.finding = Some(Finding { guess, before: self.before.std() * std, after: now.std() * std });
        }
    }

    /// Whether the answer to the question is being drawn.
    pub fn is_finding(&self) -> bool {
        self.guess.is_some() && self.finding.is_none() && self.sum.n == TO
    }

    /// What was found about the question.
    pub fn finding(&self) -> Option<Finding> {
        self.finding
    }

    /// The sum as it is set.
    pub fn sum(&self) -> SumSpec {
        self.sum
    }

    /// The activation.
    pub fn act(&self) -> Act {
        self.act
    }

    fn shown(&self) -> &Sums {
        self.now.as_ref().unwrap_or(&self.before)
    }

    /// How many sums have been drawn.
    pub fn drawn(&self) -> usize {
        self.shown().drawn()
    }

    /// The standard deviation of the sums drawn so far.
    pub fn std(&self) -> f64 {
        self.shown().std() * self.sum.weight_std()
    }

    /// The share of the sums' mean square that the activation leaves: measured and predicted.
    pub fn kept(&self) -> (f64, f64) {
        (self.shown().kept(self.act, self.sum.weight_std()), self.prediction.kept())
    }

    /// The ten layers as they were measured last.
    pub fn ten(&self) -> &Ten {
        &self.ten
    }

    /// The sums as a histogram. Behind them stand those of [`FROM`] terms, with weights by the same number or rule.
    pub fn picture(&self) -> Picture {
        let behind = SumSpec { n: FROM, ..self.sum };
        let (own, other) = (self.sum.std(), behind.std());
        let (wide, narrow) = (own.max(other.min(WIDER * own)), own.min(other));
        let half = round_up(3.6 * wide);
        let count = (2.0 * half * BARS / narrow).min(MOST_BARS) as usize / 2 * 2 + 1;
        let bins = Bins::Linear { low: -half as f32, high: half as f32, count };
        let counted = |sums: &Sums, std: f64| {
            let mut histogram = Histogram::new(bins);
            histogram.count(&sums.scaled(std));
            histogram
        };
        Picture {
            n: self.sum.n,
            sums: counted(self.shown(), self.sum.weight_std()),
            std: self.std(),
            predicted: self.sum.std(),
            behind: self.now.is_some().then(|| (counted(&self.before, behind.weight_std()), behind.std())),
        }
    }
}

/// The next round number, so that the axis changes seldom.
fn round_up(value: f64) -> f64 {
    let power = libm::exp10(libm::floor(libm::log10(value)));
    let steps = [1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0];
    steps.into_iter().map(|step| step * power).find(|round| *round >= value * 0.9999).unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    fn configured(query: &str) -> SumState {
        let mut state = SumState::default();
        configure(&mut state, query);
        state
    }

    fn configure(state: &mut SumState, query: &str) -> bool {
        let (config, notices) = Config::from_query(query);
        assert!(notices.is_empty(), "{notices:?}");
        state.configure(config.page.sum, config.run.act, config.run.seed)
    }

    fn finish(state: &mut SumState) {
        while state.work() {}
    }

    #[test]
    fn an_answer_is_judged_by_the_draws() {
        for (guess, key) in Guess::ALL {
            let mut state = configured("sum-std=xavier");
            assert!(state.is_asking() && state.picture().behind.is_none());
            let patch = state.answer(key).unwrap();
            assert_eq!(patch, "sum-n=400&sum-std=0.1");
            assert!(configure(&mut state, &patch) && !state.is_asking() && state.finding().is_none());
            finish(&mut state);
            let found = state.finding().unwrap();
            assert_eq!((found.guess, found.guess.key()), (guess, key));
            assert!((found.after / found.before - 2.0).abs() < 0.05, "{found:?}");
            assert_eq!((state.answer("two"), state.is_busy()), (None, false), "asked once");
        }
        assert_eq!(SumState::default().answer("five"), None);
    }

    #[test]
    fn a_link_to_a_sum_asks_nothing_and_finds_nothing() {
        let mut state = configured("sum-n=400&act=relu");
        finish(&mut state);
        assert!(!state.is_asking() && state.finding().is_none() && state.drawn() == crate::sum::DRAWS);
        let (measured, predicted) = state.kept();
        assert!((measured - 0.5).abs() < 0.01 && (predicted - 0.5).abs() < 1e-3);
    }

    #[test]
    fn only_what_changed_is_drawn_again() {
        let mut state = configured("sum-n=30");
        finish(&mut state);
        assert!(!configure(&mut state, "sum-n=30"));
        assert!(configure(&mut state, "sum-n=30&sum-std=0.5") && state.drawn() == crate::sum::DRAWS);
        assert!(configure(&mut state, "sum-n=31&sum-std=0.5") && state.drawn() == 0 && state.before.is_complete());
        assert!(configure(&mut state, "sum-n=31&seed=2") && !state.before.is_complete());
        finish(&mut state);
        assert!(configure(&mut state, "seed=2") && state.drawn() == crate::sum::DRAWS, "n = 100 stays known");
    }

    #[test]
    fn sliders_read_round_numbers_and_follow_the_rules() {
        let state = configured("sum-n=400&sum-std=he");
        assert_eq!(state.slid("sum-n", 2.0).as_deref(), Some("sum-n=100"));
        assert_eq!(state.slid("sum-n", 0.1).as_deref(), Some("sum-n=1"));
        assert_eq!(state.slid("sum-std", -1.0).as_deref(), Some("sum-std=0.1"));
        assert_eq!(state.slid("sum-std", 9.0).as_deref(), Some("sum-std=3"));
        assert_eq!((state.slid("depth", 1.0), state.slid("sum-n", f64::NAN)), (None, None));
        assert_eq!(state.place("sum-n", 2.6021), None, "400 already");
        assert!((state.place("sum-n", 0.0).unwrap() - 2.60206).abs() < 1e-5);
        assert!((state.place("sum-std", 0.0).unwrap() - libm::log10(0.0050f64.sqrt())).abs() < 1e-9);
    }

    #[test]
    fn the_picture_holds_both_histograms_and_counts_what_lies_outside() {
        for query in ["", "sum-n=1", "sum-n=1000", "sum-n=400&sum-std=xavier", "sum-n=7&sum-std=0.01"] {
            let mut state = configured(query);
            finish(&mut state);
            let picture = state.picture();
            assert_eq!(picture.sums.total() as usize, crate::sum::DRAWS, "{query}");
            assert!((picture.sums.under + picture.sums.over) < 200, "{query}: {:?}", picture.sums);
            assert!(picture.sums.counts.len() % 2 == 1 && (picture.std / picture.predicted - 1.0).abs() < 0.02);
            assert_eq!(picture.behind.is_some(), !query.is_empty());
        }
        assert_eq!([36.0, 72.0, 113.8, 0.36, 10.0].map(round_up), [40.0, 80.0, 150.0, 0.4, 10.0]);
    }
}
