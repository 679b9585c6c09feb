//! What links say of the map: whether its networks have batch norm.

use crate::key::{Control, Key, Keyed};
use crate::notice::Problem;

/// What links say of the map.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MapSpec {
    /// Whether every layer has batch norm.
    pub batch_norm: bool,
}

impl Keyed for MapSpec {
    const KEYS: &'static [Key<Self>] = &[Key {
        name: "map-norm",
        get: |spec| u8::from(spec.batch_norm).to_string(),
        set: |spec, value| {
            spec.batch_norm = match value {
                "1" => true,
                "0" | "" => false,
                _ => {
                    let used = u8::from(spec.batch_norm).to_string();
                    return Err(Problem::UnknownValue { used, offered: "0, 1".into() });
                }
            };
            Ok(())
        },
    }];
    const CONTROLS: &'static [Control] = &[("map-norm", "Batch norm")];
}
