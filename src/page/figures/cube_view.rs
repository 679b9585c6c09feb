//! The cube's canvases: the large cube in two layers, and a small one on every method's card.

use super::chart::{Chart, Sketch, style};
use crate::failure::Outcome;
use charts::cube::{ACTIVATIONS, Cube as Drawing, WEIGHTS, cell_at, draw_body, draw_lit, limit_of};
use charts::cube_small;
use lesson::choice::{Choice, View};
use lesson::cube::{Formula, METHODS, NormalizedTensor};
use nn::norm::Norm;
use plotters::style::RGBColor;
use web_sys::{Element, Event};

/// The canvases.
pub struct CubeView {
    large: Chart,
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
        Ok(Self { large: Chart::find(figure, "cube")?, small, drawn: View::Before })
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
        if self.large.fit()? {
            let data = drawing(cube, view, at, style.palette.norm(method));
            // The body's colours follow the values: a sum of them tells one set from another.
            let sum: f64 = data.values.iter().map(|v| f64::from(*v)).sum();
            let what = format!("{:?} {view:?} {sum} {}", cube.shape, style.palette.ink.0);
            self.large.still(what, |area| draw_body(area, &data, &style))?;
            self.large.moving(|area| draw_lit(area, &data, &style))?;
        }
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
        let (x, y) = self.large.point(event)?;
        let style = style();
        cell_at(self.large.size(), &drawing(cube, self.drawn, [0; 4], style.palette.ink), &style, x, y)
    }

    /// Whether the event is the large cube's.
    pub fn holds(&self, event: &Event) -> bool {
        self.large.holds(event)
    }

    /// The large cube in words.
    pub fn speak(&mut self, words: String) {
        self.large.speak(words);
    }

    /// The large cube, for a picture to keep.
    pub fn chart(&self) -> &Chart {
        &self.large
    }
}
