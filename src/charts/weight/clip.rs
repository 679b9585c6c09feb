//! The part of a straight line that lies within a square around the origin (Liang & Barsky 1984).

/// The part of the line from `a` to `b` whose both coordinates are within `reach` of 0; `None` where there is none.
pub fn clip([a, b]: [[f64; 2]; 2], reach: f64) -> Option<[[f64; 2]; 2]> {
    if [a, b].as_flattened().iter().any(|v| !v.is_finite()) {
        return None;
    }
    let (mut from, mut to) = (0.0f64, 1.0f64);
    for axis in 0..2 {
        let by = b[axis] - a[axis];
        for (edge, side) in [(reach - a[axis], by), (reach + a[axis], -by)] {
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

    #[test]
    fn what_is_inside_stays_and_what_crosses_is_cut_at_the_edge() {
        assert_eq!(clip([[0.0, 0.0], [1.0, 2.0]], 3.0), Some([[0.0, 0.0], [1.0, 2.0]]));
        assert_eq!(clip([[0.0, 0.0], [6.0, 0.0]], 3.0), Some([[0.0, 0.0], [3.0, 0.0]]));
        assert_eq!(clip([[-6.0, 1.0], [6.0, 1.0]], 3.0), Some([[-3.0, 1.0], [3.0, 1.0]]));
        assert_eq!(clip([[4.0, -9.0], [4.0, 9.0]], 3.0), None);
        assert_eq!(clip([[0.0, 9.0], [9.0, 0.0]], 3.0), None);
        assert_eq!(clip([[f64::NAN, 9.0], [9.0, 0.0]], 3.0), None);
    }
}
