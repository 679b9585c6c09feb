//! One row of the race as a strip: a small mirrored histogram for each layer, side by side, and between the halves the
//! standard deviation of the layer's activations. The same bars and heights as the lab's histograms.

use plotters_backend::DrawingBackend;

use super::histogram::{Half, draw_half, read};
use super::histogram_grid::Side;
use super::number::short;
use super::paint::{Pen, Word, at, size_of};
use super::style::{Style, TICK};
use super::{Area, Drawn, Tip};
use lesson::snapshot::Snapshot;

/// The narrowest cell with room for a number, in CSS pixels.
const NUMBERED: f64 = 34.0;

/// Where the halves of a layer stand.
struct Cells {
    wide: f64,
    tall: f64,
    gutter: f64,
    unit: f64,
}

impl Cells {
    fn new(size: (f64, f64), n: usize, style: &Style) -> Self {
        let unit = style.px_ratio;
        let wide = size.0 / n.max(1) as f64;
        let gutter = if wide >= NUMBERED * unit { (TICK + 3.0) * unit } else { 2.0 * unit };
        Self { wide, tall: ((size.1 - gutter) / 2.0).floor().max(1.0), gutter, unit }
    }

    fn numbered(&self) -> bool {
        self.gutter > 2.0 * self.unit
    }

    fn half(&self, i: usize, side: Side) -> Half {
        let inset = if self.wide > 12.0 * self.unit { 3.0 * self.unit } else { self.unit.min(self.wide / 4.0) };
        let (left, right) = ((i as f64 * self.wide + inset).round(), ((i + 1) as f64 * self.wide - inset).round());
        let edge = (2.0 * self.unit).min((right - left) / 6.0).round();
        let (base, top) = match side {
            Side::Act => (self.tall, 0.0),
            Side::Grad => (self.tall + self.gutter, 2.0 * self.tall + self.gutter),
        };
        Half { left, x0: left + edge, x1: right - edge, right, base, top, gap: 0.0 }
    }
}

/// Draws the still layer: the line on which each histogram stands.
pub fn draw_axes<DB: DrawingBackend>(area: &Area<DB>, layers: usize, style: &Style) -> Drawn<DB> {
    let Some(size) = size_of(area) else { return Ok(()) };
    let (pen, cells) = (Pen::new(area, style), Cells::new(size, layers, style));
    for i in 0..layers {
        for side in Side::BOTH {
            let half = cells.half(i, side);
            pen.hline(half.left, half.right, half.base, style.palette.rule)?;
        }
    }
    Ok(())
}

/// Draws the moving layer: bars, and the standard deviations.
pub fn draw_bars<DB: DrawingBackend>(area: &Area<DB>, snapshot: &Snapshot, style: &Style) -> Drawn<DB> {
    let Some(size) = size_of(area) else { return Ok(()) };
    let (pen, cells) = (Pen::new(area, style), Cells::new(size, snapshot.layers.len(), style));
    for (i, layer) in snapshot.layers.iter().enumerate() {
        draw_half(&pen, &cells.half(i, Side::Act), &layer.act_histogram, Side::Act)?;
        draw_half(&pen, &cells.half(i, Side::Grad), &layer.grad_histogram, Side::Grad)?;
        if cells.numbered() {
            let place = ((i as f64 + 0.5) * cells.wide, cells.tall + cells.gutter / 2.0);
            pen.text(&short(f64::from(layer.act.std)), place, Word::tick(style.palette.soft))?;
        }
    }
    Ok(())
}

/// Draws the activations' standard deviation against layer as one small line, from 10⁻⁶ to 10, for a narrow page.
pub fn draw_spark<DB: DrawingBackend>(area: &Area<DB>, snapshot: &Snapshot, style: &Style) -> Drawn<DB> {
    let Some((width, height)) = size_of(area) else { return Ok(()) };
    let pen = Pen::new(area, style);
    let n = snapshot.layers.len().max(2) - 1;
    let margin = 3.0 * style.px_ratio;
    let place = |i: usize, std: f32| {
        let share = ((libm::log10(f64::from(std).max(1e-9)) + 6.0) / 7.0).clamp(0.0, 1.0);
        (margin + (width - 2.0 * margin) * i as f64 / n as f64, height - margin - (height - 2.0 * margin) * share)
    };
    // The line of unit variance.
    pen.hline(0.0, width, place(0, 1.0).1, style.palette.rule)?;
    let points: Vec<_> = (snapshot.layers.iter().enumerate())
        .filter(|(_, layer)| layer.act.std.is_finite())
        .map(|(i, layer)| place(i, layer.act.std))
        .map(|(x, y)| at(x, y))
        .collect();
    pen.path(points, style.palette.act, 1.5)
}

/// What lies under a point of the strip.
pub fn value_at(size: (u32, u32), snapshot: &Snapshot, style: &Style, x: f64, y: f64) -> Option<Tip> {
    let cells = Cells::new((f64::from(size.0), f64::from(size.1)), snapshot.layers.len(), style);
    let i = (x / cells.wide) as usize;
    let layer = snapshot.layers.get(i)?;
    if y > cells.tall && y < cells.tall + cells.gutter {
        let std = f64::from(layer.act.std);
        let text = format!("Layer {}: activation std {}", i + 1, short(std));
        return Some(Tip { value: std, unit: "", text });
    }
    let (side, histogram, unit) = match y < cells.tall {
        true => (Side::Act, &layer.act_histogram, "activations"),
        false => (Side::Grad, &layer.grad_histogram, "gradients"),
    };
    Some(read(&cells.half(i, side), histogram, i, unit, x))
}

/// The strip in words.
pub fn describe(name: &str, snapshot: &Snapshot) -> String {
    let (Some(first), Some(last)) = (snapshot.layers.first(), snapshot.layers.last()) else { return name.to_string() };
    let std = |v: f32| short(f64::from(v));
    format!(
        "{name}: activation std {} at layer 1, {} at layer {}; gradient std {} and {}.",
        std(first.act.std),
        std(last.act.std),
        snapshot.layers.len(),
        std(first.grad.std),
        std(last.grad.std)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_do_not_overlap_and_stay_within_the_strip() {
        let style = Style::light(2.0);
        for (n, width) in [(1, 200.0), (10, 1500.0), (50, 600.0)] {
            let cells = Cells::new((width, 124.0), n, &style);
            for i in 0..n {
                let (act, grad) = (cells.half(i, Side::Act), cells.half(i, Side::Grad));
                assert!(act.base < grad.base && grad.top <= 124.0 && act.top >= 0.0);
                assert!(act.left <= act.x0 && act.x0 <= act.x1 && act.right <= width, "{n} {i}");
            }
        }
    }
}
