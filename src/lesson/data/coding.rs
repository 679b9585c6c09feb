//! How the digits are packed: an adaptive binary range coder, as in LZMA (Pavlov, 1998), and a model of a pixel by its
//! neighbours. `build.rs` writes with it and `digits.rs` reads: both walk through [`images`], so they cannot differ.

/// Pixels along a side of an image.
const SIDE: usize = 8;
/// Pixels of an image.
pub const PIXELS: usize = SIDE * SIDE;
/// The largest value.
const MOST: u8 = 16;
/// Binary decisions that make a value between 0 and the largest one, the highest first.
const BITS: u32 = 4;
/// Decisions of a context: which value between it is, whether it is 0, whether the largest.
const NODES: usize = (1 << BITS) + 2;
/// What is known of a neighbour: nothing there, or its value in steps of six.
const NEAR: usize = 4;
/// Bits of a probability.
const SCALE: u32 = 12;
/// The range is kept above this, so that a probability has room in it.
pub const LEAST: u32 = 1 << 24;

/// How often a decision went each way.
pub type Counts = [u16; 2];

/// Something that goes through decisions one by one: a writer takes them in, a reader finds them.
pub trait Coder {
    /// Writes `bit`, or gives the bit that was written.
    fn code(&mut self, counts: &mut Counts, bit: bool) -> bool;
}

/// All pixels of all images, `[N, 64]` values 0..16: written as they are, or filled in as they were.
pub fn images(coder: &mut impl Coder, images: &mut [u8]) {
    let mut counts = vec![[[0; 2]; NODES]; PIXELS * NEAR * NEAR];
    for image in images.chunks_exact_mut(PIXELS) {
        for pixel in 0..PIXELS {
            let near = |there: bool, back: usize| if there { usize::from(image[pixel - back].div_ceil(6)) } else { 0 };
            let context = (pixel * NEAR + near(pixel % SIDE > 0, 1)) * NEAR + near(pixel >= SIDE, SIDE);
            image[pixel] = value(coder, &mut counts[context], image[pixel]);
        }
    }
}

/// Half of all pixels are 0 and a tenth the largest: these are asked for first.
fn value(coder: &mut impl Coder, counts: &mut [Counts; NODES], value: u8) -> u8 {
    if coder.code(&mut counts[NODES - 2], value == 0) {
        return 0;
    }
    if coder.code(&mut counts[NODES - 1], value == MOST) {
        return MOST;
    }
    let node = (0..BITS).rev().fold(1, |node, place| {
        let bit = coder.code(&mut counts[node], value >> place & 1 == 1);
        node << 1 | usize::from(bit)
    });
    (node - (1 << BITS)) as u8
}

/// The part of `range` that stands for 0, by what went before.
pub fn zero(range: u32, counts: Counts) -> u32 {
    let [zeros, ones] = counts.map(|count| 2 * u32::from(count) + 1);
    (range >> SCALE) * ((zeros << SCALE) / (zeros + ones)).clamp(1, (1 << SCALE) - 1)
}

/// Reads what a writer wrote.
pub struct Reader<'a> {
    bytes: &'a [u8],
    range: u32,
    code: u32,
}

impl<'a> Reader<'a> {
    /// A reader from the first byte on.
    pub fn new(bytes: &'a [u8]) -> Self {
        let mut reader = Self { bytes, range: u32::MAX, code: 0 };
        (0..4).for_each(|_| reader.take());
        reader
    }

    fn take(&mut self) {
        let (next, rest) = self.bytes.split_first().unwrap_or((&0, &[]));
        (self.code, self.bytes) = (self.code << 8 | u32::from(*next), rest);
    }
}

impl Coder for Reader<'_> {
    fn code(&mut self, counts: &mut Counts, _: bool) -> bool {
        let zero = zero(self.range, *counts);
        let bit = self.code >= zero;
        if bit {
            self.code -= zero;
            self.range -= zero;
        } else {
            self.range = zero;
        }
        counts[usize::from(bit)] += 1;
        while self.range < LEAST {
            self.range <<= 8;
            self.take();
        }
        bit
    }
}
