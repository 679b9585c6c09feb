//! Many small filled shapes of few colours in one path for each colour: a browser fills one long outline much faster than
//! a thousand short ones. Knows no chart.

use plotters::style::RGBColor;

use super::drawing::Point;
use super::paint::Pen;

/// Shapes waiting to be filled, by colour.
#[derive(Default)]
pub struct Batch {
    /// In the order of the colours.
    paths: Vec<((u8, u8, u8), Path)>,
}

#[derive(Default)]
struct Path {
    outline: Vec<Point>,
    /// Where each shape ends in it; its last point is its first one again.
    ends: Vec<usize>,
}

/// More shapes than this make one path slow to fill again; it is cut.
const LONGEST: usize = 256;

impl Batch {
    /// Adds a shape; neighbours should follow each other, because each is joined to the one before by a line of no width.
    pub fn add(&mut self, color: RGBColor, shape: &[Point]) {
        let Some(first) = shape.first() else { return };
        let key = (color.0, color.1, color.2);
        let place = self.paths.binary_search_by_key(&key, |path| path.0).unwrap_or_else(|place| {
            self.paths.insert(place, (key, Path::default()));
            place
        });
        let path = &mut self.paths[place].1;
        path.outline.extend_from_slice(shape);
        path.outline.push(*first);
        path.ends.push(path.outline.len());
    }

    /// Adds a rectangle from `x0` to `x1` and `y0` to `y1`.
    pub fn rect(&mut self, color: RGBColor, (x0, x1): (i32, i32), (y0, y1): (i32, i32)) {
        self.add(color, &[(x0, y0), (x1, y0), (x1, y1), (x0, y1)]);
    }

    /// Fills everything; on paper each shape apart, because a printer gives a line of no width the width of its dots.
    pub fn fill(self, pen: &mut Pen) {
        let together = if pen.style.is_print() { 1 } else { LONGEST };
        for ((r, g, b), path) in self.paths {
            for outline in path.closed(together) {
                pen.fill(outline, RGBColor(r, g, b));
            }
        }
    }
}

impl Path {
    /// The outlines of so many shapes together, each led back along its joints, so that every joint is walked once in each
    /// direction and encloses nothing.
    fn closed(&self, together: usize) -> Vec<Vec<Point>> {
        let mut begin = 0;
        let closed = |ends: &[usize]| {
            let begin = std::mem::replace(&mut begin, ends[ends.len() - 1]);
            let joints = ends.iter().rev().skip(1).map(|end| self.outline[end - 1]);
            self.outline[begin..ends[ends.len() - 1]].iter().copied().chain(joints).collect()
        };
        self.ends.chunks(together).map(closed).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Twice the signed area: joints that are walked both ways add nothing.
    fn area(outline: &[Point]) -> i64 {
        let next = outline.iter().cycle().skip(1);
        outline.iter().zip(next).map(|(a, b)| i64::from(a.0) * i64::from(b.1) - i64::from(b.0) * i64::from(a.1)).sum()
    }

    #[test]
    fn joined_shapes_enclose_what_they_enclose_apart() {
        let mut batch = Batch::default();
        for i in 0..1000 {
            batch.rect(RGBColor(1, 2, 3), (i * 3, i * 3 + 2), (i % 7, i % 7 + 2));
        }
        let outlines = |together| batch.paths.iter().flat_map(|(_, path)| path.closed(together)).collect::<Vec<_>>();
        for (together, count) in [(LONGEST, 4), (1, 1000)] {
            let outlines = outlines(together);
            assert_eq!(outlines.len(), count);
            assert_eq!(outlines.iter().map(|o| area(o)).sum::<i64>(), 1000 * 8);
        }
    }
}
