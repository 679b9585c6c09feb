//! What the sum's figure knows between two events: the draws so far, the network, the reader's answer. Its work is done in
//! small pieces, so that no moment of the page is long; a test drives it as the page does.

mod guess;
mod picture;

use crate::control;
use crate::sum::{Network, Prediction, STD, SumSpec, Sums, WeightStd};
use nn::act::Act;

pub use guess::{Finding, Guess};
pub use picture::{Picture, Ten};

/// The question: n goes from here …
pub const FROM: u32 = 100;
/// … to here.
pub const TO: u32 = 400;

/// The sliders, as the markup names them.
const TERMS: &str = "sum-n";
const WEIGHTS: &str = "sum-std";

/// Products that one piece of work adds up: about a millisecond.
const PIECE: usize = 20_000;

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
                self.ten = Ten { n: self.sum.n, width: network.width(), measured, predicted: self.prediction.clone() };
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
        Picture::of(self.sum, self.shown(), self.now.is_some().then_some(&self.before))
    }
}

#[cfg(test)]
mod tests;
