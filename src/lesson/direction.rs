//! Where arrow keys go: on a chart, a pad, a cube, a row of tabs.

/// Where an arrow key goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Back along a row.
    Left,
    /// On along a row.
    Right,
    /// To the row above.
    Up,
    /// To the row below.
    Down,
}

impl Direction {
    /// The direction of a key as the DOM calls it, such as `ArrowLeft`; `None` for every other key.
    pub fn of_key(key: &str) -> Option<Self> {
        match key {
            "ArrowLeft" => Some(Self::Left),
            "ArrowRight" => Some(Self::Right),
            "ArrowUp" => Some(Self::Up),
            "ArrowDown" => Some(Self::Down),
            _ => None,
        }
    }

    /// Along a row or from row to row: -1 for left and up, 1 for right and down.
    pub fn by(self) -> isize {
        if matches!(self, Self::Left | Self::Up) { -1 } else { 1 }
    }

    /// Whether it stays in its row.
    pub fn is_sideways(self) -> bool {
        matches!(self, Self::Left | Self::Right)
    }
}

/// The place that a key goes to from another in a row of `count` whose ends meet, such as tabs: arrow keys, Home and End.
pub fn around(at: usize, count: usize, key: &str) -> Option<usize> {
    match key {
        "Home" => Some(0),
        "End" => Some(count - 1),
        _ => {
            let direction = Direction::of_key(key).filter(|direction| direction.is_sideways())?;
            Some((at + count).saturating_add_signed(direction.by()) % count)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tabs_go_round() {
        for (at, key, to) in [(0, "ArrowLeft", 2), (2, "ArrowRight", 0), (0, "ArrowRight", 1), (1, "End", 2)] {
            assert_eq!(around(at, 3, key), Some(to), "{at} {key}");
        }
        assert_eq!((around(2, 3, "Home"), around(0, 1, "ArrowLeft")), (Some(0), Some(0)));
        assert_eq!((around(0, 3, "ArrowDown"), around(0, 3, "Tab")), (None, None));
    }

    #[test]
    fn four_keys_have_a_direction() {
        let all = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"].map(|key| Direction::of_key(key).unwrap());
        assert_eq!(all, [Direction::Left, Direction::Right, Direction::Up, Direction::Down]);
        assert_eq!(all.map(Direction::by), [-1, 1, -1, 1]);
        assert_eq!(all.map(Direction::is_sideways), [true, true, false, false]);
        assert_eq!(Direction::of_key("Enter"), None);
    }
}
