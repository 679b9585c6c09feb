//! The race's charts: a strip and a spark line in each row, and the rows' curves over each other.

use super::row::Row;
use crate::context::Context;
use crate::dom;
use crate::error::Result;
use crate::slots::figure::Visit;
use crate::widgets::chart::Sketch;
use crate::widgets::chart_view::ChartView;
use charts::race::{CHARTS, RaceCharts};
use charts::strip::{self, Strip};
use web_sys::Element;
use words::Words;

/// The race's charts.
pub struct View {
    charts: Vec<ChartView>,
    plots: RaceCharts,
    strips: Vec<(ChartView, Sketch)>,
    labels: Element,
}

impl View {
    /// Finds the charts in the figure's markup.
    pub fn of(figure: &Element) -> Result<Self> {
        Ok(Self {
            charts: CHARTS.iter().map(|name| ChartView::find(figure, name)).collect::<Result<_>>()?,
            plots: RaceCharts::default(),
            strips: Vec::new(),
            labels: dom::need(figure, "[data-part=layer-labels]")?,
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
        self.plots.forget();
    }

    /// Draws the spark lines, and names the layers above the strips.
    pub fn draw_sparks(&mut self, rows: &[Row], cx: &Context) -> Result {
        self.name_layers(rows, &cx.words)?;
        for (row, (_, spark)) in rows.iter().zip(&mut self.strips) {
            let Some(seen) = row.runner.picture() else { continue };
            spark.draw(&cx.look, &cx.words, |size, style| strip::spark(seen, size, style))?;
        }
        Ok(())
    }

    /// Shows `visit` every chart with what it shows, in reading order.
    pub fn visit(&mut self, rows: &[Row], cx: &Context, visit: Visit<'_>) -> Result {
        for (row, (chart, _)) in rows.iter().zip(&mut self.strips) {
            if let Some(snapshot) = row.runner.picture() {
                visit(chart, &Strip { name: &row.name, snapshot })?;
            }
        }
        let (palette, vary) = (&cx.look.style.palette, cx.config.page.vary);
        let shown = rows.iter().filter(|row| row.runner.takes_part).map(|row| row.shown(palette, vary)).collect();
        let plots = self.plots.plots(shown, &cx.words);
        self.charts.iter_mut().zip(&plots).try_for_each(|(chart, plot)| visit(chart, &**plot))
    }

    fn name_layers(&self, rows: &[Row], words: &Words) -> Result {
        let layers = rows.iter().find_map(|row| row.runner.picture()).map_or(0, |seen| seen.layers.len());
        if self.labels.child_element_count() as usize == layers {
            return Ok(());
        }
        self.labels.set_text_content(None);
        for name in strip::layer_names(layers, words) {
            self.labels.append_child(dom::make("span", &name)?.as_ref())?;
        }
        Ok(())
    }
}
