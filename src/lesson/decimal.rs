//! Numbers as people write them, to the nearest f64. The same grammar and the same bits as `str::parse`, in a twentieth of
//! its code: what a page loads counts, and it reads a few dozen numbers.

/// Bits of an f64's significand.
const SIGNIFICAND: i64 = 53;
/// The smallest positive f64 is `2^SMALLEST`.
const SMALLEST: i64 = -1074;
/// Every finite f64 is below `2^LARGEST`.
const LARGEST: i64 = 1024;
/// No more significant digits than this can matter (767 do, in the worst case); of the rest only whether they are zero.
const DIGITS: usize = 800;
/// Decimal powers beyond this are infinite, or with all [`DIGITS`] in front still zero.
const POWER: i64 = 1300;

/// The f64 nearest to a decimal number such as `0.01`, `-3`, `.5`, `1e-3`, `inf` or `nan`; halfway cases go to the even
/// neighbour. `None` for anything else, spaces included.
///
/// ```
/// use unit_variance_lesson::decimal::parse;
/// assert_eq!(parse("0.05"), Some(0.05));
/// assert_eq!(parse("1e400"), Some(f64::INFINITY));
/// assert_eq!(parse("1_000"), None);
/// ```
pub fn parse(text: &str) -> Option<f64> {
    let (negative, unsigned) = signed(text);
    let is = |word: &str| unsigned.eq_ignore_ascii_case(word);
    let size = match unsigned {
        _ if is("inf") || is("infinity") => f64::INFINITY,
        _ if is("nan") => f64::NAN,
        _ => magnitude(unsigned)?,
    };
    Some(if negative { -size } else { size })
}

fn signed(text: &str) -> (bool, &str) {
    match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    }
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

fn magnitude(text: &str) -> Option<f64> {
    let (digits, power) = match text.split_once(['e', 'E']) {
        Some((digits, power)) => (digits, exponent(power)?),
        None => (text, 0),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if whole.len() + fraction.len() == 0 || !is_digits(whole) || !is_digits(fraction) {
        return None;
    }
    let all = || whole.bytes().chain(fraction.bytes()).map(|byte| byte - b'0').skip_while(|digit| *digit == 0);
    let mut number = Natural::default();
    all().take(DIGITS).for_each(|digit| number.times_ten_plus(digit));
    let beyond = all().skip(DIGITS).count() as i64;
    number.more = all().skip(DIGITS).any(|digit| digit != 0);
    Some(number.times_power_of_ten(power + beyond - fraction.len() as i64))
}

fn exponent(text: &str) -> Option<i64> {
    let (negative, digits) = signed(text);
    if digits.is_empty() || !is_digits(digits) {
        return None;
    }
    // Far beyond any f64, whatever the digits in front.
    let size = digits.bytes().fold(0i64, |size, byte| (size * 10 + i64::from(byte - b'0')).min(1 << 40));
    Some(if negative { -size } else { size })
}

/// A natural number of any length and a little more, if `more`.
#[derive(Default)]
struct Natural {
    /// The lowest 32 bits first.
    limbs: Vec<u32>,
    more: bool,
}

impl Natural {
    fn times_ten_plus(&mut self, digit: u8) {
        let mut carry = u64::from(digit);
        for limb in &mut self.limbs {
            carry += u64::from(*limb) * 10;
            *limb = carry as u32;
            carry >>= 32;
        }
        if carry > 0 {
            self.limbs.push(carry as u32);
        }
    }

    fn over_ten(&mut self) {
        let mut rest = 0;
        for limb in self.limbs.iter_mut().rev() {
            let part = rest << 32 | u64::from(*limb);
            *limb = (part / 10) as u32;
            rest = part % 10;
        }
        self.more |= rest > 0;
        if self.limbs.last() == Some(&0) {
            self.limbs.pop();
        }
    }

    fn times_power_of_ten(mut self, power: i64) -> f64 {
        match power {
            _ if self.limbs.is_empty() || power < -POWER => 0.0,
            POWER.. => f64::INFINITY,
            0.. => {
                (0..power).for_each(|_| self.times_ten_plus(0));
                self.times_power_of_two(0)
            }
            _ => {
                // Each division by ten takes less than four bits; three limbs are left for the significand.
                let limbs = -power / 8 + 3;
                self.limbs.splice(0..0, (0..limbs).map(|_| 0));
                (power..0).for_each(|_| self.over_ten());
                self.times_power_of_two(-32 * limbs)
            }
        }
    }

    /// Rounded to the bits that an f64 has at this size.
    fn times_power_of_two(&self, power: i64) -> f64 {
        let bits = self
            .limbs
            .iter()
            .rposition(|limb| *limb > 0)
            .map_or(0, |top| 32 * (top as i64 + 1) - i64::from(self.limbs[top].leading_zeros()));
        if bits + power > LARGEST {
            return f64::INFINITY;
        }
        let unit = (bits + power - SIGNIFICAND).max(SMALLEST);
        let lowest = unit - power;
        let kept = (lowest..bits).rev().fold(0, |kept, place| kept << 1 | u64::from(self.bit(place)));
        let below = self.more || (0..lowest - 1).any(|place| self.bit(place));
        let up = self.bit(lowest - 1) && (below || kept & 1 == 1);
        // The exponent's bits stand above the significand's: its leading bit, and a carry, count them up; to infinity, if need be.
        let written = (((unit - SMALLEST) as u64) << (SIGNIFICAND - 1)) + kept + u64::from(up);
        f64::from_bits(written)
    }

    /// The bit of this place; zero outside.
    fn bit(&self, place: i64) -> bool {
        let limb = usize::try_from(place >> 5).ok().and_then(|at| self.limbs.get(at));
        limb.is_some_and(|limb| limb >> (place & 31) & 1 == 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand_chacha::ChaCha8Rng;
    use rand_chacha::rand_core::{Rng, SeedableRng};

    fn same(text: &str) {
        let (ours, theirs) = (parse(text), text.parse::<f64>().ok());
        assert_eq!(ours.map(f64::to_bits), theirs.map(f64::to_bits), "{text}: {ours:?} and not {theirs:?}");
    }

    #[test]
    fn what_is_a_number_is_decided_as_by_the_standard_library() {
        let words = "0 -0 + - . 1. .5 -.5 +7 1e5 1E-5 1e+5 1e 1e+ e5 .e5 1.5.2 1_000 0x10 inf -Inf INFINITY nan +nan -nan \
            infin 1e5.0 1f 00012.5000 ½ --1 +-1 1e99999999999999999999 1e-99999999999999999999 0e99999999999999999999 1,5";
        words.split(' ').chain(["", " 1", "1 ", "1 e5"]).for_each(same);
    }

    #[test]
    fn random_numbers_are_read_to_the_last_bit() {
        let mut rng = ChaCha8Rng::seed_from_u64(1);
        for _ in 0..20_000 {
            let value = f64::from_bits(rng.next_u64());
            same(&format!("{value:e}"));
            let digits = rng.next_u64() >> (rng.next_u32() % 64);
            same(&format!("{digits}e{}", rng.next_u32() as i32 % 350));
            same(&format!("{}.{digits}", rng.next_u32() % 1000));
        }
    }

    #[test]
    fn halves_ends_and_long_numbers_are_read_to_the_last_bit() {
        let mut rng = ChaCha8Rng::seed_from_u64(2);
        for _ in 0..300 {
            // Exactly between two neighbours, in all its digits, and a little to either side.
            let (low, scale) = (rng.next_u64() >> 11 | 1 << 52, rng.next_u32() % 60);
            let half = (u128::from(low) * 2 + 1) << scale;
            for offset in [half - 1, half, half + 1] {
                same(&offset.to_string());
                same(&format!("{offset}.{}1", "0".repeat(900)));
            }
        }
        let smallest = format!("{:.1074}", f64::from_bits(1));
        let half_of_it = format!("{:.1075}", f64::from_bits(1)).replace("0.", "0.0");
        [&smallest, &half_of_it].into_iter().for_each(|text| same(text));
        for text in
            ["2.4703282292062327e-324", "2.4703282292062328e-324", "2.2250738585072014e-308", "2.2250738585072011e-308"]
        {
            same(text);
        }
        for text in ["1.7976931348623157e308", "1.7976931348623158e308", "1.7976931348623159e308", "1.8e308"] {
            same(text);
        }
        same(&"9".repeat(2000));
        same(&format!("0.{}7", "0".repeat(2000)));
        same(&format!("{}e-1500", "123456789".repeat(170)));
    }
}
