//! What links say of "contrast". A file of its own: the configuration reads it, and the figure reads the configuration.

use crate::key::{Control, Key, Keyed, real, whole};

/// Channels of the first convolution.
pub const CHANNELS: usize = 16;

/// How the picture is changed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ContrastSpec {
    /// Its pixels are multiplied by this, as the network reads them: about the mean grey of all pictures.
    pub scale: f32,
    /// All its pixels become lighter by this, in standard deviations of a pixel.
    pub shift: f32,
    /// One channel of what the convolution makes of it is multiplied by this.
    pub gain: f32,
    /// That channel.
    pub channel: u32,
}

impl Default for ContrastSpec {
    /// Nothing is changed.
    fn default() -> Self {
        Self { scale: 1.0, shift: 0.0, gain: 1.0, channel: 5 }
    }
}

impl Keyed for ContrastSpec {
    const KEYS: &'static [Key<Self>] = &[
        Key {
            name: "contrast-scale",
            get: |spec| spec.scale.to_string(),
            set: |spec, value| real(&mut spec.scale, value, 0.0, 2.0),
        },
        Key {
            name: "contrast-shift",
            get: |spec| spec.shift.to_string(),
            set: |spec, value| real(&mut spec.shift, value, -1.0, 1.0),
        },
        Key {
            name: "contrast-gain",
            get: |spec| spec.gain.to_string(),
            set: |spec, value| real(&mut spec.gain, value, 0.0, 4.0),
        },
        Key {
            name: "contrast-channel",
            get: |spec| spec.channel.to_string(),
            set: |spec, value| whole(&mut spec.channel, value, 0, CHANNELS as u32 - 1),
        },
    ];
    const CONTROLS: &'static [Control] = &[
        ("contrast-scale", "Contrast"),
        ("contrast-shift", "Brightness"),
        ("contrast-gain", "Gain"),
        ("contrast-channel", "Channel"),
    ];
}
