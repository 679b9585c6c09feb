//! The lab: one network trains, and every layer's histogram shows it. Configuration and snapshots in, charts and words
//! out; the training itself is the worker's.

mod act;
mod predict;
mod text;

use crate::event::{Event, Spot};
use crate::figure::{Context, Figure, Result, Visit};
use crate::markup::{Node, Slot};
use charts::histogram::Values;
use charts::lab::{CHARTS, LabCharts, Picture};
use charts::style::Style;
use lesson::code::Library;
use lesson::config::{Config, VERSION};
use lesson::control;
use lesson::lab_state::{LabState, PATIENCE, Wait};
use lesson::quiz::{Question, SKIP};
use lesson::snapshot::Snapshot;
use lesson::step_part::Part;
use predict::Predict;
use protocol::message::{Answer, FromWorker, Priority, Question as Ask, Report, SessionId};
use protocol::run_state::{Frame, RunEvent, RunState};
use std::rc::Rc;
use words::Words;

/// The lab figure.
pub struct Lab {
    plots: LabCharts,
    predict: Predict,
    run: RunState,
    state: LabState,
    values: Values,
    library: Library,
    /// Whether layers are strips, and not columns.
    narrow: bool,
    /// What was drawn last, and the layer that was marked in it.
    drawn: Option<(Rc<Snapshot>, Option<usize>)>,
    /// The part of a step that the page has lit.
    lit: Option<Part>,
}

impl Default for Lab {
    fn default() -> Self {
        Self {
            plots: LabCharts::default(),
            predict: Predict::default(),
            run: RunState::new(Priority::Interactive),
            state: LabState::default(),
            values: Values::default(),
            library: Library::default(),
            narrow: false,
            drawn: None,
            lit: None,
        }
    }
}

impl Lab {
    /// Asks for the next steps; where the run was lost, begins it again first.
    fn step(&mut self, cx: &mut Context, steps: u32) -> Result {
        if !self.run.is_running() {
            return self.start(cx);
        }
        let until = cx.config.page.until.filter(|_| cx.slot.is_playing());
        let Some(to) = self.state.target(steps, until) else { return Ok(()) };
        self.ask_for(cx, to, until)
    }

    fn ask_for(&mut self, cx: &mut Context, to: u32, until: Option<u32>) -> Result {
        let seen = cx.slot.tab() == "learned";
        let wanted = self.state.wanted(to, until, cx.slot.is_playing(), seen, cx.workers.now());
        if self.run.step(cx.workers, to, Report::State(wanted))? {
            self.look_later(cx);
        }
        Ok(())
    }

    /// Looks, a little later, whether the answer that was just asked for has come.
    fn look_later(&mut self, cx: &Context) {
        if self.state.begin_timeout() {
            cx.slot.call_timeout_after(PATIENCE);
        }
    }

    fn take(&mut self, cx: &mut Context, frame: Frame) -> Result {
        if self.state.take(*frame.snapshot, frame.ms_per_step, cx.workers.now()) {
            self.plots.forget();
        }
        if self.state.part() == Some(Part::Update) {
            self.tell_part(cx);
        }
        if let Some(picture) = self.state.shown().filter(|_| !self.state.is_looking_back()) {
            cx.slot.tell_lab_snapshot(picture.clone());
        }
        self.ask(cx)?;
        if cx.slot.is_playing() && !self.state.may_go_on(cx.config.page.until) {
            cx.slot.set_playing(false);
        }
        cx.slot.redraw_picture();
        cx.slot.show_state("idle");
        cx.slot.set_visible("busy", false);
        if self.state.take_pending_step() { self.step(cx, 1) } else { Ok(()) }
    }

    /// Asks the network about the reader's own point.
    fn ask(&mut self, cx: &mut Context) -> Result {
        if let Some(input) = self.predict.own.of(cx.config.run.data) {
            self.run.ask(cx.workers, Ask::Predict(input))?;
        }
        Ok(())
    }

    /// A control other than the question's was used, or an answer was given: the layers are shown.
    fn reveal(&mut self, slot: &dyn Slot) {
        if self.state.close_quiz() {
            slot.set_visible("question", false);
            slot.redraw();
        }
    }
}

/// Whether what is below `More` has to be seen.
fn needs_more(cx: &Context) -> bool {
    let below = |name| cx.slot.attributes(&format!(".more-panel [{name}]"), name);
    control::needs_more(cx.config, below("data-key").into_iter().chain(below("data-set")))
}

/// Puts a question into the figure's place for it, in place of the opening one.
fn pose(question: &Question, slot: &dyn Slot, words: &Words) {
    slot.set_text("question-text", &question.words);
    let button = |(place, (key, answer)): (usize, (&str, &str))| {
        let button = Node::text("button", answer).with("type", "button").with("data-answer", key);
        match question.replies.get(place) {
            _ if key == SKIP => button.with("class", "quiet"),
            Some(reply) => button.with("data-reply", reply),
            None => button,
        }
    };
    slot.set_children("[data-part=answers]", question.buttons(words.answer_skip()).enumerate().map(button).collect());
}

impl Figure for Lab {
    fn charts(&self) -> &'static [&'static str] {
        &CHARTS
    }

    /// What was drawn is what answers: a veiled layer stays veiled, and no verdict is found again for a pointer's move.
    fn visit(&mut self, config: &Config, words: &Words, style: &Style, visit: Visit<'_>) {
        let Some((snapshot, marked)) = &self.drawn else { return };
        let picture = Picture {
            snapshot,
            history: self.state.history(),
            run: config.run,
            marked: *marked,
            values: self.values.of_run(config.run.norm),
            chosen: self.predict.own.point,
            narrow: self.narrow,
        };
        for (place, plot) in self.plots.plots(&picture, &style.palette, words).iter().enumerate() {
            visit(place, &**plot);
        }
    }

    fn owns(&self, session: SessionId) -> bool {
        self.run.owns(session)
    }

    fn configure(&mut self, cx: &mut Context, arrived: bool) -> Result<bool> {
        self.describe(cx);
        self.write_code(cx);
        if arrived {
            if needs_more(cx) {
                self.open_more(cx.slot, true);
            }
            if let Some(question) = self.state.arrive(cx.slot.address().is_empty()) {
                pose(&question, cx.slot, cx.words);
            }
            cx.slot.set_playing(cx.plays_by_itself());
        }
        let other = self.state.configure(cx.config.run, arrived);
        cx.slot.set_visible("question", self.state.is_quiz_open());
        Ok(other)
    }

    fn start(&mut self, cx: &mut Context) -> Result {
        self.state.begin();
        cx.slot.set_text("part-text", cx.words.lab_parts());
        cx.slot.set_text("readout", cx.words.lab_readout());
        cx.slot.set_error("");
        cx.slot.show_state("starting");
        self.run.start(cx.workers, self.state.run())?;
        self.look_later(cx);
        // While the worker makes the first picture.
        self.plots.prepare(&self.state.run());
        Ok(())
    }

    fn act(&mut self, cx: &mut Context, action: &str, event: &dyn Event) -> Result<bool> {
        self.press(cx, action, event)
    }

    fn on_tab(&mut self, cx: &mut Context) {
        self.write_code(cx);
        cx.slot.redraw();
    }

    fn on_event(&mut self, cx: &mut Context, event: &dyn Event) -> Result<bool> {
        if event.of("click", "[data-answer]", "data-answer").is_some() {
            self.answer(cx.slot, event);
            return Ok(true);
        }
        if let Some(key) = event.of("change", "[data-library]", "data-library") {
            self.library = Library::from_key(&key).unwrap_or_default();
            self.on_tab(cx);
            return Ok(true);
        }
        if self.history_moved(cx.slot, event) || self.values_chosen(event) {
            cx.slot.redraw();
            return Ok(true);
        }
        if self.predict.on_event(cx.slot, cx.words, event) || self.point_typed(cx.slot, event) {
            self.ask(cx)?;
            return Ok(true);
        }
        Ok(false)
    }

    fn on_chart(&mut self, cx: &mut Context, event: &dyn Event, spot: Spot) -> Result<bool> {
        if event.kind() != "click" || !self.plane_clicked(cx, spot) {
            return Ok(false);
        }
        self.ask(cx)?;
        cx.slot.redraw_picture();
        Ok(true)
    }

    fn on_message(&mut self, cx: &mut Context, message: FromWorker) -> Result {
        match self.run.on_message(cx.workers, message)? {
            RunEvent::Frame(frame) => return self.take(cx, frame),
            RunEvent::Answer(Answer::Predict(values)) => {
                predict::answer(cx.slot, cx.words, &values, cx.config.run.data);
            }
            RunEvent::Stale | RunEvent::Progress(_) | RunEvent::Answer(_) => {}
            RunEvent::Failed(error) => {
                cx.slot.set_playing(false);
                cx.slot.set_visible("busy", false);
                cx.slot.set_error(&cx.words.run_error(&error));
            }
        }
        Ok(())
    }

    fn on_worker_lost(&mut self, slot: &dyn Slot, sessions: &[SessionId]) -> bool {
        let lost = self.run.on_worker_lost(sessions);
        if lost {
            slot.set_visible("busy", false);
        }
        lost
    }

    fn draw(&mut self, cx: &mut Context) -> Result {
        self.narrow = cx.slot.media("(max-width: 48rem)");
        if cx.slot.is_playing() && self.run.is_idle() && self.state.may_go_on(cx.config.page.until) {
            // Before the picture, so that the worker computes while the page draws.
            self.step(cx, cx.config.page.speed)?;
        } else if let Some(at) = self.state.unjudged().filter(|_| !cx.slot.is_playing()) {
            self.ask_for(cx, at, None)?;
        }
        let Some(snapshot) = self.state.shown().cloned() else { return Ok(()) };
        cx.slot.tell_lab_snapshot(snapshot.clone());
        self.drawn = self.state.picture();
        self.light(cx.slot);
        // Texts follow the judgement, so that what they say is all of one step.
        if snapshot.is_judged() || !cx.slot.is_playing() {
            self.word(cx, &snapshot);
        }
        Ok(())
    }

    fn on_timeout(&mut self, cx: &mut Context) {
        match self.state.on_timeout(self.run.waited(cx.workers)) {
            Wait::Over => {}
            Wait::GoesOn => self.look_later(cx),
            Wait::Overdue => {
                cx.slot.set_text("busy-text", cx.words.lab_busy(&self.state));
                cx.slot.set_visible("busy", true);
            }
        }
    }

    fn set_question(&mut self, question: Question) {
        self.state.set_question(question);
    }

    fn step(&self) -> u32 {
        self.state.shown().map_or(0, |snapshot| snapshot.step)
    }

    fn scalars(&self) -> Vec<(&'static str, f32)> {
        let Some(shown) = self.state.shown() else { return Vec::new() };
        vec![
            ("cost", shown.cost),
            ("heldOutCost", shown.held_out_cost),
            ("accuracy", shown.accuracy),
            ("judged", shown.judged as f32),
            ("chance", shown.chance),
        ]
    }

    fn csv(&self, config: &Config, words: &Words) -> Option<String> {
        Some(words.layer_csv(self.state.shown()?, &config.to_query(), VERSION))
    }
}

#[cfg(test)]
mod tests;
