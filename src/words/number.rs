//! Numbers as people read them. The only place that writes them: one rule for each kind, the same in a sentence, a tip, a
//! label and a status line.

use lesson::decimal;

/// What stands in the place of a value that there is none of: not measured, not yet, not in this run. A value that was
/// measured and is no number is written `NaN`.
pub const NONE: &str = "–";

/// The powers of ten from `10^LEAST` on, between which numbers are written out.
const POWERS: [f64; 9] = [1e-3, 1e-2, 1e-1, 1.0, 1e1, 1e2, 1e3, 1e4, 1e5];
const LEAST: i32 = -3;

/// A number: two significant digits below 1, three up to a thousand, whole with its thousands apart below 100,000; smaller
/// and larger ones with a power of ten.
///
/// ```
/// use unit_variance_words::number::number;
/// assert_eq!([number(0.0361), number(56.26), number(2130.0), number(3.1e-7)], ["0.036", "56.3", "2,130", "3.1·10⁻⁷"]);
/// ```
pub fn number(value: f64) -> String {
    if value == 0.0 {
        return "0".into();
    }
    let size = value.abs();
    let text = match POWERS.iter().rposition(|power| size >= *power) {
        _ if !value.is_finite() => return not_finite(value).into(),
        Some(at) if at + 1 < POWERS.len() => written_out(size, LEAST + at as i32),
        _ => power_form(size),
    };
    signed(value, text)
}

fn written_out(size: f64, exponent: i32) -> String {
    match exponent {
        ..0 => trimmed(format!("{size:.*}", (1 - exponent) as usize)),
        // 999.7 is written as 1,000.
        0..3 => thousands(&trimmed(format!("{size:.*}", (2 - exponent) as usize))),
        _ => count(size.round() as u64),
    }
}

/// `3.1·10⁻⁷`, the digits and the exponent from one rounding.
fn power_form(size: f64) -> String {
    let text = format!("{size:.1e}");
    let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let power = raised(exponent);
    match digits.strip_suffix(".0").unwrap_or(digits) {
        "1" => power,
        digits => format!("{digits}·{power}"),
    }
}

/// `10⁻⁷`.
pub fn power_of_ten(exponent: i32) -> String {
    raised(&exponent.to_string())
}

fn raised(exponent: &str) -> String {
    let mut text = String::from("10");
    text.extend(exponent.chars().map(|c| match c {
        '-' => '⁻',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        digit => char::from_u32('⁰' as u32 + digit as u32 - '0' as u32).unwrap_or(digit),
    }));
    text
}

/// A share as a percentage, with at most one decimal place: `81.9%`, `<0.1%`, `100%`.
pub fn percent(share: f64) -> String {
    match share * 100.0 {
        p if !p.is_finite() => not_finite(p).into(),
        p if p > 0.0 && p < 0.1 => "<0.1%".into(),
        p if p > 99.9 && p < 100.0 => ">99.9%".into(),
        p => signed(p, trimmed(format!("{:.1}", p.abs()))) + "%",
    }
}

/// A whole number with its thousands apart: `12,800`.
pub fn count(n: u64) -> String {
    thousands(&n.to_string())
}

/// The shortest text that reads back as exactly this number, for tables and files; the only one that is as long as it takes.
pub fn exact(value: f32) -> String {
    match value.abs() {
        _ if !value.is_finite() => not_finite(value.into()).into(),
        size if size == 0.0 || (1e-5..1e7).contains(&size) => value.to_string(),
        _ => format!("{value:e}"),
    }
}

/// A number in full for a cell of a table; [`NONE`] where there is none.
pub fn cell(value: f32) -> String {
    if value.is_nan() { NONE.into() } else { exact(value) }
}

/// A coordinate as a number field takes it, to four decimal places.
pub fn coordinate(value: f32) -> String {
    format!("{value:.4}")
}

/// Milliseconds in a table, to a hundredth; a dash before anything was timed.
pub fn milliseconds(value: f32) -> String {
    if value.is_nan() { NONE.into() } else { format!("{value:.2}") }
}

/// A product as it would be written on a board, to four digits: `0.0001`, `1.331` and `10,000`; with a power of ten only
/// where that is unreadable.
pub fn product(value: f64) -> String {
    match value.abs() {
        size if (1e4..1e9).contains(&size) => signed(value, count(size.round() as u64)),
        size if (1e-6..1e4).contains(&size) => {
            let rounded = decimal::parse(&format!("{size:.3e}")).unwrap_or(size);
            signed(value, thousands(&rounded.to_string()))
        }
        _ => number(value),
    }
}

fn not_finite(value: f64) -> &'static str {
    match value {
        f64::INFINITY => "∞",
        f64::NEG_INFINITY => "−∞",
        _ => "NaN",
    }
}

fn signed(value: f64, text: String) -> String {
    if value < 0.0 && text != "0" { format!("−{text}") } else { text }
}

fn trimmed(text: String) -> String {
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_string() } else { text }
}

/// The digits before the point in threes.
fn thousands(digits: &str) -> String {
    let whole = digits.find('.').unwrap_or(digits.len());
    let mut text = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && i < whole && (whole - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(c);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_never_lose_their_size() {
        let cases = [
            (0.0, "0"),
            (0.36, "0.36"),
            (-0.05, "−0.05"),
            (0.00123, "0.0012"),
            (3.1e-7, "3.1·10⁻⁷"),
            (1e-10, "10⁻¹⁰"),
            (-1e-10, "−10⁻¹⁰"),
            (9.99e-5, "10⁻⁴"),
            (0.001, "0.001"),
            (1.0, "1"),
            (2.305, "2.31"),
            (56.26, "56.3"),
            (999.7, "1,000"),
            (-2130.0, "−2,130"),
            (12800.0, "12,800"),
            (99_999.6, "100,000"),
            (2.5e9, "2.5·10⁹"),
            (f64::MIN_POSITIVE, "2.2·10⁻³⁰⁸"),
            (f64::INFINITY, "∞"),
            (f64::NEG_INFINITY, "−∞"),
            (f64::NAN, "NaN"),
        ];
        for (value, text) in cases {
            assert_eq!(number(value), text);
        }
    }

    #[test]
    fn small_shares_are_not_printed_as_nothing() {
        let shares = [0.0, 0.0004, 0.0962, 0.819, 0.9999, 1.0, -0.25, f64::NAN];
        assert_eq!(shares.map(percent), ["0%", "<0.1%", "9.6%", "81.9%", ">99.9%", "100%", "−25%", "NaN"]);
    }

    #[test]
    fn thousands_stand_apart() {
        assert_eq!([0, 999, 1000, 1234567].map(count), ["0", "999", "1,000", "1,234,567"]);
    }

    #[test]
    fn exact_numbers_read_back_to_the_last_bit() {
        for value in [0.1f32, -3.5, 1e-5, 9.99e-6, 123456.7, 1e7, 3.4e38, f32::MIN_POSITIVE, 1e-45] {
            assert_eq!(exact(value).parse::<f32>().unwrap().to_bits(), value.to_bits());
        }
        assert_eq!([f32::NAN, f32::NEG_INFINITY].map(exact), ["NaN", "−∞"]);
        assert_eq!([f32::NAN, f32::INFINITY, 0.1].map(cell), ["–", "∞", "0.1"]);
        assert_eq!([f32::NAN, 1.234].map(milliseconds), ["–", "1.23"]);
    }

    #[test]
    fn a_field_takes_plain_digits() {
        assert_eq!([-1.5, 12_345.678].map(coordinate), ["-1.5000", "12345.6777"]);
    }

    #[test]
    fn products_are_written_as_on_a_board() {
        let cases =
            [(1e-4, "0.0001"), (1.331, "1.331"), (2048.0, "2,048"), (1e8, "100,000,000"), (1e-7, "10⁻⁷"), (0.0, "0")];
        for (value, text) in cases {
            assert_eq!(product(value), text);
        }
    }
}
