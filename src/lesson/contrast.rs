//! What a normalization takes away from a picture: one digit of a batch is given another contrast, brightness or one louder
//! channel, and what the first convolution makes of the batch is normalized in four ways, before and after.

mod network;
mod state;

pub use crate::contrast_spec::{CHANNELS, ContrastSpec};
pub use network::{Moved, Normalized};
pub use state::{Contrast, Finding, Kind};

use nn::norm::Norm;

/// The methods, in the order in which the figure has them.
pub const METHODS: [Norm; 4] = [Norm::Batch, Norm::Layer, Norm::Instance, Norm::Group];
/// Pictures of the batch; the first one is changed, and the second is the neighbour that is looked at.
pub const PICTURES: usize = 16;
/// Pixels along the side of a picture and of a channel.
pub const SIDE: usize = 8;
/// Groups of group norm.
pub const GROUPS: usize = 4;
