//! A verdict as one sentence with the numbers in it.

use crate::number::number;
use crate::words::Words;
use lesson::snapshot::{Divergence, Part};
use lesson::verdict::{Alike, Finding, Verdict};

impl Words {
    /// The sentence about a verdict.
    ///
    /// ```
    /// use lesson::verdict::{Finding, Verdict};
    /// let finding = Finding::VanishingGradients { last: 10, ratio: 3e-7 };
    /// assert_eq!(
    ///     unit_variance_words::Words::english().verdict(&Verdict { step: 0, finding }),
    ///     "The gradient at layer 1 is 3·10⁻⁷ of the gradient at layer 10: it has vanished on its way back."
    /// );
    /// ```
    pub fn verdict(&self, verdict: &Verdict) -> String {
        match verdict.finding {
            Finding::Healthy { spread, ratio, learned, alike } => self.healthy(spread, ratio, learned, alike),
            Finding::VanishingActivations { last_across: 0.0, layer, .. } => self.verdict_no_signal(layer.into()),
            Finding::VanishingActivations { layer, across, last, last_across } => {
                let (layer, across) = (layer.into(), across.into());
                match u64::from(last) {
                    last if layer < last => self.verdict_vanishing_activations(layer, across, last, last_across.into()),
                    _ => self.verdict_vanishing_activations_last(layer, across),
                }
            }
            Finding::VanishingGradients { last, ratio } => {
                self.verdict_vanishing_gradients(relation(ratio), ratio.into(), last.into())
            }
            Finding::Exploding { last, ratio, growth } if growth > ratio => {
                self.verdict_exploding_activations(last.into(), growth.into())
            }
            Finding::Exploding { last, ratio, .. } => self.verdict_exploding_gradients(ratio.into(), last.into()),
            Finding::OutOfScale { layer, std } => self.verdict_out_of_scale(layer.into(), std.into()),
            Finding::Saturated { layer, share, last, ratio } => {
                let alike = last <= 1 || (0.1..=10.0).contains(&ratio);
                let relation = if alike { "none" } else { relation(ratio) };
                self.verdict_saturated(share.into(), layer.into(), relation, ratio.into(), last.into())
            }
            Finding::Dead { layer, dead, units } => self.verdict_dead(dead.into(), units.into(), layer.into()),
            Finding::Symmetric { layer, units } => self.verdict_symmetric(units.into(), layer.into()),
            Finding::OneValue { layer } => self.verdict_one_value(layer.into()),
            Finding::OneExample { spread: (low, high), ratio } => {
                let relation = if ratio == 1.0 { "none" } else { relation(ratio) };
                self.verdict_one_example(low.into(), high.into(), relation, ratio.into())
            }
            Finding::Diverged { divergence: Divergence { step, layer, part } } => {
                self.verdict_diverged(step.into(), part_key(part), layer.into())
            }
            Finding::Plateau { cost, accuracy, chance } => {
                self.verdict_plateau(verdict.step.into(), cost.into(), accuracy.into(), chance.into())
            }
        }
    }

    /// What was found, in two words.
    ///
    /// ```
    /// use lesson::verdict::Finding;
    /// let finding = Finding::VanishingGradients { last: 10, ratio: 3e-7 };
    /// assert_eq!(unit_variance_words::Words::english().finding(&finding), "vanishing gradients");
    /// ```
    pub fn finding(&self, finding: &Finding) -> &str {
        match finding {
            Finding::Healthy { .. } => self.finding_healthy(),
            Finding::VanishingActivations { .. } => self.finding_vanishing_activations(),
            Finding::VanishingGradients { .. } => self.finding_vanishing_gradients(),
            Finding::Exploding { .. } | Finding::OutOfScale { .. } => self.finding_exploding(),
            Finding::Saturated { .. } => self.finding_saturated(),
            Finding::Dead { .. } => self.finding_dead(),
            Finding::Symmetric { .. } => self.finding_symmetric(),
            Finding::OneValue { .. } => self.finding_one_value(),
            Finding::OneExample { .. } => self.finding_one_example(),
            Finding::Diverged { .. } => self.finding_diverged(),
            Finding::Plateau { .. } => self.finding_plateau(),
        }
    }

    fn healthy(&self, (low, high): (f32, f32), ratio: f32, learned: Option<f32>, alike: Option<Alike>) -> String {
        let (low, high) = (low.into(), high.into());
        let relation = if ratio == 1.0 { "none" } else { relation(ratio) };
        match learned {
            Some(accuracy) => self.verdict_learns(accuracy.into(), low, high, relation, ratio.into()),
            None => {
                let healthy = self.verdict_healthy(low, high, relation, ratio.into());
                let Some(Alike { layer, std, across }) = alike else { return healthy };
                [healthy, self.verdict_alike(layer.into(), std.into(), across.into())].join(self.between_sentences())
            }
        }
    }
}

/// How the sentences speak of a ratio: by what is written of it.
fn relation(ratio: f32) -> &'static str {
    match number(ratio.into()).as_str() {
        "1" => "same",
        _ if ratio > 1.0 => "more",
        _ => "less",
    }
}

fn part_key(part: Part) -> &'static str {
    match part {
        Part::Activation => "activation",
        Part::Gradient => "gradient",
        Part::Cost => "cost",
        Part::Weight => "weight",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(step: u32, finding: Finding) -> String {
        Words::english().verdict(&Verdict { step, finding })
    }

    #[test]
    fn a_sentence_names_layer_and_ratio() {
        let saturated = |ratio| Finding::Saturated { layer: 3, share: 0.8194, last: 10, ratio };
        let opening = "81.9% of the activations at layer 3 are saturated, where the slope is nearly 0";
        assert_eq!(said(0, saturated(1.0)), format!("{opening}."));
        assert_eq!(
            said(0, saturated(2130.0)),
            format!("{opening}; the gradient at layer 1 is 2,130 times that at layer 10.")
        );
        let lost = |layer| Finding::VanishingActivations { layer, across: 9e-4, last: 8, last_across: 3.04e-7 };
        assert_eq!(
            [said(0, lost(3)), said(0, lost(8))],
            [
                "At layer 3 the activations differ by only 9·10⁻⁴ from one example to the next, at layer 8 by 3·10⁻⁷: too \
                faint to learn much from.",
                "At layer 8 the activations differ by only 9·10⁻⁴ from one example to the next: too faint to learn much from."
            ]
        );
    }

    #[test]
    fn what_is_healthy_says_whether_it_learns() {
        let healthy = |ratio, learned| said(5, Finding::Healthy { spread: (0.36, 0.62), ratio, learned, alike: None });
        let spread = "The standard deviation of the activations is 0.36 to 0.62";
        assert_eq!(
            healthy(0.5, Some(0.82)),
            format!(
                "It learns: 82% of the held-out examples are right. {spread}; the gradient at layer 1 is 0.5 of that at \
                the last hidden layer."
            )
        );
        assert_eq!(healthy(1.0, None), format!("Healthy: the signal passes. {spread}."));
        assert!(healthy(1.001, None).ends_with("is as large as that at the last hidden layer."));
    }

    #[test]
    fn a_layer_where_one_example_looks_like_another_is_named_after_the_health() {
        let alike = Some(Alike { layer: 30, std: 1.18, across: 0.2 });
        assert_eq!(
            said(0, Finding::Healthy { spread: (0.54, 1.18), ratio: 1.0, learned: None, alike }),
            "Healthy: the signal passes. The standard deviation of the activations is 0.54 to 1.18. But at layer 30 the std \
            is 1.18, and across examples only 0.2: there, one example looks much like another."
        );
    }

    #[test]
    fn what_is_out_of_scale_names_layer_and_std() {
        assert_eq!(
            said(0, Finding::OutOfScale { layer: 1, std: 43_375.0 }),
            "The activations at layer 1 have a std of 43,375, where about 1 is meant: out of all scale."
        );
    }

    #[test]
    fn what_cannot_be_told_is_said_as_such_and_a_reason_where_there_is_one() {
        let one = said(403, Finding::OneExample { spread: (0.31, 0.62), ratio: 0.5 });
        assert!(one.starts_with("The batch is one example, which has no spread across examples: whether"), "{one}");
        assert!(one.ends_with("is 0.31 to 0.62; the gradient at layer 1 is 0.5 of that at the last hidden layer."));
        let reason = said(0, Finding::OneValue { layer: 1 });
        assert!(
            reason.ends_with("one value only, and a value less its own mean is 0: every input gives the same."),
            "{reason}"
        );
    }

    #[test]
    fn divergence_names_step_layer_and_what_it_was() {
        let divergence = Divergence { step: 1200, layer: 3, part: Part::Activation };
        assert_eq!(
            said(1200, Finding::Diverged { divergence }),
            "Diverged at step 1,200: the activations of layer 3 are the first to be infinite or no numbers at all."
        );
    }
}
