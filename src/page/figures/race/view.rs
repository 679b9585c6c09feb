//! The race's charts: a strip and a spark line in each row, and the rows' curves over each other.

use super::row::Row;
use crate::context::Context;
use crate::dom;
use crate::error::Result;
use crate::slots::figure::Visit;
use crate::widgets::chart::Sketch;
use crate::widgets::chart_view::ChartView;
use charts::curve::{self, Curves, Measure, Series};
use charts::overlay::{Line, Overlay};
use charts::scale::Decades;
use charts::strip::{self, Strip};
use charts::style::Style;
use lesson::choice::Vary;
use web_sys::Element;
use words::Words;

/// The race's charts.
pub struct View {
    cost: ChartView,
    accuracy: ChartView,
    depth: ChartView,
    strips: Vec<(ChartView, Sketch)>,
    labels: Element,
    cost_axis: Option<Decades>,
    depth_axis: Option<Decades>,
}

impl View {
    /// Finds the charts in the figure's markup.
    pub fn of(figure: &Element) -> Result<Self> {
        Ok(Self {
            cost: ChartView::find(figure, "race-cost")?,
            accuracy: ChartView::find(figure, "race-accuracy")?,
            depth: ChartView::find(figure, "race-depth")?,
            strips: Vec::new(),
            labels: dom::need(figure, "[data-part=layer-labels]")?,
            cost_axis: None,
            depth_axis: None,
        })
    }

    /// The rows are others now.
    pub fn rows(&mut self, rows: &[Row]) -> Result {
        self.strips = (rows.iter())
            .map(|row| Ok((ChartView::within(&row.line)?, Sketch::find(&row.line, "canvas.spark")?)))
            .collect::<Result<_>>()?;
        Ok(())
    }

    /// New runs: their axes begin anew.
    pub fn forget(&mut self) {
        (self.cost_axis, self.depth_axis) = (None, None);
    }

    /// Draws the spark lines, and names the layers above the strips.
    pub fn draw_sparks(&mut self, rows: &[Row], cx: &Context) -> Result {
        self.name_layers(rows, &cx.words)?;
        for (row, (_, spark)) in rows.iter().zip(&mut self.strips) {
            let Some(seen) = row.picture() else { continue };
            spark.draw(&cx.look, &cx.words, |size, style| strip::spark(seen, size, style))?;
        }
        Ok(())
    }

    /// Shows `visit` every chart with what it shows, in reading order.
    pub fn visit(&mut self, rows: &[Row], cx: &Context, visit: Visit<'_>) -> Result {
        for (row, (chart, _)) in rows.iter().zip(&mut self.strips) {
            if let Some(snapshot) = row.picture() {
                visit(chart, &Strip { name: &row.label, snapshot })?;
            }
        }
        let (shown, vary, look) = (shown(rows), cx.config.page.vary, &cx.look.style);
        let data = costs(&shown, vary, look, self.cost_axis);
        if let Measure::Cost(decades) = data.measure {
            self.cost_axis = Some(decades);
        }
        visit(&mut self.cost, &data)?;
        visit(&mut self.accuracy, &accuracies(&shown, vary, look, &cx.words))?;
        let data = depths(&shown, vary, look, self.depth_axis);
        self.depth_axis = Some(data.axis);
        visit(&mut self.depth, &data)
    }

    fn name_layers(&self, rows: &[Row], words: &Words) -> Result {
        let layers = rows.iter().find_map(|row| row.picture()).map_or(0, |seen| seen.layers.len());
        if self.labels.child_element_count() as usize == layers {
            return Ok(());
        }
        self.labels.set_text_content(None);
        let every = layers.div_ceil(16).max(1);
        for layer in 1..=layers {
            let named = (layer - 1).is_multiple_of(every);
            let name = if named { words.layer_short(layer as u64) } else { String::new() };
            self.labels.append_child(dom::make("span", &name)?.as_ref())?;
        }
        Ok(())
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

fn accuracies<'a>(rows: &[&'a Row], vary: Vary, look: &Style, words: &'a Words) -> Curves<'a> {
    let series = rows.iter().map(|row| series(row, vary, look, row.history.accuracy.points())).collect();
    let chance = rows.first().and_then(|row| row.picture()).map(|seen| (f64::from(seen.chance), words.level_chance()));
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
