//! What the reader does with the cube: keys and buttons choose a cell, sliders cut the tensor.

use super::NormalizedTensor;
use crate::config::CubeSpec;
use crate::direction::Direction;
use nn::reduce::Axis;

impl NormalizedTensor {
    /// The cell that a key goes to from another. Left and right go along C, up and down through (H, W) as one axis, the way
    /// it is drawn; with Shift they go along W and H. Page Up and Page Down go along N.
    pub fn at_key(&self, from: [usize; 4], key: &str, shift: bool) -> Option<[usize; 4]> {
        match key {
            "PageUp" => return Some(self.moved(from, Axis::N, -1)),
            "PageDown" => return Some(self.moved(from, Axis::N, 1)),
            _ => {}
        }
        let direction = Direction::of_key(key)?;
        Some(match (direction.is_sideways(), shift) {
            (true, false) => self.moved(from, Axis::C, direction.by()),
            (true, true) => self.moved(from, Axis::W, direction.by()),
            (false, true) => self.moved(from, Axis::H, direction.by()),
            (false, false) => self.along_positions(from, direction.by()),
        })
    }

    /// The cell that a button goes to: `by` further along the axis `n`, `c`, `h` or `w`.
    pub fn at_button(&self, from: [usize; 4], axis: &str, by: isize) -> [usize; 4] {
        let axis = match axis {
            "n" => Axis::N,
            "c" => Axis::C,
            "h" => Axis::H,
            _ => Axis::W,
        };
        self.moved(from, axis, by)
    }

    fn along_positions(&self, [n, c, h, w]: [usize; 4], by: isize) -> [usize; 4] {
        let [_, _, height, width] = self.shape;
        let place = (h * width + w).saturating_add_signed(by).min(height * width - 1);
        [n, c, place / width, place % width]
    }
}

/// The patch that chooses a cell.
pub fn choose([n, c, h, w]: [usize; 4]) -> String {
    format!("n={n}&c={c}&h={h}&w={w}")
}

impl CubeSpec {
    /// The patch for a slider that was moved: `n`, `c`, or `hw` for both sides of a channel. The groups snap to the divisors
    /// of the new C by themselves.
    pub fn resized(&self, slider: &str, value: u32) -> String {
        let [n, c, side] = self.shape;
        let [n, c, side] = match slider {
            "n" => [value, c, side],
            "c" => [n, value, side],
            _ => [n, c, value],
        };
        format!("shape={n},{c},{side}")
    }
}

#[cfg(test)]
mod tests {
    use super::super::{CubeTensors, NormalizedTensor};
    use super::*;
    use crate::config::Config;
    use nn::norm::Norm;

    fn tensor() -> NormalizedTensor {
        let cells = CubeTensors {
            step: 0,
            shape: [2, 3, 2, 2],
            x: vec![0.5; 24],
            gamma: Vec::new(),
            beta: Vec::new(),
            weight_shape: [2, 2, 1, 1],
            v: vec![0.5; 4],
            g: Vec::new(),
        };
        NormalizedTensor::new(&cells, &Config::from_query("shape=2,3,2").0, Norm::Batch)
    }

    #[test]
    fn arrow_keys_go_the_way_the_cube_is_drawn() {
        let tensor = tensor();
        for (key, shift, to) in [
            ("ArrowLeft", false, [0, 0, 0, 1]),
            ("ArrowRight", false, [0, 2, 0, 1]),
            ("ArrowUp", false, [0, 1, 0, 0]),
            ("ArrowDown", false, [0, 1, 1, 0]),
            ("ArrowLeft", true, [0, 1, 0, 0]),
            ("ArrowRight", true, [0, 1, 0, 1]),
            ("ArrowUp", true, [0, 1, 0, 1]),
            ("ArrowDown", true, [0, 1, 1, 1]),
            ("PageUp", false, [0, 1, 0, 1]),
            ("PageDown", true, [1, 1, 0, 1]),
        ] {
            assert_eq!(tensor.at_key([0, 1, 0, 1], key, shift), Some(to), "{key} {shift}");
        }
        assert_eq!(tensor.at_key([0, 1, 1, 1], "ArrowDown", false), Some([0, 1, 1, 1]), "the last position");
        assert_eq!(tensor.at_key([0, 1, 0, 1], "Enter", false), None);
    }

    #[test]
    fn buttons_go_along_their_axis() {
        let to = ["n", "c", "h", "w"].map(|axis| tensor().at_button([0, 0, 0, 0], axis, 1));
        assert_eq!(to, [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]]);
    }

    #[test]
    fn what_the_reader_does_is_a_patch() {
        let config = Config::from_query("shape=4,8,6").0;
        for (slider, value, shape) in [("n", 2, [2, 8, 6]), ("c", 6, [4, 6, 6]), ("hw", 3, [4, 8, 3])] {
            let (patched, notices) = config.with(&config.cube.resized(slider, value));
            assert_eq!((patched.cube.shape, notices.len()), (shape, 0));
        }
        let cube = config.with(&choose([1, 2, 3, 4])).0.cube;
        assert_eq!([cube.n, cube.c, cube.h, cube.w], [1, 2, 3, 4]);
    }
}
