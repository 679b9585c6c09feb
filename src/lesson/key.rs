//! One row of the URL language: how a key is written and how it is read, and how the values of most keys are. What has keys
//! (`config`, and each figure with a state of its own) lists its rows; only `config` puts them together.

use crate::choice::Choice;
use crate::decimal;
use crate::notice::Problem;

/// One key of a part `S` of the configuration.
pub struct Key<S> {
    /// The key as links have it.
    pub name: &'static str,
    /// The value as links have it.
    pub get: fn(&S) -> String,
    /// Takes in a value; what cannot be used as it stands is a problem.
    pub set: fn(&mut S, &str) -> Result<(), Problem>,
}

/// A control that `hide=` can name: the key that links and markup use, and the English name that older links have.
pub type Control = (&'static str, &'static str);

/// A part of the configuration that belongs to one figure.
pub trait Keyed: Sized + 'static {
    /// Its keys, in the order in which links have them.
    const KEYS: &'static [Key<Self>];
    /// Its controls.
    const CONTROLS: &'static [Control];
}

/// Reads one value of a choice.
pub fn choose<C: Choice>(slot: &mut C, value: &str) -> Result<(), Problem> {
    *slot = C::from_key(value)
        .ok_or_else(|| Problem::UnknownValue { used: slot.key().to_string(), offered: C::KEYS.join(", ") })?;
    Ok(())
}

/// Reads a whole number and holds it within its range.
pub fn whole(slot: &mut u32, value: &str, low: u32, high: u32) -> Result<(), Problem> {
    let mut wide = f64::from(*slot);
    let held = number(&mut wide, value, f64::from(low), f64::from(high));
    let rounded = wide as u32;
    *slot = rounded;
    if held.is_ok() && f64::from(rounded) != wide {
        return Err(Problem::NotWhole { used: rounded.to_string() });
    }
    held
}

/// Reads a number and holds it within its range.
pub fn real(slot: &mut f32, value: &str, low: f32, high: f32) -> Result<(), Problem> {
    let mut wide = f64::from(*slot);
    let held = number(&mut wide, value, f64::from(low), f64::from(high));
    // Unchanged values keep their bits: 0.05 in f64 is not the f32 0.05.
    if wide != f64::from(*slot) {
        *slot = wide as f32;
    }
    held
}

fn number(slot: &mut f64, value: &str, low: f64, high: f64) -> Result<(), Problem> {
    let parsed = decimal::parse(value.trim())
        .filter(|v| !v.is_nan())
        .ok_or_else(|| Problem::NotANumber { used: shortest(*slot) })?;
    *slot = parsed.clamp(low, high);
    if *slot == parsed {
        return Ok(());
    }
    Err(Problem::OutOfRange { low: shortest(low), high: shortest(high), used: shortest(*slot) })
}

fn shortest(value: f64) -> String {
    (value as f32).to_string()
}
