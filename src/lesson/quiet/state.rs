//! What the figure knows: which network is measured, what was measured, what theory says.

use crate::config::{Config, RunSpec};
use crate::jobs::{Done, Job, Jobs};
use crate::question::{Answer, Question};
use crate::quiet_spec::{QuietSpec, Stage};
use crate::readings::{AtLayer, CLASSES, Readings};
use crate::session::RunError;
use nn::correlation::cosines;
use nn::init::Init;
use nn::theory::Affine;

/// The deepest network: every layer is a reader of its own.
const DEEPEST: u32 = 30;
/// Steps of the trained network.
const TRAINED: u32 = 200;
/// Units of a layer.
const WIDTH: u32 = 100;
/// Pixels of a digit.
const PIXELS: usize = 64;

/// What has become of the pictures at the last layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A reader tells them apart, and they are loud enough.
    Kept,
    /// A reader tells them apart once the volume is turned up.
    Faint,
    /// A reader tells some apart.
    Fading,
    /// Hardly more than by guessing.
    Gone,
}

impl Kind {
    /// What messages call it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Faint => "faint",
            Self::Fading => "fading",
            Self::Gone => "gone",
        }
    }

    /// Of a layer.
    pub fn of(layer: &AtLayer) -> Self {
        match layer.read {
            read if read >= 0.75 && layer.std < 0.05 => Self::Faint,
            read if read >= 0.75 => Self::Kept,
            read if read >= 0.35 => Self::Fading,
            _ => Self::Gone,
        }
    }
}

/// The figure's state.
#[derive(Debug)]
pub struct Quiet {
    run: RunSpec,
    spec: QuietSpec,
    jobs: Jobs,
    readings: Option<Readings>,
    chance: Option<f64>,
    predicted: Vec<f64>,
}

impl Default for Quiet {
    fn default() -> Self {
        let config = Config::default();
        let (run, spec) = (run(&config), config.page.figures.quiet);
        Self { jobs: jobs(&run, spec), run, spec, readings: None, chance: None, predicted: Vec::new() }
    }
}

/// The network that a configuration's start and activation make here.
fn run(config: &Config) -> RunSpec {
    let RunSpec { init, std, dist, start, act, depth, seed, .. } = config.run;
    RunSpec { init, std, dist, start, act, depth: depth.min(DEEPEST), seed, width: WIDTH, ..RunSpec::default() }
}

fn jobs(run: &RunSpec, spec: QuietSpec) -> Jobs {
    let to = if spec.stage == Stage::Trained { TRAINED } else { 0 };
    Jobs::new(vec![Job { spec: *run, to, ask: Some(Question::Readings), times: 1, cost: 1.0 }])
}

impl Quiet {
    /// Takes in a configuration; says whether another network is to be measured.
    pub fn configure(&mut self, config: &Config) -> bool {
        let (run, spec) = (run(config), config.page.figures.quiet);
        let other = run != self.run || spec.stage != self.spec.stage;
        (self.run, self.spec) = (run, spec);
        if other {
            self.jobs = jobs(&run, spec);
        }
        other
    }

    /// What the workers are to do.
    pub fn jobs(&mut self) -> &mut Jobs {
        &mut self.jobs
    }

    /// The network has been measured. Until the next one has, the last measurement stays.
    pub fn take(&mut self, outcome: Result<Done<'_>, &RunError>) {
        self.chance = outcome.ok().map(|done| done.snapshot.chance.into()).or(self.chance);
        let readings = match outcome {
            Ok(Done { answer: Some(Answer::Readings(readings)), .. }) => Some(readings.clone()),
            _ => None,
        };
        self.predicted = readings.as_ref().map_or(Vec::new(), |readings| self.predict(readings));
        self.readings = readings;
    }

    /// The correlation map from the inputs' mean cosine; for independent weights as they start.
    fn predict(&self, readings: &Readings) -> Vec<f64> {
        let init = self.run.init.init(self.run.std);
        let independent = !matches!(init, Init::Constant(_) | Init::Zeros | Init::Orthogonal);
        let Some(input) = readings.layers.first().filter(|_| independent && readings.step == 0) else {
            return Vec::new();
        };
        let hidden = std::iter::repeat_n(self.run.width as usize, self.run.depth as usize);
        let sizes: Vec<usize> = std::iter::once(PIXELS).chain(hidden).chain([CLASSES]).collect();
        cosines(&Affine::dense(init, &sizes), self.run.act, readings.mean_square.into(), input.cosine.into())
    }

    /// What was measured; nothing before, and where the network broke off.
    pub fn readings(&self) -> Option<&Readings> {
        self.readings.as_ref()
    }

    /// The accuracy of always naming the most frequent class, once it is known.
    pub fn chance(&self) -> Option<f64> {
        self.chance
    }

    /// The predicted cosine at every hidden layer; empty where there is no prediction.
    pub fn predicted(&self) -> &[f64] {
        &self.predicted
    }

    /// What links say of it.
    pub fn spec(&self) -> QuietSpec {
        self.spec
    }

    /// The network.
    pub fn run(&self) -> &RunSpec {
        &self.run
    }

    /// What has become of the pictures at the last layer.
    pub fn kind(&self) -> Option<(Kind, &AtLayer)> {
        let last = self.readings.as_ref()?.layers.last()?;
        Some((Kind::of(last), last))
    }

    /// The cosine between the two digits at a layer.
    pub fn pair(&self, layer: &AtLayer) -> f32 {
        let [a, b] = self.spec.digits.map(|digit| digit as usize);
        layer.between[a * CLASSES + b]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::Session;

    fn measured(query: &str) -> Quiet {
        let mut quiet = Quiet::default();
        let (config, notices) = Config::from_query(query);
        assert!(notices.is_empty(), "{notices:?}");
        quiet.configure(&config);
        quiet.jobs().run(0.0);
        let (at, job) = quiet.jobs().begin_next().unwrap();
        let mut session = Session::new(&job.spec).unwrap();
        while session.at() < job.to && session.step() {}
        let snapshot = session.snapshot(false);
        let answer = session.answer(&job.ask.unwrap()).unwrap();
        quiet.take(Ok(Done { snapshot: &snapshot, answer: Some(&answer), ms_per_step: f32::NAN }));
        quiet.jobs().finished(at, 0.0);
        quiet
    }

    #[test]
    fn the_kind_is_what_the_reader_can_do() {
        for (query, kind) in [
            ("init=small&act=tanh", Kind::Faint),
            ("init=xavier&act=tanh", Kind::Kept),
            ("init=large&act=tanh", Kind::Gone),
            ("init=he&act=relu&depth=30", Kind::Fading),
        ] {
            let quiet = measured(query);
            let (found, last) = quiet.kind().unwrap();
            println!("{query}: {found:?} {} {}", last.read, last.std);
            assert!((0.09..0.12).contains(&quiet.chance().unwrap()));
            assert_eq!(found, kind, "{query}: {} {}", last.read, last.std);
        }
    }

    #[test]
    fn two_digits_are_followed_without_measuring_anew_and_a_trained_network_has_no_prediction() {
        let mut quiet = measured("depth=3");
        let pair = |quiet: &Quiet| quiet.pair(&quiet.readings().unwrap().layers[0]);
        let before = pair(&quiet);
        assert_eq!(quiet.predicted().len(), 3);
        assert!(!quiet.configure(&Config::from_query("depth=3&quiet-a=1&quiet-b=7").0));
        assert!(pair(&quiet) != before);
        assert!(quiet.configure(&Config::from_query("depth=3&quiet-stage=trained").0));
        let trained = measured("depth=3&quiet-stage=trained");
        assert!(trained.predicted().is_empty() && trained.readings().unwrap().step == TRAINED);
        assert!(quiet.configure(&Config::from_query("depth=50").0) && quiet.run().depth == DEEPEST);
    }

    /// Poole's map is for wide layers: at 512 units one network is within 0.03 of it.
    #[test]
    fn the_cosine_follows_the_correlation_map() {
        for query in ["init=he&act=relu", "init=xavier&act=tanh", "init=small&act=tanh", "init=large&act=tanh"] {
            let wide = Quiet { run: RunSpec { width: 512, ..run(&Config::from_query(query).0) }, ..Quiet::default() };
            let readings = Session::new(&wide.run).unwrap().readings().unwrap();
            let predicted = wide.predict(&readings);
            for (layer, (at, predicted)) in readings.layers[1..].iter().zip(&predicted).enumerate() {
                let apart = f64::from(at.cosine) - predicted;
                println!("{query} layer {}: {} {predicted}", layer + 1, at.cosine);
                assert!(apart.abs() < 0.03, "{query} layer {}: {} {predicted}", layer + 1, at.cosine);
            }
            assert_eq!(predicted.len(), 10);
        }
    }
}
