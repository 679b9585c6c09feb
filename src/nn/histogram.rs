//! Counting values into bins, over slices. It runs over every layer at every picture: that is why it stands among what is
//! built fast. What the bins are called and how they are drawn is not known here.

use crate::kernel::spread::finite;
use wide::bytemuck::cast;
use wide::{f32x8, i32x8};

/// The smallest magnitude with a signed logarithmic bin of its own is `4^LOW_POWER`, about 1.4e-14.
pub const LOW_POWER: i32 = -23;
/// The first magnitude over their range is `4^HIGH_POWER`, 256.
pub const HIGH_POWER: i32 = 4;
/// Signed logarithmic bins on each side of the middle one.
pub const SIDE: usize = (HIGH_POWER - LOW_POWER) as usize;

/// How many values fell into no bin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outside {
    /// Finite values below the range.
    pub under: u32,
    /// Finite values above the range.
    pub over: u32,
    /// NaN and ±inf.
    pub nonfinite: u32,
}

/// Counts `values` afresh into as many equal bins over `[low, high]` as `counts` has; the last bin is closed.
///
/// ```
/// use unit_variance_nn::histogram::count_linear;
/// let mut counts = [0; 4];
/// let outside = count_linear(&[-1.0, 0.1, 1.0, 2.0, f32::NAN], [-1.0, 1.0], &mut counts);
/// assert_eq!((counts, outside.over, outside.nonfinite), ([1, 0, 1, 1], 1, 1));
/// ```
// Never within a caller that is built small: it would be built as its caller is.
#[inline(never)]
pub fn count_linear(values: &[f32], [low, high]: [f32; 2], counts: &mut [u32]) -> Outside {
    counts.fill(0);
    let mut lists = Lists::default();
    let (mut outside, mut beyond) = (Outside::default(), [0, 0]);
    let scale = counts.len() as f32 / (high - low);
    let last = counts.len() - 1;
    let fits = last < SLOTS;
    for block in values.chunks(BLOCK) {
        let (eights, rest) = if fits && finite(block) { block.as_chunks() } else { (&[][..], block) };
        let [under, over] = add_finite(eights, [low, high, scale, last as f32], &mut lists);
        beyond = [beyond[0] + under, beyond[1] + over];
        for &v in rest {
            if v >= low && v <= high {
                counts[(((v - low) * scale) as usize).min(last)] += 1;
            } else if !v.is_finite() {
                outside.nonfinite += 1;
            } else if v < low {
                outside.under += 1;
            } else {
                outside.over += 1;
            }
        }
    }
    counts.iter_mut().zip(lists.total()).for_each(|(count, more)| *count += more);
    // What is not within the ends was counted at them.
    counts[0] -= beyond[0];
    counts[last] -= beyond[1];
    Outside { under: outside.under + beyond[0], over: outside.over + beyond[1], ..outside }
}

/// Values that are looked at together for what is not finite.
const BLOCK: usize = 1024;

/// Counts finite values, those beyond an end at it, and says how many are below and above.
#[inline(always)]
fn add_finite(values: &[[f32; 8]], range: [f32; 4], lists: &mut Lists) -> [u32; 2] {
    let [low, high, scale, last] = range.map(f32x8::splat);
    let [mut under, mut over] = [i32x8::ZERO; 2];
    for v in values {
        let v = f32x8::new(*v);
        under -= cast::<f32x8, i32x8>(v.simd_lt(low));
        over -= cast::<f32x8, i32x8>(v.simd_gt(high));
        let bin = (v.fast_max(low).fast_min(high) - low) * scale;
        lists.add(bin.fast_min(last).fast_trunc_int().to_array().map(|bin| bin as usize));
    }
    [under, over].map(|count| count.to_array().iter().sum::<i32>() as u32)
}

/// Counts `values` afresh by signed powers of four: `|v|` in `[4^k, 4^(k+1))` for k from [`LOW_POWER`] to
/// `HIGH_POWER - 1`, negative values mirrored at the left, and one bin in the middle for `|v| < 4^LOW_POWER` (zero
/// included): `2 SIDE + 1` counts.
#[inline(never)]
pub fn count_signed_log(values: &[f32], counts: &mut [u32]) -> Outside {
    let slot = |v: &f32| usize::from(LOG_SLOT[(v.to_bits() >> 23) as usize]);
    let mut lists = Lists::default();
    let (eights, rest) = values.as_chunks::<8>();
    eights.iter().for_each(|eight| lists.add(eight.each_ref().map(slot)));
    rest.iter().for_each(|v| lists.0[slot(v) % SLOTS][0] += 1);
    let total = lists.total();
    counts.copy_from_slice(&total[..counts.len()]);
    Outside { under: total[UNDER], over: total[OVER], nonfinite: total[NONFINITE] }
}

/// Eight lists in turn: neighbouring values often share a bin, and each addition would wait for the one before. The eight counts of a
/// bin lie side by side, so that all have one base and an offset that is known.
struct Lists([[u32; 8]; SLOTS]);

impl Default for Lists {
    fn default() -> Self {
        Self([[0; 8]; SLOTS])
    }
}

impl Lists {
    #[inline(always)]
    fn add(&mut self, slots: [usize; 8]) {
        for (list, slot) in slots.into_iter().enumerate() {
            self.0[slot % SLOTS][list] += 1;
        }
    }

    fn total(&self) -> [u32; SLOTS] {
        self.0.map(|lists| lists.iter().sum())
    }
}

/// Where [`count_signed_log`] counts what has no bin.
const UNDER: usize = 2 * SIDE + 1;
const OVER: usize = UNDER + 1;
const NONFINITE: usize = UNDER + 2;
/// Room for all of them; a power of two.
const SLOTS: usize = 64;

/// The slot of a value by its sign and exponent bits: these give floor(log2 |v|) exactly, and subnormals fall into the
/// middle bin.
static LOG_SLOT: [u8; 512] = {
    let mut slots = [0; 512];
    let mut bits = 0;
    while bits < 512 {
        let (negative, exponent) = (bits >= 256, (bits % 256) as i32);
        let power = (exponent - 127).div_euclid(2);
        let slot = if exponent == 255 {
            NONFINITE
        } else if power < LOW_POWER {
            SIDE
        } else if power >= HIGH_POWER {
            if negative { UNDER } else { OVER }
        } else {
            let k = (power - LOW_POWER) as usize;
            if negative { SIDE - 1 - k } else { SIDE + 1 + k }
        };
        slots[bits] = slot as u8;
        bits += 1;
    }
    slots
};

#[cfg(test)]
mod tests {
    use super::*;

    /// Values at, beside and beyond every edge, in blocks with and without what is not finite.
    #[test]
    fn a_value_is_counted_where_the_definition_puts_it() {
        [1, 40, SLOTS, SLOTS + 7].into_iter().for_each(all_are_counted);
    }

    fn all_are_counted(bins: usize) {
        let (low, high) = (-0.3f32, 4.1f32);
        let edges = (0..=bins).map(|i| low + (high - low) / bins as f32 * i as f32);
        let beside = edges.flat_map(|edge| [edge.next_down(), edge, edge.next_up()]);
        let mut values: Vec<f32> = beside.chain([f32::MAX, f32::MIN, 0.0, -0.0, 1e-45]).cycle().take(2500).collect();
        for with in [None, Some(f32::NAN), Some(f32::INFINITY), Some(f32::NEG_INFINITY)] {
            values[1500] = with.unwrap_or(values[1500]);
            let (mut counts, mut expected) = (vec![9; bins], vec![0; bins]);
            let mut outside = Outside::default();
            for v in &values {
                match v {
                    v if !v.is_finite() => outside.nonfinite += 1,
                    v if *v < low => outside.under += 1,
                    v if *v > high => outside.over += 1,
                    v => expected[(((v - low) * (bins as f32 / (high - low))) as usize).min(bins - 1)] += 1,
                }
            }
            assert_eq!(count_linear(&values, [low, high], &mut counts), outside);
            assert_eq!(counts, expected);
        }
    }
}
