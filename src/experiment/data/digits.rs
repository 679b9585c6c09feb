//! The shipped digits (see `data/README.md`): 1797 images of 8 x 8 pixels, 0..16.

use ndarray::Array2;

/// Made from `data/optdigits.u8` by `build.rs`: the labels, then plane by plane the same pixel of all images, those of one
/// class after those of the class before, in the order of the file within a class.
static BYTES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/optdigits.planes"));
/// Pixels of an image.
const PIXELS: usize = 64;
const CLASSES: usize = 10;

/// The images (one row each, pixels row by row), their labels, and the number of classes, in the order of the file.
pub fn load() -> (Array2<f32>, Vec<u8>, usize) {
    let (labels, planes) = BYTES.split_at(BYTES.len() / (PIXELS + 1));
    let of = |class: usize| (0..labels.len()).filter(move |i| usize::from(labels[*i]) == class);
    let order: Vec<usize> = (0..CLASSES).flat_map(of).collect();
    let mut x = vec![0.0; labels.len() * PIXELS];
    for (pixel, plane) in planes.chunks_exact(labels.len()).enumerate() {
        order.iter().zip(plane).for_each(|(i, value)| x[i * PIXELS + pixel] = f32::from(*value));
    }
    let x = Array2::from_shape_vec((labels.len(), PIXELS), x).expect("a plane for each pixel");
    (x, labels.to_vec(), CLASSES)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_images_are_those_of_the_file_in_its_order() {
        let file = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/data/optdigits.u8")).expect("data is there");
        let (x, labels, _) = load();
        assert_eq!(labels.len(), 1797);
        for (record, (row, label)) in file.chunks_exact(PIXELS + 1).zip(x.outer_iter().zip(&labels)) {
            assert!(row.iter().eq(record[..PIXELS].iter().map(|p| f32::from(*p)).collect::<Vec<_>>().iter()));
            assert_eq!(record[PIXELS], *label);
        }
    }
}
