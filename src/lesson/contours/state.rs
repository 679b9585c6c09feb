//! What the figure knows: the three bowls, and the descents at the chosen rate. A scaling is done at a time.

use super::{Bowl, ContoursSpec, Descent, SCALINGS};
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
}

impl Default for Contours {
    fn default() -> Self {
        Self { seed: 1, spec: ContoursSpec::default(), found: Vec::new() }
    }
}

impl Contours {
    /// Takes in a configuration.
    pub fn configure(&mut self, config: &Config) {
        let (seed, spec) = (config.run.seed, config.page.figures.contours);
        if seed != self.seed || spec.rate != self.spec.rate {
            self.found.clear();
        }
        (self.seed, self.spec) = (seed, spec);
    }

    /// Descends in the next scaling; says whether there was one left.
    pub fn work(&mut self) -> bool {
        let Some(scaling) = SCALINGS.get(self.found.len()).copied() else { return false };
        let bowl = Bowl::new(scaling, self.seed);
        let descent = bowl.descend(f64::from(self.spec.rate) * bowl.largest_rate());
        self.found.push(Found { scaling, bowl, descent });
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
