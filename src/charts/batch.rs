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
    anchors: Vec<Point>,
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
        path.anchors.push(*first);
    }

    /// Adds a rectangle from `x0` to `x1` and `y0` to `y1`.
    pub fn rect(&mut self, color: RGBColor, (x0, x1): (i32, i32), (y0, y1): (i32, i32)) {
        self.add(color, &[(x0, y0), (x1, y0), (x1, y1), (x0, y1)]);
    }

    /// Fills everything.
    pub fn fill(self, pen: &mut Pen) {
        for ((r, g, b), path) in self.paths {
            for outline in path.closed() {
                pen.fill(outline, RGBColor(r, g, b));
            }
        }
    }
}

impl Path {
    /// The outlines, each led back along its joints, so that every joint is walked once in each direction and encloses
    /// nothing.
    fn closed(self) -> Vec<Vec<Point>> {
        if self.anchors.len() <= LONGEST {
            let mut outline = self.outline;
            outline.extend(self.anchors.iter().rev().skip(1));
            return vec![outline];
        }
        // All shapes added so far have the same number of points wherever a path gets this long.
        let each = self.outline.len() / self.anchors.len();
        let cut = |part: usize| Path {
            outline: self.outline.iter().skip(part * LONGEST * each).take(LONGEST * each).copied().collect(),
            anchors: self.anchors.iter().skip(part * LONGEST).take(LONGEST).copied().collect(),
        };
        (0..self.anchors.len().div_ceil(LONGEST)).flat_map(|part| cut(part).closed()).collect()
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
        let outlines: Vec<_> = batch.paths.into_iter().flat_map(|(_, path)| path.closed()).collect();
        assert_eq!(outlines.len(), 4);
        assert_eq!(outlines.iter().map(|o| area(o)).sum::<i64>(), 1000 * 8);
    }
}
