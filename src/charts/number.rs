//! Numbers as text for labels and summaries: short, with powers of ten and real minus signs.

/// `v` with two or three significant digits: `0.36`, `1,234`, `3.1·10⁻⁷`, `−∞`, `NaN`.
pub fn short(v: f64) -> String {
    if v.is_nan() {
        return "NaN".into();
    }
    if v.is_infinite() {
        return if v > 0.0 { "∞".into() } else { "−∞".into() };
    }
    if v == 0.0 {
        return "0".into();
    }
    let exponent = libm::floor(libm::log10(v.abs())) as i32;
    if (-3..0).contains(&exponent) {
        return signed(trimmed(format!("{:.*}", (1 - exponent) as usize, v)));
    }
    if (0..3).contains(&exponent) {
        return signed(trimmed(format!("{:.*}", (2 - exponent) as usize, v)));
    }
    if (3..5).contains(&exponent) {
        return signed(thousands(v.abs().round() as u64, v < 0.0));
    }
    power_form(v)
}

/// `v` as `3.1·10⁻⁷`, the digits and the exponent from one rounding.
fn power_form(v: f64) -> String {
    let text = format!("{v:.1e}");
    match text.split_once('e') {
        Some((digits, exponent)) => {
            let exponent = exponent.parse().unwrap_or(0);
            let digits = digits.strip_suffix(".0").unwrap_or(digits);
            match digits {
                "1" => power_of_ten(exponent),
                "-1" => format!("−{}", power_of_ten(exponent)),
                _ => signed(format!("{digits}·{}", power_of_ten(exponent))),
            }
        }
        None => text,
    }
}

/// `10⁻⁷`.
pub fn power_of_ten(exponent: i32) -> String {
    let raised = |c| match c {
        '-' => '⁻',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        digit => char::from_u32('⁰' as u32 + digit as u32 - '0' as u32).unwrap_or(digit),
    };
    format!("10{}", exponent.to_string().chars().map(raised).collect::<String>())
}

/// A share as a percentage: `9.6%`, `<0.1%`, `100%`.
pub fn percent(share: f64) -> String {
    match share * 100.0 {
        p if p.is_nan() => "NaN".into(),
        p if p > 0.0 && p < 0.1 => "<0.1%".into(),
        p if p > 99.9 && p < 100.0 => ">99.9%".into(),
        p => format!("{}%", trimmed(format!("{p:.1}"))),
    }
}

/// A count with separators: `12,800`.
pub fn count(n: u64) -> String {
    thousands(n, false)
}

fn thousands(n: u64, negative: bool) -> String {
    let digits = n.to_string();
    let mut text = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(c);
    }
    if negative { format!("-{text}") } else { text }
}

fn trimmed(text: String) -> String {
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_string() } else { text }
}

fn signed(text: String) -> String {
    text.replacen('-', "−", 1)
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
            (1.0, "1"),
            (2.305, "2.31"),
            (56.26, "56.3"),
            (12800.0, "12,800"),
            (2.5e9, "2.5·10⁹"),
            (f64::INFINITY, "∞"),
            (f64::NAN, "NaN"),
        ];
        for (v, text) in cases {
            assert_eq!(short(v), text);
        }
    }

    #[test]
    fn small_shares_are_not_printed_as_nothing() {
        assert_eq!([percent(0.0), percent(0.0004), percent(0.0962), percent(1.0)], ["0%", "<0.1%", "9.6%", "100%"]);
        assert_eq!(percent(0.9999), ">99.9%");
        assert_eq!(count(1234567), "1,234,567");
    }
}
