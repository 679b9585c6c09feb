//! Input scaling: per column, fitted on the training part.

use super::super::choice::Scaling;
use ndarray::{ArrayView2, Axis};

/// `scaled = (x - shift) * factor` for each column; a constant column gets factor 0 and so becomes 0.
#[derive(Clone, Debug, PartialEq)]
pub struct Scaler {
    /// Subtracted from each column.
    pub shift: Vec<f32>,
    /// Multiplied into each column afterwards.
    pub factor: Vec<f32>,
}

impl Scaler {
    /// Fits to the rows `train` of `x`; `together` gives all columns one shift and one factor (pixels of an image that a
    /// convolution reads). `raw` changes nothing.
    pub fn fit(x: ArrayView2<f32>, train: &[u32], scaling: Scaling, together: bool) -> Self {
        let columns = x.ncols();
        let part = |c: usize| train.iter().map(move |r| f64::from(x[[*r as usize, c]]));
        let fit = |values: &mut dyn Iterator<Item = f64>| fit_column(&values.collect::<Vec<_>>(), scaling);
        let pairs: Vec<(f32, f32)> = if together {
            let all = train.iter().flat_map(|r| x.index_axis(Axis(0), *r as usize).to_vec()).map(f64::from);
            vec![fit(&mut all.into_iter()); columns]
        } else {
            (0..columns).map(|c| fit(&mut part(c))).collect()
        };
        let (shift, factor) = pairs.into_iter().unzip();
        Self { shift, factor }
    }

    /// Scales one example.
    pub fn apply(&self, example: impl IntoIterator<Item = f32>, out: &mut [f32]) {
        let scales = self.shift.iter().zip(&self.factor);
        for ((slot, v), (shift, factor)) in out.iter_mut().zip(example).zip(scales) {
            *slot = (v - shift) * factor;
        }
    }
}

fn fit_column(values: &[f64], scaling: Scaling) -> (f32, f32) {
    let inverse = |spread: f64| if spread > 0.0 { (1.0 / spread) as f32 } else { 0.0 };
    match scaling {
        Scaling::Raw => (0.0, 1.0),
        Scaling::MinMax => {
            let low = values.iter().copied().fold(f64::INFINITY, f64::min);
            let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            (low as f32, inverse(high - low))
        }
        Scaling::Standard => {
            let mean = values.iter().sum::<f64>() / values.len() as f64;
            let var = values.iter().map(|v| (v - mean) * (v - mean)).sum::<f64>() / values.len() as f64;
            // A constant column's mean may miss its value by rounding; its variance is then tiny but not 0.
            let constant = values.iter().all(|v| *v == values[0]);
            (mean as f32, if constant { 0.0 } else { inverse(var.sqrt()) })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;

    #[test]
    fn standard_columns_have_mean_0_and_std_1_and_constant_ones_become_0() {
        let x = array![[1.0, 16.3, 1e5], [2.0, 16.3, 2e5], [3.0, 16.3, 6e5], [99.0, 0.0, 0.0]];
        let scaler = Scaler::fit(x.view(), &[0, 1, 2], Scaling::Standard, false);
        let mut out = [0.0; 3];
        let mut sums = [[0.0; 2]; 3];
        for r in 0..3 {
            scaler.apply(x.row(r).to_vec(), &mut out);
            for (s, v) in sums.iter_mut().zip(out) {
                *s = [s[0] + v, s[1] + v * v];
            }
        }
        for c in [0, 2] {
            assert!(sums[c][0].abs() < 1e-5 && (sums[c][1] - 3.0).abs() < 1e-5, "{sums:?}");
        }
        assert_eq!(sums[1], [0.0, 0.0]);
    }

    #[test]
    fn min_max_maps_the_training_part_onto_0_to_1() {
        let x = array![[-2.0, 5.0], [2.0, 5.0], [10.0, 7.0]];
        let scaler = Scaler::fit(x.view(), &[0, 1], Scaling::MinMax, false);
        let mut out = [9.0; 2];
        scaler.apply([2.0, 5.0], &mut out);
        assert_eq!(out, [1.0, 0.0]);
    }

    #[test]
    fn together_all_columns_share_one_mean_and_one_std() {
        let x = array![[0.0, 4.0], [0.0, 4.0]];
        let scaler = Scaler::fit(x.view(), &[0, 1], Scaling::Standard, true);
        assert_eq!((scaler.shift, scaler.factor), (vec![2.0, 2.0], vec![0.5, 0.5]));
    }
}
