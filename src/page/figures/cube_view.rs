//! The cube's canvases: the large cube in two layers, and a small one on every method's card.

use crate::failure::Outcome;
use crate::widgets::chart::{Chart, Sketch, style};
use crate::widgets::chart_view::{ChartView, ViewOf};
use charts::cube::{ACTIVATIONS, Cube as Drawing, WEIGHTS, limit_of};
use charts::cube_small;
use lesson::choice::{Choice, View};
use lesson::cube::{Formula, METHODS, NormalizedTensor};
use nn::norm::Norm;
use plotters::style::RGBColor;
use web_sys::{Element, Event};

/// The canvases.
pub struct CubeView {
    large: ViewOf<Drawing<'static>>,
    small: Vec<(Norm, Sketch)>,
    /// What the pointer reads: the view last drawn.
    drawn: View,
}

fn drawing<'a>(cube: &'a NormalizedTensor, view: View, chosen: [usize; 4], color: RGBColor) -> Drawing<'a> {
    let values = cube.values(view);
    Drawing {
        shape: cube.shape,
        values,
        limit: limit_of(values),
        reduction: cube.reduction,
        chosen,
        color,
        names: if cube.formula == Formula::Weight { WEIGHTS } else { ACTIVATIONS },
    }
}

impl CubeView {
    /// Finds the canvases in the figure's markup.
    pub fn of(figure: &Element) -> Outcome<Self> {
        let mut small = Vec::new();
        for method in METHODS {
            small.push((method, Sketch::find(figure, &format!("canvas[data-small={}]", method.key()))?));
        }
        Ok(Self { large: ChartView::find(figure, "cube")?, small, drawn: View::Before })
    }

    /// Sizes or colours changed.
    pub fn resize(&mut self) {
        self.large.resize();
        self.small.iter_mut().for_each(|(_, sketch)| sketch.resize());
    }

    /// Draws the small cubes (`cubes` in the order of `METHODS`) and `cube`, that of `method`, with the cell `at` chosen.
    pub fn draw(
        &mut self,
        cubes: &[NormalizedTensor],
        cube: &NormalizedTensor,
        method: Norm,
        at: [usize; 4],
        view: View,
    ) -> Outcome {
        self.drawn = view;
        let style = style();
        self.large.draw_layers(&drawing(cube, view, at, style.palette.norm(method)), &style)?;
        for ((method, sketch), cube) in self.small.iter_mut().zip(cubes) {
            if sketch.fit()? {
                let held = [0, 1, 2, 3].map(|i| at[i].min(cube.shape[i] - 1));
                let data = drawing(cube, view, held, style.palette.norm(*method));
                sketch.draw(|area| cube_small::draw(area, &data, &style))?;
            }
        }
        Ok(())
    }

    /// The cell under the pointer.
    pub fn cell_at(&self, event: &Event, cube: &NormalizedTensor) -> Option<[usize; 4]> {
        let (chart, style) = (self.large.chart(), self.large.style()?);
        drawing(cube, self.drawn, [0; 4], style.palette.ink).cell_at(chart.size(), style, chart.point(event)?)
    }

    /// Whether the event is the large cube's.
    pub fn holds(&self, event: &Event) -> bool {
        self.large.chart().holds(event)
    }

    /// The large cube in words.
    pub fn speak(&self, words: &str) {
        self.large.speak(words);
    }

    /// The large cube, for a picture to keep.
    pub fn chart(&self) -> &Chart {
        self.large.chart()
    }
}
