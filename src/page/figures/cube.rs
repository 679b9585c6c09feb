//! The cube: which cells share one mean and variance. Real activations in, a lit cube and the formula with its numbers
//! out; what is lit is asked of the cube's `Reduction`.

mod figure;
mod telling;

use super::cube_view::CubeView;
use super::foot;
use super::places::Places;
use super::tabs::Tabs;
use crate::dom;
use crate::failure::Outcome;
use crate::page::Context;
use crate::run::{self, Run};
use lesson::config::{Config, nearest_divisor};
use lesson::cube::{CubeTensors, METHODS, NormalizedTensor, run_of};
use nn::norm::Norm;
use nn::reduce::Axis;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement, KeyboardEvent};

/// The cube's row among the workers' sessions.
const ROW: u32 = 64;

/// The cube figure.
pub struct CubeFigure {
    element: Element,
    places: Places,
    tabs: Tabs,
    view: CubeView,
    run: Run,
    key: String,
    stale: bool,
    visible: bool,
    playing: bool,
    step: u32,
    cells: Option<CubeTensors>,
    /// One for each of `METHODS`, in their order.
    cubes: Vec<NormalizedTensor>,
    /// The cell under the pointer, shown in place of the chosen one.
    hovered: Option<[usize; 4]>,
    changed: bool,
}

impl CubeFigure {
    /// The figure in its markup.
    pub fn new(element: Element) -> Outcome<Self> {
        Ok(Self {
            places: Places::of(&element),
            tabs: Tabs::of(&element),
            view: CubeView::of(&element)?,
            run: Run::new(ROW),
            key: String::new(),
            stale: true,
            visible: false,
            playing: false,
            step: 0,
            cells: None,
            cubes: Vec::new(),
            hovered: None,
            changed: true,
            element,
        })
    }

    fn start(&mut self, cx: &mut Context) -> Outcome {
        self.stale = false;
        self.step = 0;
        let number = cx.new_run();
        self.run.start(&mut cx.pool, number, self.key.clone())
    }

    fn set_playing(&mut self, playing: bool) {
        self.playing = playing;
        self.places.mark_playing(playing);
    }

    /// Every method's cube of the present values.
    fn build(&mut self, config: &Config) {
        let Some(cells) = &self.cells else { return };
        self.cubes = METHODS.map(|method| NormalizedTensor::new(cells, config, method)).into();
        self.hovered = None;
        self.changed = true;
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
                self.changed = true;
                cx.bus.draw_soon();
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

    /// The sliders N, C and H x W cut the tensor; groups snap to the divisors of the new C.
    fn resized(&self, cx: &Context, event: &Event) -> Option<()> {
        let slider = dom::target_in(event, "[data-size]").filter(|_| event.type_() == "input")?;
        let value = slider.dyn_ref::<HtmlInputElement>()?.value_as_number() as u32;
        let mut shape = cx.config.shape;
        let place = match slider.get_attribute("data-size")?.as_str() {
            "n" => 0,
            "c" => 1,
            _ => 2,
        };
        shape[place] = value;
        let groups = nearest_divisor(shape[1], cx.config.groups);
        let [n, c, side] = shape;
        cx.patch(format!("shape={n},{c},{side}&groups={groups}"), false);
        Some(())
    }

    fn act(&mut self, cx: &mut Context, action: &str) -> Outcome {
        match action {
            "play" => {
                let playing = !self.playing;
                self.set_playing(playing);
            }
            "step" => {
                self.set_playing(false);
                self.run.step(&mut cx.pool, self.step + 1, false)?;
            }
            "restart" => self.start(cx)?,
            "copy-link" => foot::copy_link(cx, &self.places)?,
            "png" => foot::save_picture(cx, &self.places, "cube", self.step, &[self.view.chart()])?,
            _ => {}
        }
        cx.bus.draw_soon();
        Ok(())
    }
}

/// The method that the cube shows: the page's normalization, or batch norm where there is none.
fn method_of(config: &Config) -> Norm {
    if METHODS.contains(&config.norm) { config.norm } else { Norm::Batch }
}

/// What of the configuration makes the run behind the cube.
fn key_of(config: &Config) -> String {
    let plain = Config::default();
    run::key(&Config { depth: plain.depth, width: plain.width, ..run_of(config) })
}
