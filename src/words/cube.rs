//! The cube in words and numbers: the sentence about a cell, the readout and the formula with its numbers, the sizes.

use crate::number::{NONE, count, number};
use crate::words::{Named, Words};
use lesson::config::Config;
use lesson::cube::{Formula, NormalizedTensor, Readout, method_of};

impl Words {
    /// The sentence about a cell.
    pub fn cube_sentence(&self, config: &Config, tensor: &NormalizedTensor, at: [usize; 4]) -> String {
        let ([n, c, h, w], readout) = (at.map(|i| i as u64), tensor.readout(at));
        let all: usize = tensor.shape.iter().product();
        self.cube_cell(self.label(method_of(&config.run)), n, c, h, w, readout.cells as u64, all as u64)
    }

    /// How many statistics the method makes of the tensor.
    pub fn cube_finding(&self, config: &Config, tensor: &NormalizedTensor) -> String {
        let all = tensor.shape.iter().product::<usize>() as u64;
        let cells = tensor.reduction.cells_per_stat(tensor.shape) as u64;
        self.finding_cube(self.label(method_of(&config.run)), all / cells.max(1), cells, all)
    }

    /// Which tensor is shown.
    pub fn cube_of(&self, tensor: &NormalizedTensor) -> &str {
        if tensor.formula == Formula::Weight { self.cube_of_weights() } else { self.cube_of_activations() }
    }

    /// The numbers of a cell, for the readout and the formula.
    pub fn cube_numbers(&self, at: [usize; 4], r: &Readout) -> Vec<Named> {
        let [n, c, h, w] = at.map(|i| i.to_string());
        let of_weights = r.formula == Formula::Weight;
        let beta = f64::from(r.beta);
        vec![
            ("n", n),
            ("c", c),
            ("h", h),
            ("w", w),
            ("axes", if of_weights { self.cube_weight_axes().into() } else { r.axes.clone() }),
            ("cells", count(r.cells as u64)),
            ("stats", count(r.stats as u64)),
            ("mean", if matches!(r.formula, Formula::Weight | Formula::Rms) { NONE.into() } else { number(r.mean) }),
            ("var", if matches!(r.formula, Formula::Scale | Formula::Rms) { number(r.var) } else { NONE.into() }),
            ("eps", number(r.eps)),
            ("x", number(r.x.into())),
            ("x_hat", number(r.x_hat)),
            ("y", number(r.y.into())),
            ("gamma", number(r.gamma.into())),
            ("beta", number(beta)),
            ("g", number(r.g.into())),
            ("v", number(r.x.into())),
            ("v_norm", number(r.length)),
            ("w-value", number(r.y.into())),
            ("mean-term", term(r.mean)),
            ("beta-term", term(beta)),
            ("x_hat-term", term(r.x_hat)),
        ]
    }

    /// The sizes of the tensor that is shown and its groups.
    pub fn cube_sizes(&self, config: &Config) -> Vec<Named> {
        let [n, c, side] = config.cube.shape;
        vec![
            ("N", n.to_string()),
            ("C", c.to_string()),
            ("H", side.to_string()),
            ("W", side.to_string()),
            ("groups", config.cube.groups_used(config.run.groups).to_string()),
            ("size-n", n.to_string()),
            ("size-c", c.to_string()),
            ("size-hw", self.cube_side(side.into())),
        ]
    }
}

/// A term that stands behind a sign: a negative one is put in brackets.
fn term(value: f64) -> String {
    if value < 0.0 { format!("({})", number(value)) } else { number(value) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use lesson::choice::View;
    use lesson::cube::{METHODS, NormalizedTensors};
    use lesson::session::Session;
    use nn::norm::Norm;

    fn tensors(config: &Config) -> NormalizedTensors {
        let mut session = Session::new(&lesson::cube::run_of(&config.run)).unwrap();
        NormalizedTensors::new(&session.cube_tensors().unwrap(), config)
    }

    fn value(values: &[Named], name: &str) -> String {
        values.iter().find(|(one, _)| *one == name).map(|(_, value)| value.clone()).unwrap()
    }

    #[test]
    fn the_readout_has_the_numbers_of_its_formula_and_a_dash_for_others() {
        let words = Words::english();
        for method in METHODS {
            let config = Config::from_query("shape=4,8,4").0;
            let config = Config { run: lesson::config::RunSpec { norm: method, ..config.run }, ..config };
            let tensors = tensors(&config);
            let tensor = tensors.shown(&config);
            let readout = tensor.readout([1, 2, 0, 0]);
            let values = words.cube_numbers([1, 2, 0, 0], &readout);
            assert_eq!(value(&values, "c"), "2");
            assert_eq!(value(&values, "mean") == "–", matches!(method, Norm::Weight | Norm::Rms), "{method:?}");
            assert_eq!(
                value(&values, "var") != "–",
                matches!(readout.formula, Formula::Scale | Formula::Rms),
                "{method:?}"
            );
            let place = [1, 2, 0, 0].iter().zip(tensor.shape).fold(0, |sum, (i, size)| sum * size + i);
            assert_eq!(value(&values, "x"), number(tensor.values(View::Before)[place].into()));
            assert_eq!(value(&values, "cells"), count(readout.cells as u64));
        }
    }

    #[test]
    fn a_negative_term_stands_in_brackets() {
        assert_eq!([term(0.25), term(-0.25), term(0.0)], ["0.25", "(−0.25)", "0"]);
    }

    #[test]
    fn a_cell_is_told_with_those_that_share_its_statistic() {
        let (words, config) = (Words::english(), Config::from_query("shape=4,8,4").0);
        let tensors = tensors(&config);
        let tensor = tensors.shown(&config);
        assert_eq!(
            words.cube_sentence(&config, tensor, [1, 2, 0, 3]),
            "batch: the cell n 1, c 2, h 0, w 3 shares its statistic with 64 of 512 cells."
        );
        assert_eq!(words.cube_of(tensor), words.cube_of_activations());
        let sizes = words.cube_sizes(&config);
        assert_eq!(["N", "C", "H", "W", "groups"].map(|name| value(&sizes, name)), ["4", "8", "4", "4", "4"]);
        assert_eq!(value(&sizes, "size-hw"), "4 × 4");
    }
}
