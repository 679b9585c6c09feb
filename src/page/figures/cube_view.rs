//! The cube's canvases: the large cube in two layers, and a small one on every method's card.

use crate::error::Result;
use crate::widgets::chart::{Look, Sketch};
use crate::widgets::chart_view::ChartView;
use charts::cube::{self, Cube};
use charts::cube_small;
use lesson::choice::{Choice, View};
use lesson::cube::{METHODS, NormalizedTensor, NormalizedTensors};
use nn::norm::Norm;
use web_sys::{Element, Event};
use words::Words;

/// The canvases.
pub struct CubeView {
    /// The large cube, that of the method that is shown.
    pub large: ChartView,
    small: Vec<(Norm, Sketch)>,
}

impl CubeView {
    /// Finds the canvases in the figure's markup.
    pub fn of(figure: &Element) -> Result<Self> {
        let mut small = Vec::new();
        for method in METHODS {
            small.push((method, Sketch::find(figure, &format!("canvas[data-small={}]", method.key()))?));
        }
        Ok(Self { large: ChartView::find(figure, "cube")?, small })
    }

    /// Draws the small cubes with the cell `at` chosen: the same statistic is lit in every
    /// cube at once.
    pub fn draw_small(
        &mut self,
        cubes: &NormalizedTensors,
        at: [usize; 4],
        view: View,
        look: &Look,
        words: &Words,
    ) -> Result {
        for ((method, sketch), cube) in self.small.iter_mut().zip(cubes.all()) {
            sketch.draw(look, words, |size, style| {
                let plot = Cube::of(cube, view, cube.held(at), style.palette.norm(*method), words);
                cube_small::small(&plot, size, style)
            })?;
        }
        Ok(())
    }

    /// The cell under the pointer.
    pub fn cell_at(&self, event: &Event, cube: &NormalizedTensor) -> Option<[usize; 4]> {
        let (style, size) = self.large.view().drawn()?;
        cube::cell_at(cube.shape, size, style, self.large.chart().point(event)?)
    }

    /// Whether the event is the large cube's.
    pub fn holds(&self, event: &Event) -> bool {
        self.large.chart().holds(event)
    }
}
