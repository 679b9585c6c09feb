//! The shipped digits (see `data/README.md`): 1797 images of 8 x 8 pixels, 0..16.

pub use super::coding::PIXELS;
use super::coding::{Reader, images};
use ndarray::Array2;
use std::sync::OnceLock;

/// Made from `data/optdigits.u8` by `build.rs`: the labels, then the packed images, both in the order of the file.
static BYTES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/optdigits.packed"));
const IMAGES: usize = 1797;
/// The digits 0 to 9.
pub const CLASSES: usize = 10;

/// Unpacked once for all runs.
static UNPACKED: OnceLock<Vec<u8>> = OnceLock::new();

/// The images (one row each, pixels row by row), their labels, and the number of classes, in the order of the file.
pub fn load() -> (Array2<f32>, Vec<u8>, usize) {
    let (labels, packed) = BYTES.split_at(IMAGES);
    let pixels = UNPACKED.get_or_init(|| {
        let mut pixels = vec![0; IMAGES * PIXELS];
        images(&mut Reader::new(packed), &mut pixels);
        pixels
    });
    let x = Array2::from_shape_fn((IMAGES, PIXELS), |(image, pixel)| f32::from(pixels[image * PIXELS + pixel]));
    (x, labels.to_vec(), CLASSES)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_images_are_those_of_the_file_in_its_order() {
        let file =
            std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/optdigits.u8")).expect("data is there");
        let (x, labels, _) = load();
        assert_eq!(labels.len(), 1797);
        for (record, (row, label)) in file.chunks_exact(PIXELS + 1).zip(x.outer_iter().zip(&labels)) {
            assert!(row.iter().eq(record[..PIXELS].iter().map(|p| f32::from(*p)).collect::<Vec<_>>().iter()));
            assert_eq!(record[PIXELS], *label);
        }
    }
}
