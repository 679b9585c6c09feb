//! What the templates ask for: the keys of the URL language, and what the engine makes of them.

use super::Library;
use crate::choice::NetKind;
use crate::config::{Config, RunSpec};
use crate::session::{layers, optimizer, outputs};
use nn::act::Act;
use nn::init::{Dist, Fan, Variance};
use nn::norm::Norm;
use nn::optim::Optimizer;

/// The facts of one run.
pub struct Facts {
    config: Config,
    library: Library,
    variance: Variance,
}

impl Facts {
    /// The facts of `run` for a library.
    pub fn of(run: &RunSpec, library: Library) -> Self {
        let variance = run.init.init(run.std).variance();
        Self { config: Config { run: *run, ..Config::default() }, library, variance }
    }

    /// The value with this name: of the run, else of its optimizer, else the key as links have it.
    pub fn value(&self, name: &str) -> Option<String> {
        let named = self.number(name).or_else(|| self.text(name)).or_else(|| self.of_optimizer(name));
        named.or_else(|| self.config.value_of(name))
    }

    fn number(&self, name: &str) -> Option<String> {
        let run = &self.config.run;
        let shape = run.data.shape();
        let norm = Norm::Batch.activation(1, run.reading)?;
        let momentum = norm.momentum?;
        let (fan_in, fan_out) = run.fans();
        Some(match name {
            "columns" => shape.columns.to_string(),
            "outputs" => outputs(shape.classes).to_string(),
            "layers" => layers(run).to_string(),
            "channels" => run.channels().to_string(),
            "groups" => run.groups_used().to_string(),
            "eps" => format!("{:?}", norm.eps),
            "momentum" => momentum.to_string(),
            "keep" => (1.0 - momentum).to_string(),
            "value" => short(self.variance.value(fan_in as usize, fan_out as usize)),
            "slope" => match run.act {
                Act::LeakyRelu(slope) => slope.to_string(),
                _ => return None,
            },
            _ => return None,
        })
    }

    fn text(&self, name: &str) -> Option<String> {
        let (run, conv) = (&self.config.run, self.config.run.net == NetKind::Cnn);
        let text = match name {
            "query" => return Some(format!("#{}", run.to_query())),
            "variance" => return Some(expression(self.variance)),
            "weight" => {
                if run.norm.weight() {
                    "norm"
                } else {
                    "plain"
                }
            }
            "draw" => match run.init.init(run.std).dist(run.dist) {
                Dist::Normal => "normal",
                Dist::Uniform => "uniform",
            },
            "scale" => match self.variance {
                Variance::Scaled { scale, .. } if scale == 1.0 / 3.0 => "1 / 3",
                Variance::Scaled { scale, .. } => return Some(scale.to_string()),
                Variance::Fixed(_) => return None,
            },
            "fan" => match self.variance {
                Variance::Scaled { fan: Fan::Avg, .. } => "fan_avg",
                _ => "fan_in",
            },
            // A convolution reads all pixels with the same weights: they share one scale.
            "axis" => {
                if conv {
                    ""
                } else {
                    "0"
                }
            }
            // The axes that a channel's mean runs over.
            "others" => match (conv, self.library) {
                (false, _) => "0",
                (true, Library::Pytorch) => "(0, 2, 3)",
                (true, Library::Keras) => "(0, 1, 2)",
            },
            "column" => {
                if conv {
                    "-1, 1, 1"
                } else {
                    "-1"
                }
            }
            "row" => {
                if conv {
                    "-1, 1, 1, 1"
                } else {
                    "-1, 1"
                }
            }
            _ => return None,
        };
        Some(text.to_string())
    }

    fn of_optimizer(&self, name: &str) -> Option<String> {
        let number = match (optimizer(&self.config.run), name) {
            (Optimizer::Momentum { momentum, .. }, "opt_momentum") => momentum,
            (Optimizer::Rmsprop { alpha, .. }, "opt_alpha") => alpha,
            (Optimizer::Adam { beta1, .. }, "opt_beta1") => beta1,
            (Optimizer::Adam { beta2, .. }, "opt_beta2") => beta2,
            (Optimizer::Rmsprop { eps, .. } | Optimizer::Adam { eps, .. }, "opt_eps") => eps,
            _ => return None,
        };
        Some(format!("{number:?}"))
    }
}

/// The variance as Python computes it from `fan_in` and `fan_out`.
fn expression(variance: Variance) -> String {
    let shown = variance.to_string();
    shown.trim_start_matches("Var(w) = ").replace("(3 fan", "(3 * fan")
}

/// Three digits that count.
fn short(value: f64) -> String {
    format!("{value:.2e}").parse::<f64>().map_or_else(|_| value.to_string(), |value| value.to_string())
}
