//! What every layer of a network still tells apart, as numbers: cosines between pictures, loudness, a linear reader.

/// Digits, and pictures of each whose cosines are measured.
pub const CLASSES: usize = 10;
/// Pictures of each class.
pub const PICTURES: usize = 3;

/// What is measured at one layer; layer 0 is the input.
#[derive(Clone, Debug, PartialEq)]
pub struct AtLayer {
    /// Mean cosine of all pairs of the pictures.
    pub cosine: f32,
    /// A tenth of the pairs are below the first, a tenth above the second.
    pub spread: [f32; 2],
    /// The cosine between the first picture of one class and of another (of the same: its first two), `[classes, classes]`.
    pub between: Vec<f32>,
    /// Standard deviation over all values.
    pub std: f32,
    /// Share of the held-out examples that a linear reader of this layer gets right.
    pub read: f32,
}

/// What is measured at every layer of a network.
#[derive(Clone, Debug, PartialEq)]
pub struct Readings {
    /// Updates done.
    pub step: u32,
    /// Mean square of the inputs.
    pub mean_square: f32,
    /// The input and each hidden layer.
    pub layers: Vec<AtLayer>,
}
