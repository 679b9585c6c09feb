//! Input scaling: per column, fitted on the training part.

use super::super::choice::Scaling;
use ndarray::{ArrayView2, Axis};

/// `scaled = (x - shift) * factor` for each column; a constant column gets factor 0 and so becomes 0. In f32 as a rule; in f64
/// where rounding the shift would be seen beside the column's spread, or f32 does not hold the spread or its inverse.
#[derive(Clone, Debug, PartialEq)]
pub struct Scaler {
    /// Subtracted from each column.
    pub shift: Vec<f32>,
    /// Multiplied into each column afterwards.
    pub factor: Vec<f32>,
    /// Both, of the columns that need f64.
    wide: Vec<Option<[f64; 2]>>,
}

impl Scaler {
    /// Fits to the rows `train` of `x`; `together` gives all columns one shift and one factor (pixels of an image that a
    /// convolution reads). `raw` changes nothing.
    pub fn fit(x: ArrayView2<f32>, train: &[u32], scaling: Scaling, together: bool) -> Self {
        let columns = x.ncols();
        let part = |c: usize| train.iter().map(move |r| f64::from(x[[*r as usize, c]]));
        let fit = |values: &mut dyn Iterator<Item = f64>| fit_column(&values.collect::<Vec<_>>(), scaling);
        let pairs: Vec<[f64; 2]> = if together {
            let all = train.iter().flat_map(|r| x.index_axis(Axis(0), *r as usize).to_vec()).map(f64::from);
            vec![fit(&mut all.into_iter()); columns]
        } else {
            (0..columns).map(|c| fit(&mut part(c))).collect()
        };
        let narrow = |i: usize| pairs.iter().map(|pair| pair[i] as f32).collect();
        Self {
            shift: narrow(0),
            factor: narrow(1),
            wide: pairs.iter().map(|pair| needs_f64(*pair).then_some(*pair)).collect(),
        }
    }

    /// Scales one example.
    pub fn apply(&self, example: impl IntoIterator<Item = f32>, out: &mut [f32]) {
        let scales = self.shift.iter().zip(&self.factor).zip(&self.wide);
        for ((slot, v), ((shift, factor), wide)) in out.iter_mut().zip(example).zip(scales) {
            *slot = match wide {
                None => (v - shift) * factor,
                Some([shift, factor]) => ((f64::from(v) - shift) * factor) as f32,
            };
        }
    }
}

/// Whether f32 holds these badly: the shift to more than a millionth of the spread, or the spread not at all.
fn needs_f64([shift, factor]: [f64; 2]) -> bool {
    let off = (f64::from(shift as f32) - shift).abs() * factor;
    factor != 0.0 && !(off < 1e-6 && (1e-30..1e30).contains(&factor))
}

/// Shift and factor.
fn fit_column(values: &[f64], scaling: Scaling) -> [f64; 2] {
    let inverse = |spread: f64| if spread > 0.0 { 1.0 / spread } else { 0.0 };
    match scaling {
        Scaling::Raw => [0.0, 1.0],
        Scaling::MinMax => {
            let low = values.iter().copied().fold(f64::INFINITY, f64::min);
            let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            [low, inverse(high - low)]
        }
        Scaling::Standard => {
            let mean = values.iter().sum::<f64>() / values.len() as f64;
            let var = values.iter().map(|v| (v - mean) * (v - mean)).sum::<f64>() / values.len() as f64;
            // A constant column's mean may miss its value by rounding; its variance is then tiny but not 0.
            let constant = values.iter().all(|v| *v == values[0]);
            [mean, if constant { 0.0 } else { inverse(var.sqrt()) }]
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
    fn nearly_constant_columns_and_the_ends_of_f32_are_scaled_too() {
        let columns =
            [[16_777_216.0, 16_777_218.0], [0.0, 1e-40], [-3e38, 3e38], [1e30, 1.0000001e30], [5.0, 5.000_000_5]];
        for [low, high] in columns {
            let x = array![[low], [high]];
            for (scaling, want) in [(Scaling::Standard, [-1.0f32, 1.0]), (Scaling::MinMax, [0.0, 1.0])] {
                let scaler = Scaler::fit(x.view(), &[0, 1], scaling, false);
                for (value, want) in [low, high].into_iter().zip(want) {
                    let mut out = [f32::NAN];
                    scaler.apply([value], &mut out);
                    assert!(
                        (out[0] - want).abs() < 2e-6,
                        "{scaling:?} of {value:e} in [{low:e}, {high:e}]: {}",
                        out[0]
                    );
                }
            }
        }
    }

    #[test]
    fn together_all_columns_share_one_mean_and_one_std() {
        let x = array![[0.0, 4.0], [0.0, 4.0]];
        let scaler = Scaler::fit(x.view(), &[0, 1], Scaling::Standard, true);
        assert_eq!((scaler.shift, scaler.factor), (vec![2.0, 2.0], vec![0.5, 0.5]));
    }
}
