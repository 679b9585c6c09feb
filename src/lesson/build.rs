//! Packs the digits for the program: see `data/digits.rs`, which reads them back.

use coding::{Coder, Counts, LEAST, PIXELS, images, zero};
use std::path::Path;

// The reader is the program's.
#[allow(dead_code)]
#[path = "data/coding.rs"]
mod coding;

fn main() {
    let file = "../../data/optdigits.u8";
    for one in [file, "build.rs", "data/coding.rs"] {
        println!("cargo::rerun-if-changed={one}");
    }
    let bytes = std::fs::read(file).unwrap_or_else(|error| panic!("{file}: {error}"));
    // A record of the file: the pixels of an image, row by row, and its label.
    let (mut pixels, mut packed) = (Vec::new(), Vec::new());
    for record in bytes.chunks_exact(PIXELS + 1) {
        pixels.extend(&record[..PIXELS]);
        packed.push(record[PIXELS]);
    }
    let mut writer = Writer::new();
    images(&mut writer, &mut pixels);
    packed.extend(writer.finish());
    let out = std::env::var("OUT_DIR").unwrap_or_else(|error| panic!("OUT_DIR: {error}"));
    let out = Path::new(&out).join("optdigits.packed");
    std::fs::write(&out, packed).unwrap_or_else(|error| panic!("{}: {error}", out.display()));
}

/// Writes what `coding::Reader` reads.
struct Writer {
    bytes: Vec<u8>,
    low: u32,
    range: u32,
}

impl Writer {
    fn new() -> Self {
        Self { bytes: Vec::new(), low: 0, range: u32::MAX }
    }

    fn finish(mut self) -> Vec<u8> {
        self.bytes.extend(self.low.to_be_bytes());
        self.bytes
    }

    fn add(&mut self, part: u32) {
        let (low, carry) = self.low.overflowing_add(part);
        self.low = low;
        if carry {
            let nines = self.bytes.iter().rev().take_while(|byte| **byte == u8::MAX).count();
            let from = self.bytes.len() - nines - 1;
            self.bytes[from..].iter_mut().for_each(|byte| *byte = byte.wrapping_add(1));
        }
    }
}

impl Coder for Writer {
    fn code(&mut self, counts: &mut Counts, bit: bool) -> bool {
        let zero = zero(self.range, *counts);
        if bit {
            self.add(zero);
            self.range -= zero;
        } else {
            self.range = zero;
        }
        counts[usize::from(bit)] += 1;
        while self.range < LEAST {
            self.bytes.push(self.low.to_be_bytes()[0]);
            (self.low, self.range) = (self.low << 8, self.range << 8);
        }
        bit
    }
}
