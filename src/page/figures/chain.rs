//! The chain: a weight and a length by sliders; `w^L` beside the product that a linear network really gives.

use crate::context::Context;
use crate::dom;
use crate::error::Result;
use crate::slots::figure::Figure;
use crate::slots::figure::Visit;
use crate::slots::slot::Slot;
use crate::widgets::chart_view::ChartView;
use charts::chain::Chain as Plot;
use lesson::chain::LinearChain;
use std::rc::Rc;
use web_sys::{Element, Event};

/// The chain figure.
pub struct Chain {
    slot: Rc<Slot>,
    chart: ChartView,
    chain: LinearChain,
}

impl Chain {
    /// The figure in its markup: a tenth, four times.
    pub fn new(slot: Rc<Slot>) -> Result<Self> {
        let chart = ChartView::find(&slot.element, "chain")?;
        let figure = Self { slot, chart, chain: LinearChain::default() };
        figure.word();
        Ok(figure)
    }

    fn word(&self) {
        for (name, value) in self.slot.words.chain_values(&self.chain) {
            self.slot.parts.set_value(name, &value);
            if let Ok(slider) = self.slot.parts.part(name) {
                dom::attribute(slider, "aria-valuetext", &value);
            }
        }
        self.slot.redraw();
    }

    fn slid(&mut self, event: &Event) -> Option<()> {
        let slider = dom::target_in(event, "[data-part=chain-w], [data-part=chain-l]")?;
        let place = dom::input(&slider).filter(|_| event.type_() == "input")?.value_as_number();
        self.chain = self.chain.slid(&slider.get_attribute("data-part")?, place);
        self.word();
        Some(())
    }

    fn pressed(&mut self, event: &Event) -> Option<()> {
        let button = dom::target_in(event, "[data-chain]").filter(|_| event.type_() == "click")?;
        self.chain = LinearChain::of(&button.get_attribute("data-chain")?)?;
        for (name, place) in self.chain.places() {
            if let Some(slider) = self.slot.parts.part(name).ok().and_then(dom::input) {
                slider.set_value_as_number(place);
            }
        }
        self.word();
        Some(())
    }
}

impl Figure for Chain {
    fn on_event(&mut self, _cx: &mut Context, event: &Event, _target: &Element) -> Result<bool> {
        Ok(self.slid(event).or_else(|| self.pressed(event)).is_some())
    }

    fn reply(&mut self, cx: &Context, guess: &str) -> Option<String> {
        Some(cx.words.reply_chain(guess))
    }

    fn finding(&self, cx: &Context) -> String {
        cx.words.chain_finding(&self.chain)
    }

    fn charts(&mut self, _cx: &Context, visit: Visit<'_>) -> Result {
        let LinearChain { weight, length, ref products } = self.chain;
        visit(&mut self.chart, &Plot { weight, length: length as usize, measured: products })
    }
}
