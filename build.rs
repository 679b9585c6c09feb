//! Lays the digits out for the program: see `src/experiment/data/digits.rs`, which reads them back.

use std::path::Path;

/// Bytes of a record of `data/optdigits.u8`: the pixels of an image, row by row, and its label.
const RECORD: usize = 65;
const CLASSES: u8 = 10;

fn main() {
    let file = "data/optdigits.u8";
    println!("cargo::rerun-if-changed={file}");
    println!("cargo::rerun-if-changed=build.rs");
    let bytes = &std::fs::read(file).unwrap_or_else(|error| panic!("{file}: {error}"));
    let labels: Vec<u8> = bytes.chunks_exact(RECORD).map(|record| record[RECORD - 1]).collect();
    let of = |class: u8| (0..labels.len()).filter(move |i| bytes[i * RECORD + RECORD - 1] == class);
    let order: Vec<usize> = (0..CLASSES).flat_map(of).collect();
    // All first pixels, class by class, then all second ones: neighbours are alike, and a server's gzip makes 38 KB of
    // them instead of 46.
    let plane = |pixel: usize| order.iter().map(move |i| bytes[i * RECORD + pixel]);
    let laid: Vec<u8> = labels.iter().copied().chain((0..RECORD - 1).flat_map(plane)).collect();
    let out = std::env::var("OUT_DIR").unwrap_or_else(|error| panic!("OUT_DIR: {error}"));
    let out = Path::new(&out).join("optdigits.planes");
    std::fs::write(&out, laid).unwrap_or_else(|error| panic!("{}: {error}", out.display()));
}
