//! The shipped digits (see `data/README.md`): 1797 images of 8 x 8 pixels, 0..16.

use ndarray::Array2;

static BYTES: &[u8] = include_bytes!("../../../data/optdigits.u8");
/// Pixels of an image.
const PIXELS: usize = 64;

/// The images (one row each, pixels row by row), their labels, and the number of classes.
pub fn load() -> (Array2<f32>, Vec<u8>, usize) {
    let records = BYTES.chunks_exact(PIXELS + 1);
    let labels: Vec<u8> = records.clone().map(|r| r[PIXELS]).collect();
    let pixels: Vec<f32> = records.flat_map(|r| r[..PIXELS].iter().map(|p| f32::from(*p))).collect();
    let x = Array2::from_shape_vec((labels.len(), PIXELS), pixels).expect("one label for 64 pixels");
    (x, labels, 10)
}
