//! What a normalization makes of a batch in which one picture is changed: every channel of that picture as it was, as it is,
//! and the difference; and the difference in a neighbour, which nobody touched. The pictures themselves beside it.

mod pictures;

pub use pictures::Pictures;

use super::batch::Batch;
use super::paint::{Pen, Word};
use super::plot::{Axes, Mark, Plot, Tip};
use super::style::{LABEL, Palette, Style};
use lesson::contrast::{CHANNELS, Contrast, GROUPS, METHODS, Normalized, SIDE};
use nn::norm::Norm;
use words::Words;

/// The channels under one method.
#[derive(Clone, Copy, Debug)]
pub struct Channels<'a> {
    state: &'a Contrast,
    values: &'a Normalized,
    method: usize,
}

/// The lines of channels, from above.
const LINES: [Line; 4] = [Line::Before, Line::After, Line::Difference, Line::Neighbour];

#[derive(Clone, Copy, PartialEq)]
enum Line {
    Before,
    After,
    Difference,
    /// The difference in the second picture, so much enlarged.
    Neighbour,
}

/// A neighbour moves so little that it is enlarged.
const ENLARGED: f32 = 10.0;
/// The normalized value of the strongest colour.
const LIMIT: f64 = 2.5;
/// Gaps between channels and between groups, and the height of a name above its line, in CSS pixels.
const GAP: f64 = 3.0;
const BETWEEN_GROUPS: f64 = 5.0;
const NAME: f64 = 15.0;
/// From this width on, in CSS pixels, a name stands beside its line, and has so much room.
const WIDE: f64 = 480.0;
const BESIDE: f64 = 92.0;

/// From the strongest blue to the strongest orange, and the colour of what is no number.
const STEPS: usize = 34;

/// Cells waiting to be filled. Each of a colour is joined to the one before; here by lines along the pixels' edges alone, which
/// leave no trace in the gaps that they cross.
struct Cells {
    batch: Batch,
    /// For each colour, the corner at which its last cell begins.
    last: [Option<(i32, i32)>; STEPS],
}

impl Default for Cells {
    fn default() -> Self {
        Self { batch: Batch::default(), last: [None; STEPS] }
    }
}

impl Cells {
    fn add(&mut self, palette: &Palette, step: usize, (left, right): (f64, f64), (top, bottom): (f64, f64)) {
        let color = palette.signed(if step == STEPS - 1 { f64::NAN } else { step as f64 / 16.0 - 1.0 });
        let (left, top) = (left as i32, top as i32);
        if let Some((_, above)) = self.last[step].filter(|last| last.1 != top) {
            self.batch.rect(color, (left, left), (above, above));
        }
        self.batch.rect(color, (left, right as i32), (top, bottom as i32));
        self.last[step] = Some((left, top));
    }
}

/// Where the cells are.
struct Grid {
    cell: f64,
    left: f64,
    /// The upper edge of each line's cells.
    tops: [f64; LINES.len()],
    is_wide: bool,
    gaps: (f64, f64),
}

impl Grid {
    fn new(size: (f64, f64), style: &Style) -> Self {
        let (u, gaps) = (style.px_ratio, (style.px(GAP), style.px(BETWEEN_GROUPS)));
        let is_wide = size.0 >= WIDE * u;
        let left = if is_wide { (BESIDE * u).round() } else { gaps.0 };
        let room = size.0 - left - gaps.0 * CHANNELS as f64 - gaps.1 * (GROUPS - 1) as f64;
        let above = if is_wide { 0.0 } else { (NAME * u).round() };
        let lines = LINES.len() as f64;
        let tall = size.1 / lines - above - 2.0 * gaps.0;
        let cell = (room / CHANNELS as f64).min(tall) / SIDE as f64;
        let cell = cell.floor().max(1.0);
        let step = cell * SIDE as f64 + above + if is_wide { 2.0 * gaps.0 } else { gaps.0 };
        Self { cell, left, tops: std::array::from_fn(|line| gaps.0 + above + line as f64 * step), is_wide, gaps }
    }

    /// The left and the right edge of `n` cells of a channel from column `w` on.
    fn across(&self, channel: usize, w: usize, n: usize) -> (f64, f64) {
        let group = channel / (CHANNELS / GROUPS);
        let start = channel as f64 * (self.cell * SIDE as f64 + self.gaps.0) + group as f64 * self.gaps.1;
        let left = self.left + start + w as f64 * self.cell;
        (left, left + n as f64 * self.cell)
    }

    fn down(&self, line: usize, h: usize) -> (f64, f64) {
        let top = self.tops[line] + h as f64 * self.cell;
        (top, top + self.cell)
    }
}

impl<'a> Channels<'a> {
    /// The channels under the method at a place of [`METHODS`]; nothing before they are computed.
    pub fn of(state: &'a Contrast, method: usize) -> Option<Self> {
        Some(Self { state, values: state.normalized(method)?, method })
    }

    fn norm(&self) -> Norm {
        METHODS[self.method]
    }

    fn channel(&self) -> usize {
        self.state.spec().channel as usize
    }

    fn names(&self, words: &Words) -> [String; LINES.len()] {
        [
            words.contrast_before().into(),
            words.contrast_after().into(),
            words.contrast_difference().into(),
            words.contrast_neighbour(f64::from(ENLARGED)),
        ]
    }

    /// A value as its line shows it.
    fn value(&self, line: Line, channel: usize, cell: usize) -> f32 {
        let [before, after] = self.values.channel(usize::from(line == Line::Neighbour), channel);
        match line {
            Line::Before => before[cell],
            Line::After => after[cell],
            Line::Difference => after[cell] - before[cell],
            Line::Neighbour => ENLARGED * (after[cell] - before[cell]),
        }
    }

    /// A value's colour in one of [`STEPS`], the last for what is no number.
    fn step(&self, line: Line, channel: usize, cell: usize) -> usize {
        let share = f64::from(self.value(line, channel, cell)) / LIMIT;
        if share.is_nan() { STEPS - 1 } else { libm::round((share.clamp(-1.0, 1.0) + 1.0) * 16.0) as usize }
    }

    fn draw_line(&self, pen: &mut Pen, grid: &Grid, line: usize) {
        let mut cells = Cells::default();
        for (h, channel) in (0..SIDE).flat_map(|h| (0..CHANNELS).map(move |channel| (h, channel))) {
            let (mut start, mut before) = (0, self.step(LINES[line], channel, h * SIDE));
            for w in 1..=SIDE {
                let here = if w < SIDE { self.step(LINES[line], channel, h * SIDE + w) } else { usize::MAX };
                if here != before {
                    cells.add(&pen.style.palette, before, grid.across(channel, start, w - start), grid.down(line, h));
                    (start, before) = (w, here);
                }
            }
        }
        cells.batch.fill(pen);
    }

    /// A frame around every channel, the chosen one's in the method's colour: an empty channel is still a place.
    fn draw_frames(&self, pen: &mut Pen, grid: &Grid, line: usize) {
        let palette = &pen.style.palette;
        for channel in 0..CHANNELS {
            let is_chosen = channel == self.channel();
            let color = if is_chosen { palette.norm(self.norm()) } else { palette.rule };
            let out = pen.style.px(if is_chosen { 2.0 } else { 1.0 });
            let ((left, right), top, bottom) =
                (grid.across(channel, 0, SIDE), grid.down(line, 0).0, grid.down(line, SIDE - 1).1);
            pen.rect((left - out, right + out), (top - out, bottom + out), color);
            pen.rect((left, right), (top, bottom), palette.paper);
        }
    }
}

impl Plot for Channels<'_> {
    fn axes(&self) -> Axes {
        let before: Vec<u32> =
            (0..CHANNELS).flat_map(|channel| self.values.channel(0, channel)[0].iter().map(|v| v.to_bits())).collect();
        Box::new((self.method, self.channel(), before))
    }

    fn draw_axes(&self, pen: &mut Pen, words: &Words) {
        let grid = Grid::new(pen.size, pen.style);
        let word = Word::tick(pen.style.palette.soft).size(LABEL).left();
        for (line, name) in self.names(words).iter().enumerate() {
            let (top, bottom) = (grid.down(line, 0).0, grid.down(line, SIDE - 1).1);
            let place = match grid.is_wide {
                true => (0.0, (top + bottom) / 2.0),
                false => (grid.gaps.0, top - pen.style.px(NAME / 2.0 + 1.0)),
            };
            pen.text(name, place, word);
            self.draw_frames(pen, &grid, line);
        }
        self.draw_line(pen, &grid, 0);
    }

    fn draw_marks(&self, pen: &mut Pen, _words: &Words) {
        let grid = Grid::new(pen.size, pen.style);
        (1..LINES.len()).for_each(|line| self.draw_line(pen, &grid, line));
    }

    fn marks(&self, size: (f64, f64), style: &Style) -> Vec<Mark> {
        let grid = Grid::new(size, style);
        let mut marks = Vec::new();
        for (line, h) in (0..LINES.len()).flat_map(|line| (0..SIDE).map(move |h| (line, h))) {
            for (channel, w) in (0..CHANNELS).flat_map(|channel| (0..SIDE).map(move |w| (channel, w))) {
                let place = (line * SIDE + h, channel * SIDE + w);
                marks.push(Mark::rect(grid.across(channel, w, 1), grid.down(line, h), place));
            }
        }
        marks
    }

    fn tip(&self, mark: &Mark, words: &Words) -> Option<Tip> {
        let line = *LINES.get(mark.row / SIDE)?;
        let (channel, h, w) = (mark.column / SIDE, mark.row % SIDE, mark.column % SIDE);
        let picture = usize::from(line == Line::Neighbour);
        let [before, after] = self.values.channel(picture, channel).map(|values| f64::from(values[h * SIDE + w]));
        let whose = if picture == 0 { "picture" } else { "neighbour" };
        let [c, h, w] = [channel, h, w].map(|at| at as u64);
        let text = words.tip_contrast(whose, c, h, w, before, after, after - before);
        let value = match line {
            Line::Before => before,
            Line::After => after,
            Line::Difference | Line::Neighbour => after - before,
        };
        Some(Tip { value, unit: "", text })
    }

    fn describe(&self, words: &Words) -> String {
        let Some(moved) = self.state.finding().map(|finding| finding.moved[self.method]) else {
            return String::new();
        };
        words.chart_contrast(words.label(self.norm()), moved.picture, moved.others, moved.neighbours)
    }
}
