//! What the figure knows: three networks in training, a step at a time, and what each does on longer sequences afterwards.

use super::network::{AtStep, Network, Run};
use super::task::Sequences;
use crate::choice::Choice;
use crate::data::{Stream, generator};
use crate::time_spec::{LONGEST, Method, Past, TRAINED, TimeSpec};

/// Steps of training.
pub const STEPS: u32 = 300;
/// Sequences on which the networks are run afterwards.
pub const HELD_OUT: usize = 128;

/// What was found, at the last step of the length that is set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Finding {
    /// What batch norm uses past the training length; `None` where the sequences are no longer than in training.
    pub past: Option<Past>,
    /// Steps of the sequences.
    pub length: u32,
    /// Means and variances that batch norm has stored.
    pub stored: usize,
    /// Weights, biases and gammas of the same network.
    pub learned: usize,
    /// The share of sequences told right at the last step, by method; NaN for batch norm where it has stopped.
    pub right: [f64; 3],
    /// The standard deviation of the states there, by method.
    pub std: [f64; 3],
    /// The standard deviation that batch norm assumed there, and the one that it met.
    pub assumed: (f64, f64),
}

/// The figure's state.
#[derive(Debug)]
pub struct Time {
    seed: u32,
    spec: TimeSpec,
    networks: Vec<Network>,
    held_out: Sequences,
    /// Without normalization, with layer norm, and with batch norm for each of [`Past`], as far as they are known.
    runs: Vec<Run>,
}

impl Default for Time {
    fn default() -> Self {
        Self::new(1, TimeSpec::default())
    }
}

/// The runs in the order in which they are made.
fn runs() -> impl Iterator<Item = (Method, Past)> {
    let own = |method: Method| if method == Method::Batch { Past::ALL } else { &[Past::Nothing] };
    Method::ALL.iter().flat_map(move |method| own(*method).iter().map(move |past| (*method, *past)))
}

impl Time {
    fn new(seed: u32, spec: TimeSpec) -> Self {
        Self {
            seed,
            spec,
            networks: Method::ALL.iter().map(|method| Network::new(*method, seed)).collect(),
            held_out: Sequences::draw(HELD_OUT, LONGEST as usize, &mut generator(seed, Stream::Points)),
            runs: Vec::new(),
        }
    }

    /// Takes in a configuration; another seed trains other networks.
    pub fn configure(&mut self, spec: TimeSpec, seed: u32) {
        if seed != self.seed {
            *self = Self::new(seed, spec);
        }
        self.spec = spec;
    }

    /// Does one piece of what is left to do: a step of training of one network, or one run. Says whether there was anything.
    pub fn work(&mut self) -> bool {
        let behind = self.networks.iter_mut().min_by_key(|network| network.updates());
        if let Some(network) = behind.filter(|network| network.updates() < STEPS) {
            network.train();
            return true;
        }
        let Some((method, past)) = runs().nth(self.runs.len()) else { return false };
        self.runs.push(self.network(method).run(&self.held_out, past));
        true
    }

    /// Whether there is work left.
    pub fn is_busy(&self) -> bool {
        self.runs.len() < runs().count()
    }

    fn network(&self, method: Method) -> &Network {
        &self.networks[method as usize]
    }

    /// What links say of it.
    pub fn spec(&self) -> TimeSpec {
        self.spec
    }

    /// Steps of training that all networks have done.
    pub fn trained(&self) -> u32 {
        self.networks.iter().map(Network::updates).min().unwrap_or(0)
    }

    /// The step that is looked at, counted from 1: within the length.
    pub fn step(&self) -> u32 {
        self.spec.step.min(self.spec.length)
    }

    /// What a network has stored and what it has learned, in numbers.
    pub fn counts(&self, method: Method) -> (usize, usize) {
        (self.network(method).stored(), self.network(method).learned())
    }

    /// A network's run, up to the length that is set or to where the network stops; empty before it is known.
    pub fn run(&self, method: Method) -> &[AtStep] {
        let place = runs().position(|(of, past)| of == method && (method != Method::Batch || past == self.spec.past));
        let run = place.and_then(|place| self.runs.get(place)).map_or(&[][..], |run| run);
        &run[..run.len().min(self.spec.length as usize)]
    }

    /// What is measured of a network at the step that is looked at.
    pub fn at(&self, method: Method) -> Option<&AtStep> {
        self.run(method).get(self.step() as usize - 1)
    }

    /// The first step at which batch norm had nothing to go by; `None` where it never came to one.
    pub fn stopped(&self) -> Option<u32> {
        let steps = self.run(Method::Batch).len() as u32;
        (!self.is_busy() && steps < self.spec.length).then_some(steps + 1)
    }

    /// What was found, once everything has been run.
    pub fn finding(&self) -> Option<Finding> {
        if self.is_busy() {
            return None;
        }
        let length = self.spec.length;
        let (stored, learned) = self.counts(Method::Batch);
        let last = |method: Method| self.run(method).get(length as usize - 1);
        let each = |of: fn(&AtStep) -> f64| {
            [Method::None, Method::Layer, Method::Batch].map(|method| last(method).map_or(f64::NAN, of))
        };
        let assumed = last(Method::Batch).map_or((f64::NAN, f64::NAN), |at| (at.stored, at.found));
        let past = (length > TRAINED).then_some(self.spec.past);
        Some(Finding { past, length, stored, learned, right: each(|at| at.right), std: each(|at| at.std), assumed })
    }

    /// The key to change where a slider of its own was moved to a place.
    pub fn slid(&self, slider: &str, place: f64) -> Option<String> {
        matches!(slider, "time-length" | "time-step").then(|| format!("{slider}={}", libm::round(place)))
    }

    /// Where a slider that stands at `place` has to be moved; `None` where it shows the value already.
    pub fn place(&self, slider: &str, place: f64) -> Option<f64> {
        let right = f64::from(if slider == "time-length" { self.spec.length } else { self.step() });
        (right != place).then_some(right)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    fn time(query: &str) -> Time {
        let (config, notices) = Config::from_query(query);
        assert!(notices.is_empty(), "{notices:?}");
        let mut time = Time::default();
        time.configure(config.page.figures.time, config.run.seed);
        while time.work() {}
        time
    }

    fn set(time: &mut Time, query: &str) {
        time.configure(Config::from_query(query).0.page.figures.time, time.seed);
    }

    /// Batch norm has statistics for sixteen steps and stops at the seventeenth; the others go on.
    #[test]
    fn batch_norm_stops_at_the_seventeenth_step_and_the_others_go_on() {
        for seed in 1..4 {
            let mut time = time(&format!("time-length=64&seed={seed}"));
            assert_eq!(
                (time.stopped(), time.run(Method::Batch).len(), time.run(Method::Layer).len()),
                (Some(17), 16, 64)
            );
            let found = time.finding().unwrap();
            println!("{found:?}");
            assert!(found.right[0] > 0.97 && found.right[1] > 0.97 && found.right[2].is_nan(), "{found:?}");
            assert_eq!((time.counts(Method::None), time.counts(Method::Layer)), ((0, 649), (0, 673)));
            assert_eq!(time.counts(Method::Batch), (2 * 2 * 24 * 16, 697));
            set(&mut time, "");
            assert_eq!((time.stopped(), time.finding().unwrap().past), (None, None));
            assert!(time.finding().unwrap().right.iter().all(|right| *right > 0.97));
        }
    }

    /// What is assumed past training decides how far the states swing: the average counts in the first steps, whose states
    /// swing less, so that it is smaller than the last one, and what is divided by it becomes larger.
    #[test]
    fn the_average_is_smaller_than_the_last_and_makes_the_states_larger() {
        for seed in 1..4 {
            let mut time = time(&format!("time-length=64&time-past=last&seed={seed}"));
            let last = time.finding().unwrap();
            set(&mut time, "time-length=64&time-past=average");
            let average = time.finding().unwrap();
            set(&mut time, "time-length=64&time-past=own");
            let own = time.finding().unwrap();
            println!("{seed}: last {last:?}\naverage {average:?}\nown {own:?}");
            assert!(
                average.assumed.0 < 0.95 * last.assumed.0 && average.std[2] > 1.1 * last.std[2],
                "{last:?} {average:?}"
            );
            assert!(
                [average, own].iter().all(|found| found.right[2] > 0.98) && last.right[2] > 0.9,
                "{last:?} {own:?}"
            );
            assert!(own.assumed.0.is_nan() && (own.past, own.length) == (Some(Past::Own), 64));
        }
    }

    /// The first steps differ from the later ones, which is why each has statistics of its own.
    #[test]
    fn the_statistics_of_the_first_steps_are_not_those_of_the_later_ones() {
        for seed in 1..4 {
            let time = time(&format!("seed={seed}"));
            let stored: Vec<f64> = time.run(Method::Batch).iter().map(|at| at.stored).collect();
            println!("{stored:.3?}");
            assert!(stored[0] < 0.01 && stored[1] < 0.75 * stored[15] && stored[7] > 0.85 * stored[15], "{stored:?}");
        }
    }

    #[test]
    fn a_step_past_the_length_is_the_last_and_another_seed_trains_anew() {
        let mut time = time("time-length=20&time-step=40&time-method=layer");
        assert_eq!(
            (time.step(), time.place("time-step", 40.0), time.place("time-length", 20.0)),
            (20, Some(20.0), None)
        );
        assert_eq!(time.slid("time-length", 33.2).as_deref(), Some("time-length=33"));
        assert!(time.at(Method::Layer).is_some() && time.at(Method::Batch).is_none() && time.slid("x", 1.0).is_none());
        time.configure(time.spec(), 2);
        assert!(time.is_busy() && time.trained() == 0 && time.finding().is_none() && time.run(Method::None).is_empty());
    }
}
