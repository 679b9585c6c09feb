//! The chain: a weight and a length by sliders; `w^L` beside the product that a linear network really gives.

use crate::context::Context;
use crate::dom;
use crate::error::Result;
use crate::slots::figure::Figure;
use crate::slots::figure::Visit;
use crate::slots::slot::Slot;
use crate::widgets::chart_view::ChartView;
use charts::chain::Chain as Plot;
use lesson::chain::{measured, predicted};
use lesson::{control, decimal};
use std::rc::Rc;
use web_sys::{Element, Event};
use words::number;

/// The chain figure.
pub struct Chain {
    slot: Rc<Slot>,
    chart: ChartView,
    weight: f64,
    length: u32,
    products: Vec<f64>,
}

impl Chain {
    /// The figure in its markup: a tenth, four times.
    pub fn new(slot: Rc<Slot>) -> Result<Self> {
        let chart = ChartView::find(&slot.element, "chain")?;
        let mut figure = Self { slot, chart, weight: 0.1, length: 4, products: Vec::new() };
        figure.set(0.1, 4);
        Ok(figure)
    }

    fn set(&mut self, weight: f64, length: u32) {
        (self.weight, self.length) = (weight, length);
        self.products = measured(weight as f32, length).into_iter().map(f64::from).collect();
        self.slot.redraw();
        let last = self.products.last().copied().unwrap_or(f64::NAN);
        self.slot.parts.set_value("chain-w", &short(weight));
        self.slot.parts.set_value("chain-l", &length.to_string());
        self.slot.parts.set_value("chain-product", &number::product(predicted(weight, length)));
        self.slot.parts.set_value("chain-measured", &number::product(last));
    }

    fn slid(&mut self, event: &Event) -> Option<()> {
        let slider = dom::target_in(event, "[data-part=chain-w], [data-part=chain-l]")?;
        let value = dom::input(&slider).filter(|_| event.type_() == "input")?.value_as_number();
        match slider.get_attribute("data-part")?.as_str() {
            "chain-w" => self.set(control::rounded_value(control::from_log(value)).unwrap_or(value), self.length),
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
        for (part, value) in [("chain-w", control::to_log(weight)), ("chain-l", f64::from(length))] {
            if let Ok(slider) = self.slot.parts.part(part)
                && let Some(slider) = dom::input(slider)
            {
                slider.set_value_as_number(value);
            }
        }
        self.set(weight, length);
        Some(())
    }
}

fn short(value: f64) -> String {
    (value as f32).to_string()
}

impl Figure for Chain {
    fn on_event(&mut self, _cx: &mut Context, event: &Event, _target: &Element) -> Result<bool> {
        Ok(self.slid(event).or_else(|| self.pressed(event)).is_some())
    }

    fn charts(&mut self, _cx: &Context, visit: Visit<'_>) -> Result {
        let plot = Plot { weight: self.weight, length: self.length as usize, measured: &self.products };
        visit(&mut self.chart, &plot)
    }
}
