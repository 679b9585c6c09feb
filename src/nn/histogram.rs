//! Counting values into bins, over slices. It runs over every layer at every picture: that is why it stands among what is
//! built fast. What the bins are called and how they are drawn is not known here.

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
pub fn count_linear(values: &[f32], [low, high]: [f32; 2], counts: &mut [u32]) -> Outside {
    counts.fill(0);
    let mut outside = Outside::default();
    let scale = counts.len() as f32 / (high - low);
    let last = counts.len() as u32 - 1;
    for &v in values {
        if v >= low && v <= high {
            let i = ((v - low) * scale) as u32;
            counts[if i > last { last } else { i } as usize] += 1;
        } else if !v.is_finite() {
            outside.nonfinite += 1;
        } else if v < low {
            outside.under += 1;
        } else {
            outside.over += 1;
        }
    }
    outside
}

/// Counts `values` afresh by signed powers of four: `|v|` in `[4^k, 4^(k+1))` for k from [`LOW_POWER`] to
/// `HIGH_POWER - 1`, negative values mirrored at the left, and one bin in the middle for `|v| < 4^LOW_POWER` (zero
/// included): `2 SIDE + 1` counts.
pub fn count_signed_log(values: &[f32], counts: &mut [u32]) -> Outside {
    // Two lists in turn: neighbouring values often share a bin, and each addition would wait for the one before.
    let mut slots = [[0u32; SLOTS]; 2];
    for pair in values.chunks(2) {
        for (v, slots) in pair.iter().zip(&mut slots) {
            slots[usize::from(LOG_SLOT[(v.to_bits() >> 23) as usize])] += 1;
        }
    }
    let [even, odd] = slots;
    let total = |slot: usize| even[slot] + odd[slot];
    counts.iter_mut().enumerate().for_each(|(slot, count)| *count = total(slot));
    Outside { under: total(UNDER), over: total(OVER), nonfinite: total(NONFINITE) }
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
