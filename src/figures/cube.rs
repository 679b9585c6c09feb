//! The cube: which cells share one mean and variance. Real activations in, a lit cube and the formula with its numbers
//! out; what is lit is asked of the cube's `Reduction`.

use crate::event::{Event, Spot};
use crate::figure::{Context, Figure, Result, Sketch, Visit};
use crate::markup::Slot;
use charts::cube::{Cube as Plot, cell_at};
use charts::cube_small;
use charts::style::Style;
use lesson::choice::Choice;
use lesson::config::Config;
use lesson::cube::{METHODS, as_shown, choose, method_of};
use lesson::cube_state::CubeState;
use lesson::snapshot::Wanted;
use nn::norm::Norm;
use protocol::message::{Answer, FromWorker, Priority, Question, Report, SessionId};
use protocol::run_state::{RunEvent, RunState};
use words::Words;

/// The cube figure.
pub struct Cube {
    run: RunState,
    state: CubeState,
}

impl Default for Cube {
    fn default() -> Self {
        Self { run: RunState::new(Priority::Interactive), state: CubeState::default() }
    }
}

impl Cube {
    /// A key on the large cube.
    fn key(&self, cx: &Context, event: &dyn Event) -> Option<()> {
        let (key, shift) = event.key()?;
        let (cube, from) = self.state.chosen(cx.config)?;
        let to = cube.at_key(from, &key, shift)?;
        event.prevent_default();
        cx.slot.patch(choose(to), false);
        Some(())
    }

    fn stepped(&self, cx: &Context, event: &dyn Event) -> Option<()> {
        let button = |attribute| event.of("click", "[data-cell-step]", attribute);
        let (axis, by) = (button("data-cell-step")?, button("data-by")?.parse().ok()?);
        let (cube, from) = self.state.chosen(cx.config)?;
        cx.slot.patch(choose(cube.at_button(from, &axis, by)), false);
        Some(())
    }

    fn resized(&self, cx: &Context, event: &dyn Event) -> Option<()> {
        let side = event.of("input", "[data-size]", "data-size")?;
        cx.slot.patch(cx.config.cube.resized(&side, event.number() as u32), false);
        Some(())
    }

    /// The chosen cell's sentence and numbers.
    fn word(&self, cx: &Context) {
        let Some((cube, at)) = self.state.seen(cx.config) else { return };
        let readout = cube.readout(at);
        let sentence = cx.words.cube_sentence(cx.config, cube, at);
        cx.slot.set_values(&cx.words.cube_numbers(at, &readout));
        // What the pointer passes over is not read out, what was chosen is.
        if !self.state.is_hovered() {
            cx.slot.announce(&sentence, &sentence);
        }
        cx.slot.set_text("cube-sentence", &sentence);
        cx.slot.set_text("cube-tensor", cx.words.cube_of(cube));
        // One place may serve several formulas.
        let key = readout.formula.key();
        cx.slot.toggle_attribute(&format!("[data-formula]:not([data-formula~={key}])"), "hidden", true);
        cx.slot.toggle_attribute(&format!("[data-formula~={key}]"), "hidden", false);
    }

    /// Texts and sliders that depend on the configuration alone.
    fn describe(&self, cx: &Context) {
        let ([n, c, side], groups) = (cx.config.cube.shape, cx.config.cube.groups_used(cx.config.run.groups));
        cx.slot.set_values(&cx.words.cube_sizes(cx.config));
        cx.slot.set_attribute("[data-divisors]", "max", Some(&c.to_string()));
        for (slider, value) in
            [("[data-size=n]", n), ("[data-size=c]", c), ("[data-size=hw]", side), ("[data-divisors]", groups)]
        {
            cx.slot.set_field(slider, &value.to_string());
        }
        let shown = as_shown(cx.config);
        cx.slot.set_visible("reading", matches!(shown.run.norm, Norm::Layer | Norm::Rms));
        cx.slot.check("input[name=cube-norm]", shown.run.norm.key());
        cx.slot.show_texts(&shown);
    }
}

impl Figure for Cube {
    fn charts(&self) -> &'static [&'static str] {
        &["cube"]
    }

    fn sketches(&self) -> Vec<String> {
        METHODS.iter().map(|method| format!("canvas[data-small={}]", method.key())).collect()
    }

    fn visit(&mut self, config: &Config, words: &Words, style: &Style, visit: Visit<'_>) {
        let Some((cube, at)) = self.state.seen(config) else { return };
        visit(0, &Plot::of(cube, config.cube.view, at, style.palette.norm(method_of(&config.run)), words));
    }

    /// The same statistic is lit in every cube at once.
    fn visit_sketches(&self, config: &Config, words: &Words, visit: &mut dyn FnMut(usize, Sketch<'_>)) {
        let (Some((_, at)), Some(cubes)) = (self.state.seen(config), self.state.all()) else { return };
        for (place, (method, cube)) in METHODS.into_iter().zip(cubes.all()).enumerate() {
            visit(place, &|size, style| {
                let color = style.palette.norm(method);
                cube_small::small(&Plot::of(cube, config.cube.view, cube.clamped(at), color, words), size, style)
            });
        }
    }

    fn owns(&self, session: SessionId) -> bool {
        self.run.owns(session)
    }

    fn configure(&mut self, cx: &mut Context, _arrived: bool) -> Result<bool> {
        self.describe(cx);
        Ok(self.state.configure(cx.config))
    }

    fn start(&mut self, cx: &mut Context) -> Result {
        self.state.begin();
        self.run.start(cx.workers, self.state.run())
    }

    fn act(&mut self, cx: &mut Context, action: &str, _event: &dyn Event) -> Result<bool> {
        if matches!(action, "play" | "step") && !self.run.is_running() {
            self.start(cx)?;
        }
        match action {
            "play" => cx.slot.set_playing(!cx.slot.is_playing()),
            "step" => {
                cx.slot.set_playing(false);
                self.run.step(cx.workers, self.state.step() + 1, Report::State(Wanted::SIGNAL))?;
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn on_event(&mut self, cx: &mut Context, event: &dyn Event) -> Result<bool> {
        Ok(self.stepped(cx, event).is_some() || self.resized(cx, event).is_some())
    }

    fn on_chart(&mut self, cx: &mut Context, event: &dyn Event, spot: Spot) -> Result<bool> {
        let Some((cube, _)) = self.state.chosen(cx.config) else { return Ok(false) };
        let at = spot.at.and_then(|at| cell_at(cube.shape, spot.size, spot.style, at));
        match event.kind() {
            "keydown" => return Ok(self.key(cx, event).is_some()),
            "pointermove" if self.state.hover(at) => cx.slot.redraw(),
            "click" => at.into_iter().for_each(|at| cx.slot.patch(choose(at), false)),
            _ => {}
        }
        Ok(true)
    }

    fn on_leave(&mut self, slot: &dyn Slot) {
        if self.state.hover(None) {
            slot.redraw();
        }
    }

    fn on_message(&mut self, cx: &mut Context, message: FromWorker) -> Result {
        match self.run.on_message(cx.workers, message)? {
            RunEvent::Frame(frame) => {
                self.state.reach(frame.snapshot.step);
                self.run.ask(cx.workers, Question::Cube)?;
            }
            RunEvent::Answer(Answer::Cube(tensors)) => {
                self.state.take(tensors, cx.config);
                cx.slot.set_text("run-note", &cx.words.step_at(self.state.step().into()));
                cx.slot.set_step(self.state.step());
                cx.slot.redraw();
            }
            RunEvent::Stale | RunEvent::Progress(_) | RunEvent::Answer(_) => {}
            RunEvent::Failed(error) => cx.slot.set_error(&cx.words.run_error(&error)),
        }
        Ok(())
    }

    fn on_worker_lost(&mut self, _slot: &dyn Slot, sessions: &[SessionId]) -> bool {
        self.run.on_worker_lost(sessions)
    }

    fn draw(&mut self, cx: &mut Context) -> Result {
        if cx.slot.is_playing() && self.run.is_idle() {
            let to = self.state.step() + cx.config.page.speed;
            self.run.step(cx.workers, to, Report::State(Wanted::SIGNAL))?;
        }
        self.word(cx);
        Ok(())
    }

    fn reply(&mut self, cx: &mut Context, guess: &str) -> Option<String> {
        Some(cx.words.reply_cube(guess))
    }

    fn finding(&self, config: &Config, words: &Words) -> String {
        self.state.seen(config).map_or(String::new(), |(cube, _)| words.cube_finding(config, cube))
    }

    fn step(&self) -> u32 {
        self.state.step()
    }
}

#[cfg(test)]
mod tests;
