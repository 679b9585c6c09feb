//! Where a surface that is known on a grid has one height: short straight lines, square by square.

/// The lines of `level` on a grid of `n` by `n` heights, rows from below, as shares of the grid's width and height.
pub fn contour(heights: &[f32], n: usize, level: f32) -> Vec<[[f64; 2]; 2]> {
    let mut lines = Vec::new();
    for (row, column) in (0..n - 1).flat_map(|row| (0..n - 1).map(move |column| (row, column))) {
        // Around the square, against the clock.
        let corners = [(row, column), (row, column + 1), (row + 1, column + 1), (row + 1, column)];
        let height = |i: usize| heights[corners[i].0 * n + corners[i].1];
        let mut cuts = [[0.0; 2]; 4];
        let mut count = 0;
        for i in 0..4 {
            let (a, b) = (height(i), height((i + 1) % 4));
            if (a < level) != (b < level) {
                let share = f64::from((level - a) / (b - a));
                let between = |a: usize, b: usize| (a as f64 + (b as f64 - a as f64) * share) / (n - 1) as f64;
                let (from, to) = (corners[i], corners[(i + 1) % 4]);
                cuts[count] = [between(from.1, to.1), between(from.0, to.0)];
                count += 1;
            }
        }
        lines.extend((0..count / 2).map(|pair| [cuts[2 * pair], cuts[2 * pair + 1]]));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_contour_of_a_cone_is_a_circle() {
        let n = 41;
        let height = |i: usize| {
            let (x, y) = ((i % n) as f64 / 20.0 - 1.0, (i / n) as f64 / 20.0 - 1.0);
            libm::hypot(x, y) as f32
        };
        let heights: Vec<f32> = (0..n * n).map(height).collect();
        let lines = contour(&heights, n, 0.6);
        assert!(lines.len() > 60);
        for [x, y] in lines.into_iter().flatten() {
            assert!((libm::hypot(2.0 * x - 1.0, 2.0 * y - 1.0) - 0.6).abs() < 0.01, "{x} {y}");
        }
        assert!(contour(&heights, n, 5.0).is_empty());
    }
}
