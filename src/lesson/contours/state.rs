//! What the figure knows: the three bowls, and the descents at the chosen rate. All is done in small pieces.

use super::{Bowl, ContoursSpec, Descent, SCALINGS, Walk};
use crate::choice::Scaling;
use crate::config::Config;

/// What is known of one scaling.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Which.
    pub scaling: Scaling,
    /// Its cost.
    pub bowl: Bowl,
    /// Descent at the chosen share of the largest rate.
    pub descent: Descent,
}

/// The figure's state.
#[derive(Debug)]
pub struct Contours {
    seed: u32,
    spec: ContoursSpec,
    found: Vec<Found>,
    /// The descent under way.
    walk: Option<(Bowl, Walk)>,
}

/// Steps of one piece of work: about a millisecond.
const PIECE: u32 = 20_000;

impl Default for Contours {
    fn default() -> Self {
        Self { seed: 1, spec: ContoursSpec::default(), found: Vec::new(), walk: None }
    }
}

impl Contours {
    /// Takes in a configuration.
    pub fn configure(&mut self, config: &Config) {
        let (seed, spec) = (config.run.seed, config.page.figures.contours);
        if seed != self.seed || spec.rate != self.spec.rate {
            self.found.clear();
            self.walk = None;
        }
        (self.seed, self.spec) = (seed, spec);
    }

    /// Descends a little further, in one scaling after the other; says whether there was anything left.
    pub fn work(&mut self) -> bool {
        let Some(scaling) = SCALINGS.get(self.found.len()).copied() else { return false };
        let (bowl, walk) = self.walk.get_or_insert_with(|| {
            let bowl = Bowl::new(scaling, self.seed);
            let rate = f64::from(self.spec.rate) * bowl.largest_rate();
            let walk = Walk::new(&bowl, rate);
            (bowl, walk)
        });
        if !walk.go(bowl, PIECE)
            && let Some((bowl, Walk { descent, .. })) = self.walk.take()
        {
            self.found.push(Found { scaling, bowl, descent });
        }
        true
    }

    /// Whether there is work left.
    pub fn is_busy(&self) -> bool {
        self.found.len() < SCALINGS.len()
    }

    /// What is known so far, raw first.
    pub fn found(&self) -> &[Found] {
        &self.found
    }

    /// What links say of it.
    pub fn spec(&self) -> ContoursSpec {
        self.spec
    }
}
