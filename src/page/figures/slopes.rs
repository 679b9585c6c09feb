//! Slopes: three activations and their derivatives, over the lab's own pre-activations at the chosen layer.

use super::Figure;
use super::chart::{Chart, style};
use super::places::Places;
use crate::dom;
use crate::failure::Outcome;
use crate::page::Context;
use charts::activation::{Slope, describe, draw_function, draw_read};
use lesson::snapshot::Snapshot;
use nn::act::Act;
use std::rc::Rc;
use web_sys::{Element, Event};

/// The slopes figure.
pub struct Slopes {
    element: Element,
    places: Places,
    charts: [(Act, Chart); 3],
    layer: usize,
    /// The lab's picture that was drawn last.
    drawn: Option<Rc<Snapshot>>,
    visible: bool,
    changed: bool,
}

impl Slopes {
    /// The figure in its markup.
    pub fn new(element: Element) -> Outcome<Self> {
        let chart = |name| Chart::find(&element, name);
        let charts = [
            (Act::Sigmoid, chart("slope-sigmoid")?),
            (Act::Tanh, chart("slope-tanh")?),
            (Act::Relu, chart("slope-relu")?),
        ];
        Ok(Self { places: Places::of(&element), charts, layer: 1, drawn: None, visible: false, changed: true, element })
    }
}

impl Figure for Slopes {
    fn name(&self) -> &'static str {
        "slopes"
    }

    fn element(&self) -> &Element {
        &self.element
    }

    fn show(&mut self, _cx: &mut Context, _arrived: bool) -> Outcome {
        self.changed = true;
        Ok(())
    }

    fn event(&mut self, cx: &mut Context, event: &Event) -> Outcome<bool> {
        let slider = dom::target_in(event, "[data-part=layer]").filter(|slider| self.element.contains(Some(slider)));
        let Some(slider) = slider.filter(|_| event.type_() == "input") else { return Ok(false) };
        self.layer = dom::input(&slider).map_or(1.0, |slider| slider.value_as_number()) as usize;
        self.changed = true;
        cx.bus.draw_soon();
        Ok(true)
    }

    fn draw(&mut self, cx: &mut Context) -> Outcome {
        let Some(snapshot) = cx.lab.clone().filter(|_| self.visible) else { return Ok(()) };
        let same = self.drawn.as_ref().is_some_and(|drawn| Rc::ptr_eq(drawn, &snapshot));
        if same && !self.changed {
            return Ok(());
        }
        let depth = snapshot.layers.len().max(1);
        self.layer = self.layer.clamp(1, depth);
        if let Ok(slider) = self.places.part("layer") {
            dom::attribute(slider, "max", &depth.to_string());
        }
        self.places.out("layer", &self.layer.to_string());
        let style = style();
        for (act, chart) in &mut self.charts {
            if !chart.fit()? {
                continue;
            }
            let data = Slope { act: *act, pre: snapshot.layers.get(self.layer - 1).map(|layer| &layer.pre_histogram) };
            chart.still(format!("{}", style.palette.ink.0), |area| draw_function(area, &data, &style))?;
            chart.moving(|area| draw_read(area, &data, &style))?;
            chart.speak(describe(&data));
        }
        self.changed = false;
        self.drawn = Some(snapshot);
        Ok(())
    }

    fn resize(&mut self) {
        self.charts.iter_mut().for_each(|(_, chart)| chart.resize());
        self.changed = true;
    }

    fn seen(&mut self, cx: &mut Context, visible: bool) -> Outcome {
        self.visible = visible;
        self.changed = true;
        cx.bus.draw_soon();
        Ok(())
    }
}
