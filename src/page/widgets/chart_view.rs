//! A chart on the page: it draws a plot, and answers the pointer and the arrow keys with what the plot's marks say.

use super::chart::{Chart, Look};
use super::tooltip;
use crate::error::Result;
use crate::paper;
use charts::drawing::Drawing;
use charts::plot::{Mark, Plot};
use charts::view::{Question, View};
use figures::markup::Markup;
use lesson::direction::Direction;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent, MouseEvent, PointerEvent};
use words::Words;

/// A chart's place on the page, and what it shows.
pub struct ChartView {
    chart: Chart,
    view: View,
    /// The mark that a finger touched last, by row and column.
    touched: Option<(usize, usize)>,
}

impl ChartView {
    /// The chart called `name` in a figure's markup.
    pub fn find(figure: &Element, name: &str) -> Result<Self> {
        Ok(Self { chart: Chart::find(figure, name)?, view: View::default(), touched: None })
    }

    /// The chart in an element with a `.plot` that has a canvas.
    pub fn within(element: &Element) -> Result<Self> {
        Ok(Self { chart: Chart::within(element)?, view: View::default(), touched: None })
    }

    /// The canvas.
    pub fn chart(&self) -> &Chart {
        &self.chart
    }

    /// What is drawn.
    pub fn view(&self) -> &View {
        &self.view
    }

    /// Draws a plot where there is room, and says it in words: `label` where that is due.
    pub fn draw(&mut self, plot: &dyn Plot, look: &Look, words: &Words, label: bool) -> Result {
        let on_paper = paper::is_laid_out();
        if on_paper {
            // What was left out of an earlier print had no room.
            self.chart.set_empty(false);
        }
        let Some((style, size)) = self.chart.measure(look) else {
            self.view.forget();
            return Ok(());
        };
        let (empty, color) = (on_paper && plot.marks(size, style).is_empty(), style.palette.paper);
        let ground = || Drawing::paper(size, color);
        let layers = self.view.draw(plot, size, style, words);
        if on_paper {
            if let Some((_, [still, moving])) = self.view.drawing() {
                self.chart.show_on_paper([&ground(), still, moving], words)?;
            }
        } else {
            if let Some(still) = layers.still {
                self.chart.keep_still([&ground(), still], words)?;
            }
            if let Some(moving) = layers.moving {
                self.chart.show_moving(moving, words)?;
            }
        }
        self.chart.set_empty(empty);
        self.label(plot, words, label);
        Ok(())
    }

    /// Does not draw a plot, since nobody sees it now; who listens to the page is told, and questions are about it. What has no
    /// room, as in a closed tab, says nothing, as when it is drawn.
    pub fn put_off(&mut self, plot: &dyn Plot, words: &Words, label: bool) {
        self.view.put_off();
        self.label(plot, words, label && self.view.drawn().is_some());
    }

    /// Draws what was put off: `plot` as it is now.
    pub fn catch_up(&mut self, plot: &dyn Plot, look: &Look, words: &Words) -> Result {
        if self.view.is_behind() { self.draw(plot, look, words, false) } else { Ok(()) }
    }

    fn label(&self, plot: &dyn Plot, words: &Words, due: bool) {
        if due {
            self.chart.set_label(&plot.describe(words));
        }
    }

    /// Answers a pointer or a key on this chart, beside the mark and in the figure's readout. `plot` is what is drawn.
    pub fn on_event(&mut self, event: &Event, parts: &dyn Markup, words: &Words, plot: &dyn Plot) -> Result {
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

    /// The mark that a click or Enter on this chart means; `plot` is what is drawn. A finger cannot hover: its first tap asks,
    /// and only the second on the same mark means it.
    pub fn picked(&mut self, event: &Event, words: &Words, plot: &dyn Plot) -> Option<Mark> {
        if !self.chart.holds(event) {
            return None;
        }
        let question = match event.type_().as_str() {
            "click" => Question::At(self.chart.point(event)?),
            "keydown" if event.dyn_ref::<KeyboardEvent>()?.key() == "Enter" => Question::Here,
            _ => return None,
        };
        let (mark, _) = self.view.ask(plot, question, words)?;
        let place = (mark.row, mark.column);
        let again = self.touched.replace(place) == Some(place);
        let by_finger = event.dyn_ref::<PointerEvent>().is_some_and(|pointer| pointer.pointer_type() == "touch");
        (again || !by_finger).then_some(mark)
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
