//! The pad of 8 x 8 cells on which the reader draws a digit: strokes, their brush, and what keys do. Knows no page.

use crate::config;
use crate::direction::Direction;

/// Side of the pad, as of the digits.
pub const SIDE: usize = config::SIDE as usize;
/// A full stroke, in the digits' own unit.
const FULL: f32 = 16.0;
/// What a stroke leaves on the cells beside it.
const EDGE: f32 = 5.0;

/// A drawing.
#[derive(Clone, Debug, PartialEq)]
pub struct Pad {
    ink: [f32; SIDE * SIDE],
    /// The stroke under way: whether it draws or rubs out.
    stroke: Option<bool>,
}

/// What a cell looks like.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cell {
    /// Its row, counted from 0.
    pub row: usize,
    /// Its column, counted from 0.
    pub column: usize,
    /// How much ink it has, 0 to 1.
    pub share: f32,
}

/// What a key did on the pad.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum KeyAction {
    /// The drawing is another now.
    Draw,
    /// The focus goes to this cell.
    Focus(usize),
}

impl Default for Pad {
    fn default() -> Self {
        Self { ink: [0.0; SIDE * SIDE], stroke: None }
    }
}

impl Cell {
    /// How messages call its ink: `none`, `light` or `full`.
    pub fn ink(&self) -> &'static str {
        match self.share {
            0.0 => "none",
            1.0 => "full",
            _ => "light",
        }
    }
}

impl Pad {
    /// The drawing as the network reads it; `None` where nothing was drawn.
    pub fn input(&self) -> Option<Vec<f32>> {
        self.ink.iter().any(|ink| *ink > 0.0).then(|| self.ink.to_vec())
    }

    /// The cells, row by row.
    pub fn cells(&self) -> impl Iterator<Item = Cell> + '_ {
        let cell = |(place, ink): (usize, &f32)| Cell { row: place / SIDE, column: place % SIDE, share: ink / FULL };
        self.ink.iter().enumerate().map(cell)
    }

    /// The cell with this number, where the pad has it.
    pub fn place(number: &str) -> Option<usize> {
        number.parse().ok().filter(|place| *place < SIDE * SIDE)
    }

    /// Begins a stroke; one that begins on a full cell rubs out. Says whether the drawing changed.
    pub fn begin(&mut self, place: usize) -> bool {
        self.stroke = Some(self.ink[place] < FULL);
        self.go_on(place)
    }

    /// Goes on with the stroke, where there is one. Says whether the drawing changed.
    pub fn go_on(&mut self, place: usize) -> bool {
        let before = self.ink;
        match self.stroke {
            Some(true) => self.draw(place),
            Some(false) => self.ink[place] = 0.0,
            None => {}
        }
        before != self.ink
    }

    /// Ends the stroke.
    pub fn end(&mut self) {
        self.stroke = None;
    }

    /// Whether a stroke is under way.
    pub fn is_drawing(&self) -> bool {
        self.stroke.is_some()
    }

    /// Rubs everything out.
    pub fn clear(&mut self) {
        self.ink = [0.0; SIDE * SIDE];
    }

    /// What a key does on the cell that has the focus; `None` for a key that does nothing.
    pub fn key(&mut self, place: usize, key: &str) -> Option<KeyAction> {
        if matches!(key, " " | "Enter") {
            self.ink[place] = if self.ink[place] > 0.0 { 0.0 } else { FULL };
            return Some(KeyAction::Draw);
        }
        let direction = Direction::of_key(key)?;
        Some(KeyAction::Focus(beside(place, direction).unwrap_or(place)))
    }

    fn draw(&mut self, place: usize) {
        self.ink[place] = FULL;
        for direction in [Direction::Left, Direction::Right, Direction::Up, Direction::Down] {
            if let Some(beside) = beside(place, direction) {
                self.ink[beside] = self.ink[beside].max(EDGE);
            }
        }
    }
}

/// The cell beside another; `None` beyond the pad.
fn beside(place: usize, direction: Direction) -> Option<usize> {
    let (row, column) = (place / SIDE, place % SIDE);
    let moved = |at: usize| at.checked_add_signed(direction.by()).filter(|at| *at < SIDE);
    match direction.is_sideways() {
        true => Some(row * SIDE + moved(column)?),
        false => Some(moved(row)? * SIDE + column),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inked(pad: &Pad) -> Vec<(usize, &'static str)> {
        pad.cells().enumerate().map(|(place, cell)| (place, cell.ink())).filter(|(_, ink)| *ink != "none").collect()
    }

    #[test]
    fn a_stroke_fills_its_cells_and_shades_those_beside_them() {
        let mut pad = Pad::default();
        assert_eq!(pad.input(), None);
        assert!(pad.begin(0) && pad.is_drawing());
        assert_eq!(inked(&pad), [(0, "full"), (1, "light"), (8, "light")], "a corner has two neighbours");
        assert!(pad.go_on(1));
        assert_eq!(inked(&pad), [(0, "full"), (1, "full"), (2, "light"), (8, "light"), (9, "light")]);
        assert!(!pad.go_on(1), "nothing new");
        let input = pad.input().unwrap();
        assert_eq!((input.len(), input[0], input[2]), (64, FULL, EDGE));
    }

    #[test]
    fn a_stroke_that_begins_on_a_full_cell_rubs_out_and_one_that_ended_does_nothing() {
        let mut pad = Pad::default();
        pad.begin(9);
        pad.end();
        assert!(!pad.go_on(40) && !pad.is_drawing());
        assert!(pad.begin(9), "it rubs out");
        assert!(pad.go_on(10));
        assert_eq!(inked(&pad), [(1, "light"), (8, "light"), (17, "light")]);
        pad.clear();
        assert_eq!(pad.input(), None);
    }

    #[test]
    fn arrow_keys_go_to_the_next_cell_and_stay_at_the_edge() {
        let mut pad = Pad::default();
        for (from, key, to) in [
            (0, "ArrowLeft", 0),
            (0, "ArrowUp", 0),
            (0, "ArrowRight", 1),
            (0, "ArrowDown", 8),
            (7, "ArrowRight", 7),
            (63, "ArrowDown", 63),
            (63, "ArrowUp", 55),
        ] {
            assert_eq!(pad.key(from, key), Some(KeyAction::Focus(to)), "{from} {key}");
        }
        assert_eq!(pad.key(0, "a"), None);
    }

    #[test]
    fn space_and_enter_fill_a_cell_and_empty_one_with_any_ink() {
        let mut pad = Pad::default();
        for key in [" ", "Enter"] {
            assert_eq!(pad.key(20, key), Some(KeyAction::Draw));
            assert_eq!(inked(&pad), [(20, "full")]);
            pad.key(20, key);
            assert_eq!(inked(&pad), []);
        }
        pad.begin(20);
        pad.key(21, " ");
        assert!(!inked(&pad).contains(&(21, "light")), "a light cell is emptied");
    }

    #[test]
    fn cells_are_numbered_row_by_row() {
        assert_eq!(
            [Pad::place("0"), Pad::place("63"), Pad::place("64"), Pad::place("x")],
            [Some(0), Some(63), None, None]
        );
        let last = Pad::default().cells().last().unwrap();
        assert_eq!((last.row, last.column, last.share), (7, 7, 0.0));
    }
}
