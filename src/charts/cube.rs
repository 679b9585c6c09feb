//! The large cube: every cell of an `N x C x (H, W)` tensor as a heat map, and those that share the chosen cell's statistic
//! lit and framed (Wu & He 2018, figure 2, with the slices pulled apart so that nothing is hidden).
//!
//! Which cells are lit is asked of `Reduction::stat_of` alone. The still layer has all cells, dimmed; the moving layer has
//! only the lit ones, so that following the pointer redraws few of them.

use plotters::style::RGBColor;

use super::batch::Batch;
use super::cube_grid::Grid;
use super::drawing::Point;
use super::paint::{Pen, Word, at};
use super::plot::{Axes, Mark, Plot, Tip};
use super::style::{LABEL, Style, mix};
use lesson::choice::View;
use lesson::cube::{Formula, NormalizedTensor};
use nn::reduce::Reduction;
use words::Words;

/// A tensor, what is averaged over, and the chosen cell.
#[derive(Clone, Copy, Debug)]
pub struct Cube<'a> {
    /// N, C, H, W; of a weight tensor O, I, KH, KW.
    pub shape: [usize; 4],
    /// The values, row-major.
    pub values: &'a [f32],
    /// The magnitude of the strongest colour; see [`limit_of`].
    pub limit: f32,
    /// Which cells share a statistic.
    pub reduction: Reduction,
    /// The chosen cell.
    pub chosen: [usize; 4],
    /// What the three axes are called.
    pub names: [&'a str; 3],
    /// The method's colour.
    pub color: RGBColor,
}

/// The names of the axes of activations.
fn activation_axes(words: &Words) -> [&str; 3] {
    [words.cube_axis_n(), words.cube_axis_c(), words.cube_axis_hw()]
}

/// The names of the axes of weights.
fn weight_axes(words: &Words) -> [&str; 3] {
    [words.cube_axis_out(), words.cube_axis_in(), words.cube_axis_kernel()]
}

/// The magnitude that all but one in fifty values stay under: a few outliers do not pale the rest.
pub fn limit_of(values: &[f32]) -> f32 {
    let mut sizes: Vec<f32> = values.iter().map(|v| v.abs()).filter(|v| v.is_finite()).collect();
    if sizes.is_empty() {
        return 1.0;
    }
    let k = (sizes.len() - 1) * 49 / 50;
    let limit = *sizes.select_nth_unstable_by(k, f32::total_cmp).1;
    if limit > 0.0 { limit } else { 1.0 }
}

/// The cell of a tensor of this shape under a point of the chart: the exact inverse of what is drawn.
pub fn cell_at(shape: [usize; 4], size: (f64, f64), style: &Style, (x, y): (f64, f64)) -> Option<[usize; 4]> {
    Grid::new(size, shape, style)?.find(x, y)
}

impl<'a> Cube<'a> {
    /// A tensor's values, with a cell chosen.
    pub fn of(tensor: &'a NormalizedTensor, view: View, chosen: [usize; 4], color: RGBColor, words: &'a Words) -> Self {
        let values = tensor.values(view);
        let names = if tensor.formula == Formula::Weight { weight_axes(words) } else { activation_axes(words) };
        let (shape, reduction) = (tensor.shape, tensor.reduction);
        Self { shape, values, limit: limit_of(values), reduction, chosen, color, names }
    }

    fn index(&self, [n, c, h, w]: [usize; 4]) -> usize {
        ((n * self.shape[1] + c) * self.shape[2] + h) * self.shape[3] + w
    }

    fn value(&self, at: [usize; 4]) -> f32 {
        self.values.get(self.index(at)).copied().unwrap_or(f32::NAN)
    }

    /// The colour of a value in one of 33 steps, so that few paths are filled.
    fn shade(&self, at: [usize; 4], style: &Style) -> RGBColor {
        let v = f64::from(self.value(at) / self.limit);
        style.palette.signed((v * 16.0).round() / 16.0)
    }

    fn chosen_is_inside(&self) -> bool {
        self.chosen.iter().zip(self.shape).all(|(at, size)| *at < size)
    }

    /// For every cell, row-major: whether it shares the chosen cell's statistic.
    pub fn lit(&self) -> Vec<bool> {
        let [n, c, h, w] = self.shape;
        if !self.chosen_is_inside() || self.reduction.check(self.shape).is_err() {
            return vec![false; n * c * h * w];
        }
        let chosen = self.reduction.stat_of(self.shape, self.chosen);
        let cells = (0..n * c * h * w).map(|i| [i / (c * h * w), i / (h * w) % c, i / w % h, i % w]);
        cells.map(|at| self.reduction.stat_of(self.shape, at) == chosen).collect()
    }
}

/// How much of a cell's colour is left when it is not lit.
const DIM: f64 = 0.34;

fn quad(corners: [(f64, f64); 4]) -> Vec<Point> {
    corners.map(|(x, y)| at(x, y)).to_vec()
}

/// Adds the cells of the slices `strips` to which `color` gives a colour; equal neighbours along W are one.
fn fill_cells(
    batch: &mut Batch,
    grid: &Grid,
    data: &Cube,
    strips: impl Iterator<Item = usize>,
    color: impl Fn([usize; 4]) -> Option<RGBColor>,
) {
    let [_, channels, rows, columns] = data.shape;
    let lines = strips.flat_map(|n| (0..channels).flat_map(move |c| (0..rows).map(move |h| (n, c, h))));
    for (n, c, h) in lines {
        let (mut start, mut before) = (0, color([n, c, h, 0]));
        for w in 1..=columns {
            let here = if w < columns { color([n, c, h, w]) } else { None };
            if here != before || w == columns {
                if let Some(color) = before {
                    let (x0, x1, y0, y1) = grid.cells([n, c, h, start], w - start);
                    batch.rect(color, (x0 as i32, x1 as i32), (y0 as i32, y1 as i32));
                }
                (start, before) = (w, here);
            }
        }
    }
}

fn draw_names(pen: &mut Pen, grid: &Grid, data: &Cube) {
    let (palette, style) = (&pen.style.palette, pen.style);
    let [n, c, _, _] = data.shape;
    let number = |color| Word::tick(color).size(LABEL);
    let name = |color| Word::tick(color).size(LABEL + 2.0).bold(true);
    let away = grid.gap + style.px(8.0);
    // N, from the back to the front, at the left.
    let ends =
        [0, n - 1].map(|n| grid.tiles(n, 0, c)).map(|(left, _, top, bottom)| (left - away, (top + bottom) / 2.0));
    pen.path(ends.map(|e| at(e.0, e.1)).to_vec(), palette.axis_n, 1.5);
    let every = (style.px(13.0) / grid.step.1).ceil().max(1.0) as usize;
    for n in (0..n).step_by(every) {
        let (left, _, top, bottom) = grid.tiles(n, 0, c);
        pen.text(&n.to_string(), (left - away - style.px(6.0), (top + bottom) / 2.0), number(palette.axis_n).right());
    }
    pen.text(data.names[0], (ends[0].0 - style.px(6.0), ends[0].1 - style.px(17.0)), name(palette.axis_n).right());
    // C, along the front.
    let (left, right, _, bottom) = grid.tiles(n - 1, 0, c);
    let line = bottom + away;
    pen.rect((left, right), (line, line + style.px(1.5)), palette.axis_c);
    let every = (style.px(15.0) / (right - left).max(1.0) * c as f64).ceil().max(1.0) as usize;
    for c in (0..c).step_by(every) {
        let (left, right, _, _) = grid.tiles(n - 1, c, c + 1);
        pen.text(&c.to_string(), ((left + right) / 2.0, line + style.px(10.0)), number(palette.axis_c));
    }
    pen.text(data.names[1], (right + style.px(9.0), line + style.px(10.0)), name(palette.axis_c).left());
    // H and W, at the last tile of the back.
    let (left, right, top, bottom) = grid.tiles(0, c - 1, c);
    let (right, top) = (right + grid.gap + grid.thick.0 + style.px(4.0), top - grid.gap - grid.thick.1 - style.px(4.0));
    pen.rect((right, right + style.px(1.5)), (top + style.px(4.0), bottom), palette.axis_hw);
    pen.rect((left, right - style.px(4.0)), (top - style.px(1.5), top), palette.axis_hw);
    pen.text(data.names[2], (right, top - style.px(9.0)), name(palette.axis_hw).right())
}

/// What is filled in the method's colour under the lit cells: it stays visible around them. Tiles that are lit all over
/// are framed together, with the top of their slice; single cells each.
fn draw_frames(pen: &mut Pen, grid: &Grid, data: &Cube, strips: &[usize], lit: &[bool]) {
    let [_, channels, h, w] = data.shape;
    let tile = |n: usize, c: usize| &lit[data.index([n, c, 0, 0])..data.index([n, c, 0, 0]) + h * w];
    for &n in strips {
        let mut c = 0;
        while c < channels {
            let run = (c..channels).take_while(|c| !tile(n, *c).contains(&false)).count();
            if run > 0 {
                let joined = n > 0 && !tile(n - 1, c).contains(&false);
                frame_tiles(pen, grid, data.color, (n, c, c + run), joined);
            }
            for (i, _) in tile(n, c).iter().enumerate().filter(|(_, l)| **l && run == 0) {
                let (x0, x1, y0, y1) = grid.cells([n, c, i / w, i % w], 1);
                let out = pen.style.px(2.0);
                pen.rect((x0 - out, x1 + out), (y0 - out, y1 + out), data.color);
            }
            c += run.max(1);
        }
    }
}

/// Frames the tiles `c0..c1` of strip `n`, colours the top of their slice, and joins them to those of the strip behind.
fn frame_tiles(pen: &mut Pen, grid: &Grid, color: RGBColor, (n, c0, c1): (usize, usize, usize), joined: bool) {
    let (left, right, top, bottom) = grid.tiles(n, c0, c1);
    let (out, (dx, dy)) = (pen.style.px(2.0).max(grid.gap), grid.thick);
    let (l, r, t, b) = (left - out, right + out, top - out, bottom + out);
    if joined {
        // What lies between this slice and the one behind, as glass.
        let back = (grid.step.0, grid.step.1 - (b - t));
        let glass = quad([(l + dx, t - dy), (l + back.0, t - back.1), (r + back.0, t - back.1), (r + dx, t - dy)]);
        pen.fill(glass, mix(pen.style.palette.paper, color, 0.22));
    }
    pen.fill(quad([(l, t), (l + dx, t - dy), (r + dx, t - dy), (r, t)]), mix(color, pen.style.palette.paper, 0.35));
    pen.fill(quad([(r, t), (r + dx, t - dy), (r + dx, b - dy), (r, b)]), mix(color, pen.style.palette.ink, 0.25));
    pen.rect((l, r), (t, b), color)
}

fn draw_chosen(pen: &mut Pen, grid: &Grid, data: &Cube) {
    if !data.chosen_is_inside() {
        return;
    }
    let palette = &pen.style.palette;
    let (x0, x1, y0, y1) = grid.cells(data.chosen, 1);
    for (out, color) in [(3.0, palette.paper), (2.0, palette.ink)] {
        let out = pen.style.px(out);
        pen.rect((x0 - out, x1 + out), (y0 - out, y1 + out), color);
    }
    pen.rect((x0, x1), (y0, y1), data.shade(data.chosen, pen.style))
}

impl Plot for Cube<'_> {
    fn axes(&self) -> Axes {
        let bits: Vec<u32> = self.values.iter().map(|v| v.to_bits()).collect();
        Box::new((self.shape, bits, self.names.map(String::from)))
    }

    fn draw_axes(&self, pen: &mut Pen, _words: &Words) {
        let style = pen.style;
        let Some(grid) = Grid::new(pen.size, self.shape, style) else { return };
        let palette = &style.palette;
        let [n, c, _, _] = self.shape;
        for n in 0..n {
            let (left, right, top, bottom) = grid.tiles(n, 0, c);
            let (out, (dx, dy)) = (grid.gap, grid.thick);
            let (l, r, t, b) = (left - out, right + out, top - out, bottom + out);
            pen.fill(
                quad([(l, t), (l + dx, t - dy), (r + dx, t - dy), (r, t)]),
                mix(palette.paper, palette.soft, 0.30),
            );
            pen.fill(
                quad([(r, t), (r + dx, t - dy), (r + dx, b - dy), (r, b)]),
                mix(palette.paper, palette.soft, 0.42),
            );
            pen.rect((l, r), (t, b), mix(palette.paper, palette.soft, 0.26));
        }
        let mut batch = Batch::default();
        fill_cells(&mut batch, &grid, self, 0..self.shape[0], |at| {
            Some(mix(palette.paper, self.shade(at, style), DIM))
        });
        batch.fill(pen);
        draw_names(pen, &grid, self)
    }

    fn draw_marks(&self, pen: &mut Pen, _words: &Words) {
        let style = pen.style;
        let Some(grid) = Grid::new(pen.size, self.shape, style) else { return };
        let lit = self.lit();
        let strip = lit.len() / self.shape[0];
        let strips: Vec<usize> =
            (0..self.shape[0]).filter(|n| lit[n * strip..(n + 1) * strip].contains(&true)).collect();
        draw_frames(pen, &grid, self, &strips, &lit);
        let mut batch = Batch::default();
        fill_cells(&mut batch, &grid, self, strips.into_iter(), |at| {
            lit[self.index(at)].then(|| self.shade(at, style))
        });
        batch.fill(pen);
        draw_chosen(pen, &grid, self)
    }

    fn marks(&self, size: (f64, f64), style: &Style) -> Vec<Mark> {
        let Some(grid) = Grid::new(size, self.shape, style) else { return Vec::new() };
        let [n, c, h, w] = self.shape;
        let mark = |i: usize| {
            let (x0, x1, y0, y1) = grid.cells([i / (c * h * w), i / (h * w) % c, i / w % h, i % w], 1);
            Mark::rect((x0, x1), (y0, y1), (i / (c * h * w) * h + i / w % h, i))
        };
        (0..n * c * h * w).map(mark).collect()
    }

    fn tip(&self, mark: &Mark, words: &Words) -> Option<Tip> {
        let ([_, c, h, w], i) = (self.shape, mark.column);
        let value = f64::from(*self.values.get(i)?);
        let [n, c, h, w] = [i / (c * h * w), i / (h * w) % c, i / w % h, i % w];
        let [n, c, h, w] = [n, c, h, w].map(|at| at as u64);
        Some(Tip { value, unit: "", text: words.tip_cube(n, c, h, w, value) })
    }

    fn describe(&self, words: &Words) -> String {
        let [n, c, h, w] = self.shape.map(|size| size as u64);
        let [at_n, at_c, at_h, at_w] = self.chosen.map(|at| at as u64);
        let lit = self.lit().into_iter().filter(|l| *l).count() as u64;
        let names = self.names.join(words.between_parts());
        words.chart_cube(n, c, h, w, &names, at_n, at_c, at_h, at_w, lit, &self.reduction.axes.to_string())
    }
}

#[cfg(test)]
mod tests;
