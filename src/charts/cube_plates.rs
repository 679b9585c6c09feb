//! Where the cells of the large cube stand: the cube `N x C x (H, W)` cut into its N slices, which are pulled apart until
//! none hides another, so that every cell is seen and can be pointed at. Geometry only: draws nothing.
//!
//! A slice is a plate seen from above and from the side of large N: C runs to the back (right and up), the positions
//! `h W + w` of (H, W) run down, and the thickness of the plate is its extent along N.

use super::paint::{Point, at};
use super::style::Style;

/// The plates of a cube.
#[derive(Clone, Copy, Debug)]
pub struct Plates {
    /// N, C and H x W.
    pub sizes: [usize; 3],
    /// How many plates stand beside each other.
    pub per_line: usize,
    /// Right and up for one channel, down for one position.
    pub cell: (f64, f64, f64),
    /// Left and up for the thickness.
    pub thick: (f64, f64),
    pitch: (f64, f64),
    origin: (f64, f64),
}

/// Room around the plates, in CSS pixels: left, right, above a line of plates, below it.
const LEFT: f64 = 40.0;
const RIGHT: f64 = 8.0;
const ABOVE: f64 = 20.0;
const BELOW: f64 = 22.0;
/// No cell is drawn larger than this, in CSS pixels.
const LARGEST: f64 = 26.0;

impl Plates {
    /// The plates of a cube of `shape` on a chart of `size` pixels, in as many lines as give the largest cells; `None` for
    /// a cube without cells.
    pub fn new(size: (f64, f64), shape: [usize; 4], style: &Style) -> Option<Self> {
        let sizes = [shape[0], shape[1], shape[2].checked_mul(shape[3])?];
        if sizes.contains(&0) {
            return None;
        }
        let room = |p: &Plates| p.cell.0.min(2.0 * p.cell.2) * p.cell.2.min(2.0 * p.cell.0);
        let choices = (1..=sizes[0].min(4)).map(|lines| Self::in_lines(size, sizes, lines, style));
        choices.max_by(|a, b| room(a).total_cmp(&room(b)))
    }

    fn in_lines(size: (f64, f64), sizes: [usize; 3], lines: usize, style: &Style) -> Self {
        let u = style.px_ratio;
        let [n, c, s] = sizes.map(|v| v as f64);
        let per_line = sizes[0].div_ceil(lines);
        let pitch = (((size.0 - (LEFT + RIGHT) * u) / per_line as f64).max(3.0), (size.1 / lines as f64).max(3.0));
        let thick = (pitch.0 * 0.09).clamp(2.0 * u, 7.0 * u).round().max(1.0);
        let gap = (pitch.0 * 0.12).max(3.0 * u);
        let tall = (pitch.1 - (ABOVE + BELOW) * u).max(2.0);
        // The rise to the back takes at most a third of the height.
        let wide = ((pitch.0 - gap - thick) / c).min(tall * 0.67 / c).min(LARGEST * u);
        let right = whole(wide);
        let up = right / 2.0;
        let down = whole(((tall - up * c - thick / 2.0) / s).min(LARGEST * u));
        let used = (right * c + thick, up * c + thick / 2.0 + down * s + (ABOVE + BELOW) * u);
        let pitch = (pitch.0.min(used.0 + 4.0 * gap), pitch.1.min(used.1 + 30.0 * u));
        let (across, along) = (pitch.0 * (n.min(per_line as f64) - 1.0) + used.0, pitch.1 * lines as f64);
        let free = (size.0 - (LEFT + RIGHT) * u - across).max(0.0);
        let x = LEFT * u + free / 2.0 + thick;
        let y = (size.1 - along).max(0.0) / 2.0 + ABOVE * u + thick / 2.0 + up * c;
        Self {
            sizes,
            per_line,
            cell: (right, up, down),
            thick: (thick, thick / 2.0),
            pitch,
            origin: (x.round(), y.round()),
        }
    }

    /// The corner of the face of plate `n` at channel 0, position 0.
    fn corner(&self, n: usize) -> (f64, f64) {
        let (column, line) = ((n % self.per_line) as f64, (n / self.per_line) as f64);
        (self.origin.0 + (column * self.pitch.0).round(), self.origin.1 + (line * self.pitch.1).round())
    }

    /// The corner of the grid of plate `n` at channel line `c` and position line `s`, on its face.
    pub fn vertex(&self, n: usize, c: usize, s: usize) -> (f64, f64) {
        let (x, y) = self.corner(n);
        let (c, s) = (c as f64, s as f64);
        (x + c * self.cell.0, y - c * self.cell.1 + s * self.cell.2)
    }

    fn point(&self, n: usize, c: usize, s: usize, behind: bool) -> Point {
        let (x, y) = self.vertex(n, c, s);
        if behind { at(x - self.thick.0, y - self.thick.1) } else { at(x, y) }
    }

    /// A cell's outline on the face; `tall` positions joined.
    pub fn face(&self, n: usize, c: usize, s: usize, tall: usize) -> [Point; 4] {
        let p = |c, s| self.point(n, c, s, false);
        [p(c, s), p(c + 1, s), p(c + 1, s + tall), p(c, s + tall)]
    }

    /// A position's outline on the edge at channel 0.
    pub fn side(&self, n: usize, s: usize) -> [Point; 4] {
        let p = |s, behind| self.point(n, 0, s, behind);
        [p(s, true), p(s, false), p(s + 1, false), p(s + 1, true)]
    }

    /// A channel's outline on the upper edge.
    pub fn top(&self, n: usize, c: usize) -> [Point; 4] {
        let p = |c, behind| self.point(n, c, 0, behind);
        [p(c, true), p(c + 1, true), p(c + 1, false), p(c, false)]
    }

    /// Plate, channel and position under a point: the inverse of `face`, `side` and `top`.
    pub fn find(&self, x: f64, y: f64) -> Option<[usize; 3]> {
        (0..self.sizes[0]).find_map(|n| {
            let (x0, y0) = self.corner(n);
            let (dx, dy) = (x - x0, y - y0);
            let (right, up, down) = self.cell;
            let whole = |v: f64, count: usize| (v >= 0.0 && v < count as f64).then_some(v as usize);
            let (c, s) = (dx / right, (dy + dx / right * up) / down);
            if let (Some(c), Some(s)) = (whole(c, self.sizes[1]), whole(s, self.sizes[2])) {
                return Some([n, c, s]);
            }
            // On the side, dx runs from -thick to 0 and takes y with it; on the top, dy does.
            let back = -dx / self.thick.0;
            if let (true, Some(s)) =
                ((0.0..=1.0).contains(&back), whole((dy + back * self.thick.1) / down, self.sizes[2]))
            {
                return Some([n, 0, s]);
            }
            let back = -(dy + dx / right * up) / (self.thick.1 + self.thick.0 / right * up);
            let c = whole((dx + back * self.thick.0) / right, self.sizes[1])?;
            (0.0..=1.0).contains(&back).then_some([n, c, 0])
        })
    }
}

/// Whole pixels, even ones from four on (half of it is the rise), so that cells are equal; small ones stay as they are.
fn whole(v: f64) -> f64 {
    if v >= 4.0 {
        (v / 2.0).floor() * 2.0
    } else if v >= 2.0 {
        v.floor()
    } else {
        v.max(0.05)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cell_is_found_under_the_middle_of_what_is_drawn_of_it() {
        for (size, shape) in [
            ((712.0, 496.0), [8, 16, 8, 8]),
            ((352.0, 358.0), [8, 16, 8, 8]),
            ((1424.0, 992.0), [16, 16, 3, 3]),
            ((712.0, 496.0), [1, 1, 1, 1]),
            ((712.0, 496.0), [5, 3, 1, 1]),
        ] {
            let plates = Plates::new(size, shape, &Style::light(1.0)).expect("cells");
            let middle = |q: [Point; 4]| {
                let sum = |f: fn(&Point) -> i32| q.iter().map(|p| f64::from(f(p))).sum::<f64>() / 4.0;
                (sum(|p| p.0), sum(|p| p.1))
            };
            let [n, c, s] = plates.sizes;
            for n in 0..n {
                for c in 0..c {
                    for s in 0..s {
                        let (x, y) = middle(plates.face(n, c, s, 1));
                        assert_eq!(plates.find(x, y), Some([n, c, s]), "{shape:?}");
                        assert!(x > 0.0 && x < size.0 && y > 0.0 && y < size.1, "{shape:?} {x} {y}");
                    }
                }
                let (x, y) = middle(plates.side(n, s - 1));
                assert_eq!(plates.find(x, y), Some([n, 0, s - 1]));
                let (x, y) = middle(plates.top(n, c - 1));
                assert_eq!(plates.find(x, y), Some([n, c - 1, 0]));
            }
        }
    }

    #[test]
    fn a_cube_without_cells_has_no_plates() {
        assert!(Plates::new((100.0, 100.0), [0, 4, 2, 2], &Style::light(1.0)).is_none());
        assert!(Plates::new((0.0, 0.0), [16, 16, 8, 8], &Style::light(1.0)).is_some());
    }
}
