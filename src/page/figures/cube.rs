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
use lesson::cube::choose;
use lesson::cube_state::CubeState;
use protocol::message::Priority;
use protocol::run_state::RunState;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Event, KeyboardEvent};

/// The cube figure.
pub struct CubeFigure {
    slot: Rc<Slot>,
    tabs: Tabs,
    view: CubeView,
    run: RunState,
    state: CubeState,
}

impl CubeFigure {
    /// The figure in its markup.
    pub fn new(slot: Rc<Slot>) -> Result<Self> {
        Ok(Self {
            tabs: Tabs::of(&slot.element),
            view: CubeView::of(&slot.element)?,
            run: RunState::new(Priority::Interactive),
            state: CubeState::default(),
            slot,
        })
    }

    fn pointed(&mut self, cx: &Context, event: &Event) -> Option<()> {
        let at = self.view.cell_at(event, self.state.chosen(&cx.config)?.0);
        match event.type_().as_str() {
            "pointermove" if self.state.hover(at) => self.slot.redraw(),
            "click" => cx.patch(choose(at?), false),
            _ => {}
        }
        Some(())
    }

    fn key(&self, cx: &Context, event: &Event) -> Option<()> {
        let key: &KeyboardEvent = event.dyn_ref().filter(|_| event.type_() == "keydown" && self.view.holds(event))?;
        let (cube, from) = self.state.chosen(&cx.config)?;
        let to = cube.at_key(from, &key.key(), key.shift_key())?;
        event.prevent_default();
        cx.patch(choose(to), false);
        Some(())
    }

    fn stepped(&self, cx: &Context, event: &Event) -> Option<()> {
        let button = dom::target_in(event, "[data-cell-step]").filter(|_| event.type_() == "click")?;
        let (axis, by) = (button.get_attribute("data-cell-step")?, button.get_attribute("data-by")?.parse().ok()?);
        let (cube, from) = self.state.chosen(&cx.config)?;
        cx.patch(choose(cube.at_button(from, &axis, by)), false);
        Some(())
    }

    fn resized(&self, cx: &Context, event: &Event) -> Option<()> {
        let slider = dom::target_in(event, "[data-size]").filter(|_| event.type_() == "input")?;
        let value = dom::input(&slider)?.value_as_number() as u32;
        cx.patch(cx.config.cube.resized(&slider.get_attribute("data-size")?, value), false);
        Some(())
    }
}
