//! Many small filled shapes of few colours, those of one colour after each other: a canvas fills them in one go. Knows no chart.

use plotters::style::RGBColor;

use super::drawing::Point;
use super::paint::Pen;

/// Shapes waiting to be filled, by colour.
#[derive(Default)]
pub struct Batch {
    /// In the order of the colours.
    shapes: Vec<(RGBColor, Outlines)>,
}

type Outlines = Vec<Vec<Point>>;

impl Batch {
    /// Adds a shape.
    pub fn add(&mut self, color: RGBColor, shape: &[Point]) {
        let key = |color: RGBColor| (color.0, color.1, color.2);
        let place = self.shapes.binary_search_by_key(&key(color), |one| key(one.0)).unwrap_or_else(|place| {
            self.shapes.insert(place, (color, Outlines::new()));
            place
        });
        self.shapes[place].1.push(shape.to_vec());
    }

    /// Adds a rectangle from `x0` to `x1` and `y0` to `y1`.
    pub fn rect(&mut self, color: RGBColor, (x0, x1): (i32, i32), (y0, y1): (i32, i32)) {
        self.add(color, &[(x0, y0), (x1, y0), (x1, y1), (x0, y1)]);
    }

    /// Fills everything, each shape with an outline of its own: of two that are joined by a line of no width a browser shows the line.
    pub fn fill(self, pen: &mut Pen) {
        for (color, shapes) in self.shapes {
            shapes.into_iter().for_each(|shape| pen.fill(shape, color));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::Shape;
    use crate::style::Style;
    use plotters::style::Color;

    #[test]
    fn shapes_of_one_colour_follow_each_other_and_none_is_joined_to_another() {
        let (one, other) = (RGBColor(1, 2, 3), RGBColor(3, 2, 1));
        let (mut batch, style) = (Batch::default(), Style::light(1.0));
        for (i, color) in [one, other, one].into_iter().enumerate() {
            let x = 10 * i as i32;
            batch.rect(color, (x, x + 2), (0, 2));
        }
        let mut pen = Pen::new((100.0, 100.0), &style);
        batch.fill(&mut pen);
        let square =
            |x: i32, color: RGBColor| Shape::Polygon(vec![(x, 0), (x + 2, 0), (x + 2, 2), (x, 2)], color.to_rgba());
        assert!(pen.into_drawing().shapes == [square(0, one), square(20, one), square(10, other)]);
    }
}
