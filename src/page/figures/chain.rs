//! The chain: a weight and a length by sliders; `w^L` beside the product that a linear network really gives.

use super::chart::{Chart, style};
use super::places::Places;
use super::{Figure, words};
use crate::dom;
use crate::failure::Outcome;
use crate::page::Context;
use charts::chain::{Chain as Drawing, describe, draw_axes, draw_chain, value_at};
use lesson::chain::{measured, predicted};
use lesson::decimal;
use web_sys::{Element, Event};

/// The chain figure.
pub struct Chain {
    element: Element,
    places: Places,
    chart: Chart,
    weight: f64,
    length: u32,
    products: Vec<f64>,
    visible: bool,
    changed: bool,
}

impl Chain {
    /// The figure in its markup: a tenth, four times.
    pub fn new(element: Element) -> Outcome<Self> {
        let (places, chart) = (Places::of(&element), Chart::find(&element, "chain")?);
        let mut figure = Self {
            element,
            places,
            chart,
            weight: 0.1,
            length: 4,
            products: Vec::new(),
            visible: false,
            changed: true,
        };
        figure.set(0.1, 4);
        Ok(figure)
    }

    fn set(&mut self, weight: f64, length: u32) {
        (self.weight, self.length) = (weight, length);
        self.products = measured(weight as f32, length).into_iter().map(f64::from).collect();
        self.changed = true;
        let last = self.products.last().copied().unwrap_or(f64::NAN);
        self.places.out("chain-w", &short(weight));
        self.places.out("chain-l", &length.to_string());
        self.places.out("chain-product", &written(predicted(weight, length)));
        self.places.out("chain-measured", &written(last));
    }

    fn slid(&mut self, event: &Event) -> Option<()> {
        let slider = dom::target_in(event, "[data-part=chain-w], [data-part=chain-l]")?;
        let value = dom::input(&slider).filter(|_| event.type_() == "input")?.value_as_number();
        match slider.get_attribute("data-part")?.as_str() {
            "chain-w" => self.set(rounded(10f64.powf(value)), self.length),
            _ => self.set(self.weight, value as u32),
        }
        dom::attribute(
            &slider,
            "aria-valuetext",
            &short(if slider.has_attribute("data-log") { self.weight } else { value }),
        );
        Some(())
    }

    fn pressed(&mut self, event: &Event) -> Option<()> {
        let button = dom::target_in(event, "[data-chain]").filter(|_| event.type_() == "click")?;
        let set = button.get_attribute("data-chain")?;
        let (weight, length) = set.split_once(',')?;
        let (weight, length): (f64, u32) = (decimal::parse(weight)?, length.parse().ok()?);
        for (part, value) in [("chain-w", weight.log10()), ("chain-l", f64::from(length))] {
            if let Ok(slider) = self.places.part(part)
                && let Some(slider) = dom::input(slider)
            {
                slider.set_value_as_number(value);
            }
        }
        self.set(weight, length);
        Some(())
    }
}

/// Two significant digits, as the slider can be set.
fn rounded(value: f64) -> f64 {
    decimal::parse(&format!("{value:.1e}")).unwrap_or(value)
}

/// A product as it would be written on a board: 0.0001 and 10,000; with a power of ten only where that is unreadable.
fn written(value: f64) -> String {
    match value.abs() {
        size if (1e4..1e9).contains(&size) => words::count(value.round() as usize),
        size if (1e-6..1e4).contains(&size) => decimal::parse(&format!("{value:.3e}")).unwrap_or(value).to_string(),
        _ => words::number(value),
    }
}

fn short(value: f64) -> String {
    (value as f32).to_string()
}

impl Figure for Chain {
    fn name(&self) -> &'static str {
        "chain"
    }

    fn element(&self) -> &Element {
        &self.element
    }

    fn show(&mut self, _cx: &mut Context, _arrived: bool) -> Outcome {
        self.changed = true;
        Ok(())
    }

    fn event(&mut self, cx: &mut Context, event: &Event) -> Outcome<bool> {
        if self.slid(event).or_else(|| self.pressed(event)).is_some() {
            cx.bus.draw_soon();
            return Ok(true);
        }
        if let Some((x, y)) = self.chart.point(event) {
            let data = Drawing { weight: self.weight, length: self.length as usize, measured: &self.products };
            if let Some(tip) = value_at(self.chart.size(), &data, &style(), x, y) {
                dom::attribute(self.chart.element(), "title", &tip.text);
            }
        }
        Ok(false)
    }

    fn draw(&mut self, _cx: &mut Context) -> Outcome {
        if !self.visible || !self.changed || !self.chart.fit()? {
            return Ok(());
        }
        self.changed = false;
        let style = style();
        let data = Drawing { weight: self.weight, length: self.length as usize, measured: &self.products };
        let what = format!("{} {} {}", self.weight, self.length, style.palette.ink.0);
        self.chart.still(what, |area| draw_axes(area, &data, &style))?;
        self.chart.moving(|area| draw_chain(area, &data, &style))?;
        self.chart.speak(describe(&data));
        Ok(())
    }

    fn resize(&mut self) {
        self.chart.resize();
        self.changed = true;
    }

    fn seen(&mut self, cx: &mut Context, visible: bool) -> Outcome {
        self.visible = visible;
        self.changed = true;
        cx.bus.draw_soon();
        Ok(())
    }
}
