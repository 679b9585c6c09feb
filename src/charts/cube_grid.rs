//! Where the cells of the large cube stand. Geometry only: draws nothing.
//!
//! The cube `N x C x (H, W)` is seen from the front and above and is pulled apart along N, so that no slice hides another:
//! a slice is a strip with C running right, each channel a tile of H x W cells; N comes to the front, down and a little to
//! the left. The strip's thickness, its extent along N, is the top face above it.

use super::style::Style;

/// The strips of a cube: everything in whole pixels, so that cells are sharp and equal.
#[derive(Clone, Copy, Debug)]
pub struct Grid {
    /// N, C, H, W.
    pub shape: [usize; 4],
    /// Side of a cell.
    pub cell: f64,
    /// Between two tiles of a strip.
    pub gap: f64,
    /// From a strip to the next: left and down.
    pub step: (f64, f64),
    /// Of a strip: right and up.
    pub thick: (f64, f64),
    /// The upper left corner of the front of strip 0.
    origin: (f64, f64),
}

/// Room around the strips, in CSS pixels.
const LEFT: f64 = 26.0;
const RIGHT: f64 = 14.0;
const ABOVE: f64 = 24.0;
const BELOW: f64 = 32.0;
/// No cell is drawn larger than this, in CSS pixels.
const LARGEST: f64 = 26.0;
/// How far a strip steps to the left, as a part of how far it steps down: as much as there is room for.
const SLANT: (f64, f64) = (0.08, 0.3);

impl Grid {
    /// The strips of a cube of `shape` on a chart of `size` pixels, with the largest cells that fit; `None` for a cube
    /// without cells.
    pub fn new(size: (f64, f64), shape: [usize; 4], style: &Style) -> Option<Self> {
        if shape.contains(&0) {
            return None;
        }
        let u = style.px_ratio;
        let room = (size.0 - (LEFT + RIGHT) * u, size.1 - (ABOVE + BELOW) * u);
        let sized = |cell: usize| Self::with_cell(cell as f64, room, shape, u);
        let fits = |grid: &Self| grid.extent().0 <= room.0 && grid.extent().1 <= room.1;
        let mut grid = (1..=(LARGEST * u) as usize).rev().map(sized).find(fits).unwrap_or_else(|| sized(1));
        let (across, along) = grid.extent();
        let slices = (shape[0] - 1) as f64;
        let x = LEFT * u + ((room.0 - across) / 2.0).max(0.0) + slices * grid.step.0;
        let y = ABOVE * u + ((room.1 - along) / 2.0).max(0.0) + grid.thick.1;
        grid.origin = (x.round(), y.round());
        Some(grid)
    }

    /// The strips with cells of this side, pulled apart as far as `room` lets them.
    fn with_cell(cell: f64, room: (f64, f64), shape: [usize; 4], u: f64) -> Self {
        let slices = (shape[0] - 1) as f64;
        let tall = shape[2] as f64 * cell;
        let gap = (cell * 0.5).clamp(u.ceil(), 4.0 * u).round();
        let least = (tall * 0.16).clamp(3.0 * u, 9.0 * u).round();
        let grid = Self { shape, cell, gap, step: (0.0, tall + 2.0 * least), thick: (0.0, least), origin: (0.0, 0.0) };
        let (across, along) = grid.extent();
        // What is left of the height goes half into the strips' thickness and half between them.
        let extra = ((room.1 - along) / (slices + 0.5)).clamp(0.0, (tall * 0.7).max(8.0 * u));
        let down = (tall + 2.0 * least + extra).floor();
        let up = (least + extra * 0.45).floor();
        let free = ((room.0 - across) / (slices + up / down)).max(0.0);
        let slant = (free / down).clamp(SLANT.0, SLANT.1);
        Self { step: ((down * slant).floor(), down), thick: ((up * slant).round(), up), ..grid }
    }

    /// Width and height of all that is drawn.
    fn extent(&self) -> (f64, f64) {
        let [n, c, h, w] = self.shape.map(|v| v as f64);
        let across = c * (w * self.cell + self.gap) - self.gap + (n - 1.0) * self.step.0 + self.thick.0;
        (across, self.thick.1 + (n - 1.0) * self.step.1 + h * self.cell)
    }

    /// The upper left corner of the tile of channel `c` in strip `n`.
    pub fn tile(&self, n: usize, c: usize) -> (f64, f64) {
        let pitch = self.shape[3] as f64 * self.cell + self.gap;
        (self.origin.0 - n as f64 * self.step.0 + c as f64 * pitch, self.origin.1 + n as f64 * self.step.1)
    }

    /// Left, right, top and bottom of `count` cells from `[n, c, h, w]` on.
    pub fn cells(&self, [n, c, h, w]: [usize; 4], count: usize) -> (f64, f64, f64, f64) {
        let (x, y) = self.tile(n, c);
        let (x, y) = (x + w as f64 * self.cell, y + h as f64 * self.cell);
        (x, x + count as f64 * self.cell, y, y + self.cell)
    }

    /// Left, right, top and bottom of the tiles `c0..c1` of strip `n`.
    pub fn tiles(&self, n: usize, c0: usize, c1: usize) -> (f64, f64, f64, f64) {
        let ((x, y), pitch) = (self.tile(n, c0), self.shape[3] as f64 * self.cell + self.gap);
        (x, x + c1.saturating_sub(c0) as f64 * pitch - self.gap, y, y + self.shape[2] as f64 * self.cell)
    }

    /// The cell under a point: the inverse of `cells`. The gaps belong to no cell.
    pub fn find(&self, x: f64, y: f64) -> Option<[usize; 4]> {
        let below = (y - self.origin.1) / self.step.1;
        let n = (below >= 0.0 && below < self.shape[0] as f64).then_some(below as usize)?;
        let (left, top) = self.tile(n, 0);
        let pitch = self.shape[3] as f64 * self.cell + self.gap;
        let c = ((x - left) / pitch).floor();
        let whole = |v: f64, count: usize| (v >= 0.0 && v < count as f64).then_some(v as usize);
        let h = whole((y - top) / self.cell, self.shape[2])?;
        let w = whole((x - left - c * pitch) / self.cell, self.shape[3])?;
        Some([n, whole(c, self.shape[1])?, h, w])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cell_is_found_under_its_middle_and_lies_on_the_chart() {
        for (size, shape) in [
            ((712.0, 496.0), [8, 16, 8, 8]),
            ((352.0, 358.0), [8, 16, 8, 8]),
            ((712.0, 496.0), [16, 16, 8, 8]),
            ((1424.0, 992.0), [16, 16, 3, 3]),
            ((712.0, 496.0), [1, 1, 1, 1]),
            ((712.0, 496.0), [5, 3, 1, 1]),
        ] {
            let grid = Grid::new(size, shape, &Style::light(1.0)).expect("cells");
            for i in 0..shape.iter().product::<usize>() {
                let [_, c, h, w] = shape;
                let at = [i / (c * h * w), i / (h * w) % c, i / w % h, i % w];
                let (left, right, top, bottom) = grid.cells(at, 1);
                assert_eq!(grid.find((left + right) / 2.0, (top + bottom) / 2.0), Some(at), "{shape:?}");
                assert!(left > 0.0 && right < size.0 && top > 0.0 && bottom < size.1, "{shape:?} {at:?}");
            }
        }
    }

    #[test]
    fn a_cube_without_cells_has_no_place_and_a_chart_without_room_does_not_matter() {
        assert!(Grid::new((100.0, 100.0), [0, 4, 2, 2], &Style::light(1.0)).is_none());
        let grid = Grid::new((0.0, 0.0), [16, 16, 8, 8], &Style::light(1.0)).expect("cells");
        assert_eq!(grid.find(-1e9, f64::NAN), None);
    }
}
