//! Which starts learn: a cell for each weight std and depth, the greener the more it has right, with a dot where it learned and
//! a cross where it broke off. Over them the depth to which theory lets a network learn, and pins for the named initializers.

use super::paint::{Margins, Pen, Word, at, framed};
use super::plot::{Axes, Mark, Plot, Tip};
use super::scale::Scale;
use super::style::{LABEL, Palette, Style, mix};
use lesson::map::{COUNT, Cell, DEPTHS, Found, Outcome, PINS, Picture, STDS, STEPS, depth_of, pin, place_of, row_of};
use plotters::style::text_anchor::HPos;
use plotters::style::{Color, RGBColor};
use words::Words;
use words::number::number;

/// The chart's data.
#[derive(Clone, Debug)]
pub struct Map {
    /// The cells and the line.
    pub picture: Picture,
    /// What they say, for the summary.
    pub found: Found,
}

/// What guessing has right.
const CHANCE: f64 = 0.1;
/// Every so many columns have their std below them.
const EVERY: usize = 3;

/// The colour of a share: as good as guessing is pale, all right is the colour of what is healthy.
fn shade(palette: &Palette, accuracy: f64) -> RGBColor {
    let low = mix(palette.panel, palette.rule, 0.6);
    mix(low, palette.good, ((accuracy - CHANCE) / (1.0 - CHANCE)).clamp(0.0, 1.0))
}

/// The axes, which count columns and rows: cells reach half a step to both sides.
fn scales(size: (f64, f64), style: &Style) -> (Scale, Scale) {
    let [x, y] = framed((0.0, 0.0), size, Margins(30.0, 6.0, 34.0, 34.0), style);
    let ends = |count: usize| (-0.5, count as f64 - 0.5);
    (Scale::linear(ends(STDS.len()), x), Scale::linear(ends(DEPTHS.len()), y))
}

/// From where to where a cell is drawn or asked.
fn rect(cell: Cell, (x, y): (&Scale, &Scale)) -> ((f64, f64), (f64, f64)) {
    let (column, row) = (cell.column as f64, cell.row as f64);
    ((x.pixel(column - 0.5), x.pixel(column + 0.5)), (y.pixel(row + 0.5), y.pixel(row - 0.5)))
}

fn cells() -> impl Iterator<Item = Cell> {
    (0..DEPTHS.len()).rev().flat_map(|row| (0..STDS.len()).map(move |column| Cell { column, row }))
}

impl Map {
    fn outcome(&self, cell: Cell) -> Option<Outcome> {
        self.picture.outcomes.get(cell.row * STDS.len() + cell.column).copied()
    }

    fn draw_cell(&self, pen: &mut Pen, cell: Cell, scales: (&Scale, &Scale)) {
        let (palette, ((left, right), (top, bottom))) = (&pen.style.palette, rect(cell, scales));
        let gap = pen.style.px(1.0);
        let (across, down) = ((left.round(), right.round() - gap), (top.round(), bottom.round() - gap));
        let (middle, half) = (((left + right) / 2.0, (top + bottom) / 2.0), (right - left).min(bottom - top) / 2.0);
        let radius = (half / pen.style.px_ratio * 0.22).clamp(1.5, 4.0);
        match self.outcome(cell) {
            Some(Outcome::Accuracy(accuracy)) => {
                pen.rect(across, down, shade(palette, accuracy));
                if Outcome::Accuracy(accuracy).learned() {
                    pen.dot(middle, radius, palette.paper);
                }
            }
            Some(Outcome::Broken(_) | Outcome::Refused) => {
                pen.rect(across, down, mix(palette.paper, palette.bad, 0.12));
                pen.cross(middle, radius, palette.bad);
            }
            Some(Outcome::Unknown) | None => pen.rect(across, down, palette.panel),
        }
    }

    /// Theory's line, with room around it so that it is seen on any colour.
    fn draw_line(&self, pen: &mut Pen, (x, y): (&Scale, &Scale)) {
        let palette = &pen.style.palette;
        for piece in pieces(&self.picture.line, [y.low, y.high].map(depth_of)) {
            let place = |(place, reach): (f64, f64)| at(x.pixel(place), y.pixel(row_of(reach)));
            let points: Vec<_> = piece.into_iter().map(place).collect();
            pen.path(points.clone(), palette.paper.mix(0.85), 4.0);
            pen.dashes(&points, palette.ink, 1.75);
        }
    }
}

/// The parts of a line whose values lie from `low` to `high`. Between two points 1 / value is taken to be straight: so is
/// theory's reach through the border of order and chaos, where it has no end.
fn pieces(line: &[(f64, f64)], [low, high]: [f64; 2]) -> Vec<Vec<(f64, f64)>> {
    let mut pieces: Vec<Vec<(f64, f64)>> = Vec::new();
    let mut joined = false;
    for pair in line.windows(2) {
        let ((x0, x1), (u0, u1)) = ((pair[0].0, pair[1].0), (1.0 / pair[0].1, 1.0 / pair[1].1));
        let crossing = |value: f64| (1.0 / value - u0) / (u1 - u0);
        let (a, b) = (crossing(low), crossing(high));
        let (from, to) = (a.min(b).max(0.0), a.max(b).min(1.0));
        if (u0 + u1).is_nan() || from >= to {
            joined = false;
            continue;
        }
        let point = |t: f64| (x0 + (x1 - x0) * t, 1.0 / (u0 + (u1 - u0) * t));
        match pieces.last_mut() {
            Some(piece) if joined && from == 0.0 => piece.push(point(to)),
            _ => pieces.push(vec![point(from), point(to)]),
        }
        joined = to == 1.0;
    }
    pieces
}

fn draw_pins(pen: &mut Pen, words: &Words, (x, y): (&Scale, &Scale)) {
    let (palette, px) = (&pen.style.palette, |css: f64| pen.style.px(css));
    let (low, high) = (y.to - px(16.0), y.to - px(2.0));
    let pins = PINS.map(|init| (x.pixel(place_of(pin(init))), words.label(init), palette.initializer(init)));
    for (i, (place, name, color)) in pins.iter().enumerate() {
        // A name that would meet its neighbour's leans away from it.
        let near = |other: Option<&(f64, &str, RGBColor)>| other.is_some_and(|o| (o.0 - place).abs() < px(60.0));
        let (h, aside) = match (near(pins.get(i + 1)), i > 0 && near(pins.get(i - 1))) {
            (true, false) => (HPos::Right, px(3.0)),
            (false, true) => (HPos::Left, -px(3.0)),
            _ => (HPos::Center, 0.0),
        };
        let word = Word { h, ..Word::tick(*color).size(LABEL).bold(true) };
        pen.text(name, (place + aside, low - px(7.0)), word);
        pen.vline(place - px(1.0) / 2.0, low, high, *color);
        pen.triangle((*place, high - px(2.0)), 3.5, true, *color);
    }
}

impl Plot for Map {
    fn axes(&self) -> Axes {
        Box::new(COUNT)
    }

    fn draw_axes(&self, pen: &mut Pen, words: &Words) {
        let (size, style) = (pen.size, pen.style);
        let (x, y) = scales(size, style);
        let soft = Word::tick(style.palette.soft);
        for (column, std) in STDS.iter().enumerate().step_by(EVERY) {
            pen.text(&number((*std).into()), (x.pixel(column as f64), y.from + style.px(10.0)), soft);
        }
        pen.text(words.map_std(), ((x.from + x.to) / 2.0, y.from + style.px(25.0)), soft.size(LABEL));
        for (row, depth) in DEPTHS.iter().enumerate() {
            pen.text(&depth.to_string(), (x.from - style.px(6.0), y.pixel(row as f64)), soft.right());
        }
        pen.text(words.map_depth(), (0.0, y.to - style.px(9.0)), soft.size(LABEL).left());
        draw_pins(pen, words, (&x, &y));
    }

    fn draw_marks(&self, pen: &mut Pen, _words: &Words) {
        let (x, y) = scales(pen.size, pen.style);
        cells().for_each(|cell| self.draw_cell(pen, cell, (&x, &y)));
        self.draw_line(pen, (&x, &y));
    }

    fn marks(&self, size: (f64, f64), style: &Style) -> Vec<Mark> {
        let (x, y) = scales(size, style);
        let mark = |cell: Cell| {
            let (across, down) = rect(cell, (&x, &y));
            Mark::rect(across, down, (DEPTHS.len() - 1 - cell.row, cell.column))
        };
        cells().map(mark).collect()
    }

    fn tip(&self, mark: &Mark, words: &Words) -> Option<Tip> {
        let cell = cell_of(mark)?;
        let (std, depth) = (f64::from(STDS[cell.column]), u64::from(DEPTHS[cell.row]));
        let outcome = self.outcome(cell)?;
        let text = match outcome {
            Outcome::Accuracy(accuracy) => words.tip_map(std, depth, accuracy, u64::from(STEPS)),
            Outcome::Broken(step) => words.tip_map_broken(std, depth, step.into()),
            Outcome::Refused => words.tip_map_refused(std, depth),
            Outcome::Unknown => words.tip_map_unknown(std, depth),
        };
        Some(Tip { value: outcome.accuracy(), unit: "share", text })
    }

    fn describe(&self, words: &Words) -> String {
        let Found { done, learned, broken, deepest, .. } = self.found;
        let count = |n: usize| n as u64;
        let mut said = words.chart_map(count(COUNT), count(done), count(learned), count(broken));
        if learned > 0 {
            said.push_str(words.between_sentences());
            said.push_str(&words.chart_map_deepest(deepest.0.into(), deepest.1.into()));
        }
        said
    }
}

/// The cell that a mark stands for.
pub fn cell_of(mark: &Mark) -> Option<Cell> {
    let row = (DEPTHS.len() - 1).checked_sub(mark.row)?;
    (mark.column < STDS.len()).then_some(Cell { column: mark.column, row })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_cut_at_the_edges_and_where_it_has_no_end() {
        let line = [(0.0, 1.0), (1.0, 10.0), (2.0, f64::INFINITY), (3.0, 10.0), (4.0, 5.0), (5.0, f64::NAN)];
        let cut = pieces(&line, [2.0, 20.0]);
        assert_eq!(cut.len(), 2);
        let near = |(x, y): (f64, f64), to: (f64, f64)| (x - to.0).abs() < 1e-9 && (y - to.1).abs() < 1e-9;
        assert!(
            near(cut[0][0], (5.0 / 9.0, 2.0)) && near(cut[0][1], (1.0, 10.0)) && near(cut[0][2], (1.5, 20.0)),
            "{cut:?}"
        );
        assert!(near(cut[1][0], (2.5, 20.0)) && near(cut[1][2], (4.0, 5.0)), "{cut:?}");
        assert_eq!(
            pieces(&[(0.0, 15.7), (1.0, 15.7)], [2.0, 20.0]),
            [vec![(0.0, 15.7), (1.0, 15.7)]],
            "batch norm's is level"
        );
    }
}
