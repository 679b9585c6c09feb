//! The part of a straight line that lies within a chart's axes (Liang & Barsky 1984).

/// The part of the line from `a` to `b` whose coordinates lie within the `ends` of both axes; `None` where there is none.
pub fn clip([a, b]: [[f64; 2]; 2], ends: [(f64, f64); 2]) -> Option<[[f64; 2]; 2]> {
    if [a, b].as_flattened().iter().any(|v| !v.is_finite()) {
        return None;
    }
    let (mut from, mut to) = (0.0f64, 1.0f64);
    for (axis, (low, high)) in ends.into_iter().enumerate() {
        let by = b[axis] - a[axis];
        for (edge, side) in [(high - a[axis], by), (a[axis] - low, -by)] {
            match edge / side {
                _ if side == 0.0 && edge < 0.0 => return None,
                _ if side == 0.0 => {}
                share if side > 0.0 => to = to.min(share),
                share => from = from.max(share),
            }
        }
    }
    let at = |share: f64| [0, 1].map(|axis| a[axis] + (b[axis] - a[axis]) * share);
    (from < to).then(|| [at(from), at(to)])
}

#[cfg(test)]
mod tests {
    use super::*;

    const SQUARE: [(f64, f64); 2] = [(-3.0, 3.0); 2];

    #[test]
    fn what_is_inside_stays_and_what_crosses_is_cut_at_the_edge() {
        assert_eq!(clip([[0.0, 0.0], [1.0, 2.0]], SQUARE), Some([[0.0, 0.0], [1.0, 2.0]]));
        assert_eq!(clip([[0.0, 0.0], [6.0, 0.0]], SQUARE), Some([[0.0, 0.0], [3.0, 0.0]]));
        assert_eq!(clip([[-6.0, 1.0], [6.0, 1.0]], SQUARE), Some([[-3.0, 1.0], [3.0, 1.0]]));
        assert_eq!(clip([[4.0, -9.0], [4.0, 9.0]], SQUARE), None);
        assert_eq!(clip([[0.0, 9.0], [9.0, 0.0]], SQUARE), None);
        assert_eq!(clip([[f64::NAN, 9.0], [9.0, 0.0]], SQUARE), None);
    }
}
