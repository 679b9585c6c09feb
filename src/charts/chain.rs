//! The chain: a signal through `L` layers of one weight, `w^l` after layer `l`, on a log scale; the line is the formula, the
//! dots are measured in a linear network.

use super::number::{power_of_ten, short};
use super::paint::{Margins, Pen, Symbol, Word, at, framed};
use super::plot::{Axes, Mark, Plot, Tip};
use super::scale::{Decades, Scale};
use super::style::{LABEL, Style};
use words::Words;

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

    /// The decades above and below 1: as many, so that growing and shrinking look alike.
    fn reach(&self) -> i32 {
        let ends = [self.after(1.0), self.after(self.length as f64)];
        let held = Decades::of(ends.into_iter().chain(self.measured.iter().map(|v| v.abs())), 2);
        held.high.max(-held.low).max(2)
    }

    fn scales(&self, size: (f64, f64), style: &Style) -> (Scale, Scale) {
        let [x, y] = framed((0.0, 0.0), size, Margins(44.0, 40.0, 8.0, 20.0), style);
        let reach = self.reach();
        (Scale::linear((0.0, self.length.max(1) as f64), x), Scale::log((-reach, reach), y))
    }
}

impl Plot for Chain<'_> {
    fn axes(&self) -> Axes {
        Box::new((self.length, self.reach()))
    }

    fn draw_axes(&self, pen: &mut Pen, words: &Words) {
        let (size, style) = (pen.size, pen.style);
        let (palette, (x, y)) = (&style.palette, self.scales(size, style));
        let soft = Word::tick(palette.soft);
        for (v, label) in y.ticks(7) {
            let one = (v - 1.0).abs() < 1e-9;
            pen.hline(x.from, x.to, y.pixel(v), if one { palette.soft } else { palette.rule });
            pen.text(&label, (x.from - style.px(6.0), y.pixel(v)), soft.right());
        }
        let below = y.from + style.px(12.0);
        pen.text(words.axis_input(), (x.from, below), soft);
        pen.text(&words.axis_end("layer", &self.length.to_string()), (x.to, below), soft)
    }

    fn draw_marks(&self, pen: &mut Pen, _words: &Words) {
        let (size, style) = (pen.size, pen.style);
        let (palette, (x, y)) = (&style.palette, self.scales(size, style));
        let place = |layer: f64| at(x.pixel(layer), y.pixel(self.after(layer)));
        let line: Vec<_> = (0..=self.length).map(|l| place(l as f64)).collect();
        pen.dashes(&line, palette.act, 1.5);
        for (i, v) in self.measured.iter().enumerate().take(self.length) {
            let place = (x.pixel(i as f64 + 1.0), y.place(v.abs()));
            pen.value(place, Symbol::Dot, (2.5, 3.0), (palette.act, palette.bad));
        }
        let end = self.after(self.length as f64);
        let word = Word::tick(palette.act).size(LABEL).left().bold(true);
        pen.text(&short(end), (x.to + style.px(6.0), y.pixel(end)), word)
    }

    fn marks(&self, size: (f64, f64), style: &Style) -> Vec<Mark> {
        let (x, y) = self.scales(size, style);
        let layers = if self.length == 0 { 0..0 } else { 0..self.length + 1 };
        let mark = |layer: usize| {
            let at_y = y.pixel(self.after(layer as f64));
            Mark::slot(&x, (layer as f64, 1.0), style.px(12.0), (0.0, size.1), at_y, (0, layer))
        };
        layers.map(mark).collect()
    }

    fn tip(&self, mark: &Mark, words: &Words) -> Option<Tip> {
        let layer = mark.column;
        let value = self.after(layer as f64);
        let text = match layer.checked_sub(1).and_then(|i| self.measured.get(i)) {
            Some(measured) => words.tip_chain_measured(layer as u64, self.weight, value, *measured),
            None => words.tip_chain(layer as u64, self.weight, value),
        };
        Some(Tip { value, unit: "signal", text })
    }

    fn describe(&self, words: &Words) -> String {
        let end = self.after(self.length as f64);
        let layers = self.length as u64;
        if end > 0.0 && end.is_finite() {
            let power = power_of_ten(libm::round(libm::log10(end)) as i32);
            words.chart_chain_about(layers, self.weight, end, &power)
        } else {
            words.chart_chain(layers, self.weight, end)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tenth_to_the_fourth_is_a_ten_thousandth() {
        let data = Chain { weight: 0.1, length: 4, measured: &[] };
        assert_eq!(
            data.describe(&Words::english()),
            "A signal of 1 through 4 layers of weight 0.1: 10⁻⁴ at the end, about 10⁻⁴."
        );
        let data = Chain { weight: 10.0, ..data };
        assert!((data.after(4.0) - 1e4).abs() < 1e-6);
    }
}
