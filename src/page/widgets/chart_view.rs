//! A chart on the page: it draws a plot, and answers the pointer and the arrow keys with what the plot's marks say.

use super::chart::Chart;
use super::tooltip;
use crate::failure::Outcome;
use crate::slots::parts::Parts;
use charts::plot::{Direction, Mark, Plot, next};
use charts::style::Style;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent, MouseEvent};

/// The view of a kind of plot.
pub type ViewOf<P> = ChartView<<P as Plot>::Axes>;

/// A chart's place on the page, and what it shows.
pub struct ChartView<A> {
    chart: Chart,
    /// What the still layer shows.
    still: Option<Still<A>>,
    /// The marks of what was drawn last, from the first question on.
    marks: Option<Vec<Mark>>,
    /// Where the arrow keys have come.
    cursor: Option<Mark>,
}

#[derive(PartialEq)]
struct Still<A> {
    axes: A,
    style: Style,
    size: (f64, f64),
}

/// What an event asks of a chart.
enum Question {
    /// The mark under a point, which is also a point of the window.
    At { point: (f64, f64), window: (f64, f64) },
    /// The next mark.
    Next(Direction),
}

impl<A: PartialEq> ChartView<A> {
    /// The chart called `name` in a figure's markup.
    pub fn find(figure: &Element, name: &str) -> Outcome<Self> {
        Chart::find(figure, name).map(Self::new)
    }

    /// The chart in an element with a `.plot` of two canvases.
    pub fn within(element: &Element) -> Outcome<Self> {
        Chart::within(element).map(Self::new)
    }

    fn new(chart: Chart) -> Self {
        Self { chart, still: None, marks: None, cursor: None }
    }

    /// The canvases.
    pub fn chart(&self) -> &Chart {
        &self.chart
    }

    /// Sizes changed, or something else was drawn here: both layers are drawn anew at the next picture.
    pub fn resize(&mut self) {
        self.still = None;
        self.chart.resize();
    }

    /// The look of what is drawn.
    pub fn style(&self) -> Option<&Style> {
        self.still.as_ref().map(|still| &still.style)
    }

    /// Draws a plot where there is room, and says it in words.
    pub fn draw<P: Plot<Axes = A>>(&mut self, plot: &P, style: &Style) -> Outcome {
        if self.draw_layers(plot, style)? {
            self.chart.speak(&plot.describe());
        }
        Ok(())
    }

    /// Draws a plot that is put into words elsewhere; says whether there was room.
    pub fn draw_layers<P: Plot<Axes = A>>(&mut self, plot: &P, style: &Style) -> Outcome<bool> {
        self.marks = None;
        if !self.chart.fit()? {
            self.still = None;
            return Ok(false);
        }
        let still = Some(Still { axes: plot.axes(), style: style.clone(), size: self.chart.size() });
        if self.still != still {
            self.still = still;
            self.chart.still(|area| plot.draw_axes(area, style))?;
        }
        self.chart.moving(|area| plot.draw_marks(area, style))?;
        Ok(true)
    }

    /// The chart in other words than its own.
    pub fn speak(&self, words: &str) {
        self.chart.speak(words);
    }

    /// Answers a pointer or a key on this chart, beside the mark and in the figure's readout; says whether the event was
    /// one. `plot` is what is drawn.
    pub fn on_event<P: Plot<Axes = A>>(
        &mut self,
        event: &Event,
        parts: &Parts,
        plot: impl FnOnce() -> Option<P>,
    ) -> Outcome<bool> {
        let Some(question) = question(&self.chart, event) else { return Ok(false) };
        let (Some(still), Some(plot)) = (&self.still, plot()) else { return Ok(true) };
        let marks = self.marks.get_or_insert_with(|| plot.marks(still.size, &still.style));
        let found = match question {
            Question::At { point, .. } => plot.mark_at(marks, still.size, &still.style, point),
            Question::Next(direction) => {
                let same = |mark: &Mark, here: &Mark| (mark.row, mark.column) == (here.row, here.column);
                let here = self.cursor.and_then(|here| marks.iter().position(|mark| same(mark, &here)));
                // At the last mark the keys stay there.
                next(marks, here, direction).or(here)
            }
        };
        let mark = found.and_then(|i| marks.get(i)).copied();
        let Some((mark, tip)) = mark.and_then(|mark| Some((mark, plot.tip(&mark)?))) else {
            tooltip::hide();
            return Ok(true);
        };
        parts.set_text("readout", &tip.text);
        match question {
            Question::At { window, .. } => tooltip::show(&tip.text, window, false)?,
            Question::Next(_) => {
                self.cursor = Some(mark);
                tooltip::show(&tip.text, self.chart.on_screen(mark.at), true)?;
            }
        }
        Ok(true)
    }
}

fn question(chart: &Chart, event: &Event) -> Option<Question> {
    if !chart.holds(event) {
        return None;
    }
    match event.type_().as_str() {
        "pointermove" | "pointerdown" => {
            let mouse: &MouseEvent = event.dyn_ref()?;
            let window = (f64::from(mouse.client_x()), f64::from(mouse.client_y()));
            Some(Question::At { point: chart.point(event)?, window })
        }
        "keydown" => {
            let direction = match event.dyn_ref::<KeyboardEvent>()?.key().as_str() {
                "ArrowRight" => Direction::Right,
                "ArrowLeft" => Direction::Left,
                "ArrowDown" => Direction::Down,
                "ArrowUp" => Direction::Up,
                _ => return None,
            };
            event.prevent_default();
            Some(Question::Next(direction))
        }
        _ => None,
    }
}
