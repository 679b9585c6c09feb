//! What links say of the neighbours: how much of a batch is one class.

use crate::key::{Control, Key, Keyed, whole};

/// What links say of the figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NeighboursSpec {
    /// The share of a batch that is one class, in percent.
    pub share: u32,
}

impl Default for NeighboursSpec {
    /// Pure batches.
    fn default() -> Self {
        Self { share: 100 }
    }
}

impl Keyed for NeighboursSpec {
    const KEYS: &'static [Key<Self>] = &[Key {
        name: "share",
        get: |spec| spec.share.to_string(),
        set: |spec, value| whole(&mut spec.share, value, 0, 100),
    }];
    const CONTROLS: &'static [Control] = &[("share", "Share")];
}
