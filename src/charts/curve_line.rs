//! Long curves as few strokes: by pixel columns that keep the least and the greatest value, without the points that a
//! stroke between their neighbours passes anyway. Draws nothing.

use super::drawing::Point;
use super::paint::at;
use super::scale::{Place, Scale};

/// The curve by columns `wide` pixels wide: unbroken lines, and where it first stops being finite each time.
pub fn columns(points: &[(u32, f32)], x: &Scale, y: &Scale, wide: i32) -> (Vec<Vec<Point>>, Vec<(f64, f64)>) {
    let (mut lines, mut broken) = (Vec::<Vec<Point>>::new(), Vec::new());
    let (mut line, mut column) = (Vec::new(), Column { wide: wide.max(1), ..Column::default() });
    for &(step, v) in points {
        let px = x.pixel(f64::from(step));
        let place = y.place(f64::from(v));
        if let Place::NotFinite(edge) = place {
            column.flush(&mut line);
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
                broken.push((px, edge));
            } else if broken.is_empty() {
                broken.push((px, edge));
            }
            continue;
        }
        column.add(at(px, place.pixel()), &mut line);
    }
    column.flush(&mut line);
    if !line.is_empty() {
        lines.push(line);
    }
    (lines, broken)
}

/// One pixel column: its first, lowest, highest and last point, and which extreme came first.
#[derive(Default)]
struct Column {
    wide: i32,
    kept: Option<[Point; 4]>,
    low_first: bool,
}

impl Column {
    fn add(&mut self, point: Point, line: &mut Vec<Point>) {
        match &mut self.kept {
            Some([first, low, high, last]) if first.0 / self.wide == point.0 / self.wide => {
                if point.1 < low.1 {
                    (*low, self.low_first) = (point, false);
                }
                if point.1 > high.1 {
                    (*high, self.low_first) = (point, true);
                }
                *last = point;
            }
            _ => {
                self.flush(line);
                self.kept = Some([point; 4]);
            }
        }
    }

    fn flush(&mut self, line: &mut Vec<Point>) {
        let Some([first, low, high, last]) = self.kept.take() else { return };
        let ordered = if self.low_first { [first, low, high, last] } else { [first, high, low, last] };
        for point in ordered {
            if line.last() != Some(&point) {
                line.push(point);
            }
        }
    }
}

/// The line without the points that lie within a pixel's rounding of the line between their neighbours: a smooth curve
/// gets long strokes instead of stairs.
pub fn simplified(line: &[Point]) -> Vec<Point> {
    let mut kept: Vec<Point> = line.first().copied().into_iter().collect();
    let mut from = 0;
    // The slopes (y per x) at which a stroke from `from` still passes every later point within the tolerance.
    let mut open = (f64::NEG_INFINITY, f64::INFINITY);
    for i in 1..line.len() {
        let away = |from: usize| (f64::from(line[i].0 - line[from].0), f64::from(line[i].1 - line[from].1));
        let (dx, dy) = away(from);
        if i > from + 1 && (dx <= 0.0 || dy / dx < open.0 || dy / dx > open.1) {
            kept.push(line[i - 1]);
            from = i - 1;
            open = (f64::NEG_INFINITY, f64::INFINITY);
        }
        let (dx, dy) = away(from);
        // A vertical stroke ends here: the next point starts afresh.
        open = if dx > 0.0 {
            (open.0.max((dy - TOLERANCE) / dx), open.1.min((dy + TOLERANCE) / dx))
        } else {
            (f64::INFINITY, f64::NEG_INFINITY)
        };
    }
    kept.extend(line.last().copied().filter(|_| line.len() > 1));
    kept
}

/// Pixels that a point may lie off its stroke.
const TOLERANCE: f64 = 0.7;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimation_keeps_the_extremes_of_every_column() {
        let points: Vec<(u32, f32)> =
            (0..100_000).map(|i| (i, if i == 51_234 { 9.0 } else { 1.0 + (i % 7) as f32 })).collect();
        let (x, y) = (Scale::linear((0.0, 1e5), (0.0, 300.0)), Scale::linear((0.0, 10.0), (100.0, 0.0)));
        let (lines, broken) = columns(&points, &x, &y, 1);
        assert!(broken.is_empty() && lines.len() == 1 && lines[0].len() <= 301 * 4, "{}", lines[0].len());
        assert_eq!(lines[0].iter().map(|p| p.1).min(), Some(10));
        assert!(
            lines[0].iter().filter(|p| p.0 == 100).any(|p| p.1 == 90)
                && lines[0].iter().filter(|p| p.0 == 100).any(|p| p.1 == 30)
        );
    }

    #[test]
    fn a_smooth_curve_is_drawn_with_few_strokes_that_stay_within_a_pixel() {
        let stairs: Vec<Point> = (0..300).map(|i| at(f64::from(i), 100.0 - 0.31 * f64::from(i))).collect();
        let strokes = simplified(&stairs);
        assert!(strokes.len() < 30 && strokes.last() == stairs.last(), "{strokes:?}");
        let spike = [(0, 0), (1, 0), (2, 50), (2, -50), (3, 0), (4, 0)];
        assert!(simplified(&spike).contains(&(2, 50)) && simplified(&spike).contains(&(2, -50)));
        assert_eq!(simplified(&[(3, 4)]), [(3, 4)]);
    }

    #[test]
    fn a_curve_that_stops_being_finite_ends_with_a_mark() {
        let points = [(0, 2.3), (1, 5.0), (2, f32::NAN), (3, f32::NAN)];
        let (x, y) = (Scale::linear((0.0, 3.0), (0.0, 30.0)), Scale::log((0, 1), (100.0, 0.0)));
        let (lines, broken) = columns(&points, &x, &y, 1);
        assert_eq!((lines.len(), lines[0].len()), (1, 2));
        assert_eq!(broken, [(20.0, 0.0)]);
    }
}
