//! The small cube of a method: the whole tensor as glass, and inside it the block of cells that share one statistic, at
//! the chosen cell's place (Wu & He 2018, figure 2).
//!
//! The block is read off `Reduction::stat_of`, cell by cell, as in the large cube, and the axes run as there: C to the
//! right, N to the front, (H, W) down.

use super::cube::Cube;
use super::drawing::{Drawing, Point, text_width};
use super::paint::{Pen, Word, at};
use super::style::{LABEL, Style, mix};
use super::view::drawn;

/// The left corner of the top (channel 0 of the front), and the three axes over their whole length in pixels.
struct Glass {
    origin: (f64, f64),
    back: (f64, f64),
    c: (f64, f64),
    down: f64,
}

impl Glass {
    /// The cube on a canvas of `size`, with room for the name of its upright axis.
    fn new(size: (f64, f64), name: &str, style: &Style) -> Self {
        let u = style.px_ratio;
        // Bold letters are a tenth wider than the table of widths has them.
        let room = (34.0 * u).max(1.1 * text_width(name, LABEL * u) + 6.0 * u);
        let (w, h) = ((size.0 - room - 6.0 * u).max(4.0), (size.1 - 26.0 * u).max(4.0));
        let half = (w / 2.0).min(h / 1.75);
        let rise = (half * 0.52).round();
        let (half, down) = (half.round(), (half * 0.95).min(h - rise * 2.0).max(2.0).round());
        let x = ((size.0 - 2.0 * half) / 2.0).max(size.0.min(room)).round();
        let y = ((size.1 - 2.0 * rise - down) / 2.0 + rise).round();
        Self { origin: (x, y), back: (half, -rise), c: (half, rise), down }
    }

    /// The point at these shares of the three axes.
    fn at(&self, n: f64, c: f64, s: f64) -> Point {
        let back = 1.0 - n;
        let (x, y) = (back * self.back.0 + c * self.c.0, back * self.back.1 + c * self.c.1 + s * self.down);
        at(self.origin.0 + x, self.origin.1 + y)
    }

    /// Top, front and right face of the block between two corners.
    fn faces(&self, [n0, c0, s0]: [f64; 3], [n1, c1, s1]: [f64; 3]) -> [Vec<Point>; 3] {
        [
            vec![self.at(n0, c0, s0), self.at(n0, c1, s0), self.at(n1, c1, s0), self.at(n1, c0, s0)],
            vec![self.at(n1, c0, s0), self.at(n1, c1, s0), self.at(n1, c1, s1), self.at(n1, c0, s1)],
            vec![self.at(n1, c1, s0), self.at(n0, c1, s0), self.at(n0, c1, s1), self.at(n1, c1, s1)],
        ]
    }
}

/// The cube, the block in the method's colour. Values are not read.
pub fn small(data: &Cube, size: (f64, f64), style: &Style) -> Drawing {
    drawn(size, style, |pen| draw(pen, data))
}

fn draw(pen: &mut Pen, data: &Cube) {
    let (size, style) = (pen.size, pen.style);
    let sizes = [data.shape[0], data.shape[1], data.shape[2] * data.shape[3]];
    if sizes.contains(&0) {
        return;
    }
    let (glass, palette) = (Glass::new(size, data.names[2], style), &style.palette);
    for (face, shade) in glass.faces([0.0; 3], [1.0; 3]).into_iter().zip([0.10, 0.16, 0.24]) {
        pen.fill(face, mix(palette.paper, palette.soft, shade));
    }
    draw_grid(pen, &glass, sizes);
    for (low, high) in blocks(sizes, &data.lit()) {
        let share = |corner: [usize; 3]| std::array::from_fn(|i| corner[i] as f64 / sizes[i] as f64);
        let faces = glass.faces(share(low), share(high));
        for (face, ink) in faces.iter().zip([0.0, 0.16, 0.34]) {
            pen.fill(
                face.clone(),
                mix(mix(data.color, palette.paper, 0.22), palette.ink, if ink > 0.2 { ink - 0.1 } else { ink }),
            );
        }
        for face in faces {
            pen.path(closed(face), mix(data.color, palette.ink, 0.35), 1.0);
        }
    }
    for face in glass.faces([0.0; 3], [1.0; 3]) {
        pen.path(closed(face), mix(palette.paper, palette.soft, 0.75), 1.0);
    }
    draw_names(pen, &glass, data)
}

fn closed(mut outline: Vec<Point>) -> Vec<Point> {
    outline.extend(outline.first().copied());
    outline
}

/// Lines between cells on the three faces, no more than eight parts an axis.
fn draw_grid(pen: &mut Pen, glass: &Glass, sizes: [usize; 3]) {
    let tint = mix(pen.style.palette.paper, pen.style.palette.soft, 0.32);
    for (axis, size) in sizes.into_iter().enumerate() {
        let parts = (1..=8).rev().find(|p| size.is_multiple_of(*p)).unwrap_or(1);
        for k in 1..parts {
            let t = k as f64 / parts as f64;
            let line = match axis {
                0 => [glass.at(t, 0.0, 0.0), glass.at(t, 1.0, 0.0), glass.at(t, 1.0, 1.0)],
                1 => [glass.at(0.0, t, 0.0), glass.at(1.0, t, 0.0), glass.at(1.0, t, 1.0)],
                _ => [glass.at(1.0, 0.0, t), glass.at(1.0, 1.0, t), glass.at(0.0, 1.0, t)],
            };
            pen.path(line.to_vec(), tint, 1.0);
        }
    }
}

/// The lit cells as blocks, the furthest first: a statistic's cells are a product of sets of indices, one for each axis.
fn blocks(sizes: [usize; 3], lit: &[bool]) -> Vec<([usize; 3], [usize; 3])> {
    let [_, c, s] = sizes;
    let mut any = sizes.map(|size| vec![false; size]);
    for (i, _) in lit.iter().enumerate().filter(|(_, l)| **l) {
        for (axis, k) in [i / (c * s), i / s % c, i % s].into_iter().enumerate() {
            any[axis][k] = true;
        }
    }
    let runs = |axis: usize| {
        let mut runs: Vec<(usize, usize)> = Vec::new();
        for (k, _) in any[axis].iter().enumerate().filter(|(_, a)| **a) {
            match runs.last_mut() {
                Some(run) if run.1 == k => run.1 = k + 1,
                _ => runs.push((k, k + 1)),
            }
        }
        runs
    };
    let (along_n, along_c, mut down) = (runs(0), runs(1), runs(2));
    down.reverse();
    let mut blocks = Vec::new();
    for s in &down {
        for c in &along_c {
            blocks.extend(along_n.iter().map(|n| ([n.0, c.0, s.0], [n.1, c.1, s.1])));
        }
    }
    blocks
}

fn draw_names(pen: &mut Pen, glass: &Glass, data: &Cube) {
    let (palette, off) = (&pen.style.palette, pen.style.px(8.0));
    let middle = |a: Point, b: Point| (f64::from(a.0 + b.0) / 2.0, f64::from(a.1 + b.1) / 2.0);
    let word = |color| Word::tick(color).size(LABEL).bold(true);
    let (x, y) = middle(glass.at(0.0, 0.0, 0.0), glass.at(1.0, 0.0, 0.0));
    pen.text(data.names[0], (x - off * 0.5, y - off), word(palette.axis_n).right());
    let (x, y) = middle(glass.at(1.0, 0.0, 1.0), glass.at(1.0, 1.0, 1.0));
    pen.text(data.names[1], (x - off * 0.5, y + off), word(palette.axis_c).right());
    let (x, y) = middle(glass.at(1.0, 0.0, 0.0), glass.at(1.0, 0.0, 1.0));
    pen.text(data.names[2], (x - off * 0.5, y), word(palette.axis_hw).right())
}

#[cfg(test)]
mod tests {
    use super::*;
    use nn::reduce::{Axis, Reduction};

    fn blocks_of(reduction: Reduction, chosen: [usize; 4]) -> Vec<([usize; 3], [usize; 3])> {
        let (shape, color) = ([4, 8, 2, 3], plotters::style::RGBColor(0, 0, 0));
        blocks(
            [4, 8, 6],
            &Cube { shape, values: &[], limit: 1.0, reduction, chosen, names: ["N", "C", "H, W"], color }.lit(),
        )
    }

    #[test]
    fn the_block_of_each_method_is_the_papers() {
        use Axis::{C, H, N, W};
        assert_eq!(blocks_of(Reduction::over(&[N, H, W]), [1, 2, 1, 1]), [([0, 2, 0], [4, 3, 6])]);
        assert_eq!(blocks_of(Reduction::over(&[C, H, W]), [1, 2, 1, 1]), [([1, 0, 0], [2, 8, 6])]);
        assert_eq!(blocks_of(Reduction::over(&[H, W]), [1, 2, 1, 1]), [([1, 2, 0], [2, 3, 6])]);
        let group = Reduction { groups: 2, ..Reduction::over(&[C, H, W]) };
        assert_eq!(blocks_of(group, [1, 5, 1, 1]), [([1, 4, 0], [2, 8, 6])]);
        assert_eq!(blocks_of(Reduction::over(&[C]), [1, 5, 1, 1]), [([1, 0, 4], [2, 8, 5])]);
    }
}
