//! The sentences about a verdict, in English, and how numbers are written in them. The only place that words one.

use super::snapshot::Part;
use super::verdict::{Finding, Verdict};
use crate::decimal;
use std::fmt;

/// A number for a sentence: two significant digits, powers of ten as `3·10⁻⁷`.
///
/// ```
/// use unit_variance_lesson::words::number;
/// assert_eq!(number(3.04e-7), "3·10⁻⁷");
/// assert_eq!(number(0.5), "0.5");
/// assert_eq!(number(2130.0), "2100");
/// ```
pub fn number(value: f32) -> String {
    if !value.is_finite() {
        return if value.is_nan() { "not a number" } else { "infinite" }.into();
    }
    if value == 0.0 {
        return "0".into();
    }
    let written = format!("{value:.1e}");
    let (digits, power) = written.split_once('e').unwrap_or((&written, "0"));
    let digits = digits.trim_end_matches(".0");
    match power.parse::<i32>() {
        Ok(power @ -2..=4) => decimal::parse(&format!("{digits}e{power}")).unwrap_or(f64::from(value)).to_string(),
        _ => format!("{digits}·10{}", superscript(power)),
    }
}

fn superscript(power: &str) -> String {
    let raised = |c: char| match c {
        '-' => '⁻',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        _ => char::from_u32('⁰' as u32 + c.to_digit(10).unwrap_or(0)).unwrap_or(c),
    };
    power.chars().map(raised).collect()
}

/// A share in per cent: `82%`, and with one digit more where it is near 0 or 100.
pub fn percent(share: f32) -> String {
    let value = 100.0 * share;
    if (1.0..99.0).contains(&value) || value == 0.0 || value == 100.0 {
        format!("{value:.0}%")
    } else {
        format!("{value:.1}%")
    }
}

/// A ratio to `what`: `2100 times what`, `3·10⁻⁷ of what`, `as large as what`.
fn compared(ratio: f32, what: &str) -> String {
    match number(ratio).as_str() {
        "1" => format!("as large as {what}"),
        number if ratio > 1.0 => format!("{number} times {what}"),
        number => format!("{number} of {what}"),
    }
}

impl fmt::Display for Verdict {
    /// One sentence with the numbers in it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.finding {
            Finding::Healthy { spread: (low, high), ratio, learnt } => healthy(f, low, high, ratio, learnt),
            Finding::VanishingActivations { last_across: 0.0, layer, .. } => {
                write!(
                    f,
                    "From layer {layer} on the activations are the same for every input: no signal passes, and nothing can be learnt from it."
                )
            }
            Finding::VanishingActivations { layer, across, last, last_across } => {
                let (across, last_across) = (number(across), number(last_across));
                write!(f, "At layer {layer} the activations differ by only {across} from one example to the next")?;
                if layer < last {
                    write!(f, ", at layer {last} by {last_across}")?;
                }
                f.write_str(": the network no longer sees its input.")
            }
            Finding::VanishingGradients { last, ratio } => write!(
                f,
                "The gradient at layer 1 is {}: it has vanished on its way back.",
                compared(ratio, &format!("the gradient at layer {last}"))
            ),
            Finding::Exploding { last, ratio, growth } => exploding(f, last, ratio, growth),
            Finding::Saturated { layer, share, last, ratio } => {
                write!(
                    f,
                    "{} of the activations at layer {layer} are saturated, where the slope is nearly 0",
                    percent(share)
                )?;
                if last > 1 && !(0.1..=10.0).contains(&ratio) {
                    write!(f, "; the gradient at layer 1 is {}", compared(ratio, &format!("that at layer {last}")))?;
                }
                f.write_str(".")
            }
            Finding::Dead { layer, dead, units } => {
                write!(
                    f,
                    "{dead} of {units} units at layer {layer} are dead: 0 for every held-out example, so no gradient reaches their weights."
                )
            }
            Finding::Symmetric { layer, units } => write!(
                f,
                "All {units} units of layer {layer} do exactly the same and get the same gradient: together they are one unit."
            ),
            Finding::Diverged { divergence } => {
                let part = match divergence.part {
                    Part::Activation => "activations",
                    Part::Gradient => "gradients",
                    Part::Cost => "cost",
                    Part::Weight => "weights",
                };
                write!(
                    f,
                    "Diverged at step {}: the {part} of layer {} are the first to be infinite or no numbers at all.",
                    divergence.step, divergence.layer
                )
            }
            Finding::Plateau { cost, accuracy, chance } => write!(
                f,
                "Nothing is learnt yet at step {}: cost {}, accuracy {} where guessing scores {}.",
                self.step,
                number(cost),
                percent(accuracy),
                percent(chance)
            ),
        }
    }
}

fn healthy(f: &mut fmt::Formatter<'_>, low: f32, high: f32, ratio: f32, learnt: Option<f32>) -> fmt::Result {
    match learnt {
        Some(accuracy) => write!(f, "It learns: {} of the held-out examples are right. ", percent(accuracy))?,
        None => f.write_str("Healthy: the signal passes. ")?,
    }
    write!(f, "The standard deviation of the activations is {} to {}", number(low), number(high))?;
    if ratio == 1.0 {
        return f.write_str(".");
    }
    write!(f, "; the gradient at layer 1 is {}.", compared(ratio, "that at the last hidden layer"))
}

fn exploding(f: &mut fmt::Formatter<'_>, last: u32, ratio: f32, growth: f32) -> fmt::Result {
    if growth > ratio {
        return write!(
            f,
            "The activations at layer {last} are {} times as large as at layer 1: they explode.",
            number(growth)
        );
    }
    write!(
        f,
        "The gradient at layer 1 is {} times the gradient at layer {last}: it explodes on its way back.",
        number(ratio)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::snapshot::Divergence;

    #[test]
    fn numbers_keep_two_digits_and_powers_of_ten_are_raised() {
        for (value, text) in [
            (0.123, "0.12"),
            (0.0123, "0.012"),
            (0.00123, "1.2·10⁻³"),
            (1.0, "1"),
            (99_000.0, "99000"),
            (1.0e12, "1·10¹²"),
            (-4.56e-20, "-4.6·10⁻²⁰"),
            (f32::INFINITY, "infinite"),
        ] {
            assert_eq!(number(value), text);
        }
        assert_eq!([percent(0.82), percent(0.9925), percent(0.0), percent(1.0)], ["82%", "99.2%", "0%", "100%"]);
    }

    #[test]
    fn the_sentence_names_layer_and_ratio() {
        let finding = Finding::VanishingGradients { last: 10, ratio: 3e-7 };
        assert_eq!(
            Verdict { step: 0, finding }.to_string(),
            "The gradient at layer 1 is 3·10⁻⁷ of the gradient at layer 10: it has vanished on its way back."
        );
        let divergence = Divergence { step: 12, layer: 3, part: Part::Activation };
        let text = Verdict { step: 12, finding: Finding::Diverged { divergence } }.to_string();
        assert!(text.contains("step 12") && text.contains("activations of layer 3"), "{text}");
    }
}
