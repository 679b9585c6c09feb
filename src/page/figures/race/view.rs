//! The race's charts: a strip and a spark line in each row, and the rows' curves over each other.

use super::row::Row;
use crate::dom;
use crate::failure::Outcome;
use crate::slots::parts::Parts;
use crate::widgets::chart::{Chart, Sketch, style};
use crate::widgets::chart_view::{ChartView, ViewOf};
use charts::curve::{self, Curves, Measure, Series};
use charts::overlay::{Line, Overlay};
use charts::scale::Decades;
use charts::strip::{self, Strip};
use charts::style::Style;
use lesson::choice::Vary;
use web_sys::{Element, Event};

/// The race's charts.
pub struct View {
    cost: ViewOf<Curves<'static>>,
    accuracy: ViewOf<Curves<'static>>,
    depth: ViewOf<Overlay<'static>>,
    strips: Vec<(ViewOf<Strip<'static>>, Sketch)>,
    labels: Element,
    style: Style,
    unstyled: bool,
    cost_axis: Option<Decades>,
    depth_axis: Option<Decades>,
}

impl View {
    /// Finds the charts in the figure's markup.
    pub fn of(figure: &Element) -> Outcome<Self> {
        Ok(Self {
            cost: ChartView::find(figure, "race-cost")?,
            accuracy: ChartView::find(figure, "race-accuracy")?,
            depth: ChartView::find(figure, "race-depth")?,
            strips: Vec::new(),
            labels: dom::need(figure, "[data-part=layer-labels]")?,
            style: style(),
            unstyled: false,
            cost_axis: None,
            depth_axis: None,
        })
    }

    /// The rows are others now.
    pub fn rows(&mut self, rows: &[Row]) -> Outcome {
        self.strips = (rows.iter())
            .map(|row| Ok((ChartView::within(&row.line)?, Sketch::find(&row.line, "canvas.spark")?)))
            .collect::<Outcome<_>>()?;
        Ok(())
    }

    /// Sizes or colours changed.
    pub fn resize(&mut self) {
        self.unstyled = true;
        self.cost.resize();
        self.accuracy.resize();
        self.depth.resize();
        for (strip, spark) in &mut self.strips {
            strip.resize();
            spark.resize();
        }
    }

    /// New runs: their axes begin anew.
    pub fn forget(&mut self) {
        (self.cost_axis, self.depth_axis) = (None, None);
    }

    /// The charts to keep as a picture.
    pub fn charts(&self) -> Vec<&Chart> {
        let curves = [self.cost.chart(), self.accuracy.chart(), self.depth.chart()];
        self.strips.iter().map(|strip| strip.0.chart()).chain(curves).collect()
    }

    /// Draws everything that has room.
    pub fn draw(&mut self, rows: &[Row], vary: Vary) -> Outcome {
        if std::mem::take(&mut self.unstyled) {
            self.style = style();
        }
        self.name_layers(rows)?;
        let look = &self.style;
        for (row, (chart, spark)) in rows.iter().zip(&mut self.strips) {
            let Some(seen) = row.picture() else { continue };
            chart.draw(&Strip { name: &row.label, snapshot: seen }, look)?;
            if spark.fit()? {
                spark.draw(|area| strip::draw_spark(area, seen, look))?;
            }
        }
        self.draw_curves(rows, vary)
    }

    fn draw_curves(&mut self, rows: &[Row], vary: Vary) -> Outcome {
        let (shown, look) = (shown(rows), &self.style);
        let data = costs(&shown, vary, look, self.cost_axis);
        if let Measure::Cost(decades) = data.measure {
            self.cost_axis = Some(decades);
        }
        self.cost.draw(&data, look)?;
        self.accuracy.draw(&accuracies(&shown, vary, look), look)?;
        let data = depths(&shown, vary, look, self.depth_axis);
        self.depth_axis = Some(data.axis);
        self.depth.draw(&data, look)
    }

    fn name_layers(&self, rows: &[Row]) -> Outcome {
        let layers = rows.iter().find_map(|row| row.picture()).map_or(0, |seen| seen.layers.len());
        if self.labels.child_element_count() as usize == layers {
            return Ok(());
        }
        self.labels.set_text_content(None);
        let every = layers.div_ceil(16).max(1);
        for layer in 1..=layers {
            let name = if (layer - 1).is_multiple_of(every) { format!("L{layer}") } else { String::new() };
            self.labels.append_child(dom::make("span", &name)?.as_ref())?;
        }
        Ok(())
    }

    /// Answers a pointer or a key on one of the charts.
    pub fn on_event(&mut self, event: &Event, parts: &Parts, rows: &[Row], vary: Vary) -> Outcome<bool> {
        for (row, (chart, _)) in rows.iter().zip(&mut self.strips) {
            let strip = || Some(Strip { name: &row.label, snapshot: row.picture()? });
            if chart.on_event(event, parts, strip)? {
                return Ok(true);
            }
        }
        let look = &self.style;
        Ok(self.cost.on_event(event, parts, || Some(costs(&shown(rows), vary, look, self.cost_axis)))?
            || self.accuracy.on_event(event, parts, || Some(accuracies(&shown(rows), vary, look)))?
            || self.depth.on_event(event, parts, || Some(depths(&shown(rows), vary, look, self.depth_axis)))?)
    }
}

/// The rows that the common charts show.
fn shown(rows: &[Row]) -> Vec<&Row> {
    rows.iter().filter(|row| row.on && row.picture().is_some()).collect()
}

fn steps(rows: &[&Row]) -> u32 {
    curve::room_for(rows.iter().filter_map(|row| Some(row.history.newest()?.step)).max().unwrap_or(0))
}

fn series<'a>(row: &'a Row, vary: Vary, look: &Style, points: &'a [(u32, f32)]) -> Series<'a> {
    Series { name: &row.label, color: row.colour(look, vary), width: 1.5, points }
}

fn costs<'a>(rows: &[&'a Row], vary: Vary, look: &Style, earlier: Option<Decades>) -> Curves<'a> {
    let series: Vec<_> = rows.iter().map(|row| series(row, vary, look, row.history.held_out.points())).collect();
    let decades = curve::cost_decades(&series);
    let decades = earlier.map_or(decades, |earlier| decades.with(earlier));
    Curves { series, steps: steps(rows), measure: Measure::Cost(decades), level: None }
}

fn accuracies<'a>(rows: &[&'a Row], vary: Vary, look: &Style) -> Curves<'a> {
    let series = rows.iter().map(|row| series(row, vary, look, row.history.accuracy.points())).collect();
    let chance = rows.first().and_then(|row| row.picture()).map(|seen| (f64::from(seen.chance), "chance"));
    Curves { series, steps: steps(rows), measure: Measure::Share, level: chance }
}

fn depths<'a>(rows: &[&'a Row], vary: Vary, look: &Style, earlier: Option<Decades>) -> Overlay<'a> {
    let line = |row: &&'a Row| {
        let seen = row.picture()?;
        let std = seen.layers.iter().map(|layer| f64::from(layer.act.std)).collect();
        let predicted = seen.layers.iter().map(|layer| f64::from(layer.predicted_act_std)).collect();
        Some(Line { name: &row.label, color: row.colour(look, vary), measured: std, predicted })
    };
    let lines: Vec<Line> = rows.iter().filter_map(line).collect();
    let axis = Overlay::decades(&lines);
    let layers = lines.iter().map(|line| line.measured.len()).max().unwrap_or(1);
    Overlay { axis: earlier.map_or(axis, |earlier| axis.with(earlier)), lines, layers }
}
