//! The cube's canvases: the large cube in two layers, and a small one on every method's card.

use crate::context::Context;
use crate::error::Result;
use crate::slots::figure::Visit;
use crate::widgets::chart::{Look, Sketch};
use crate::widgets::chart_view::ChartView;
use charts::cube::{self, Cube, limit_of};
use charts::cube_small;
use lesson::choice::{Choice, View};
use lesson::cube::{Formula, METHODS, NormalizedTensor};
use nn::norm::Norm;
use plotters::style::RGBColor;
use web_sys::{Element, Event};
use words::Words;

/// The canvases.
pub struct CubeView {
    large: ChartView,
    small: Vec<(Norm, Sketch)>,
    /// What the pointer reads: the view last drawn.
    drawn: View,
}

fn plot<'a>(
    cube: &'a NormalizedTensor,
    names: [&'a str; 3],
    view: View,
    chosen: [usize; 4],
    color: RGBColor,
) -> Cube<'a> {
    let values = cube.values(view);
    Cube { shape: cube.shape, values, limit: limit_of(values), reduction: cube.reduction, chosen, color, names }
}

fn names<'a>(cube: &NormalizedTensor, words: &'a Words) -> [&'a str; 3] {
    if cube.formula == Formula::Weight { cube::weight_axes(words) } else { cube::activation_axes(words) }
}

impl CubeView {
    /// Finds the canvases in the figure's markup.
    pub fn of(figure: &Element) -> Result<Self> {
        let mut small = Vec::new();
        for method in METHODS {
            small.push((method, Sketch::find(figure, &format!("canvas[data-small={}]", method.key()))?));
        }
        Ok(Self { large: ChartView::find(figure, "cube")?, small, drawn: View::Before })
    }

    /// Draws the small cubes (`cubes` in the order of `METHODS`) with the cell `at` chosen: the same statistic is lit in every
    /// cube at once.
    pub fn draw_small(
        &mut self,
        cubes: &[NormalizedTensor],
        at: [usize; 4],
        view: View,
        look: &Look,
        words: &Words,
    ) -> Result {
        for ((method, sketch), cube) in self.small.iter_mut().zip(cubes) {
            let held = [0, 1, 2, 3].map(|i| at[i].min(cube.shape[i] - 1));
            sketch.draw(look, words, |size, style| {
                let plot = plot(cube, names(cube, words), view, held, style.palette.norm(*method));
                cube_small::small(&plot, size, style)
            })?;
        }
        Ok(())
    }

    /// Shows `visit` the large cube, that of `method`, with the cell `at` chosen.
    pub fn visit(
        &mut self,
        cube: &NormalizedTensor,
        method: Norm,
        (at, view): ([usize; 4], View),
        cx: &Context,
        visit: Visit<'_>,
    ) -> Result {
        self.drawn = view;
        visit(&mut self.large, &plot(cube, names(cube, &cx.words), view, at, cx.look.style.palette.norm(method)))
    }

    /// The cell under the pointer.
    pub fn cell_at(&self, event: &Event, cube: &NormalizedTensor) -> Option<[usize; 4]> {
        let (style, size) = self.large.view().drawn()?;
        plot(cube, [""; 3], self.drawn, [0; 4], style.palette.ink).cell_at(
            size,
            style,
            self.large.chart().point(event)?,
        )
    }

    /// Whether the event is the large cube's.
    pub fn holds(&self, event: &Event) -> bool {
        self.large.chart().holds(event)
    }
}
