//! Challenges in words: what is asked, and how it stands.

use crate::number::{number, percent};
use crate::words::Words;
use lesson::challenge::{Challenge, Quantity, Standing};
use lesson::choice::{Choice, DataSet, Initializer, Start};
use nn::act::Act;
use nn::norm::Norm;

impl Words {
    /// What a challenge asks for, and how much may be changed.
    pub fn challenge_task(&self, challenge: Challenge) -> String {
        let task = challenge.task();
        let (low, high) = (f64::from(task.range.0), f64::from(task.range.1));
        let share = if task.quantity == Quantity::Accuracy { low } else { high };
        let asked = self.challenge_asked(challenge.key(), share, task.step.into(), low, high);
        asked + self.between_sentences() + &self.challenge_changes(task.changes.into())
    }

    /// How it stands.
    pub fn challenge_standing(&self, challenge: Challenge, standing: Standing) -> String {
        let task = challenge.task();
        let step = task.step.into();
        let written = |value: f32| match task.quantity {
            Quantity::Std => number(value.into()),
            _ => percent(value.into()),
        };
        match standing {
            Standing::Fixed(key) => self.challenge_fixed(self.key_name(key)),
            Standing::TooMany(changed) => self.challenge_too_many(changed.into(), task.changes.into()),
            Standing::Open => self.challenge_open(step),
            Standing::Missed(value) => self.challenge_missed(&written(value), step),
            Standing::Reached(value) => self.challenge_reached(&written(value), step),
        }
    }

    /// What the control of a key is called that a challenge fixes.
    fn key_name<'a>(&'a self, key: &'a str) -> &'a str {
        match key {
            "init" => self.group::<Initializer>(),
            "act" => self.group::<Act>(),
            "norm" => self.group::<Norm>(),
            "data" => self.group::<DataSet>(),
            "start" => self.group::<Start>(),
            "depth" => self.control_depth(),
            "lr" => self.control_lr(),
            "batch" => self.control_batch(),
            other => other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_challenge_says_its_own_numbers() {
        let words = Words::english();
        let said = words.challenge_task(Challenge::Forty);
        assert!(said.ends_with("At step 200 at least 90% are to be right. Change at most 2 things."), "{said}");
        assert!(words.challenge_task(Challenge::Level).contains("between 0.6 and 0.7"));
        assert!(words.challenge_task(Challenge::Blind).contains("less than 0.1%"));
    }

    #[test]
    fn whatever_a_challenge_fixes_has_a_name() {
        let words = Words::english();
        for challenge in Challenge::ALL {
            for key in challenge.task().fixed {
                assert_ne!(words.key_name(key), *key, "{}", challenge.key());
            }
        }
    }

    #[test]
    fn a_standing_says_what_was_measured() {
        let words = Words::english();
        let said = |standing| words.challenge_standing(Challenge::Forty, standing);
        assert_eq!(said(Standing::Reached(0.955)), "Reached: 95.5% at step 200.");
        assert_eq!(said(Standing::TooMany(3)), "You have changed 3 things, and at most 2 may be. Reset begins again.");
        assert_eq!(said(Standing::Fixed("norm")), "Normalization has to stay as it was. Reset begins again.");
    }
}
