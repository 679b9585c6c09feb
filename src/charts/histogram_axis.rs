//! The axes under the halves of the mirrored histograms: where their ticks stand and what they say.

use super::histogram_grid::Grid;
use super::number::short;
use super::paint::{Pen, Word};
use super::plot::Quantity;
use super::style::Style;
use lesson::histogram::Bins;

/// Draws the axis of one half: the base line, ticks, the line of zero and, where the grid gives them room, labels.
pub fn draw_half_axis(pen: &mut Pen, grid: &Grid, i: usize, side: Quantity, bins: Bins) {
    let half = grid.half(i, side);
    let palette = &pen.style.palette;
    let tick = pen.style.px(3.0) * half.outward();
    for (position, label) in ticks(bins, half.x1 - half.x0, pen.style) {
        let x = half.x0 + (half.x1 - half.x0) * position;
        let zero = position > 0.0 && (label == "0" || bins == Bins::SignedLog && position == 0.5);
        if zero {
            pen.vline(x, half.base, half.top, palette.rule);
        }
        pen.vline(x, half.base, half.base - tick, palette.soft);
        if let Some(y) = grid.tick_label_y(i, side).filter(|_| !label.is_empty()) {
            pen.text(&label, (x, y), Word::tick(if grid.tinted { side.color(palette) } else { palette.soft }));
        }
    }
    pen.hline(half.left, half.right, half.base - if half.outward() < 0.0 { 1.0 } else { 0.0 }, palette.soft)
}

/// Says the range of a panel whose axis is not that of the labels below its column.
pub fn draw_range(pen: &mut Pen, grid: &Grid, i: usize, bins: Bins) {
    let (Some(place), Bins::Linear { low, high, .. }) = (grid.range_at(i), bins) else { return };
    let text = [low, high].map(|end| short(end.into())).join(" … ");
    let word = Word::tick(pen.style.palette.soft);
    pen.text(&text, place, if grid.rows { word.left() } else { word.right() })
}

/// Where ticks stand, as shares of the axis, with their labels.
fn ticks(bins: Bins, width: f64, style: &Style) -> Vec<(f64, String)> {
    match bins {
        Bins::Linear { low, high, .. } => {
            let (low, high) = (f64::from(low), f64::from(high));
            let middle = (low + high) / 2.0;
            [low, middle, high].into_iter().map(|v| ((v - low) / (high - low), short(v))).collect()
        }
        Bins::SignedLog => {
            // Where there is no room for five labels, half way says that the axis is logarithmic.
            let wide = width > style.px(120.0);
            let (both, name) =
                (width > style.px(54.0), |show: bool, text: &str| if show { text.into() } else { String::new() });
            let (one, half_way) = (log_share(bins, 1.0), log_share(bins, 1e-7));
            vec![
                (1.0 - one, name(wide, "−1")),
                (1.0 - half_way, name(both, "−10⁻⁷")),
                (0.5, name(wide, "0")),
                (half_way, "10⁻⁷".into()),
                (one, name(wide, "1")),
            ]
        }
    }
}

/// The place of a positive value on the signed logarithmic axis, as a share of the axis: bins have equal widths.
fn log_share(bins: Bins, v: f64) -> f64 {
    let n = bins.count();
    let i = (n / 2..n).find(|i| f64::from(bins.edges(*i).1) >= v).unwrap_or(n - 1);
    let (low, high) = bins.edges(i);
    let within = libm::log(v / f64::from(low)) / libm::log(f64::from(high) / f64::from(low));
    (i as f64 + if within.is_finite() { within } else { 1.0 }) / n as f64
}
