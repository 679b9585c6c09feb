//! The chain: a signal through `L` layers of one weight, `w^l` after layer `l`, on a log scale; the line is the formula, the
//! dots are measured in a linear network.

use plotters_backend::DrawingBackend;

use super::number::{power_of_ten, short};
use super::paint::{Pen, Word, at, size_of};
use super::scale::{Decades, Place, Scale};
use super::style::{LABEL, Style};
use super::{Area, Drawn, Tip};

/// The chart's data.
#[derive(Clone, Copy, Debug)]
pub struct Chain<'a> {
    /// The weight of every layer.
    pub weight: f64,
    /// The number of layers.
    pub length: usize,
    /// The measured signal after each layer, the first layer first; may be empty.
    pub measured: &'a [f64],
}

impl Chain<'_> {
    fn after(&self, layer: f64) -> f64 {
        libm::pow(self.weight.abs(), layer)
    }

    /// Symmetric about 1, so that growing and shrinking look alike.
    fn scales(&self, size: (f64, f64), style: &Style) -> (Scale, Scale) {
        let u = style.px_ratio;
        let ends = [self.after(1.0), self.after(self.length as f64)];
        let held = Decades::of(ends.into_iter().chain(self.measured.iter().map(|v| v.abs())), 2);
        let reach = held.high.max(-held.low).max(2);
        let x = Scale::linear((0.0, self.length.max(1) as f64), (44.0 * u, (size.0 - 40.0 * u).max(45.0 * u)));
        let y = Scale::log((-reach, reach), ((size.1 - 20.0 * u).max(9.0 * u), 8.0 * u));
        (x, y)
    }
}

/// Draws the still layer: axes, and the level 1 at which a signal neither grows nor shrinks.
pub fn draw_axes<DB: DrawingBackend>(area: &Area<DB>, data: &Chain, style: &Style) -> Drawn<DB> {
    let Some(size) = size_of(area) else { return Ok(()) };
    let (pen, palette, (x, y)) = (Pen::new(area, style), &style.palette, data.scales(size, style));
    let soft = Word::tick(palette.soft);
    for (v, label) in y.ticks(7) {
        let one = (v - 1.0).abs() < 1e-9;
        pen.hline(x.from, x.to, y.pixel(v), if one { palette.soft } else { palette.rule })?;
        pen.text(&label, (x.from - style.px(6.0), y.pixel(v)), soft.right())?;
    }
    let below = y.from + style.px(12.0);
    pen.text("input", (x.from, below), soft)?;
    pen.text(&format!("layer {}", data.length), (x.to, below), soft)
}

/// Draws the moving layer: the line `w^l`, the measured dots, the last value.
pub fn draw_chain<DB: DrawingBackend>(area: &Area<DB>, data: &Chain, style: &Style) -> Drawn<DB> {
    let Some(size) = size_of(area) else { return Ok(()) };
    let (pen, palette, (x, y)) = (Pen::new(area, style), &style.palette, data.scales(size, style));
    let place = |layer: f64| at(x.pixel(layer), y.pixel(data.after(layer)));
    let line: Vec<_> = (0..=data.length).map(|l| place(l as f64)).collect();
    pen.dashes(&line, palette.act, 1.5)?;
    for (i, v) in data.measured.iter().enumerate().take(data.length) {
        let (px, place) = (x.pixel(i as f64 + 1.0), y.place(v.abs()));
        match place {
            Place::At(py) => pen.dot((px, py), 2.5, palette.act)?,
            Place::Under(py) => pen.triangle((px, py), 3.0, true, palette.act)?,
            Place::Over(py) => pen.triangle((px, py), 3.0, false, palette.act)?,
            Place::NotFinite(py) => pen.cross((px, py), 3.0, palette.bad)?,
        }
    }
    let end = data.after(data.length as f64);
    let word = Word::tick(palette.act).size(LABEL).left().bold(true);
    pen.text(&short(end), (x.to + style.px(6.0), y.pixel(end)), word)
}

/// The signal after the layer under a point.
pub fn value_at(size: (u32, u32), data: &Chain, style: &Style, x: f64, _y: f64) -> Option<Tip> {
    let (scale, _) = data.scales((f64::from(size.0), f64::from(size.1)), style);
    let margin = style.px(12.0);
    if data.length == 0 || !(scale.from - margin..=scale.to + margin).contains(&x) {
        return None;
    }
    let layer = (scale.value(x).round().max(0.0) as usize).min(data.length);
    let value = data.after(layer as f64);
    let mut text = format!("After {layer} layers: {} to the power {layer} = {}", short(data.weight), short(value));
    if let Some(measured) = layer.checked_sub(1).and_then(|i| data.measured.get(i)) {
        text.push_str(&format!(", measured {}", short(*measured)));
    }
    Some(Tip { value, unit: "signal", text })
}

/// The chart in words.
pub fn describe(data: &Chain) -> String {
    let end = data.after(data.length as f64);
    let size = if end > 0.0 && end.is_finite() {
        format!(", about {}", power_of_ten(libm::round(libm::log10(end)) as i32))
    } else {
        String::new()
    };
    format!(
        "A signal of 1 through {} layers of weight {}: {} at the end{size}.",
        data.length,
        short(data.weight),
        short(end)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tenth_to_the_fourth_is_a_ten_thousandth() {
        let data = Chain { weight: 0.1, length: 4, measured: &[] };
        assert_eq!(describe(&data), "A signal of 1 through 4 layers of weight 0.1: 10⁻⁴ at the end, about 10⁻⁴.");
        let data = Chain { weight: 10.0, ..data };
        assert!((data.after(4.0) - 1e4).abs() < 1e-6);
    }
}
