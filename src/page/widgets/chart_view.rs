//! A chart on the page: it draws a plot, and answers the pointer and the arrow keys with what the plot's marks say.

use super::chart::{Chart, Look};
use super::tooltip;
use crate::error::Result;
use crate::slots::parts::Parts;
use charts::plot::Plot;
use charts::view::{Question, View};
use lesson::direction::Direction;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent, MouseEvent};
use words::Words;

/// A chart's place on the page, and what it shows.
pub struct ChartView {
    chart: Chart,
    view: View,
}

impl ChartView {
    /// The chart called `name` in a figure's markup.
    pub fn find(figure: &Element, name: &str) -> Result<Self> {
        Ok(Self { chart: Chart::find(figure, name)?, view: View::default() })
    }

    /// The chart in an element with a `.plot` of two canvases.
    pub fn within(element: &Element) -> Result<Self> {
        Ok(Self { chart: Chart::within(element)?, view: View::default() })
    }

    /// The canvases.
    pub fn chart(&self) -> &Chart {
        &self.chart
    }

    /// What is drawn.
    pub fn view(&self) -> &View {
        &self.view
    }

    /// Draws a plot where there is room, and says it in words: `label` where that is due.
    pub fn draw(&mut self, plot: &dyn Plot, look: &Look, words: &Words, label: bool) -> Result {
        let Some((style, size)) = self.chart.measure(look) else {
            self.view.forget();
            return Ok(());
        };
        let layers = self.view.draw(plot, size, style, words);
        if let Some(still) = layers.still {
            self.chart.show_still(still, words)?;
        }
        self.chart.show_moving(layers.moving, words)?;
        if label {
            self.chart.set_label(&plot.describe(words));
        }
        Ok(())
    }

    /// Answers a pointer or a key on this chart, beside the mark and in the figure's readout. `plot` is what is drawn.
    pub fn on_event(&mut self, event: &Event, parts: &Parts, words: &Words, plot: &dyn Plot) -> Result {
        let Some(question) = question(&self.chart, event) else { return Ok(()) };
        let Some((mark, tip)) = self.view.ask(plot, question, words) else {
            tooltip::hide();
            return Ok(());
        };
        parts.set_text("readout", &tip.text);
        match event.dyn_ref::<MouseEvent>() {
            Some(mouse) => tooltip::show(&tip.text, (mouse.client_x().into(), mouse.client_y().into()), false),
            None => tooltip::show(&tip.text, self.chart.on_screen(mark.at), true),
        }
    }
}

fn question(chart: &Chart, event: &Event) -> Option<Question> {
    if !chart.holds(event) {
        return None;
    }
    match event.type_().as_str() {
        "pointermove" | "pointerdown" => chart.point(event).map(Question::At),
        "keydown" => {
            let direction = Direction::of_key(&event.dyn_ref::<KeyboardEvent>()?.key())?;
            event.prevent_default();
            Some(Question::Next(direction))
        }
        _ => None,
    }
}
