//! What the first half of the histograms shows: activations, or the values around normalization.

use super::plot::Quantity;
use nn::norm::Norm;
use words::Words;

/// What the first half of the histograms shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Values {
    /// What the activation function gives.
    #[default]
    Activations,
    /// What normalization reads.
    Before,
    /// What normalization gives.
    After,
}

impl Values {
    /// The values that a radio button names.
    pub fn from_key(key: &str) -> Self {
        [Self::Before, Self::After].into_iter().find(|values| values.key() == key).unwrap_or_default()
    }

    /// What can be shown of a run: without normalization there is nothing but activations to choose.
    pub fn of_run(self, norm: Norm) -> Self {
        if norm == Norm::None { Self::default() } else { self }
    }

    /// What messages call them.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Activations => Quantity::Activation.key(),
            Self::Before => "before",
            Self::After => "after",
        }
    }

    /// What they are called.
    pub(super) fn name(self, words: &Words) -> &str {
        match self {
            Self::Activations => words.activations(),
            Self::Before => words.values_before(),
            Self::After => words.values_after(),
        }
    }
}
