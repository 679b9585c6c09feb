//! The cube: which cells share one mean and variance. Real activations in, a lit cube and the formula with its numbers
//! out; what is lit is asked of the cube's `Reduction`.

mod figure;
mod text;

use super::cube_view::CubeView;
use super::tabs::Tabs;
use crate::context::Context;
use crate::dom;
use crate::error::Result;
use crate::slots::slot::Slot;
use lesson::config::{Config, RunSpec};
use lesson::cube::{CubeTensors, METHODS, NormalizedTensor};
use nn::norm::Norm;
use nn::reduce::Axis;
use protocol::message::Priority;
use protocol::run_state::RunState;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement, KeyboardEvent};

/// The cube figure.
pub struct CubeFigure {
    slot: Rc<Slot>,
    tabs: Tabs,
    view: CubeView,
    run: RunState,
    /// The run behind the cube.
    spec: Option<RunSpec>,
    step: u32,
    cells: Option<CubeTensors>,
    /// One for each of `METHODS`, in their order.
    cubes: Vec<NormalizedTensor>,
    /// The cell under the pointer, shown in place of the chosen one.
    hovered: Option<[usize; 4]>,
}

impl CubeFigure {
    /// The figure in its markup.
    pub fn new(slot: Rc<Slot>) -> Result<Self> {
        Ok(Self {
            tabs: Tabs::of(&slot.element),
            view: CubeView::of(&slot.element)?,
            run: RunState::new(Priority::Interactive),
            spec: None,
            step: 0,
            cells: None,
            cubes: Vec::new(),
            hovered: None,
            slot,
        })
    }

    /// Every method's cube of the present values.
    fn build(&mut self, config: &Config) {
        let Some(cells) = &self.cells else { return };
        self.cubes = METHODS.map(|method| NormalizedTensor::new(cells, config, method)).into();
        self.hovered = None;
        self.slot.redraw();
    }

    fn cube(&self, config: &Config) -> Option<&NormalizedTensor> {
        let method = method_of(config);
        let place = METHODS.iter().position(|one| *one == method)?;
        self.cubes.get(place)
    }

    fn choose(&self, cx: &Context, [n, c, h, w]: [usize; 4]) {
        cx.patch(format!("n={n}&c={c}&h={h}&w={w}"), false);
    }

    fn pointed(&mut self, cx: &Context, event: &Event) -> Option<()> {
        let cube = self.cube(&cx.config)?;
        let at = self.view.cell_at(event, cube);
        match event.type_().as_str() {
            "pointermove" if at != self.hovered => {
                self.hovered = at;
                self.slot.redraw();
            }
            "click" => self.choose(cx, at?),
            _ => {}
        }
        Some(())
    }

    fn key(&mut self, cx: &Context, event: &Event) -> Option<()> {
        if event.type_() != "keydown" || !self.view.holds(event) {
            return None;
        }
        let key = event.dyn_ref::<KeyboardEvent>()?;
        let (axis, by) = match (key.key().as_str(), key.shift_key()) {
            ("ArrowLeft", true) => (Axis::W, -1),
            ("ArrowRight", true) => (Axis::W, 1),
            ("ArrowLeft", false) => (Axis::C, -1),
            ("ArrowRight", false) => (Axis::C, 1),
            ("ArrowUp", true) => (Axis::H, -1),
            ("ArrowDown", true) => (Axis::H, 1),
            ("ArrowUp", false) => return self.along_positions(cx, -1, event),
            ("ArrowDown", false) => return self.along_positions(cx, 1, event),
            ("PageUp", _) => (Axis::N, -1),
            ("PageDown", _) => (Axis::N, 1),
            _ => return None,
        };
        event.prevent_default();
        let cube = self.cube(&cx.config)?;
        self.choose(cx, cube.moved(cube.cell(&cx.config), axis, by));
        Some(())
    }

    /// Up and down go through H, W as one axis, the way it is drawn.
    fn along_positions(&self, cx: &Context, by: isize, event: &Event) -> Option<()> {
        event.prevent_default();
        let cube = self.cube(&cx.config)?;
        let [n, c, h, w] = cube.cell(&cx.config);
        let [_, _, height, width] = cube.shape;
        let place = (h * width + w).saturating_add_signed(by).min(height * width - 1);
        self.choose(cx, [n, c, place / width, place % width]);
        Some(())
    }

    fn stepped(&self, cx: &Context, event: &Event) -> Option<()> {
        let button = dom::target_in(event, "[data-cell-step]").filter(|_| event.type_() == "click")?;
        let axis = match button.get_attribute("data-cell-step")?.as_str() {
            "n" => Axis::N,
            "c" => Axis::C,
            "h" => Axis::H,
            _ => Axis::W,
        };
        let by = button.get_attribute("data-by")?.parse().ok()?;
        let cube = self.cube(&cx.config)?;
        self.choose(cx, cube.moved(cube.cell(&cx.config), axis, by));
        Some(())
    }

    /// The sliders N, C and H x W cut the tensor; its groups snap to the divisors of the new C by themselves.
    fn resized(&self, cx: &Context, event: &Event) -> Option<()> {
        let slider = dom::target_in(event, "[data-size]").filter(|_| event.type_() == "input")?;
        let value = slider.dyn_ref::<HtmlInputElement>()?.value_as_number() as u32;
        let mut shape = cx.config.cube.shape;
        let place = match slider.get_attribute("data-size")?.as_str() {
            "n" => 0,
            "c" => 1,
            _ => 2,
        };
        shape[place] = value;
        let [n, c, side] = shape;
        cx.patch(format!("shape={n},{c},{side}"), false);
        Some(())
    }
}

/// The method that the cube shows: the page's normalization, or batch norm where there is none.
fn method_of(config: &Config) -> Norm {
    if METHODS.contains(&config.run.norm) { config.run.norm } else { Norm::Batch }
}
