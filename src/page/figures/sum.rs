//! The sum: a guess first, then n and the weights by slider, ten thousand sums as they are drawn, and ten layers in a row.

use crate::context::Context;
use crate::dom;
use crate::error::Result;
use crate::slots::figure::Figure;
use crate::slots::figure::Visit;
use crate::slots::slot::Slot;
use crate::widgets::chart_view::ChartView;
use charts::sum::{Sum as Plot, by_depth};
use lesson::sum_state::{Picture, SumState};
use std::rc::Rc;
use web_sys::{Element, Event};

/// Milliseconds of a frame that go into drawing sums; a piece of work that has begun is finished.
const BUDGET: f64 = 6.0;
/// The sliders.
const SLIDERS: [&str; 2] = ["sum-n", "sum-std"];

/// The sum figure.
pub struct Sum {
    slot: Rc<Slot>,
    charts: [ChartView; 2],
    state: SumState,
    /// What is drawn, for the pointer too.
    picture: Picture,
}

impl Sum {
    /// The figure in its markup.
    pub fn new(slot: Rc<Slot>) -> Result<Self> {
        let chart = |name| ChartView::find(&slot.element, name);
        let (charts, state) = ([chart("sum")?, chart("sum-ten")?], SumState::default());
        Ok(Self { charts, picture: state.picture(), state, slot })
    }

    fn word(&self) {
        let (parts, words) = (&self.slot.parts, &self.slot.words);
        for (name, value) in words.sum_values(&self.state) {
            parts.set_value(name, &value);
            if let Some(slider) = parts.part(name).ok().filter(|_| SLIDERS.contains(&name)) {
                dom::attribute(slider, "aria-valuetext", &value);
            }
        }
        self.slot.set_state(if self.state.is_busy() { "stepping" } else { "idle" });
        let asking = self.state.is_asking();
        parts.set_visible("question", asking);
        parts.set_text("verdict", &words.sum_sentence(&self.state));
        if self.state.finding().is_some() {
            self.slot.announce("finding", &words.sum_sentence(&self.state));
        }
        dom::attribute(&self.slot.element, "data-asking", if asking { "yes" } else { "no" });
        if let Ok(controls) = parts.part("controls") {
            // Fails only on a bad name.
            let _ = controls.toggle_attribute_with_force("disabled", asking);
        }
    }

    /// The sliders follow what a button, a link or an answer has set.
    fn place_sliders(&self) {
        for name in SLIDERS {
            let Some(slider) = self.slot.parts.part(name).ok().and_then(dom::input) else { continue };
            if let Some(place) = self.state.place(name, slider.value_as_number()) {
                slider.set_value_as_number(place);
            }
        }
    }
}

impl Figure for Sum {
    fn configure(&mut self, cx: &mut Context, _arrived: bool) -> Result<bool> {
        self.state.configure(cx.config.page.sum, cx.config.run.act, cx.config.run.seed);
        self.place_sliders();
        self.word();
        Ok(false)
    }

    fn on_event(&mut self, cx: &mut Context, event: &Event, _target: &Element) -> Result<bool> {
        let named = |selector, attribute: &str| dom::target_in(event, selector)?.get_attribute(attribute);
        let patch = match event.type_().as_str() {
            "input" => {
                let place = dom::target(event).as_ref().and_then(dom::input).map(|slider| slider.value_as_number());
                named("input[type=range]", "data-part")
                    .zip(place)
                    .and_then(|(name, place)| self.state.slid(&name, place))
            }
            "click" => named("[data-answer]", "data-answer").and_then(|key| self.state.answer(&key)),
            _ => None,
        };
        let Some(patch) = patch else { return Ok(false) };
        cx.patch(patch, event.type_() == "click");
        Ok(true)
    }

    fn draw(&mut self, _cx: &mut Context) -> Result {
        let begun = dom::now();
        while self.state.work() && dom::now() - begun < BUDGET {}
        if self.state.is_busy() {
            self.slot.redraw_picture();
        }
        self.picture = self.state.picture();
        self.word();
        Ok(())
    }

    fn charts(&mut self, _cx: &Context, visit: Visit<'_>) -> Result {
        let [sums, ten] = &mut self.charts;
        visit(sums, &Plot(&self.picture))?;
        visit(ten, &by_depth(self.state.ten()))
    }
}
