//! Slopes: three activations and their derivatives, over the lab's own pre-activations at the chosen layer.

use crate::context::Context;
use crate::dom;
use crate::error::Result;
use crate::slots::figure::Figure;
use crate::slots::figure::Visit;
use crate::slots::slot::Slot;
use crate::widgets::chart_view::ChartView;
use charts::activation::{ACTIVATIONS, Slope};
use lesson::choice::Choice;
use lesson::snapshot::Snapshot;
use nn::act::Act;
use std::rc::Rc;
use web_sys::{Element, Event};

/// The slopes figure.
pub struct Slopes {
    slot: Rc<Slot>,
    charts: Vec<(Act, ChartView)>,
    layer: usize,
    /// What the lab shows.
    snapshot: Option<Rc<Snapshot>>,
}

impl Slopes {
    /// The figure in its markup.
    pub fn new(slot: Rc<Slot>) -> Result<Self> {
        let chart = |act: &Act| Ok((*act, ChartView::find(&slot.element, &format!("slope-{}", act.key()))?));
        let charts = ACTIVATIONS.iter().map(chart).collect::<Result<_>>()?;
        Ok(Self { charts, layer: 1, snapshot: None, slot })
    }
}

impl Figure for Slopes {
    fn on_event(&mut self, _cx: &mut Context, event: &Event, _target: &Element) -> Result<bool> {
        let slider = dom::target_in(event, "[data-part=layer]").filter(|_| event.type_() == "input");
        let Some(slider) = slider else { return Ok(false) };
        self.layer = dom::input(&slider).map_or(1.0, |slider| slider.value_as_number()) as usize;
        self.slot.redraw();
        Ok(true)
    }

    fn on_lab_snapshot(&mut self, snapshot: &Rc<Snapshot>) {
        // The lab tells of a state when it has it, and when it draws it.
        if self.snapshot.as_ref().is_none_or(|known| !Rc::ptr_eq(known, snapshot)) {
            self.snapshot = Some(snapshot.clone());
            self.slot.redraw_picture();
        }
    }

    fn draw(&mut self, _cx: &mut Context) -> Result {
        let Some(snapshot) = self.snapshot.clone() else { return Ok(()) };
        let depth = snapshot.layers.len().max(1);
        self.layer = self.layer.clamp(1, depth);
        if let Ok(slider) = self.slot.parts.part("layer") {
            dom::attribute(slider, "max", &depth.to_string());
        }
        self.slot.parts.set_value("layer", &self.layer.to_string());
        Ok(())
    }

    fn reply(&mut self, cx: &Context, guess: &str) -> Option<String> {
        Some(cx.words.reply_slopes(guess))
    }

    fn finding(&self, cx: &Context) -> String {
        let Some(snapshot) = &self.snapshot else { return String::new() };
        let flat = |act| Slope::of(act, snapshot, self.layer).flat_share().unwrap_or(f64::NAN);
        let [sigmoid, tanh, relu] = ACTIVATIONS.map(flat);
        cx.words.finding_slopes(self.layer as u64, sigmoid, tanh, relu)
    }

    fn charts(&mut self, _cx: &Context, visit: Visit<'_>) -> Result {
        let Some(snapshot) = &self.snapshot else { return Ok(()) };
        (self.charts.iter_mut()).try_for_each(|(act, chart)| visit(chart, &Slope::of(*act, snapshot, self.layer)))
    }
}
