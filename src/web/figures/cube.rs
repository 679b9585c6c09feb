//! The cube: which cells share one mean and variance. Real activations in, a lit cube and the formula with its numbers
//! out; what is lit is asked of the cube's `Reduction`.

use super::cube_view::CubeView;
use super::places::Places;
use super::tabs::Tabs;
use super::{Figure, foot, words};
use crate::experiment::choice::{Choice, View};
use crate::experiment::config::{Config, nearest_divisor};
use crate::experiment::cube::{Cells, Cube, Formula, METHODS, Readout, run_of};
use crate::experiment::message::{FromWorker, Question};
use crate::experiment::snapshot::Snapshot;
use crate::nn::norm::Norm;
use crate::nn::reduce::Axis;
use crate::web::failure::Outcome;
use crate::web::page::Context;
use crate::web::run::{Heard, Run};
use crate::web::{controls, dom};
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
    cells: Option<Cells>,
    /// One for each of `METHODS`, in their order.
    cubes: Vec<Cube>,
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
        self.cubes = METHODS.map(|method| Cube::new(cells, config, method)).into();
        self.hovered = None;
        self.changed = true;
    }

    fn cube(&self, config: &Config) -> Option<&Cube> {
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

    fn word(&mut self, config: &Config) {
        let Some(cube) = self.cube(config) else { return };
        let at = self.hovered.unwrap_or_else(|| cube.cell(config));
        let readout = cube.readout(at);
        let sentence = format!(
            "{}: the cell n {}, c {}, h {}, w {} shares its statistic with {} of {} cells.",
            method_of(config).label(),
            at[0],
            at[1],
            at[2],
            at[3],
            words::count(readout.cells),
            words::count(cube.shape.iter().product()),
        );
        for (name, i) in [("n", 0), ("c", 1), ("h", 2), ("w", 3)] {
            self.places.out(name, &at[i].to_string());
        }
        self.numbers(&readout);
        self.places.say("cube-sentence", &sentence);
        let weights = readout.formula == Formula::Weight;
        let of = if weights {
            "Weights of the second convolution"
        } else {
            "Activations of the first convolution for a batch of digits"
        };
        self.places.say("cube-tensor", of);
        self.view.speak(sentence);
    }

    fn numbers(&self, r: &Readout) {
        let number = |v: f64| words::number(v);
        self.places.out(
            "axes",
            &if r.formula == Formula::Weight { "I, KH, KW (of the weights)".into() } else { r.axes.clone() },
        );
        self.places.out("cells", &words::count(r.cells));
        self.places.out("stats", &words::count(r.stats));
        self.places.out("mean", &if r.formula == Formula::Weight { "–".into() } else { number(r.mean) });
        self.places.out("var", &if r.formula == Formula::Scale { number(r.var) } else { "–".into() });
        for (name, value) in [
            ("x", f64::from(r.x)),
            ("x_hat", r.x_hat),
            ("y", f64::from(r.y)),
            ("gamma", f64::from(r.gamma)),
            ("beta", f64::from(r.beta)),
            ("g", f64::from(r.g)),
            ("v", f64::from(r.x)),
            ("v_norm", r.length),
            ("w-value", f64::from(r.y)),
        ] {
            self.places.out(name, &number(value));
        }
        // A term that stands behind a sign: a negative one is put in brackets.
        for (name, value) in [("mean-term", r.mean), ("beta-term", f64::from(r.beta)), ("x_hat-term", r.x_hat)] {
            self.places.out(name, &if value < 0.0 { format!("({})", number(value)) } else { number(value) });
        }
        self.places.out("eps", &number(r.eps));
        for element in dom::all(&self.element, "[data-formula]") {
            let kind = match r.formula {
                Formula::Scale => "scale",
                Formula::Mean => "mean",
                Formula::Weight => "weight",
            };
            dom::show(&element, element.get_attribute("data-formula").as_deref() == Some(kind));
        }
    }

    /// Texts and sliders that depend on the configuration alone.
    fn describe(&self, config: &Config) {
        let [n, c, side] = config.shape;
        let groups = nearest_divisor(c, config.groups);
        for (name, value) in [("N", n), ("C", c), ("H", side), ("W", side), ("groups", groups)] {
            self.places.out(name, &value.to_string());
        }
        for (name, value) in [("n", n), ("c", c), ("hw", side)] {
            let text = if name == "hw" { format!("{side} × {side}") } else { value.to_string() };
            self.places.out(&format!("size-{name}"), &text);
            set_slider(&self.element, &format!("[data-size={name}]"), value, None);
        }
        set_slider(&self.element, "[data-divisors]", groups, Some(c));
        self.places.show("reading", method_of(config) == Norm::Layer);
        let method = method_of(config);
        for radio in dom::all(&self.element, "input[name=cube-norm]") {
            if let Some(radio) = dom::input(&radio) {
                radio.set_checked(radio.value() == method.key());
            }
        }
        controls::show_texts(&self.element, &Config { norm: method, ..config.clone() });
    }
}

/// The method that the cube shows: the page's normalization, or batch norm where there is none.
fn method_of(config: &Config) -> Norm {
    if METHODS.contains(&config.norm) { config.norm } else { Norm::Batch }
}

fn set_slider(figure: &Element, selector: &str, value: u32, max: Option<u32>) {
    let Some(slider) = dom::find(figure, selector) else { return };
    if let Some(max) = max {
        dom::attribute(&slider, "max", &max.to_string());
    }
    if let Some(slider) = dom::input(&slider) {
        slider.set_value_as_number(f64::from(value));
    }
}

/// What of the configuration makes the run behind the cube.
fn key_of(config: &Config) -> String {
    let mut run = run_of(config);
    let plain = Config::default();
    (run.n, run.c, run.h, run.w, run.view, run.shape) = (plain.n, plain.c, plain.h, plain.w, View::Before, plain.shape);
    (run.vary, run.play, run.hide, run.theme, run.lang) = (plain.vary, false, Vec::new(), plain.theme, None);
    (run.speed, run.until, run.depth, run.width, run.made_by) = (1, None, plain.depth, plain.width, None);
    run.to_query()
}

impl Figure for CubeFigure {
    fn name(&self) -> &'static str {
        "cube"
    }

    fn element(&self) -> &Element {
        &self.element
    }

    fn owns(&self, row: u32) -> bool {
        row == ROW
    }

    fn show(&mut self, cx: &mut Context, _arrived: bool) -> Outcome {
        self.describe(&cx.config);
        foot::full_lesson(cx, &self.places)?;
        let key = key_of(&cx.config);
        if key != self.key {
            self.key = key;
            self.stale = true;
            if self.visible {
                self.start(cx)?;
            }
        }
        self.build(&cx.config);
        Ok(())
    }

    fn event(&mut self, cx: &mut Context, event: &Event) -> Outcome<bool> {
        let Some(target) = dom::target(event).filter(|target| self.element.contains(Some(target))) else {
            if self.hovered.take().is_some() {
                self.changed = true;
                cx.bus.draw_soon();
            }
            return Ok(false);
        };
        if event.type_() == "click"
            && let Some(button) = target.closest("[data-action]")?
        {
            self.act(cx, &button.get_attribute("data-action").unwrap_or_default())?;
            return Ok(true);
        }
        if self.view.holds(event) && self.pointed(cx, event).is_some() && event.type_() != "keydown" {
            return Ok(true);
        }
        let done = self.tabs.event(event)
            || self.key(cx, event).is_some()
            || self.stepped(cx, event).is_some()
            || self.resized(cx, event).is_some();
        Ok(done)
    }

    fn hear(&mut self, cx: &mut Context, message: FromWorker) -> Outcome {
        match self.run.hear(&mut cx.pool, message)? {
            Heard::Old => {}
            Heard::Frame(frame) => {
                self.step = Snapshot::decode(&frame.snapshot).map_or(self.step, |snapshot| snapshot.step);
                self.run.ask(&mut cx.pool, Question::Cells)?;
            }
            Heard::Answer { values, .. } => {
                self.cells = Some(Cells::decode(&values).ok_or("the worker's cells could not be read")?);
                self.places.say("run-note", &format!("step {}", self.step));
                self.build(&cx.config);
                cx.bus.draw_soon();
            }
            Heard::Failed(text) => {
                self.places.say("fault", &text);
                self.places.show("fault", true);
            }
        }
        Ok(())
    }

    fn lost(&mut self, cx: &mut Context, worker: usize, text: &str) -> Outcome {
        if cx.pool.home(ROW) == worker {
            self.run.lose();
            self.stale = true;
            self.set_playing(false);
            self.places.say("fault", &format!("{text} Restart begins the run again."));
            self.places.show("fault", true);
        }
        Ok(())
    }

    fn draw(&mut self, cx: &mut Context) -> Outcome {
        if self.playing && self.visible && self.run.idle() {
            self.run.step(&mut cx.pool, self.step + cx.config.speed, false)?;
        }
        if !self.visible || !std::mem::take(&mut self.changed) {
            return Ok(());
        }
        let method = method_of(&cx.config);
        let place = METHODS.iter().position(|one| *one == method);
        let Some(cube) = place.and_then(|place| self.cubes.get(place)) else { return Ok(()) };
        let at = self.hovered.unwrap_or_else(|| cube.cell(&cx.config));
        // The same statistic is lit in every cube at once.
        self.view.draw(&self.cubes, cube, method, at, cx.config.view)?;
        self.word(&cx.config);
        Ok(())
    }

    fn resize(&mut self) {
        self.view.resize();
        self.changed = true;
    }

    fn seen(&mut self, cx: &mut Context, visible: bool) -> Outcome {
        self.visible = visible;
        if visible && self.stale {
            self.start(cx)?;
        }
        self.changed = true;
        cx.bus.draw_soon();
        Ok(())
    }

    fn pause(&mut self) {
        self.set_playing(false);
    }
}
