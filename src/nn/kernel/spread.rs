//! What is asked of a layer's values when a picture is made of them: mean and standard deviation in one pass, spread over
//! examples and over units, shares, and whether all are finite. Sums are in f64, of differences from the first value: these
//! keep a small spread around a large mean, and equal values give exactly 0. NaN and infinity pass through.

use wide::f64x2;

/// Standard deviation from `sum d` and `sum d²` of `n` differences from one value.
fn spread(sum: f64, squares: f64, n: f64) -> f64 {
    let mean = sum / n;
    let var = squares / n - mean * mean;
    // Rounding can leave a little below 0; NaN stays NaN.
    if var < 0.0 { 0.0 } else { var.sqrt() }
}

/// Eight interleaved sums of differences from a start, and of their squares.
#[derive(Clone, Copy)]
struct Sums {
    start: [f64x2; PAIRS],
    sums: [f64x2; PAIRS],
    squares: [f64x2; PAIRS],
}

const PAIRS: usize = 4;
const LANES: usize = 2 * PAIRS;

impl Sums {
    #[inline(always)]
    fn from(start: [f32; LANES]) -> Self {
        Self { start: pairs(&start), sums: [f64x2::ZERO; PAIRS], squares: [f64x2::ZERO; PAIRS] }
    }

    #[inline(always)]
    fn add(&mut self, block: &[f32; LANES]) {
        let block = pairs(block);
        for i in 0..PAIRS {
            let d = block[i] - self.start[i];
            self.sums[i] += d;
            self.squares[i] += d * d;
        }
    }

    /// Adds what does not fill the lanes. In the others the start stands for it: its difference is 0.
    #[inline(always)]
    fn add_rest(&mut self, rest: &[f32]) {
        let mut block = self.start.map(|pair| pair.to_array().map(|v| v as f32));
        block.as_flattened_mut()[..rest.len()].copy_from_slice(rest);
        let block = block.as_flattened();
        if let Some(block) = block.first_chunk() {
            self.add(block);
        }
    }

    /// Both, lane by lane.
    fn each(&self) -> [[f64; LANES]; 2] {
        [self.sums, self.squares].map(|pairs| std::array::from_fn(|i| pairs[i / 2].to_array()[i % 2]))
    }
}

#[inline(always)]
fn pairs(block: &[f32; LANES]) -> [f64x2; PAIRS] {
    std::array::from_fn(|i| f64x2::new([f64::from(block[2 * i]), f64::from(block[2 * i + 1])]))
}

/// Mean and biased standard deviation, in eight interleaved sums; NaN of an empty slice.
#[inline(never)]
pub fn mean_std(x: &[f32]) -> [f32; 2] {
    let Some(first) = x.first() else { return [f32::NAN; 2] };
    let (blocks, rest) = x.as_chunks::<LANES>();
    let mut sums = Sums::from([*first; LANES]);
    blocks.iter().for_each(|block| sums.add(block));
    sums.add_rest(rest);
    let n = x.len() as f64;
    let [sum, squares] = sums.each().map(|lanes| lanes.iter().sum::<f64>());
    [(f64::from(*first) + sum / n) as f32, spread(sum, squares, n) as f32]
}

/// Standard deviation of each column of `x: [rows, columns]` over the rows, averaged over the columns. Eight columns at a
/// time, so that their sums stay in registers.
#[inline(never)]
pub fn std_over_rows(x: &[f32], columns: usize) -> f32 {
    let rows = (x.len() / columns) as f64;
    let mut total = 0.0f64;
    for column in (0..columns).step_by(LANES) {
        let wide = LANES.min(columns - column);
        let mut start = [0.0; LANES];
        start[..wide].copy_from_slice(&x[column..column + wide]);
        let mut sums = Sums::from(start);
        if wide == LANES {
            let mut at = column;
            while let Some(block) = x.get(at..).and_then(|rest| rest.first_chunk()) {
                sums.add(block);
                at += columns;
            }
        } else {
            x.chunks_exact(columns).for_each(|row| sums.add_rest(&row[column..]));
        }
        let [sums, squares] = sums.each();
        for i in 0..wide {
            total += spread(sums[i], squares[i], rows);
        }
    }
    (total / columns as f64) as f32
}

/// Standard deviation over the channels at each position of each example, averaged. `x: [N, channels, positions]`.
#[inline(never)]
pub fn std_over_channels(x: &[f32], channels: usize, positions: usize) -> f32 {
    let mut total = 0.0f64;
    for example in x.chunks_exact(channels * positions) {
        if positions == 1 {
            total += f64::from(mean_std(example)[1]);
            continue;
        }
        for position in (0..positions).step_by(LANES) {
            let wide = LANES.min(positions - position);
            let mut start = [0.0; LANES];
            start[..wide].copy_from_slice(&example[position..position + wide]);
            let mut sums = Sums::from(start);
            for channel in example.chunks_exact(positions) {
                match channel[position..].first_chunk() {
                    Some(block) => sums.add(block),
                    None => sums.add_rest(&channel[position..]),
                }
            }
            let [sums, squares] = sums.each();
            for i in 0..wide {
                total += spread(sums[i], squares[i], channels as f64);
            }
        }
    }
    (total / (x.len() / channels) as f64) as f32
}

/// The share of values in `low..=high`; NaN lies in no range.
#[inline(never)]
pub fn share_within(x: &[f32], low: f32, high: f32) -> f32 {
    x.iter().map(|v| u32::from(*v >= low && *v <= high)).sum::<u32>() as f32 / x.len() as f32
}

/// The share of values that are not in `low..=high`, NaN among them.
#[inline(never)]
pub fn share_outside(x: &[f32], low: f32, high: f32) -> f32 {
    x.iter().map(|v| u32::from(!(*v >= low && *v <= high))).sum::<u32>() as f32 / x.len() as f32
}

/// How many channels of `x: [N, channels, positions]` are 0 at every position of every example.
#[inline(never)]
pub fn dead_channels(x: &[f32], channels: usize, positions: usize) -> u32 {
    let mut alive = vec![false; channels];
    for example in x.chunks_exact(channels * positions) {
        for (alive, channel) in alive.iter_mut().zip(example.chunks_exact(positions)) {
            *alive |= channel.iter().any(|v| *v != 0.0);
        }
        if alive.iter().all(|a| *a) {
            return 0;
        }
    }
    alive.iter().filter(|a| !**a).count() as u32
}

/// Whether every number is finite; without branches, so that it runs at the speed of memory.
#[inline(never)]
pub fn finite(x: &[f32]) -> bool {
    const EXPONENT: u32 = 0x7f80_0000;
    let mut any = false;
    for block in x.chunks(1024) {
        any |= block.iter().fold(0u32, |bad, v| bad | u32::from(v.to_bits() & EXPONENT == EXPONENT)) != 0;
    }
    !any
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_values_have_no_spread_and_a_small_one_shows_beside_a_large_mean() {
        assert_eq!(mean_std(&[0.1; 1001]), [0.1, 0.0]);
        let x: Vec<f32> = (0..1000).map(|i| 1.0 + (i % 2) as f32 * 1.192_092_9e-7).collect();
        let [mean, std] = mean_std(&x);
        assert!((std / 5.96e-8 - 1.0).abs() < 1e-3, "{mean} {std}");
        assert!(mean_std(&[]).iter().all(|v| v.is_nan()));
    }

    #[test]
    fn spread_over_examples_and_over_units_are_told_apart() {
        // Two examples, three units that do the same.
        let alike = [1.0, 1.0, 1.0, 3.0, 3.0, 3.0];
        assert_eq!((std_over_rows(&alike, 3), std_over_channels(&alike, 3, 1)), (1.0, 0.0));
        // Units that differ and do not see their input.
        let blind = [1.0, 3.0, 1.0, 3.0];
        assert_eq!((std_over_rows(&blind, 2), std_over_channels(&blind, 2, 1)), (0.0, 1.0));
        // One example of two channels and two positions.
        assert_eq!(std_over_channels(&[1.0, 5.0, 3.0, 5.0], 2, 2), 0.5);
    }

    #[test]
    fn shares_count_nan_as_outside() {
        let x = [f32::NAN, 0.0, 0.98, -0.5];
        assert_eq!((share_within(&x, -0.97, 0.97), share_outside(&x, -0.97, 0.97)), (0.5, 0.5));
        assert_eq!(share_within(&[0.0, -0.0, 1e-45, f32::NAN], 0.0, 0.0), 0.5);
    }

    #[test]
    fn a_channel_is_dead_where_it_is_zero_at_every_position_of_every_example() {
        let x = [0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0];
        assert_eq!(dead_channels(&x, 2, 2), 1);
        assert_eq!(dead_channels(&x, 4, 1), 3);
    }

    #[test]
    fn one_number_in_many_is_found() {
        let mut values = vec![1.0f32; 5000];
        assert!(finite(&values) && finite(&[]) && finite(&[f32::MAX, f32::MIN, 1e-45]));
        for wrong in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY] {
            values[4097] = wrong;
            assert!(!finite(&values));
        }
    }
}
