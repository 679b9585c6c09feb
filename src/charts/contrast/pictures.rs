//! The pictures of the batch: the one that is changed as it was and as it is, large, and its neighbours. Light is light in
//! both themes: a picture is no drawing in ink.

use crate::batch::Batch;
use crate::paint::{Pen, Word};
use crate::plot::{Axes, Mark, Plot, Tip};
use crate::style::{LABEL, Palette, Style, mix};
use lesson::contrast::{Contrast, PICTURES, SIDE};
use plotters::style::RGBColor;
use words::Words;

/// The pictures of the batch.
#[derive(Clone, Debug)]
pub struct Pictures<'a> {
    state: &'a Contrast,
    /// `[N, H, W]`, as the network reads them.
    pixels: &'a [f32],
    changed: Vec<f32>,
}

/// The ink that is white and the ink that is black, in standard deviations from the mean grey: room for brightness.
const GREYS: (f32, f32) = (-1.8, 2.8);
/// Pixels of a picture.
const PIXELS: usize = SIDE * SIDE;
/// Neighbours in one line.
const ABREAST: usize = 5;
/// Sides of a large and of a small picture's pixel, gaps, and the height of a name, in CSS pixels.
const LARGE: f64 = 10.0;
const SMALL: f64 = 3.0;
const GAP: f64 = 4.0;
const APART: f64 = 16.0;
const NAME: f64 = 18.0;

/// Where a picture stands: its left upper corner and the side of a pixel.
#[derive(Clone, Copy)]
struct Frame {
    corner: (f64, f64),
    pixel: f64,
}

impl Frame {
    fn side(self) -> f64 {
        self.pixel * SIDE as f64
    }

    fn pixel(self, at: usize) -> ((f64, f64), (f64, f64)) {
        let (x, y) = (self.corner.0 + (at % SIDE) as f64 * self.pixel, self.corner.1 + (at / SIDE) as f64 * self.pixel);
        ((x, x + self.pixel), (y, y + self.pixel))
    }
}

/// The two large pictures and the neighbours.
fn frames(size: (f64, f64), style: &Style) -> ([Frame; 2], Vec<Frame>) {
    let (gap, apart) = (style.px(GAP), style.px(APART));
    let small_side = style.px(SMALL) * SIDE as f64;
    let small_room = ABREAST as f64 * (small_side + gap);
    let large = ((size.0 - small_room - 2.0 * apart) / (2.0 * SIDE as f64)).floor().clamp(1.0, style.px(LARGE));
    let (top, side) = (style.px(NAME), large * SIDE as f64);
    let two = [0.0, side + apart].map(|x| Frame { corner: (x, top), pixel: large });
    let left = 2.0 * (side + apart);
    let small = |i: usize| Frame {
        corner: (left + (i % ABREAST) as f64 * (small_side + gap), top + (i / ABREAST) as f64 * (small_side + gap)),
        pixel: style.px(SMALL),
    };
    (two, (0..PICTURES - 1).map(small).collect())
}

impl<'a> Pictures<'a> {
    /// The pictures; nothing before they are there.
    pub fn of(state: &'a Contrast) -> Option<Self> {
        let (pixels, changed) = state.pictures()?;
        Some(Self { state, pixels, changed })
    }

    fn digit(&self, picture: usize) -> u64 {
        self.state.labels().get(picture).copied().unwrap_or(0).into()
    }
}

/// The grey of a pixel in one of 33 steps.
fn grey(ink: f32, palette: &Palette) -> RGBColor {
    let bright = |color: RGBColor| u32::from(color.0) + u32::from(color.1) + u32::from(color.2);
    let (light, dark) = match bright(palette.panel) > bright(palette.ink) {
        true => (palette.panel, palette.ink),
        false => (palette.ink, palette.panel),
    };
    let share = f64::from((ink - GREYS.0) / (GREYS.1 - GREYS.0)).clamp(0.0, 1.0);
    mix(light, dark, libm::round(share * 32.0) / 32.0)
}

fn draw_picture(batch: &mut Batch, frame: Frame, pixels: &[f32], palette: &Palette) {
    for (at, ink) in pixels.iter().enumerate() {
        let ((left, right), (top, bottom)) = frame.pixel(at);
        batch.rect(grey(*ink, palette), (left as i32, right as i32), (top as i32, bottom as i32));
    }
}

impl Plot for Pictures<'_> {
    fn axes(&self) -> Axes {
        // The batch is that of the digits' fixed split: it never changes.
        Box::new(self.pixels.len())
    }

    fn draw_axes(&self, pen: &mut Pen, words: &Words) {
        let (two, others) = frames(pen.size, pen.style);
        let mut batch = Batch::default();
        let pictures = self.pixels.chunks_exact(PIXELS);
        let shown = std::iter::once(two[0]).chain(others.iter().copied());
        pictures.zip(shown).for_each(|(pixels, frame)| draw_picture(&mut batch, frame, pixels, &pen.style.palette));
        batch.fill(pen);
        let word = Word::tick(pen.style.palette.soft).size(LABEL).left();
        let names = [words.contrast_before(), words.contrast_after(), words.contrast_neighbours()];
        let lefts = two.iter().chain(others.first()).map(|frame| frame.corner.0);
        let up = pen.style.px(NAME / 2.0);
        names.into_iter().zip(lefts).for_each(|(name, left)| pen.text(name, (left, up), word));
    }

    fn draw_marks(&self, pen: &mut Pen, _words: &Words) {
        let ([_, now], _) = frames(pen.size, pen.style);
        let mut batch = Batch::default();
        draw_picture(&mut batch, now, &self.changed, &pen.style.palette);
        batch.fill(pen);
    }

    fn marks(&self, size: (f64, f64), style: &Style) -> Vec<Mark> {
        let (two, others) = frames(size, style);
        let mut marks = Vec::new();
        for (at, (picture, frame)) in (0..PIXELS).flat_map(|at| two.iter().enumerate().map(move |two| (at, two))) {
            let (x, y) = frame.pixel(at);
            marks.push(Mark::rect(x, y, (at / SIDE, picture * SIDE + at % SIDE)));
        }
        for (i, frame) in others.iter().enumerate() {
            let (x, y) = frame.corner;
            let place = (SIDE + i / ABREAST, 2 * SIDE + i);
            marks.push(Mark::rect((x, x + frame.side()), (y, y + frame.side()), place));
        }
        marks.sort_by_key(|mark| (mark.row, mark.column));
        marks
    }

    fn tip(&self, mark: &Mark, words: &Words) -> Option<Tip> {
        if mark.row >= SIDE {
            let digit = self.digit((mark.column + 1).checked_sub(2 * SIDE)?);
            return Some(Tip { value: digit as f64, unit: "class", text: words.tip_contrast_neighbour(digit) });
        }
        let at = mark.row * SIDE + mark.column % SIDE;
        let [before, after] = [self.pixels, &self.changed].map(|pixels| pixels.get(at).copied().map(f64::from));
        let (before, after) = (before?, after?);
        let [h, w] = [mark.row, mark.column % SIDE].map(|at| at as u64);
        let value = if mark.column < SIDE { before } else { after };
        Some(Tip { value, unit: "", text: words.tip_contrast_pixel(h, w, before, after) })
    }

    fn describe(&self, words: &Words) -> String {
        let spec = self.state.spec();
        words.chart_contrast_pictures(self.digit(0), spec.scale.into(), spec.shift.into(), PICTURES as u64 - 1)
    }
}
